"""What comes with the news: comments and pictures, and when an article is whole without a network."""

from __future__ import annotations

import resource
import stat
from collections.abc import Iterable
from pathlib import Path

import pytest
from PIL import Image

from placentin_tui.courier.images.cache import ImageCache
from placentin_tui.courier.process.protocol import CommentsFetched, Event, PicturesFetched, RefreshFinished
from placentin_tui.courier.refresh.follow_up import AT_ONCE
from placentin_tui.courier.refresh.refresh import refresh
from placentin_tui.errors import LibraryError
from placentin_tui.library import Library
from placentin_tui.models import NewSource, View
from placentin_tui.web import Web
from tests.courier.bad_worker import SPINS
from tests.courier.conftest import NOW
from tests.courier.papers import feed, item, picture, said
from tests.web.server import Answer, Server, data, raw, redirect, running, text


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "pictures"


async def refreshed(library: Library, web: Web, folder: Path | None, budget: int = 10_000_000) -> list[Event]:
    pictures = ImageCache(folder, budget) if folder else None
    return [event async for event in refresh(library, web, now=NOW, force=True, pictures=pictures)]


def serve(library: Library, server: Server, items: Iterable[str]) -> None:
    server.answers["/feed"] = data(feed(items))
    if not library.sources.all():
        library.sources.add(NewSource(server.url("/feed")))


def figure(url: str) -> str:
    return f'<p>Avant.</p><figure><img src="{url}" alt="Une photo"></figure><p>Après.</p>'


# ── comments ─────────────────────────────────────────────────────────────────────────────────────────────────────────


async def test_the_comments_the_paper_counts(library: Library, web: Web, server: Server) -> None:
    server.answers["/un/feed"] = data(said("Ana", "Luc"))
    items = [
        item("un", comments=2, discussed_at=server.url("/un/feed"), hour=11),
        item("deux", comments=0, discussed_at=server.url("/deux/feed"), hour=10),
        item("trois", discussed_at=server.url("/trois/feed")),
        item("quatre", comments=3),
    ]
    serve(library, server, items)
    events = await refreshed(library, web, None)
    (row, *_others) = library.articles.page(View())
    assert events[-2:] == [CommentsFetched(row.id, 2), RefreshFinished(total=1, new=4, changed=0, failed=0)]
    assert [comment.author for comment in library.comments.of(row.id)] == ["Ana", "Luc"]
    assert server.paths() == ["/feed", "/un/feed"]
    assert library.articles.summary(row.id).offline_ready


async def test_a_count_that_grows_brings_the_comments(library: Library, web: Web, server: Server) -> None:
    server.answers["/un/feed"] = data(said("Ana"))
    serve(library, server, [item("un", comments=0, discussed_at=server.url("/un/feed"))])
    await refreshed(library, web, None)
    serve(library, server, [item("un", comments=1, discussed_at=server.url("/un/feed"))])
    events = await refreshed(library, web, None)
    assert [event for event in events if isinstance(event, CommentsFetched)] == [CommentsFetched(1, 1)]
    assert library.articles.summary(1).comments == 1


async def test_the_twenty_newest_of_a_source(library: Library, web: Web, server: Server) -> None:
    for number in range(24):
        server.answers[f"/{number}"] = data(said("Ana"))
    items = [item(str(n), comments=1, discussed_at=server.url(f"/{n}"), hour=n) for n in range(24)]
    serve(library, server, items)
    await refreshed(library, web, None)
    assert sorted(server.paths()[1:]) == sorted(f"/{number}" for number in range(4, 24))


async def test_comments_that_cannot_be_had_hold_nothing_up(library: Library, web: Web, server: Server) -> None:
    server.answers["/cut"] = raw()
    server.answers["/html"] = text("<html>no</html>")
    server.answers["/un"] = data(said("Ana"))
    names = ("cut", "html", "un", "nowhere")
    serve(library, server, [item(name, comments=1, discussed_at=server.url(f"/{name}")) for name in names])
    events = await refreshed(library, web, None)
    assert len([event for event in events if isinstance(event, CommentsFetched)]) == 1
    assert events[-1] == RefreshFinished(total=1, new=4, changed=0, failed=0)
    assert [row.offline_ready for row in library.articles.page(View())].count(True) == 1


# ── pictures ─────────────────────────────────────────────────────────────────────────────────────────────────────────


async def test_pictures_come_scaled_and_are_shared_by_content(
    library: Library, web: Web, server: Server, folder: Path
) -> None:
    server.answers["/large.png"] = data(picture(2000, 1000), kind="image/png")
    server.answers["/same.png"] = redirect("/large.png")
    serve(library, server, [item("un", figure(server.url("/large.png")) + figure(server.url("/same.png")))])
    events = await refreshed(library, web, folder)
    assert PicturesFetched(1, 2) in events
    found = library.pictures.find([server.url("/large.png"), server.url("/same.png")])
    (path,) = {one.path for one in found.values()}
    assert path is not None
    assert [(one.width, one.height) for one in found.values()] == [(1024, 512)] * 2
    with Image.open(path) as image:
        assert image.size == (1024, 512)
    assert list(folder.iterdir()) == [path]
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    assert library.articles.summary(1).offline_ready


async def test_no_pictures_where_none_are_wanted(library: Library, web: Web, server: Server, folder: Path) -> None:
    serve(library, server, [item("un", figure(server.url("/one.png")))])
    await refreshed(library, web, None)
    assert server.paths() == ["/feed"]
    assert not folder.exists()


async def test_every_article_has_its_pictures(library: Library, web: Web, server: Server, folder: Path) -> None:
    for number in range(12):
        server.answers[f"/{number}.png"] = data(picture(40, 30 + number), kind="image/png")
    serve(library, server, [item(str(n), figure(server.url(f"/{n}.png")), hour=n) for n in range(12)])
    await refreshed(library, web, folder)
    assert sorted(server.paths()[1:]) == sorted(f"/{number}.png" for number in range(12))
    assert all(row.offline_ready for row in library.articles.page(View()))
    await refreshed(library, web, folder)
    assert server.paths()[13:] == ["/feed"], "what is there is not asked for again"


@pytest.mark.parametrize(
    "answer",
    [
        text("gone", status=404),
        text("<html>Please log in</html>"),
        data(picture(400, 300)[:-50], kind="image/png"),
        data(picture(1, 1), kind="image/png"),
        data(b"x" * 8_000_001, kind="image/png"),
        redirect("file:///etc/passwd"),
    ],
)
async def test_a_picture_that_cannot_be_had_is_asked_for_once(
    library: Library, web: Web, server: Server, folder: Path, answer: Answer
) -> None:
    url = server.url("/one.png")
    server.answers["/one.png"] = answer
    serve(library, server, [item("un", figure(url))])
    events = await refreshed(library, web, folder)
    assert PicturesFetched(1, 0) in events
    assert library.pictures.find([url])[url].path is None
    assert library.pictures.missing(1) == []
    assert library.articles.summary(1).offline_ready


@pytest.mark.parametrize("answer", [text("gone", status=404), text("<html>Please log in</html>"), redirect("ftp://x/")])
async def test_a_picture_that_is_not_there_is_had_from_another_of_its_addresses(
    library: Library, web: Web, server: Server, folder: Path, answer: Answer
) -> None:
    server.answers |= {"/l.png": answer, "/one.png": answer, "/s.png": data(picture(40, 30), kind="image/png")}
    html = f'<img src="{server.url("/one.png")}" srcset="{server.url("/l.png")} 1200w, {server.url("/s.png")} 300w">'
    serve(library, server, [item("un", html)])
    assert PicturesFetched(1, 1) in await refreshed(library, web, folder)
    url = server.url("/l.png")
    stored = library.pictures.find([url])[url]
    assert (stored.path is not None, stored.width, stored.height) == (True, 40, 30)
    assert server.paths()[1:] == ["/l.png", "/one.png", "/s.png"]
    assert library.articles.summary(1).offline_ready


async def test_a_picture_none_of_whose_addresses_leads_anywhere_is_asked_for_once(
    library: Library, web: Web, server: Server, folder: Path
) -> None:
    server.answers |= {"/one.png": text("gone", status=404), "/s.png": text("gone", status=410)}
    serve(library, server, [item("un", f'<img src="{server.url("/one.png")}" data-x="{server.url("/s.png")}">')])
    assert PicturesFetched(1, 0) in await refreshed(library, web, folder)
    await refreshed(library, web, folder)
    assert server.paths().count("/s.png") == 1
    assert library.pictures.missing(1) == []


async def test_a_picture_whose_other_server_is_silent_may_come_another_day(
    library: Library, web: Web, server: Server, folder: Path
) -> None:
    async with running() as elsewhere:
        elsewhere.answers["/s.png"] = raw()
        server.answers["/one.png"] = text("gone", status=404)
        html = f'<img src="{server.url("/one.png")}" data-x="{elsewhere.url("/s.png")}">'
        serve(library, server, [item("un", html)])
        await refreshed(library, web, folder)
        assert set(elsewhere.paths()) == {"/s.png"}
    assert library.pictures.missing(1) == [server.url("/one.png")]


async def test_a_host_that_is_silent_is_asked_once_and_again_another_time(
    library: Library, web: Web, server: Server, folder: Path
) -> None:
    async with running() as pictures:
        for name in ("a", "b", "c"):
            pictures.answers[f"/{name}.png"] = raw()
        html = "".join(figure(pictures.url(f"/{name}.png")) for name in ("a", "b", "c"))
        serve(library, server, [item("un", html)])
        await refreshed(library, web, folder)
        assert set(pictures.paths()) == {"/a.png"}
    assert len(library.pictures.missing(1)) == 3
    assert not library.articles.summary(1).offline_ready


async def test_a_folder_that_cannot_be_written(library: Library, web: Web, server: Server, folder: Path) -> None:
    folder.write_text("in the way")
    server.answers["/one.png"] = data(picture(), kind="image/png")
    serve(library, server, [item("un", figure(server.url("/one.png")))])
    with pytest.raises(LibraryError, match="pictures’ folder"):
        await refreshed(library, web, folder)


@pytest.mark.usefixtures("bad_workers")
async def test_comments_that_undo_their_reader_cost_their_source_alone(
    library: Library, web: Web, server: Server
) -> None:
    count = 12
    for number in range(count):
        server.answers[f"/bad/{number}"] = data(said("Ana") + SPINS)
        server.answers[f"/good/{number}"] = data(said("Ana", "Luc"))
    for name in ("bad", "good"):
        items = [item(f"{name}-{n}", comments=1, discussed_at=server.url(f"/{name}/{n}"), hour=n) for n in range(count)]
        server.answers[f"/{name}"] = data(feed(items))
        library.sources.add(NewSource(server.url(f"/{name}")))
    began = resource.getrusage(resource.RUSAGE_CHILDREN)
    events = await refreshed(library, web, None)
    ended = resource.getrusage(resource.RUSAGE_CHILDREN)
    assert [event.new for event in events if isinstance(event, RefreshFinished)] == [2 * count]
    fetched = {event.article for event in events if isinstance(event, CommentsFetched)}
    assert {library.articles.summary(article).source for article in fetched} == {2}
    assert len(fetched) == count
    # As many as are asked for at once may be on their way when the first of them shows what they are.
    assert ended.ru_utime - began.ru_utime < 0.5 * (AT_ONCE + 2) + 10
    assert len([path for path in server.paths() if path.startswith("/bad/")]) <= AT_ONCE

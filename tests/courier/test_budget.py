"""Which pictures come and which go: by what the person wishes of a source, and by how much room there is."""

from __future__ import annotations

from pathlib import Path

import pytest

from placentin_tui.courier.images.cache import FORGOTTEN, ImageCache
from placentin_tui.courier.refresh.refresh import refresh
from placentin_tui.library import Library
from placentin_tui.models import NewSource, PictureWish, View
from placentin_tui.web import Web
from tests.courier.conftest import NOW
from tests.courier.papers import feed, item, noise
from tests.web.server import Server, data

SIZE = len(noise(0))
"""Bytes of one of the pictures as a server has it; scaled, it takes about as much."""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "pictures"


def serve(library: Library, server: Server, numbers: range) -> None:
    """A paper whose articles, one an hour, have two pictures each."""
    for n in numbers:
        for place in ("a", "b"):
            server.answers[f"/{n}{place}.jpg"] = data(noise(2 * n + (place == "b")), kind="image/jpeg")
    articles = (
        item(str(n), "".join(f'<img src="{server.url(f"/{n}{p}.jpg")}">' for p in "ab"), hour=n) for n in numbers
    )
    server.answers["/feed"] = data(feed(articles))
    if not library.sources.all():
        library.sources.add(NewSource(server.url("/feed")))


async def refreshed(library: Library, web: Web, folder: Path, budget: int = 100_000_000) -> None:
    async for _event in refresh(library, web, now=NOW, force=True, pictures=ImageCache(folder, budget)):
        pass


def pictured(library: Library) -> list[str]:
    """The articles that are whole with their pictures, the newest first."""
    return [row.title.removeprefix("Titre ") for row in library.articles.page(View()) if row.offline_ready]


def article(library: Library, name: str) -> int:
    return next(row.id for row in library.articles.page(View()) if row.title == f"Titre {name}")


def kept(folder: Path) -> int:
    return sum(file.stat().st_size for file in folder.iterdir())


# ── what is wished ───────────────────────────────────────────────────────────────────────────────────────────────────


async def test_the_lead_pictures_alone(library: Library, web: Web, server: Server, folder: Path) -> None:
    serve(library, server, range(3))
    library.pictures.choose(1, PictureWish.LEAD)
    await refreshed(library, web, folder)
    assert sorted(server.paths()[1:]) == ["/0a.jpg", "/1a.jpg", "/2a.jpg"]
    assert pictured(library) == ["2", "1", "0"], "a picture that is not wished for is not missing"


async def test_none_and_then_all_of_them_the_older_ones_too(
    library: Library, web: Web, server: Server, folder: Path
) -> None:
    serve(library, server, range(3))
    library.pictures.choose(1, PictureWish.NONE)
    await refreshed(library, web, folder)
    assert server.paths() == ["/feed"]
    assert pictured(library) == ["2", "1", "0"]
    library.pictures.choose(1, PictureWish.ALL)
    assert pictured(library) == [], "the mark in the list follows the wish"
    await refreshed(library, web, folder)
    assert len(set(server.paths()[2:])) == 6
    assert pictured(library) == ["2", "1", "0"]


# ── how much room there is ───────────────────────────────────────────────────────────────────────────────────────────


async def test_the_newest_articles_pictures_stay_within_the_budget(
    library: Library, web: Web, server: Server, folder: Path
) -> None:
    serve(library, server, range(8))
    await refreshed(library, web, folder)
    everything = kept(folder)
    await refreshed(library, web, folder, everything)
    assert kept(folder) == everything
    serve(library, server, range(4, 12))
    await refreshed(library, web, folder, everything)
    assert kept(folder) <= everything
    assert pictured(library)[:6] == ["11", "10", "9", "8", "7", "6"]
    assert "0" not in pictured(library), "what had to make room is missing, and the list says so"
    before = server.paths()
    await refreshed(library, web, folder, everything)
    assert server.paths()[len(before) :] == ["/feed"], "what was let go is not fetched to be let go again"


async def test_a_starred_articles_pictures_never_make_room(
    library: Library, web: Web, server: Server, folder: Path
) -> None:
    serve(library, server, range(4))
    await refreshed(library, web, folder)
    library.undo_log.star((article(library, "0"), article(library, "1")))
    budget = kept(folder) // 2
    serve(library, server, range(2, 8))
    await refreshed(library, web, folder, budget)
    assert kept(folder) <= budget
    assert {"0", "1"} <= set(pictured(library))
    await refreshed(library, web, folder, budget=1)
    assert pictured(library) == ["1", "0"], "not even when they alone are too much"


async def test_a_star_fetches_what_was_let_go(library: Library, web: Web, server: Server, folder: Path) -> None:
    serve(library, server, range(6))
    await refreshed(library, web, folder)
    budget = kept(folder) // 2
    await refreshed(library, web, folder, budget)
    assert "0" not in pictured(library)
    library.undo_log.star((article(library, "0"),))
    await refreshed(library, web, folder, budget)
    assert "0" in pictured(library)
    assert kept(folder) <= budget


async def test_a_picture_two_articles_share_stays_for_the_better_one(
    library: Library, web: Web, server: Server, folder: Path
) -> None:
    for name, n in (("shared", 0), ("old", 1), ("new", 2)):
        server.answers[f"/{name}.jpg"] = data(noise(n), kind="image/jpeg")
    images = [
        f'<img src="{server.url(f"/{name}.jpg")}"><img src="{server.url("/shared.jpg")}">' for name in ("old", "new")
    ]
    server.answers["/feed"] = data(feed([item("old", images[0], hour=1), item("new", images[1], hour=2)]))
    library.sources.add(NewSource(server.url("/feed")))
    await refreshed(library, web, folder)
    assert len(list(folder.iterdir())) == 3
    await refreshed(library, web, folder, kept(folder) - 1)
    assert pictured(library) == ["new"]
    assert library.pictures.missing(article(library, "old")) == [server.url("/old.jpg")]


async def test_what_a_process_left_half_written_is_swept_out(folder: Path) -> None:
    import os

    folder.mkdir()
    old, young = folder / ".tmp_old", folder / ".tmp_young"
    for file in (old, young):
        file.write_bytes(b"half")
    os.utime(old, (1, young.stat().st_mtime - FORGOTTEN - 1))
    ImageCache(folder, 100).measure()
    assert list(folder.iterdir()) == [young]

"""From an address to a source with its articles."""

from __future__ import annotations

import pytest

from placentin_tui.courier.images.cache import ImageCache
from placentin_tui.courier.process.protocol import CommentsFetched, Event, PicturesFetched, Subscribed
from placentin_tui.courier.refresh.subscribe import subscribe
from placentin_tui.errors import AlreadySubscribed, FeedError, FetchError, NoFeedFound, SeveralFeeds
from placentin_tui.library import Library
from placentin_tui.models import View
from placentin_tui.web import Web
from tests.courier.papers import feed, item, picture, said
from tests.web.server import Server, data, redirect, text

HTML = "text/html"


async def subscribed(library: Library, web: Web, address: str, title: str = "", folder: str = "") -> list[Event]:
    return [event async for event in subscribe(library, web, address, title=title, folder=folder)]


async def test_by_the_address_of_the_page(library: Library, web: Web, server: Server) -> None:
    page = b"<html><head><link rel=alternate type='application/rss+xml' href='/feed/'></head></html>"
    server.answers["/"] = data(page, kind=HTML)
    server.answers["/feed/"] = data(feed([item("un"), item("deux")]), etag='"1"')
    assert await subscribed(library, web, server.base) == [Subscribed(1, "Le Journal")]
    source = library.sources.get(1)
    assert (source.url, source.articles, source.language) == (server.url("/feed/"), 2, "fr-FR")
    # What discovery fetched is not fetched again, and its validators are kept.
    assert server.paths() == ["/", "/feed/"]
    assert library.sources.fetch_states()[0].etag == '"1"'


async def test_by_the_address_of_an_article(library: Library, web: Web, server: Server) -> None:
    link = "<link rel=alternate type='application/rss+xml' title='Le Journal » {}' href='{}'>"
    own = link.format("Un Flux des commentaires", "feed/")
    page = f"<html><head>{link.format('Flux des commentaires', '/comments/feed/')}{own}</head></html>".encode()
    server.answers["/2026/03/un/"] = data(page, kind=HTML, link='<https://api.w.org/>; rel="https://api.w.org/"')
    server.answers["/2026/03/un/feed/"] = server.answers["/comments/feed/"] = data(said("Ana"))
    server.answers["/feed/"] = data(feed([item("un")]))
    assert await subscribed(library, web, server.url("/2026/03/un/")) == [Subscribed(1, "Le Journal")]
    assert library.sources.get(1).url == server.url("/feed/")
    assert server.paths() == ["/2026/03/un/", "/feed/"]


async def test_by_a_page_that_sends_one_on_to_one_with_a_header(library: Library, web: Web, server: Server) -> None:
    server.answers["/"] = data(b"<meta http-equiv=refresh content='0; url=/fr/'>", kind=HTML)
    server.answers["/fr/"] = data(b"<p>Bonjour.", kind=HTML, link="</fil>; rel=alternate; type=application/atom+xml")
    server.answers["/fil"] = data(feed([item("un")]))
    await subscribed(library, web, server.base)
    assert library.sources.get(1).url == server.url("/fil")
    assert server.paths() == ["/", "/fr/", "/fil"]


async def test_the_support_page_is_the_one_the_page_names(library: Library, web: Web, server: Server) -> None:
    page = b"<link rel=alternate type='application/rss+xml' href='/feed/'><a href='/don'>Faire un don</a>"
    server.answers["/"] = data(page, kind=HTML)
    server.answers["/feed/"] = data(feed([item("un")]))
    await subscribed(library, web, server.base)
    assert library.sources.get(1).support_url == server.url("/don")
    # Removed and taken back, it keeps what the person chose meanwhile.
    library.sources.edit(1, support_url="https://own.example/")
    library.undo_log.remove_source(1)
    await subscribed(library, web, server.base)
    assert library.sources.get(1).support_url == "https://own.example/"


async def test_the_persons_own_title_and_folder(library: Library, web: Web, server: Server) -> None:
    server.answers["/feed"] = data(feed([item("un")]))
    await subscribed(library, web, server.url("/feed"), title="Le mien", folder="Presse/Locale")
    source = library.sources.get(1)
    assert (source.title, source.folder) == ("Le mien", "Presse/Locale")


async def test_a_feed_without_a_title_is_called_after_its_host(library: Library, web: Web, server: Server) -> None:
    server.answers["/feed"] = data(feed([item("un")], title=""))
    assert await subscribed(library, web, server.url("/feed")) == [Subscribed(1, "127.0.0.1")]


async def test_comments_and_pictures_come_after(
    library: Library, web: Web, server: Server, tmp_path_factory: pytest.TempPathFactory
) -> None:
    folder = tmp_path_factory.mktemp("pictures")
    html = f'<p>Avant.</p><img src="{server.url("/one.png")}">'
    server.answers["/feed"] = data(feed([item("un", html, comments=1, discussed_at=server.url("/un/feed"))]))
    server.answers["/un/feed"] = data(said("Ana"))
    server.answers["/one.png"] = data(picture(), kind="image/png")
    events = [
        event async for event in subscribe(library, web, server.url("/feed"), pictures=ImageCache(folder, 10_000_000))
    ]
    assert events[0] == Subscribed(1, "Le Journal")
    assert set(events[1:]) == {CommentsFetched(1, 1), PicturesFetched(1, 1)}


async def test_several_feeds(library: Library, web: Web, server: Server) -> None:
    links = "".join(f"<link rel=alternate type='application/rss+xml' href='/{n}' title='N{n}'>" for n in (1, 2))
    server.answers["/"] = text(f"<html><head>{links}</head></html>")
    with pytest.raises(SeveralFeeds) as choice:
        await subscribed(library, web, server.base)
    assert [(one.url, one.title) for one in choice.value.choices] == [
        (server.url("/1"), "N1"),
        (server.url("/2"), "N2"),
    ]
    assert library.sources.all() == []


async def test_what_leads_to_no_feed_leaves_no_trace(library: Library, web: Web, server: Server) -> None:
    server.answers["/page"] = data(b"<html><body>Bonjour</body></html>", kind=HTML)
    server.answers["/broken"] = data(b"<rss version='2.0'><channel>", kind="application/rss+xml")
    with pytest.raises(NoFeedFound):
        await subscribed(library, web, server.url("/page"))
    with pytest.raises(FetchError):
        await subscribed(library, web, server.url("/missing"))
    with pytest.raises(FeedError):
        await subscribed(library, web, server.url("/broken"))
    assert library.sources.all() == []


async def test_a_source_already(library: Library, web: Web, server: Server) -> None:
    server.answers["/feed"] = data(feed([item("un")]))
    await subscribed(library, web, server.url("/feed"))
    with pytest.raises(AlreadySubscribed):
        await subscribed(library, web, server.url("/feed"))


async def test_a_moved_feed_is_kept_by_its_new_address(library: Library, web: Web, server: Server) -> None:
    server.answers["/old"] = redirect("/new", 301)
    server.answers["/new"] = data(feed([item("un")]))
    await subscribed(library, web, server.url("/old"))
    assert library.sources.get(1).url == server.url("/new")
    assert library.articles.count(View()) == 1

"""From what a person types to a feed: a real server, the real client."""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable

import pytest
from aiohttp import web

from placentin_tui.errors import FetchError, NoFeedFound, SeveralFeeds
from placentin_tui.feeds.discover import addresses, candidates, discover, looks_like_feed
from placentin_tui.models import FeedChoice
from placentin_tui.web import Fetched, Web
from tests.feeds.expect import CORPUS, expected, names

FEED = (CORPUS / "rss-20.xml").read_bytes()
RSS = '<link rel="alternate" type="application/rss+xml" title="{}" href="{}">'

Get = Callable[[str], Awaitable[Fetched]]


class Site:
    """A site on loopback: what is at each path, and which paths were asked for."""

    def __init__(self) -> None:
        self.pages: dict[str, tuple[bytes, str] | str] = {}
        self.asked: list[str] = []
        self.address = ""

    async def answer(self, request: web.Request) -> web.Response:
        self.asked.append(request.path_qs)
        found = self.pages.get(request.path_qs)
        if found is None:
            raise web.HTTPNotFound
        if isinstance(found, str):
            raise web.HTTPMovedPermanently(found) if found.startswith("/for-good") else web.HTTPFound(found)
        body, content_type = found
        return web.Response(body=body, headers={"Content-Type": content_type})


@pytest.fixture
async def site() -> AsyncIterator[Site]:
    site = Site()
    app = web.Application()
    app.router.add_get("/{path:.*}", site.answer)
    runner = web.AppRunner(app)
    await runner.setup()
    server = web.TCPSite(runner, "127.0.0.1", 0)
    await server.start()
    host, port = runner.addresses[0][:2]
    site.address = f"{host}:{port}"
    yield site
    await runner.cleanup()


@pytest.fixture
async def get() -> AsyncIterator[Get]:
    async with Web(timeout=10) as client:
        yield client.get


def page(*links: str, head: str = "") -> tuple[bytes, str]:
    html = (
        f"<!DOCTYPE html><html><head>{head}<title>Le Courrier</title>{''.join(links)}</head><body>Bonjour</body></html>"
    )
    return html.encode(), "text/html; charset=utf-8"


async def test_a_feeds_own_address_is_taken(site: Site, get: Get) -> None:
    site.pages["/flux?x=1"] = FEED, "text/plain"
    found = await discover(f"http://{site.address}/flux?x=1", get)
    assert found.choice == FeedChoice(f"http://{site.address}/flux?x=1", "")
    assert found.fetched.body == FEED


async def test_a_bare_host_is_tried_with_https_first(site: Site, get: Get) -> None:
    site.pages["/"] = page(RSS.format("Le flux", "/flux"))
    site.pages["/flux"] = FEED, "application/rss+xml"
    found = await discover(f"  {site.address} ", get)
    assert found.choice == FeedChoice(f"http://{site.address}/flux", "Le flux")
    assert site.asked == ["/", "/flux"]


async def test_several_feeds_are_the_persons_to_choose(site: Site, get: Get) -> None:
    site.pages["/"] = page(RSS.format("À la une", "une.xml"), RSS.format("Sport", "sport.xml"))
    with pytest.raises(SeveralFeeds, match="choose") as caught:
        await discover(f"http://{site.address}", get)
    assert caught.value.choices == (
        FeedChoice(f"http://{site.address}/une.xml", "À la une"),
        FeedChoice(f"http://{site.address}/sport.xml", "Sport"),
    )


@pytest.mark.parametrize("path", ["/feed/", "/rss.xml", "/journal/atom.xml", "/feed.json"])
async def test_usual_paths_are_tried_when_a_page_names_none(site: Site, get: Get, path: str) -> None:
    site.pages["/journal"] = page()
    site.pages["/index.xml"] = page()  # not everything called so is a feed
    site.pages[path] = FEED, "application/xml"
    assert (await discover(f"http://{site.address}/journal", get)).choice.url == f"http://{site.address}{path}"


async def test_a_feed_named_but_missing_is_looked_for_elsewhere(site: Site, get: Get) -> None:
    site.pages["/"] = page(RSS.format("Perdu", "/perdu"))
    site.pages["/feed"] = FEED, "application/xml"
    assert (await discover(f"http://{site.address}/", get)).choice == FeedChoice(f"http://{site.address}/feed", "")


async def test_a_site_without_feed_is_told_so(site: Site, get: Get) -> None:
    site.pages["/"] = page()
    with pytest.raises(NoFeedFound, match=f"http://{site.address}/ names no feed"):
        await discover(f"http://{site.address}", get)


async def test_where_a_feed_moved_for_good_is_its_address(site: Site, get: Get) -> None:
    site.pages |= {"/old": "/for-good", "/for-good": (FEED, "text/xml"), "/now": "/today", "/today": (FEED, "text/xml")}
    assert (await discover(f"http://{site.address}/old", get)).choice.url == f"http://{site.address}/for-good"
    assert (await discover(f"http://{site.address}/now", get)).choice.url == f"http://{site.address}/now"


async def test_a_refusal_is_believed(site: Site, get: Get) -> None:
    with pytest.raises(FetchError) as caught:
        await discover(f"http://{site.address}/", get)
    assert caught.value.code == "http-404"
    assert site.asked == ["/"]


async def test_a_host_that_falls_silent_is_not_asked_for_every_path(site: Site) -> None:
    site.pages["/"] = page()
    asked = []
    async with Web(timeout=10) as client:

        async def get(url: str) -> Fetched:
            asked.append(url)
            if len(asked) > 1:
                raise FetchError("timeout", host=site.address)
            return await client.get(url)

        with pytest.raises(FetchError, match="in time"):
            await discover(f"http://{site.address}/", get)
    assert len(asked) == 2


async def test_an_unknown_host_is_not_asked_twice() -> None:
    asked = []

    async def get(url: str) -> Fetched:
        asked.append(url)
        raise FetchError("unknown-host", host="h.example")

    with pytest.raises(FetchError):
        await discover("nulle-part.example", get)
    assert asked == ["https://nulle-part.example/"]


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("leplacentin.com", ("https://leplacentin.com/", "http://leplacentin.com/")),
        (" //leplacentin.com/flux ", ("https://leplacentin.com/flux", "http://leplacentin.com/flux")),
        ("localhost:8090/feed?a=1", ("https://localhost:8090/feed?a=1", "http://localhost:8090/feed?a=1")),
        ("HTTP://leplacentin.com", ("http://leplacentin.com/",)),
        ("feed:https://leplacentin.com/rss", ("https://leplacentin.com/rss",)),
        ("feed://leplacentin.com/rss", ("https://leplacentin.com/rss", "http://leplacentin.com/rss")),
        (
            "élan.example/à la une",
            ("https://xn--lan-9la.example/%C3%A0%20la%20une", "http://xn--lan-9la.example/%C3%A0%20la%20une"),
        ),
    ],
)
def test_what_a_person_types_is_understood(typed: str, meant: tuple[str, ...]) -> None:
    assert addresses(typed) == meant


@pytest.mark.parametrize(
    "typed", ["", "   ", "ftp://paper.example/", "file:///etc/passwd", "mailto:a@b.example", "http://", "[/b]"]
)
def test_what_is_no_web_address_is_refused(typed: str) -> None:
    with pytest.raises(NoFeedFound, match="not an address"):
        addresses(typed)


def test_links_are_read_as_browsers_read_them() -> None:
    body, _type = page(
        "<LINK REL='ALTERNATE stylesheet' TYPE='application/atom+xml; x=y' HREF='atom' title='L&eacute; [b]flux[/b]'>",
        "<link rel=alternate type=application/feed+json href=/feed.json title=JSON>",
        "<link rel=alternate type=application/json href=/wp-json/wp/v2/posts/5 title=JSON2>",
        "<link rel=alternate type=application/json+oembed href=/oembed>",
        "<link rel=alternate hreflang=en href=/en/>",
        "<link rel=stylesheet type=application/rss+xml href=/not-this>",
        "<link rel=alternate type=application/rss+xml href='javascript:alert(1)'>",
        "<link rel=alternate type=application/rss+xml href=''>",
        head="<base href='https://cdn.example/journal/'>",
    )
    assert candidates(body, url="https://paper.example/") == (
        FeedChoice("https://cdn.example/journal/atom", "Lé [b]flux[/b]"),
        FeedChoice("https://cdn.example/feed.json", "JSON"),
    )


def test_a_wordpress_front_page_has_one_feed_to_take() -> None:
    body, _type = page(
        RSS.format("Le Courrier &raquo; Flux", "https://levant.example/feed/"),
        RSS.format("Le Courrier &raquo; Flux des commentaires", "https://levant.example/comments/feed/"),
    )
    assert candidates(body, url="https://levant.example/") == (
        FeedChoice("https://levant.example/feed/", "Le Courrier » Flux"),
    )


def test_comments_are_better_than_nothing_and_one_title_is_one_feed() -> None:
    body, _type = page(RSS.format("Avis", "/comments/feed/"))
    assert candidates(body, url="https://levant.example/") == (
        FeedChoice("https://levant.example/comments/feed/", "Avis"),
    )
    body, _type = page(
        RSS.format("Une", "/rss"), RSS.format("Une", "/atom"), RSS.format("", "/a"), RSS.format("", "/b")
    )
    assert [choice.url.rpartition("/")[2] for choice in candidates(body, url="https://levant.example/")] == [
        "rss",
        "a",
        "b",
    ]


@pytest.mark.parametrize("name", names())
def test_feeds_are_told_from_everything_else(name: str) -> None:
    # A reader mends what is printed before a feed; whoever adds an address wants the page's own feeds.
    other = "error" in expected(name) and not name.startswith(("cut-", "nothing-"))
    assert looks_like_feed((CORPUS / name).read_bytes()) is not (other or name == "something-before.xml")

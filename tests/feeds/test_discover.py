"""From what a person types to a feed: a real server, the real client."""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable

import pytest
from aiohttp import web

from placentin_tui.errors import FetchError, NoFeedFound, SeveralFeeds
from placentin_tui.feeds.discover import addresses, discover, judgement, looks_like_feed
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
        self.headers: dict[str, dict[str, str]] = {}
        self.asked: list[str] = []
        self.address = ""

    def url(self, path: str) -> str:
        return f"http://{self.address}{path}"

    async def answer(self, request: web.Request) -> web.Response:
        self.asked.append(request.path_qs)
        found = self.pages.get(request.path_qs)
        if found is None:
            raise web.HTTPNotFound
        if isinstance(found, str):
            raise web.HTTPMovedPermanently(found) if found.startswith("/for-good") else web.HTTPFound(found)
        body, content_type = found
        return web.Response(body=body, headers={"Content-Type": content_type} | self.headers.get(request.path_qs, {}))


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
        ("podcast://leplacentin.com/rss", ("https://leplacentin.com/rss", "http://leplacentin.com/rss")),
        ("itpc:http://leplacentin.com/rss", ("http://leplacentin.com/rss",)),
        ("@ana@social.example", ("https://social.example/@ana",)),
        ("@ana.bsky.social", ("https://bsky.app/profile/ana.bsky.social",)),
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
    "typed",
    ["", "   ", "ftp://paper.example/", "file:///etc/passwd", "mailto:a@b.example", "a@b.example", "http://", "[/b]"],
)
def test_what_is_no_web_address_is_refused(typed: str) -> None:
    with pytest.raises(NoFeedFound, match="not an address"):
        addresses(typed)


def named(body: bytes, url: str) -> tuple[FeedChoice, ...]:
    return judgement(body, url, {}).choices


def test_links_are_read_as_browsers_read_them() -> None:
    body, _type = page(
        "<LINK REL='ALTERNATE' TYPE='application/atom+xml; x=y' HREF='atom' title='L&eacute; [b]flux[/b]'>",
        "<link rel=alternate type=application/feed+json href=/feed.json title=JSON>",
        "<link rel=alternate type=application/json href=/wp-json/wp/v2/posts/5 title=JSON2>",
        "<link rel=alternate type=application/json+oembed href=/oembed>",
        "<link rel=alternate hreflang=en href=/en/>",
        "<link rel=alternate hreflang=en href=/en/feed>",
        "<link rel=alternate media=handheld href=/mobile/feed>",
        "<link rel=stylesheet type=application/rss+xml href=/not-this>",
        "<link rel='alternate stylesheet' href=/feed.xml>",
        "<link rel=alternate type=application/rss+xml href='javascript:alert(1)'>",
        "<link rel=alternate type=application/rss+xml href=''>",
        "<link rel=alternate hreflang=de type=text/rss href=feed:https://cdn.example/de title=Deutsch>",
        head="<base href='https://cdn.example/journal/'>",
    )
    assert named(body, "https://paper.example/") == (
        FeedChoice("https://cdn.example/journal/atom", "Lé [b]flux[/b]"),
        FeedChoice("https://cdn.example/feed.json", "JSON"),
        FeedChoice("https://cdn.example/de", "Deutsch"),
    )


@pytest.mark.parametrize(
    "path",
    [
        "/blog/fil.xml",
        "/flux.rss",
        "/a.atom",
        "/feed",
        "/rss/",
        "/index.rdf",
        "/?feed=rss2",
        "/list?format=atom",
        "/rss.php",
    ],
)
def test_a_link_without_a_type_is_a_feeds_by_its_address(path: str) -> None:
    body, _type = page(f"<link rel=alternate href='{path}' title=Billets>")
    assert named(body, "https://paper.example/") == (FeedChoice(f"https://paper.example{path}", "Billets"),)


@pytest.mark.parametrize(
    "path", ["/amp/", "/en/", "/m.html", "/feedback", "/atomic-age/", "/transatomic.html", "/?p=5"]
)
def test_another_link_without_a_type_is_not_offered(path: str) -> None:
    body, _type = page(f"<link rel=alternate href='{path}'>")
    assert named(body, "https://paper.example/") == ()


async def test_but_it_is_asked_for(site: Site, get: Get) -> None:
    site.pages["/"] = page("<link rel=alternate href=/billets title=Billets>")
    site.pages["/billets"] = FEED, "text/html"
    assert (await discover(site.address, get)).choice == FeedChoice(site.url("/billets"), "Billets")
    assert site.asked == ["/", "/billets"]


@pytest.mark.parametrize(
    "header",
    [
        '</fil.atom>; rel="alternate"; type="application/atom+xml"',
        "</fil.atom>; rel=alternate; type=application/atom+xml; title=Fil",
        '</wp-json/>; rel="https://api.w.org/", </fil.atom> ; type="application/rss+xml" ; rel="home alternate"',
        "</fil.atom>;rel=feed",
        "<fil.atom>; rel=alternate",
    ],
)
async def test_the_header_names_a_feed(site: Site, get: Get, header: str) -> None:
    site.pages |= {"/": page(), "/fil.atom": (FEED, "application/atom+xml")}
    site.headers["/"] = {"Link": header}
    assert (await discover(site.address, get)).choice.url == site.url("/fil.atom")
    assert site.asked == ["/", "/fil.atom"]


@pytest.mark.parametrize(
    "anchor",
    [
        "<a href=/flux rel=alternate type=application/rss+xml>RSS</a>",
        "<a href=/flux rel='nofollow alternate' type=application/atom+xml title=Billets>Suivre</a>",
        "<a href=/flux>RSS</a>",
        "<a href=/flux>Flux RSS</a>",
        "<a href=/flux>S’abonner au flux RSS</a>",
        "<a href=/flux title='RSS Feed'><img src=/rss.png></a>",
        "<a href=/flux aria-label=RSS><svg></svg></a>",
        "<a href=/flux type=application/atom+xml>Suivre</a>",
        "<a href='podcast:http://{host}/flux'>Apple Podcasts</a>",
        "<a href='feed://{host}/flux'>Suivre</a><a href=/flux>(RSS 2.0)</a>",
    ],
)
async def test_a_link_in_the_text_names_a_feed(site: Site, get: Get, anchor: str) -> None:
    body, kind = page()
    site.pages["/carnet/"] = body.replace(b"Bonjour", anchor.replace("{host}", site.address).encode()), kind
    site.pages["/flux"] = FEED, "application/xml"
    assert (await discover(site.url("/carnet/"), get)).choice.url.endswith("/flux")
    assert "/flux" in site.asked[1:3]


async def test_links_that_say_rss_are_looked_at_first(site: Site, get: Get) -> None:
    body, kind = page()
    anchors = b"<a href=/about>RSS</a><a href=/un.rss>RSS</a><a href=/deux.xml>Sport</a><a href=/un.atom>Atom</a>"
    site.pages |= {"/": (body.replace(b"Bonjour", anchors), kind), "/about": page(), "/un.rss": (FEED, "text/xml")}
    assert (await discover(site.address, get)).choice.url == site.url("/un.rss")
    site.pages["/deux.xml"] = FEED, "text/xml"
    with pytest.raises(SeveralFeeds) as several:
        await discover(site.address, get)
    assert [choice.url for choice in several.value.choices] == [site.url("/un.rss"), site.url("/deux.xml")]


@pytest.mark.parametrize(
    "content",
    ["0; url=/fr/", "0;URL='/fr/'", "0;url=&quot;/fr/&quot;", "5, url = fr/", "0;/fr/", " 0.5 ; Url=/fr/#top"],
)
async def test_a_page_that_sends_one_on_is_left(site: Site, get: Get, content: str) -> None:
    site.pages["/"] = page(head=f'<META HTTP-EQUIV="Refresh" CONTENT="{content}">')
    site.pages["/fr/"] = page(RSS.format("Nouvelles", "fil.xml"))
    site.pages["/fr/fil.xml"] = FEED, "text/xml"
    assert (await discover(site.address, get)).choice == FeedChoice(site.url("/fr/fil.xml"), "Nouvelles")
    assert [path.partition("#")[0] for path in site.asked] == ["/", "/fr/", "/fr/fil.xml"]


async def test_by_its_header_too_and_straight_to_a_feed(site: Site, get: Get) -> None:
    site.pages |= {"/": page(), "/a": page(), "/b": (FEED, "text/xml")}
    site.headers |= {"/": {"Refresh": "0; url=/a"}, "/a": {"Refresh": "1;url=/b"}}
    assert (await discover(site.address, get)).choice.url == site.url("/b")


@pytest.mark.parametrize("content", ["300", "0", "600; url=/next", "0; url=", "0; url=/#top", "0; url=javascript:a()"])
async def test_a_page_that_only_loads_itself_anew_is_not(site: Site, get: Get, content: str) -> None:
    site.pages["/"] = page(head=f'<meta http-equiv="refresh" content="{content}">')
    site.pages["/feed"] = FEED, "text/xml"
    assert (await discover(site.address, get)).choice.url == site.url("/feed")
    assert site.asked == ["/", "/feed/", "/feed"]


async def test_pages_that_send_one_in_a_circle_end(site: Site, get: Get) -> None:
    for here, there in ("ab", "bc", "ca"):
        site.pages[f"/{here}"] = page(head=f'<meta http-equiv="refresh" content="0; url=/{there}">')
    with pytest.raises(NoFeedFound):
        await discover(site.url("/a"), get)
    assert site.asked[:3] == ["/a", "/b", "/c"]
    assert len(site.asked) == len(set(site.asked))


@pytest.mark.parametrize(
    ("path", "at"),
    [
        ("/r/voile/", "/r/voile.rss"),
        ("/@ana", "/@ana.rss"),
        ("/issues?q=x", "/issues.atom"),
        ("/blog.html", "/blog.rss"),
    ],
)
async def test_an_ending_makes_a_pages_address_its_feeds(site: Site, get: Get, path: str, at: str) -> None:
    site.pages |= {path: page(), at: (FEED, "text/xml")}
    assert (await discover(site.url(path), get)).choice.url == site.url(at)


@pytest.mark.parametrize(
    ("path", "at"),
    [
        ("/@ana/with_replies", "/@ana.rss"),
        ("/users/ana/statuses", "/@ana.rss"),
        ("/c/voile", "/feeds/c/voile.xml"),
        ("/u/ana", "/feeds/u/ana.xml"),
        ("/c/voile/videos?s=1", "/feeds/videos.xml?videoChannelName=voile"),
        ("/a/ana/video-channels", "/feeds/videos.xml?accountName=ana"),
        ("/m/voile", "/rss?magazine=voile"),
    ],
)
async def test_programs_keep_feeds_at_places_of_their_own(site: Site, get: Get, path: str, at: str) -> None:
    site.pages |= {path: page(), at: (FEED, "text/xml")}
    assert (await discover(site.url(path), get)).choice.url == site.url(at)
    assert len(site.asked) <= 4


async def test_a_host_of_its_own_that_is_silent_hides_no_other_feed(site: Site) -> None:
    site.pages |= {"/": page(RSS.format("Fil", "https://feeds.example/un")), "/feed/": (FEED, "text/xml")}
    async with Web(timeout=10) as client:

        async def get(url: str) -> Fetched:
            if "feeds.example" in url:
                raise FetchError("timeout", host="feeds.example")
            return await client.get(url)

        assert (await discover(f"http://{site.address}/", get)).choice.url == site.url("/feed/")
        del site.pages["/feed/"]
        with pytest.raises(FetchError, match=r"feeds\.example did not answer"):
            await discover(f"http://{site.address}/", get)


@pytest.mark.parametrize("name", names())
def test_feeds_are_told_from_everything_else(name: str) -> None:
    # A reader mends what is printed before a feed; whoever adds an address wants the page's own feeds.
    other = "error" in expected(name) and not name.startswith(("cut-", "nothing-"))
    assert looks_like_feed((CORPUS / name).read_bytes()) is not (other or name == "something-before.xml")

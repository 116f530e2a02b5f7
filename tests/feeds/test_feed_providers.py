"""Where services and programs keep their feeds."""

from __future__ import annotations

import pytest

from placentin_tui.errors import FetchError, NoFeedFound
from placentin_tui.feeds.common_feed_paths import USUAL_PATHS
from placentin_tui.feeds.discover import discover
from placentin_tui.feeds.feed_providers import SERVICES, by_address, by_page, may_be_guessed, of_handle
from placentin_tui.web import Fetched
from tests.courier.papers import feed, item

VIDEOS = "https://www.youtube.com/feeds/videos.xml"
CHANNEL = "UCabcdefghijklmnopqrstuv"
REPOSITORY = "https://github.com/ana/le.cri"
LOOKUP = "https://itunes.apple.com/lookup?id=1234567890&entity=podcast"

FEEDS = {
    f"https://www.youtube.com/channel/{CHANNEL}": f"{VIDEOS}?channel_id={CHANNEL}",
    f"https://m.youtube.com/channel/{CHANNEL}/videos?view=0": f"{VIDEOS}?channel_id={CHANNEL}",
    "http://youtube.com/user/ana": f"{VIDEOS}?user=ana",
    "https://www.youtube.com/playlist?si=x&list=PLab_c-d": f"{VIDEOS}?playlist_id=PLab_c-d",
    "https://music.youtube.com/playlist?list=PL5": f"{VIDEOS}?playlist_id=PL5",
    "https://bsky.app/profile/ana.example": "https://bsky.app/profile/ana.example/rss",
    "https://bsky.app/profile/did:plc:abc123": "https://bsky.app/profile/did:plc:abc123/rss",
    "https://bsky.app/profile/ana.bsky.social/post/3kx": "https://bsky.app/profile/ana.bsky.social/rss",
    REPOSITORY: f"{REPOSITORY}/releases.atom",
    f"{REPOSITORY}.git": f"{REPOSITORY}/releases.atom",
    f"{REPOSITORY}/releases/tag/v1.0": f"{REPOSITORY}/releases.atom",
    f"{REPOSITORY}/releases/": f"{REPOSITORY}/releases.atom",
    f"{REPOSITORY}/blob/main/README.md": f"{REPOSITORY}/releases.atom",
    f"{REPOSITORY}/tags": f"{REPOSITORY}/tags.atom",
    f"{REPOSITORY}/commits": f"{REPOSITORY}/commits.atom",
    f"{REPOSITORY}/commits/fix/a-b/": f"{REPOSITORY}/commits/fix/a-b.atom",
    f"{REPOSITORY}/discussions/12": f"{REPOSITORY}/discussions.atom",
    f"{REPOSITORY}/wiki/Home": f"{REPOSITORY}/wiki.atom",
    "https://github.com/ana": "https://github.com/ana.atom",
    "https://ana.substack.com": "https://ana.substack.com/feed",
    "https://ana.substack.com/p/un-article?r=1": "https://ana.substack.com/feed",
    "https://open.substack.com/pub/ana/p/un": "https://ana.substack.com/feed",
    "https://www.reddit.com/r/france": "https://www.reddit.com/r/france/.rss",
    "https://old.reddit.com/r/a+b/": "https://www.reddit.com/r/a+b/.rss",
    "https://www.reddit.com/r/france/top/?t=week": "https://www.reddit.com/r/france/top/.rss",
    "https://www.reddit.com/r/france/comments/1abc/un_titre/": "https://www.reddit.com/r/france/.rss",
    "https://www.reddit.com/user/ana": "https://www.reddit.com/user/ana/.rss",
    "https://www.reddit.com/user/ana/m/presse/": "https://www.reddit.com/user/ana/m/presse/.rss",
    "https://reddit.com": "https://www.reddit.com/.rss",
    "https://medium.com/@ana/un-article-1a2b": "https://medium.com/feed/@ana",
    "https://medium.com/la-revue": "https://medium.com/feed/la-revue",
    "https://vimeo.com/ana": "https://vimeo.com/ana/videos/rss",
    "https://podcasts.apple.com/fr/podcast/le-cri-%C3%A9t%C3%A9/id1234567890?i=5": LOOKUP,
    "https://itunes.apple.com/podcast/id1234567890": LOOKUP,
    "https://overcast.fm/itunes1234567890/le-cri": LOOKUP,
    "https://pca.st/itunes/1234567890": LOOKUP,
    "https://shows.acast.com/le-cri/episodes/un": "https://feeds.acast.com/public/shows/le-cri",
    "https://play.acast.com/s/le-cri": "https://feeds.acast.com/public/shows/le-cri",
    "https://audioboom.com/channels/123-le-cri": "https://audioboom.com/channels/123.rss",
    "https://www.buzzsprout.com/123/episodes/5": "https://feeds.buzzsprout.com/123.rss",
    "https://le-cri.captivate.fm/episode/un": "https://feeds.captivate.fm/le-cri",
    "https://le-cri.podbean.com/": "https://feed.podbean.com/le-cri/feed.xml",
    "https://rss.com/podcasts/le-cri/1/": "https://media.rss.com/le-cri/feed.xml",
    "https://www.spreaker.com/podcast/le-cri--123": "https://www.spreaker.com/show/123/episodes/feed",
    "https://le-cri.transistor.fm/1": "https://feeds.transistor.fm/le-cri",
}


@pytest.mark.parametrize("url", FEEDS)
def test_an_address_says_where_its_feed_is(url: str) -> None:
    assert by_address(url) == (FEEDS[url],)


def test_every_row_has_its_address() -> None:
    assert {row.pattern for row in SERVICES} == {_row(url) for url in FEEDS}


def _row(url: str) -> object:
    place = url.partition("://")[2].removeprefix("www.").partition("?")[0]
    return next(row.pattern for row in SERVICES if row.pattern.match(place))


@pytest.mark.parametrize(
    "url",
    [
        "https://www.youtube.com/@ana",
        "https://www.youtube.com/watch?v=abc&list=PL5",
        "https://www.youtube.com/playlist",
        "https://notyoutube.com/channel/UCabcdefghijklmnopqrstuv",
        "https://youtube.com.example/channel/UCabcdefghijklmnopqrstuv",
        "https://bsky.app/search",
        "https://github.com/features/actions",
        "https://github.com/",
        "https://gist.github.com/ana",
        "https://substack.com/@ana",
        "https://vimeo.com/12345",
        "https://feeds.transistor.fm/le-cri",
        "https://feed.podbean.com/le-cri/feed.xml",
        "https://paper.example/r/france",
        "https://paper.example/?u=https://github.com/ana/le.cri",
    ],
)
def test_another_address_does_not(url: str) -> None:
    assert by_address(url) == ()


@pytest.mark.parametrize(
    ("url", "page", "feed"),
    [
        ("https://www.youtube.com/@ana", f'<link rel="canonical" href="https://www.youtube.com/channel/{CHANNEL}">', 0),
        ("https://www.youtube.com/watch?v=5", f'{{"videoDetails":{{"channelId":"{CHANNEL}"}}}}', 0),
        ("https://www.youtube.com/c/ana", f'<meta itemprop="identifier" content="{CHANNEL}">', 0),
        (
            "https://soundcloud.com/ana",
            '<meta property="al:ios:url" content="soundcloud://users:123">',
            "https://feeds.soundcloud.com/users/soundcloud:users:123/sounds.rss",
        ),
        (LOOKUP, '{"results":[{"feedUrl":"https://h.example/f?a=1&b=2"}]}', "https://h.example/f?a=1&b=2"),
        ("https://pod.example/", r'{"feed_url": "https:\/\/h.example\/f?a\u0026b"}', "https://h.example/f?a&b"),
        ("https://pod.example/", r'<script>{"rssUrl":"http://h.example/f"}</script>', "http://h.example/f"),
        ("https://social.example/@ana@autre.example", "", "https://autre.example/@ana.rss"),
        ("https://lemmy.example/c/voile@autre.example?s=1", "", "https://autre.example/feeds/c/voile.xml"),
        (
            "https://tube.example/@ana/videos",
            "<p>PeerTube",
            "https://tube.example/feeds/videos.xml?videoChannelName=ana",
        ),
        (
            "https://tube.example/",
            "<meta property=og:platform content=PeerTube>",
            "https://tube.example/feeds/videos.xml",
        ),
        ("https://lemmy.example/", "<script>window.lemmyConfig={}", "https://lemmy.example/feeds/local.xml"),
    ],
)
def test_a_page_says_it(url: str, page: str, feed: str | int) -> None:
    assert by_page(url, page)[0] == (feed or f"{VIDEOS}?channel_id={CHANNEL}")


@pytest.mark.parametrize(
    ("url", "page"),
    [
        ("https://paper.example/", f'"channelId":"{CHANNEL}"'),
        ("https://paper.example/", '{"feedUrl":"javascript:alert(1)"}'),
        ("https://paper.example/", r'{"feedUrl":"https:\/\/h.example\u00zz"}'),
        ("https://paper.example/", '{"feedUrl":"https://h.example/\x1b"}'),
        ("https://paper.example/", ""),
    ],
)
def test_or_says_nothing(url: str, page: str) -> None:
    assert by_page(url, page) == ()


def test_of_a_service_nothing_is_guessed() -> None:
    assert by_page("https://www.youtube.com/@ana", "") == ()


def test_no_address_it_gives_leaves_the_web() -> None:
    for path in ("/@ana@localhost", "/c/a@[::1]", "/@ana@h.example:1", "/@ana@..", "/c/%2e%2e@h"):
        for address in by_page(f"https://h.example{path}", ""):
            assert address.startswith(("https://h.example/", "https://localhost/", "https://../"))


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("@ana@social.example", "https://social.example/@ana"),
        ("@ana.b@a.social.example:8443", "https://a.social.example:8443/@ana.b"),
        ("@ana.bsky.social", "https://bsky.app/profile/ana.bsky.social"),
        ("ana@social.example", ""),
        ("@ana", ""),
        ("@ana@localhost", ""),
        ("@ana@social.example/x", ""),
    ],
)
def test_accounts_have_addresses(typed: str, meant: str) -> None:
    assert of_handle(typed) == meant


class World:
    """Servers by the addresses they have something at; what is asked of them is written down."""

    def __init__(self, pages: dict[str, bytes]) -> None:
        self.pages = pages
        self.asked: list[str] = []

    async def get(self, url: str) -> Fetched:
        self.asked.append(url)
        if url not in self.pages:
            raise FetchError("http-404", host="h.example", status=404)
        return Fetched(url, 200, {}, self.pages[url])


FEED = feed([item("un")])


async def test_the_feed_is_asked_for_and_nothing_else() -> None:
    world = World({f"{REPOSITORY}/releases.atom": FEED})
    assert (await discover("github.com/ana/le.cri", world.get)).choice.url == f"{REPOSITORY}/releases.atom"
    assert world.asked == [f"{REPOSITORY}/releases.atom"]


async def test_a_lookup_leads_to_the_feed() -> None:
    world = World({LOOKUP: b'{"results":[{"feedUrl":"https://pod.example/f.xml"}]}', "https://pod.example/f.xml": FEED})
    found = await discover("https://podcasts.apple.com/fr/podcast/x/id1234567890", world.get)
    assert found.choice.url == "https://pod.example/f.xml"
    assert world.asked == [LOOKUP, "https://pod.example/f.xml"]


async def test_where_it_is_not_there_the_page_has_its_say_and_nothing_is_guessed() -> None:
    link = b'<link rel="alternate" type="application/atom+xml" href="/ana.private.atom">'
    world = World({REPOSITORY: link, "https://github.com/ana.private.atom": FEED})
    assert (await discover(REPOSITORY, world.get)).choice.url == "https://github.com/ana.private.atom"
    world = World({REPOSITORY: b"<html></html>"})
    with pytest.raises(NoFeedFound):
        await discover(REPOSITORY, world.get)
    assert world.asked == [f"{REPOSITORY}/releases.atom", REPOSITORY]
    assert not may_be_guessed(REPOSITORY)


async def test_elsewhere_it_is_and_never_twice() -> None:
    world = World({"https://paper.example/a": b"<html></html>"})
    with pytest.raises(NoFeedFound):
        await discover("https://paper.example/a", world.get)
    assert len(world.asked) == len(set(world.asked)) == 1 + 3 + 2 * len(USUAL_PATHS)

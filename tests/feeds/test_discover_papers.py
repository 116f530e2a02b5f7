"""Whatever page of a paper is given, its articles are subscribed to, and nobody is asked what is no question."""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable

import pytest

from placentin_tui.errors import NoFeedFound, SeveralFeeds
from placentin_tui.feeds.discover import discover, judgement
from placentin_tui.web import Fetched, Web
from tests.courier.papers import feed, item, said
from tests.web.server import Server, data, running

RSS, ATOM, JSON = "application/rss+xml", "application/atom+xml", "application/feed+json"
Get = Callable[[str], Awaitable[Fetched]]


@pytest.fixture
async def server() -> AsyncIterator[Server]:
    async with running() as served:
        yield served


@pytest.fixture
async def get() -> AsyncIterator[Get]:
    async with Web(timeout=10) as client:
        yield client.get


def link(title: str, href: str, kind: str = RSS) -> str:
    return f'<link rel="alternate" type="{kind}" title="{title}" href="{href}">'


def page(*head: str, body: str = "<body>Bonjour.</body>") -> bytes:
    return f"<!DOCTYPE html><html><head><title>Le Courrier</title>{''.join(head)}</head>{body}</html>".encode()


ARTICLES = feed([item("un")])
COMMENTS = said("Ana", "Léo")
"""Comments as they come without a title that says so: each links to its place in the debate."""


def serve(server: Server, paper: dict[str, bytes]) -> None:
    for path, body in paper.items():
        server.answers[path] = data(body, kind="text/html" if body.startswith(b"<!DOCTYPE html") else RSS)


# ── an article's page ────────────────────────────────────────────────────────────────────────────────────────────────

ALL_AND_OWN = {
    "en": ("Comments Feed", "Comments Feed"),
    "fr": ("Flux des commentaires", "Flux des commentaires"),
    "de": ("Kommentar-Feed", "Kommentar-Feed"),
    "es": ("Feed de los comentarios", "Comentarios del feed"),
    "it": ("Feed dei commenti", "Feed dei commenti"),
    "pt": ("Feed de comentários", "Feed de comentários"),
    "ru": ("Лента комментариев", "Лента комментариев"),
    "ja": ("コメントフィード", "のコメントのフィード"),
    "eu": ("Iruzkinen jarioa", "Iruzkinen jarioa"),
}


@pytest.mark.parametrize("language", ALL_AND_OWN)
async def test_the_address_of_an_article_subscribes_to_the_paper(server: Server, get: Get, language: str) -> None:
    every, own = ALL_AND_OWN[language]
    at = "/2024/03/maree-haute"
    head = (
        link("Le Courrier &raquo; Fil", "/feed/"),
        link(f"Le Courrier &raquo; {every}", "/comments/feed/"),
        link(f"Le Courrier &raquo; Marée haute {own}", f"{at}/feed/"),
    )
    serve(server, {f"{at}/": page(*head), "/feed/": ARTICLES, f"{at}/feed/": COMMENTS, "/comments/feed/": COMMENTS})
    assert (await discover(server.url(f"{at}/"), get)).choice.url == server.url("/feed/")
    assert server.paths() == [f"{at}/", "/feed/"]


@pytest.mark.parametrize(
    "evidence",
    [
        '<body class="wp-singular post-template-default single single-post postid-5">',
        '<link rel="shortlink" href="/?p=5">',
        '<link rel="alternate" title="JSON" type="application/json" href="/wp-json/wp/v2/posts/5">',
        '<link rel="alternate" type="application/json" href="/wp-json/wp/v2/pages/5">',
        '<meta property="og:type" content="article">',
    ],
)
async def test_whatever_its_own_comments_are_called(server: Server, get: Get, evidence: str) -> None:
    links = link("Le Courrier", "/feed/"), link("Marée haute", "/maree-haute/feed/")
    serve(server, {"/maree-haute/": page(evidence, *links), "/feed/": ARTICLES, "/maree-haute/feed/": COMMENTS})
    assert (await discover(server.url("/maree-haute/"), get)).choice.url == server.url("/feed/")
    # The paper may name nothing but those comments.
    serve(server, {"/maree-haute/": page(evidence, links[1])})
    assert (await discover(server.url("/maree-haute/"), get)).choice.url == server.url("/feed/")
    del server.answers["/feed/"]
    with pytest.raises(NoFeedFound):
        await discover(server.url("/maree-haute/"), get)


@pytest.mark.parametrize(
    ("at", "own", "paper"),
    [
        ("/?p=5", "/?feed=rss2&amp;p=5", "/?feed=rss2"),
        ("/?page_id=5", "/?feed=rss2&amp;page_id=5", "/?feed=rss2"),
        ("/index.php/maree/", "/index.php/maree/feed/", "/index.php/feed/"),
        ("/maree.html", "/maree.html/feed", "/feed"),
        ("/blog/2024/03/27/maree/", "/blog/2024/03/27/maree/feed/", "/blog/feed/"),
        ("/2024/03/maree/amp/", "/2024/03/maree/feed/", "/feed/"),
    ],
)
async def test_wherever_it_stands(server: Server, get: Get, at: str, own: str, paper: str) -> None:
    head = link("Fil", paper), link("Marée haute Comments Feed", own), '<link rel=canonical href="/2024/03/maree/">'
    serve(server, {at: page(*head), paper: ARTICLES, own.replace("&amp;", "&"): COMMENTS})
    assert (await discover(server.url(at), get)).choice.url == server.url(paper)


@pytest.mark.parametrize(
    "home",
    [
        '<link rel="https://api.w.org/" href="/blog/wp-json/">',
        '<link rel="https://api.w.org/" href="/blog/index.php?rest_route=/">',
        '<a href="/blog/" rel="home">Le Courrier</a>',
    ],
)
async def test_where_it_names_nothing_the_papers_own_folder_comes_first(server: Server, get: Get, home: str) -> None:
    body = page(home, '<link rel="shortlink" href="/blog/?p=5">')
    serve(server, {"/blog/maree/": body, "/blog/maree/feed/": COMMENTS, "/blog/feed/": ARTICLES, "/feed/": ARTICLES})
    assert (await discover(server.url("/blog/maree/"), get)).choice.url == server.url("/blog/feed/")
    assert server.paths() == ["/blog/maree/", "/blog/feed/"]


async def test_a_paper_of_plain_addresses_that_names_nothing(server: Server, get: Get) -> None:
    own = "/?feed=rss2&p=5"
    serve(server, {"/?p=5": page('<link rel="shortlink" href="/?p=5">'), "/?feed=rss2": ARTICLES, own: COMMENTS})
    assert (await discover(server.url("/?p=5"), get)).choice.url == server.url("/?feed=rss2")


@pytest.mark.parametrize("comments", [COMMENTS, feed([], title="Comments on: Marée haute")])
async def test_comments_are_known_by_what_they_hold(server: Server, get: Get, comments: bytes) -> None:
    serve(server, {"/maree/": page(), "/maree/feed/": comments, "/feed/": ARTICLES})
    assert (await discover(server.url("/maree/"), get)).choice.url == server.url("/feed/")
    serve(server, {"/maree/": page(link("Marée", "/maree/feed/"))})
    assert (await discover(server.url("/maree/"), get)).choice.url == server.url("/feed/")


async def test_a_debate_nobody_opened_yet_is_no_paper(server: Server, get: Get) -> None:
    serve(server, {"/2024/03/maree/": page(link("Marée", "feed/")), "/2024/03/maree/feed/": feed([]), "/rss": ARTICLES})
    assert (await discover(server.url("/2024/03/maree/"), get)).choice.url == server.url("/rss")


async def test_a_section_has_a_feed_of_its_own(server: Server, get: Get) -> None:
    serve(server, {"/category/sport/": page(), "/category/sport/feed/": ARTICLES, "/feed/": ARTICLES})
    assert (await discover(server.url("/category/sport/"), get)).choice.url == server.url("/category/sport/feed/")
    head = link("Le Courrier &raquo; Fil", "/feed/"), link("Le Courrier &raquo; Sport", "/category/sport/feed/")
    serve(server, {"/category/sport/": page(*head, link("Le Courrier &raquo; Comments Feed", "/comments/feed/"))})
    with pytest.raises(SeveralFeeds) as several:
        await discover(server.url("/category/sport/"), get)
    assert [choice.title for choice in several.value.choices] == ["Le Courrier » Fil", "Le Courrier » Sport"]


async def test_comments_are_better_than_nothing(server: Server, get: Get) -> None:
    head = link("Le Courrier &raquo; Flux des commentaires", "/comments/feed/")
    serve(server, {"/": page(head), "/comments/feed/": COMMENTS, "/feed/": ARTICLES})
    assert (await discover(server.base, get)).choice.url == server.url("/feed/")
    del server.answers["/feed/"]
    assert (await discover(server.base, get)).choice.url == server.url("/comments/feed/")


async def test_a_page_that_names_comments_alone_leads_past_them(server: Server, get: Get) -> None:
    head = (
        link("Le Courrier &raquo; Flux des commentaires", "/comments/feed/"),
        link("Le Courrier &raquo; Marée Flux des commentaires", "/maree/feed/"),
    )
    serve(server, {"/maree/": page(*head), "/maree/feed/": ARTICLES, "/rss.xml": ARTICLES})
    assert (await discover(server.url("/maree/"), get)).choice.url == server.url("/rss.xml")
    assert "/maree/feed/" not in server.paths()


async def test_a_paper_that_is_called_after_comments_is_found(server: Server, get: Get) -> None:
    serve(server, {"/": page(link("Fil", "/fil")), "/fil": feed([item("un")], title="Comments on Culture")})
    assert (await discover(server.base, get)).choice.url == server.url("/fil")


async def test_comments_of_the_papers_own_name_do_not_hide_it(server: Server, get: Get) -> None:
    """Blogger calls all its feeds alike."""
    at = "/2024/03/maree.html"
    own = link("Le Courrier - Atom", "/feeds/123/comments/default", ATOM)
    rss = link("Le Courrier - RSS", "/feeds/posts/default?alt=rss")
    serve(server, {at: page(own, link("Le Courrier - Atom", "/feeds/posts/default", ATOM), rss)})
    serve(server, {"/feeds/posts/default": ARTICLES, "/feeds/123/comments/default": COMMENTS})
    assert (await discover(server.url(at), get)).choice.url == server.url("/feeds/posts/default")


async def test_who_asks_for_comments_gets_them(server: Server, get: Get) -> None:
    serve(server, {"/comments/feed/": COMMENTS})
    assert (await discover(server.url("/comments/feed/"), get)).choice.url == server.url("/comments/feed/")


@pytest.mark.parametrize(
    "url",
    [
        "/comments/feed/",
        "/feeds/comments/default",
        "/?feed=comments-rss2",
        "/comments.rss",
        "/rss/comments",
        "/comments-feed.xml",
        "/feeds/video-comments.xml?videoId=5",
    ],
)
def test_feeds_of_comments_are_known_by_their_address(url: str) -> None:
    said = judgement(page(link("Un", "/feed"), link("Deux", url)), "https://levant.example/", {})
    assert [choice.title for choice in said.choices] == ["Un"]
    assert [choice.title for choice in said.comments] == ["Deux"]


@pytest.mark.parametrize(
    ("titles", "offered"),
    [
        (("Commentaire – Atom", "Commentaire – Podcast"), 2),
        (("Entries", "Comments"), 1),
        (("Nachrichten", "Kommentare"), 2),  # a section of opinions
        (("The Comment Review", "The Comment Review podcast"), 2),
    ],
)
def test_a_paper_may_be_called_so(titles: tuple[str, ...], offered: int) -> None:
    links = [link(title, f"/{place}") for place, title in enumerate(titles)]
    assert len(judgement(page(*links), "https://levant.example/", {}).choices) == offered


# ── one feed in several formats ──────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    "links",
    [
        (link("Journal RSS Feed", "/rss.xml"), link("Journal Atom Feed", "/atom.xml", ATOM)),
        (link("RSS", "/rss"), link("Atom", "/atom", ATOM), link("JSON Feed", "/feed.json", JSON)),
        (link("RSS 2.0", "/feed/"), link("RSS .92", "/feed/rss/", "text/xml"), link("Atom 0.3", "/feed/atom/", ATOM)),
        (link("Carnet - Atom", "/feeds/posts/default", ATOM), link("Carnet - RSS", "/feeds/posts/default?alt=rss")),
        (link("", "/index.xml"), link("", "/index.atom", ATOM)),
        (link("", "/news.rss"), link("", "/news.atom")),
        (link("Billets", "/billets.rss"), link("Billets (pour Atom)", "/billets.atom", ATOM)),
        (link("Le fil", "/fil?format=rss"), link("Autre fil", "/fil?format=atom", ATOM)),
        (link("Fil", "/feed"), link("Fil", "/autre")),
        (link("Fil", "http://levant.example/feed"), link("Le fil", "https://levant.example/feed/")),
        (link("Films podcast feed", "/feeds/podcast/videos.xml?c=5"), link("Films feed", "/feeds/videos.xml?c=5")),
    ],
)
def test_formats_of_one_feed_are_no_question(links: tuple[str, ...]) -> None:
    assert len(judgement(page(*links), "https://levant.example/", {}).choices) == 1


@pytest.mark.parametrize(
    "links",
    [
        (link("", "/a"), link("", "/b")),
        (link("", "/feed/"), link("", "/sport/rss")),
        (link("Une", "/une.xml"), link("Sport", "/sport.xml")),
        (link("Une RSS", "/une.rss"), link("Sport Atom", "/sport.atom", ATOM)),
        (link("Podcast (MP3)", "/mp3"), link("Podcast (AAC)", "/aac")),
        (link("Articles", "/articles/feed"), link("Brèves", "/breves/feed", ATOM)),
    ],
)
def test_two_feeds_are(links: tuple[str, ...]) -> None:
    assert len(judgement(page(*links), "https://levant.example/", {}).choices) == 2


def test_sections_in_two_formats_are_as_many_as_sections() -> None:
    links = [
        link(f"{name} {kind}", f"/{name}.{kind}", f"application/{kind}+xml")
        for name in ("Une", "Sport", "Météo")
        for kind in ("rss", "atom")
    ]
    said = judgement(page(*links), "https://levant.example/", {})
    assert [choice.title for choice in said.choices] == ["Une rss", "Sport rss", "Météo rss"]


def test_not_everything_called_feed_is_asked_for() -> None:
    hrefs = (
        "/how-to-feed",
        "/sitemap.xml",
        "/opensearch.xml",
        "https://reader.example/subscribe/https://levant.example/feed.xml",
        "https://reader.example/?url=https%3A%2F%2Flevant.example%2Ffeed",
    )
    anchors = "".join(f'<a href="{href}">Suivre</a>' for href in hrefs)
    said = judgement(page(body=f"<body>{anchors}<a href=/fil.xml>XML</a></body>"), "https://levant.example/", {})
    assert [choice.url for choice in said.likely] == ["https://levant.example/fil.xml"]


async def test_a_page_of_feeds_offers_those_it_lists(server: Server, get: Get) -> None:
    rows = "".join(f'<li>Rubrique {n} <a href="/rubrique-{n}.xml">RSS</a></li>' for n in range(12))
    paper = {f"/rubrique-{n}.xml": ARTICLES for n in range(12)}
    serve(server, {"/flux": page(body=f"<body><ul>{rows}</ul></body>")} | paper)
    with pytest.raises(SeveralFeeds) as several:
        await discover(server.url("/flux"), get)
    assert [choice.url for choice in several.value.choices] == [server.url(path) for path in paper]
    assert len(server.visits) == 6


async def test_a_page_that_names_without_end_is_not_asked_without_end(server: Server, get: Get) -> None:
    names = (
        '<link rel="home" href="/h{0}/"><a href="/r{0}">RSS</a><link rel="alternate" href="/t{0}">'
        '<link rel="alternate" type="application/rss+xml" title="Flux des commentaires" href="/comments/feed/{0}">'
    )
    serve(server, {"/section": page("".join(names.format(n) for n in range(500)))})
    with pytest.raises(NoFeedFound):
        await discover(server.url("/section"), get)
    assert len(server.visits) < 50

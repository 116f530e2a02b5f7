"""When an article's page is wanted, what stands before a text, and which of two texts is the better one."""

from __future__ import annotations

import time
from typing import Any

import pytest

from placentin_tui.feeds.fulltext.extract import is_selector
from placentin_tui.feeds.fulltext.fetch_policy import is_wanted, same_site
from placentin_tui.feeds.fulltext.merge import is_better, whole
from placentin_tui.feeds.fulltext.read_page import read
from placentin_tui.feeds.fulltext.truncated import is_cut, looks_partial
from placentin_tui.feeds.prepare import prepare
from placentin_tui.models import Article, ArticleSummary, Enclosure, FullTextPolicy, ParsedArticle, TextState
from placentin_tui.prose.blocks import Blocks, Picture
from placentin_tui.prose.html import to_blocks
from placentin_tui.prose.plain import to_text, words
from tests.feeds.test_fulltext_pages import URL, read_page

HOME = "https://www.paper.example/"
LONG = "<p>" + "Un mot après l’autre, le texte avance et ne s’arrête pas. " * 20 + "</p>"
TEASER = "La passerelle entre les deux rives divise le conseil municipal, réuni lundi soir."


def partial(html: str, *, policy: FullTextPolicy = FullTextPolicy.AUTO, url: str = URL, **fields: Any) -> bool:
    article = prepare(ParsedArticle("guid:1", "Titre", url=url, html=html, base=url, **fields))
    homes = ("https://feeds.feedburner.example/paper", HOME)
    return is_wanted(url, policy, homes, looks_partial=looks_partial(article))


def article(feed: str, title: str = "Une passerelle entre les deux rives", **fields: Any) -> Article:
    blocks = to_blocks(feed)
    summary = ArticleSummary(1, 1, "Journal", title, URL, "", (), 0, words=words(blocks))
    return Article(summary, blocks, **fields)


# ── what wants its page ──────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    "end",
    [
        "et la suite […]", "et la suite [&#8230;]", "et la suite [...]", "et la suite…", "and so on ...",
        "« et après… »",
        '<a href="https://paper.example/1">Lire la suite</a>', '<a href="/1">Lire l’article sur Le Courrier</a>',
        '<a href="/1">Continue reading <span>The night</span> →</a>', "Read more", "More at paper.example",
        "et […]</p><p>L’article <a href='/1'>Titre</a> est apparu en premier sur <a href='/'>Journal</a>.",
        "and […]</p><p>The post <a href='/1'>Title</a> appeared first on <a href='/'>Paper</a>.",
    ],
)  # fmt: skip
def test_a_text_that_ends_where_it_goes_on_is_cut(end: str) -> None:
    assert is_cut(to_blocks(f"{LONG}<p>Il était une fois {end}</p>", URL))
    assert partial(f"{LONG}<p>Il était une fois {end}</p>")


@pytest.mark.parametrize(
    "end",
    [
        "et voilà.", "Lire la suite de cette affaire nous apprendrait peu. Fin.", "« Quelle suite ! »",
        "C’est tout.</p><p>L’article <a href='/1'>Titre</a> est apparu en premier sur <a href='/'>Journal</a>.",
    ],
)  # fmt: skip
def test_a_text_that_ends_is_not(end: str) -> None:
    assert not is_cut(to_blocks(f"{LONG}<p>{end}</p>", URL))
    assert not partial(f"{LONG}<p>{end}</p>", only_summary=True)


def test_a_short_summary_is_a_part_and_a_short_body_is_whole() -> None:
    assert partial("<p>Le conseil a voté.</p>", only_summary=True)
    assert partial("", only_summary=True)
    assert not partial("<p>Le conseil a voté.</p>")


def test_films_and_sounds_are_whole() -> None:
    assert not partial("Notes", only_summary=True, enclosures=(Enclosure("https://x.example/a.mp3", "audio/mpeg"),))


def test_other_peoples_articles_are_not_fetched_unbidden() -> None:
    assert not partial(
        "<a href='https://news.example/1'>Comments</a>", url="https://other.example/1", only_summary=True
    )
    assert partial("Bref", url="https://other.example/1", policy=FullTextPolicy.ALWAYS)


def test_the_person_decides() -> None:
    assert partial(LONG, policy=FullTextPolicy.ALWAYS)
    assert not partial("Court […]", policy=FullTextPolicy.NEVER)
    assert not partial("Court […]", policy=FullTextPolicy.ALWAYS, url="mailto:x@paper.example")


def test_a_paper_may_have_several_hosts() -> None:
    assert same_site("https://www.paper.example/1", "https://feeds.paper.example/rss")
    assert same_site("https://a.paper.co.uk/1", "https://paper.co.uk/")
    assert not same_site("https://one.co.uk/1", "https://two.co.uk/")
    assert not same_site("http://127.0.0.1:80/", "http://128.0.0.1/")
    assert not same_site("", "")


# ── walls ────────────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(("name", "wall"), [("paywall", "paywall"), ("consent-wall", "consent"), ("login", "login")])
def test_a_wall_is_known_and_replaces_nothing(name: str, wall: str) -> None:
    before = article(f"<p>{TEASER} Les habitants, venus nombreux, avaient préparé une pétition. […]</p>")
    page = read_page(name)
    after = whole(before, page)
    assert page.wall == wall
    assert (after.blocks, after.brief, after.words) == (before.blocks, (), before.summary.words)
    assert (after.state, after.trouble) == (TextState.PARTIAL, wall)


def test_a_page_that_needs_scripts_replaces_nothing() -> None:
    after = whole(article(f"<p>{TEASER} […]</p>"), read_page("script-only"))
    assert (after.state, after.trouble) == (TextState.PARTIAL, "no-more")


def test_a_redirect_to_a_consent_server_is_a_wall() -> None:
    body = f"<html><body>{LONG}</body></html>".encode()
    assert read(body, asked=URL, url="https://consent.other.example/collect").wall == "consent"
    assert read(body, asked=URL, url="https://paper.example/login?next=/2026").wall == "login"
    assert read(body, asked=URL, url=URL).wall == ""


# ── the better text ──────────────────────────────────────────────────────────────────────────────────────────────────


def test_the_pages_text_takes_the_place_of_a_summary() -> None:
    after = whole(article(f"<p>{TEASER}</p>"), read_page("regional-daily"))
    assert after.state is TextState.WHOLE
    assert after.words > 250
    assert to_text(after.brief) == TEASER
    assert to_text(after.standfirst) == TEASER  # the paper's own words, which the text does not begin with
    assert after.lead is None  # the text opens with it


def test_a_summary_cut_from_the_text_is_not_shown_above_it() -> None:
    cut = "<p>Le conseil municipal s’est réuni lundi soir dans la salle des fêtes, pleine à craquer, pour […]</p>"
    assert whole(article(cut), read_page("tables")).standfirst == ()


def test_what_the_feed_lacks_the_page_says() -> None:
    after = whole(article(f"<p>{TEASER}</p>"), read_page("national-json-ld"))
    assert (after.title, after.byline) == ("La passerelle divise le conseil", "Nadia Haddad, Paul Roy")
    assert after.published == 1_772_525_700
    assert after.lead == Picture("https://paper.example/ld.jpg", "Le fleuve en crue", 1600, 900)
    assert after.language == "fr-FR"
    english = read_page("magazine-english").said
    assert (english.author, english.language, english.published) == ("Moira Grant", "en-GB", 1_772_262_000)
    assert english.lead
    assert english.lead.url == "https://paper.example/cover.jpg"


def test_a_text_only_machines_are_given() -> None:
    assert read_page("json-ld-body").words > 250


def test_a_longer_text_about_something_else_is_no_better() -> None:
    feed = to_blocks("<p>Séisme au large de la Crète, plusieurs villages évacués pendant la nuit</p>")
    assert not is_better(read_page("consent-wall").blocks, feed, "Séisme en Crète")
    assert is_better(read_page("regional-daily").blocks, to_blocks(f"<p>{TEASER}</p>"), "Passerelle")


def test_the_same_text_again_is_no_better() -> None:
    blocks: Blocks = read_page("wordpress-blog").blocks
    assert not is_better(blocks, blocks, "La passerelle")
    same = article(to_html(blocks))
    after = whole(same, read_page("wordpress-blog"))
    assert (after.state, after.brief) == (TextState.AS_FED, ())


def to_html(blocks: Blocks) -> str:
    return "".join(f"<p>{paragraph}</p>" for paragraph in to_text(blocks).split("\n\n"))


# ── where the person says it is ──────────────────────────────────────────────────────────────────────────────────────


def test_a_selector_says_where_the_text_is() -> None:
    page = read_page("gallery", selector=".gallery__item:nth-child(2) figcaption")
    assert to_text(page.blocks).startswith("Photo 1 : les crues")
    assert page.words < 20


@pytest.mark.parametrize("selector", ["#nowhere", "][", "a:bogus(", "h1 >"])
def test_a_selector_that_finds_nothing_is_passed_over(selector: str) -> None:
    assert read_page("gallery", selector=selector).words > 100


def test_what_is_a_selector() -> None:
    assert is_selector("article .texte > p:not(.pub)")
    assert not is_selector("][")
    assert not is_selector("a:bogus(")


# ── bytes of all kinds ───────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("charset", ["utf-8", "cp1252", "iso-8859-15", "utf-16"])
def test_whatever_the_charset(charset: str) -> None:
    body = f"<html><body><article><h1>Été</h1>{LONG.replace('Un mot', 'Un été brûlant')}</article></body></html>"
    body = body.replace("’", "'")
    page = read(body.encode(charset), asked=URL, url=URL, content_type=f"text/html; charset={charset}")
    assert "Un été brûlant" in to_text(page.blocks)


@pytest.mark.parametrize(
    "body",
    [
        b"", b"\0\0\0", b"<", b"<html>", b"\xff\xfe\xfd", b"%PDF-1.7 \x00\x01",
        b"<?xml version='1.0' encoding='x'?><html/>",
        b"<html><head><base href='javascript:x'></head><body><p>a", b"<script type='application/ld+json'>{{{{</script>",
        b"<script type='application/ld+json'>" + b"[" * 50_000 + b"</script>",
    ],
)  # fmt: skip
def test_what_is_no_page_has_no_text(body: bytes) -> None:
    assert read(body, asked=URL, url=URL).words <= 3


@pytest.mark.parametrize(
    "body",
    [
        b"<div>" * 100_000 + b"x", b"<p>" + b"word " * 400_000, b"<p>" + b"x" * 2_000_000, b"<a href=x>y" * 60_000,
        b"<div class='share related comment'>" * 5_000 + b"a text of some length here " * 2_000,
        b"<table><tr><td>" * 20_000 + b"some more text in it", b"<p a=b c=d>text that goes on and on</p>" * 40_000,
    ],
    ids=("deep", "long", "no space", "links", "trimmings", "tables", "paragraphs"),
)  # fmt: skip
def test_pages_made_to_cost_end(body: bytes) -> None:
    began = time.process_time()
    read(body, asked=URL, url=URL)
    assert time.process_time() - began < 60  # minutes would be a mistake of growth, not a slow machine


def test_nothing_but_words_comes_of_scripts_and_forms() -> None:
    end = "<form><input value='x'></form><p onclick='x()'>Fin du texte de la page.</p>"
    body = f"<article><script>alert(1)</script>{LONG}{end}</article>"
    page = read(body.encode(), asked=URL, url=URL)
    assert "alert" not in to_text(page.blocks)
    assert "Fin du texte" in to_text(page.blocks)

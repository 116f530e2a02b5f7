"""Pages that are nothing but pictures, and articles whose page is a picture's file."""

from __future__ import annotations

import pytest

from placentin_tui.feeds.fulltext.merge import whole
from placentin_tui.feeds.fulltext.read_page import read
from placentin_tui.feeds.fulltext.truncated import looks_partial
from placentin_tui.feeds.prepare import prepare
from placentin_tui.models import Article, ArticleSummary, ParsedArticle, TextState, WholeArticle
from placentin_tui.prose.blocks import Picture
from placentin_tui.prose.html import pictures, to_blocks
from placentin_tui.prose.plain import to_text, words

URL = "https://comic.example/strips/731"
AROUND = """<!doctype html><html><head><title>Strip 731</title></head><body>
<header class="top"><img src="/img/logo.png" alt="Comic">
<nav><a href="/">Home</a> <a href="/about">About</a></nav></header>
{}
<aside><img src="/ads/740.png" width="740" height="400"></aside>
<footer><img src="/img/rss-icon.png"><p>All rights reserved.</p></footer></body></html>"""


def made(inside: str, feed: str = "", **fields: object) -> WholeArticle:
    blocks = to_blocks(feed, URL)
    summary = ArticleSummary(1, 1, "Comic", "Strip 731", URL, "", (), 0, words=words(blocks))
    article = Article(summary, blocks, **fields)  # type: ignore[arg-type]
    return whole(article, read(AROUND.format(inside).encode(), asked=URL, url=URL))


def shown(article: WholeArticle) -> list[str]:
    return [picture.url.removeprefix("https://comic.example") for picture in pictures(article.blocks)]


@pytest.mark.parametrize(
    "inside",
    [
        '<div id="comic"><img src="/strips/731.png" alt="Panel"></div>',
        '<main><a href="/strips/732"><img src="/strips/731.png" width="740" height="230"></a></main>',
        '<article><h1>Strip 731</h1><figure><img src="/strips/731.png"><figcaption>By hand</figcaption></figure>'
        "</article>",
        '<article><h1>Strip 731</h1><picture><source media="(max-width: 400px)" srcset="/strips/s.png">'
        '<img src="/strips/731.png"></picture><img class="avatar" src="/img/me.png"><p>By Ana</p></article>',
        '<div role="main"><img src="/img/blank.gif" data-src="/strips/731.png">'
        '<div class="share"><img src="/s.png"></div></div>',
        '<section><img src="/strips/731.png"></section><div class="related"><img src="/strips/1.png"></div>',
    ],
)
def test_the_picture_of_a_page_that_has_nothing_else(inside: str) -> None:
    found = made(inside)
    assert shown(found) == ["/strips/731.png"]
    assert found.state is TextState.WHOLE


def test_several_pictures_and_the_feeds_words() -> None:
    strip = "<article>" + "".join(f'<img src="/strips/731-{n}.png">' for n in range(3)) + "</article>"
    found = made(strip, "<p>In which nobody moves.</p>")
    assert shown(found) == [f"/strips/731-{n}.png" for n in range(3)]
    assert to_text(found.blocks).endswith("In which nobody moves.")
    assert to_text(found.brief) == "In which nobody moves."


def test_what_the_feed_shows_already_stays() -> None:
    strip = '<article><img src="/strips/731.png"></article>'
    before = made(strip, '<img src="/strips/731-small.png">')
    assert shown(before) == ["/strips/731-small.png"]
    assert (before.state, before.trouble) == (TextState.AS_FED, ""), "there is no more to be had"
    assert shown(made(strip, "<p>Words.</p>", lead=Picture("https://comic.example/lead.png"))) == []
    long = "<p>" + "Many words stand in this feed. " * 30 + "</p>"
    assert shown(made(strip, long)) == []


@pytest.mark.parametrize(
    "inside",
    [
        '<article><img src="/img/logo.png"><img src="/x.png" width="32" height="32"></article>',
        '<article><div style="display:none"><img src="/x.png"></div></article>',
        "<article></article>",
    ],
)
def test_trimmings_are_no_pictures_of_a_page(inside: str) -> None:
    assert shown(made(inside)) == []


def test_a_page_with_a_text_keeps_to_it() -> None:
    text = "<p>" + "The strip has been drawn by the same hand for thirty years, and it shows. " * 20 + "</p>"
    found = made(f'<article><h1>Strip 731</h1>{text}</article><div><img src="/other.png"></div>', "<p>A strip.</p>")
    assert shown(found) == []
    assert "thirty years" in to_text(found.blocks)


@pytest.mark.parametrize(
    ("url", "is_picture"),
    [
        ("https://pictures.example/2026/port.jpg", True),
        ("https://pictures.example/port.PNG?size=large", True),
        ("https://wiki.example/wiki/File:Port.jpg", False),
        ("https://pictures.example/port", False),
        ("https://pictures.example/port.jpg/", False),
    ],
)
def test_an_article_whose_page_is_a_pictures_file(url: str, is_picture: bool) -> None:
    ready = prepare(ParsedArticle("link:x", "Le port", url=url, html="Vu hier.", only_summary=True, base=url))
    assert ready.lead == (Picture(url) if is_picture else None)
    assert looks_partial(ready) is not is_picture
    with_picture = prepare(ParsedArticle("link:x", "Le port", url=url, html="<img src='/a.png'>", base=url))
    assert with_picture.lead is None

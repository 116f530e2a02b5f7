"""Articles that a page has in its data alone, where a script shows them; and those that are not taken from it."""

from __future__ import annotations

import json

import pytest

from placentin_tui.feeds.fulltext.page_data import article_html
from placentin_tui.feeds.fulltext.read_page import ExtractedText, read
from placentin_tui.prose.plain import to_text
from tests.feeds.test_fulltext_pages import IN_DATA, PAGES, URL, read_page

LAST = "Nobody asked who would paint it"
PAGES_OF_DATA = [name for name in IN_DATA if name != "json-ld-body"]


def read_with(name: str, head: str) -> ExtractedText:
    markup = (PAGES / f"{name}.html").read_text(encoding="utf-8").replace("</head>", f"{head}</head>")
    return read(markup.encode(), asked=URL, url=URL)


@pytest.mark.parametrize("name", PAGES_OF_DATA)
def test_a_text_that_waits_in_the_pages_data(name: str) -> None:
    found = to_text(read_page(name).blocks)
    assert "The ferry left the quay at dawn" in found
    assert LAST in found
    assert "zzjunk" not in found


@pytest.mark.parametrize("name", PAGES_OF_DATA)
def test_what_is_for_subscribers_stays_where_it_is(name: str) -> None:
    said = '{"@type": "NewsArticle", "isAccessibleForFree": false}'
    page = read_with(name, f'<script type="application/ld+json">{said}</script>')
    assert (page.wall, page.is_cut) == ("paywall", True)
    assert LAST not in to_text(page.blocks)


def test_the_longer_text_of_a_description_takes_the_place_of_a_line() -> None:
    said = {"@type": "NewsArticle", "headline": "The outer buoy", "articleBody": "The council met in the loft. " * 60}
    page = f'<script type="application/ld+json">{json.dumps(said)}</script>'
    body = "<main><h1>The outer buoy</h1><p>The council met in the loft, and voted the money for a buoy.</p></main>"
    found = read(f"<html><head>{page}</head><body>{body}</body></html>".encode(), asked=URL, url=URL)
    assert found.words > 300


@pytest.mark.parametrize(
    ("script", "wanted"),
    [
        ('{"a": {"title": "About the buoys", "x": "<p>one</p>"}, "b": {"title": "Coal", "x": "<p>two</p>"}}', "one"),
        (
            '{"title": "About the buoys", "all": [{"title": "About the buoys", "x": "<p>one</p>"}], "x": "<p>two"}',
            "one",
        ),
        ('var a = {broken: [}; var b = {"title": "About the buoys", "x": "&lt;p&gt;one&lt;/p&gt;"};', "one"),
        ('{"title": "About the buoys", "x": "no paragraphs"}', ""),
        ('{"title": "Coal", "x": "<p>two</p>"}', ""),
        ("[" * 100_000, ""),
        ('{"a":' * 100_000, ""),
    ],
)
def test_the_innermost_object_with_the_headline_has_the_article(script: str, wanted: str) -> None:
    found = article_html([script], "aboutthebuoys")
    assert ("one" in found, "two" in found) == (bool(wanted), False)


def test_a_short_headline_identifies_nothing() -> None:
    assert article_html(['{"title": "Coal", "x": "<p>two</p>"}'], "coal") == ""

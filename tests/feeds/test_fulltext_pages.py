"""Pages shaped like those of real papers: what is the article's comes whole, and nothing else comes with it.

In the pages the article stands between `<!--text-->` and `<!--/text-->`, and every trimming says « zzjunk ».
"""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import pytest

from placentin_tui.feeds.decode import decode
from placentin_tui.feeds.fulltext.read_page import ExtractedText, read
from placentin_tui.prose.blocks import Blocks, Embed, Table
from placentin_tui.prose.html import pictures, to_blocks
from placentin_tui.prose.plain import to_text
from placentin_tui.prose.walk import every, texts

PAGES = Path(__file__).parents[1] / "data" / "fulltext"
URL = "https://paper.example/2026/03/passerelle.html"
WALLS = ("paywall", "consent-wall", "login", "script-only")
IN_DATA = ("json-ld-body", "page-data", "article-in-json")
ARTICLES = sorted(page.stem for page in PAGES.glob("*.html") if page.stem not in (*WALLS, *IN_DATA))

_TEXT = re.compile(r"<!--text-->(.*?)<!--/text-->", re.DOTALL)


def read_page(name: str, **wish: str) -> ExtractedText:
    return read((PAGES / f"{name}.html").read_bytes(), asked=URL, url=URL, **wish)


def truth(name: str) -> Blocks:
    """The article as the page marks it; what waits hidden between the marks is the article's too."""
    markup = decode((PAGES / f"{name}.html").read_bytes()).replace("display:none", "")
    return to_blocks("".join(f"<div>{part}</div>" for part in _TEXT.findall(markup)), URL)


def words_of(blocks: Blocks) -> Counter[str]:
    return Counter(re.findall(r"\w+", to_text(blocks)))


def links_of(blocks: Blocks) -> set[str]:
    return {span.href for block in every(blocks) for spans in texts(block) for span in spans if span.href}


@pytest.mark.parametrize("name", ARTICLES)
def test_the_article_comes_whole(name: str) -> None:
    wanted, found = truth(name), read_page(name).blocks
    assert sum(words_of(wanted).values()) > 80
    assert words_of(wanted) - words_of(found) == Counter()
    assert {picture.url for picture in pictures(wanted)} <= {picture.url for picture in pictures(found)}
    assert links_of(wanted) <= links_of(found)
    for kind in (Table, Embed):
        assert [b for b in every(found) if isinstance(b, kind)] == [b for b in every(wanted) if isinstance(b, kind)]


@pytest.mark.parametrize("name", ARTICLES)
def test_nothing_else_comes_with_it(name: str) -> None:
    wanted, found = truth(name), read_page(name).blocks
    assert "zzjunk" not in to_text(found)
    assert words_of(found) - words_of(wanted) == Counter()
    assert {picture.url for picture in pictures(found)} <= {picture.url for picture in pictures(wanted)}

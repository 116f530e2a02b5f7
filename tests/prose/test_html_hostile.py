from __future__ import annotations

import re
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from placentin_tui.prose.blocks import Blocks, decode, encode
from placentin_tui.prose.html import pictures, to_blocks
from placentin_tui.prose.html.parse import LONGEST_PIECE, MOST_TAGS
from placentin_tui.prose.layout import ParagraphStyle, lay_out
from placentin_tui.prose.markdown import to_markdown
from placentin_tui.prose.plain import to_text, words
from placentin_tui.prose.walk import every, texts
from placentin_tui.rendering.find_text import PageText
from tests.text.test_sanitize import forbidden

TAGS = (
    "p", "div", "span", "b", "i", "em", "a", "q", "br", "hr", "ul", "ol", "li", "dl", "dt", "dd", "table", "caption",
    "tr", "td", "th", "pre", "code", "blockquote", "cite", "footer", "figure", "figcaption",
    "img", "picture", "source",
    "details", "summary", "h1", "h3", "section", "sup", "svg", "math", "mi", "noscript", "ruby", "rt", "iframe",
    "video",
    "object",
    "form", "input", "select", "button", "article", "unknown-tag",
)  # fmt: skip
ATTRIBUTES = (
    "class=gallery", "class=wp-caption", "class='wp-caption-text credit'", "class=gallery-item", "id=a", "href=#a",
    "href=/x", "src=/p.jpg", "srcset='/q.jpg 9w'", "colspan=3", "rowspan=2", "colspan=99999", "start=-5", "hidden",
    "width=1 height=1", "class=twitter-tweet", "title=T", "alt=words", "data-src=//h.example/l.png",
)  # fmt: skip
WORD = st.text("abcdeé漢ا", min_size=1, max_size=6)
PIECE = st.one_of(
    WORD,
    st.sampled_from([" ", "\n", "&nbsp;", "&#27;", "\x00", "<", "<!--", "-->", "&", "<![CDATA[", "\u202e", "&#xD800;"]),
    st.tuples(st.sampled_from(TAGS), st.lists(st.sampled_from(ATTRIBUTES), max_size=2)).map(
        lambda made: f"<{' '.join([made[0], *made[1]])}>"
    ),
    st.sampled_from(TAGS).map(lambda tag: f"</{tag}>"),
)
BROKEN = st.lists(PIECE, max_size=40).map("".join)


def strings(blocks: Blocks) -> list[str]:
    """Every text and address of the blocks."""
    spans = [span for block in every(blocks) for run in texts(block) for span in run]
    return [part for span in spans for part in (span.text, span.title, span.href)] + [
        part for found in pictures(blocks) for part in (found.url, found.alt)
    ]


@given(BROKEN)
def test_any_html_becomes_safe_blocks_that_can_be_kept_and_shown(html: str) -> None:
    made = to_blocks(html, "https://paper.example/")
    assert decode(encode(made)) == made
    assert not [text for text in strings(made) if forbidden(text)]
    assert all(found.url.startswith("https://") for found in pictures(made))
    assert words(made) >= 0
    for shown in (to_text(made), to_text(made, 20), to_markdown(made)):
        assert not forbidden(shown)
    for width in (10, 33):
        lay_out(made, width)


VISIBLE = (
    "p", "div", "span", "b", "i", "em", "ul", "ol", "li", "dl", "dt", "dd", "table", "caption",
    "tr", "td", "th", "blockquote", "cite", "figure", "figcaption", "h2", "section", "sup",
)  # fmt: skip


@given(
    st.lists(st.one_of(st.sampled_from(VISIBLE).flatmap(lambda tag: st.sampled_from([f"<{tag}>", f"</{tag}>"])), WORD))
)
def test_no_visible_word_is_lost(pieces: list[str]) -> None:
    numbered = [piece if piece[0] == "<" else f" {piece}{index} " for index, piece in enumerate(pieces)]
    wanted = {piece.strip() for piece in numbered if piece[0] != "<"}
    made = to_blocks("".join(numbered))
    found = {word for text in strings(made) for word in text.split()}
    assert wanted <= found
    level = unicodedata.normalize("NFKC", to_text(made))  # what is set high or low, in ordinary letters again
    assert {unicodedata.normalize("NFKC", word) for word in wanted} <= set(re.split(r"[\s|>•]+", level))


@given(st.text())
def test_text_without_tags_keeps_its_letters(text: str) -> None:
    plain = text.replace("<", "").replace("&", "")
    kept = "".join(strings(to_blocks(plain)))
    letters = [ch for ch in plain if ch.isalnum()]
    assert [ch for ch in kept if ch.isalnum()] == letters


DEEP = 10_000


@pytest.mark.parametrize(
    "html",
    [
        "<div>" * DEEP + "word" + "</div>" * DEEP,
        "<blockquote>" * DEEP + "word",
        "<ul><li>" * DEEP + "word",
        "<table><tr><td>" * DEEP + "word",
        "<b>" * DEEP + "word",
        "<a><b><i>" * DEEP + "word",
        "<dl><dd>" * DEEP + "word",
        "<figure><figcaption>" * DEEP + "word",
        "<svg>" * DEEP + "</svg>" * DEEP + "word",
        "<details><summary>" * DEEP + "word",
        "<b></p>" * DEEP + "word",
        "<pre><div>" * DEEP + "word",
        "<ruby><rt>" * DEEP + "word",
        "<form>" + "<div>" * DEEP + "</div>" * DEEP + "</form>word",
    ],
    ids=lambda html: html[:20],
)
def test_ten_thousand_levels(html: str) -> None:
    made = to_blocks(html)
    assert decode(encode(made)) == made
    assert "word" in to_text(made)
    assert "word" in to_markdown(made)
    assert any("word" in run.text for line in lay_out(made, 40) for run in line.runs)


@pytest.mark.parametrize("letter", ["x", "é", "漢", "👨\u200d👩", "&", "<", "a\u0301", "-"])
def test_a_million_letters_without_a_space(letter: str) -> None:
    made = to_blocks(letter * (1_000_000 // len(letter)))
    lines = lay_out(made, 72)
    assert len(lines) > 1_000_000 // 72 // 2 // len(letter)
    assert len(to_text(made)) >= 900_000


@pytest.mark.parametrize(
    "letter", ["x", "é", "漢", "ا", "a\u0301", "x ", "anticonstitutionnellement ", "<sup>1</sup> "]
)
def test_a_million_letters_in_any_manner_and_looked_through(letter: str) -> None:
    made = to_blocks(letter * (1_000_000 // len(letter)))
    lines = lay_out(made, 72, language="fr", paragraph_style=ParagraphStyle(hyphenate=True, justify=True, between=0))
    assert sum(len(run.text) for line in lines for run in line.runs) > 70_000
    page = PageText(lines)
    assert page.find("x" * 300) == [] or letter == "x"
    assert page.find("a e") == []


def test_a_tag_of_a_million_letters() -> None:
    attributes = " ".join(f"a{number}={number}" for number in range(100_000))
    assert "after" in to_text(to_blocks(f"<p {attributes}>word</p><p>after</p>"))


def test_code_that_looks_like_a_tag_with_many_attributes() -> None:
    code = "if(a<b " + " ".join(f"a{number}=b{number};" for number in range(1_000)) + ")"
    for around in ("script", "style"):
        made = to_blocks(f"<p>before</p><{around}>{code}</{around}><p>after</p>")
        assert to_text(made).split() == ["before", "after"]


def test_many_small_things_in_one_container() -> None:
    for html in (
        "<figure>" + "<figcaption>a</figcaption>" * 20_000,
        "<blockquote>" + "<cite>a</cite>" * 20_000,
        "<dl>" + "a<p>b" * 20_000,
        "<ul>" + "a<ul></ul>" * 20_000,
        "<table>" + "<tr><td rowspan=9999 colspan=200>a" * 2_000,
    ):
        assert words(to_blocks(html)) >= 2_000


def test_long_html_is_cut_in_pieces_and_stays_whole() -> None:
    row = "<tr><td>cell {0}</td><td><b>value {0}</b></td></tr>"
    rows = 3 * MOST_TAGS // 8
    html = "<!-- " + "<" * 100 + " --><script>" + "<p>no" * 20_000 + "</script><p>before</p><table>"
    html += (
        "".join(row.format(number) for number in range(rows)) + "</table><p>after " + "x" * LONGEST_PIECE * 2 + "</p>"
    )
    html += f"<img src='data:image/png;base64,{'A' * LONGEST_PIECE * 2}' alt='seen'>"
    text = to_text(to_blocks(html))
    lines = text.split("\n")
    assert [line for line in lines if " | " in line] == [f"cell {n} | value {n}" for n in range(rows)]
    assert lines[0] == "before"
    assert "".join(lines[lines.index("", 2) :]).count("x") == LONGEST_PIECE * 2
    assert text.endswith("seen")
    assert "no" not in text

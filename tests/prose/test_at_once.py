"""What holds only a text is set at once, and comes to what it would come to piece by piece."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from placentin_tui.prose.blocks import Blocks
from placentin_tui.prose.html import containers, elements, lists, to_blocks
from tests.prose import corpus
from tests.prose.test_html_hostile import BROKEN

TEXTS = st.text("ab \n\t\xa0\u202f\u200b\u0301é", max_size=6)
ELEMENTS = st.sampled_from(
    ["p", "h2", "li", "ul", "ol", "figure", "figcaption", "summary", "details", "strong", "b", "a"]
)
WITH = st.sampled_from(["", " class=wp-caption-text", " class=credit", " href=/x", " id=a", " value=3", " hidden"])
NESTED = st.lists(
    TEXTS
    | st.tuples(ELEMENTS, WITH, TEXTS).map(lambda made: f"<{made[0]}{made[1]}>{made[2]}</{made[0]}>")
    | st.tuples(ELEMENTS, WITH).map(lambda made: f"<{made[0]}{made[1]}>")
    | ELEMENTS.map(lambda tag: f"</{tag}>")
).map("".join)


def piece_by_piece(html: str, base: str = "") -> Blocks:
    """The blocks of a piece of HTML, nothing set at once."""
    with pytest.MonkeyPatch.context() as patch:
        for module in (containers, elements, lists):
            patch.setattr(module, "only_text", lambda _node: None)
        return to_blocks(html, base)


@given(NESTED | BROKEN)
@example("<figure>words <span class=wp-caption-text>under</span> more</figure>")
@example("<ul><li> <li>\u200b<li>a</ul><pre><li>x <b>y </b></pre>")
@example("<blockquote>" * 15 + "<ul><li>a</ul><h2>b</h2><figure><figcaption>c</figcaption></figure>")
@example("<a href=#a>x</a><ol><li value=7>y</ol><h2 id=a>z</h2>")
def test_it_comes_to_the_same(html: str) -> None:
    assert to_blocks(html) == piece_by_piece(html)


@pytest.mark.parametrize("name", corpus.names())
def test_articles_come_to_the_same(name: str) -> None:
    assert corpus.blocks(name) == piece_by_piece(corpus.html(name), corpus.BASE)

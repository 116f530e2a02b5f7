from __future__ import annotations

import re

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from placentin_tui.prose.blocks import Definition, Definitions, Paragraph, Span
from placentin_tui.prose.html import to_blocks
from placentin_tui.prose.plain import reading_minutes, to_text, words
from placentin_tui.prose.word_count import bare, count

PAGE = """<h2>Title</h2><p>One <b>two</b> three&shy;four.</p><blockquote>Quoted<cite>Me</cite></blockquote>
<ol><li>a<ul><li>b</ul><li>c</ol><dl><dt>t<dd>m</dl><pre>x  y
z</pre><table><caption>T</caption><tr><th>h<th>i<tr><td>1<td>2</table><hr>
<figure><img src=/p.png alt=Alt><figcaption>Cap. © Me</figcaption></figure>
<figure class=wp-block-gallery><img src=/1.png alt=g><img src=/2.png><figcaption>all</figcaption></figure>
<details><summary>More</summary>in</details><iframe src=https://youtu.be/x title=Film></iframe>"""


def test_text_in_one_line_a_paragraph() -> None:
    assert to_text(to_blocks(PAGE, "https://x.example/")) == (
        "Title\n\nOne two threefour.\n\n> Quoted\n> — Me\n\n1. a\n   • b\n2. c\n\n"
        "t\n    m\n\nx  y\nz\n\nT\nh | i\n1 | 2\n\n"
        "* * *\n\n[Alt]\nCap.\n© Me\n\n[g]\nall\n\nMore\n\nin\n\nFilm\nhttps://youtu.be/x"
    )


def test_text_for_a_width() -> None:
    html = "<p>one two three</p><ul><li>four five<p>six</p></ul><blockquote>seven eight</blockquote>"
    html += "<table><tr><td>a<td>b</table>"
    assert to_text(to_blocks(html), 10) == (
        "one two\nthree\n\n• four\n  five\n\n  six\n\n> seven\n> eight\n\n┌───┬───┐\n│ a │ b │\n└───┴───┘"
    )
    assert to_text((Definitions((Definition(((Span("t"),),), ()),)),), 10) == "t"


def test_words_and_minutes() -> None:
    assert words(to_blocks(PAGE, "https://x.example/")) == 24
    assert words(to_blocks("<p>« L’essentiel » : porte-parole, 2,5 % !</p>")) == 3
    assert words((Paragraph(()),)) == 0
    assert [reading_minutes(count) for count in (0, 219, 800, 20_000)] == [1, 1, 4, 91]


def test_what_is_set_high_or_low_stays_so() -> None:
    html = "<p>en 1661<sup>1</sup>, CO<sub>2</sub>, le 1<sup>er</sup>, x<sup>∞</sup>, 2<sup>n+1</sup></p>"
    assert to_text(to_blocks(html)) == "en 1661¹, CO₂, le 1ᵉʳ, x∞, 2ⁿ⁺¹"


@given(st.text(st.sampled_from("abé_1²½ªº \t\n'’.,-–—…“”‘€•œŒ\u202f\xa0\xad\u200b«»!漢И\u0301×ß") | st.characters()))
@example("a-b-c, d--e -f 'g' h-\xad-i j’\u200bk")
def test_words_are_those_a_pattern_finds(text: str) -> None:
    assert count(text) == len(re.findall(r"\w+(?:[’'.,-]\w+)*", bare(text)))


@pytest.mark.parametrize("said", ["Au sommaire :", "Au sommaire\u202f:", "« Oui », 12 000 km à 50 %"])
def test_spaces_stay_those_of_the_author_in_a_text_of_any_width(said: str) -> None:
    blocks = to_blocks(f"<p>{said}<br>la suite</p>")
    assert to_text(blocks, 60) == to_text(blocks) == f"{said}\nla suite"


def test_a_sign_is_not_parted_from_its_word_in_a_narrow_text() -> None:
    assert to_text(to_blocks("<p>Au sommaire : un mot</p>"), 12) == "Au\nsommaire :\nun mot"

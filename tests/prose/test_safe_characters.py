"""Texts that are not looked at one by one are those the gate would have let pass as they are."""

from __future__ import annotations

from html import unescape
from html.entities import html5

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from selectolax.lexbor import LexborHTMLParser

from placentin_tui.prose import html as prose
from placentin_tui.prose.html.safe_characters import is_safe_markup
from placentin_tui.text.sanitize import is_plainly_safe, printable, printable_runs
from tests.prose import corpus
from tests.prose.test_html_hostile import BROKEN

SIGNS = "\x1b\x9b\x00\x85\xad\u200b\u200d\u202e\u2066\u2028\u0301\u3164\ue000\ufeff\U0001f468"
REFERENCES = ["&#27;", "&#x1b;", "&#155;", "&#128;", "&shy;", "&zwj;", "&zwnj;", "&#8238;", "&NoBreak;", "&#xD800;"]


def text_of(html: str) -> str:
    """All text of a piece of HTML, as its parser understands it."""
    root = LexborHTMLParser(f"<p>{html}</p>", is_fragment=True).root
    assert root is not None
    return root.text(deep=True)


@given(st.text(st.sampled_from("abé’« »\xa0\u202f\n\t\r漢" + SIGNS) | st.characters(), max_size=30))
def test_what_needs_no_look_passes_in_any_order(text: str) -> None:
    if is_plainly_safe(text):
        turned = text[::-1]
        assert printable(turned) == turned
        assert printable_runs([turned, text]) == [turned, text]


@pytest.mark.parametrize("sign", SIGNS)
def test_one_sign_is_enough_to_look(sign: str) -> None:
    assert is_safe_markup("<p>C’est l’été, « déjà ».</p>\r\n\t<p>Oui.</p>")
    assert not is_safe_markup(f"<p>C’est l’été, {sign}« déjà ».</p>")


@pytest.mark.parametrize("reference", REFERENCES)
def test_one_reference_is_enough_to_look(reference: str) -> None:
    assert is_safe_markup("<p>R&amp;D, &laquo;&nbsp;l&#8217;&eacute;t&eacute;&#xA0;&raquo;, AT&T & co, a&b;</p>")
    assert not is_safe_markup(f"<p>un {reference} deux</p>")


def test_a_named_reference_stands_for_what_the_parser_makes_of_it() -> None:
    for reference in (f"&{name}" for name in html5):
        assert text_of(reference) == unescape(reference)
        assert is_safe_markup(reference) == is_plainly_safe(text_of(reference))


def test_a_number_stands_for_what_the_parser_makes_of_it() -> None:
    for number in (*range(0x300), *range(0x2000, 0x2070), 0xFEFF, 0xFFFE, 0xE0001, 0x110000):
        for reference in (f"&#{number};", f"&#x{number:x};", f"&#X{number:04X};", f"&#{number}", f"&#{number:040};"):
            assert not is_safe_markup(reference) or is_plainly_safe(text_of(reference)), reference


@given(BROKEN)
@example("<p>a<wbr><wbr>b<pre>&#8203;<wbr></pre>")
def test_blocks_are_the_same_looked_at_or_not(html: str) -> None:
    assert prose.to_blocks(html) == looked_at(html)


@given(st.text("abé’ \n\t\r\f\xa0\u202f\u200b>&\x00\u0301", max_size=12))
@example("")
@example("  C’est\r\n l’été. \xa0")
def test_a_paragraph_alone_is_the_same_parsed_or_not(text: str) -> None:
    assert prose.to_blocks(f"<p>{text}</p>") == looked_at(f"<p>{text}</p>")


@pytest.mark.parametrize("name", corpus.names())
def test_articles_are_the_same_looked_at_or_not(name: str) -> None:
    assert corpus.blocks(name) == looked_at(corpus.html(name), corpus.BASE)


def looked_at(html: str, base: str = "") -> object:
    """The blocks of a piece of HTML each of whose texts is looked at."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(prose, "is_safe_markup", lambda _html: False)
        return prose.to_blocks(html, base)

"""The second lock: no control comes out of a file or a pipe of ours, however it is written down there."""

from __future__ import annotations

import msgspec
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from placentin_tui.library import payload
from placentin_tui.prose.blocks import Code, Figure, Paragraph, Picture, Span
from placentin_tui.text import resanitize
from tests.hostile.never import check, forbidden

CONTROLS = [*map(chr, range(32)), "\x7f", *map(chr, range(0x80, 0xA0)), "\u2028", "\u202e", "\ufeff"]


def page(text: str) -> payload.ArticlePayload:
    picture = Picture("https://x.example/1.png", text)
    blocks = (
        Paragraph((Span(text), Span("b", 0, "https://x.example/", text))),
        Figure(picture, (Span(text),)),
        Code(text),
    )
    return payload.ArticlePayload(
        blocks, blocks, picture, payload.Writer(text, text, text), (payload.Attachment("https://x/", title=text),)
    )


@pytest.mark.parametrize("control", CONTROLS, ids=lambda sign: f"U+{ord(sign):04X}")
def test_no_control_comes_through_alone(control: str) -> None:
    text = f"a{control}b"
    for content in (page(text), (text,), [text], {"a": text, text: [{"b": (text,)}]}):
        check(resanitize.every(content))
        said = msgspec.json.encode(resanitize.every(content)).decode()
        assert not forbidden(said)
        assert not any(escape in said for escape in (r"\u00", r"\b", r"\t", r"\f", r"\r"))
    assert not forbidden(resanitize.printable(text))
    assert not forbidden(resanitize.decoded(text.encode()))


@given(st.text(st.sampled_from([*CONTROLS, *"abc\\ntu0é «»\n\xa0\u202f'\""]), max_size=30))
@example("\\u0041 \\n \\b \\t")
def test_whatever_text_it_is(text: str) -> None:
    content = page(text)
    checked = resanitize.every(content)
    check(checked)
    assert resanitize.every(checked) == checked
    if not forbidden(text):
        assert checked == content or resanitize.printable(text) != text


def test_what_is_fit_to_be_shown_stays_the_very_same() -> None:
    content = page("L’été « œuvre »\n\xa0— “quoted” \\ and {braces}")
    assert resanitize.every(content) is content

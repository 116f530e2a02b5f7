"""Packing: whatever a text was packed with it comes back, and damage is said."""

from __future__ import annotations

import zlib

import msgspec
import pytest
from msgspec.structs import replace

from placentin_tui.errors import LibraryDamaged
from placentin_tui.library import payload
from placentin_tui.library.zlib_dictionary import DICTIONARIES, FIRST
from placentin_tui.prose.blocks import Figure, Paragraph, Picture, Span

LONG = payload.ArticlePayload(
    (Paragraph((Span("Le ministre a déclaré dans la matinée que la réforme serait votée. " * 9),)),)
)
SHORT = payload.ArticlePayload((Paragraph((Span("Bref."),)),))


@pytest.mark.parametrize("page", [LONG, SHORT])
def test_a_page_comes_back(page: payload.ArticlePayload) -> None:
    assert payload.page(payload.pack(page)) == page


def test_a_page_packed_before_there_was_a_dictionary_comes_back() -> None:
    assert payload.page(zlib.compress(msgspec.msgpack.encode(LONG))) == LONG


def test_words_known_beforehand_save_room() -> None:
    assert len(payload.pack(LONG)) < 0.9 * len(zlib.compress(msgspec.msgpack.encode(LONG)))


def test_a_dictionary_once_used_is_never_changed() -> None:
    """What is in people's libraries was packed with this one: another needs a place of its own beside it."""
    assert list(DICTIONARIES) == [zlib.adler32(FIRST).to_bytes(4, "big")]
    assert len(FIRST) < 1 << 15
    assert zlib.crc32(FIRST) == 3690294215


@pytest.mark.parametrize("length", [1, 2, 5, 6, 20, -1])
def test_a_text_cut_off_is_damaged(length: int) -> None:
    with pytest.raises(LibraryDamaged):
        payload.page(payload.pack(LONG)[:length])


@pytest.mark.parametrize("place", [0, 1, 3, 8, 40, -2])
def test_a_text_with_a_wrong_byte_is_damaged(place: int) -> None:
    data = bytearray(payload.pack(LONG))
    data[place] ^= 0xFF
    with pytest.raises(LibraryDamaged):
        payload.page(bytes(data))


def test_what_is_indexed_does_not_depend_on_what_is_given_with_a_picture() -> None:
    figure = Figure(Picture("https://a.example/p.png", "Alt"), (Span("Caption"),), "Credit")
    given = replace(figure, picture=replace(figure.picture, caption="Elsewhere", credit="Nobody"))
    one, other = payload.ArticlePayload((given,)), payload.ArticlePayload((figure,))
    assert payload.words(one) == payload.words(other)

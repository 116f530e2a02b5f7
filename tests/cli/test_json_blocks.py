"""Blocks as JSON: every kind has its name and its fields, and nothing is lost."""

from __future__ import annotations

import json
from typing import get_args

import msgspec

from placentin_tui.cli import json_blocks
from placentin_tui.prose.blocks import (
    Block,
    Blocks,
    Cell,
    Code,
    Definition,
    Definitions,
    Details,
    Embed,
    Figure,
    Gallery,
    Heading,
    Item,
    Listing,
    Mark,
    Paragraph,
    Picture,
    Quote,
    Rule,
    Span,
    Table,
)

WORDS = (Span("mots", Mark.EM | Mark.STRONG, "https://a.example/", "titre"),)
FIGURE = Figure(Picture("https://a.example/p.jpg", "alt", 4, 3), WORDS, "crédit", "https://a.example/grand")
EVERY: Blocks = (
    Paragraph(WORDS, "p1"),
    Heading(2, WORDS),
    Quote((Paragraph(WORDS),), cite=WORDS, pull=True),
    Listing((Item((Paragraph(WORDS),), "i1"),), start=3),
    Definitions((Definition((WORDS,), (Paragraph(WORDS),)),)),
    Code("a  b\n", "python"),
    Table(((Cell(WORDS, header=True, columns=2),),), WORDS),
    FIGURE,
    Gallery((FIGURE,), WORDS),
    Rule(),
    Details(WORDS, (Paragraph(WORDS),)),
    Embed("video", "https://a.example/v", "film"),
)


def test_every_kind_of_block_is_named() -> None:
    named = json.loads(msgspec.json.encode(json_blocks.blocks(EVERY)))
    assert {block["type"] for block in named} == {kind.__name__.lower() for kind in get_args(Block)}
    for block, record in zip(EVERY, named, strict=True):
        assert set(record) == {"type", *block.__struct_fields__}


def test_words_and_marks() -> None:
    (record,) = json.loads(msgspec.json.encode(json_blocks.blocks((Paragraph(WORDS, "p1"),))))
    assert record == {
        "type": "paragraph",
        "spans": [{"text": "mots", "marks": ["em", "strong"], "href": "https://a.example/", "title": "titre"}],
        "id": "p1",
    }


def test_inner_parts_are_objects_too() -> None:
    table, listing = json.loads(msgspec.json.encode(json_blocks.blocks((EVERY[6], EVERY[3]))))
    assert table["rows"][0][0]["header"] is True
    assert listing["items"][0]["blocks"][0]["type"] == "paragraph"


def test_no_picture_is_null() -> None:
    assert json_blocks.picture(None) is None
    assert json_blocks.picture(FIGURE.picture) == {
        "url": "https://a.example/p.jpg",
        "alt": "alt",
        "width": 4,
        "height": 3,
        "caption": "",
        "credit": "",
    }

"""Lists numbered as their authors did."""

from __future__ import annotations

import pytest

from placentin_tui.prose.blocks import Blocks, Listing, decode, encode
from placentin_tui.prose.html import to_blocks
from placentin_tui.prose.list_numbers import labels
from placentin_tui.prose.markdown import to_markdown
from placentin_tui.prose.plain import to_text


def numbered(html: str) -> tuple[Listing, Blocks]:
    blocks = to_blocks(html)
    assert isinstance(blocks[0], Listing)
    return blocks[0], blocks


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ("<ol><li>x<li>y</ol>", ["1", "2"]),
        ("<ol start=0><li>x<li>y</ol>", ["0", "1"]),
        ("<ol start=-1><li>x<li>y</ol>", ["-1", "0"]),
        ("<ol type=a><li>x<li>y</ol>", ["a", "b"]),
        ("<ol type=A start=26><li>x<li>y</ol>", ["Z", "AA"]),
        ("<ol type=i start=3><li>x<li>y</ol>", ["iii", "iv"]),
        ("<ol type=I start=1994><li>x</ol>", ["MCMXCIV"]),
        ("<ol type=i start=0><li>x</ol>", ["0"]),
        ("<ol type=I start=999999><li>x</ol>", ["999999"]),
        ("<ol type=nonsense><li>x</ol>", ["1"]),
        ("<ol><li>x<li value=9>y<li>z</ol>", ["1", "9", "10"]),
        ("<ol><li value=x>y</ol>", ["0"]),
        ("<ol reversed><li>x<li>y<li>z</ol>", ["3", "2", "1"]),
        ("<ol reversed start=10><li>x<li value=4>y</ol>", ["10", "4"]),
    ],
)
def test_numbers_are_the_authors(html: str, expected: list[str]) -> None:
    listing, blocks = numbered(html)
    assert labels(listing) == expected
    assert [line.split(".")[0].strip() for line in to_text(blocks).splitlines()] == expected
    assert decode(encode(blocks)) == blocks


def test_bullets_have_no_numbers() -> None:
    listing, _blocks = numbered("<ul><li value=3>x</ul>")
    assert listing.items[0].value is None


def test_markdown_counts_as_far_as_it_can() -> None:
    assert to_markdown(numbered("<ol type=a reversed><li>x<li>y</ol>")[1]) == "2. x\n1. y"
    assert to_markdown(numbered("<ol start=-3><li>x</ol>")[1]) == "0. x"

"""Removes what publishing systems append to a text: credit lines, and headings with nothing below them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from msgspec.structs import replace

from placentin_tui.feeds.boilerplate_words import EMPTY_HEADINGS, SAID_FIRST
from placentin_tui.prose.blocks import Heading, Mark, Paragraph, Rule, Span, Spans

if TYPE_CHECKING:
    from placentin_tui.prose.blocks import Block, Blocks

LAST_BLOCKS = 4
"""The number of last blocks in which a credit line is looked for."""
LONGEST_WORDS = 70
"""The most characters of a credit line before, between and after its two names."""

_BOUNDARY = re.compile(r"(?:[.!?…。\]»”\"](?=\s)|\n)\s*+")
"""The end of a sentence, after which a credit line may begin."""
_said_first = re.compile(r"[\s»”\"’'）」》>,]*+(?:" + "|".join(SAID_FIRST) + ")", re.IGNORECASE)
_LETTERS = re.compile(r"[\W_]+")


def without_boilerplate(blocks: Blocks, title: str, url: str) -> Blocks:
    """The text of the article `title` at `url` without what its publishing system appended."""
    kept = list(blocks)
    _remove_empty_headings(kept)
    for at in range(len(kept) - 1, max(len(kept) - 1 - LAST_BLOCKS, -1), -1):
        block = kept[at]
        if isinstance(block, Paragraph) and (spans := _before_credit(block.spans, title, url)) != block.spans:
            kept[at : at + 1] = [replace(block, spans=spans)] if spans else []
            break
    if len(kept) < len(blocks):
        _remove_empty_headings(kept)
        while kept and isinstance(kept[-1], Rule):
            kept.pop()
    return blocks if len(kept) == len(blocks) and kept[-1:] == list(blocks[-1:]) else tuple(kept)


def _remove_empty_headings(blocks: list[Block]) -> None:
    """Remove headings such as « Related » that have nothing below them, in place."""
    for at in range(len(blocks) - 1, -1, -1):
        block, following = blocks[at], blocks[at + 1] if at + 1 < len(blocks) else None
        is_empty = following is None or (
            isinstance(block, Heading) and isinstance(following, Heading) and following.level <= block.level
        )
        if is_empty and isinstance(block, Heading | Paragraph) and _announces(block):
            del blocks[at]


def _announces(block: Heading | Paragraph) -> bool:
    """Whether a heading, or a paragraph that is all bold, only announces what should follow."""
    is_heading = isinstance(block, Heading) or all(span.marks & Mark.STRONG for span in block.spans)
    text = "".join(span.text for span in block.spans)
    words = text.strip(" \xa0\u202f:：.…").casefold().replace("'", "’")
    return is_heading and words in EMPTY_HEADINGS


def _before_credit(spans: Spans, title: str, url: str) -> Spans:
    """The spans before the credit line; all of them when there is none."""
    text = "".join(span.text for span in spans)
    name = _linked_name(spans, title, url) or _written_name(text, title)
    if not name:
        return spans
    before = text[: name[0]]
    start = 0
    for boundary in _BOUNDARY.finditer(before):
        start = boundary.end()
    if len(before) - start > LONGEST_WORDS:
        return spans
    return _up_to(spans, start)


def _linked_name(spans: Spans, title: str, url: str) -> tuple[int, int] | None:
    """The offsets of the article's title in a credit line with two links, to the article and to the paper.

    It works in any language: the links must be the last in the text.
    """
    if len([span for span in spans if span.href]) < 2:
        return None
    links: list[tuple[int, int, str]] = []
    place = 0
    for span in spans:
        end = place + len(span.text)
        if span.href and links and links[-1][1:] == (place, span.href):
            links[-1] = links[-1][0], end, span.href
        elif span.href:
            links.append((place, end, span.href))
        place = end
    if len(links) < 2:
        return None
    text = "".join(span.text for span in spans)
    (start, end, own), (other, other_end, home) = links[-2:]
    between, behind = text[end:other], text[other_end:]
    is_own = _page(own) == _page(url) or (bool(title) and _letters(text[start:end]) == _letters(title))
    is_short = any(map(str.isalpha, between + behind)) and max(len(between), len(behind)) <= LONGEST_WORDS
    return (start, end) if is_own and is_short and _is_home_of(home, own) else None


def _written_name(text: str, title: str) -> tuple[int, int] | None:
    """The offsets of the article's title before words such as « appeared first on », without links."""
    start = text.casefold().rfind(title.casefold()) if title else -1
    if start < 0 or not _said_first.match(text, start + len(title)):
        return None
    end = start + len(title)
    return (start, end) if len(text) - end <= 3 * LONGEST_WORDS else None


def _is_home_of(home: str, page: str) -> bool:
    host, path = _page(home)
    page_host, page_path = _page(page)
    return host == page_host and page_path.startswith(path) and len(path) < len(page_path)


def _page(address: str) -> tuple[str, str]:
    """The page of an address, normalized for comparison."""
    parts = urlsplit(address)
    return (parts.hostname or "").removeprefix("www."), parts.path.rstrip("/")


def _letters(text: str) -> str:
    return _LETTERS.sub("", text).casefold()


def _up_to(spans: Spans, end: int) -> Spans:
    """The spans of the first `end` characters, trailing white space removed."""
    kept: list[Span] = []
    place = 0
    for span in spans:
        if place >= end:
            break
        kept.append(replace(span, text=span.text[: end - place]))
        place += len(span.text)
    while kept and not kept[-1].text.strip():
        kept.pop()
    if kept:
        kept[-1] = replace(kept[-1], text=kept[-1].text.rstrip())
    return tuple(kept)

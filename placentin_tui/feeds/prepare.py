"""Prepares an item of a feed for the library: HTML to blocks, without showing anything twice."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from placentin_tui.feeds.boilerplate import without_boilerplate
from placentin_tui.feeds.same_picture import file_name
from placentin_tui.models import PreparedArticle, PreparedComment
from placentin_tui.prose.blocks import Figure, Gallery, Picture, figure_of
from placentin_tui.prose.html import pictures, to_blocks
from placentin_tui.prose.html.candidates import is_picture_file
from placentin_tui.prose.plain import to_text, words

if TYPE_CHECKING:
    from collections.abc import Iterable

    from placentin_tui.models import ParsedArticle, ParsedComment
    from placentin_tui.prose.blocks import Block, Blocks

OPENING = 2
"""The number of first blocks in which a picture opens a body."""
_SAME_BEGINNING = 60
"""Letters at the beginning that a summary and a body must share to be one text; summaries may be cut later."""

_PICTURED = (Figure, Gallery)
_not_letters = re.compile(r"[\W_]+")


def prepare(parsed: ParsedArticle) -> PreparedArticle:
    """The article as blocks; lead picture and summary are kept only where the body does not begin with them."""
    blocks = _text(parsed, parsed.html)
    if parsed.more_pictures:
        blocks += _beside(blocks, parsed.more_pictures)
    return PreparedArticle(
        parsed=parsed,
        blocks=blocks,
        standfirst=standfirst(_text(parsed, parsed.summary_html), blocks) if parsed.summary_html else (),
        lead=_lead(parsed, blocks),
        words=words(blocks),
    )


def _text(parsed: ParsedArticle, html: str) -> Blocks:
    return without_boilerplate(to_blocks(html, parsed.base), parsed.title, parsed.url)


def prepare_comment(parsed: ParsedComment) -> PreparedComment:
    """The comment as blocks."""
    return PreparedComment(parsed, to_blocks(parsed.html, parsed.url))


def standfirst(summary: Blocks, blocks: Blocks) -> Blocks:
    """The summary, when the text does not begin with it; else nothing."""
    said = next((letters for block in summary if (letters := _letters(block, _SAME_BEGINNING))), "")
    return () if not said or said in _first_letters(blocks, 2 * _SAME_BEGINNING) else summary


def _first_letters(blocks: Blocks, count: int) -> str:
    """The first `count` letters of a text."""
    letters = ""
    for block in blocks:
        letters += _letters(block, count)
        if len(letters) >= count:
            break
    return letters[:count]


def _letters(block: Block, count: int) -> str:
    """The first `count` letters of a block, case-folded: a summary and its body may differ in quotes and spaces."""
    text = to_text((block,))
    letters = _not_letters.sub("", text[: 3 * count // 2]).casefold()
    if len(letters) < count:
        letters = _not_letters.sub("", text).casefold()
    return letters[:count]


def opens_with(blocks: Blocks, lead: Picture) -> bool:
    """Whether a text begins with a picture, in any size."""
    opening = tuple(block for block in blocks[:OPENING] if isinstance(block, _PICTURED))
    return not _files(pictures(opening)).isdisjoint(_files((lead,)))


def _lead(parsed: ParsedArticle, blocks: Blocks) -> Picture | None:
    """The lead picture: the feed's, when the text does not open with it; or the file that the article links to."""
    if parsed.lead:
        return None if opens_with(blocks, parsed.lead) else parsed.lead
    return Picture(parsed.url) if links_to_picture(parsed) and not pictures(blocks) else None


def links_to_picture(parsed: ParsedArticle) -> bool:
    """Whether the article's address is a picture file; on a wiki such an address is a page about the file."""
    path = urlsplit(parsed.url).path
    return ":" not in path and is_picture_file(path)


def _beside(blocks: Blocks, beside: tuple[Picture, ...]) -> Blocks:
    """The feed's pictures that are not in the text."""
    there = _files(pictures(blocks))
    figures = tuple(figure_of(picture) for picture in beside if there.isdisjoint(_files((picture,))))
    return (Gallery(figures),) if len(figures) > 1 else figures


def _files(found: Iterable[Picture]) -> set[str]:
    """The names of pictures' files, whatever their size."""
    return {file_name(url) for picture in found for url in (picture.url, *picture.others)}

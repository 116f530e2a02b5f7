"""A page read: the article in it as blocks, with what the page says of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from placentin_tui import text
from placentin_tui.feeds.fulltext.main import letters_of, main_html, selected_html
from placentin_tui.feeds.fulltext.metadata import NOTHING, Metadata, metadata
from placentin_tui.feeds.fulltext.tree import tree_of
from placentin_tui.feeds.fulltext.walls import wall
from placentin_tui.prose.blocks import Figure, Heading, Paragraph
from placentin_tui.prose.html import to_blocks
from placentin_tui.prose.plain import text_of, words

if TYPE_CHECKING:
    from lxml.html import HtmlElement

    from placentin_tui.prose.blocks import Block, Blocks

OPENING = 6
"""Blocks among which the headline may stand once more."""


@dataclass(frozen=True, slots=True)
class PageText:
    """What a page has of an article."""

    blocks: Blocks = ()
    words: int = 0
    said: Metadata = NOTHING
    wall: str = ""
    """What may stand before the text: `paywall`, `consent`, `login`; empty: nothing."""


def read(body: bytes, *, asked: str, url: str, content_type: str = "", selector: str = "") -> PageText:
    """The article in a page; `asked` is the address asked for, `url` where the page was found, after all redirects.

    `selector`: the person's own word for where the article is, tried first.
    """
    root = tree_of(body, content_type)
    if root is None:
        return PageText()
    base = _base(root, url)
    said = metadata(root, base)
    # Before the texts are looked for: that changes the tree.
    barred = wall(root, asked, url, is_free=said.is_free)
    blocks = to_blocks(selected_html(root, selector), base) if selector else ()
    if not words(blocks):
        blocks = to_blocks(main_html(root), base)
    if words(blocks) == 0 and said.is_free and said.body:
        blocks = to_blocks(said.body, base)
    blocks = _without_headline(blocks, said.title)
    return PageText(blocks, words(blocks), said, barred)


def _base(root: HtmlElement, url: str) -> str:
    named = next(root.iter("base"), None)
    return text.safe_url((named.get("href") if named is not None else "") or "", url) or url


def _without_headline(blocks: Blocks, title: str) -> Blocks:
    """The text without the page's own headline, and without the kicker before it."""
    wanted = letters_of(title)
    for place, block in enumerate(blocks[:OPENING]):
        if isinstance(block, Heading) and (block.level == 1 or (wanted and letters_of(text_of(block.spans)) in wanted)):
            return (*_pictures(blocks[:place]), *blocks[place + 1 :])
        if isinstance(block, Paragraph) and wanted and letters_of(text_of(block.spans)) == wanted:
            return (*blocks[:place], *blocks[place + 1 :])
    return blocks


def _pictures(blocks: Blocks) -> tuple[Block, ...]:
    return tuple(block for block in blocks if isinstance(block, Figure))

"""A page read: the article in it as blocks, with what the page says of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from placentin_tui.feeds.fulltext.extract import main_text, selected_html
from placentin_tui.feeds.fulltext.metadata import NOTHING, Metadata, metadata
from placentin_tui.feeds.fulltext.page_pictures import pictures_html
from placentin_tui.feeds.fulltext.passages import letters_of
from placentin_tui.feeds.fulltext.paywall import redirected_to_wall, wall_in
from placentin_tui.feeds.fulltext.phrases import goes_on_for_subscribers, sells_subscriptions
from placentin_tui.feeds.fulltext.tree import tree_of
from placentin_tui.prose.blocks import Heading, Paragraph
from placentin_tui.prose.html import pictures, to_blocks
from placentin_tui.prose.plain import text_of, words
from placentin_tui.text import sanitize

if TYPE_CHECKING:
    from lxml.html import HtmlElement

    from placentin_tui.prose.blocks import Block, Blocks

OPENING = 6
"""Blocks among which the headline may stand once more."""
FEW_WORDS = 40
"""Words of a page below which its pictures may be all it has to say."""
MOST_PROSE = 300
"""Words in paragraphs, those of its footer and comments too, that such a page may have."""
LONGEST_KICKER = 60
"""Letters of a label above a headline."""


@dataclass(frozen=True, slots=True)
class ExtractedText:
    """What a page has of an article."""

    blocks: Blocks = ()
    words: int = 0
    said: Metadata = NOTHING
    wall: str = ""
    """What stands on the page and may keep the text away: `paywall`, `consent`, `login`; empty: nothing."""
    is_cut: bool = False
    """Whether the page says that the text goes on for subscribers."""


def read(
    body: bytes, *, asked: str, url: str, content_type: str = "", selector: str = "", paper: str = ""
) -> ExtractedText:
    """The article in a page; `asked` is the address asked for, `url` where the page was found, after all redirects.

    `selector`: the person's own word for where the article is, tried first; `paper`: the name of its source.
    """
    root = tree_of(body, content_type)
    if root is None:
        return ExtractedText()
    _held = list(root.iter())  # lxml makes an element anew whenever nobody holds it, and each is looked at many times
    base = _base(root, url)
    said = metadata(root, base, paper)
    # Before the text is looked for: that uses the tree up.
    wall = redirected_to_wall(asked, url) or wall_in(root)
    blocks = to_blocks(selected_html(root, selector), base) if selector else ()
    beside = pictures_html(root) if not blocks and _is_picture_page(root) else ""
    found = main_text(root, said.title, base)
    if not words(blocks):
        blocks = to_blocks(found.html, base)
    if words(blocks) == 0 and said.is_free and said.body:
        blocks = to_blocks(said.body, base)
    blocks = _without_headline(blocks, said.title)
    if beside and words(blocks) < FEW_WORDS and not pictures(blocks):
        blocks = (*to_blocks(beside, base), *blocks)
    is_cut = not said.is_free or goes_on_for_subscribers(found.ending)
    if is_cut or (not wall and sells_subscriptions(found.ending)):
        wall = "paywall"
    return ExtractedText(blocks, words(blocks), said, wall, is_cut)


def _is_picture_page(root: HtmlElement) -> bool:
    """Whether a page may be nothing but pictures: it has little prose."""
    prose = (element.text_content() for element in root.iter("p"))
    return sum(len(sanitize.split()) for sanitize in prose) < MOST_PROSE


def _base(root: HtmlElement, url: str) -> str:
    named = next(root.iter("base"), None)
    return sanitize.safe_url((named.get("href") if named is not None else "") or "", url) or url


def _without_headline(blocks: Blocks, title: str) -> Blocks:
    """The text without the page's own headline, and without the kicker before it."""
    wanted = letters_of(title)
    for place, block in enumerate(blocks[:OPENING]):
        if isinstance(block, Heading | Paragraph):
            letters = letters_of(text_of(block.spans))
            if letters and _is_headline(block, letters, wanted):
                return (*(each for each in blocks[:place] if not _is_kicker(each)), *blocks[place + 1 :])
            if isinstance(block, Paragraph) and len(letters) > LONGEST_KICKER:
                break
    return blocks


def _is_headline(block: Heading | Paragraph, letters: str, title: str) -> bool:
    """Whether a block is the headline once more: in the same words, or nearly."""
    if letters == title:
        return True
    if isinstance(block, Paragraph):
        return False
    return block.level == 1 or (2 * len(letters) >= len(title) > 0 and (letters in title or title in letters))


def _is_kicker(block: Block) -> bool:
    """Whether a block above the headline is but a label: a section, a date."""
    return isinstance(block, Paragraph) and len(letters_of(text_of(block.spans))) <= LONGEST_KICKER

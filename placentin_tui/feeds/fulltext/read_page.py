"""Reads a page: the article's blocks and the page's metadata."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from placentin_tui.feeds.fulltext.extract import main_text, selected_html
from placentin_tui.feeds.fulltext.metadata import NOTHING, Metadata, metadata
from placentin_tui.feeds.fulltext.page_data import article_html, scripts_with_text
from placentin_tui.feeds.fulltext.page_pictures import pictures_html
from placentin_tui.feeds.fulltext.passages import letters_of
from placentin_tui.feeds.fulltext.paywall import redirected_to_wall, wall_in
from placentin_tui.feeds.fulltext.phrases import goes_on_for_subscribers, sells_subscriptions
from placentin_tui.feeds.fulltext.tree import tree_of
from placentin_tui.prose.blocks import Figure, Heading, Paragraph
from placentin_tui.prose.html import pictures, to_blocks
from placentin_tui.prose.plain import text_of, words
from placentin_tui.text import sanitize

if TYPE_CHECKING:
    from lxml.html import HtmlElement

    from placentin_tui.prose.blocks import Block, Blocks

OPENING = 6
"""Blocks at the beginning in which the headline may be repeated."""
FEW_WORDS = 40
"""The fewest words of a page with text; with fewer its pictures may be its content."""
MOST_PROSE = 300
"""The most words in all paragraphs of such a page, footer and comments included."""
LITTLE = 150
"""Words below which a page's text may be in its data alone …"""
MUCH_MORE = 2
"""… when that has more than so many times as many."""
LONGEST_KICKER = 60
"""The most letters of a label above a headline."""


@dataclass(frozen=True, slots=True)
class ExtractedText:
    """The article extracted from a page."""

    blocks: Blocks = ()
    words: int = 0
    said: Metadata = NOTHING
    wall: str = ""
    """What may keep the text away: `paywall`, `consent`, `login`; empty for nothing."""
    is_cut: bool = False
    """Whether the page says that the text continues for subscribers."""


def read(
    body: bytes, *, asked: str, url: str, content_type: str = "", selector: str = "", paper: str = ""
) -> ExtractedText:
    """The article in a page; `asked` is the address requested, `url` the one after all redirects.

    `selector`: a CSS selector for the article from the source's settings, tried first; `paper`: the name of the source.
    """
    root = tree_of(body, content_type)
    if root is None:
        return ExtractedText()
    _held = list(root.iter())  # keeps lxml's proxies alive: it would make new ones at each access
    base = _base(root, url)
    said = metadata(root, base, paper)
    # Before the extraction, which destroys the tree.
    wall = redirected_to_wall(asked, url) or wall_in(root)
    blocks = to_blocks(selected_html(root, selector), base) if selector else ()
    beside = pictures_html(root) if not blocks and _is_picture_page(root) else ""
    scripts = scripts_with_text(root)
    found = main_text(root, said.title, base)
    if not words(blocks):
        blocks = to_blocks(found.html, base)
    is_cut = not said.is_free or goes_on_for_subscribers(found.ending)
    if is_cut or (not wall and sells_subscriptions(found.ending)):
        wall = "paywall"
    if said.is_free and words(blocks) < LITTLE:
        data = [said.body] if wall != "paywall" or not words(blocks) else []
        data += [article_html(scripts, letters_of(said.title))] if wall != "paywall" else []
        blocks = _more_of(blocks, data, base)
    blocks = _without_headline(blocks, said.title)
    if beside and words(blocks) < FEW_WORDS and not pictures(blocks):
        blocks = (*to_blocks(beside, base), *blocks)
    return ExtractedText(blocks, words(blocks), said, wall, is_cut)


def _more_of(blocks: Blocks, data: list[str], base: str) -> Blocks:
    """The first of the texts in the page's data that has much more, below the page's pictures; else the blocks."""
    for text in data:
        more = to_blocks(text, base) if text else ()
        if words(more) > MUCH_MORE * words(blocks):
            return more if pictures(more) else (*(each for each in blocks if isinstance(each, Figure)), *more)
    return blocks


def _is_picture_page(root: HtmlElement) -> bool:
    """Whether a page may be only pictures, because it has few words in paragraphs."""
    prose = (element.text_content() for element in root.iter("p"))
    return sum(len(text.split()) for text in prose) < MOST_PROSE


def _base(root: HtmlElement, url: str) -> str:
    named = next(root.iter("base"), None)
    return sanitize.safe_url((named.get("href") if named is not None else "") or "", url) or url


def _without_headline(blocks: Blocks, title: str) -> Blocks:
    """The blocks without the repeated headline and the kicker above it."""
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
    """Whether a block repeats the headline, exactly or nearly."""
    if letters == title:
        return True
    if isinstance(block, Paragraph):
        return False
    return block.level == 1 or (2 * len(letters) >= len(title) > 0 and (letters in title or title in letters))


def _is_kicker(block: Block) -> bool:
    """Whether a block above the headline is a label such as a section or date."""
    return isinstance(block, Paragraph) and len(letters_of(text_of(block.spans))) <= LONGEST_KICKER

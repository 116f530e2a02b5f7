"""Finds what is at the edges of a text and not part of it: dates, names, prompts, headings without text."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from placentin_tui.feeds.fulltext.element_hints import HEADINGS, ITEMS, MEDIA, PICTURES, is_about, is_caption
from placentin_tui.feeds.fulltext.phrases import ends, is_credit, is_initials, is_prompt, is_wall
from placentin_tui.feeds.fulltext.recover_omitted import is_prose

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from lxml.html import HtmlElement

    from placentin_tui.feeds.fulltext.passages import Passage
    from placentin_tui.feeds.fulltext.text_density import ArticleElement

SMALL = 0.2
"""The largest share of the article's letters in a box beside the text."""
FIRST_PARAGRAPH = 40
"""The fewest letters of a first paragraph; dates and names before it have fewer."""
LONGEST_LABEL = 60
LONGEST_HEADING = 90
"""The most letters of a heading; longer ones are paragraphs in large type."""
LABEL = 9
"""The rank of labels among headings: below all of them."""
LONGEST_BUTTON = 30
LONGEST_FAREWELL = 200
QUESTION = 100
"""The fewest letters of a closing paragraph that asks the readers what they think, whatever it links to."""
LONGEST_LIFE = 400
"""The most letters of an author's biography."""
_AUTHOR_PAGE = re.compile(
    r"/(?:authors?|auteurs?|autor(?:en|es)?|contributors?|profiles?|people|staff)/", re.IGNORECASE
)
_NETWORK = re.compile(
    r"//(?:www\.)?(?:facebook|twitter|x|instagram|t|telegram|whatsapp|linkedin|youtube|tiktok|threads)\.(?:com|me|net)\b",
    re.IGNORECASE,
)


def small_boxes(article: ArticleElement, passage: Passage) -> Iterator[HtmlElement]:
    """The elements around a passage from the innermost out, up to those with much of the article."""
    most = SMALL * article.outline.counts(article.element).known
    element = passage.block
    while element is not article.element and article.outline.counts(element).known < most:
        yield element
        element = element.getparent()


def opening(article: ArticleElement, kept: Sequence[Passage]) -> Iterator[Passage]:
    """Dates and names before the first paragraph."""
    for passage in kept:
        if is_prose(passage, FIRST_PARAGRAPH):
            return
        if passage.block.tag in HEADINGS or passage.block.tag in ITEMS or is_caption(passage.block):
            continue
        if (len(passage.letters) < FIRST_PARAGRAPH and not ends(passage)) or _is_about(article, passage):
            yield passage


def closing(article: ArticleElement, kept: Sequence[Passage]) -> Iterator[Passage]:
    """Credits, prompts, initials and the author's biography after the last paragraph."""
    for passage in reversed(kept):
        if passage.block.tag in ITEMS:
            return
        if is_credit(passage) or is_prompt(passage) or is_initials(passage) or _is_farewell(article, passage):
            yield passage
        elif not _rank(passage):
            return


def wall(kept: Sequence[Passage]) -> Iterator[Passage]:
    """The text of a paywall after the last paragraph, with its buttons."""
    buttons: list[Passage] = []
    for passage in reversed(kept):
        if is_wall(passage):
            yield from buttons
            yield passage
            buttons.clear()
        elif len(passage.letters) <= LONGEST_BUTTON:
            buttons.append(passage)
        else:
            return


def _is_farewell(article: ArticleElement, passage: Passage) -> bool:
    """Whether a passage links to the paper's social networks, or is about the author."""
    letters = len(passage.letters)
    asks = letters >= QUESTION and "?" in passage.text and is_prose(passage)
    if letters <= LONGEST_FAREWELL and not asks and _leads_to(passage, _NETWORK):
        return True
    return (letters <= LONGEST_LIFE and _leads_to(passage, _AUTHOR_PAGE, first=60)) or _is_about(article, passage)


def _leads_to(passage: Passage, pattern: re.Pattern[str], first: int = LONGEST_LIFE) -> bool:
    """Whether a passage has a link to an address that matches, within its first characters."""
    return any(
        pattern.search(link.get("href") or "") and passage.text.find(link.text_content().strip()) <= first
        for link in passage.block.iter("a")
    )


def _is_about(article: ArticleElement, passage: Passage) -> bool:
    """Whether a passage is in a small box about the author or the date."""
    return any(is_about(each) and not is_caption(each) for each in small_boxes(article, passage))


def alone(article: ArticleElement, kept: Sequence[Passage]) -> Iterator[Passage]:
    """Headings and labels with nothing left below them."""
    outline = article.outline
    following: Passage | None = None
    for passage in reversed(kept):
        rank = _rank(passage)
        is_last = following is None or 0 < _rank(following) <= rank
        if rank and not is_last:
            after = outline.passages[outline.place[passage] + 1]
            is_gone = after is not following and 2 * after.linked >= len(after.letters)
            # A heading stays with its section, when only a line of that was removed.
            is_last = is_gone and (rank == LABEL or after.block.tag == "li")
        if rank and is_last and not _leads_to_picture(passage.block, article.element):
            yield passage
        else:
            following = passage


def _rank(passage: Passage) -> int:
    """1 to 6 for headings, `LABEL` for a line that ends in a colon, 0 for any other."""
    tag = passage.block.tag
    if tag in HEADINGS:
        return int(tag[1]) if len(passage.letters) <= LONGEST_HEADING else 0
    is_label = len(passage.letters) <= LONGEST_LABEL and passage.text.endswith(":")
    return LABEL if is_label and tag not in ITEMS else 0


def _leads_to_picture(block: HtmlElement, article: HtmlElement) -> bool:
    """Whether a block is followed by a picture, film or formula before any text."""
    element = block
    while element is not article:
        for each in element.itersiblings():
            if next(each.iter(*PICTURES, *MEDIA), None) is not None:
                return True
            if not each.text_content().isspace():
                return False
        element = element.getparent()
    return False

"""Finds the sections of an article beside the one that the extractor chose, where each is in a frame of its own."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from placentin_tui.feeds.fulltext.element_hints import HEADINGS, is_about, is_beside, is_hidden
from placentin_tui.feeds.fulltext.recover_omitted import is_alike, is_list, is_prose

if TYPE_CHECKING:
    from collections.abc import Sequence

    from lxml.html import HtmlElement

    from placentin_tui.feeds.fulltext.passages import Passage
    from placentin_tui.feeds.fulltext.text_density import Outline

_FRAMES = ("div", "section")


def further_sections(outline: Outline, article: HtmlElement) -> set[Passage]:
    """The paragraphs, headings and items of the sections beside the article's element that are like it."""
    element = article
    while (above := element.getparent()) is not None and element.tag in _FRAMES:
        below = [each for each in element.itersiblings() if is_alike(each, element)]
        alike = [*below, *(each for each in element.itersiblings(preceding=True) if is_alike(each, element))]
        sections = [each for each in below if _is_section(outline, each)]
        lists = [each for each in alike if is_list(outline, each) and not _is_apart(each)]
        if sections or lists:
            items = {each for tab in lists for each in outline.within(tab) if each.block.tag == "li"}
            return items | _text(outline, sections)
        element = above
    return set()


def _text(outline: Outline, sections: Sequence[HtmlElement]) -> set[Passage]:
    """The paragraphs and headings of sections, but for a paragraph alone in a box, which is about something else."""
    passages = [passage for each in sections for passage in outline.within(each)]
    prose = Counter(each.block.getparent() for each in passages if is_prose(each))
    text = (each for each in passages if is_prose(each) or each.block.tag in HEADINGS)
    return {each for each in text if prose[each.block.getparent()] > 1}


def _is_section(outline: Outline, element: HtmlElement) -> bool:
    """Whether an element is mostly paragraphs, without a headline of its own or links as headings."""
    passages = outline.within(element)
    if _is_apart(element) or not passages:
        return False
    headings = [each for each in passages if each.block.tag in HEADINGS]
    if any(each.linked or each.block.tag == "h1" for each in headings):
        return False
    prose = sum(len(each.letters) for each in passages if is_prose(each))
    return 2 * prose > outline.counts(element).letters


def _is_apart(element: HtmlElement) -> bool:
    return is_beside(element) or is_about(element) or is_hidden(element)

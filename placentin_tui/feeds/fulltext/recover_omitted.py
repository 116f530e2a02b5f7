"""Finds what belongs to an article though the extractor left it out: captions, table cells, items, pictures, boxes."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from placentin_tui.feeds.fulltext.element_hints import (
    HEADINGS,
    MEDIA,
    PICTURES,
    is_about,
    is_beside,
    is_caption,
    is_hidden,
    is_named_beside,
    reveal,
)
from placentin_tui.feeds.fulltext.phrases import ends
from placentin_tui.prose.html.elements import BLOCKS

if TYPE_CHECKING:
    from lxml.html import HtmlElement

    from placentin_tui.feeds.fulltext.passages import Passage
    from placentin_tui.feeds.fulltext.text_density import ArticleElement, Outline

LONGEST_CAPTION = 500
"""Letters of a caption."""
PROSE = 60
"""The fewest letters of a paragraph; less is a label."""
SECTION = 30
"""The fewest letters below a heading that are its section; less is a date or a name."""
STANDFIRST = 50
"""Letters of the shortest standfirst."""
LITTLE = 600
"""Letters below which what the extractor found may not be the article …"""
MUCH_MORE = 2
"""… when there is so many times as much elsewhere."""
SENTENCE = 25
"""The fewest letters of a sentence, or item of a list, that is all links."""
FEWEST_ITEMS = 3
ITEM = 10
"""The fewest letters of an item, on average, of a list that is text."""
LONGEST_LABEL = 25
"""The most letters on a button."""
MOST_LABELS = 3
"""The most labels of one picture that may be its caption."""
NEAR = 6
"""Passages before and after one in which similar ones are looked for."""

_ITEMS = frozenset(("li", "tr", "td", "th", "dt", "dd", "tbody", "thead", "tfoot", "caption", "colgroup", "summary"))
_WHOLES = frozenset(("table", "pre", "ul", "ol", "dl", "blockquote", "details", "math"))
_LINES = frozenset(("p", "li", "dd", "dt", "blockquote", "pre", "figcaption", *HEADINGS))
_WITHOUT_SPACES = re.compile("[\u0e00-\u0eff\u3040-\u30ff\u3400-\u9fff]")


def is_prose(passage: Passage, least: int = PROSE) -> bool:
    """Whether a passage reads like a paragraph: enough words, few of them in links."""
    letters = len(passage.letters)
    if 10 * passage.linked > 3 * letters:
        return False
    text = passage.text
    if _WITHOUT_SPACES.search(text[:50]):
        return 3 * letters >= least
    return letters >= least and text.count(" ") >= 6


def is_list(outline: Outline, element: HtmlElement) -> bool:
    """Whether an element is mostly a list without links, its items more than labels: the ingredients of a dish."""
    counts = outline.counts(element)
    if counts.linked or element.tag in _ITEMS or next(element.iter("ul", "ol"), None) is None:
        return False
    items = [len(each.letters) for each in outline.within(element) if each.block.tag == "li"]
    letters = sum(items)
    return len(items) >= FEWEST_ITEMS and letters >= ITEM * len(items) and 2 * letters >= counts.letters


def is_alike(one: HtmlElement, other: HtmlElement) -> bool:
    """Whether two elements have the same tag and classes, at least one of them."""
    return bool(one.get("class")) and _tag_and_classes(one) == _tag_and_classes(other)


def _tag_and_classes(element: HtmlElement) -> tuple[object, str]:
    """The tag and classes of an element."""
    return element.tag, element.get("class") or ""


class Belonging:
    """Decides which elements inside the article's element belong to the article."""

    def __init__(self, article: ArticleElement) -> None:
        self._article, self._outline, self._links = article
        self._times = Counter(passage.letters for passage in self._outline.passages)
        known = [self._outline.place[each] for each in self._outline.within(self._article) if each.known]
        self._first, self._last = min(known), max(known)
        self.captioned: list[HtmlElement] = []
        """Elements that contain one picture and its caption."""
        self._tabs: dict[HtmlElement, set[tuple[object, str]]] = {}
        """The kinds of an element's children that have mostly text of the article."""

    def strange(self) -> tuple[list[HtmlElement], list[Passage]]:
        """The elements inside the article's element that do not belong to it, and such passages between elements."""
        elements: list[HtmlElement] = []
        passages: list[Passage] = []
        unseen = [self._article]
        while unseen:
            element = unseen.pop()
            for child in element:
                if not isinstance(child.tag, str) or _is_within_a_line(child):
                    continue
                is_known = self._outline.counts(child).known > 0 and not self._is_hidden_copy(child)
                if not is_known and not self._belongs(child, element):
                    elements.append(child)
                    continue
                # Pages hide what is shown later, by scrolling or in a slide show.
                if is_hidden(child):
                    reveal(child)
                if is_known:
                    unseen.append(child)
                else:
                    _reveal_slides(child)
                    passages += self._controls(child)
            passages += (each for each in self._outline.directly_in(element) if not self._is_of(each, element))
        return elements, passages

    def _controls(self, element: HtmlElement) -> list[Passage]:
        """The labels of a player's or gallery's buttons: more short passages than captions would be; and a tab's."""
        if element.get("class") and self._is_tab(element):
            return [each for each in self._outline.within(element) if each.block.tag not in (*HEADINGS, "li")]
        pictures = sum(1 for _each in element.iter(*PICTURES))
        labels = [each for each in self._outline.within(element) if pictures and _is_label(each)]
        return labels if len(labels) > MOST_LABELS * pictures else []

    def _is_hidden_copy(self, element: HtmlElement) -> bool:
        """Whether an element is hidden, and its text shown elsewhere."""
        return is_hidden(element) and all(
            self._times[each.letters] > 1 for each in self._outline.within(element) if each.known
        )

    def _is_of(self, passage: Passage, element: HtmlElement) -> bool:
        """Whether a passage directly in an element, between its blocks, belongs to the article."""
        if passage.known or element.tag in _LINES or is_prose(passage) or _is_formula(passage):
            return True
        if passage.linked:
            return False
        place, passages = self._outline.place[passage], self._outline.passages
        around = (*passages[max(0, place - 1) : place], *passages[place + 1 : place + 2])
        return len(around) == 2 and all(each.known and each.block is element for each in around)

    def _belongs(self, element: HtmlElement, above: HtmlElement) -> bool:
        """Whether an element without any known text belongs to the article."""
        if (is_beside(element) and not self._is_box(element)) or (is_hidden(element) and not _is_slide(element)):
            return False
        counts = self._outline.counts(element)
        if is_about(element) and not is_caption(element):
            return bool(counts.letters) and next(element.iter("table", "pre", "figure", *MEDIA), None) is not None
        if not counts.letters or self._is_announced(element) or self._is_tab(element):
            return True
        if 2 * counts.linked >= counts.letters:
            is_list = element.tag in ("ul", "ol") and self._first < counts.start < self._last
            is_text = is_list or (counts.passages == 1 and element.tag in ("p", "div"))
            return is_text and counts.letters >= SENTENCE * counts.passages and self._links.elsewhere(element)
        if element.tag in _ITEMS:
            around = self._outline.counts(above)
            return 2 * around.known >= around.letters or next(element.iter(*PICTURES), None) is not None
        return self._is_caption_or_text(element, above)

    def _is_announced(self, element: HtmlElement) -> bool:
        """Whether an element without links is directly below a heading of the article, as its section's only text."""
        counts = self._outline.counts(element)
        if not self._first < counts.start < counts.end <= self._last or counts.linked or counts.letters < SECTION:
            return False
        before, after = self._outline.passages[counts.start - 1], self._outline.passages[counts.end]
        is_below = before.known and before.block.tag in HEADINGS and before.block.tag != "h1"
        return is_below and (not after.known or after.block.tag in HEADINGS)

    def _is_tab(self, element: HtmlElement) -> bool:
        """Whether an element is a list, beside one of the same class with text of the article: one tab of several."""
        if not element.get("class") or not is_list(self._outline, element):
            return False
        around = element.getparent()
        if around not in self._tabs:
            counts = ((each, self._outline.counts(each)) for each in around)
            self._tabs[around] = {_tag_and_classes(each) for each, said in counts if 2 * said.known > said.letters}
        return _tag_and_classes(element) in self._tabs[around]

    def _is_caption_or_text(self, element: HtmlElement, above: HtmlElement) -> bool:
        """Whether an element with text of its own is a caption, or part of the article's text."""
        counts = self._outline.counts(element)
        is_inside = self._first < counts.start < self._last
        pictures = sum(1 for _each in element.iter("img", "amp-img", "image"))
        if not is_inside and next(element.iter("form"), None) is not None:
            return False
        if pictures and counts.letters <= pictures * LONGEST_CAPTION and not self._has_heading(element):
            self.captioned += [element] if pictures == 1 else []
            return True
        if not pictures and is_caption(element) and counts.letters <= LONGEST_CAPTION:
            return is_inside and next(above.iter(*PICTURES), None) is not None
        if counts.passages == 1 and self._has_heading(element):
            return counts.start < self._last and self._outline.passages[counts.end].known
        if element.tag in _WHOLES:
            return is_inside
        return self._is_text(element, above)

    def _has_heading(self, element: HtmlElement) -> bool:
        return any(each.block.tag in HEADINGS for each in self._outline.within(element))

    def _is_text(self, element: HtmlElement, above: HtmlElement) -> bool:
        """Whether an element is a paragraph similar to those around it, or a standfirst before the first."""
        passages = self._outline.within(element)
        place = self._outline.place[passages[0]]
        if element.tag == "aside":
            return True
        if place < self._first:
            return any(is_prose(each, STANDFIRST) for each in passages) and not is_caption(element)
        around = self._outline.passages[max(0, place - NEAR) : place + NEAR + 1]
        has_kin = any(
            each.known and each.block.tag == element.tag and each.block.getparent() is above for each in around
        )
        return has_kin and (place < self._last or any(is_prose(each) for each in passages))

    def _is_box(self, element: HtmlElement) -> bool:
        """Whether an `<aside>` between paragraphs is a box with text that belongs to the article."""
        counts = self._outline.counts(element)
        is_inside = self._first < counts.start < self._last
        if element.tag != "aside" or not is_inside or counts.linked or is_named_beside(element):
            return False
        return any(is_prose(each) for each in self._outline.within(element))


def _is_formula(passage: Passage) -> bool:
    """Whether a passage has a formula in it, whose signs the extractor does not know as text."""
    return any(any(True for _math in part.owner.iterancestors("math")) for part in passage.parts)


def _is_label(passage: Passage) -> bool:
    is_line = passage.block.tag in _LINES or passage.block.tag in _ITEMS
    return len(passage.letters) <= LONGEST_LABEL and not is_line and not ends(passage)


def overlooked_prose(outline: Outline, found: int) -> set[Passage]:
    """The paragraphs of an `<article>` or `<main>`, where the extractor found too few letters."""
    if found >= LITTLE:
        return set()
    frames = [
        each
        for each in outline.root.iter()
        if each.tag in ("article", "main") or "articleBody" in (each.get("itemprop") or "").split()
    ]
    candidates = [_prose_in(outline, each) for each in frames]
    most = max(candidates, key=_letters, default=set())
    return most if _letters(most) > MUCH_MORE * found else set()


def _prose_in(outline: Outline, frame: HtmlElement) -> set[Passage]:
    return {each for each in outline.within(frame) if is_prose(each) and not _is_beside_in(each.block, frame)}


def _letters(passages: set[Passage]) -> int:
    return sum(len(each.letters) for each in passages)


def _is_beside_in(element: HtmlElement, frame: HtmlElement) -> bool:
    """Whether an element, or one around it inside the frame, is beside the article or hidden."""
    while element is not frame:
        if is_beside(element) or is_hidden(element):
            return True
        element = element.getparent()
    return False


def _is_within_a_line(element: HtmlElement) -> bool:
    return all(each.tag not in BLOCKS for each in element.iter())


def _reveal_slides(element: HtmlElement) -> None:
    for each in list(element.iterdescendants()):
        if isinstance(each.tag, str) and is_hidden(each) and _is_slide(each):
            reveal(each)


def _is_slide(element: HtmlElement) -> bool:
    """Whether a hidden element is one of several similar ones with pictures, shown one at a time."""
    return _has_picture(element) and any(
        _kind(each) == _kind(element) and _has_picture(each)
        for each in (*element.itersiblings(), *element.itersiblings(preceding=True))
    )


def _kind(element: HtmlElement) -> tuple[object, list[str]]:
    return element.tag, (element.get("class") or "").split()[:1]


def _has_picture(element: HtmlElement) -> bool:
    return next(element.iter(*PICTURES), None) is not None

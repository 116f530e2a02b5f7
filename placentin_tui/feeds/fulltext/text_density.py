"""Counts how much text there is in each element of a page, and how much of it is the article's."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Sequence

    from lxml.html import HtmlElement

    from placentin_tui.feeds.fulltext.links import PageLinks
    from placentin_tui.feeds.fulltext.passages import Passage

NEARLY_ALL = 0.92
"""The share of the article's letters that its element must contain."""
_ONE_BLOCK = frozenset(("p", "blockquote", "li", "pre", "figure", "ul", "ol", "dl", "table"))


@dataclass(slots=True)
class Counts:
    """The text in an element, descendants included."""

    letters: int = 0
    known: int = 0
    """Letters that are the article's according to the extractor."""
    linked: int = 0
    """Letters in links to other pages."""
    start: int = 0
    """The index of its first passage."""
    end: int = 0
    """The index after its last passage; the passages of an element are contiguous."""

    @property
    def passages(self) -> int:
        """The number of passages in it."""
        return self.end - self.start


NOTHING = Counts()


class Outline:
    """The passages of a page, by order and by element."""

    def __init__(self, root: HtmlElement, passages: Sequence[Passage]) -> None:
        self.root = root
        self.passages = passages
        self.place = {passage: place for place, passage in enumerate(passages)}
        """The index of each passage in reading order."""
        self._in_block: dict[HtmlElement, list[Passage]] = {}
        for passage in passages:
            self._in_block.setdefault(passage.block, []).append(passage)
        self._counts = self._counted()

    def counts(self, element: HtmlElement) -> Counts:
        """The text in an element, descendants included."""
        return self._counts.get(element, NOTHING)

    def within(self, element: HtmlElement) -> Sequence[Passage]:
        """The passages in an element, descendants included."""
        counts = self.counts(element)
        return self.passages[counts.start : counts.end]

    def directly_in(self, element: HtmlElement) -> Sequence[Passage]:
        """The passages whose innermost block is this element."""
        return self._in_block.get(element, ())

    def article(self) -> HtmlElement:
        """The innermost element with nearly all of the article, and more than one paragraph."""
        whole = self.counts(self.root).known
        element = self.root
        while True:
            inner = next((each for each in element if self.counts(each).known >= NEARLY_ALL * whole), None)
            if inner is None or inner.tag in _ONE_BLOCK:
                return element
            element = inner

    def _counted(self) -> dict[HtmlElement, Counts]:
        """The counts of every element with text."""
        found: dict[HtmlElement, Counts] = {}
        for place, passage in enumerate(self.passages):
            counts = found.setdefault(passage.block, Counts(start=place))
            counts.end = place + 1
            counts.letters += len(passage.letters)
            counts.known += len(passage.letters) if passage.known else 0
            counts.linked += passage.linked
        # Children come after their parents, so in reverse order each sum is complete when it is added to the parent's.
        for element in reversed(list(self.root.iter())):
            inner = found.get(element)
            if inner and element is not self.root:
                above = element.getparent()
                if above is not None:
                    _add(found.setdefault(above, Counts(start=inner.start, end=inner.end)), inner)
        return found


def _add(whole: Counts, part: Counts) -> None:
    """Add a child's counts to its parent's."""
    whole.letters += part.letters
    whole.known += part.known
    whole.linked += part.linked
    whole.start, whole.end = min(whole.start, part.start), max(whole.end, part.end)


class ArticleElement(NamedTuple):
    """The element with the article, and its page."""

    element: HtmlElement
    outline: Outline
    links: PageLinks

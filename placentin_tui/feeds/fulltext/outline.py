"""A page as a reader sees it: how much text stands in each element, and how much of it is the article's."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Sequence

    from lxml.html import HtmlElement

    from placentin_tui.feeds.fulltext.links import PageLinks
    from placentin_tui.feeds.fulltext.passages import Passage

NEARLY_ALL = 0.92
"""The part of the article's letters that the element it is in must hold."""
_ONE_BLOCK = frozenset(("p", "blockquote", "li", "pre", "figure", "ul", "ol", "dl", "table"))


@dataclass(slots=True)
class Counts:
    """What stands in an element, in its children too."""

    letters: int = 0
    known: int = 0
    """Letters that the judge takes for the article's."""
    linked: int = 0
    """Letters in links to other pages."""
    start: int = 0
    """The place of the first passage in it."""
    end: int = 0
    """The place after the last: what stands in an element follows each other."""

    @property
    def passages(self) -> int:
        """How many passages stand in it."""
        return self.end - self.start


NOTHING = Counts()


class Outline:
    """The passages of a page, by their order and by their elements."""

    def __init__(self, root: HtmlElement, passages: Sequence[Passage]) -> None:
        self.root = root
        self.passages = passages
        self.place = {passage: place for place, passage in enumerate(passages)}
        """Where each stands in reading order."""
        self._in_block: dict[HtmlElement, list[Passage]] = {}
        for passage in passages:
            self._in_block.setdefault(passage.block, []).append(passage)
        self._counts = self._counted()

    def counts(self, element: HtmlElement) -> Counts:
        """What stands in an element."""
        return self._counts.get(element, NOTHING)

    def within(self, element: HtmlElement) -> Sequence[Passage]:
        """The passages in an element, in its children too."""
        counts = self.counts(element)
        return self.passages[counts.start : counts.end]

    def directly_in(self, element: HtmlElement) -> Sequence[Passage]:
        """The passages that stand in an element and in none of its blocks."""
        return self._in_block.get(element, ())

    def article(self) -> HtmlElement:
        """The innermost element that holds nearly all of the article, and more than one paragraph."""
        whole = self.counts(self.root).known
        element = self.root
        while True:
            inner = next((each for each in element if self.counts(each).known >= NEARLY_ALL * whole), None)
            if inner is None or inner.tag in _ONE_BLOCK:
                return element
            element = inner

    def _counted(self) -> dict[HtmlElement, Counts]:
        found: dict[HtmlElement, Counts] = {}
        for place, passage in enumerate(self.passages):
            counts = found.setdefault(passage.block, Counts(start=place))
            counts.end = place + 1
            counts.letters += len(passage.letters)
            counts.known += len(passage.letters) if passage.known else 0
            counts.linked += passage.linked
        # Children come after their parents, so from the last to the first each sum is whole when it is handed up.
        for element in reversed(list(self.root.iter())):
            inner = found.get(element)
            if inner and element is not self.root:
                above = element.getparent()
                if above is not None:
                    _add(found.setdefault(above, Counts(start=inner.start, end=inner.end)), inner)
        return found


def _add(whole: Counts, part: Counts) -> None:
    whole.letters += part.letters
    whole.known += part.known
    whole.linked += part.linked
    whole.start, whole.end = min(whole.start, part.start), max(whole.end, part.end)


class ArticleElement(NamedTuple):
    """The element an article is in, and its page."""

    element: HtmlElement
    outline: Outline
    links: PageLinks

"""Splits a page's text into passages: runs of text between block boundaries, in reading order."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from placentin_tui.feeds.fulltext.links import leads_away
from placentin_tui.prose.html.elements import BLOCKS

if TYPE_CHECKING:
    from lxml.html import HtmlElement

UNREAD = frozenset((
    "audio", "button", "canvas", "head", "iframe", "input", "map", "object", "option", "rp", "rt", "script", "select",
    "style", "svg", "template", "textarea", "title", "video",
))  # fmt: skip
"""Elements whose text is not shown as text of the page."""

_NOT_LETTERS = re.compile(r"[\W_]+")


class Part(NamedTuple):
    """One text node of a passage."""

    owner: HtmlElement
    place: str
    """`text` or `tail`, as in lxml: before the owner's first child, or after the owner."""
    letters: str


@dataclass(slots=True, eq=False)
class Passage:
    """A run of text without a block boundary."""

    block: HtmlElement
    """The innermost block around it."""
    parts: list[Part] = field(default_factory=list)
    texts: list[str] = field(default_factory=list)
    """The raw text nodes, white space included."""
    linked: int = 0
    """The number of its letters in links to other pages."""
    known: bool = False
    """Whether it is the article's according to the extractor."""
    letters: str = ""

    @property
    def text(self) -> str:
        """Its text with white space collapsed."""
        return " ".join("".join(self.texts).split())

    def blank(self) -> None:
        """Remove it from the tree, keeping the white space."""
        for part in self.parts:
            setattr(part.owner, part.place, None)


def letters_of(text: str) -> str:
    """A text's letters and digits, case-folded: two copies of a text may differ in quotes, spaces and capitals."""
    return _NOT_LETTERS.sub("", text).casefold()


def passages_of(root: HtmlElement) -> list[Passage]:
    """Every passage of a page, in reading order."""
    reader = _Reader()
    # A DOM walk without recursion: each open element with its remaining children, its block, and whether it is linked.
    stack = [(root, iter(root), root, False)]
    reader.add(root, "text", block=root, is_linked=leads_away(root))
    while stack:
        element, children, block, is_linked = stack[-1]
        child = next(children, None)
        if child is None:
            stack.pop()
            if element.tag in BLOCKS:
                reader.end()
            if stack:
                reader.add(element, "tail", block=stack[-1][2], is_linked=stack[-1][3])
        elif not isinstance(child.tag, str) or child.tag in UNREAD:
            reader.add(child, "tail", block=block, is_linked=is_linked)
        else:
            if child.tag in BLOCKS:
                reader.end()
                block = child
            is_linked = is_linked or leads_away(child)
            stack.append((child, iter(child), block, is_linked))
            reader.add(child, "text", block=block, is_linked=is_linked)
    return reader.finish()


class _Reader:
    """Collects text nodes into passages."""

    def __init__(self) -> None:
        self._found: list[Passage] = []
        self._current: Passage | None = None

    def end(self) -> None:
        """End the passage at a block boundary."""
        self._current = None

    def add(self, owner: HtmlElement, place: str, *, block: HtmlElement, is_linked: bool) -> None:
        """Add the next text node: an element's text or tail."""
        text = getattr(owner, place)
        if owner.tag == "br" and self._current is not None:
            self._current.texts.append(" ")
        if not text or text.isspace():
            if text and self._current is not None:
                self._current.texts.append(" ")
            return
        if self._current is None:
            self._current = Passage(block)
            self._found.append(self._current)
        letters = letters_of(text)
        self._current.parts.append(Part(owner, place, letters))
        self._current.texts.append(text)
        self._current.linked += len(letters) if is_linked else 0

    def finish(self) -> list[Passage]:
        """All the passages."""
        for passage in self._found:
            passage.letters = "".join([part.letters for part in passage.parts])
        return self._found

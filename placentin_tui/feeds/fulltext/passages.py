"""A page's text as passages: what stands between two ends of blocks, in reading order."""

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
"""Elements whose text is none of the lines of the page."""

_NOT_LETTERS = re.compile(r"[\W_]+")


class Part(NamedTuple):
    """One text node of a passage."""

    owner: HtmlElement
    place: str
    """`text`: what the owner begins with; `tail`: what follows it."""
    letters: str


@dataclass(slots=True, eq=False)
class Passage:
    """A run of text with no end of a block in it."""

    block: HtmlElement
    """The innermost block it stands in."""
    parts: list[Part] = field(default_factory=list)
    texts: list[str] = field(default_factory=list)
    """As they stand on the page, white space between them too."""
    linked: int = 0
    """Letters of it in links to other pages."""
    known: bool = False
    """Whether the judge takes it for the article's."""
    letters: str = ""

    @property
    def text(self) -> str:
        """As it reads."""
        return " ".join("".join(self.texts).split())

    def blank(self) -> None:
        """Take it off the page; what stands between its words stays."""
        for part in self.parts:
            setattr(part.owner, part.place, None)


def letters_of(text: str) -> str:
    """A text by its letters alone: quotes, spaces and capitals differ between two ways to the same text."""
    return _NOT_LETTERS.sub("", text).casefold()


def passages_of(root: HtmlElement) -> list[Passage]:
    """Every passage of a page, in reading order."""
    reader = _Reader()
    # The children still to come, the block and whether it is in a link, of every open element.
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
    """Puts text after text into passages."""

    def __init__(self) -> None:
        self._found: list[Passage] = []
        self._current: Passage | None = None

    def end(self) -> None:
        """A block begins or ends."""
        self._current = None

    def add(self, owner: HtmlElement, place: str, *, block: HtmlElement, is_linked: bool) -> None:
        """The next text: an element's own, or what follows it."""
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
        """All of them."""
        for passage in self._found:
            passage.letters = "".join([part.letters for part in passage.parts])
        return self._found

"""Numbers an article's links in reading order, so that keys can open them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeVar

import msgspec

from placentin_tui.prose.blocks import Mark, Span

if TYPE_CHECKING:
    from placentin_tui.prose.blocks import Blocks

_DIGITS = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_T = TypeVar("_T")


@dataclass(frozen=True, slots=True)
class Link:
    """A link of the article with its number."""

    number: int
    text: str
    href: str


def number_links(blocks: Blocks) -> tuple[Blocks, tuple[Link, ...]]:
    """The blocks with a small number after each outgoing link, and the links; the same address keeps its number."""
    numbering = _Numbering()
    return numbering.walk(blocks), tuple(numbering.links.values())


class _Numbering:
    """Numbers links during a walk of the block tree."""

    def __init__(self) -> None:
        self.links: dict[str, Link] = {}

    def walk(self, value: _T) -> _T:
        """A copy of any part of a block tree with its links numbered."""
        if isinstance(value, tuple):
            if value and isinstance(value[0], Span):
                return self._spans(value)  # type: ignore[return-value]  # a tuple of spans comes back for a tuple of spans
            return tuple(self.walk(part) for part in value)  # type: ignore[return-value]  # the same shape comes back
        if isinstance(value, msgspec.Struct):
            changes: dict[str, Any] = {
                name: self.walk(part)
                for name in value.__struct_fields__
                if isinstance(part := getattr(value, name), tuple)
            }
            return msgspec.structs.replace(value, **changes) if changes else value
        return value

    def _spans(self, spans: tuple[Span, ...]) -> tuple[Span, ...]:
        """The spans with a number after the last span of each outgoing link."""
        out: list[Span] = []
        for place, span in enumerate(spans):
            out.append(_bracketed(span) if span.href.startswith("#") and span.marks & Mark.SUP else span)
            following = spans[place + 1].href if place + 1 < len(spans) else ""
            if span.href and not span.href.startswith("#") and span.href != following and span.text.strip():
                link = self.links.setdefault(span.href, Link(len(self.links) + 1, span.text.strip(), span.href))
                out.append(Span(str(link.number).translate(_DIGITS), Mark.SMALL, span.href))
        return tuple(out)


def _bracketed(span: Span) -> Span:
    """A footnote's number as `[1]`: as a superscript it would look like a link's number."""
    text = span.text.strip()
    return Span(f"[{text}]", span.marks & ~Mark.SUP, span.href, span.title) if text.isdigit() else span

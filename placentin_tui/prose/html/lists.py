"""Handlers of lists and description lists.

In galleries, which classic WordPress builds from both, only the pictures count.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from placentin_tui.prose.blocks import Block, Definition, Definitions, Item, Listing, Paragraph
from placentin_tui.prose.html import containers, figures, task_lists
from placentin_tui.prose.html.block_builder import BlockBuilder, Flow, OpenItem, as_line, last_entry
from placentin_tui.prose.html.containers import container
from placentin_tui.prose.html.parse import SKIP, only_text
from placentin_tui.text.numbers import signed_number

if TYPE_CHECKING:
    from collections.abc import Mapping

    from selectolax.lexbor import LexborNode

    from placentin_tui.prose.html.parse import Leave


_KINDS = ("a", "A", "i", "I")


def listing(page: BlockBuilder, node: LexborNode) -> Leave | None:
    """Handle `<ul>` and `<ol>`; inside a gallery only the pictures count."""
    attributes = node.attributes
    names = frozenset((attributes.get("class") or "").split())
    if page.flow.kind == "gallery":
        return page.end_paragraph
    if figures.is_gallery(names):
        return containers.gallery(page, names)
    is_ordered = node.tag == "ol"

    def done(flow: Flow) -> None:
        entries = [entry for entry in flow.entries if entry.blocks or is_ordered]
        if any(entry.blocks for entry in entries):
            page.add(_ordered(entries, attributes) if is_ordered else Listing(tuple(map(_item, entries))))

    leave = container(page, "list", done)
    if attributes and page.flow.kind == "list":
        page.flow.box = task_lists.of_list(attributes)
    return leave


def _ordered(entries: list[OpenItem], attributes: Mapping[str, str | None]) -> Listing:
    """An ordered list with its author's numbering: start, style, direction."""
    kind = attributes.get("type") or ""
    if "reversed" in attributes:
        start = _number(attributes.get("start"), len(entries))
        for at, entry in enumerate(entries):
            entry.value = start - at if entry.value is None else entry.value
    else:
        start = _number(attributes.get("start"), 1)
    return Listing(tuple(map(_item, entries)), start, kind if kind in _KINDS else "")


def _item(entry: OpenItem) -> Item:
    return Item(tuple(entry.blocks), entry.id, entry.value)


def _number(value: str | None, otherwise: int) -> int:
    number = signed_number(value or "")
    return otherwise if number is None else max(min(number, 999_999), -999_999)


def item(page: BlockBuilder, node: LexborNode) -> Leave | object | None:
    """Handle `<li>`; outside a list it is a paragraph."""
    if page.flow.kind != "list":
        return page.end_paragraph
    anchors = page.take_anchors()
    attributes = node.attributes
    value = attributes.get("value")
    number = _number(value, 0) if value and _counts(node) else None
    box = task_lists.of_item(attributes, page.flow.box)
    if page.has_room and not page.verbatim and (text := only_text(node)) is not None:
        blocks: list[Block] = [Paragraph(spans)] if (spans := page.line(box + text)) else []
        page.flow.entries.append(OpenItem(blocks, anchors, value=number))
        return SKIP
    leave = container(page, "item", lambda flow: page.flow.entries.append(OpenItem(flow.blocks, anchors, value=number)))
    if box:
        page.text(box)
    return leave


def _counts(node: LexborNode) -> bool:
    """Whether an item is in an ordered list."""
    return node.parent is not None and node.parent.tag == "ol"


def definitions(page: BlockBuilder, node: LexborNode) -> Leave | None:
    """Handle `<dl>`, of which WordPress's classic galleries are made too."""
    names = frozenset((node.attributes.get("class") or "").split())
    if figures.is_figure(names):
        return containers.figure(page, names)
    if page.flow.kind == "gallery":
        return page.end_paragraph

    def done(flow: Flow) -> None:
        entries = tuple(Definition(tuple(entry.terms), tuple(entry.blocks)) for entry in flow.entries)
        if entries:
            page.add(Definitions(entries))

    return container(page, "definitions", done)


def term(page: BlockBuilder, node: LexborNode) -> Leave | object | None:
    """Handle `<dt>`."""
    if page.flow.kind == "figure" and figures.is_caption(frozenset((node.attributes.get("class") or "").split())):
        return containers.caption(page, node)
    if page.flow.kind != "definitions":
        return page.end_paragraph

    def done(flow: Flow) -> None:
        """Add the term to the entry without a description, or begin a new entry."""
        spans, others = as_line(flow.blocks)
        if not page.flow.entries or page.flow.entries[-1].blocks:
            page.flow.entries.append(OpenItem())
        if spans:
            page.flow.entries[-1].terms.append(spans)
        for block in others:
            page.add(block)

    return container(page, "line", done)


def meaning(page: BlockBuilder, node: LexborNode) -> Leave | object | None:
    """Handle `<dd>`."""
    if page.flow.kind == "figure" and figures.is_caption(frozenset((node.attributes.get("class") or "").split())):
        return containers.caption(page, node)
    if page.flow.kind != "definitions":
        return page.end_paragraph
    return container(page, "item", lambda flow: last_entry(page.flow).blocks.extend(flow.blocks))

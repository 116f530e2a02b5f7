"""Elements that hold blocks: each opens a container and, at its end, turns it into the block it stands for."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from placentin_tui.prose.blocks import (
    Details,
    Heading,
    Paragraph,
    Quote,
    Span,
    Spans,
)
from placentin_tui.prose.html import embeds, figures, tables
from placentin_tui.prose.html.block_builder import LONGEST_CREDIT, BlockBuilder, Flow, as_line
from placentin_tui.prose.html.parse import SKIP, only_text
from placentin_tui.text.sanitize import clean

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from selectolax.lexbor import LexborNode

    from placentin_tui.prose.html.parse import Leave

TOGGLE_LEVEL = 3
"""Of a heading that is a button alone."""
_DASHES = re.compile(r"^[\s—–―-]+")


def container(
    page: BlockBuilder, kind: str, done: Callable[[Flow], object], names: frozenset[str] = frozenset()
) -> Leave | None:
    """Open a container that `done` receives once it is closed; too deep, the element is only a paragraph's end."""
    if page.open(kind, names):
        return lambda: done(page.close())
    return page.end_paragraph


def heading(page: BlockBuilder, node: LexborNode) -> Leave | object | None:
    """`<h1>` to `<h6>`."""
    return _heading(page, node, int((node.tag or "h2")[1]))


def toggle(page: BlockBuilder, node: LexborNode) -> Leave | object | None:
    """A button that opens what follows it: a question, the heading of its answer."""
    return _heading(page, node, TOGGLE_LEVEL)


def _heading(page: BlockBuilder, node: LexborNode, level: int) -> Leave | object | None:
    if page.has_room and not page.verbatim and (text := only_text(node)) is not None:
        if spans := page.line(text):
            page.add(Heading(level, spans, page.take_anchors()))
        return SKIP

    def done(flow: Flow) -> None:
        spans, others = as_line(flow.blocks)
        for block in others:
            page.add(block)
        if spans:
            page.add(Heading(level, spans, page.take_anchors()))

    return container(page, "line", done)


def quote(page: BlockBuilder, node: LexborNode) -> Leave | None:
    """`<blockquote>`, a pull quote or a social post among them."""
    attributes = node.attributes
    names = frozenset((attributes.get("class") or "").split())
    pull = any("pullquote" in name or "pull-quote" in name for name in names)

    def done(flow: Flow) -> None:
        if flow.blocks:
            page.add(Quote(tuple(flow.blocks), flow.caption, pull))
        elif flow.caption:
            page.add(Quote((), flow.caption, pull))
        if (address := embeds.social_post(attributes)) is not None:
            _add_post(page, address or _last_link(flow))

    return container(page, "quote", done, names)


def social_post(page: BlockBuilder, attributes: Mapping[str, str | None]) -> Leave | None:
    """An element that a script would turn into a social post: its address, after what it holds."""
    if (address := embeds.social_post(attributes)) is None:
        return None

    def done(flow: Flow) -> None:
        _add_all(page, flow)
        _add_post(page, address or _last_link(flow))

    return container(page, "quote", done)


def _add_post(page: BlockBuilder, address: str) -> None:
    if post := embeds.embed(address, "", page.base, "post"):
        page.add(post)


def _last_link(flow: Flow) -> str:
    """Where the last link leads: in a quoted post that is the post itself."""
    links = [span.href for block in flow.blocks for span in getattr(block, "spans", ()) if span.href]
    links += [span.href for span in flow.caption if span.href]
    return links[-1] if links else ""


def attribution(page: BlockBuilder) -> Leave | None:
    """Whose words a quote is made of."""

    def done(flow: Flow) -> None:
        spans, others = as_line(flow.blocks)
        for block in others:
            page.add(block)
        page.flow.add_caption(_without_dash(spans), ", ")

    return container(page, "line", done)


def _without_dash(spans: Spans) -> Spans:
    if not spans:
        return spans
    first = Span(_DASHES.sub("", spans[0].text), spans[0].marks, spans[0].href, spans[0].title)
    return (first, *spans[1:]) if first.text else spans[1:]


def table(page: BlockBuilder, node: LexborNode) -> Leave | None:
    """`<table>`."""
    places = node.attributes.get("role") in ("presentation", "none")

    def done(flow: Flow) -> None:
        made = tables.loose(flow.rows, flow.caption) if places else tables.close(flow.rows, flow.caption)
        for block in (*flow.blocks, *made):
            page.add(block)

    return container(page, "table", done)


def row(page: BlockBuilder, _node: LexborNode) -> Leave | None:
    """`<tr>`."""
    if page.flow.kind == "table":
        page.flow.rows.append([])
    return page.end_paragraph


def cell(page: BlockBuilder, node: LexborNode) -> Leave | object | None:
    """`<td>` and `<th>`; not those that number the lines of code."""
    if page.flow.kind != "table":
        return page.end_paragraph
    attributes = node.attributes
    if "gutter" in (attributes.get("class") or "").split():
        return SKIP
    columns, rows = attributes.get("colspan"), attributes.get("rowspan")

    def done(flow: Flow) -> None:
        if not page.flow.rows:
            page.flow.rows.append([])
        page.flow.rows[-1].append(tables.draft(flow.blocks, header=node.tag == "th", columns=columns, rows=rows))

    return container(page, "cell", done)


def details(page: BlockBuilder, _node: LexborNode) -> Leave | None:
    """`<details>`; without a summary it is an ordinary stretch of the page."""

    def done(flow: Flow) -> None:
        if flow.caption:
            page.add(Details(flow.caption, tuple(flow.blocks)))
        else:
            _add_all(page, flow)

    return container(page, "details", done)


def caption(page: BlockBuilder, node: LexborNode) -> Leave | object | None:
    """`<figcaption>`, `<caption>`, `<summary>`: the caption of the container around it."""
    if page.flow.kind not in ("figure", "gallery", "table", "details"):
        return page.end_paragraph
    if page.has_room and not page.verbatim and (text := only_text(node)) is not None:
        page.end_paragraph()  # a `<span>` did not end it
        page.flow.add_caption(page.line(text))
        return SKIP

    def done(flow: Flow) -> None:
        spans, others = as_line(flow.blocks)
        for block in others:
            page.add(block)
        page.flow.add_caption(spans)
        if not page.flow.credit:
            page.flow.add_credit(flow.credit)

    return container(page, "caption", done)


def credit(page: BlockBuilder) -> Leave | None:
    """The part of a caption that says whose picture it is."""

    def done(flow: Flow) -> None:
        spans, others = as_line(flow.blocks)
        for block in others:
            page.add(block)
        page.flow.add_credit(clean("".join(span.text for span in spans), LONGEST_CREDIT))

    return container(page, "line", done)


def figure(page: BlockBuilder, names: frozenset[str]) -> Leave | None:
    """`<figure>`, and what classes make one."""

    def done(flow: Flow) -> None:
        for block in figures.figure(flow, page.base):
            page.add(block)

    return container(page, "figure", done, names)


def gallery(page: BlockBuilder, names: frozenset[str]) -> Leave | None:
    """A gallery; one inside another is part of it."""
    if page.flow.kind == "gallery":
        return page.end_paragraph

    def done(flow: Flow) -> None:
        for block in figures.gallery(flow):
            page.add(block)

    return container(page, "gallery", done, names)


def stanza(page: BlockBuilder) -> Leave | None:
    """Lines of verse, each in an element of its own: one paragraph."""

    def done(flow: Flow) -> None:
        spans, others = as_line(flow.blocks)
        for block in (*([Paragraph(spans, page.take_anchors())] if spans else []), *others):
            page.add(block)

    return container(page, "line", done)


def footnote(page: BlockBuilder) -> Leave | None:
    """A note whose number stands before it in an element of its own: the number joins its text."""

    def done(flow: Flow) -> None:
        blocks = flow.blocks
        if len(blocks) > 1 and isinstance(number := blocks[0], Paragraph) and isinstance(text := blocks[1], Paragraph):
            ids = " ".join(filter(None, (number.id, text.id)))
            blocks[:2] = [Paragraph((*number.spans, Span(". "), *text.spans), ids)]
        _add_all(page, flow)

    return container(page, "quote", done)


def _add_all(page: BlockBuilder, flow: Flow) -> None:
    for block in flow.blocks:
        page.add(block)

"""Handlers of elements that contain blocks: each opens a container, and converts it to a block at its end."""

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
"""The level of a heading made of a button."""
LONGEST_PULL = 600
"""Characters of a pull quote that is no `<blockquote>`: a longer text with such a class is a part of the article."""
LONGEST_NAME = 80
"""Characters of a class that is looked at."""
_PULL = re.compile(r"(?!(?:has|with|no)[-_])(?:[a-z0-9]+[-_]+)*pull[-_]?quote")
_DASHES = re.compile(r"^[\s—–―-]+")


def container(
    page: BlockBuilder, kind: str, done: Callable[[Flow], object], names: frozenset[str] = frozenset()
) -> Leave | None:
    """Open a container that is passed to `done` when closed; nested too deep, the element only ends a paragraph."""
    if page.open(kind, names):
        return lambda: done(page.close())
    return page.end_paragraph


def heading(page: BlockBuilder, node: LexborNode) -> Leave | object | None:
    """Handle `<h1>` to `<h6>`."""
    return _heading(page, node, int((node.tag or "h2")[1]))


def toggle(page: BlockBuilder, node: LexborNode) -> Leave | object | None:
    """Handle a button that opens what follows it (an accordion): a heading."""
    return _heading(page, node, TOGGLE_LEVEL)


def _heading(page: BlockBuilder, node: LexborNode, level: int) -> Leave | object | None:
    """A heading; blocks inside it that are not text come before it."""
    if page.has_room and not page.verbatim and (text := only_text(node)) is not None:
        if spans := page.line(text):
            page.add(Heading(level, spans, page.take_anchors()))
        return SKIP

    def done(flow: Flow) -> None:
        """Add the heading."""
        spans, others = as_line(flow.blocks)
        for block in others:
            page.add(block)
        if spans:
            page.add(Heading(level, spans, page.take_anchors()))

    return container(page, "line", done)


def quote(page: BlockBuilder, node: LexborNode) -> Leave | None:
    """Handle `<blockquote>`, which may be a pull quote or a social post."""
    attributes = node.attributes
    names = frozenset((attributes.get("class") or "").split())
    pull = any("pullquote" in name or "pull-quote" in name for name in names)

    def done(flow: Flow) -> None:
        """Add the quotation, and the link to a social post."""
        if flow.blocks:
            page.add(Quote(tuple(flow.blocks), flow.caption, pull))
        elif flow.caption:
            page.add(Quote((), flow.caption, pull))
        if (address := embeds.social_post(attributes)) is not None:
            _add_post(page, address or _last_link(flow))

    return container(page, "quote", done, names)


def is_pull(name: str) -> bool:
    """Whether a class says that an element is a pull quote, and not that one is somewhere in it."""
    return "pull" in name and len(name) < LONGEST_NAME and _PULL.fullmatch(name) is not None


def pull_quote(page: BlockBuilder) -> Leave | None:
    """Handle an element that is a pull quote by its class: what is in it, where that is no longer than one is."""

    def done(flow: Flow) -> None:
        """Add the quotation, or what is there when it is something else."""
        inner = flow.blocks[0] if len(flow.blocks) == 1 else None
        if isinstance(inner, Quote):
            page.add(Quote(inner.blocks, inner.cite or flow.caption, pull=True))
            return
        words = [block for block in flow.blocks if isinstance(block, Paragraph)]
        length = sum(len(span.text) for block in words for span in block.spans)
        if words and len(words) == len(flow.blocks) and length <= LONGEST_PULL:
            page.add(Quote(tuple(words), flow.caption, pull=True))
            return
        _add_all(page, flow)
        if flow.caption:
            page.add(Paragraph(flow.caption))

    return container(page, "quote", done)


def social_post(page: BlockBuilder, attributes: Mapping[str, str | None]) -> Leave | None:
    """Handle an element that a script would turn into a social post: its contents, then a link to it."""
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
    """The target of the last link, which in a quoted post is the post itself."""
    links = [span.href for block in flow.blocks for span in getattr(block, "spans", ()) if span.href]
    links += [span.href for span in flow.caption if span.href]
    return links[-1] if links else ""


def attribution(page: BlockBuilder) -> Leave | None:
    """Handle the source of a quotation."""

    def done(flow: Flow) -> None:
        """Add the source to the quotation's caption."""
        spans, others = as_line(flow.blocks)
        for block in others:
            page.add(block)
        page.flow.add_caption(_without_dash(spans), ", ")

    return container(page, "line", done)


def _without_dash(spans: Spans) -> Spans:
    """The spans without dashes at the beginning."""
    if not spans:
        return spans
    first = Span(_DASHES.sub("", spans[0].text), spans[0].marks, spans[0].href, spans[0].title)
    return (first, *spans[1:]) if first.text else spans[1:]


def table(page: BlockBuilder, node: LexborNode) -> Leave | None:
    """Handle `<table>`, which may be for layout only."""
    places = node.attributes.get("role") in ("presentation", "none")

    def done(flow: Flow) -> None:
        made = tables.loose(flow.rows, flow.caption) if places else tables.close(flow.rows, flow.caption)
        for block in (*flow.blocks, *made):
            page.add(block)

    return container(page, "table", done)


def row(page: BlockBuilder, _node: LexborNode) -> Leave | None:
    """Handle `<tr>`."""
    if page.flow.kind == "table":
        page.flow.rows.append([])
    return page.end_paragraph


def cell(page: BlockBuilder, node: LexborNode) -> Leave | object | None:
    """Handle `<td>` and `<th>`; cells with line numbers of code are skipped."""
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
    """Handle `<details>`; without a summary its contents are added directly."""

    def done(flow: Flow) -> None:
        if flow.caption:
            page.add(Details(flow.caption, tuple(flow.blocks)))
        else:
            _add_all(page, flow)

    return container(page, "details", done)


def caption(page: BlockBuilder, node: LexborNode) -> Leave | object | None:
    """Handle `<figcaption>`, `<caption>`, `<summary>`: the caption of the container around it."""
    if page.flow.kind not in ("figure", "gallery", "table", "details"):
        return page.end_paragraph
    if page.has_room and not page.verbatim and (text := only_text(node)) is not None:
        page.end_paragraph()  # a `<span>` does not end it by itself
        page.flow.add_caption(page.line(text))
        return SKIP

    def done(flow: Flow) -> None:
        """Add the caption and its credit to the container around it."""
        spans, others = as_line(flow.blocks)
        for block in others:
            page.add(block)
        page.flow.add_caption(spans)
        if not page.flow.credit:
            page.flow.add_credit(flow.credit)

    return container(page, "caption", done)


def credit(page: BlockBuilder) -> Leave | None:
    """Handle the part of a caption with the picture's credit."""

    def done(flow: Flow) -> None:
        """Add the credit to the container around it."""
        spans, others = as_line(flow.blocks)
        for block in others:
            page.add(block)
        page.flow.add_credit(clean("".join(span.text for span in spans), LONGEST_CREDIT))

    return container(page, "line", done)


def figure(page: BlockBuilder, names: frozenset[str]) -> Leave | None:
    """Handle `<figure>`, and elements that classes make one."""

    def done(flow: Flow) -> None:
        for block in figures.figure(flow, page.base):
            page.add(block)

    return container(page, "figure", done, names)


def gallery(page: BlockBuilder, names: frozenset[str]) -> Leave | None:
    """Handle a gallery; one inside another is part of it."""
    if page.flow.kind == "gallery":
        return page.end_paragraph

    def done(flow: Flow) -> None:
        for block in figures.gallery(flow):
            page.add(block)

    return container(page, "gallery", done, names)


def stanza(page: BlockBuilder) -> Leave | None:
    """Handle a stanza whose lines are elements: one paragraph."""

    def done(flow: Flow) -> None:
        spans, others = as_line(flow.blocks)
        for block in (*([Paragraph(spans, page.take_anchors())] if spans else []), *others):
            page.add(block)

    return container(page, "line", done)


def footnote(page: BlockBuilder) -> Leave | None:
    """Handle a footnote whose number is an element before its text: the number joins the text."""

    def done(flow: Flow) -> None:
        """Add the note's blocks, the number joined to the first paragraph."""
        blocks = flow.blocks
        if len(blocks) > 1 and isinstance(number := blocks[0], Paragraph) and isinstance(text := blocks[1], Paragraph):
            ids = " ".join(filter(None, (number.id, text.id)))
            blocks[:2] = [Paragraph((*number.spans, Span(". "), *text.spans), ids)]
        _add_all(page, flow)

    return container(page, "quote", done)


def _add_all(page: BlockBuilder, flow: Flow) -> None:
    for block in flow.blocks:
        page.add(block)

"""Figures and galleries: pictures with captions and credits, in many kinds of markup."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from placentin_tui.prose.blocks import Block, Embed, Figure, Gallery, Paragraph, Quote, Span, Spans, Table
from placentin_tui.prose.html.embeds import embed
from placentin_tui.text.sanitize import clean

if TYPE_CHECKING:
    from placentin_tui.prose.html.block_builder import Flow

_PICTURED = (Figure, Gallery)
_FIGURES = frozenset((
    "wp-caption", "gallery-item", "blocks-gallery-item", "image-caption-wrapper", "tiled-gallery-item",
    "spip_document", "spip_documents", "spip_doc_inner",
))  # fmt: skip
_CAPTIONS = frozenset((
    "wp-caption-text", "gallery-caption", "blocks-gallery-caption", "wp-element-caption", "tiled-gallery-caption",
    "spip_doc_titre", "spip_doc_descriptif", "spip_doc_legende",
))  # fmt: skip
_GALLERIES = frozenset(
    ("gallery", "wp-block-gallery", "blocks-gallery-grid", "tiled-gallery", "wp-block-jetpack-slideshow")
)
_CREDITS = re.compile(r"(?:^|[-_])(?:credits?|copyright|photographer|photo-?credit)(?:$|[-_])", re.IGNORECASE)
_CREDIT_IN_CAPTION = re.compile(
    r"(?:^|(?<=[\s(]))(?:©|Photos?\s?(?::|by\b)|Cr[ée]dits?(?:\s\w{1,9})?\s?:|Foto\s?:|Photo credit\b)[^\n]{1,150}\Z"
)


def is_figure(names: frozenset[str]) -> bool:
    """Whether classes make an element a figure."""
    return not names.isdisjoint(_FIGURES)


def is_caption(names: frozenset[str]) -> bool:
    """Whether classes make an element a caption."""
    return not names.isdisjoint(_CAPTIONS)


def is_gallery(names: frozenset[str]) -> bool:
    """Whether classes make an element a gallery."""
    return not names.isdisjoint(_GALLERIES)


def is_credit(names: frozenset[str]) -> bool:
    """Whether classes make an element in a caption its credit."""
    return any(_CREDITS.search(name) for name in names)


def figure(flow: Flow, base: str) -> list[Block]:
    """The blocks of a closed figure: its picture or pictures, table, quotation or embed, with the caption."""
    caption, credit, blocks = flow.caption, flow.credit, flow.blocks
    if blocks and all(isinstance(block, _PICTURED) for block in blocks):
        if not credit:
            caption, credit = split_credit(caption)
        return [_pictured(_figures_of(blocks), caption, credit)]
    posters, rest = ([*blocks[:-1]], blocks[-1:]) if _is_film_with_posters(blocks) else ([], blocks)
    if len(rest) == 1 and (made := _captioned(rest[0], flow, base)):
        return [*posters, made]
    if caption or credit:
        blocks = [*blocks, Paragraph((*caption, Span(f" {credit}"))) if credit else Paragraph(caption)]
    return blocks


def gallery(flow: Flow) -> list[Block]:
    """The blocks of a closed gallery: a gallery, unless there is something else than pictures in it."""
    figures = _figures_of(flow.blocks)
    if figures and all(isinstance(block, _PICTURED) for block in flow.blocks):
        return [_pictured(figures, flow.caption, flow.credit)]
    return [*flow.blocks, Paragraph(flow.caption)] if flow.caption else flow.blocks


def split_credit(caption: Spans) -> tuple[Spans, str]:
    """A caption without the credit at its end (« Vue générale. © Le Courrier »), and the credit."""
    if not caption or caption[-1].href or not (found := _CREDIT_IN_CAPTION.search(caption[-1].text)):
        return caption, ""
    last = caption[-1].text[: found.start()].rstrip()
    if last.endswith("("):
        return caption, ""
    rest = [*caption[:-1], Span(last, caption[-1].marks)]
    while rest and not rest[-1].text.strip():
        rest.pop()
    return tuple(rest), clean(found.group())


def _is_film_with_posters(blocks: list[Block]) -> bool:
    """Whether the blocks are a film after its poster."""
    return (
        len(blocks) > 1 and isinstance(blocks[-1], Embed) and all(isinstance(each, _PICTURED) for each in blocks[:-1])
    )


def _pictured(figures: list[Figure], caption: Spans, credit: str) -> Block:
    """One picture or several with a caption and credit."""
    if len(figures) > 1:
        return Gallery(tuple(figures), (*caption, Span(f" {credit}")) if caption and credit else caption)
    only = figures[0]
    return Figure(only.picture, caption or only.caption, credit or only.credit, only.href)


def _figures_of(blocks: list[Block]) -> list[Figure]:
    """The figures among the blocks, those of galleries included."""
    figures: list[Figure] = []
    for block in blocks:
        if isinstance(block, Figure):
            figures.append(block)
        elif isinstance(block, Gallery):
            figures.extend(block.figures)
            if block.caption and block.figures:
                last = figures.pop()
                figures.append(Figure(last.picture, last.caption or block.caption, last.credit, last.href))
    return figures


def _captioned(block: Block, flow: Flow, base: str) -> Block | None:
    """A single block that is no picture, with the figure's caption; `None` when it has no place for one."""
    caption = flow.caption
    if isinstance(block, Table) and not block.caption:
        return Table(block.rows, caption)
    if isinstance(block, Quote) and not (block.cite and caption):
        return Quote(block.blocks, block.cite or caption, block.pull or any("pullquote" in name for name in flow.names))
    if isinstance(block, Paragraph) and any("embed" in name for name in flow.names):
        block = embed("".join(span.text for span in block.spans), "", base) or block
    if isinstance(block, Embed) and not any(span.href for span in caption):
        said = clean("".join(span.text for span in caption), 300)
        title = f"{block.title}. {said}" if said and block.title and block.title != said else block.title or said
        return Embed(block.kind, block.url, title)
    return None

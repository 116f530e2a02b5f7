"""Lays out pictures with their captions, and embedded media as links."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from placentin_tui.i18n import _
from placentin_tui.prose.blocks import Embed, Figure, Gallery, Span
from placentin_tui.prose.layout.lines import Line

if TYPE_CHECKING:
    from placentin_tui.prose.blocks import Spans
    from placentin_tui.prose.layout.block_layout import BlockLayout


def figure(layout: BlockLayout, block: Figure, width: int) -> list[Line]:
    """A picture's rows, then caption, credit and alt text; the alt text instead of the picture when it has no rows."""
    rows = layout.picture_rows(block.picture, width) if layout.picture_rows else 0
    lines = [Line((), 0, layout.block, block.picture, row, width) for row in range(rows)]
    shown = block.picture.alt or _("picture")
    alt = layout.text((Span(f"[{shown}]", 0, block.href),), width, "alt")
    if not rows:
        lines += alt
    if block.caption:
        lines += layout.text(block.caption, width, "caption")
    if block.credit:
        lines += layout.text((Span(block.credit),), width, "credit")
    if rows and block.picture.alt and not _says(block.caption, block.picture.alt):
        lines += alt
    return lines


def _says(caption: Spans, alt: str) -> bool:
    """Whether a caption contains the alt text."""
    said, shown = (" ".join(text.split()).casefold() for text in ("".join(span.text for span in caption), alt))
    return shown in said


def gallery(layout: BlockLayout, block: Gallery, width: int) -> list[Line]:
    """The pictures one below the other, then their common caption."""
    lines = layout.all(block.figures, width)
    return layout.stacked((lines, layout.text(block.caption, width, "caption")), gap=True)


def embed(layout: BlockLayout, block: Embed, width: int) -> list[Line]:
    """A link with the kind, title and host of embedded media."""
    host = (urlsplit(block.url).hostname or "").removeprefix("www.")
    spans = (Span(f"▸ {_kind(block.kind)} "), Span(block.title or host, 0, block.url))
    return layout.text((*spans, Span(f" ({host})")) if block.title else spans, width, "embed")


def _kind(kind: str) -> str:
    """The name of a kind of embed, translated."""
    match kind:
        case "video":
            return _("Video:")
        case "audio":
            return _("Audio:")
        case "post":
            return _("Post:")
        case _:
            return _("Page:")

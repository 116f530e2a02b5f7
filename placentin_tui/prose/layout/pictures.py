"""Lays out pictures with their captions, and embedded media as links."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from placentin_tui.i18n import _
from placentin_tui.prose.blocks import Embed, Figure, Gallery, Span
from placentin_tui.prose.layout.lines import Line, Run, plain
from placentin_tui.prose.layout.width import text_width

if TYPE_CHECKING:
    from placentin_tui.prose.blocks import Spans
    from placentin_tui.prose.layout.block_layout import BlockLayout


def figure(layout: BlockLayout, block: Figure, width: int) -> list[Line]:
    """A picture's rows, or its alt text when it has none; then caption and credit."""
    rows = layout.picture_rows(block.picture, width) if layout.picture_rows else 0
    lines = [Line((), 0, layout.block, block.picture, row, width) for row in range(rows)]
    if not rows:
        shown = block.picture.alt or _("picture")
        lines += layout.text((Span(f"[{shown}]", 0, block.href),), width, "alt")
    return lines + _legend(layout, block.caption, block.credit, width)


def _legend(layout: BlockLayout, caption: Spans, credit: str, width: int) -> list[Line]:
    """The caption, and the credit after it on the same line where there is room."""
    lines = layout.text(caption, width, "caption") if caption else []
    if not credit:
        return lines
    last = lines[-1] if lines else None
    if last and not last.indent and text_width(plain(last)) + 2 + text_width(credit) <= width:
        lines[-1] = last._replace(runs=(*last.runs, Run("  "), Run(credit, "credit")))
        return lines
    return lines + layout.text((Span(credit),), width, "credit")


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

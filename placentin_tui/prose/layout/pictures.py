"""Pictures with their words under them, and what stands elsewhere: films, sounds, posts."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from placentin_tui.i18n import _
from placentin_tui.prose.blocks import Embed, Figure, Gallery, Span
from placentin_tui.prose.layout.lines import Line

if TYPE_CHECKING:
    from placentin_tui.prose.layout.setting import Setting


def figure(setting: Setting, block: Figure, width: int) -> list[Line]:
    """A picture's rows, then caption and credit; without rows its words say what it shows."""
    rows = setting.picture_rows(block.picture, width) if setting.picture_rows else 0
    lines = [Line((), 0, setting.block, block.picture, row, width) for row in range(rows)]
    if not rows or (block.picture.alt and not block.caption):
        alt = block.picture.alt or _("picture")
        lines += setting.text((Span(f"[{alt}]", 0, block.href),), width, "alt")
    if block.caption:
        lines += setting.text(block.caption, width, "caption")
    if block.credit:
        lines += setting.text((Span(block.credit),), width, "credit")
    return lines


def gallery(setting: Setting, block: Gallery, width: int) -> list[Line]:
    """The pictures one after the other, then what is said of them all."""
    lines = setting.all(block.figures, width)
    return setting.stacked((lines, setting.text(block.caption, width, "caption")), gap=True)


def embed(setting: Setting, block: Embed, width: int) -> list[Line]:
    """A link that says what it leads to, what that is called, and whose it is."""
    host = (urlsplit(block.url).hostname or "").removeprefix("www.")
    spans = (Span(f"▸ {_kind(block.kind)} "), Span(block.title or host, 0, block.url))
    return setting.text((*spans, Span(f" ({host})")) if block.title else spans, width, "embed")


def _kind(kind: str) -> str:
    match kind:
        case "video":
            return _("Video:")
        case "audio":
            return _("Audio:")
        case "post":
            return _("Post:")
        case _:
            return _("Page:")

"""Buttons on a page: links with an `act:` address, which the sanitizing gate lets no foreign link have."""

from __future__ import annotations

from typing import TYPE_CHECKING

from placentin_tui.prose.layout import Run, text_width

if TYPE_CHECKING:
    from collections.abc import Mapping

    from placentin_tui.rendering.page_builder import PageBuilder


def put_buttons(builder: PageBuilder, keys: Mapping[str, str], *buttons: tuple[str, str]) -> None:
    """Append buttons (command id and label) side by side, on as many lines as they need."""
    row: list[Run] = []
    used = 0
    for act, label in buttons:
        key = keys.get(act, "")
        text = f" {label} {key} " if key else f" {label} "
        if row and used + text_width(text) + 2 > builder.width:
            builder.put(*row)
            row, used = [], 0
        row += [Run(text, "button", f"act:{act}"), Run("  ")]
        used += text_width(text) + 2
    builder.put(*row)

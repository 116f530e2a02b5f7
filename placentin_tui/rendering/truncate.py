"""Truncates text that must stay on one line."""

from __future__ import annotations

from typing import TYPE_CHECKING

from placentin_tui.prose.layout import text_width

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from placentin_tui.prose.layout import Run


def cut(text: str, width: int) -> str:
    """The text truncated to a width in cells, ending with an ellipsis; empty when not even that fits."""
    if text_width(text) <= width:
        return text
    while text and text_width(text) >= width:
        text = text[:-1]
    return f"{text.rstrip()}…" if text else ""


def cut_runs(runs: Iterable[Run], width: int) -> Iterator[Run]:
    """The runs truncated to a width in cells."""
    for run in runs:
        fitted = cut(run.text, width)
        if fitted:
            yield run._replace(text=fitted)
        width -= text_width(run.text)
        if width <= 0:
            return

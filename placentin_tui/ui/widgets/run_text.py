"""The text of a run: as it is painted, and as the paper wrote it."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from placentin_tui.prose.layout import Run


def painted(run: Run) -> str:
    """A run's text as it is painted: capitals only where a letter has one that takes its place."""
    if "capitals" not in run.style:
        return run.text
    return "".join(capital if len(capital := letter.upper()) == 1 else letter for letter in run.text)


def written(run: Run) -> str:
    """A run's text; characters that are ours (quote bars, link numbers) as NULs, a hyphen of ours as U+0001."""
    from placentin_tui.rendering.find_text import is_link_number  # not imported at the start

    roles = run.style.split()
    if "hyphen" in roles:
        return "\1"
    return "\0" * len(run.text) if "bar" in roles or is_link_number(run) else run.text

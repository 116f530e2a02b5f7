"""An entry of the front page's Flash: the hour, and the title hanging beside it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from placentin_tui.i18n import _, on_calendar
from placentin_tui.prose.layout import Run, text_width
from placentin_tui.prose.layout.wrap import fill
from placentin_tui.rendering.front_page.boxes import comments_said
from placentin_tui.rendering.front_page.choose import DAY, section_of
from placentin_tui.rendering.section_colour import tint
from placentin_tui.rendering.truncate import cut_at_word

if TYPE_CHECKING:
    from placentin_tui.models import ArticleSummary, Timestamp

HANGING = 6
"""Columns of the hour."""


def flash_lines(
    article: ArticleSummary, width: int, rows: int, now: Timestamp, *, is_new: bool = False
) -> list[tuple[Run, ...]]:
    """The lines of an entry, at most so many; on the one line of a wide pane with the number of comments at the end."""
    role = "seen" if article.read else "fresh"
    section = section_of(article)
    ink = f"{tint(section)}{' light' if article.read else ''}" if section else "quiet"
    hour = Run(_hour(article.at, now), "badge" if is_new else ink)
    title = article.title or _("Untitled")
    room = max(1, width - HANGING)
    if rows == 1:
        end = comments_said(article) if width >= 60 else ""
        said = cut_at_word(title, room - (text_width(end) + 2 if end else 0))
        gap = " " * max(0, room - text_width(said) - text_width(end))
        return [(hour, Run(" "), Run(said, role), *((Run(gap), Run(end, "quiet")) if end else ()))]
    lines = fill(title, room)
    if len(lines) > rows:
        lines = [*lines[: rows - 1], cut_at_word(" ".join(lines[rows - 1 : rows + 1]), room)]
    return [
        (hour, Run(" "), Run(line, role)) if n == 0 else (Run(" " * HANGING), Run(line, role))
        for n, line in enumerate(lines or [""])
    ]


def _hour(at: Timestamp, now: Timestamp) -> str:
    """The hour of what is of the last day, else the day and the month; five columns."""
    when = on_calendar(at)
    return f"{when.hour:02}:{when.minute:02}" if now - at < DAY else f"{when.day:02}/{when.month:02}"

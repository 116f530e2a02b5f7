"""How the person's tags stand on lists and pages: `#rail` in its colour, and the sign of what is put off for later."""

from __future__ import annotations

from typing import TYPE_CHECKING

from placentin_tui.i18n import _
from placentin_tui.prose.layout import Run, text_width
from placentin_tui.rendering.section_colour import tint

if TYPE_CHECKING:
    from collections.abc import Iterator

    from placentin_tui.models import ArticleSummary

LATER = "◷"
"""Put off for later."""


def tag_run(tag: str, href: str = "") -> Run:
    """A tag's name in the colour a section of that name has."""
    return Run(f"#{tag}", f"{tint(tag)} light", href)


def tag_lines(article: ArticleSummary, width: int) -> Iterator[list[Run]]:
    """The tags of an article on as few lines as they take; each leads to the articles that have it."""
    labels = [Run(f"{LATER} {_('later')}", "star", "act:later")] if article.later else []
    labels += [tag_run(tag, f"act:tag:{tag}") for tag in article.tags]
    line: list[Run] = []
    room = width
    for label in labels:
        if line and room < 2 + text_width(label.text):
            yield line
            line, room = [], width
        line += [Run("  "), label] if line else [label]
        room -= text_width(label.text) + (2 if len(line) > 1 else 0)
    if line:
        yield line


def tags_beside(article: ArticleSummary, room: int) -> list[Run]:
    """The tags there is room for beside what stands on a line already, each with a blank before it."""
    runs: list[Run] = []
    for run in map(tag_run, article.tags):
        if (takes := text_width(run.text) + 1) <= room:
            runs += [Run(" "), run]
            room -= takes
    return runs

"""A row of counts as a sparkline, one column each; and the rhythm of a paper in words."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from placentin_tui.i18n import _, ngettext, number
from placentin_tui.prose.layout import Run

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

NONE = "▁"
"""A day on which nothing came."""
STEPS = "▂▃▄▅▆▇█"
"""Days on which something came, from few to many."""
LEAST = 3
"""Counts are measured against the highest one, and at least against this: one article is no peak."""


def sparkline(counts: Sequence[int], style: str) -> Iterator[Run]:
    """The runs of a sparkline; days without anything are a hairline, the others have a `style`."""
    peak = max(LEAST, *counts) if counts else LEAST
    for is_empty, group in groupby(counts, key=lambda count: count <= 0):
        bars = (NONE if is_empty else STEPS[-(-count * len(STEPS) // peak) - 1] for count in group)
        yield Run("".join(bars), "rule" if is_empty else style)


def rhythm(counts: Sequence[int]) -> str:
    """How often articles come, by the counts of some days; empty without any."""
    total, days = sum(counts), len(counts)
    if not days:
        return ""
    if total >= days:
        each = round(total / days)
        return ngettext("about {n} a day", "about {n} a day", each).format(n=number(each))
    if total * 7 >= days:
        each = round(total * 7 / days)
        return ngettext("about {n} a week", "about {n} a week", each).format(n=number(each))
    return _("less than one a week")

"""The person's settings for prose: measure, paragraph spacing, hyphenation, justification."""

from __future__ import annotations

from dataclasses import dataclass

from placentin_tui.prose.layout.paragraph_style import ParagraphStyle

NARROWEST, WIDEST = 40, 160
"""The limits of the measure, in columns."""
MEASURE = 72
"""The default measure, in columns."""
STEP = 4
SPACINGS = ("normal", "wide", "tight")
HYPHENS = ("auto", "on", "off")
JUSTIFY = ("off", "on")
_SHORT = 56
"""Columns below which unhyphenated lines become too ragged."""
_BETWEEN = {"tight": 0, "normal": 1, "wide": 2}


@dataclass(frozen=True, slots=True)
class Typography:
    """The settings for prose."""

    measure: int = MEASURE
    """The longest line of prose, in columns."""
    spacing: str = "normal"
    """One of `SPACINGS`."""
    hyphens: str = "auto"
    """One of `HYPHENS`; `auto` breaks words where lines are short or reach both edges."""
    justify: str = "off"
    """One of `JUSTIFY`."""

    def paragraph_style(self, width: int) -> ParagraphStyle:
        """The paragraph style for lines of this width."""
        justify = self.justify == "on"
        hyphenate = self.hyphens == "on" or (self.hyphens == "auto" and (justify or width < _SHORT))
        return ParagraphStyle(hyphenate, justify, _BETWEEN[self.spacing])

    def wider(self, by: int, room: int) -> int:
        """The measure `by` steps wider (or narrower, when negative), within `room` columns."""
        now = min(self.measure, max(room // STEP * STEP, NARROWEST))
        return max(NARROWEST, min(now + by * STEP, WIDEST))

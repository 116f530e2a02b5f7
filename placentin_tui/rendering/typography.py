"""How a reader wants prose set: the width of a line, what is between paragraphs, hyphens, justification."""

from __future__ import annotations

from dataclasses import dataclass

from placentin_tui.prose.layout.paragraph_style import ParagraphStyle

NARROWEST, WIDEST = 40, 160
"""Columns a measure may have."""
MEASURE = 72
"""What suits most readers."""
STEP = 4
SPACINGS = ("normal", "wide", "tight")
HYPHENS = ("auto", "on", "off")
JUSTIFY = ("off", "on")
_SHORT = 56
"""Columns below which lines of whole words grow ragged."""
_BETWEEN = {"tight": 0, "normal": 1, "wide": 2}


@dataclass(frozen=True, slots=True)
class Typography:
    """The reader's taste."""

    measure: int = MEASURE
    """Columns a line of prose may have."""
    spacing: str = "normal"
    """One of `SPACINGS`."""
    hyphens: str = "auto"
    """One of `HYPHENS`; `auto` breaks words where lines are short or reach both edges."""
    justify: str = "off"
    """One of `JUSTIFY`."""

    def paragraph_style(self, width: int) -> ParagraphStyle:
        """What it comes to on lines of this width."""
        justify = self.justify == "on"
        hyphenate = self.hyphens == "on" or (self.hyphens == "auto" and (justify or width < _SHORT))
        return ParagraphStyle(hyphenate, justify, _BETWEEN[self.spacing])

    def wider(self, by: int, room: int) -> int:
        """Another measure, so many steps wider or narrower, within what there is room for."""
        now = min(self.measure, max(room // STEP * STEP, NARROWEST))
        return max(NARROWEST, min(now + by * STEP, WIDEST))

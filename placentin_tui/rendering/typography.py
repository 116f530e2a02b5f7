"""The person's settings for prose: measure, paragraph spacing, hyphenation, justification."""

from __future__ import annotations

from dataclasses import dataclass

from placentin_tui.models.setting_enums import Hyphens, Justify, Spacing
from placentin_tui.prose.layout.paragraph_style import ParagraphStyle

NARROWEST, WIDEST = 40, 160
"""The limits of the measure, in columns."""
MEASURE = 72
"""The default measure, in columns."""
STEP = 4
_SHORT = 56
"""Columns below which unhyphenated lines become too ragged."""
_BETWEEN = {Spacing.TIGHT: 0, Spacing.NORMAL: 1, Spacing.WIDE: 2}


@dataclass(frozen=True, slots=True)
class Typography:
    """The settings for prose."""

    measure: int = MEASURE
    """The longest line of prose, in columns."""
    spacing: Spacing = Spacing.NORMAL
    hyphens: Hyphens = Hyphens.AUTO
    justify: Justify = Justify.OFF

    def paragraph_style(self, width: int) -> ParagraphStyle:
        """The paragraph style for lines of this width."""
        justify = self.justify is Justify.ON
        hyphenate = self.hyphens is Hyphens.ON or (self.hyphens is Hyphens.AUTO and (justify or width < _SHORT))
        return ParagraphStyle(hyphenate, justify, _BETWEEN[self.spacing])

    def wider(self, by: int, room: int) -> int:
        """The measure `by` steps wider (or narrower, when negative), within `room` columns."""
        now = min(self.measure, max(room // STEP * STEP, NARROWEST))
        return max(NARROWEST, min(now + by * STEP, WIDEST))

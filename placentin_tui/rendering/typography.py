"""How a reader wants prose set: the width of a line, what is between paragraphs, hyphens, justification."""

from __future__ import annotations

from dataclasses import dataclass

from placentin_tui.models.choices import Hyphens, Justify, Spacing
from placentin_tui.prose.layout.paragraph_style import ParagraphStyle

NARROWEST, WIDEST = 40, 160
"""Columns a measure may have."""
MEASURE = 72
"""What suits most readers."""
STEP = 4
_SHORT = 56
"""Columns below which lines of whole words grow ragged."""
_BETWEEN = {Spacing.TIGHT: 0, Spacing.NORMAL: 1, Spacing.WIDE: 2}


@dataclass(frozen=True, slots=True)
class Typography:
    """The reader's taste."""

    measure: int = MEASURE
    """Columns a line of prose may have."""
    spacing: Spacing = Spacing.NORMAL
    hyphens: Hyphens = Hyphens.AUTO
    justify: Justify = Justify.OFF

    def paragraph_style(self, width: int) -> ParagraphStyle:
        """What it comes to on lines of this width."""
        justify = self.justify is Justify.ON
        hyphenate = self.hyphens is Hyphens.ON or (self.hyphens is Hyphens.AUTO and (justify or width < _SHORT))
        return ParagraphStyle(hyphenate, justify, _BETWEEN[self.spacing])

    def wider(self, by: int, room: int) -> int:
        """Another measure, so many steps wider or narrower, within what there is room for."""
        now = min(self.measure, max(room // STEP * STEP, NARROWEST))
        return max(NARROWEST, min(now + by * STEP, WIDEST))

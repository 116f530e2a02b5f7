"""A list to choose from: the line under the cursor has the bar that says where one is, besides its ground."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.segment import Segment
from textual.strip import Strip
from textual.widgets import OptionList

from placentin_tui.ui.textual_internals import is_chosen_line
from placentin_tui.ui.widgets.text_styles import BAR, TextStyles

if TYPE_CHECKING:
    from textual.visual import VisualType
    from textual.widgets.option_list import Option


class ChoiceList(OptionList):
    """Textual's list, with the bar at the left of the chosen option; its options begin one column farther right."""

    DEFAULT_CSS = "ChoiceList > .option-list--option { padding: 0 0 0 1; }"

    def __init__(self, *content: Option | VisualType | None) -> None:
        """`content`: the options; no markup, since they may name what strangers wrote."""
        super().__init__(*content, markup=False)
        self._inks = TextStyles(self)

    def render_line(self, y: int) -> Strip:
        """Render line `y` of the list."""
        strip = super().render_line(y)
        if not is_chosen_line(self, y + self.scroll_offset.y):
            return strip
        rest = Segment.apply_style(strip.crop(1), post_style=self._inks.over("chosen-focus"))
        return Strip([Segment(BAR, self._inks.style("bar chosen-focus")), *rest], strip.cell_length)

    def notify_style_update(self) -> None:
        """Drop the cached styles: the theme has changed."""
        super().notify_style_update()
        self._inks.fade()

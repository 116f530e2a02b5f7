"""How far the inks on the screen stand out of their grounds."""

from __future__ import annotations

from typing import TYPE_CHECKING

from placentin_tui.ui.contrast import contrast

if TYPE_CHECKING:
    from rich.style import Style


def of_style(style: Style | None) -> float:
    """The contrast of a style's own two colours, both of which must be set; 4.5 can be read.

    The terminal's own ink on its own ground, either way round, is as readable as all else there.
    """
    assert style is not None
    assert style.color is not None
    assert style.bgcolor is not None
    if style.color.is_default and style.bgcolor.is_default:
        return 21.0
    return contrast(style.color.get_truecolor(), style.bgcolor.get_truecolor())

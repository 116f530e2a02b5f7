"""Our two themes, light and dark; our own style names (section tints, star, seen …) are variables of them."""

from __future__ import annotations

from textual.color import Color
from textual.theme import Theme

from placentin_tui.theme_definitions import DAY, NIGHT, OWN
from placentin_tui.ui.contrast import contrast

OWN_THEMES = {name: Theme(name=name, **colours) for name, colours in OWN.items()}


def meanings(theme: Theme) -> dict[str, str]:
    """Values of our variables for a theme that does not define them, made of its own colours."""
    if theme.name in OWN:
        return {}
    own = theme.to_color_system().generate()
    ours = OWN[NIGHT if theme.dark else DAY]["variables"]
    ink, panel = own["foreground"], own["panel"]
    background, primary = Color.parse(own["background"]), Color.parse(own["primary"])
    selected = background.blend(primary, 0.25)
    return ours | {
        "ink": ink, "ink-strong": readable(Color.parse(ink), selected).hex, "ink-quiet": own["foreground-muted"],
        "ink-seen": own["foreground-muted"], "hairline": own["foreground-disabled"], "chosen": own["surface"],
        "chosen-focus": panel, "code-ground": panel, "button-ground": panel, "selected-ground": selected.hex,
        "link": own["primary"], "star": own["warning"], "ready": own["success"],
    }  # fmt: skip


def readable(ink: Color, ground: Color, least: float = 4.5) -> Color:
    """The ink, blended towards black or white until its contrast with the ground is at least `least`."""
    ends = sorted((Color(0, 0, 0), Color(255, 255, 255)), key=lambda end: contrast(end.rgb, ground.rgb))
    steps = (ink.blend(ends[1], step / 10) for step in range(11))
    return next((made for made in steps if contrast(made.rgb, ground.rgb) >= least), ends[1])

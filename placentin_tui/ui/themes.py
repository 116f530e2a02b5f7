"""The paper's own two themes, day and night; our meanings (section tints, star, seen …) are variables of theirs."""

from __future__ import annotations

from textual.color import Color
from textual.theme import Theme

from placentin_tui.theme_names import DAY, NIGHT
from placentin_tui.ui.contrast import contrast

# Eight inks for the sections, each at least 4.5 : 1 against its paper.
_DAY_TINTS = ("#9c1c28", "#1f5a7a", "#5a6b1f", "#7a4a9c", "#a4550f", "#0f6b5c", "#8a3a6a", "#4a5570")
_NIGHT_TINTS = ("#e8796f", "#7fb4d6", "#b3c46a", "#c3a1e0", "#e6a460", "#6fc7b2", "#dd94bf", "#a9b6d3")


def _tints(colours: tuple[str, ...]) -> dict[str, str]:
    return {f"tint{n}": colour for n, colour in enumerate(colours)}


DAY_THEME = Theme(
    name=DAY,
    dark=False,
    primary="#9c1c28",
    secondary="#1f5a7a",
    accent="#9c1c28",
    foreground="#211d18",
    background="#f8f3e7",
    surface="#f8f3e7",
    panel="#eee6d4",
    success="#4c6b1f",
    warning="#9a5a00",
    error="#9c1c28",
    variables={
        **_tints(_DAY_TINTS),
        "ink": "#211d18", "ink-strong": "#0f0c08", "ink-quiet": "#6b6354", "ink-seen": "#7a7263", "hairline": "#cfc4ad",
        "chosen": "#efe7d5", "chosen-focus": "#e3d7bd", "star": "#a06a00", "ready": "#4c6b1f", "link": "#1f5a7a",
        "code-ground": "#eee6d4", "button-ground": "#e6dcc6", "marked-ground": "#f4e29a",
        "selected-ground": "#c3d7e4",
        "input-cursor-background": "#211d18", "input-selection-background": "#1f5a7a 25%",
        "footer-background": "#eee6d4",
        "scrollbar": "#d8cdb6", "scrollbar-hover": "#bfb294", "scrollbar-active": "#9c1c28",
        "scrollbar-background": "#f8f3e7", "scrollbar-background-hover": "#f8f3e7",
        "scrollbar-background-active": "#f8f3e7",
    },
)  # fmt: skip

NIGHT_THEME = Theme(
    name=NIGHT,
    dark=True,
    primary="#e8796f",
    secondary="#7fb4d6",
    accent="#e8796f",
    foreground="#e6dfd0",
    background="#191713",
    surface="#191713",
    panel="#232019",
    success="#a3bf66",
    warning="#e6a460",
    error="#e8796f",
    variables={
        **_tints(_NIGHT_TINTS),
        "ink": "#e6dfd0", "ink-strong": "#fbf6ea", "ink-quiet": "#a1977f", "ink-seen": "#948a76", "hairline": "#453f33",
        "chosen": "#25221b", "chosen-focus": "#352f24", "star": "#e6b860", "ready": "#a3bf66", "link": "#8fc1e0",
        "code-ground": "#25221b", "button-ground": "#2e2a21", "marked-ground": "#5c4d17",
        "selected-ground": "#2d4a63",
        "input-cursor-background": "#e6dfd0", "input-selection-background": "#7fb4d6 30%",
        "footer-background": "#232019",
        "scrollbar": "#453f33", "scrollbar-hover": "#5c5444", "scrollbar-active": "#e8796f",
        "scrollbar-background": "#191713", "scrollbar-background-hover": "#191713",
        "scrollbar-background-active": "#191713",
    },
)  # fmt: skip


def meanings(theme: Theme) -> dict[str, str]:
    """Our meanings for a theme that does not know them: made of the colours it has."""
    if theme in (DAY_THEME, NIGHT_THEME):
        return {}
    own = theme.to_color_system().generate()
    ours = (NIGHT_THEME if theme.dark else DAY_THEME).variables
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
    """The ink, made so much darker or lighter that it stands out of its ground by a ratio of contrast."""
    ends = sorted((Color(0, 0, 0), Color(255, 255, 255)), key=lambda end: contrast(end.rgb, ground.rgb))
    steps = (ink.blend(ends[1], step / 10) for step in range(11))
    return next((made for made in steps if contrast(made.rgb, ground.rgb) >= least), ends[1])

"""The themes one can choose: ours with their colours, and the names of those of Textual's that have all the colours
we need. A theme is one entry here, in `OWN` or in `_OF_TEXTUAL`.

Nothing of Textual is imported: the config is checked by it before the app is loaded.
"""

from __future__ import annotations

from typing import TypedDict

DAY, NIGHT = "placentin-day", "placentin-night"


class Colours(TypedDict):
    """What Textual makes a theme of."""

    dark: bool
    primary: str
    secondary: str
    accent: str
    foreground: str
    background: str
    surface: str
    panel: str
    success: str
    warning: str
    error: str
    variables: dict[str, str]
    """Our meanings (section tints, star, seen …), and Textual's variables that are not to be as it makes them."""


# Eight inks for the sections, each at least 4.5 : 1 against its paper.
_DAY_TINTS = ("#9c1c28", "#1f5a7a", "#5a6b1f", "#7a4a9c", "#a4550f", "#0f6b5c", "#8a3a6a", "#4a5570")
_NIGHT_TINTS = ("#e8796f", "#7fb4d6", "#b3c46a", "#c3a1e0", "#e6a460", "#6fc7b2", "#dd94bf", "#a9b6d3")


def _tints(colours: tuple[str, ...]) -> dict[str, str]:
    """The variables `tint0` … of a theme."""
    return {f"tint{n}": colour for n, colour in enumerate(colours)}


OWN: dict[str, Colours] = {
    DAY: {
        "dark": False,
        "primary": "#9c1c28",
        "secondary": "#1f5a7a",
        "accent": "#9c1c28",
        "foreground": "#211d18",
        "background": "#f8f3e7",
        "surface": "#f8f3e7",
        "panel": "#eee6d4",
        "success": "#4c6b1f",
        "warning": "#9a5a00",
        "error": "#9c1c28",
        "variables": {
            **_tints(_DAY_TINTS),
            "ink": "#211d18", "ink-strong": "#0f0c08", "ink-quiet": "#6b6354", "ink-seen": "#7a7263",
            "hairline": "#cfc4ad",
            "chosen": "#efe7d5", "chosen-focus": "#e3d7bd", "star": "#a06a00", "ready": "#4c6b1f", "link": "#1f5a7a",
            "code-ground": "#eee6d4", "button-ground": "#e6dcc6", "marked-ground": "#f4e29a",
            "selected-ground": "#c3d7e4",
            "input-cursor-background": "#211d18", "input-selection-background": "#1f5a7a 25%",
            "footer-background": "#eee6d4",
            "scrollbar": "#d8cdb6", "scrollbar-hover": "#bfb294", "scrollbar-active": "#9c1c28",
            "scrollbar-background": "#f8f3e7", "scrollbar-background-hover": "#f8f3e7",
            "scrollbar-background-active": "#f8f3e7",
        },
    },
    NIGHT: {
        "dark": True,
        "primary": "#e8796f",
        "secondary": "#7fb4d6",
        "accent": "#e8796f",
        "foreground": "#e6dfd0",
        "background": "#191713",
        "surface": "#191713",
        "panel": "#232019",
        "success": "#a3bf66",
        "warning": "#e6a460",
        "error": "#e8796f",
        "variables": {
            **_tints(_NIGHT_TINTS),
            "ink": "#e6dfd0", "ink-strong": "#fbf6ea", "ink-quiet": "#a1977f", "ink-seen": "#948a76",
            "hairline": "#453f33",
            "chosen": "#25221b", "chosen-focus": "#352f24", "star": "#e6b860", "ready": "#a3bf66", "link": "#8fc1e0",
            "code-ground": "#25221b", "button-ground": "#2e2a21", "marked-ground": "#5c4d17",
            "selected-ground": "#2d4a63",
            "input-cursor-background": "#e6dfd0", "input-selection-background": "#7fb4d6 30%",
            "footer-background": "#232019",
            "scrollbar": "#453f33", "scrollbar-hover": "#5c5444", "scrollbar-active": "#e8796f",
            "scrollbar-background": "#191713", "scrollbar-background-hover": "#191713",
            "scrollbar-background-active": "#191713",
        },
    },
}  # fmt: skip
_OF_TEXTUAL = (
    "atom-one-dark", "atom-one-light", "catppuccin-frappe", "catppuccin-latte", "catppuccin-macchiato",
    "catppuccin-mocha", "dracula", "flexoki", "gruvbox", "monokai", "nord", "rose-pine", "rose-pine-dawn",
    "rose-pine-moon", "solarized-dark", "solarized-light", "textual-dark", "textual-light", "tokyo-night",
)  # fmt: skip
THEMES = (*OWN, *_OF_TEXTUAL)

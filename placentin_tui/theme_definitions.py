"""The themes one can choose: ours with their colours, and the names of those of Textual's that have all the colours
we need. A theme is one entry here, in `OWN` or in `_OF_TEXTUAL`.

Nothing of Textual is imported: the config is checked by it before the app is loaded.
"""

from __future__ import annotations

from typing import TypedDict

SECTIONS = (
    "politics", "world", "economy", "society", "culture", "nature", "science", "ideas", "local", "other",
)  # fmt: skip
"""What the sections of papers mean; each has a colour in every theme, the variable `section-…`. `society` is society
and technology, `nature` is sport and nature.
"""
DAY, NIGHT, SEPIA = "placentin-day", "placentin-night", "placentin-sepia"
HIGH_CONTRAST, TERMINAL = "placentin-high-contrast", "placentin-terminal"
TERMINAL_LIGHT = "placentin-terminal-light"
"""`TERMINAL` for terminals with a light ground; never chosen by name."""


class Colours(TypedDict):
    """What Textual makes a theme of."""

    dark: bool
    ansi: bool
    """Whether its colours are those of the terminal itself, which may be any."""
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
    """Our meanings (colours of sections, star, seen …), and Textual's variables that are not to be as it makes them."""


def _theme(
    inks: dict[str, str], sections: str, *, dark: bool, ansi: bool = False, more: dict[str, str] | None = None
) -> Colours:
    """A theme of its grounds and inks by name, its ten colours of sections in the order of `SECTIONS`, and variables
    that are not derived from these.
    """
    paper, panel, accent = inks["paper"], inks["panel"], inks["accent"]
    variables = {
        **{f"section-{meaning}": colour for meaning, colour in zip(SECTIONS, sections.split(), strict=True)},
        "ink": inks["ink"], "ink-strong": inks["strong"], "ink-quiet": inks["quiet"], "ink-seen": inks["seen"],
        "hairline": inks["hair"], "star": inks["star"], "ready": inks["success"], "link": inks["link"],
        "chosen": panel, "chosen-focus": inks["focus"], "chosen-ink": inks["strong"],
        "bar-ground": inks["focus"], "on-accent": paper, "paper": paper, "veil": f"{paper} 60%",
        "code-ground": panel, "button-ground": inks["focus"], "field-ground": inks["focus"],
        "marked-ground": inks["marked"], "selected-ground": inks["selected"],
        "input-cursor-background": inks["ink"], "input-selection-background": inks["selected"],
        "footer-background": panel, "text-muted": inks["quiet"], "text-disabled": inks["quiet"],
        "scrollbar": inks["hair"], "scrollbar-hover": inks["quiet"], "scrollbar-active": accent,
        "scrollbar-background": paper, "scrollbar-background-hover": paper, "scrollbar-background-active": paper,
    }  # fmt: skip
    return {
        "dark": dark, "ansi": ansi, "primary": accent, "secondary": inks["link"], "accent": accent,
        "foreground": inks["ink"], "background": paper, "surface": paper, "panel": panel,
        "success": inks["success"], "warning": inks["warning"], "error": accent, "variables": variables | (more or {}),
    }  # fmt: skip


_DAY_SECTIONS = "#a3161f #1d5673 #4d5f14 #7a4a9c #8f3470 #1e6b3a #0b655a #94470a #7a5200 #4a5570"
_NIGHT_SECTIONS = "#f0857a #86bbdd #bccb70 #c8a8e4 #e49bc6 #86cf9b #76cdb9 #ecac69 #dcc27a #b0bcd8"
_SEPIA_SECTIONS = "#a3161f #1d5673 #4d5f14 #6f4391 #8f3470 #1a6034 #0b655a #884108 #7a5200 #4a5570"

# Colours of the terminal that are seen on every ground of their kind: neither yellow nor any bright one on a light
# ground, neither blue nor bright black on a dark one.
_ON_DARK = (
    "ansi_bright_red ansi_bright_cyan ansi_bright_green ansi_bright_magenta ansi_bright_magenta "
    "ansi_bright_green ansi_bright_cyan ansi_bright_yellow ansi_bright_yellow ansi_default"
)
_ON_LIGHT = (
    "ansi_red ansi_blue ansi_default ansi_magenta ansi_magenta "
    "ansi_default ansi_blue ansi_red ansi_default ansi_default"
)


def _of_terminal(accent: str, link: str, star: str, sections: str, *, dark: bool) -> Colours:
    """A theme of the terminal's own ground and ink and its colours by name; what is chosen is shown in reverse."""
    default = "ansi_default"
    grounds = dict.fromkeys(("paper", "focus", "panel", "ink", "strong", "quiet", "seen", "hair"), default)
    inks = {"accent": accent, "star": star, "link": link, "success": default, "warning": accent}
    on_colour = "ansi_black" if dark else "ansi_bright_white"
    thumb = "ansi_white" if dark else "ansi_black"
    named = ("ansi-background", "ansi-foreground", "foreground-disabled", "surface-active")  # not made by Textual
    more = {
        **dict.fromkeys(named, default), "veil": "transparent", "row-ink": default,
        "on-accent": on_colour, "scrollbar": thumb, "scrollbar-hover": thumb,
        "input-cursor-text-style": "reverse", "input-cursor-background": default,
        "input-cursor-foreground": default, "input-selection-foreground": on_colour,
    }  # fmt: skip
    grounds |= {"marked": default, "selected": accent}
    return _theme(grounds | inks, sections, dark=dark, ansi=True, more=more)


OWN: dict[str, Colours] = {
    DAY: _theme(
        {
            "paper": "#faf5ea", "focus": "#eadfc8", "panel": "#f1e8d4",
            "ink": "#221e18", "strong": "#0d0a07", "quiet": "#625a4b", "seen": "#695f50", "hair": "#d8cdb7",
            "accent": "#a3161f", "star": "#885800", "link": "#1d5673", "success": "#47641d", "warning": "#8a5000",
            "marked": "#f4e29a", "selected": "#c3d7e4",
        },
        _DAY_SECTIONS,
        dark=False,
    ),
    NIGHT: _theme(
        {
            "paper": "#161410", "focus": "#302a20", "panel": "#211e17",
            "ink": "#e9e2d3", "strong": "#fffaf0", "quiet": "#aea48c", "seen": "#a39a84", "hair": "#3a352b",
            "accent": "#f0857a", "star": "#ecc16b", "link": "#93c6e6", "success": "#a3bf66", "warning": "#e6a460",
            "marked": "#5c4d17", "selected": "#2d4a63",
        },
        _NIGHT_SECTIONS,
        dark=True,
    ),
    SEPIA: _theme(
        {
            "paper": "#f2e6cd", "focus": "#e0cfab", "panel": "#e9dabb",
            "ink": "#37291a", "strong": "#20160b", "quiet": "#665339", "seen": "#67553b", "hair": "#cdbb96",
            "accent": "#a3161f", "star": "#7b4e00", "link": "#1d5673", "success": "#42601a", "warning": "#834b00",
            "marked": "#f0d27c", "selected": "#bfd0d6",
        },
        _SEPIA_SECTIONS,
        dark=False,
    ),
    HIGH_CONTRAST: _theme(
        {
            "paper": "#000000", "focus": "#ffffff", "panel": "#1a1a1a",
            "ink": "#ffffff", "strong": "#ffffff", "quiet": "#e0e0e0", "seen": "#d0d0d0", "hair": "#8a8a8a",
            "accent": "#ffd400", "star": "#ffd400", "link": "#7fd4ff", "success": "#9be29b", "warning": "#ffb454",
            "marked": "#5a4a00", "selected": "#0a4a7a",
        },
        _NIGHT_SECTIONS,
        dark=True,
        # The chosen row is white, and all that stands on it black; the bar in accent beside it stands on black.
        more={
            "row-ink": "#000000", "chosen-ink": "#000000", "bar-ground": "#000000", "button-ground": "#3a3a3a",
            "field-ground": "#3a3a3a",
        },
    ),
    TERMINAL: _of_terminal("ansi_bright_red", "ansi_bright_cyan", "ansi_bright_yellow", _ON_DARK, dark=True),
}  # fmt: skip
UNNAMED: dict[str, Colours] = {TERMINAL_LIGHT: _of_terminal("ansi_red", "ansi_blue", "ansi_red", _ON_LIGHT, dark=False)}
"""Themes of ours that stand for another one."""
_OF_TEXTUAL = (
    "atom-one-dark", "atom-one-light", "catppuccin-frappe", "catppuccin-latte", "catppuccin-macchiato",
    "catppuccin-mocha", "dracula", "flexoki", "gruvbox", "monokai", "nord", "rose-pine", "rose-pine-dawn",
    "rose-pine-moon", "solarized-dark", "solarized-light", "textual-dark", "textual-light", "tokyo-night",
)  # fmt: skip
THEMES = (*OWN, *_OF_TEXTUAL)

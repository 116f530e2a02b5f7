"""Our themes as Textual has them; our own style names (colours of sections, star, seen …) are variables of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.color import Color
from textual.theme import Theme

from placentin_tui.models.setting_enums import Ground
from placentin_tui.theme_definitions import DAY, NIGHT, OWN, SECTIONS, TERMINAL, TERMINAL_LIGHT, UNNAMED
from placentin_tui.ui.contrast import contrast

if TYPE_CHECKING:
    from collections.abc import Sequence

    from placentin_tui.config import Config
    from placentin_tui.theme_definitions import Colours

_OWN = OWN | UNNAMED
_OF_GROUND = ("background", "surface")
_OF_GROUND_TOO = ("scrollbar-background", "scrollbar-background-hover", "scrollbar-background-active")
"""Colours, and variables, that are the paper itself."""


def own_themes(ground: Ground) -> list[Theme]:
    """Our themes, on their own paper or on the terminal's ground."""
    if ground is Ground.THEME:
        return [Theme(name=name, **colours) for name, colours in _OWN.items()]
    return [Theme(name=name, **_without_paper(colours)) for name, colours in _OWN.items()]


def _without_paper(colours: Colours) -> Colours:
    """A theme's colours, the terminal's own ground in the place of its paper."""
    default = "ansi_default"
    variables = colours["variables"] | dict.fromkeys(_OF_GROUND_TOO, default) | {"veil": "transparent"}
    return colours | {"background": default, "surface": default, "variables": variables}


class ThemeChoice:
    """Which theme is worn: the one chosen, else the config's, else the one kept, else what suits the terminal."""

    def __init__(self, config: Config, kept: str, *, few_colours: bool, light: bool) -> None:
        """`kept`: the name remembered, empty when there is none; `few_colours`: the terminal has 16; `light`: its
        ground is light, as far as that is known.
        """
        self._few_colours = few_colours
        self._follows = config.ground is Ground.TERMINAL
        self._name = config.theme or kept
        self.light = light
        self._last = {False: DAY, True: NIGHT}
        """The last light and the last dark theme."""
        if self._name in _OWN:
            self._last[_OWN[self._name]["dark"]] = self._name

    @property
    def worn(self) -> str:
        """The theme to show now."""
        name = self._name or (TERMINAL if self._few_colours else "")
        if name == TERMINAL and self.light:
            return TERMINAL_LIGHT
        own = _OWN.get(name)
        # On the terminal's own ground the ink must suit that.
        if not name or (self._follows and own and not own["ansi"] and own["dark"] == self.light):
            return DAY if self.light else NIGHT
        return name

    def choose(self, name: str) -> str:
        """Choose a theme, or with an empty name none; returns the one to show."""
        self._name = name
        return self.worn

    def other(self, worn: Theme) -> str:
        """The last dark theme when a light one is `worn`, else the last light one."""
        if worn.name != TERMINAL_LIGHT:
            self._last[worn.dark] = worn.name
        return self._last[not worn.dark]


def meanings(theme: Theme) -> dict[str, str]:
    """Values of our variables for a theme that does not define them, made of its own colours."""
    if theme.name in _OWN:
        return {}
    own = theme.to_color_system().generate()
    ours = OWN[NIGHT if theme.dark else DAY]["variables"]
    background, primary, panel = (Color.parse(own[name]) for name in ("background", "primary", "panel"))
    selected = background.blend(primary, 0.25)
    accent = Color.parse(own["accent"])
    grounds = background, Color.parse(own["surface"]), panel

    def fit(colour: str, *others: Color) -> str:
        """A colour as an ink that can be read on every ground."""
        return readable(background + Color.parse(colour), (*grounds, *others)).hex

    quiet = fit(own["foreground-muted"])
    strong = fit(own["foreground"], selected, Color.parse(ours["marked-ground"]))
    return ours | {
        **{name: fit(ours[name]) for name in (f"section-{meaning}" for meaning in SECTIONS)},
        "ink": fit(own["foreground"]), "ink-strong": strong, "ink-quiet": quiet, "ink-seen": quiet,
        "hairline": own["foreground-disabled"], "chosen": own["surface"], "chosen-focus": panel.hex,
        "chosen-ink": strong, "bar-ground": panel.hex, "on-accent": readable(background, (accent,)).hex,
        "paper": background.hex, "code-ground": panel.hex, "button-ground": panel.hex, "field-ground": panel.hex,
        "selected-ground": selected.hex, "link": fit(own["primary"]), "star": fit(own["warning"]),
        "ready": fit(own["success"]), "veil": f"{background.hex} 60%",
    }  # fmt: skip


def readable(ink: Color, grounds: Sequence[Color], least: float = 4.5) -> Color:
    """The ink, blended towards black or white until its contrast with every ground is at least `least`; where none
    has that much, the end that has most.
    """

    def worst(colour: Color) -> float:
        """The least contrast of a colour with one of the grounds."""
        return min(contrast(colour.rgb, ground.rgb) for ground in grounds)

    end = max(Color(0, 0, 0), Color(255, 255, 255), key=worst)
    steps = (ink.blend(end, step / 10) for step in range(11))
    return next((made for made in steps if worst(made) >= least), end)

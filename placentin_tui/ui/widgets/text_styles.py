"""Style roles of a line's runs (`headline`, `link`, `section-world` …) resolved to styles of the theme in use.

A table, not component classes: seventy of those cost 60 ms at every start, a third of what an empty app takes.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.style import Style
from textual.color import Color as TextualColor

from placentin_tui.theme_definitions import SECTIONS

if TYPE_CHECKING:
    from typing import Any

    from rich.color import Color
    from textual.app import App
    from textual.widget import Widget

# Role → the theme variables of foreground and background, and the text attributes. Colours stand in `themes` alone.
_ROLES: dict[str, tuple[str, str, str]] = {
    **{f"section-{meaning}": (f"section-{meaning}", "", "") for meaning in SECTIONS},
    **{f"kicker-{meaning}": ("on-accent", f"section-{meaning}", "bold") for meaning in SECTIONS},
    # Whoever writes: the colour of a name, and the box with its initial. The paper can be read on each in every theme.
    **{f"initial-{meaning}": ("paper", f"section-{meaning}", "bold") for meaning in SECTIONS},
    **{f"name-{meaning}": (f"section-{meaning}", "", "bold") for meaning in SECTIONS},
    "unseen": ("section-politics", "", "bold"),
    "dot": ("accent", "", ""),
    "star": ("star", "", ""),
    "ready": ("ready", "", ""),
    "fresh": ("ink-strong", "", "bold"),
    "seen": ("ink-seen", "", ""),
    "chosen": ("", "chosen", ""),
    "chosen-focus": ("row-ink", "chosen-focus", ""),
    "bar-focus": ("accent", "bar-ground", ""),
    "day": ("accent", "", "bold"),
    "quiet": ("ink-quiet", "", ""),
    "light": ("", "", "not bold"),
    "pending": ("", "panel", ""),
    "masthead": ("ink-quiet", "", ""),
    "headline": ("ink-strong", "", "bold"),
    "standfirst": ("ink-strong", "", "italic"),
    "byline": ("ink-quiet", "", "italic"),
    "label": ("ink-strong", "", "bold"),
    "badge": ("on-accent", "accent", ""),
    "author": ("ink-strong", "", "bold"),
    "thread": ("hairline", "", ""),
    "em": ("", "", "italic"),
    "strong": ("", "", "bold"),
    "code": ("", "code-ground", ""),
    "codeblock": ("", "code-ground", ""),
    "code-keyword": ("section-society", "", "bold"),
    "code-text": ("section-economy", "", ""),
    "code-number": ("section-ideas", "", ""),
    "code-name": ("section-world", "", ""),
    "code-comment": ("ink-quiet", "", "italic"),
    "marked": ("ink-strong", "marked-ground", ""),
    "selected": ("ink-strong", "selected-ground", ""),
    "found": ("ink-strong", "marked-ground", ""),
    "found-here": ("on-accent", "accent", "bold"),
    "hit": ("ink-strong", "", "bold underline"),
    "deleted": ("", "", "strike"),
    "inserted": ("", "", "underline"),
    "small": ("ink-quiet", "", ""),
    "link": ("link", "", "underline"),
    "embed": ("link", "", ""),
    "quote": ("", "", "italic"),
    "pull": ("accent", "", "bold italic"),
    "cite": ("ink-quiet", "", ""),
    "term": ("", "", "bold"),
    "summary": ("", "", "bold"),
    "header": ("", "", "bold"),
    "caption": ("ink-quiet", "", "italic"),
    "credit": ("ink-quiet", "", ""),
    "alt": ("ink-quiet", "", ""),
    "bar": ("accent", "", ""),
    "bullet": ("accent", "", ""),
    "rule": ("hairline", "", ""),
    "frame": ("hairline", "", ""),
    "continued": ("ink-quiet", "", ""),
    "back": ("ink-quiet", "", ""),
    "failing": ("accent", "", "italic"),
    "rail-title": ("accent", "", "bold"),
    "rail-link": ("link", "", ""),
    "following": ("ink-strong", "", "bold"),
    "button": ("ink-strong", "button-ground", ""),
    **{f"heading{n}": ("ink-strong" if n < 5 else "ink-quiet", "", "bold") for n in range(1, 7)},
}

_BOXES = ("kicker", "initial")
"""Roles of a section's colour as a ground."""
BAR = "▌"
"""What stands at the left of whatever has the keys, in the roles `bar` and `chosen-focus`: never a shade alone."""

_IN_16: dict[str, tuple[str, str, str]] = {
    "chosen": ("", "", "underline"),
    "chosen-focus": ("paper", "ink", ""),
    "selected": ("paper", "ink", ""),
    "found": ("paper", "ink", ""),
    "found-here": ("on-accent", "accent", "bold underline"),
}
"""Roles that mark by a shade, in terminals with 16 colours."""

_OF_TERMINAL: dict[str, tuple[str, str, str]] = {
    **{f"{box}-{meaning}": (f"section-{meaning}", "", "bold reverse") for meaning in SECTIONS for box in _BOXES},
    "chosen-focus": ("row-ink", "", "reverse"),
    "bar-focus": ("accent", "", "not reverse"),
    "badge": ("accent", "", "reverse"),
    "button": ("ink", "", "reverse"),
    "marked": ("", "", "reverse"),
    "selected": ("row-ink", "", "reverse"),
    "found": ("row-ink", "", "reverse"),
    "found-here": ("accent", "", "bold reverse underline"),
}
"""Roles that have a ground of their own, in a theme of the terminal's colours: nobody knows what its ground is, but ink
and ground in reverse can be read on each.
"""


def has_few_colours(app: App[Any]) -> bool:
    """Whether the terminal has 16 colours, where shades cannot be told apart."""
    return app.console.color_system in ("standard", "windows")


def _table(app: App[Any]) -> dict[str, tuple[str, str, str]]:
    """The roles as they are in the theme in use and this terminal."""
    if app.current_theme.ansi:
        return _ROLES | _OF_TERMINAL
    return _ROLES | _IN_16 if has_few_colours(app) else _ROLES


def _is_reversed(ink: str, ground: str, setting: str) -> bool:
    """Whether a role has both an ink and a ground of its own; that of the chosen row has not."""
    return bool(ink) and ink != "row-ink" and (bool(ground) or "reverse" in setting)


class TextStyles:
    """The styles of one widget, cached until `fade()`."""

    def __init__(self, widget: Widget) -> None:
        self._widget = widget
        self._mixed: dict[tuple[str, str], Style] = {}

    def style(self, roles: str, href: str = "") -> Style:
        """The style of roles separated by blanks, later ones over earlier ones, with the link it carries."""
        key = (roles, href)
        if key not in self._mixed:
            self._mixed[key] = self._mix(roles, href)
        return self._mixed[key]

    def over(self, role: str) -> Style:
        """The style of a role by itself, to be laid over another one."""
        return self._role(*_table(self._widget.app)[role])

    def fade(self) -> None:
        """Drop the cached styles: the theme has changed."""
        self._mixed.clear()

    def _mix(self, roles: str, href: str) -> Style:
        """Combine the roles' styles, and attach the link as metadata."""
        style = self._widget.rich_style
        table = _table(self._widget.app)
        names = roles.split()
        if "chosen-focus" in names:
            # What has an ink and a ground of its own keeps both on the chosen row, whatever becomes of the other inks.
            names.sort(key=lambda role: _is_reversed(*table.get(role, ("", "", ""))))
            if "bar" in names:
                names.append("bar-focus")
        for role in names:
            if role in table:
                style += self._role(*table[role])
        if href:
            # Only http and https URLs become terminal links; ours (`act:`) and mail are for clicks alone.
            web = href if href.startswith(("https://", "http://")) and href.isascii() and href.isprintable() else None
            style += Style(link=web, meta={"href": href})
        return style

    def _role(self, ink: str, ground: str, setting: str) -> Style:
        """The style of one row of the table."""
        style = Style(color=self._colour(ink), bgcolor=self._colour(ground))
        return style + Style.parse(setting) if setting else style

    def _colour(self, variable: str) -> Color | None:
        """A theme variable as a colour, blended with the background where it is translucent; `None` for none."""
        # `row-ink` is set by few themes: it takes the place of every other ink on the chosen row.
        value = self._widget.app.theme_variables.get(variable) if variable else None
        if value is None:
            return None
        colour = TextualColor.parse(value)
        if colour.ansi is not None:
            return colour.rich_color
        return (self._widget.background_colors[1] + colour).rich_color

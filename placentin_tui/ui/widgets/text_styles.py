"""Style roles of a line's runs (`headline`, `link`, `tint3` …) resolved to styles of the theme in use.

A table, not component classes: seventy of those cost 60 ms at every start, a third of what an empty app takes.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.style import Style
from textual.color import Color as TextualColor

from placentin_tui.rendering.section_colour import TINTS

if TYPE_CHECKING:
    from typing import Any

    from rich.color import Color
    from textual.app import App
    from textual.widget import Widget

# Role → the theme variables of foreground and background, and the text attributes. Colours stand in `themes` alone.
_ROLES: dict[str, tuple[str, str, str]] = {
    **{f"tint{n}": (f"tint{n}", "", "bold") for n in range(TINTS)},
    "dot": ("accent", "", ""),
    "star": ("star", "", ""),
    "ready": ("ready", "", ""),
    "fresh": ("ink-strong", "", "bold"),
    "seen": ("ink-seen", "", ""),
    "chosen": ("", "chosen", ""),
    "chosen-focus": ("", "chosen-focus", ""),
    "quiet": ("ink-quiet", "", ""),
    "masthead": ("ink-quiet", "", ""),
    "headline": ("ink-strong", "", "bold"),
    "standfirst": ("ink-strong", "", "italic"),
    "byline": ("ink-quiet", "", "italic"),
    "label": ("ink-strong", "", "bold"),
    "badge": ("background", "accent", ""),
    "author": ("ink-strong", "", "bold"),
    "comment-author": ("link", "", "bold"),
    "thread": ("hairline", "", ""),
    "em": ("", "", "italic"),
    "strong": ("", "", "bold"),
    "code": ("", "code-ground", ""),
    "codeblock": ("", "code-ground", ""),
    "code-keyword": ("tint3", "", "bold"),
    "code-text": ("tint2", "", ""),
    "code-number": ("tint4", "", ""),
    "code-name": ("tint1", "", ""),
    "code-comment": ("ink-quiet", "", "italic"),
    "marked": ("", "marked-ground", ""),
    "selected": ("ink-strong", "selected-ground", ""),
    "found": ("ink-strong", "marked-ground", ""),
    "found-here": ("background", "accent", "bold"),
    "deleted": ("", "", "strike"),
    "inserted": ("", "", "underline"),
    "small": ("ink-quiet", "", ""),
    "link": ("link", "", "underline"),
    "embed": ("link", "", ""),
    "quote": ("", "", "italic"),
    "pull": ("accent", "", "bold"),
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
    "following": ("ink-strong", "", "bold"),
    "button": ("ink-strong", "button-ground", ""),
    **{f"heading{n}": ("ink-strong" if n < 5 else "ink-quiet", "", "bold") for n in range(1, 7)},
}

_IN_16: dict[str, tuple[str, str, str]] = {
    "chosen": ("", "", "underline"),
    "chosen-focus": ("background", "ink", ""),
    "selected": ("background", "ink", ""),
    "found": ("background", "ink", ""),
    "found-here": ("background", "accent", "bold underline"),
}
"""Roles that mark by a shade, in terminals with 16 colours."""


def has_few_colours(app: App[Any]) -> bool:
    """Whether the terminal has 16 colours, where shades cannot be told apart."""
    return app.console.color_system in ("standard", "windows")


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

    def fade(self) -> None:
        """Drop the cached styles: the theme has changed."""
        self._mixed.clear()

    def _mix(self, roles: str, href: str) -> Style:
        """Combine the roles' styles, and attach the link as metadata."""
        style = self._widget.rich_style
        table = _ROLES | _IN_16 if has_few_colours(self._widget.app) else _ROLES
        for role in roles.split():
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
        """A theme variable as a colour, blended with the background where it is translucent; `None` for no variable."""
        if not variable:
            return None
        colour = TextualColor.parse(self._widget.app.theme_variables[variable])
        return (self._widget.background_colors[1] + colour).rich_color

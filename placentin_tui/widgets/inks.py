"""Inks: the roles a line's runs are set in (`headline`, `link`, `tint3` …) as styles of the theme in use."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.style import Style

if TYPE_CHECKING:
    from collections.abc import Iterable

    from textual.widget import Widget


class Inks:
    """The styles of one widget, one component class `ink--ROLE` for each role; kept until `fade()`."""

    def __init__(self, widget: Widget, roles: Iterable[str]) -> None:
        self._widget = widget
        self._roles = frozenset(roles)
        self._mixed: dict[tuple[str, str], Style] = {}

    def style(self, roles: str, href: str = "") -> Style:
        """The style of space-separated roles, later ones over earlier ones, with the link it carries."""
        key = (roles, href)
        if key not in self._mixed:
            self._mixed[key] = self._mix(roles, href)
        return self._mixed[key]

    def fade(self) -> None:
        """Forget all styles: the theme has changed."""
        self._mixed.clear()

    def _mix(self, roles: str, href: str) -> Style:
        style = self._widget.rich_style
        for role in roles.split():
            if role in self._roles:
                style += self._widget.get_component_rich_style(f"ink--{role}", partial=True)
        if href:
            # Only the web's own addresses become terminal links; ours (`act:`) and mail are for the click alone.
            web = href if href.startswith(("https://", "http://")) else None
            style += Style(link=web, meta={"href": href})
        return style


def classes(roles: Iterable[str]) -> set[str]:
    """The component classes of roles."""
    return {f"ink--{role}" for role in roles}

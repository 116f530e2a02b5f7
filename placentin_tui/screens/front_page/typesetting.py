"""The acts on how the text is set: each shows at once, and stays so at the next start."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from placentin_tui.i18n import _
from placentin_tui.screens.front_page import views

if TYPE_CHECKING:
    from placentin_tui.page.typography import Typography
    from placentin_tui.screens.front_page.screen import FrontPage


def wider(page: FrontPage) -> None:
    """Longer lines."""
    _measure(page, 1)


def narrower(page: FrontPage) -> None:
    """Shorter lines."""
    _measure(page, -1)


def _measure(page: FrontPage, by: int) -> None:
    now = page.app.typography
    measure = now.wider(by, page.body.width)
    _set(page, replace(now, measure=measure), "measure")
    page.app.say(_("Lines of {n} columns.").format(n=measure))


def spacing(page: FrontPage) -> None:
    """What is between paragraphs."""
    from placentin_tui.page.typography import SPACINGS

    now = page.app.typography
    said = {
        "normal": _("Paragraphs: an empty line between them."),
        "wide": _("Paragraphs: two empty lines between them."),
        "tight": _("Paragraphs: no empty line, the first one set in."),
    }
    chosen = _next(SPACINGS, now.spacing)
    _set(page, replace(now, spacing=chosen), "spacing")
    page.app.say(said[chosen])


def hyphens(page: FrontPage) -> None:
    """Whether words are broken."""
    from placentin_tui.page.typography import HYPHENS

    now = page.app.typography
    said = {
        "auto": _("Hyphens where lines are short, or justified."),
        "on": _("Hyphens at every width."),
        "off": _("No hyphens."),
    }
    chosen = _next(HYPHENS, now.hyphens)
    _set(page, replace(now, hyphens=chosen), "hyphens")
    page.app.say(said[chosen])


def justify(page: FrontPage) -> None:
    """Whether lines reach both edges."""
    from placentin_tui.page.typography import JUSTIFY

    now = page.app.typography
    chosen = _next(JUSTIFY, now.justify)
    _set(page, replace(now, justify=chosen), "justify")
    page.app.say(_("Justified.") if chosen == "on" else _("Not justified."))


def _next(values: tuple[str, ...], value: str) -> str:
    return values[(values.index(value) + 1) % len(values)]


def _set(page: FrontPage, typography: Typography, name: str) -> None:
    """Set the page so, and remember what was changed."""
    page.app.typography = typography
    page.app.remember(name, str(getattr(typography, name)))
    views.compose_again(page)

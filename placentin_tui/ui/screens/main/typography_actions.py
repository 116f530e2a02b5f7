"""Actions that change the typography: each is applied at once and stored for the next start."""

from __future__ import annotations

from dataclasses import replace
from enum import StrEnum
from typing import TYPE_CHECKING, Any, TypeVar

from placentin_tui.i18n import _
from placentin_tui.models.setting_enums import Hyphens, Justify, Spacing
from placentin_tui.ui.screens.main import article_view

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from placentin_tui.rendering.typography import Typography
    from placentin_tui.ui.screens.main.page_protocol import Page

Choice = TypeVar("Choice", bound=StrEnum)


def wider(page: Page) -> None:
    """Make lines longer."""
    _measure(page, 1)


def narrower(page: Page) -> None:
    """Make lines shorter."""
    _measure(page, -1)


def _measure(page: Page, by: int) -> None:
    """Change the measure by one step; `by`: 1 or -1."""
    now = page.app.typography
    measure = now.wider(by, page.body.width)
    _set(page, replace(now, measure=measure), "measure")
    page.app.say(_("Lines of {n} columns.").format(n=measure))


def spacing(page: Page) -> None:
    """Switch the space between paragraphs."""
    said = {
        Spacing.NORMAL: _("Paragraphs: an empty line between them."),
        Spacing.WIDE: _("Paragraphs: two empty lines between them."),
        Spacing.TIGHT: _("Paragraphs: no empty line, the first one set in."),
    }
    _turn(page, "spacing", list(Spacing), said)


def hyphens(page: Page) -> None:
    """Switch hyphenation."""
    said = {
        Hyphens.AUTO: _("Hyphens where lines are short, or justified."),
        Hyphens.ON: _("Hyphens at every width."),
        Hyphens.OFF: _("No hyphens."),
    }
    _turn(page, "hyphens", list(Hyphens), said)


def justify(page: Page) -> None:
    """Switch justification."""
    _turn(page, "justify", list(Justify), {Justify.ON: _("Justified."), Justify.OFF: _("Not justified.")})


def _turn(page: Page, name: str, values: Sequence[Choice], said: Mapping[Choice, str]) -> None:
    """Switch the setting `name` to the value after the present one, from the last to the first; `said`: what each
    means.
    """
    now = page.app.typography
    value = values[(values.index(getattr(now, name)) + 1) % len(values)]
    change: dict[str, Any] = {name: value}
    _set(page, replace(now, **change), name)
    page.app.say(said[value])


def _set(page: Page, typography: Typography, name: str) -> None:
    """Lay out the article with this typography, and store the setting that changed."""
    page.app.choose_typography(typography, name)
    article_view.compose_again(page)

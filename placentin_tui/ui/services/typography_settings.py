"""The reader's taste in typography: what the config says, else what was last chosen in the app."""

from __future__ import annotations

from typing import TYPE_CHECKING

from placentin_tui.rendering.typography import HYPHENS, JUSTIFY, MEASURE, NARROWEST, SPACINGS, WIDEST, Typography
from placentin_tui.text.numbers import whole_number

if TYPE_CHECKING:
    from collections.abc import Mapping

    from placentin_tui.config import Config

NAMES = ("measure", "spacing", "hyphens", "justify")
"""What is remembered, by these names."""


def typography(config: Config, remembered: Mapping[str, str]) -> Typography:
    """The typography in force; what was remembered and cannot be is as if it had not been."""
    known = whole_number(remembered.get("measure", ""), WIDEST) or MEASURE
    return Typography(
        measure=config.measure or (known if known >= NARROWEST else MEASURE),
        spacing=config.spacing or _one_of(SPACINGS, remembered.get("spacing")),
        hyphens=config.hyphens or _one_of(HYPHENS, remembered.get("hyphens")),
        justify=config.justify or _one_of(JUSTIFY, remembered.get("justify")),
    )


def _one_of(allowed: tuple[str, ...], value: str | None) -> str:
    return value if value in allowed else allowed[0]

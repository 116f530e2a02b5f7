"""The reader's taste in typography: what the config says, else what was last chosen in the app."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, TypeVar

from placentin_tui.models.choices import Hyphens, Justify, Spacing
from placentin_tui.rendering.typography import MEASURE, NARROWEST, WIDEST, Typography
from placentin_tui.text.numbers import whole_number

if TYPE_CHECKING:
    from collections.abc import Mapping

    from placentin_tui.config import Config

Choice = TypeVar("Choice", bound=StrEnum)

NAMES = ("measure", "spacing", "hyphens", "justify")
"""What is remembered, by these names."""


def typography(config: Config, remembered: Mapping[str, str]) -> Typography:
    """The typography in force; what was remembered and cannot be is as if it had not been."""
    known = whole_number(remembered.get("measure", ""), WIDEST) or MEASURE
    return Typography(
        measure=config.measure or (known if known >= NARROWEST else MEASURE),
        spacing=config.spacing or _one_of(Spacing, remembered.get("spacing")),
        hyphens=config.hyphens or _one_of(Hyphens, remembered.get("hyphens")),
        justify=config.justify or _one_of(Justify, remembered.get("justify")),
    )


def _one_of(kind: type[Choice], value: str | None) -> Choice:
    """The choice with that value; the first, which is the usual one, where there is none."""
    return next((choice for choice in kind if choice == value), next(iter(kind)))

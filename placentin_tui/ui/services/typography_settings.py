"""The typography in force: the config's, else as last chosen in the app."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, TypeVar

from placentin_tui.models.setting_enums import Hyphens, Justify, Spacing
from placentin_tui.rendering.typography import MEASURE, NARROWEST, WIDEST, Typography
from placentin_tui.text.numbers import whole_number

if TYPE_CHECKING:
    from collections.abc import Mapping

    from placentin_tui.config import Config

Choice = TypeVar("Choice", bound=StrEnum)

NAMES = ("measure", "spacing", "hyphens", "justify")
"""Keys of the settings that are stored in the library."""


def typography(config: Config, remembered: Mapping[str, str]) -> Typography:
    """Build the typography from config and stored settings; invalid stored values count as missing."""
    known = whole_number(remembered.get("measure", ""), WIDEST) or MEASURE
    return Typography(
        measure=config.measure or (known if known >= NARROWEST else MEASURE),
        spacing=config.spacing or _one_of(Spacing, remembered.get("spacing")),
        hyphens=config.hyphens or _one_of(Hyphens, remembered.get("hyphens")),
        justify=config.justify or _one_of(Justify, remembered.get("justify")),
    )


def _one_of(kind: type[Choice], value: str | None) -> Choice:
    """The value where it is allowed, else the first allowed one."""
    return next((choice for choice in kind if choice == value), next(iter(kind)))

"""Contrast between a foreground and a background colour (WCAG 2, relative luminance)."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable


def contrast(ink: Iterable[int], ground: Iterable[int]) -> float:
    """The contrast ratio of two colours, given as red, green and blue from 0 to 255: 1 (the same) to 21 (black on
    white).
    """
    lighter, darker = sorted((_luminance(ink), _luminance(ground)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: Iterable[int]) -> float:
    """The relative luminance of a colour, 0 to 1."""
    red, green, blue = (_linear(part / 255) for part in colour)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(part: float) -> float:
    """An sRGB channel, 0 to 1, without its gamma."""
    return part / 12.92 if part <= 0.04045 else float(((part + 0.055) / 1.055) ** 2.4)

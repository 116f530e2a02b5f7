"""How far an ink stands out of its ground, as WCAG counts it: 1 (not at all) to 21; 4.5 can be read."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rich.color import Color
    from rich.style import Style


def contrast(ink: Color, ground: Color) -> float:
    """The ratio of two colours."""
    lighter, darker = sorted((_luminance(ink), _luminance(ground)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def of_style(style: Style | None) -> float:
    """The ratio of a style's own two colours; both must be set."""
    assert style is not None
    assert style.color is not None
    assert style.bgcolor is not None
    return contrast(style.color, style.bgcolor)


def _luminance(colour: Color) -> float:
    red, green, blue = (_linear(part / 255) for part in colour.get_truecolor())
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(part: float) -> float:
    return part / 12.92 if part <= 0.04045 else float(((part + 0.055) / 1.055) ** 2.4)

"""The terminal's ground, light or dark: as it answers when asked (OSC 11), or as its environment says."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from placentin_tui.terminal.response_filter import ANSWER

if TYPE_CHECKING:
    from collections.abc import Mapping

ASK_GROUND = "\x1b]11;?\x1b\\"

_LIGHT = ("7", "15")
"""The numbers of the light ones among the 16 colours."""


def light_by(answer: str) -> bool | None:
    """Whether a response of the terminal says that its ground is light; `None` when it is about something else."""
    found = re.fullmatch(ANSWER, answer)
    if found is None or found["red"] is None:
        return None
    return is_light(found["red"], found["green"], found["blue"])


def is_light(red: str, green: str, blue: str) -> bool:
    """Whether black stands out more than white from a colour, given as hexadecimal parts of one to four digits each."""
    # The luminance of WCAG 2, with the exponent 2.2 in place of its curve.
    parts = (int(part, 16) / (16 ** len(part) - 1) for part in (red, green, blue))
    luminance: float = sum(weight * part**2.2 for weight, part in zip((0.2126, 0.7152, 0.0722), parts, strict=True))
    return luminance > 0.179


def says_light(environment: Mapping[str, str]) -> bool:
    """Whether the environment says that the ground is light (`COLORFGBG`, by rxvt, Konsole and others); where it says
    nothing, it is dark.
    """
    return environment.get("COLORFGBG", "").rpartition(";")[2] in _LIGHT

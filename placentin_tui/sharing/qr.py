"""QR codes in half-block characters: two rows of modules per line, dark on light in every theme, for scanners."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

from placentin_tui.errors import ShareError
from placentin_tui.i18n import _

DARK, LIGHT = "#000000", "#ffffff"
"""The colours of the modules and the background; with others, scanners may fail."""
QUIET = 4
"""Modules of the quiet zone on each side, as the standard asks."""
LEAST_QUIET = 2
"""The smallest quiet zone that scanners tolerate, for small windows."""
_SIGNS = {(False, False): " ", (True, False): "▀", (False, True): "▄", (True, True): "█"}


@dataclass(frozen=True, slots=True)
class QrCode:
    """A code as lines of text, to be shown in `DARK` on `LIGHT`."""

    rows: tuple[str, ...]

    @property
    def columns(self) -> int:
        """Its width in cells."""
        return len(self.rows[0])


def code(text: str, quiet: int = QUIET) -> QrCode:
    """The QR code of a text, with a quiet zone of `quiet` modules; raises `ShareError` beyond some 2,900 bytes."""
    import segno  # 20 ms, and only for a code

    try:
        # The lowest error correction makes the smallest code: a screen is neither torn nor stained.
        made = segno.make_qr(text, error="l")
    except ValueError as error:
        raise ShareError(_("This address is too long for a QR code.")) from error
    modules = [[bool(module) for module in row] for row in made.matrix_iter(border=quiet)]
    if len(modules) % 2:
        modules.append([False] * len(modules[0]))
    lines = list(pairwise(modules))[::2]
    return QrCode(tuple("".join(map(_SIGNS.__getitem__, zip(upper, lower, strict=True))) for upper, lower in lines))


def fitting(text: str, columns: int, rows: int) -> QrCode | None:
    """The code with the widest quiet zone that fits, `None` when none does; raises `ShareError` as `code` does."""
    codes = (code(text, quiet) for quiet in range(QUIET, LEAST_QUIET - 1, -1))
    return next((one for one in codes if one.columns <= columns and len(one.rows) <= rows), None)

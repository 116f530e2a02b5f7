"""What is drawn: a text as it is set, its colours, its font and the terminal's protocol; hashable, and with a name for
its file on disk.
"""

from __future__ import annotations

from hashlib import blake2b

import msgspec

from placentin_tui.ui.lettering.face import Face  # noqa: TC001 - msgspec reads the annotations

VERSION = 1
"""Of the way letters are drawn and stored: another one makes other names."""


class Drawing(msgspec.Struct, frozen=True):
    """A text to draw, or drawn; measures are in pixels."""

    lines: tuple[str, ...]
    places: tuple[tuple[int, ...], ...]
    """Where each letter of a line begins, in thousandths of the size."""
    size: int
    baseline: int
    pitch: int
    centred: bool
    columns: int
    rows: int
    cell: tuple[int, int]
    ink: str
    """`#rrggbb`."""
    ground: str
    """The colour behind the letters; kitty draws them on whatever is there."""
    levels: int
    """Shades from the ground to the ink."""
    is_kitty: bool
    face: Face

    @property
    def width(self) -> int:
        """Pixels of all columns."""
        return self.columns * self.cell[0]

    @property
    def height(self) -> int:
        """Pixels of all rows."""
        return self.rows * self.cell[1]

    @property
    def name(self) -> str:
        """The name of its file: a digest of everything it depends on."""
        return blake2b(msgspec.json.encode((VERSION, self)), digest_size=20).hexdigest()

"""Writes the table of measures of the face that is shipped, with which headlines are set before a font is opened.

python -m tools.lettering
"""

from __future__ import annotations

import sys

from placentin_tui.rendering.lettering.metrics import SHIPPED, encoded
from placentin_tui.ui.lettering.face import shipped_face
from placentin_tui.ui.lettering.measure import WESTERN, measured


def main() -> None:
    """Measure the font and write the table."""
    face = shipped_face()
    if face is None:
        sys.exit("The font's package is not installed.")
    SHIPPED.write_bytes(encoded(measured(face, WESTERN)))


if __name__ == "__main__":
    main()

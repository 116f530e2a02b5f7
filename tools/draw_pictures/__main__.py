"""Draw all the pictures, or those named, into the edition's folder."""

from __future__ import annotations

import sys
from pathlib import Path

from tools.draw_pictures.scenes import SCENES

PICTURES = Path(__file__).parents[2] / "placentin_tui" / "edition" / "pictures"

PICTURES.mkdir(exist_ok=True)
for name, scene in SCENES.items():
    if name in sys.argv[1:] or not sys.argv[1:]:
        scene().save(PICTURES / f"{name}.png")

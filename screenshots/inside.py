"""Shows one picture's screen in this terminal until it is ended: `python -m screenshots.inside NAME FOLDER`.

A file named `ready` appears in the folder when the keys have been pressed.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from screenshots.shots import SHOTS, app_of, lead

if TYPE_CHECKING:
    from textual.pilot import Pilot


def main(name: str, folder: Path) -> None:
    """Open the app and press the keys."""
    shot = next(shot for shot in SHOTS if shot.name == name)

    async def press(pilot: Pilot[Any]) -> None:
        """The keys, in the running app."""
        await lead(pilot, shot)
        (folder / "ready").touch()

    app_of(shot, folder).run(auto_pilot=press)


main(sys.argv[1], Path(sys.argv[2]))

"""Sends what waits in a library, as a process that can be killed.

    python -m tests.wordpress.program LIBRARY PICTURES NOW

Its clock stands at NOW; a wait is over at once. It says `ready` when only the sending remains.
"""

from __future__ import annotations

import asyncio
import sys
from pathlib import Path

from placentin_tui.courier.comments.send import send
from placentin_tui.library import Library
from placentin_tui.web import Web


async def main(file: Path, pictures: Path, now: int) -> None:
    """Send it all."""

    async def sleep(seconds: float) -> None:
        nonlocal now
        now += int(seconds) + 1

    with Library.open(file, pictures, clock=lambda: now) as library:
        async with Web() as web:
            print("ready", flush=True)
            async for _event in send(library, web, force=True, sleep=sleep):
                pass


if __name__ == "__main__":
    asyncio.run(main(Path(sys.argv[1]), Path(sys.argv[2]), int(sys.argv[3])))

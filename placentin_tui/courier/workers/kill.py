"""Ends a helper process."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from asyncio.subprocess import Process


async def end(process: Process) -> None:
    """Kill a process, which holds nothing that would be lost, and close its pipe."""
    with suppress(ProcessLookupError):
        process.kill()
    await process.wait()
    # Asyncio closes the pipe of a process that has ended only when it is told to.
    if process.stdin:
        process.stdin.close()

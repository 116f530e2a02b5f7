"""Where pictures are scaled: in a process of its own, for nothing else stops what a hostile file makes a decoder do.

That process bounds its memory and its time by what the system enforces; whatever becomes of it, the courier goes on.
"""

from __future__ import annotations

import asyncio
import sys
from typing import TYPE_CHECKING

from placentin_tui.courier.ending import end
from placentin_tui.courier.scaling import ANSWER, QUESTION, Scaled
from placentin_tui.image_files import NoPicture

if TYPE_CHECKING:
    from types import TracebackType
    from typing import Self

PATIENCE = 60.0
"""Seconds by the clock for one picture: the process itself has a far shorter bound, of processor time."""


class Darkroom:
    """Scales pictures, one at a time; to be entered with `async with`. The process is there from the first one on."""

    def __init__(self) -> None:
        self._process: asyncio.subprocess.Process | None = None
        self._turn = asyncio.Lock()

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        await self._end()

    async def scale(self, data: bytes) -> Scaled:
        """The picture in these bytes, scaled down to what a terminal can show; raises `NoPicture`."""
        async with self._turn:
            process = self._process or await self._begin()
            try:
                async with asyncio.timeout(PATIENCE):
                    return await _ask(process, data)
            except NoPicture:
                raise
            except (OSError, EOFError, TimeoutError) as error:
                # It died of this picture: the next one finds another process.
                await self._end()
                raise NoPicture("it broke the decoder") from error
            except asyncio.CancelledError:
                # An answer nobody waits for any more would be taken for the next one's.
                await self._end()
                raise

    async def _begin(self) -> asyncio.subprocess.Process:
        self._process = await asyncio.create_subprocess_exec(
            sys.executable,
            "-m",
            "placentin_tui.courier.scaling",
            stdin=asyncio.subprocess.PIPE,
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.DEVNULL,
        )
        return self._process

    async def _end(self) -> None:
        process, self._process = self._process, None
        if process is not None:
            await end(process)


async def _ask(process: asyncio.subprocess.Process, data: bytes) -> Scaled:
    assert process.stdin
    assert process.stdout
    process.stdin.write(QUESTION.pack(len(data)) + data)
    await process.stdin.drain()
    width, height, is_png, length = ANSWER.unpack(await process.stdout.readexactly(ANSWER.size))
    if not length:
        raise NoPicture("no picture")
    return Scaled(await process.stdout.readexactly(length), ".png" if is_png else ".jpg", width, height)

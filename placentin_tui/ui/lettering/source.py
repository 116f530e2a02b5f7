"""Drawings, from memory, from disk, or from the process that draws, which is started at need and ended when idle."""

from __future__ import annotations

import asyncio
from collections import OrderedDict
from contextlib import suppress
from hashlib import blake2b
from typing import TYPE_CHECKING

import msgspec

from placentin_tui.courier.workers.worker_process import WorkerDied, WorkerProcess
from placentin_tui.ui.lettering import cache
from placentin_tui.ui.lettering.face import is_unchanged
from placentin_tui.ui.lettering.worker import SECONDS, Draw, Measure, Measured, Shrink

if TYPE_CHECKING:
    from pathlib import Path

    from placentin_tui.ui.lettering.drawing import Drawing

KEPT = 10
"""Drawings kept in memory, of some ten kilobytes each."""
IDLE = 30.0
"""Seconds after its last answer at which the process is ended."""


class DrawingSource:
    """Drawings by what they show."""

    def __init__(self, folder: Path, budget: int) -> None:
        """`budget`: bytes of all files in the folder together."""
        self._folder = folder
        self._budget = budget
        self._kept: OrderedDict[Drawing, tuple[str, ...]] = OrderedDict()
        self._worker = WorkerProcess("placentin_tui.ui.lettering.worker")
        self._ending: asyncio.Task[None] | None = None
        self._is_shrunk = False

    @property
    def pid(self) -> int | None:
        """The process id, while there is a process."""
        return self._worker.pid

    def kept(self, drawing: Drawing) -> tuple[str, ...] | None:
        """A drawing's data, where it is in memory or on disk."""
        if drawing not in self._kept:
            data = cache.kept(self._folder, drawing.name)
            if data is None:
                return None
            self._keep(drawing, data)
        self._kept.move_to_end(drawing)
        return self._kept[drawing]

    async def draw(self, drawing: Drawing) -> tuple[str, ...] | None:
        """Have it drawn; `None` when it cannot be."""
        answer = await self._ask(Draw(drawing, str(self._folder)))
        if not self._is_shrunk:
            self._is_shrunk = True
            await self._ask(Shrink(str(self._folder), self._budget))
        if not answer:
            return None
        data = msgspec.json.decode(answer, type=tuple[str, ...])
        self._keep(drawing, data)
        return data

    def measured(self, name: str) -> Measured | None:
        """The font a person has named, as it was measured before; `None` when it was not, or is another file now."""
        kept = cache.kept(self._folder, _measures_name(name))
        with suppress(ValueError):
            measured = msgspec.json.decode(kept[0], type=Measured) if kept else None
            return measured if measured and is_unchanged(measured.face) else None
        return None

    async def measure(self, name: str) -> Measured | None:
        """Have the font a person has named found and measured; `None` when there is none."""
        answer = await self._ask(Measure(name))
        if not answer:
            return None
        cache.keep(self._folder, _measures_name(name), (answer.decode("utf-8"),))
        return msgspec.json.decode(answer, type=Measured)

    async def close(self) -> None:
        """End the process."""
        if self._ending:
            self._ending.cancel()
        await self._worker.end()

    def _keep(self, drawing: Drawing, data: tuple[str, ...]) -> None:
        """Keep it in memory; the one not shown for longest goes."""
        self._kept[drawing] = data
        while len(self._kept) > KEPT:
            self._kept.popitem(last=False)

    async def _ask(self, question: msgspec.Struct) -> bytes:
        """The process's answer; empty when it died of the question, or cannot be started."""
        if self._ending:
            self._ending.cancel()
        try:
            return await self._worker.ask(lambda: msgspec.json.encode(question), SECONDS)
        except (WorkerDied, OSError):
            return b""
        finally:
            self._ending = asyncio.create_task(self._end_idle())

    async def _end_idle(self) -> None:
        """End the process when nothing is asked for a while."""
        await asyncio.sleep(IDLE)
        await self._worker.end()


def _measures_name(name: str) -> str:
    """The name of the file with the measures of a named font."""
    return "font-" + blake2b(name.encode(), digest_size=20).hexdigest()

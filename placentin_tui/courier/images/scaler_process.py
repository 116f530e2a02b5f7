"""Runs the scaler in a process of its own: nothing else bounds what a hostile file makes a decoder do.

The operating system enforces that process's limits of memory and time; whatever happens to it, the courier goes on.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from placentin_tui.courier.images.scaler import ANSWER, SECONDS, Scaled
from placentin_tui.courier.workers.worker_process import WorkerDied, WorkerProcess
from placentin_tui.image_files import NoPicture

if TYPE_CHECKING:
    from types import TracebackType
    from typing import Self


class ScalerProcess:
    """Scales pictures, one at a time; to be entered with `async with`. The process is started with
    the first picture.
    """

    def __init__(self) -> None:
        self._worker = WorkerProcess("placentin_tui.courier.images.scaler")

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        await self._worker.end()

    async def scale(self, data: bytes) -> Scaled:
        """Scale a picture down to what a terminal can show. Raises `NoPicture`, also when the process died of it."""
        try:
            answer = await self._worker.ask(lambda: data, SECONDS)
        except WorkerDied as error:
            raise NoPicture(str(error)) from error
        if not answer:
            raise NoPicture
        width, height, is_png = ANSWER.unpack_from(answer)
        return Scaled(answer[ANSWER.size :], ".png" if is_png else ".jpg", width, height)

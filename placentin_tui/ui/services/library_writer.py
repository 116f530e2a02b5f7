"""The reader's one writing hand: a thread of its own, so that a busy library holds up no key; writes stay in order."""

from __future__ import annotations

import asyncio
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable

    from placentin_tui.library import Library

T = TypeVar("T")


class LibraryWriter:
    """Writes to one library, one act after the other, off the screen's thread.

    `open_library` is called once, in the writing thread, at the first write (a connection belongs to its thread).
    """

    def __init__(self, open_library: Callable[[], Library]) -> None:
        self._open = open_library
        self._library: Library | None = None
        self._thread = ThreadPoolExecutor(max_workers=1, thread_name_prefix="library-writer")

    async def write(self, act: Callable[[Library], T]) -> T:
        """Do `act` on the library and give its result; what it raises comes out here."""
        return await asyncio.get_running_loop().run_in_executor(self._thread, self._do, act)

    def close(self) -> None:
        """Finish what is being written, then put the pen down."""
        self._thread.submit(self._close)
        self._thread.shutdown(wait=True)

    def _do(self, act: Callable[[Library], T]) -> T:
        if self._library is None:
            self._library = self._open()
        return act(self._library)

    def _close(self) -> None:
        if self._library is not None:
            self._library.close()


class InlineWriter:
    """The pen of a library that lives in memory: there is no other connection to it, and nothing to wait for."""

    def __init__(self, library: Library) -> None:
        self._library = library

    async def write(self, act: Callable[[Library], T]) -> T:
        """Do `act` on the library and give its result."""
        return act(self._library)

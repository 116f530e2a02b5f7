"""Runs library writes in order on one background thread, so that keys never wait for a busy library."""

from __future__ import annotations

import asyncio
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from placentin_tui.library import Library

T = TypeVar("T")


class LibraryWriter:
    """Writes to one library, one call after the other, on a thread of its own.

    `open_library` is called once, in that thread, at the first write (an SQLite connection belongs to its thread).
    """

    def __init__(self, open_library: Callable[[], Library]) -> None:
        """The thread starts with the first write."""
        self._open = open_library
        self._library: Library | None = None
        self._thread = ThreadPoolExecutor(max_workers=1, thread_name_prefix="library-writer")

    def submit(self, act: Callable[[Library], T]) -> Awaitable[T]:
        """Put `act` into the thread's queue at once; what is returned waits for its result, and raises what it raises.

        The act is done whether or not anybody waits, and before `close()` returns.
        """
        done = asyncio.get_running_loop().run_in_executor(self._thread, self._do, act)
        done.add_done_callback(lambda done: done.cancelled() or done.exception())  # no complaint if nobody waits
        return asyncio.shield(done)

    async def write(self, act: Callable[[Library], T]) -> T:
        """Run `act` on the library and return its result; raises what `act` raises."""
        return await self.submit(act)

    def close(self) -> None:
        """Wait for the pending writes, then close the library and end the thread."""
        self._thread.submit(self._close)
        self._thread.shutdown(wait=True)

    def _do(self, act: Callable[[Library], T]) -> T:
        """Open the library at the first call; run `act`."""
        if self._library is None:
            self._library = self._open()
        return act(self._library)

    def _close(self) -> None:
        if self._library is not None:
            self._library.close()


class InlineWriter:
    """Writes to a library in memory at once: there is no other connection to it, and nothing to wait for."""

    def __init__(self, library: Library) -> None:
        self._library = library

    def submit(self, act: Callable[[Library], T]) -> Awaitable[T]:
        """Run `act` on the library; what is returned has its result, or raises what it raises."""
        done: asyncio.Future[T] = asyncio.get_running_loop().create_future()
        try:
            done.set_result(act(self._library))
        except Exception as error:  # noqa: BLE001 - whoever waits gets it
            done.set_exception(error)
            done.exception()  # no complaint if nobody waits
        return done

    async def write(self, act: Callable[[Library], T]) -> T:
        """Run `act` on the library and return its result."""
        return act(self._library)

"""Where the courier works without standing in its own way: the library and slow work off the event loop, foreign
documents in processes of their own.
"""

from __future__ import annotations

import asyncio
from contextlib import asynccontextmanager, contextmanager
from functools import partial
from typing import TYPE_CHECKING, ParamSpec, TypeVar

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator, AsyncIterator, Awaitable, Callable, Iterable, Iterator, Mapping

    from placentin_tui.courier.workers.parser_pool import ParserPool
    from placentin_tui.library import Library

P = ParamSpec("P")
T = TypeVar("T")
K = TypeVar("K")

BATCH = 100
"""Small notes written down together."""


class Executor:
    """One library and those who work for it, as the event loop sees them."""

    def __init__(self, library: Library, pool: ParserPool | None = None) -> None:
        """`pool`: who reads foreign documents; without one each gets a process that ends with it."""
        self.library = library
        self._pool = pool
        self._library_turn = asyncio.Lock()
        self._work_turn = asyncio.Lock()
        self._later: list[Callable[[], object]] = []

    async def keep(self, act: Callable[P, T], *args: P.args, **named: P.kwargs) -> T:
        """Call the library: one call at a time, and what has begun is finished even when we are told to stop.

        Never by a thread of one's own: SQLite crashes when a connection is closed while another thread is in it.
        """
        async with self._library_turn:
            call = asyncio.ensure_future(asyncio.to_thread(act, *args, **named))
            try:
                return await asyncio.shield(call)
            except asyncio.CancelledError:
                await asyncio.wait([call])
                raise

    async def keep_later(self, act: Callable[P, object], *args: P.args, **named: P.kwargs) -> None:
        """Call the library with many others, in one transaction: for what may be lost and is found out again."""
        self._later.append(partial(act, *args, **named))
        if len(self._later) >= BATCH:
            await self.keep_now()

    async def keep_now(self) -> None:
        """Call the library with all that was left for later."""
        acts, self._later = self._later, []
        if acts:
            await self.keep(_together, self.library, acts)

    async def work(self, act: Callable[P, T], *args: P.args, **named: P.kwargs) -> T:
        """Do something of our own that takes a while."""
        async with self._work_turn:
            return await asyncio.to_thread(act, *args, **named)

    async def read(self, task: Callable[P, T], *args: P.args, **named: P.kwargs) -> T:
        """Have a foreign document read (see `ParserPool.run`)."""
        async with pool_or_own(self._pool) as pool:
            return await pool.run(task, *args, **named)


@asynccontextmanager
async def pool_or_own(pool: ParserPool | None) -> AsyncIterator[ParserPool]:
    """A pool that is there already; where there is none, one for as long as the block lasts."""
    if pool is not None:
        yield pool
        return
    from placentin_tui.courier.workers.parser_pool import ParserPool  # 10 ms, and most refreshes bring nothing

    async with ParserPool() as own:
        yield own


class MemoryBudget:
    """Memory for what servers send; while it is full, nobody is asked for more, and nobody's patience runs out."""

    def __init__(self, most: int) -> None:
        """`most`: bytes that make it full; what has been asked for by then still comes."""
        self._most = most
        self._held = 0
        self._free = asyncio.Event()
        self._free.set()

    async def wait(self) -> None:
        """Wait until there is some."""
        while self._held >= self._most:  # others wait too, and the first of them may take it all
            await self._free.wait()

    @contextmanager
    def holding(self, size: int) -> Iterator[None]:
        """Take so much of it."""
        self._change(size)
        try:
            yield
        finally:
            self._change(-size)

    def _change(self, size: int) -> None:
        self._held += size
        if self._held < self._most:
            self._free.set()
        else:
            self._free.clear()


def _together(library: Library, acts: Iterable[Callable[[], object]]) -> None:
    with library.transaction():
        for act in acts:
            act()


async def as_they_end(
    jobs: Mapping[K, Callable[[], Awaitable[T]]], at_once: int
) -> AsyncGenerator[tuple[K, asyncio.Task[T]], None]:
    """The jobs as tasks, each given back by its key when it has ended, well or not; closing this ends the others."""
    turns = asyncio.Semaphore(at_once)

    async def in_turn(job: Callable[[], Awaitable[T]]) -> T:
        async with turns:
            return await job()

    waiting = {asyncio.create_task(in_turn(job)): key for key, job in jobs.items()}
    # Each task reports itself: `asyncio.wait` goes through all of them for every one that ends.
    ended: asyncio.Queue[asyncio.Task[T]] = asyncio.Queue()
    for task in waiting:
        task.add_done_callback(ended.put_nowait)
    try:
        while waiting:
            task = await ended.get()
            yield waiting.pop(task), task
    finally:
        for task in waiting:
            task.cancel()
        await asyncio.gather(*waiting, return_exceptions=True)

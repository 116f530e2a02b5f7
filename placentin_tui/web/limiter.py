"""Politeness: so many questions at once in all, and so many to one host."""

from __future__ import annotations

import asyncio
import resource
from collections import defaultdict
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import AsyncIterator


MOST = 200
"""Questions at once; a server that takes its time costs us nothing."""


def most() -> int:
    """How many questions there may be at once here: no more than half the files we may have open."""
    files, _hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    return MOST if files == resource.RLIM_INFINITY else max(1, min(MOST, files // 2))


class ConnectionLimiter:
    """Who may ask now; the others wait without holding anything."""

    def __init__(self, in_all: int, per_host: int) -> None:
        self._all = asyncio.Semaphore(in_all)
        self._hosts: defaultdict[str, asyncio.Semaphore] = defaultdict(lambda: asyncio.Semaphore(per_host))

    @asynccontextmanager
    async def at(self, host: str) -> AsyncIterator[None]:
        """One's turn at a host."""
        # The host first: who waits for a busy host takes nobody's place at another.
        async with self._hosts[host], self._all:
            yield

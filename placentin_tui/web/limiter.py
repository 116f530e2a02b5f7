"""Limits concurrent requests, in all and per host."""

from __future__ import annotations

import asyncio
import resource
from collections import defaultdict
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import AsyncIterator


MOST = 200
"""Concurrent requests; waiting for a slow server costs nothing."""


def most() -> int:
    """The concurrent requests possible here: at most half the file descriptors this process may open."""
    files, _hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    return MOST if files == resource.RLIM_INFINITY else max(1, min(MOST, files // 2))


class ConnectionLimiter:
    """Semaphores for concurrent requests, one for all and one per host."""

    def __init__(self, in_all: int, per_host: int) -> None:
        self._all = asyncio.Semaphore(in_all)
        self._hosts: defaultdict[str, asyncio.Semaphore] = defaultdict(lambda: asyncio.Semaphore(per_host))

    @asynccontextmanager
    async def at(self, host: str) -> AsyncIterator[None]:
        """Hold a slot for a request to a host."""
        # The host's first: a request that waits for a busy host must not take a slot from other hosts.
        async with self._hosts[host], self._all:
            yield

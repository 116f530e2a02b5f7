"""What the commands that ask servers share: the web for as long as it takes, and a quick end on Ctrl-C."""

from __future__ import annotations

import asyncio
import logging
import os
import threading
from contextlib import aclosing
from typing import TYPE_CHECKING

from placentin_tui.cli.exit_codes import INTERRUPTED

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator, Callable

    from placentin_tui.cli.context import CommandContext
    from placentin_tui.courier.process.protocol import Event
    from placentin_tui.web import Web

_LAST_MOMENT = 1.0
"""Seconds after Ctrl-C in which what is being written is finished."""


def follow(
    call: CommandContext, ask: Callable[[Web], AsyncGenerator[Event, None]], take: Callable[[Event], None]
) -> None:
    """Ask, and take the events as they come."""
    # A fault of ours is said in a sentence, as a source's failure; what the log has of it would be a traceback here.
    logging.getLogger("placentin_tui").addHandler(logging.NullHandler())
    asyncio.run(_follow(call, ask, take))


async def _follow(
    call: CommandContext, ask: Callable[[Web], AsyncGenerator[Event, None]], take: Callable[[Event], None]
) -> None:
    from placentin_tui.web import Web  # aiohttp: 200 ms

    try:
        async with Web(timeout=call.config.network.timeout) as web, aclosing(ask(web)) as events:
            async for event in events:
                take(event)
    except asyncio.CancelledError:
        _end_soon()
        raise


def _end_soon() -> None:
    """See to it that a thread waiting for a name server does not keep the person waiting; the library is safe."""
    timer = threading.Timer(_LAST_MOMENT, os._exit, (INTERRUPTED,))
    timer.daemon = True
    timer.start()

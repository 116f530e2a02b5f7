"""Runs courier functions for a command: a `Web` for their duration, and a quick end on Ctrl-C."""

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
"""Seconds after Ctrl-C in which the present transaction is finished."""


def follow(
    call: CommandContext, ask: Callable[[Web], AsyncGenerator[Event, None]], take: Callable[[Event], None]
) -> None:
    """Run `ask`, and call `take` with each of its events."""
    # A bug is reported as a source's failure; the log would print a traceback here.
    logging.getLogger("placentin_tui").addHandler(logging.NullHandler())
    asyncio.run(_follow(call, ask, take))


async def _follow(
    call: CommandContext, ask: Callable[[Web], AsyncGenerator[Event, None]], take: Callable[[Event], None]
) -> None:
    """Run `ask` with a `Web`; on Ctrl-C make sure that the process ends."""
    from placentin_tui.web import Web  # aiohttp: 200 ms

    try:
        async with Web(timeout=call.config.network.timeout) as web, aclosing(ask(web)) as events:
            async for event in events:
                take(event)
    except asyncio.CancelledError:
        _end_soon()
        raise


def _end_soon() -> None:
    """End the process soon, even if a thread waits for a name server; the library is consistent at any moment."""
    timer = threading.Timer(_LAST_MOMENT, os._exit, (INTERRUPTED,))
    timer.daemon = True
    timer.start()

"""Room for what servers send."""

from __future__ import annotations

import asyncio

from placentin_tui.courier.desk import Room


async def test_nobody_asks_while_there_is_no_room() -> None:
    room = Room(10)
    with room.holding(6):
        await room.wait()
        with room.holding(4):
            waiting = asyncio.create_task(room.wait())
            await asyncio.sleep(0.01)
            assert not waiting.done()
        await waiting


async def test_one_document_larger_than_the_room_is_held_all_the_same() -> None:
    room = Room(10)
    with room.holding(11):
        waiting = asyncio.create_task(room.wait())
        await asyncio.sleep(0)
        assert not waiting.done()
    await waiting

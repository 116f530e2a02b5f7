"""Room for what servers send."""

from __future__ import annotations

import asyncio

from placentin_tui.courier.process.executor import MemoryBudget


async def test_nobody_asks_while_there_is_no_room() -> None:
    room = MemoryBudget(10)
    with room.holding(6):
        await room.wait()
        with room.holding(4):
            waiting = asyncio.create_task(room.wait())
            await asyncio.sleep(0.01)
            assert not waiting.done()
        await waiting


async def test_one_document_larger_than_the_room_is_held_all_the_same() -> None:
    room = MemoryBudget(10)
    with room.holding(11):
        waiting = asyncio.create_task(room.wait())
        await asyncio.sleep(0)
        assert not waiting.done()
    await waiting


async def test_of_those_who_wait_only_as_many_go_on_as_there_is_room_for() -> None:
    room, asked = MemoryBudget(10), list[int]()
    end = asyncio.Event()

    async def ask(number: int) -> None:
        await room.wait()
        with room.holding(5):
            asked.append(number)
            await end.wait()

    with room.holding(10):
        tasks = [asyncio.create_task(ask(number)) for number in range(4)]
        await asyncio.sleep(0.01)
        assert asked == []
    await asyncio.sleep(0.01)
    assert asked == [0, 1]
    end.set()
    await asyncio.gather(*tasks)
    assert asked == [0, 1, 2, 3]

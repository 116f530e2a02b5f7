"""The reader's end, with couriers that die, hang, babble and will not go."""

from __future__ import annotations

import asyncio
import os
import subprocess
import sys
from collections.abc import AsyncGenerator, AsyncIterator, Callable
from contextlib import aclosing, asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest

from placentin_tui import i18n
from placentin_tui.courier.process.client import MOST_EVENTS, Courier
from placentin_tui.courier.process.protocol import (
    CommentsFetched,
    Event,
    FetchComments,
    FetchPictures,
    PicturesFetched,
    Ping,
    Ready,
    Refresh,
    RefreshFinished,
    Request,
    Subscribe,
    SubscribeFailed,
    Trouble,
)
from tests.courier.fake_couriers import Fake

SPEAKS = "serve()"
HASTY = 1.5
"""Seconds of silence after which a courier is pinged: more than a start takes on a busy machine."""
FINISHED = RefreshFinished(0, 0, 0, 0)


@pytest.fixture
def fake(tmp_path: Path) -> Fake:
    return Fake(tmp_path)


@dataclass
class Reader:
    """A courier and its events, which are listened to once, from first to last."""

    courier: Courier
    events: AsyncGenerator[Event, None]

    async def until(self, *requests: Request, last: Callable[[Event], bool]) -> list[Event]:
        """Send these, and hear the events up to the last one wanted."""
        for request in requests:
            self.courier.send(request)
        heard: list[Event] = []
        async with asyncio.timeout(90):
            while not heard or not last(heard[-1]):
                heard.append(await anext(self.events))
        return heard


@asynccontextmanager
async def started(command: tuple[str, ...], *, patience: float = 20.0, grace: float = 5.0) -> AsyncIterator[Reader]:
    courier = Courier(command, pauses=(0.0, 0.0, 0.0), patience=patience, grace=grace)
    await courier.start()
    async with aclosing(courier.events()) as events:
        try:
            yield Reader(courier, events)
        finally:
            await courier.stop()


def is_alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True


async def test_what_is_sent_before_it_is_ready_waits(fake: Fake) -> None:
    async with started(fake.command(SPEAKS)) as reader:
        events = await reader.until(Refresh(), FetchComments(7), last=lambda event: event == CommentsFetched(7, 1))
    assert events == [Ready(), RefreshFinished(1, 0, 0, 0), CommentsFetched(7, 1)]


async def test_the_same_wish_is_sent_once_until_it_is_answered(fake: Fake) -> None:
    async with started(fake.command(SPEAKS)) as reader:
        await reader.until(Refresh(), Refresh(), Refresh(), last=lambda event: isinstance(event, RefreshFinished))
        assert len(fake.heard) == 1
        await reader.until(Refresh(), last=lambda event: isinstance(event, RefreshFinished))
    assert [line for line in fake.heard if "refresh" in line] == ['1 {"type":"refresh","sources":[],"now":false}'] * 2


DEATHS = {
    "dies": "sys.exit(3)",
    "is killed": "os.kill(os.getpid(), signal.SIGKILL)",
    "closes its mouth": "os.close(1); time.sleep(60)",
    "babbles": "print('Traceback (most recent call last):', flush=True); time.sleep(60)",
    "says what no event is": "say('no-such-event'); time.sleep(60)",
    "says bytes": "sys.stdout.buffer.write(b'\\xff\\xfe\\n'); sys.stdout.flush(); time.sleep(60)",
    "never ends its line": "print('x' * 10_000_000, flush=True); time.sleep(60)",
}


@pytest.mark.parametrize("death", DEATHS.values(), ids=DEATHS)
async def test_a_courier_that_fails_in_the_middle_is_replaced(fake: Fake, death: str) -> None:
    program = f"""
    if life > 1:
        serve()
    say("ready")
    next(heard())
    {death}
    """
    async with started(fake.command(program)) as reader:
        events = await reader.until(Refresh(), last=lambda event: isinstance(event, RefreshFinished))
    # Said once, and what was asked for is asked again.
    trouble = next(event for event in events if isinstance(event, Trouble))
    assert events == [Ready(), trouble, Ready(), RefreshFinished(2, 0, 0, 0)]
    assert "started again" in trouble.error
    assert not any(map(is_alive, fake.pids))


FLOODS = {
    "of news": "while True: say('trouble', error='x')",
    "of answers": "while True: say('pong')",
    "of nothing": "while True: print(flush=True)",
}


@pytest.mark.parametrize("flood", FLOODS.values(), ids=FLOODS)
async def test_a_courier_that_talks_without_end_is_replaced(fake: Fake, flood: str) -> None:
    program = f"""
    if life > 1:
        serve()
    say("ready")
    next(heard())
    {flood}
    """
    turns = 0

    async def screen() -> None:
        nonlocal turns
        while True:
            turns += 1
            await asyncio.sleep(0)

    painting = asyncio.create_task(screen())
    async with started(fake.command(program)) as reader:
        events = await reader.until(Refresh(), last=lambda event: isinstance(event, RefreshFinished))
    painting.cancel()
    assert events[-1] == RefreshFinished(2, 0, 0, 0)
    assert len(events) < MOST_EVENTS + 10
    assert [event for event in events if isinstance(event, Trouble) and "started again" in event.error]
    assert turns > MOST_EVENTS / 100
    assert not any(map(is_alive, fake.pids))


async def test_half_a_line_and_then_nothing(fake: Fake) -> None:
    program = """
    if life > 1:
        serve()
    say("ready")
    next(heard())
    sys.stdout.write('{"type":"refresh-fin'); sys.stdout.flush(); time.sleep(60)
    """
    async with started(fake.command(program), patience=HASTY) as reader:
        events = await reader.until(Refresh(), last=lambda event: isinstance(event, RefreshFinished))
    assert [type(event) for event in events] == [Ready, Trouble, Ready, RefreshFinished]


async def test_a_courier_of_another_version_is_not_used_and_that_is_said_once(fake: Fake) -> None:
    program = """
    say("ready", version="99.0")
    time.sleep(60)
    """
    async with started(fake.command(program)) as reader:
        events = await reader.until(Refresh(), last=lambda event: isinstance(event, RefreshFinished))
        assert len([event for event in events if isinstance(event, Trouble) and "updated" in event.error]) == 1
        events = await reader.until(FetchComments(7), last=lambda event: isinstance(event, CommentsFetched))
        assert [getattr(event, "error", "") for event in events] == [
            "Placentin was updated while it was open: close it and start it again to fetch news."
        ]
    assert len(fake.pids) == 1
    assert not any(map(is_alive, fake.pids))


async def test_a_courier_that_hangs_is_replaced(fake: Fake) -> None:
    program = """
    if life > 1:
        serve()
    say("ready")
    time.sleep(60)
    """
    async with started(fake.command(program), patience=HASTY) as reader:
        events = await reader.until(Refresh(), last=lambda event: isinstance(event, RefreshFinished))
    assert [type(event) for event in events] == [Ready, Trouble, Ready, RefreshFinished]
    assert not any(map(is_alive, fake.pids))


async def test_a_courier_that_thinks_long_but_answers_is_left_alone(fake: Fake) -> None:
    program = """
    say("ready")
    pings = 0
    for request in heard():
        if request["type"] == "ping":
            pings += 1
            say("pong")
        if pings == 4:
            say("refresh-finished", total=0, new=0, changed=0, failed=0)
    """
    async with started(fake.command(program), patience=HASTY) as reader:
        events = await reader.until(Refresh(), last=lambda event: isinstance(event, RefreshFinished))
    # Nobody hears of the pings.
    assert events == [Ready(), FINISHED]
    assert len(fake.pids) == 1


async def test_a_courier_that_never_starts_is_given_up(fake: Fake) -> None:
    async with started(fake.command("sys.exit(1)")) as reader:
        requests = (Refresh(), Subscribe("paper.example"), FetchComments(7), FetchPictures(7))
        events = await reader.until(*requests, last=lambda event: isinstance(event, PicturesFetched))
        assert len(fake.pids) <= 4
        troubles = [event for event in events if isinstance(event, Trouble)]
        assert len(troubles) <= 2
        # Every wish has its answer.
        rest = [event for event in events if not isinstance(event, Trouble)]
        assert rest[0] == FINISHED
        assert isinstance(rest[1], SubscribeFailed)
        assert rest[1].address == "paper.example"
        assert isinstance(rest[2], CommentsFetched)
        assert rest[2].error
        assert rest[3] == PicturesFetched(7, 0)


async def test_after_giving_up_a_new_wish_tries_again(fake: Fake) -> None:
    program = """
    if life > 4:
        serve()
    """
    async with started(fake.command(program)) as reader:
        cannot = await reader.until(
            last=lambda event: isinstance(event, Trouble) and "cannot be started" in event.error
        )
        assert [type(event) for event in cannot] == [Trouble, Trouble]
        assert len(fake.pids) == 4
        events = await reader.until(Refresh(), last=lambda event: isinstance(event, RefreshFinished))
    assert events == [Ready(), RefreshFinished(5, 0, 0, 0)]


async def test_a_program_that_is_not_there() -> None:
    async with started(("/no/such/program",)) as reader:
        events = await reader.until(Refresh(), last=lambda event: event == FINISHED)
    assert isinstance(events[-2], Trouble)


async def test_a_wish_that_kills_is_not_sent_a_third_time(fake: Fake) -> None:
    program = """
    say("ready")
    for request in heard():
        if request["type"] == "pictures":
            sys.exit(1)
        if request["type"] == "comments":
            say("comments-fetched", article=request["article"], count=life)
    """
    async with started(fake.command(program)) as reader:
        await reader.until(FetchPictures(7), last=lambda event: event == PicturesFetched(7, 0))
        events = await reader.until(FetchComments(8), last=lambda event: event == CommentsFetched(8, 3))
    assert events == [Ready(), CommentsFetched(8, 3)]
    assert [line for line in fake.heard if "pictures" in line] == [
        f'{life} {{"type":"pictures","article":7,"asked":false}}' for life in (1, 2)
    ]


async def test_told_to_stop_it_ends(fake: Fake) -> None:
    async with started(fake.command(SPEAKS)) as reader:
        await reader.until(last=lambda event: event == Ready())
    assert fake.heard == ['1 {"type":"stop"}']
    assert not is_alive(fake.pids[0])


async def test_one_that_will_not_go_is_killed(fake: Fake) -> None:
    program = """
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
    say("ready")
    while True:
        time.sleep(60)
    """
    async with started(fake.command(program), grace=0.2) as reader:
        await reader.until(last=lambda event: event == Ready())
    assert not is_alive(fake.pids[0])


async def test_stopping_ends_the_events(fake: Fake) -> None:
    async with started(fake.command(SPEAKS)) as reader:
        heard: list[Event] = []
        ready = asyncio.Event()

        async def listen() -> None:
            async for event in reader.events:
                heard.append(event)
                ready.set()

        listening = asyncio.create_task(listen())
        await ready.wait()
        await reader.courier.stop()
        await asyncio.wait_for(listening, 10)
    assert heard == [Ready()]


async def test_stopping_while_it_rests_between_two_lives(fake: Fake) -> None:
    courier = Courier(fake.command("sys.exit(1)"), pauses=(3600.0,))
    await courier.start()

    async def listen() -> None:
        async for _event in courier.events():
            asyncio.get_running_loop().call_soon(asyncio.ensure_future, courier.stop())

    await asyncio.wait_for(listen(), 10)
    assert len(fake.pids) == 1


async def test_stopping_what_was_never_started() -> None:
    await Courier().stop()


async def test_it_speaks_the_readers_language_in_a_session_of_its_own(fake: Fake) -> None:
    i18n.use("fr")
    program = """
    say("ready")
    say("trouble", error=os.environ["LANGUAGE"] + (" alone" if os.getsid(0) == os.getpid() else " not alone"))
    time.sleep(60)
    """
    async with started(fake.command(program), grace=0.1) as reader:
        events = await reader.until(last=lambda event: isinstance(event, Trouble))
    assert events[-1] == Trouble("fr alone")


async def test_pings_are_the_clients_own_business(fake: Fake) -> None:
    async with started(fake.command(SPEAKS)) as reader:
        reader.courier.send(Ping())
        events = await reader.until(Refresh(), last=lambda event: isinstance(event, RefreshFinished))
    assert events == [Ready(), RefreshFinished(1, 0, 0, 0)]


def test_the_readers_end_loads_nothing_heavy() -> None:
    heavy = ("sqlite3", "aiohttp", "feedparser", "PIL", "textual", "rich")
    ours = [
        "web",
        "feeds",
        "library",
        "prose.html",
        "prose.layout",
        "courier.service",
        "courier.refresh",
        "courier.dispatcher",
    ]
    names = {*heavy, *(f"placentin_tui.{name}" for name in ours)}
    code = (
        "import sys; before = set(sys.modules); import placentin_tui.courier.process.client; "
        f"print(sorted({names} & sys.modules.keys() - before))"
    )
    said = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True, text=True)
    assert said.stdout == "[]\n"

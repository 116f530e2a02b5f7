"""Whatever dies while a comment is on its way, the paper has it once in the end."""

from __future__ import annotations

import asyncio
import random
import sys
import time
from asyncio.subprocess import PIPE, Process
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from placentin_tui.web import Web
from tests.wordpress.fake import Fake
from tests.wordpress.site import KNOWN, Site
from tests.wordpress.writer import ANA, Writer

ROUNDS = 25
"""Against each theme of the real WordPress, fifty together."""
FEW = 4
"""Against the fake."""
MOST_TRIES = 5


@pytest.fixture
async def writer(site: Site, web: Web, tmp_path: Path) -> AsyncIterator[Writer]:
    made = Writer(site, web, tmp_path)
    yield made
    made.library.close()


async def start(writer: Writer) -> Process:
    """A process about to send what waits, a minute later than the last one."""
    writer.clock.pass_a_minute()
    command = [sys.executable, "-m", "tests.wordpress.program", str(writer.file), str(writer.pictures)]
    process = await asyncio.create_subprocess_exec(*command, str(writer.clock.now), stdout=PIPE)
    assert process.stdout
    assert await process.stdout.readline() == b"ready\n"
    return process


async def handed_over(writer: Writer, outgoing: int, process: Process) -> None:
    """Wait until it is about to be posted: the moment that matters."""
    while process.returncode is None and writer.outgoing(outgoing).state == "waiting":  # noqa: ASYNC110 - another process writes it
        await asyncio.sleep(0.001)


async def settle(writer: Writer, outgoing: int) -> None:
    """Send until the paper has answered."""
    for _try in range(MOST_TRIES):
        if not writer.is_pending(outgoing):
            return
        process = await start(writer)
        assert await process.wait() == 0
    assert not writer.is_pending(outgoing)


def check(writer: Writer, outgoing: int, post: int) -> None:
    """The letter is there once, and as the library says."""
    settled = writer.outgoing(outgoing)
    [kept] = [comment for comment in writer.site.comments(post) if comment.text == settled.text]
    assert (settled.state, kept.state) in (("published", "approved"), ("held", "hold"))
    if settled.remote:
        assert settled.remote == kept.id


async def test_a_courier_killed_at_any_moment_prints_once(site: Site, writer: Writer) -> None:
    chance = random.Random(1)
    article = await writer.article(site.posts.open)
    first = writer.write(article, "Pour mesurer")
    process = await start(writer)
    began = time.monotonic()
    assert await process.wait() == 0
    whole = time.monotonic() - began
    check(writer, first, site.posts.open)
    interrupted = 0
    for number in range(FEW if isinstance(site, Fake) else ROUNDS):
        by = KNOWN if number % 2 else ANA
        outgoing = writer.write(article, f"Lettre {number}", by=by)
        process = await start(writer)
        if number % 4 > 1:
            await handed_over(writer, outgoing, process)
            await asyncio.sleep(chance.uniform(0, whole / 2))
        else:
            await asyncio.sleep(chance.uniform(0, 2 * whole) if number else 0)
        if process.returncode is None:
            process.kill()
        await process.wait()
        interrupted += writer.is_pending(outgoing)
        await settle(writer, outgoing)
        check(writer, outgoing, site.posts.open)
    assert interrupted


async def test_a_server_stopped_at_any_moment_prints_once(site: Site, web: Web, writer: Writer) -> None:
    chance = random.Random(2)
    article = await writer.article(site.posts.open)
    outgoing = writer.write(article, "Pour mesurer")
    began = time.monotonic()
    await writer.send()
    whole = time.monotonic() - began
    check(writer, outgoing, site.posts.open)
    for number in range(FEW if isinstance(site, Fake) else ROUNDS):
        writer.clock.pass_a_minute()
        outgoing = writer.write(article, f"Lettre {number}", by=KNOWN if number % 2 else ANA)
        sending = asyncio.create_task(writer.send())
        await asyncio.sleep(chance.uniform(0, whole))
        site.stop()
        await sending
        site.start()
        for _try in range(MOST_TRIES):
            if writer.is_pending(outgoing):
                writer.clock.now += 3600
                writer.clock.pass_a_minute()
                await writer.send()
        # One that was taken but could not be looked at counts as held until the next refresh.
        await writer.refresh()
        check(writer, outgoing, site.posts.open)

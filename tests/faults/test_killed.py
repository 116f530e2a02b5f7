"""`kill -9` of the reader, its hand, the courier, at any moment: nothing confirmed is lost, nothing sent twice."""

from __future__ import annotations

import asyncio
import os
import random
import signal
import sys
from asyncio.subprocess import DEVNULL, PIPE, Process
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, suppress
from pathlib import Path

import pytest

from bench.home import PROGRAM
from placentin_tui.courier.process.protocol import (
    FetchComments,
    Ready,
    Refresh,
    SendOutbox,
    SourceRefreshed,
    Trouble,
    event_from,
    to_line,
)
from placentin_tui.library import Library, open_or_repair
from placentin_tui.models import NewSource, ParsedArticle, PreparedArticle, View
from placentin_tui.paths import NAME
from placentin_tui.prose.blocks import Paragraph, Span
from tests.courier.papers import feed, item
from tests.faults.test_terminal import gone
from tests.harness.home import environment
from tests.harness.tty import Tty
from tests.web.server import Server, data
from tests.wordpress.fake import Fake

SEED = 200
ROOT = Path(__file__).parents[2]
# The courier as it is, but for the pause papers ask for between two letters: the fake's clock runs ahead instead.
COURIER = (
    "import placentin_tui.courier.comments.send as outbox; outbox.INTERVAL = 0;"
    "from placentin_tui.courier.service import main; main()"
)
VICTIMS = ("hand",) * 6 + ("courier",) * 2 + ("both",) * 2


@pytest.fixture
def site() -> Iterator[Fake]:
    fake = Fake()
    fake.start()
    yield fake
    fake.close()


class Life:
    """A reader's hand and a courier at work on one library, and what they confirmed."""

    def __init__(self, home: Path, site: Fake, server: Server) -> None:
        self.home, self.site, self.server = home, site, server
        self.file = home / "data" / NAME / "library.db"
        self.env = {**os.environ, **environment(home), "LANGUAGE": "en"}
        self.processes: dict[str, Process] = {}
        self.listeners: dict[str, asyncio.Task[None]] = {}
        self.ready = {"hand": asyncio.Event(), "courier": asyncio.Event()}
        self.begun = asyncio.Event()
        self.read: set[int] = set()
        self.starred: set[int] = set()
        self.outgoing_comments: set[int] = set()
        self.draft = self.new = 0
        self.troubles: list[str] = []
        with self.library() as library:
            library.sources.add(NewSource(server.url("/feed"), "Le fil"))
            source = library.sources.add(NewSource(f"{site.home}feed/", "Le journal", home=site.home)).id
            url = site._links[site.posts.open]
            parsed = ParsedArticle("guid:open", "Ouvert", url=url, comments_feed=f"{url}feed/", digest="1")
            prepared = PreparedArticle(parsed, (Paragraph((Span("Le texte."),)),))
            (self.article,) = library.articles.store(source, [prepared]).new

    def library(self) -> Library:
        return open_or_repair(self.file, self.file.parent / "pictures")

    async def start(self, who: str) -> None:
        """Start one of them, if it does not run."""
        process = self.processes.get(who)
        if process and process.returncode is None:
            return
        self.ready[who].clear()
        hand = ("-m", "tests.faults.writer_process", str(self.file), str(self.article))
        self.processes[who] = await asyncio.create_subprocess_exec(
            sys.executable, *(hand if who == "hand" else ("-c", COURIER)),
            stdin=PIPE, stdout=PIPE, stderr=DEVNULL, env=self.env, cwd=ROOT, limit=1 << 20,
        )  # fmt: skip
        self.listeners[who] = asyncio.create_task(self._listen(who, self.processes[who]))

    async def _listen(self, who: str, process: Process) -> None:
        assert process.stdout
        async for line in process.stdout:
            if not line.endswith(b"\n"):
                return  # killed in the middle of it
            self._note(line.decode().split()) if who == "hand" else self._hear(line)
            if self.read and self.new:
                self.begun.set()

    def _note(self, words: list[str]) -> None:
        match words:
            case ["ready"]:
                self.ready["hand"].set()
            case ["read", *numbers]:
                self.read |= set(map(int, numbers))
            case ["starred", *numbers]:
                self.starred |= set(map(int, numbers))
            case ["draft", number]:
                self.draft = int(number)
            case ["letter", number]:
                self.outgoing_comments.add(int(number))

    def _hear(self, line: bytes) -> None:
        match event_from(line):
            case Ready():
                self.ready["courier"].set()
            case SourceRefreshed(new=new):
                self.new += new
            case Trouble(error=error):
                self.troubles.append(error)

    async def kill(self, who: str) -> None:
        """Kill one or both, and hear to the end what was said before the blow."""
        victims = ("hand", "courier") if who == "both" else (who,)
        for name in victims:
            with suppress(ProcessLookupError):
                self.processes[name].kill()
        for name in victims:
            await self.processes[name].wait()
            await self.listeners[name]

    async def begin(self) -> None:
        """Have both at work, until each has confirmed something that may be lost."""
        for name in ("hand", "courier"):
            await self.start(name)
        async with asyncio.timeout(60):
            await self.begun.wait()

    async def work(self) -> None:
        """News in the feed, wishes to the courier, time for the paper: without end."""
        number = 0
        while True:
            number += 5
            items = [item(str(n), f"<p>{'mot ' * 300}</p>") for n in range(max(0, number - 20), number)]
            self.server.answers["/feed"] = data(feed(items))
            self.site.pass_a_minute()
            courier = self.processes.get("courier")
            if courier and courier.returncode is None and courier.stdin and self.ready["courier"].is_set():
                with suppress(ConnectionError):
                    for wish in (Refresh(now=True), SendOutbox(now=True), FetchComments(self.article)):
                        courier.stdin.write(to_line(wish))
            await asyncio.sleep(0.05)

    def hold(self) -> None:
        """Everything that was confirmed is there, once; nothing is damaged."""
        with self.library() as library:
            assert library.notice == ""
            assert library.check() == "ok"
            rows = {row.id: row for row in library.articles.page(View(), limit=100_000)}
            assert all(rows[number].read for number in self.read)
            assert all(rows[number].starred for number in self.starred)
            assert len(rows) - 1 >= self.new
            assert len({row.title for row in rows.values()}) == len(rows)
            outgoing_comments = {outgoing.id: outgoing for outgoing in library.outbox.all()}
            assert self.outgoing_comments <= outgoing_comments.keys()
            drafts = [outgoing.text for outgoing in outgoing_comments.values() if outgoing.state == "draft"]
            assert not self.draft or int(drafts[0].rpartition(" ")[2]) >= self.draft
            assert {outgoing.state for outgoing in outgoing_comments.values()} <= {
                "draft",
                "waiting",
                "sending",
                "published",
                "held",
            }
        texts = [comment.text for comment in self.site.comments(self.site.posts.open) if "Lettre" in comment.text]
        assert len(set(texts)) == len(texts), "sent twice"

    async def empty(self) -> None:
        """What waits goes out, however many letters that are: each is given its time."""
        await self.start("courier")
        left = self._waiting()
        while left:
            before = left
            async with asyncio.timeout(120):
                while left == before:
                    await asyncio.sleep(0.3)
                    left = self._waiting()

    def _waiting(self) -> int:
        with self.library() as library:
            return len(library.outbox.pending())


@asynccontextmanager
async def living(home: Path, site: Fake, server: Server) -> AsyncIterator[Life]:
    life = Life(home, site, server)
    work = asyncio.create_task(life.work())
    try:
        yield life
    finally:
        work.cancel()
        for process in life.processes.values():
            with suppress(ProcessLookupError):
                process.kill()
            await process.wait()
        await asyncio.gather(work, *life.listeners.values(), return_exceptions=True)


@pytest.mark.parametrize("moments", [6, pytest.param(185, marks=pytest.mark.faults)])
async def test_killed_at_any_moment(tmp_path: Path, site: Fake, server: Server, moments: int) -> None:
    chance = random.Random(SEED)
    print(f"seed {SEED}")
    async with living(tmp_path, site, server) as life:
        await life.begin()
        for moment in range(moments):
            who = chance.choice(VICTIMS)
            for name in ("hand", "courier"):
                await life.start(name)
            # Mostly at work; at times while it starts.
            if chance.random() > 0.15:
                async with asyncio.timeout(60):
                    await life.ready["hand" if who == "hand" else "courier"].wait()
            await asyncio.sleep(chance.uniform(0, 0.4))
            await life.kill(who)
            if moment % 15 == 14:
                await life.kill("both")
                life.hold()
        await life.kill("both")
        life.hold()
        await life.empty()
        await life.kill("both")
        life.hold()
        with life.library() as library:
            outgoing_comments = [outgoing for outgoing in library.outbox.all() if outgoing.state != "draft"]
        printed = [comment.text for comment in site.comments(site.posts.open)]
        assert all(printed.count(outgoing.text) == 1 for outgoing in outgoing_comments)
        assert life.troubles == []


@pytest.mark.parametrize("moments", [2, pytest.param(15, marks=pytest.mark.faults)])
def test_the_reader_killed_while_somebody_reads(tmp_path: Path, moments: int) -> None:
    """Its courier goes with it, the marks it showed are kept, and the next one opens."""
    from tests.library.factories import article, paper, put

    chance = random.Random(SEED)
    file = tmp_path / "data" / NAME / "library.db"
    with open_or_repair(file, file.parent) as library:
        put(library, paper(library, "nowhere"), *(article(f"{n:03}", f"Texte {n}. " * 50) for n in range(100)))
    env = {**environment(tmp_path), "LANGUAGE": "en"}
    for _moment in range(moments):
        with Tty([PROGRAM], env=env, cwd=ROOT) as tty:
            tty.wait("/100")
            tty.settle()
            for _ in range(chance.randint(0, 12)):
                tty.send(chance.choice("jjjmsn"))
                tty.settle(chance.uniform(0, 0.1))
            pids = tty.processes()
            tty.signal(signal.SIGKILL)
            assert tty.exit() == 128 + signal.SIGKILL
        assert gone(pids)
        with open_or_repair(file, file.parent) as library:
            assert library.notice == ""
            assert library.check() == "ok"
            assert library.articles.count(View()) == 100

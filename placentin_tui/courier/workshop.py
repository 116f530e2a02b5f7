"""Where documents are worked on: by the courier itself, and by helpers in its place once many are waiting.

Python works on one thing at a time in a process, and half of a refresh is reading feeds. A helper is a process of its
own (`craft`, 35 MB, there after 0.15 s): it pays when a dozen feeds have news, so it is started only then.
"""

from __future__ import annotations

import asyncio
import logging
import os
import sys
from contextlib import asynccontextmanager
from itertools import count
from typing import TYPE_CHECKING

from placentin_tui import i18n
from placentin_tui.courier import craft
from placentin_tui.courier.ending import end
from placentin_tui.errors import FeedError, FetchError
from placentin_tui.i18n import _

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Collection
    from types import TracebackType
    from typing import Self

    from placentin_tui.courier.desk import Desk
    from placentin_tui.library.packing import PackedArticle
    from placentin_tui.models import ParsedFeed
    from placentin_tui.web import Fetched

MANY = 4
"""Documents waiting for each pair of hands before another helper is called."""

PATIENCE = 120.0
"""Seconds by the clock for one question: what takes longer was built to."""
MOST_HELPERS = 4
"""More than one writer can keep busy."""

log = logging.getLogger(__name__)


def every_processor() -> int:
    """How many helpers there may be when nobody waits at the screen for something else."""
    own = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()
    return min(own or 1, MOST_HELPERS)


class HelperDied(Exception):
    """A helper ended in the middle of a document."""


class Workshop:
    """The courier's own hands and its helpers; to be entered with `async with`."""

    def __init__(self, desk: Desk, helpers: int = 0) -> None:
        """`helpers`: how many there may be at most."""
        self._own = _Own(desk)
        self._most = helpers
        self._helpers: list[_Helper] = []

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        await asyncio.gather(*(helper.end() for helper in self._helpers))

    @asynccontextmanager
    async def document(self, fetched: Fetched, *, apart: bool = False) -> AsyncIterator[Document]:
        """A document in the least busy hands; `apart`: in a process that may die of it. Raises `HelperDied`."""
        hands = self._helper() if apart and self._most else self._least_busy()
        hands.busy += 1
        document = Document(hands, fetched)
        try:
            yield document
        finally:
            hands.busy -= 1
            hands.drop(document)
            if isinstance(hands, _Helper) and hands.cannot_be_had:
                # No memory for another process, or too many of them: the work goes on without.
                self._helpers = [helper for helper in self._helpers if helper.is_there]
                self._most = 0

    def _least_busy(self) -> _Own | _Helper:
        # Our own hands rest once there are others: what they take, the network and the library lack.
        everybody: list[_Own | _Helper] = [*self._helpers] or [self._own]
        hands = min(everybody, key=lambda one: one.busy)
        return self._helper() if hands.busy >= MANY and len(self._helpers) < self._most else hands

    def _helper(self) -> _Helper:
        """One more helper, or the least busy there is."""
        if len(self._helpers) < self._most:
            self._helpers.append(_Helper())
            return self._helpers[-1]
        return min(self._helpers, key=lambda one: one.busy)


class Document:
    """A document somebody works on."""

    def __init__(self, hands: _Own | _Helper, fetched: Fetched) -> None:
        self.hands = hands
        self.fetched = fetched
        self.ticket = 0
        self.whole: ParsedFeed | None = None

    async def feed(self) -> ParsedFeed:
        """The feed it holds, perhaps without its texts; raises `FeedError`."""
        return await self.hands.parse(self)

    async def pack(self, identities: Collection[str]) -> tuple[PackedArticle, ...]:
        """These of the feed's articles, ready to be written down."""
        return await self.hands.pack(self, identities) if identities else ()


class _Own:
    """The courier's own thread."""

    def __init__(self, desk: Desk) -> None:
        self.busy = 0
        self._desk = desk

    async def parse(self, document: Document) -> ParsedFeed:
        fetched = document.fetched
        document.whole = await self._desk.work(craft.parsed, fetched.body, fetched.url, fetched.content_type)
        return document.whole

    async def pack(self, document: Document, identities: Collection[str]) -> tuple[PackedArticle, ...]:
        assert document.whole is not None
        return await self._desk.work(craft.packed, document.whole, identities)

    def drop(self, document: Document) -> None:
        document.whole = None


class _Helper:
    """A process that works on documents, there from the first one on."""

    def __init__(self) -> None:
        self.busy = 0
        self._process: asyncio.subprocess.Process | None = None
        self._turn = asyncio.Lock()
        self._tickets = count(1)
        self.cannot_be_had = False

    @property
    def is_there(self) -> bool:
        return self._process is not None

    async def parse(self, document: Document) -> ParsedFeed:
        fetched = document.fetched
        document.ticket = next(self._tickets)
        answer = await self._ask(craft.Parse(document.ticket, fetched.body, fetched.url, fetched.content_type), fetched)
        assert isinstance(answer, craft.Parsed)
        return answer.feed

    async def pack(self, document: Document, identities: Collection[str]) -> tuple[PackedArticle, ...]:
        answer = await self._ask(craft.Pack(document.ticket, frozenset(identities)), document.fetched)
        assert isinstance(answer, craft.Packed)
        return answer.articles

    def drop(self, document: Document) -> None:
        if self._process and self._process.stdin and document.ticket:
            question = craft.encode(craft.Drop(document.ticket))
            self._process.stdin.write(craft.LENGTH.pack(len(question)) + question)

    async def end(self) -> None:
        """End the process."""
        process, self._process = self._process, None
        if process is not None:
            await end(process)

    async def _ask(self, question: craft.Question, fetched: Fetched) -> craft.Answer:
        async with self._turn:
            if self._process is None:
                if isinstance(question, craft.Pack):
                    raise HelperDied
                try:
                    self._process = await _begin()
                except OSError as error:
                    self.cannot_be_had = True
                    raise HelperDied from error
            try:
                async with asyncio.timeout(PATIENCE):
                    answer = await _exchange(self._process, question)
            except (OSError, EOFError, TimeoutError) as error:
                await self.end()
                raise HelperDied from error
            except BaseException:
                # An answer nobody waits for any more would be taken for the next one's.
                await self.end()
                raise
        if isinstance(answer, craft.Refused):
            raise FeedError(answer.sentence)
        if isinstance(answer, craft.Mistaken):
            log.error("%s\n%s", fetched.url, answer.trace)
            sentence = _("Placentin made a mistake with what this source sent ({kind}).").format(kind=answer.kind)
            raise FetchError("mistake", sentence)
        return answer


async def _begin() -> asyncio.subprocess.Process:
    return await asyncio.create_subprocess_exec(
        sys.executable,
        "-m",
        "placentin_tui.courier.craft",
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.DEVNULL,
        env={**os.environ, "LANGUAGE": i18n.language()},
    )


async def _exchange(process: asyncio.subprocess.Process, question: craft.Question) -> craft.Answer:
    assert process.stdin
    assert process.stdout
    data = craft.encode(question)
    process.stdin.write(craft.LENGTH.pack(len(data)) + data)
    await process.stdin.drain()
    (length,) = craft.LENGTH.unpack(await process.stdout.readexactly(craft.LENGTH.size))
    return craft.answers.decode(await process.stdout.readexactly(length))

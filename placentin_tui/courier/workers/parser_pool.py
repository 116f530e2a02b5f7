"""Parses foreign documents in processes of their own (`parser_worker`), where a clock can end it.

A regular expression holds the interpreter for as long as it runs, so no thread could stop it, or do anything else
meanwhile. A process (35 MB, ready after 0.15 s) is started when the first document comes: a refresh that brings nothing
starts none. A document that overruns its time ends its process; whatever waited for that one is given to another.
"""

from __future__ import annotations

import asyncio
import logging
import os
from contextlib import asynccontextmanager
from itertools import count
from typing import TYPE_CHECKING, Any, ParamSpec, TypeVar, cast

from placentin_tui.courier.workers import parser_tasks, parser_worker
from placentin_tui.courier.workers.parser_tasks import FeedLost
from placentin_tui.courier.workers.worker_process import WorkerDied, WorkerProcess
from placentin_tui.errors import FeedError, FetchError

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable, Collection
    from types import TracebackType
    from typing import Self

    import msgspec

    from placentin_tui.library.articles.row_encoding import PackedArticle
    from placentin_tui.models import ParsedFeed
    from placentin_tui.web import Fetched

P = ParamSpec("P")
T = TypeVar("T")

WORKER = "placentin_tui.courier.workers.parser_worker"
"""The module the processes run."""
MANY = 4
"""Documents waiting for each process before another is started."""
MOST_WORKERS = 4
"""Processes, at most: more than one library writer can keep busy."""
SECONDS = 10.0
"""Processor time for a page, a thread of comments, an answer."""
QUICK = 2.0
"""Processor time for a feed while others wait: nearly all take a tenth of it, and slower ones are parsed after them."""
PATIENT = 20.0
"""Processor time for a feed after that, plus `PATIENT_FOR_MORE` for each megabyte."""
PATIENT_FOR_MORE = 4.0

log = logging.getLogger(__name__)


def processor_count() -> int:
    """The number of processes when nobody waits at the screen for something else."""
    own = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()
    return min(own or 1, MOST_WORKERS)


class ParserPool:
    """Processes that parse foreign documents; to be entered with `async with`."""

    def __init__(self, most: int = 1, *, seconds: float | None = None, idle: float | None = None) -> None:
        """`most`: processes at most; `seconds`: processor time that `run` allows (by default `SECONDS`).

        `idle`: seconds without work after which they are ended; `None`: never.
        """
        self._most = max(1, most)
        self._seconds = seconds or SECONDS
        self._idle = idle
        self._workers: list[_Worker] = []
        self._tickets = count(1)
        self._timer: asyncio.TimerHandle | None = None
        self._ending: asyncio.Task[None] | None = None

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        await self.end()

    async def end(self) -> None:
        """End the processes; they hold nothing that would be lost."""
        if self._timer:
            self._timer.cancel()
        await asyncio.gather(*(worker.process.end() for worker in self._workers))
        if self._ending and self._ending is not asyncio.current_task():
            await self._ending

    async def run(self, task: Callable[P, T], *args: P.args, **_named: P.kwargs) -> T:
        """Run one of the tasks on a document; positional arguments only.

        Raises what the task raises on purpose, `FeedError` when the document overran its time or memory, and
        `FetchError` for a bug of ours, or when no process can be started.
        """
        async with self._worker() as worker:
            for _try in range(2):
                try:
                    return await worker.run(task, args, self._seconds)
                except WorkerDied as error:
                    if error.overran:
                        break
            raise FeedError("broke")

    @asynccontextmanager
    async def document(self, fetched: Fetched, *, patient: bool = True) -> AsyncIterator[FeedDocument]:
        """A feed, to be parsed and packed; raises `WorkerDied` where that takes too long, or anything ends the process.

        `patient`: allow the longest time, instead of what nearly all need.
        """
        async with self._worker() as worker:
            seconds = PATIENT + PATIENT_FOR_MORE * len(fetched.body) / 1_000_000 if patient else QUICK
            document = FeedDocument(worker, fetched, next(self._tickets), seconds)
            try:
                yield document
            finally:
                worker.forgotten.append(document.ticket)

    @asynccontextmanager
    async def _worker(self) -> AsyncIterator[_Worker]:
        """The least busy worker, or a new one where all have enough to do."""
        if self._timer:
            self._timer.cancel()
        worker = min(self._workers, key=lambda one: one.busy, default=None)
        if worker is None or (worker.busy >= MANY and len(self._workers) < self._most):
            worker = _Worker()
            self._workers.append(worker)
        worker.busy += 1
        try:
            yield worker
        finally:
            worker.busy -= 1
            if self._idle is not None and not any(one.busy for one in self._workers):
                self._timer = asyncio.get_running_loop().call_later(self._idle, self._rest)

    def _rest(self) -> None:
        """End the processes: there was no work for `idle` seconds."""
        self._ending = asyncio.ensure_future(self.end())


class FeedDocument:
    """A feed that one worker parses and packs."""

    def __init__(self, worker: _Worker, fetched: Fetched, ticket: int, seconds: float) -> None:
        """`ticket`: names the parsed feed in the worker; `seconds`: processor time for each step."""
        self.fetched = fetched
        self.ticket = ticket
        self._worker = worker
        self._seconds = seconds
        self._packed: dict[str, PackedArticle] = {}

    async def feed(self) -> ParsedFeed:
        """The parsed feed, without its texts. Raises `FeedError`."""
        fetched = self.fetched
        arguments = self.ticket, fetched.body, fetched.url, fetched.content_type
        return await self._worker.run(parser_tasks.read_feed, arguments, self._seconds)

    async def pack(self, identities: Collection[str]) -> tuple[PackedArticle, ...]:
        """These articles of the feed, in its order, packed for the library."""
        while missing := frozenset(identities) - self._packed.keys():
            try:
                packed = await self._worker.run(parser_tasks.pack_articles, (self.ticket, missing), self._seconds)
            except FeedLost:  # another document ended the process that had parsed this one
                await self.feed()
            else:
                self._packed |= {article.identity: article for article in packed}
                break
        return tuple(article for identity, article in self._packed.items() if identity in identities)


class _Worker:
    """One process, and the number of documents that wait for it."""

    def __init__(self) -> None:
        """The process starts with the first document."""
        self.process = WorkerProcess(WORKER)
        self.busy = 0
        self.forgotten: list[int] = []
        """Tickets of feeds it need not keep any more."""

    async def run(self, task: Callable[..., T], arguments: tuple[Any, ...], seconds: float) -> T:
        """Run a task. Raises `WorkerDied` where that is too much for the process."""

        def question() -> bytes:
            """Encode the call, when its turn has come."""
            forgotten, self.forgotten = tuple(self.forgotten), []
            values = cast("msgspec.Raw", arguments)
            return parser_worker.encode(parser_worker.Call(task.__module__, task.__name__, values, seconds, forgotten))

        try:
            said = parser_worker.answers.decode(await self.process.ask(question, seconds))
        except OSError as error:
            raise FetchError("no-process", detail=error.strerror or str(error)) from error
        match said:
            case parser_worker.Done():
                result: T = parser_worker.result_of(task).decode(said.result)
                return result
            case parser_worker.Overrun():
                raise WorkerDied(overran=True)
            case parser_worker.Lost():
                raise FeedLost
            case parser_worker.Refused():
                raise parser_worker.refusal(said)
        log.error("%s\n%s", task.__name__, said.trace)
        raise FetchError("mistake", kind=said.kind)

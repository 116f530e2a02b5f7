"""Fetches what belongs to new articles after all sources have answered: what their feeds left out, full texts,
comments, pictures, and the state of the person's own comments.

Each part is imported when there is something for it: together they take 50 ms, and most refreshes bring nothing.
"""

from __future__ import annotations

import logging
from contextlib import aclosing
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, TypeAlias

from placentin_tui.courier.process.executor import as_they_end
from placentin_tui.courier.process.protocol import CommentsFetched, PicturesFetched
from placentin_tui.errors import FeedError, FetchError, LibraryError, UnknownArticle, UnknownSource
from placentin_tui.failure_codes import kind_of
from placentin_tui.models import FullTextPolicy
from placentin_tui.web import is_home

if TYPE_CHECKING:
    import asyncio
    from collections.abc import AsyncGenerator, Awaitable, Callable

    from placentin_tui.courier.images.cache import ImageCache
    from placentin_tui.courier.images.download import PictureDownloader
    from placentin_tui.courier.process.executor import Executor
    from placentin_tui.courier.process.protocol import Event
    from placentin_tui.courier.refresh.refresh_source import News
    from placentin_tui.models import OutgoingComment, Source, Unpictured
    from placentin_tui.web import Web

    Jobs: TypeAlias = dict[tuple[str, int], Callable[[], Awaitable[tuple[Event, ...]]]]

MOST_COMPLETED = 20
"""Articles of one source completed from WordPress at a refresh."""
MOST_COMMENTED = 20
"""Articles of one source whose comments are fetched at a refresh because the feed counts others."""
MOST_TEXTS = 20
"""Articles of one source whose pages are fetched for their full text at a refresh."""
MOST_PICTURED = 1000
"""Articles whose pictures are fetched at a refresh, the most valuable first; the others wait for the next one."""
MOST_HELD = 20
"""Held comments of the person's that are checked at a refresh."""
BATCH = 40
"""Articles whose pictures are fetched before room is made for those of the next ones."""
AT_ONCE = 8
SILENT = ("offline", "refused", "reset", "timeout", "tls", "unknown-host", "unreachable")
"""Failures after which a host is not asked for more pages in the same run."""

log = logging.getLogger(__name__)


class FollowUpFetcher:
    """Gathers what is wanted while the sources answer, then fetches it."""

    def __init__(self, executor: Executor, web: Web, folder: ImageCache | None, *, portraits: bool = False) -> None:
        """`folder`: the picture cache, `None`: fetch none; `portraits`: fetch authors' portraits too."""
        self._executor = executor
        self._web = web
        self._folder = folder
        self._portraits = portraits
        self._answered: list[tuple[Source, News]] = []
        self._broken: set[int] = set()
        """Ids of sources of whose answers one could not be parsed."""

    def note(self, source: Source, news: News) -> None:
        """Add a source that answered, and what it brought."""
        self._answered.append((source, news))

    async def fetch(self) -> AsyncGenerator[Event, None]:
        """Fetch what is wanted, and yield the events; what fails is left for another time."""
        held = await self._held()
        servers = await self._executor.call_library(self._executor.library.sources.servers)
        cut = await self._executor.call_library(self._executor.library.fulltexts.of_sources)
        papers = [
            _Paper(source, news, held.get(source.id, []), *servers.get(source.id, ("", False)), source.id in cut)
            for source, news in self._answered
        ]
        # What completes the articles comes first: it may bring pictures.
        for stage in (self._completions, self._texts, self._comments):
            jobs: Jobs = {}
            for paper in papers:
                if paper.is_asked:
                    jobs |= {key: partial(self._unless_broken, paper, job) for key, job in stage(paper).items()}
            async with aclosing(_all(jobs)) as events:
                async for event in events:
                    yield event
        if self._folder:
            async with aclosing(self._pictures(papers, self._folder)) as events:
                async for event in events:
                    yield event

    async def _unless_broken(self, paper: _Paper, job: Callable[[], Awaitable[tuple[Event, ...]]]) -> tuple[Event, ...]:
        """Run a job for a paper, unless one of its answers could not be parsed: the others would take as long."""
        if paper.source.id in self._broken:
            return ()
        try:
            return await job()
        except FeedError:
            self._broken.add(paper.source.id)
            raise

    async def _pictures(self, papers: list[_Paper], folder: ImageCache) -> AsyncGenerator[Event, None]:
        """Fetch the pictures of the papers that answered, the most valuable articles' first, as
        long as there is room.
        """
        from placentin_tui.courier.images.download import PictureDownloader
        from placentin_tui.courier.images.scaler_process import ScalerProcess

        public_only = {paper.source.id: paper.public_only for paper in papers}
        await self._executor.run_in_thread(folder.measure)
        async with ScalerProcess() as scaler:
            pictures = PictureDownloader(self._executor, self._web, folder, scaler)
            await pictures.make_room()  # the budget may be smaller than it was
            waiting = await self._executor.call_library(
                self._executor.library.pictures.waiting, public_only, MOST_PICTURED
            )
            for start in range(0, len(waiting), BATCH):
                welcome = await pictures.worth_fetching(waiting[start : start + BATCH])
                jobs: Jobs = {
                    ("pictures", one.article): partial(
                        self._fetch_pictures, pictures, one, public_only=public_only[one.source]
                    )
                    for one in welcome
                }
                async with aclosing(_all(jobs)) as events:
                    async for event in events:
                        yield event
                await pictures.make_room()

    async def _held(self) -> dict[int, list[OutgoingComment]]:
        """The held comments to check, by source."""
        library = self._executor.library
        if not (held := await self._executor.call_library(library.outbox.held)):
            return {}
        from placentin_tui.courier.comments.recheck_held import PATIENCE

        outgoing_comments = [outgoing for outgoing in held if outgoing.at >= library.clock() - PATIENCE][-MOST_HELD:]
        rows = await self._executor.call_library(
            library.articles.summaries, {outgoing.article for outgoing in outgoing_comments}
        )
        sources = {row.id: row.source for row in rows}
        by_source: dict[int, list[OutgoingComment]] = {}
        for outgoing in outgoing_comments:
            if outgoing.article in sources:
                by_source.setdefault(sources[outgoing.article], []).append(outgoing)
        return by_source

    def _completions(self, paper: _Paper) -> Jobs:
        """The jobs that complete a paper's articles from its WordPress."""
        if not (paper.root and paper.news.brought):
            return {}
        return {("whole", paper.source.id): partial(self._complete, paper)}

    def _texts(self, paper: _Paper) -> Jobs:
        """The job that fetches a paper's full texts."""
        return {("texts", paper.source.id): partial(self._fetch_texts, paper)} if paper.cut else {}

    def _comments(self, paper: _Paper) -> Jobs:
        """The jobs that fetch a paper's comments and check the held ones."""
        jobs: Jobs = {}
        discussed = paper.news.discussed[:MOST_COMMENTED]
        for article in discussed:
            jobs["comments", article] = partial(self._fetch_comments, paper, article)
        if paper.root:
            jobs["debates", paper.source.id] = partial(self._poll_comments, paper, discussed)
            for outgoing in paper.held:
                jobs["letter", outgoing.id] = partial(self._recheck, paper, outgoing)
        return jobs

    async def _poll_comments(self, paper: _Paper, but: tuple[int, ...]) -> tuple[Event, ...]:
        from placentin_tui.courier.comments.poll import poll_comments

        source, only = paper.source.id, paper.public_only
        return await poll_comments(self._executor, self._web, source, paper.root, but=but, public_only=only)

    async def _recheck(self, paper: _Paper, outgoing: OutgoingComment) -> tuple[Event, ...]:
        from placentin_tui.courier.comments.recheck_held import recheck

        return await recheck(self._executor, self._web, outgoing, paper.root, public_only=paper.public_only)

    async def _complete(self, paper: _Paper) -> tuple[Event, ...]:
        from placentin_tui.courier.wordpress.enrich import complete

        await complete(
            self._executor,
            self._web,
            paper.root,
            paper.news.brought[:MOST_COMPLETED],
            public_only=paper.public_only,
            portraits=self._portraits,
        )
        return ()

    async def _fetch_texts(self, paper: _Paper) -> tuple[Event, ...]:
        """Fetch a paper's full texts page by page; when one times out, the others are left for later."""
        from placentin_tui.courier.wordpress.full_text import fetch_text, text_fetched  # prose and lxml, 60 ms

        source, fulltexts = paper.source, self._executor.library.fulltexts
        wanted = await self._executor.call_library(fulltexts.wanted, source.id, MOST_TEXTS)
        if source.fulltext is FullTextPolicy.AUTO and await self._executor.call_library(
            fulltexts.is_fruitless, source.id
        ):
            await self._executor.call_library(fulltexts.dequeue, wanted)
            return ()
        events: list[Event] = []
        for article in wanted:
            try:
                page = await fetch_text(self._executor, self._web, article, public_only=paper.public_only)
            except FetchError as error:
                if kind_of(error.code) in SILENT or error.code == "broke":
                    break
                continue
            events.append(text_fetched(page, unasked=True))
        return tuple(events)

    async def _fetch_comments(self, paper: _Paper, article: int) -> tuple[Event, ...]:
        from placentin_tui.courier.comments.fetch import fetch_comments

        count = await fetch_comments(self._executor, self._web, article, public_only=paper.public_only)
        return (CommentsFetched(article, count),)

    async def _fetch_pictures(
        self, pictures: PictureDownloader, one: Unpictured, *, public_only: bool
    ) -> tuple[Event, ...]:
        count = await pictures.fetch(one.article, public_only=public_only, at=one.at)
        return () if count is None else (PicturesFetched(one.article, count),)


@dataclass(frozen=True, slots=True)
class _Paper:
    """A source that answered, and what is to be fetched for it."""

    source: Source
    news: News
    held: list[OutgoingComment]
    root: str
    """The URL of its REST interface, empty when it has none."""
    may_name_home: bool | None
    """Whether its documents may name URLs on this computer or in its network; `None`: it has not answered yet."""
    cut: bool
    """Whether articles of it, new or old, are queued for their full text."""

    @property
    def public_only(self) -> bool:
        """Whether what it names may come from the internet only (see network_scope.py)."""
        return not (is_home(self.source.url) if self.may_name_home is None else self.may_name_home)

    @property
    def is_asked(self) -> bool:
        """Whether there is anything to fetch."""
        return bool(self.root or self.cut or self.news.new or self.news.discussed)


async def _all(jobs: Jobs) -> AsyncGenerator[Event, None]:
    """The events of the jobs, as they end."""
    async with aclosing(as_they_end(jobs, AT_ONCE)) as ended:
        async for _key, task in ended:
            for event in _events(task):
                yield event


def _events(task: asyncio.Task[tuple[Event, ...]]) -> tuple[Event, ...]:
    """The events of a job; failures of servers are dropped, bugs logged. Raises `LibraryError`."""
    error = task.exception()
    if error is None:
        return task.result()
    if isinstance(error, LibraryError):
        raise error
    if not isinstance(error, FetchError | FeedError | UnknownArticle | UnknownSource):
        log.error("a mistake with what goes with the news", exc_info=error)
    return ()

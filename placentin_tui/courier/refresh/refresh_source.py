"""Refreshes one source, from the request to the rows in the library."""

from __future__ import annotations

import time
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, TypeAlias

import msgspec

from placentin_tui.courier.backoff import NO_NETWORK, next_try
from placentin_tui.courier.process.protocol import SourceRefreshed
from placentin_tui.courier.workers.worker_process import WorkerDied
from placentin_tui.errors import FeedError, FetchError
from placentin_tui.failure_codes import kind_of
from placentin_tui.models import FullTextPolicy, Oddity, RefreshOutcome
from placentin_tui.web import host_of
from placentin_tui.wordpress.discovery import post_id, rest_root

if TYPE_CHECKING:
    from collections.abc import Callable

    from placentin_tui.courier.process.executor import Executor, MemoryBudget
    from placentin_tui.courier.workers.parser_pool import FeedDocument, ParserPool
    from placentin_tui.library import Library
    from placentin_tui.library.articles.row_encoding import PackedArticle
    from placentin_tui.models import FetchState, ParsedArticle, ParsedFeed, Renamed, Source, Stored, Timestamp
    from placentin_tui.web import Fetched, Web

Trouble: TypeAlias = FetchError | FeedError

SIGN_IN = frozenset({"web-page", "http-511"})
"""Failures that a network causes that requires one to sign in."""
USUAL = 200_000
"""Bytes assumed for a document until it has come; a conditional request mostly brings none."""
FEW = 200
"""Articles searched for renamed ones of a short feed."""
WHOLE_AGAIN = 8 * 24 * 60 * 60
"""Seconds after which the whole document is requested: some servers answer 304 for ever."""


@dataclass(frozen=True, slots=True)
class RefreshContext:
    """What all sources of one refresh share."""

    executor: Executor
    web: Web
    now: Timestamp
    chance: Callable[[], float]
    """A random number from 0 to 1, for the back-off."""
    pool: ParserPool
    memory: MemoryBudget
    patient: bool = False
    """Whether a document is given the longest parsing time, instead of what nearly all need."""


@dataclass(frozen=True, slots=True)
class News:
    """What a document brought: ids of articles, newest first."""

    new: tuple[int, ...] = ()
    changed: tuple[int, ...] = ()
    discussed: tuple[int, ...] = ()
    """Articles that the paper counts comments on which we do not have, where their comments can be fetched."""

    @property
    def brought(self) -> tuple[int, ...]:
        """Articles whose text came with the document."""
        return self.new + self.changed


@dataclass(frozen=True, slots=True)
class Outcome:
    """The outcome of refreshing a source."""

    event: SourceRefreshed
    news: News = News()
    unrecorded: Trouble | None = None
    """A failure not recorded in the library yet, since it may be the network's, not the source's."""
    put_aside: bool = False
    """Whether its document takes long to parse: it is to be refreshed again once the others are done."""


async def refresh_one(context: RefreshContext, source: Source, state: FetchState) -> Outcome:
    """Refresh one source; failures of its server are returned as an outcome."""
    etag, last_modified = _validators(state, context.now)
    await context.memory.wait()
    began = time.monotonic()
    try:
        with context.memory.holding(0 if etag or last_modified else USUAL):
            # A source that was on the internet once is never requested at home, whatever its name resolves to now.
            only = state.at_home is False
            fetched = await context.web.get(state.url, etag=etag, last_modified=last_modified, public_only=only)
        with context.memory.holding(len(fetched.body)):
            news = await _stored(context, state, fetched)
    except (FetchError, FeedError) as error:
        event = failed(source, error, time.monotonic() - began)
        if kind_of(event.reason) in NO_NETWORK | SIGN_IN:
            return Outcome(event, unrecorded=error)
        await record(context, state, error)
        return Outcome(event)
    except WorkerDied:
        return Outcome(failed(source, _parser_failed(), time.monotonic() - began), put_aside=True)
    status = RefreshOutcome.NEW if news.new or news.changed else RefreshOutcome.UNCHANGED
    seconds = time.monotonic() - began
    event = SourceRefreshed(source.id, source.title, status, len(news.new), len(news.changed), seconds=seconds)
    return Outcome(event, news)


def _validators(state: FetchState, now: Timestamp) -> tuple[str, str]:
    """ETag and Last-Modified for a conditional request; empty once in a while."""
    if state.whole_at is None or not 0 <= now - state.whole_at < WHOLE_AGAIN:
        return "", ""
    return state.etag, state.last_modified


async def _stored(context: RefreshContext, state: FetchState, fetched: Fetched) -> News:
    """Store a document; a web page in the place of a former feed is a failure of its own kind."""
    try:
        return await store_document(context, state, fetched)
    except FeedError as error:
        if state.last_success is None or not await _is_page(context, fetched):
            raise
        asked, came = host_of(state.url), host_of(fetched.url)
        if asked == came:
            raise FetchError("web-page", host=asked) from error
        raise FetchError("web-page-elsewhere", host=asked, other=came) from error


async def _is_page(context: RefreshContext, fetched: Fetched) -> bool:
    """Whether a document is a web page."""
    from placentin_tui.courier.workers import parser_tasks  # only where a feed's place holds something else

    judgement = await context.pool.run(parser_tasks.judge, fetched.body, fetched.url, fetched.content_type)
    return judgement.is_page


def _parser_failed() -> FeedError:
    return FeedError("no-feed-broke")


def failed(source: Source, error: Trouble, seconds: float) -> SourceRefreshed:
    """The event for a source that failed, or is gone."""
    status = RefreshOutcome.GONE if error.code == "http-410" else RefreshOutcome.FAILED
    return SourceRefreshed(source.id, source.title, status, reason=error.code, error=str(error), seconds=seconds)


async def record(context: RefreshContext, state: FetchState, error: Trouble) -> None:
    """Record a failure in the library, with the time from which the source may be asked again."""
    sources = context.executor.library.sources
    if error.code == "http-410":
        await context.executor.call_library(sources.record_gone, state.source, error.reason)
        return
    wait, host = (error.retry_after, error.host) if isinstance(error, FetchError) else (None, "")
    when = next_try(context.now, state.failures, retry_after=wait, chance=context.chance())
    if error.code == "paused":
        # The host demanded a pause of another source: this one was not asked, and has not failed.
        when = context.now + (wait or 0)
    else:
        only, is_tls = state.at_home is False, kind_of(error.code) == "tls"
        refused = await context.web.refused_certificate(state.url, public_only=only) if is_tls else ""
        await context.executor.call_library(
            sources.record_failure, state.source, error.reason, next_try=when, refused=refused
        )
    if error.code in ("paused", "http-429") and host == host_of(state.url):
        await context.executor.call_library(sources.pause_host, host, when)


async def store_document(context: RefreshContext, state: FetchState, fetched: Fetched) -> News:
    """Parse a document and store it.

          fetched ─▶ the same as last time? ─▶ nothing to do
                  └─▶ parsed ─▶ compared: new, changed ─▶ packed ─▶ stored

    Raises `FeedError`, `FetchError` for a bug of ours, `WorkerDied` where more time is needed.
    """
    executor = context.executor
    if fetched.unchanged or (state.body_hash and fetched.body_hash == state.body_hash):
        await executor.call_library_later(_record_unchanged, executor.library, state, replace(fetched, body=b""))
        return News()
    try:
        async with context.pool.document(fetched, patient=context.patient) as document:
            return await store_feed(executor, state.source, await document.feed(), document)
    except WorkerDied as error:
        if context.patient:
            raise _parser_failed() from error
        raise


async def store_feed(executor: Executor, source: int, feed: ParsedFeed, document: FeedDocument) -> News:
    """Store what a source's feed has and the library does not."""
    from placentin_tui.feeds.changed_articles import (
        decide,  # 10 ms with what it needs, and most refreshes bring nothing
    )

    articles = executor.library.articles
    known = await executor.call_library(articles.known, source, [article.identity for article in feed.articles])
    unknown = [article.identity for article in feed.articles if article.identity not in known]
    # An article that a feed has renamed is as old as the rest of it.
    held = await executor.call_library(articles.held, source, FEW + 4 * len(feed.articles), unknown) if unknown else []
    decision = decide(feed, known, held)
    packed = await document.pack({article.identity for article in decision.new + decision.changed})
    policy, *homes = await executor.call_library(executor.library.fulltexts.policy, source)
    packed = tuple(with_policy(article, policy, (*homes, feed.home)) for article in packed)
    return await executor.call_library(
        _store, executor.library, source, feed, document.fetched, packed=packed, renamed=decision.renamed
    )


def with_policy(article: PackedArticle, policy: FullTextPolicy, homes: tuple[str, ...]) -> PackedArticle:
    """The article, `partial` when its page is to be fetched by the source's policy."""
    from placentin_tui.feeds.fulltext.fetch_policy import is_wanted

    wanted = is_wanted(article.url, policy, homes, looks_partial=article.partial)
    return article if wanted == article.partial else msgspec.structs.replace(article, partial=wanted)


def _record_unchanged(library: Library, state: FetchState, fetched: Fetched) -> None:
    _record_server(library, state.source, fetched)
    library.sources.record_success(
        state.source,
        etag=fetched.etag or state.etag,
        last_modified=fetched.last_modified or state.last_modified,
        body_hash=state.body_hash,
        url=fetched.permanent_url,
        whole=not fetched.unchanged,
    )


def _oddity(feed: ParsedFeed, renamed: tuple[Renamed, ...]) -> Oddity:
    """What the person is told of a document that was read all the same."""
    from placentin_tui.feeds.match_renamed import is_everywhere  # as `_store`: most refreshes bring nothing

    if feed.is_cut:
        return Oddity.TOO_MANY
    return Oddity.RENAMED if is_everywhere(renamed, feed.articles) else Oddity.NONE


def _store(
    library: Library,
    source: int,
    feed: ParsedFeed,
    fetched: Fetched,
    *,
    packed: tuple[PackedArticle, ...],
    renamed: tuple[Renamed, ...],
) -> News:
    """Store everything of a document in one transaction: if we are killed before its end, it is fetched again."""
    brought = {article.identity for article in packed}
    counts = {a.identity: a.comment_count for a in feed.articles if a.comment_count is not None}
    with library.transaction():
        library.articles.rename(source, renamed)
        stored = library.articles.store_packed(source, packed)
        library.rules.apply(stored.new, packed)
        recounted = library.articles.count_comments(
            source, {identity: count for identity, count in counts.items() if identity not in brought}
        )
        library.sources.record_success(
            source,
            etag=fetched.etag,
            last_modified=fetched.last_modified,
            body_hash=fetched.body_hash,
            url=fetched.permanent_url,
            title=feed.title,
            home=feed.home,
            language=feed.language,
            icon=feed.icon,
            oddity=_oddity(feed, renamed),
        )
        if root := _record_server(library, source, fetched):
            library.posts.number(source, {a.identity: number for a in feed.articles if (number := _number(a, root))})
        has_comments = any(article.comments_feed for article in feed.articles)
        return _news(library, stored, recounted if has_comments else (), with_comments=has_comments)


def _record_server(library: Library, source: int, fetched: Fetched) -> str:
    """Record where the server is, and the REST interface that the answer names; returns that, empty without."""
    library.sources.note_home(source, at_home=fetched.at_home, led_outside=not fetched.from_home)
    root = rest_root(fetched.headers, b"", fetched.url)
    if root:
        library.sources.set_rest_root(source, root)
    return root


def _number(article: ParsedArticle, root: str) -> int:
    """The article's post id on the paper's WordPress, by a guid of that very host: an imported article has its old
    one's.
    """
    guid = article.identity.removeprefix("guid:")
    return post_id({}, b"", "", guid=guid) if host_of(guid) == host_of(article.url) == host_of(root) else 0


def _news(library: Library, stored: Stored, recounted: tuple[int, ...], *, with_comments: bool) -> News:
    """The article ids that a document brought and no rule mutes, newest first."""
    rows = library.articles.summaries({*stored.new, *stored.changed, *recounted})
    asked = {*stored.new, *recounted} if with_comments else set()
    newest_first = sorted((row for row in rows if not row.muted), key=lambda row: (row.at, row.id), reverse=True)
    return News(
        new=tuple(row.id for row in newest_first if row.id in stored.new),
        changed=tuple(row.id for row in newest_first if row.id in stored.changed),
        discussed=tuple(row.id for row in newest_first if row.id in asked and row.comments),
    )

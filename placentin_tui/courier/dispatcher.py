"""Runs each request as an asyncio task of its own: none waits for another, and none fails with another.

Only refreshes run one after another, and each under the library's lock, so that no server is asked twice at a time.
"""

from __future__ import annotations

import asyncio
import logging
import time
from contextlib import aclosing, asynccontextmanager
from typing import TYPE_CHECKING

from placentin_tui.courier.comments import credentials
from placentin_tui.courier.comments.fetch import fetch_comments
from placentin_tui.courier.comments.send import send
from placentin_tui.courier.images.cache import ImageCache
from placentin_tui.courier.images.download import PictureDownloader
from placentin_tui.courier.images.scaler_process import ScalerProcess
from placentin_tui.courier.network_scope import is_public
from placentin_tui.courier.process.executor import Executor
from placentin_tui.courier.process.pending_requests import failed
from placentin_tui.courier.process.protocol import (
    AccountSet,
    AddService,
    ChoiceNeeded,
    CommentsFetched,
    FetchComments,
    FetchPictures,
    FetchText,
    PicturesFetched,
    Ping,
    Pong,
    Refresh,
    RefreshFinished,
    RemoveService,
    SendOutbox,
    ServiceSet,
    SetAccount,
    Subscribe,
    SubscribeFailed,
    Sync,
    SyncFinished,
    Trouble,
)
from placentin_tui.courier.refresh.metered import is_metered
from placentin_tui.courier.refresh.refresh import refresh
from placentin_tui.courier.wordpress.full_text import fetch_text, text_fetched
from placentin_tui.courier.workers.parser_pool import ParserPool
from placentin_tui.errors import AlreadySubscribed, FeedError, FetchError, NoFeedFound, PlacentinError, SeveralFeeds
from placentin_tui.i18n import _
from placentin_tui.library import Library
from placentin_tui.models.setting_enums import PictureMode

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator, AsyncIterator, Callable

    from placentin_tui.config import Config
    from placentin_tui.courier.process.protocol import Event, Request
    from placentin_tui.paths import Paths
    from placentin_tui.web import Web

HELPERS = 1
"""Processes that parse during a refresh: the other processor is left to the reader process."""
READERS, IDLE = 2, 60.0
"""Processes that parse what the person asked for, and seconds without work after which they are ended."""

log = logging.getLogger(__name__)


class RequestDispatcher:
    """Runs the requests, and sends their events."""

    def __init__(self, paths: Paths, web: Web, say: Callable[[Event], None], settings: Config) -> None:
        self._paths = paths
        self._web = web
        self._say = say
        self._settings = settings
        self._portraits = settings.network.portraits
        self._pool = ParserPool(READERS, idle=IDLE)
        self._under_way: dict[Request, asyncio.Task[None]] = {}
        self._refreshing = asyncio.Lock()
        self._opened = asyncio.Event()

    def open(self) -> None:
        """Let the requests begin: the library is sound and migrated."""
        self._opened.set()

    def begin(self, request: Request) -> None:
        """Begin a request, unless the same one is under way."""
        if isinstance(request, Ping):
            self._say(Pong())
        elif request not in self._under_way:
            task = asyncio.create_task(self._run(request))
            self._under_way[request] = task
            task.add_done_callback(lambda ended: self._ended(request, ended))

    async def close(self) -> None:
        """Cancel all requests; library writes under way are finished first."""
        tasks = list(self._under_way.values())
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        await self._pool.end()

    def _ended(self, request: Request, task: asyncio.Task[None]) -> None:
        """Remove a finished request; where it failed, send its last event with the reason. Bugs are logged."""
        del self._under_way[request]
        if task.cancelled() or not (error := task.exception()):
            return
        if isinstance(error, PlacentinError):
            sentence = str(error)
        else:
            log.error("%s", request, exc_info=error)
            sentence = _("Placentin made a mistake ({kind}).").format(kind=type(error).__name__)
        last = failed(request, sentence)
        if last:
            self._say(last)
        if not getattr(last, "error", ""):
            self._say(Trouble(sentence))

    async def _run(self, request: Request) -> None:
        """Handle one request, once the library is open."""
        await self._opened.wait()
        match request:
            case Refresh():
                await self._refresh(request)
            case Subscribe():
                await self._subscribe(request)
            case FetchComments(article=article):
                await self._fetch_comments(article)
            case FetchPictures():
                await self._fetch_pictures(request)
            case FetchText(article=article):
                await self._fetch_text(article)
            case SendOutbox(now=force):
                await self._send_outbox(force=force)
            case SetAccount():
                await self._set_account(request)
            case Sync():
                await self._sync(request)
            case AddService() | RemoveService():
                await self._set_service(request)

    async def _refresh(self, request: Refresh) -> None:
        """Refresh under the library's lock; then send the outbox, when there is a network."""
        async with self._refreshing, self._library() as library:
            with library.refresh_lock() as ours:
                if not ours:
                    raise PlacentinError(_("Another refresh is going on; its news will show here too."))
                events = refresh(
                    library,
                    self._web,
                    request.sources,
                    now=int(time.time()),
                    force=request.now,
                    pictures=await self._folder(),
                    portraits=self._portraits,
                    helpers=HELPERS,
                )
                last = await self._say_all(events)
            is_online = isinstance(last, RefreshFinished) and not last.offline
            waiting = await Executor(library).call_library(library.outbox.pending)
            if is_online and waiting:
                self.begin(SendOutbox())
            if is_online and await Executor(library).call_library(library.remote_sources.concern, request.sources):
                self.begin(Sync(now=request.now))

    async def _sync(self, request: Sync) -> None:
        """Sync with the servers whose turn it is; one that fails is an event."""
        async with self._library() as library:
            if services := await Executor(library).call_library(library.services.all):
                from placentin_tui.courier.sync.service import sync_all  # 20 ms, for the few who have a server

                events = sync_all(
                    library,
                    self._web,
                    services,
                    now=int(time.time()),
                    force=request.now,
                    pictures=await self._folder(),
                    portraits=self._portraits,
                )
                await self._say_all(events)
        self._say(SyncFinished())

    async def _set_service(self, request: AddService | RemoveService) -> None:
        """Sign in at a server that keeps marks, and sync with it; or remove one."""
        from placentin_tui.courier.sync.service import add, remove  # 20 ms, for the few who have a server

        async with self._library() as library:
            if isinstance(request, RemoveService):
                service = await Executor(library).call_library(library.services.get, request.service)
                await remove(library, service)
            else:
                service = await add(library, self._web, request.service, request.password, int(time.time()))
        self._say(ServiceSet(service.name, isinstance(request, RemoveService)))
        if isinstance(request, AddService):
            self.begin(Sync(now=True))

    async def _subscribe(self, request: Subscribe) -> None:
        """Subscribe to an address; failures and choices become events."""
        from placentin_tui.courier.refresh.subscribe import subscribe  # 40 ms, and few days bring a new paper

        async with self._library() as library:
            events = subscribe(
                library,
                self._web,
                request.address,
                title=request.title,
                folder=request.folder,
                certificate=request.certificate,
                pictures=await self._folder(),
                portraits=self._portraits,
                pool=self._pool,
            )
            try:
                await self._say_all(events)
            except SeveralFeeds as several:
                urls, titles = zip(*((choice.url, choice.title) for choice in several.choices), strict=True)
                self._say(ChoiceNeeded(request.address, urls, titles))
            except (FetchError, FeedError, NoFeedFound) as error:
                certificate = error.certificate if isinstance(error, FetchError) else ""
                code = "no-feed" if isinstance(error, NoFeedFound) else error.code
                self._say(SubscribeFailed(request.address, code, str(error), certificate))
            except AlreadySubscribed as error:
                self._say(SubscribeFailed(request.address, "subscribed", str(error)))

    async def _fetch_comments(self, article: int) -> None:
        """Fetch an article's comments."""
        async with self._library() as library:
            executor = Executor(library, self._pool)
            public_only = await _is_public(executor, article)
            count = await fetch_comments(executor, self._web, article, public_only=public_only)
        self._say(CommentsFetched(article, count))

    async def _fetch_pictures(self, request: FetchPictures) -> None:
        """Fetch an article's missing pictures, and make room for them."""
        article, asked, count = request.article, request.asked, None
        async with self._library() as library, ScalerProcess() as scaler:
            executor = Executor(library)
            public_only = await _is_public(executor, article)
            missing = await executor.call_library(library.pictures.missing, article, every=asked)
            if missing and (folder := await self._folder(asked=asked)):
                pictures = PictureDownloader(executor, self._web, folder, scaler)
                count = await pictures.fetch(article, public_only=public_only, every=asked)
                await asyncio.to_thread(folder.measure)
                await pictures.make_room(but=(article,))
        self._say(PicturesFetched(article, count or 0))

    async def _folder(self, *, asked: bool = False) -> ImageCache | None:
        """The picture folder; `None` when pictures are off, or the network is metered and the person has not asked."""
        settings = self._settings
        if settings.pictures is PictureMode.OFF:
            return None
        if not asked and await asyncio.to_thread(is_metered, settings.network.metered):
            return None
        return ImageCache(self._paths.pictures, settings.picture_bytes)

    async def _fetch_text(self, article: int) -> None:
        """Fetch an article's full text."""
        async with self._library() as library:
            executor = Executor(library, self._pool)
            page = await fetch_text(executor, self._web, article, public_only=await _is_public(executor, article))
        self._say(text_fetched(page))

    async def _send_outbox(self, *, force: bool) -> None:
        """Send the outbox."""
        async with self._library() as library:
            await self._say_all(send(library, self._web, force=force, pool=self._pool))

    async def _set_account(self, request: SetAccount) -> None:
        """Verify and store an account, or remove it; then send the comment that waited for it."""
        async with self._library() as library:
            executor, source = Executor(library), request.source
            if request.user:
                await credentials.give(
                    executor,
                    self._web,
                    source,
                    request.user,
                    request.password,
                    root=request.root,
                    agreed=request.server,
                )
            else:
                await credentials.forget(executor, source)
            queued = bool(request.outgoing) and await executor.call_library(library.outbox.queue, request.outgoing)
        self._say(AccountSet(source))
        if queued:
            self.begin(SendOutbox())

    async def _say_all(self, events: AsyncGenerator[Event, None]) -> Event | None:
        """Send the events as they come; returns the last one."""
        event = None
        async with aclosing(events) as saying:
            async for event in saying:
                self._say(event)
        return event

    @asynccontextmanager
    async def _library(self) -> AsyncIterator[Library]:
        """Open a library for one request alone, so that transactions are not shared.

        Raises `LibraryDamaged` for a damaged one: a repair must be reported, and the reader process may have ended.
        """
        library = await asyncio.to_thread(Library.open, self._paths.library, self._paths.pictures)
        with library:
            self._web.believe(await asyncio.to_thread(library.sources.trusted))
            yield library


async def _is_public(executor: Executor, article: int) -> bool:
    """Whether an article comes from the internet, so that its parts may come from there only."""
    summary = await executor.call_library(executor.library.articles.summary, article)
    return await is_public(executor, summary.source)

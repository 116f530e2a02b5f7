"""Subscribing: from what a person typed to a source with its first articles."""

from __future__ import annotations

from contextlib import aclosing
from typing import TYPE_CHECKING

from placentin_tui.courier.desk import Desk
from placentin_tui.courier.extras import Extras
from placentin_tui.courier.protocol import Subscribed
from placentin_tui.courier.source import shelve
from placentin_tui.courier.support import note_support
from placentin_tui.courier.workshop import Workshop
from placentin_tui.errors import FetchError
from placentin_tui.feeds.discover import addresses, discover
from placentin_tui.models import NewSource
from placentin_tui.web import host_of, server_of

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator, Awaitable, Callable

    from placentin_tui.courier.folder import Folder
    from placentin_tui.courier.protocol import Event
    from placentin_tui.library import Library
    from placentin_tui.web import Fetched, Web


async def subscribe(
    library: Library,
    web: Web,
    address: str,
    *,
    title: str = "",
    folder: str = "",
    certificate: str = "",
    pictures: Folder | None = None,
    portraits: bool = False,
) -> AsyncGenerator[Event, None]:
    """Find the feed behind an address and subscribe to it.

        address ─▶ discovered ─▶ parsed ─▶ among the sources ─▶ its articles in the library ─▶ Subscribed
                                                             ─▶ CommentsFetched, PicturesFetched
                   ─▶ the paper's support page, where the page asked for names one

    `title` is the person's own, `certificate` the one they believe when the server shows it (its SHA-256),
    `pictures` the folder they are kept in (`None`: not wanted), `portraits` as for `refresh`. Before anything is
    kept it may raise `SeveralFeeds` (the person chooses), `NoFeedFound`, `FetchError`, `FeedError` or
    `AlreadySubscribed`.
    """
    desk = Desk(library)
    asked = addresses(address)[0]
    web.believe(await desk.keep(library.sources.trusted) | ({asked: certificate} if certificate else {}))
    outside = await desk.keep(library.sources.is_outside, asked)
    try:
        found = await discover(address, _asking(web, public_only=outside))
    except FetchError as error:
        if error.reason == "tls":
            error.certificate = await web.refused_certificate(asked, public_only=outside)
        raise
    async with Workshop(desk) as workshop, workshop.document(found.fetched) as document:
        feed = await document.feed()
        url = found.choice.url
        new = NewSource(
            url=url,
            title=title or feed.title or found.choice.title or host_of(url),
            folder=folder,
            language=feed.language,
            home=feed.home,
            icon=feed.icon,
        )
        source = await desk.keep(library.sources.add, new, chosen=bool(title))
        if certificate and server_of(url) == server_of(asked):
            await desk.keep(library.sources.trust, source.id, certificate)
        if found.page:
            await note_support(desk, source.id, found.page)
        news = await shelve(desk, source.id, feed, document)
    yield Subscribed(source.id, source.title)
    extras = Extras(desk, web, pictures, portraits=portraits)
    extras.note(source, news)
    async with aclosing(extras.fetch()) as events:
        async for event in events:
            yield event


def _asking(web: Web, *, public_only: bool) -> Callable[[str], Awaitable[Fetched]]:
    """How what a page names is asked for: at home only when the page was there."""

    async def get(url: str) -> Fetched:
        nonlocal public_only
        answer = await web.get(url, public_only=public_only)
        public_only = public_only or not answer.from_home
        return answer

    return get

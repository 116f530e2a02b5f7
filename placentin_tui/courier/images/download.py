"""Downloads the pictures of articles into the picture folder: those of the most valuable articles first, within its
budget.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from placentin_tui.errors import FetchError
from placentin_tui.image_files import NoPicture
from placentin_tui.models import StoredPicture
from placentin_tui.web import host_of

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable
    from pathlib import Path

    from placentin_tui.courier.images.cache import ImageCache
    from placentin_tui.courier.images.scaler_process import ScalerProcess
    from placentin_tui.courier.process.executor import Executor
    from placentin_tui.models import Timestamp, Unpictured
    from placentin_tui.web import Web

LIMIT = 8_000_000
"""Bytes of a picture as the paper serves it."""
MOST = 100
"""Pictures downloaded for one article."""
PATIENCE = 3 * 24 * 60 * 60
"""Seconds for which an article's pictures are requested again when their server does not answer."""
ACCEPTED = "image/avif, image/webp, image/png, image/jpeg, image/gif, image/*;q=0.5"
"""The Accept header."""

# Permanent failures: the picture is recorded as unavailable.
_FOR_GOOD = re.compile(r"http-4(?!08|29)\d\d|too-big|redirects(?:-\w+)?|not-http|private")


class PictureDownloader:
    """Downloads pictures; a host that does not answer is not asked again in the same run."""

    def __init__(self, executor: Executor, web: Web, folder: ImageCache, scaler: ScalerProcess) -> None:
        """Takes the cache folder and the process that scales."""
        self._executor = executor
        self._web = web
        self._folder = folder
        self._scaler = scaler
        self._silent: set[str] = set()

    async def fetch(
        self, article: int, *, public_only: bool, every: bool = False, at: Timestamp | None = None
    ) -> int | None:
        """Download an article's missing pictures; returns how many could be, `None` if none was missing.

        `every`: also those its source's setting leaves out. `at`: the article's time; an old one is not tried again
        when a server does not answer.
        """
        pictures = self._executor.library.pictures
        wanted = await self._executor.call_library(pictures.wanted, article, every=every)
        missing = (await self._executor.call_library(pictures.missing, article, every=every))[:MOST]
        if not missing and at is None:
            return None
        others = await self._executor.call_library(pictures.others, article) if missing else {}
        got = 0
        for url in missing:
            got += await self._one(url, others.get(url, ()), public_only=public_only)
        left = await self._executor.call_library(pictures.find, missing)
        is_old = at is not None and at < self._executor.library.clock() - PATIENCE
        await self._executor.call_library(
            pictures.record_use, article, wanted, done=is_old or len(left) == len(missing)
        )
        return got if missing else None

    async def _one(self, url: str, others: Iterable[str] = (), *, public_only: bool) -> bool:
        """Download one picture, from its alternative URLs where the first fails; returns whether its file is in the
        folder.
        """
        may_come = False
        for address in (url, *others):
            found = await self._from(address, public_only=public_only)
            if found is None:
                may_come = True
            elif found.path is not None:
                await self._keep(StoredPicture(url, found.path, found.width, found.height))
                return True
        if not may_come:
            await self._keep(StoredPicture(url, None))
        return False

    async def _keep(self, picture: StoredPicture) -> None:
        """Record a picture in the library."""
        await self._executor.call_library(self._executor.library.pictures.record, picture)

    async def _from(self, url: str, *, public_only: bool) -> StoredPicture | None:
        """Download from one URL; without a path when that is no picture, `None` when it may succeed another day."""
        host = host_of(url)
        if host in self._silent:
            return None
        try:
            fetched = await self._web.get(url, limit=LIMIT, accept=ACCEPTED, public_only=public_only)
            return await self._kept(url, fetched.body)
        except FetchError as error:
            if _FOR_GOOD.fullmatch(error.code):
                return StoredPicture(url, None)
            self._silent.add(host)
            return None

    async def _kept(self, url: str, data: bytes) -> StoredPicture:
        """Scale a picture and write its file; without a path when the bytes are no picture."""
        try:
            scaled = await self._scaler.scale(data)
        except NoPicture:
            return StoredPicture(url, None)
        path: Path = await self._executor.run_in_thread(self._folder.keep, scaled)
        return StoredPicture(url, path, scaled.width, scaled.height)

    # ── room in the cache ────────────────────────────────────────────────────────────────────────────────────────────

    async def worth_fetching(self, articles: Iterable[Unpictured]) -> list[Unpictured]:
        """Those of the articles whose pictures fit, or are worth more than something that can be deleted."""
        if self._folder.has_room:
            return list(articles)
        kept = await self._executor.call_library(self._executor.library.pictures.kept)
        least = kept[0].worth if kept else (False, 0)
        return [article for article in articles if article.starred or article.worth > least]

    async def make_room(self, but: Collection[int] = ()) -> None:
        """Delete the least valuable files until the others fit; none of a starred article's, nor of `but`'s."""
        if not self._folder.is_too_full:
            return
        pictures = self._executor.library.pictures
        spared = set()
        for article in but:
            urls = await self._executor.call_library(pictures.wanted, article, every=True)
            found = await self._executor.call_library(pictures.find, urls)
            spared |= {picture.path.name for picture in found.values() if picture.path}
        files = [file.name for file in await self._executor.call_library(pictures.kept) if not file.starred]
        dropped = await self._executor.run_in_thread(
            self._folder.shrink, [name for name in files if name not in spared]
        )
        await self._executor.call_library(pictures.drop, dropped)

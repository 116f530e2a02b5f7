"""The pictures of an article, from the papers' servers into the pictures folder."""

from __future__ import annotations

import hashlib
import re
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import TYPE_CHECKING

from placentin_tui.courier.scaling import NoPicture, scale
from placentin_tui.errors import FetchError, LibraryError
from placentin_tui.i18n import _
from placentin_tui.models import StoredPicture
from placentin_tui.web import host_of

if TYPE_CHECKING:
    from placentin_tui.courier.desk import Desk
    from placentin_tui.courier.scaling import Scaled
    from placentin_tui.web import Web

LIMIT = 8_000_000
"""Bytes of a picture as the paper has it."""
MOST = 100
"""Pictures fetched for one article."""
ACCEPTED = "image/avif, image/webp, image/png, image/jpeg, image/gif, image/*;q=0.5"

# What will not be otherwise tomorrow: the picture is written down as one that cannot be had.
_FOR_GOOD = re.compile(r"http-4(?!08|29)\d\d|too-big|redirects|not-http|private")


class Pictures:
    """Fetches pictures; a host that does not answer is not asked again in the same go."""

    def __init__(self, desk: Desk, web: Web, folder: Path) -> None:
        self._desk = desk
        self._web = web
        self._folder = folder
        self._silent: set[str] = set()

    async def fetch(self, article: int, *, public_only: bool) -> int | None:
        """Fetch those of an article's pictures nobody has asked for yet; how many could be had, `None` if none was."""
        missing = await self._desk.keep(self._desk.library.pictures.missing, article)
        if not missing:
            return None
        got = 0
        for url in missing[:MOST]:
            got += await self._one(url, public_only=public_only)
        await self._desk.keep(self._desk.library.articles.settle, (article,))
        return got

    async def _one(self, url: str, *, public_only: bool) -> bool:
        """Fetch one picture; whether it is in the folder now."""
        host = host_of(url)
        if host in self._silent:
            return False
        try:
            fetched = await self._web.get(url, limit=LIMIT, accept=ACCEPTED, public_only=public_only)
            picture = await self._desk.work(_kept, self._folder, url, fetched.body)
        except FetchError as error:
            if not _FOR_GOOD.fullmatch(error.reason):
                self._silent.add(host)
                return False
            picture = StoredPicture(url, None)
        await self._desk.keep(self._desk.library.pictures.record, picture)
        return picture.path is not None


def _kept(folder: Path, url: str, data: bytes) -> StoredPicture:
    """The picture scaled and in the folder; without a file when the bytes are none."""
    try:
        scaled = scale(data)
    except NoPicture:
        return StoredPicture(url, None)
    return StoredPicture(url, keep(folder, scaled), scaled.width, scaled.height)


def keep(folder: Path, picture: Scaled) -> Path:
    """Put a picture into the folder under the name of its content, whole or not at all; raises `LibraryError`."""
    path = folder / (hashlib.sha256(picture.data).hexdigest() + picture.suffix)
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        # Written beside its place (0600, as temporary files are), then moved there in one step.
        with NamedTemporaryFile(dir=folder, prefix=".", delete=False) as file:
            try:
                file.write(picture.data)
                file.flush()
                Path(file.name).replace(path)
            except OSError:
                Path(file.name).unlink()
                raise
    except OSError as error:
        raise LibraryError(_("The pictures’ folder cannot be written ({reason}).").format(reason=error)) from error
    return path

"""Which pictures are in the cache folder; the folder itself belongs to the courier."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from placentin_tui.library import texts
from placentin_tui.models import StoredPicture

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from placentin_tui.library.connection import Connection


class Pictures:
    """The pictures by the addresses the papers gave them."""

    def __init__(self, connection: Connection, folder: Path) -> None:
        self._db = connection
        self._folder = folder

    def find(self, urls: Iterable[str]) -> dict[str, StoredPicture]:
        """Those of the pictures that were asked for already; one whose file has been cleared away is not among them."""
        wanted = msgspec.json.encode(list(urls)).decode()
        rows = self._db.rows(
            "SELECT url, file, width, height FROM picture WHERE url IN (SELECT value FROM json_each(?))", (wanted,)
        )
        found = (
            StoredPicture(url, self._folder / file if file else None, width, height)
            for url, file, width, height in rows
        )
        return {picture.url: picture for picture in found if picture.path is None or picture.path.is_file()}

    def record(self, picture: StoredPicture) -> None:
        """Remember a picture that was fetched, or (no path) that it cannot be had."""
        self._db.run(
            "INSERT OR REPLACE INTO picture (url, file, width, height) VALUES (?, ?, ?, ?)",
            (picture.url, picture.path.name if picture.path else None, picture.width, picture.height),
        )

    def missing(self, article: int) -> list[str]:
        """The addresses of an article's pictures that nobody has asked for yet, in the page's order."""
        data = self._db.value("SELECT page FROM body WHERE article = ?", (article,))
        urls = texts.picture_urls(texts.page(data)) if data else []
        found = self.find(urls) if urls else {}
        return [url for url in urls if url not in found]

"""Which pictures are in the cache folder and which articles use them; the files themselves are the courier's."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from placentin_tui.errors import UnknownSource
from placentin_tui.i18n import _
from placentin_tui.library import payload
from placentin_tui.library.articles.offline_ready import settle
from placentin_tui.library.articles.sort_key import timestamp_of
from placentin_tui.models import KeptFile, PictureWish, StoredPicture, Unpictured

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    from placentin_tui.library.schema.connection import Connection

_AMONG = "IN (SELECT value FROM json_each(?))"
_WAITING = f"""
SELECT article.id, source, article.starred, slot FROM article
WHERE pictured = 0 AND hidden = 0 AND source {_AMONG} ORDER BY starred DESC, slot DESC LIMIT ?
"""
# A file is ranked like the best article that shows it; one that no article shows any more comes first.
_KEPT = """
SELECT file, max(coalesce(article.starred, 0)) AS starred, max(coalesce(slot, 0)) AS slot FROM picture
LEFT JOIN picture_use USING (url) LEFT JOIN article ON article.id = picture_use.article AND hidden = 0
WHERE file IS NOT NULL GROUP BY file ORDER BY starred, slot
"""


class Pictures:
    """The pictures by the URLs the papers gave them."""

    def __init__(self, connection: Connection, folder: Path) -> None:
        """`folder`: the folder of the files."""
        self._db = connection
        self._folder = folder

    def find(self, urls: Iterable[str]) -> dict[str, StoredPicture]:
        """Those of the pictures that were fetched (or cannot be: without a path); one whose file was deleted is left
        out.
        """
        rows = self._db.rows(f"SELECT url, file, width, height FROM picture WHERE url {_AMONG}", (_json(urls),))
        found = (
            StoredPicture(url, self._folder / file if file else None, width, height)
            for url, file, width, height in rows
        )
        return {picture.url: picture for picture in found if picture.path is None or picture.path.is_file()}

    def record(self, picture: StoredPicture) -> None:
        """Record a picture that was fetched, or (without a path) that cannot be."""
        self._db.run(
            "INSERT OR REPLACE INTO picture (url, file, width, height) VALUES (?, ?, ?, ?)",
            (picture.url, picture.path.name if picture.path else None, picture.width, picture.height),
        )

    # ── pictures to fetch ────────────────────────────────────────────────────────────────────────────────────────────

    def choose(self, source: int, wish: PictureWish) -> None:
        """Set which pictures of a source are fetched, older articles' too. Raises `UnknownSource`."""
        with self._db.transaction():
            if not self._db.run("UPDATE source SET pictures = ? WHERE id = ? AND removed IS NULL", (wish, source)):
                raise UnknownSource(_("No source has the number {id}.").format(id=source))
            self._db.run("UPDATE article SET pictured = 0 WHERE source = ?", (source,))
            articles = self._db.rows("SELECT id FROM article WHERE source = ?", (source,))
            settle(self._db, self.missing, [row[0] for row in articles])

    def wanted(self, article: int, *, every: bool = False) -> list[str]:
        """URLs of an article's pictures to fetch by its source's setting, in the page's order;
        `every`: of all of them.
        """
        row = self._db.row(
            "SELECT page, pictures FROM body JOIN article ON article.id = body.article"
            " JOIN source ON source.id = article.source WHERE article.id = ?",
            (article,),
        )
        if row is None:
            return []
        wish = PictureWish.ALL if every else PictureWish(row[1])
        if wish is PictureWish.NONE:
            return []
        page = self._db.unpacked(payload.page, row[0])
        return payload.picture_urls(page) if wish is PictureWish.ALL else payload.lead_urls(page)

    def missing(self, article: int, *, every: bool = False) -> list[str]:
        """URLs of those that are wanted and neither fetched nor known to be unavailable."""
        urls = self.wanted(article, every=every)
        found = self.find(urls) if urls else {}
        return [url for url in urls if url not in found]

    def others(self, article: int) -> dict[str, tuple[str, ...]]:
        """Alternative URLs of an article's pictures, by the main URL; most have none."""
        row = self._db.row("SELECT page FROM body WHERE article = ?", (article,))
        return payload.other_urls(self._db.unpacked(payload.page, row[0])) if row else {}

    def waiting(self, sources: Iterable[int], most: int) -> list[Unpictured]:
        """The articles of these sources whose pictures have not been fetched, starred ones first, then the newest."""
        rows = self._db.rows(_WAITING, (_json(sources), most))
        return [
            Unpictured(article, source, bool(starred), timestamp_of(slot)) for article, source, starred, slot in rows
        ]

    def record_use(self, article: int, urls: Iterable[str], *, done: bool = True) -> None:
        """Record which pictures an article shows; `done`: they need not be fetched again."""
        with self._db.transaction():
            self._db.run("DELETE FROM picture_use WHERE article = ?", (article,))
            # The article may have been deleted meanwhile.
            self._db.run_many(
                "INSERT OR IGNORE INTO picture_use SELECT ?, id FROM article WHERE id = ?",
                [(url, article) for url in urls],
            )
            if done:
                self._db.run("UPDATE article SET pictured = 1 WHERE id = ?", (article,))
            settle(self._db, self.missing, (article,))

    # ── cached files ─────────────────────────────────────────────────────────────────────────────────────────────────

    def kept(self) -> list[KeptFile]:
        """The files in the order of deletion: unused ones, those of the oldest articles, last those of starred ones."""
        return [KeptFile(file, bool(starred), timestamp_of(slot)) for file, starred, slot in self._db.rows(_KEPT)]

    def drop(self, files: Sequence[str]) -> None:
        """Forget deleted files; the articles that showed them are no longer offline-ready."""
        with self._db.transaction():
            named = _json(files)
            articles = self._db.rows(
                f"SELECT DISTINCT article FROM picture_use JOIN picture USING (url) WHERE file {_AMONG}", (named,)
            )
            self._db.run(f"DELETE FROM picture WHERE file {_AMONG}", (named,))
            settle(self._db, self.missing, [row[0] for row in articles])


def _json(values: Iterable[object]) -> str:
    return msgspec.json.encode(list(values)).decode()

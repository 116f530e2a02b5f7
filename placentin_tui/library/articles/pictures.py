"""Which pictures are in the cache folder, and whose they are; the folder itself belongs to the courier."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from placentin_tui.errors import UnknownSource
from placentin_tui.i18n import _
from placentin_tui.library import payload
from placentin_tui.library.articles.offline_ready import settle
from placentin_tui.library.articles.sort_key import moment
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
# A file is worth what its best article is; one that no article shows any more, nothing.
_KEPT = """
SELECT file, max(coalesce(article.starred, 0)) AS starred, max(coalesce(slot, 0)) AS slot FROM picture
LEFT JOIN picture_use USING (url) LEFT JOIN article ON article.id = picture_use.article AND hidden = 0
WHERE file IS NOT NULL GROUP BY file ORDER BY starred, slot
"""


class Pictures:
    """The pictures by the addresses the papers gave them."""

    def __init__(self, connection: Connection, folder: Path) -> None:
        self._db = connection
        self._folder = folder

    def find(self, urls: Iterable[str]) -> dict[str, StoredPicture]:
        """Those of the pictures that were asked for already; one whose file has been cleared away is not among them."""
        rows = self._db.rows(f"SELECT url, file, width, height FROM picture WHERE url {_AMONG}", (_json(urls),))
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

    # ── what is wanted ───────────────────────────────────────────────────────────────────────────────────────────────

    def choose(self, source: int, wish: PictureWish) -> None:
        """Say which pictures of a source are fetched from now on, older articles' too. Raises `UnknownSource`."""
        with self._db.transaction():
            if not self._db.run("UPDATE source SET pictures = ? WHERE id = ? AND removed IS NULL", (wish, source)):
                raise UnknownSource(_("No source has the number {id}.").format(id=source))
            self._db.run("UPDATE article SET pictured = 0 WHERE source = ?", (source,))
            articles = self._db.rows("SELECT id FROM article WHERE source = ?", (source,))
            settle(self._db, self.missing, [row[0] for row in articles])

    def wanted(self, article: int, *, every: bool = False) -> list[str]:
        """The addresses of those of an article's pictures that are to be fetched for its source, in the page's order;
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
        """Those that are wanted and that nobody has asked for yet, or that had to make room."""
        urls = self.wanted(article, every=every)
        found = self.find(urls) if urls else {}
        return [url for url in urls if url not in found]

    def others(self, article: int) -> dict[str, tuple[str, ...]]:
        """Where else an article's pictures may be had, by the address each goes by; most have no other."""
        row = self._db.row("SELECT page FROM body WHERE article = ?", (article,))
        return payload.other_urls(self._db.unpacked(payload.page, row[0])) if row else {}

    def waiting(self, sources: Iterable[int], most: int) -> list[Unpictured]:
        """The articles of these sources whose pictures nobody has asked for, the most valuable first."""
        rows = self._db.rows(_WAITING, (_json(sources), most))
        return [Unpictured(article, source, bool(starred), moment(slot)) for article, source, starred, slot in rows]

    def seen_to(self, article: int, urls: Iterable[str], *, done: bool = True) -> None:
        """Note which pictures an article shows; `done`: they need not be asked for again."""
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

    # ── what is kept ─────────────────────────────────────────────────────────────────────────────────────────────────

    def kept(self) -> list[KeptFile]:
        """The files, the least valuable first: starred articles' last, newer articles' after older ones'."""
        return [KeptFile(file, bool(starred), moment(slot)) for file, starred, slot in self._db.rows(_KEPT)]

    def drop(self, files: Sequence[str]) -> None:
        """Forget files that make room for others; the articles that showed them are whole no longer."""
        with self._db.transaction():
            named = _json(files)
            articles = self._db.rows(
                f"SELECT DISTINCT article FROM picture_use JOIN picture USING (url) WHERE file {_AMONG}", (named,)
            )
            self._db.run(f"DELETE FROM picture WHERE file {_AMONG}", (named,))
            settle(self._db, self.missing, [row[0] for row in articles])


def _json(values: Iterable[object]) -> str:
    return msgspec.json.encode(list(values)).decode()

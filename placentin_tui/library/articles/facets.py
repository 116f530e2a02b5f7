"""By what articles can be told apart, with numbers: the sections of the papers, and the authors."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from placentin_tui.library import payload
from placentin_tui.library.articles.filters import UNREAD
from placentin_tui.models import Facet
from placentin_tui.text.collation import folded

if TYPE_CHECKING:
    from placentin_tui.library.schema.connection import Connection

_COUNTED = f"""
SELECT name, count(*), sum({UNREAD}) FROM section
CROSS JOIN article_section ON article_section.section = section.id CROSS JOIN article USING (slot)
WHERE hidden = 0 GROUP BY section.id ORDER BY 2 DESC, name
"""
_MUTED = """
SELECT sections, count(*) FROM (SELECT DISTINCT article AS id FROM muted) CROSS JOIN article USING (id)
WHERE hidden & 2 <> 0 AND sections <> '' GROUP BY sections
"""
"""How many muted articles have the same sections."""
MOST_MUTED = 5_000
"""Rows of `muted` up to which they are taken from the sections' numbers: more would hold up the keys."""
_AUTHORS = """
SELECT author, count(*) FROM article INDEXED BY article_author
WHERE author <> '' AND hidden = 0 GROUP BY author ORDER BY 2 DESC, author LIMIT ?
"""


class Facets:
    """The sections and authors of the library, those with the most articles first."""

    def __init__(self, connection: Connection) -> None:
        self._db = connection

    def sections(self, limit: int) -> list[Facet]:
        """Sections with the counts the triggers keep, which include articles of sources removed lately; without what is
        muted, up to `MOST_MUTED`.
        """
        sql = "SELECT name, articles FROM section WHERE articles > 0 ORDER BY articles DESC, name LIMIT ?"
        muted: Counter[str] = Counter()
        with self._db.snapshot():
            kept = self._db.rows(sql, (limit,))
            if self._db.value("SELECT count(*) FROM (SELECT 1 FROM muted LIMIT ?)", (MOST_MUTED + 1,)) <= MOST_MUTED:
                for sections, count in self._db.rows(_MUTED):
                    muted.update(dict.fromkeys(payload.lines(sections), count))
        counted = [Facet(name, articles - muted[name]) for name, articles in kept if articles > muted[name]]
        return sorted(counted, key=lambda facet: (-facet.articles, facet.name)) if muted else counted

    def counted_sections(self) -> list[Facet]:
        """All sections with exact counts, the unread ones too; reads a row for each of their articles: a second or two
        for a million.
        """
        return [Facet(*row) for row in self._db.rows(_COUNTED)]

    def authors(self, limit: int) -> list[Facet]:
        """Authors as they sign; walks the index of authors, 0.1 µs an article."""
        return [Facet(*row) for row in self._db.rows(_AUTHORS, (limit,))]

    def section_called(self, name: str) -> str:
        """A section's name as the papers write it, whatever the case and accents of `name`; empty where none is called
        so.
        """
        return self._called("SELECT name FROM section WHERE articles > 0", name)

    def author_called(self, name: str) -> str:
        """The same for an author."""
        sql = "SELECT DISTINCT author FROM article INDEXED BY article_author WHERE hidden = 0 AND author <> ''"
        return self._called(sql, name)

    def folder_called(self, name: str) -> str:
        """The same for a folder that has sources, in it or further inside."""
        paths = [row[0] for row in self._db.rows("SELECT DISTINCT folder FROM source WHERE removed IS NULL")]
        levels = [path.split("/") for path in paths if path]
        every = dict.fromkeys("/".join(parts[:depth]) for parts in levels for depth in range(1, len(parts) + 1))
        return _first(every, name)

    def _called(self, sql: str, name: str) -> str:
        return _first([row[0] for row in self._db.rows(sql)], name)


def _first(names: list[str] | dict[str, None], wanted: str) -> str:
    """The one called just so, else the first that is but for case and accents."""
    plain = folded(wanted.strip())
    return wanted if wanted in names else next((name for name in names if folded(name) == plain), "")

"""A view of the library as a list with random access, which does not change while the library does.

It keeps the ids of the articles a page at a time, eight bytes each, and reads only the pages that are looked at, each
by keyset paging from the nearest page known, or from the list's end. So a jump anywhere in a million articles costs a
walk along an index; a refresh moves nothing; and what is read in the unread view stays until the view is left.
"""

from __future__ import annotations

from array import array
from collections import OrderedDict
from typing import TYPE_CHECKING, NamedTuple

from msgspec.structs import replace

from placentin_tui.models import Cursor

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from placentin_tui.library import Library
    from placentin_tui.library.articles.query_hits import QueryHits
    from placentin_tui.models import ArticleSummary, Extract, Hit, Timestamp, View

PAGE = 64
FURTHER = 16 * PAGE
"""Results looked for at once where each takes long."""
KEPT = 512
"""Rows (`ArticleSummary`) kept in memory."""
NEAR = 2 * PAGE
"""Rows examined one by one for an unread article, before the library is queried for it."""


class ArticleGone(IndexError):
    """The article of a row is no longer in the library: its source was removed, here or by another process."""


class _Page(NamedTuple):
    """The ids of a page's articles, and the keyset cursors of its first and last one."""

    ids: array[int]
    first: Cursor
    last: Cursor


class ArticlePager:
    """The articles of a view, newest first, by index."""

    def __init__(self, library: Library, view: View) -> None:
        """Reads the first page and counts the view; of a search it reads one page and counts no further."""
        self.view = view
        self._articles = library.articles
        self._pages: dict[int, _Page] = {}
        self._rows: OrderedDict[int, ArticleSummary] = OrderedDict()
        self._extracts_of = library.front_page.extracts
        self._extracts: dict[int, Extract] = {}
        self.hits: QueryHits | None = None
        """Where the words of the search stand; `None` where the list is no search for words."""
        self._hits: dict[int, Hit | None] = {}
        self.is_far = False
        """Whether a search has looked at the newest articles only; `look_on` adds what is further back."""
        self.counted = True
        """Whether the length is that of the view; a search counts its first page only, `count_on` adds the rest, but
        one in an order of its own is whole from the start.
        """
        self.order = ""
        """The order of the list, as `sort:` names it; empty: newest first."""
        if view.query.strip() or view.order:
            self.order = library.finder.results.order(view)
            found = self._articles.found(view, PAGE)
            self._newest, self.counted, self.is_far = found.newest, found.is_all, found.is_far
            self._keep_all(found.places)
            self.hits = library.finder.results.hits(view) or None
        else:
            self._newest, self._total = self._articles.standing(view)
            self._load_page(0)
        self.top: Cursor | None = self._pages[0].first if self._pages else None
        """The cursor of the newest article; `None` for an empty view."""
        if view.order and self.top:
            self.top = next(iter(self._articles.ids(self.in_time, limit=1)), self.top)

    @property
    def in_time(self) -> View:
        """The view newest first, whatever order it is listed in."""
        return replace(self.view, order="")

    @property
    def has_days(self) -> bool:
        """Whether the articles of a day stand together."""
        return self.order in ("", "old")

    def __len__(self) -> int:
        return self._total

    def __getitem__(self, index: int) -> ArticleSummary:
        """The row at an index from 0. Raises `IndexError` past the end, `ArticleGone` where the article was deleted."""
        if not 0 <= index < self._total:
            raise IndexError(index)
        ids = self._ids(index // PAGE)
        if index % PAGE >= len(ids):
            raise IndexError(index)
        number = ids[index % PAGE]
        if number not in self._rows:
            self._load_rows(ids)
        if number not in self._rows:
            raise ArticleGone(index)
        self._rows.move_to_end(number)
        return self._rows[number]

    def index(self, article: int) -> int | None:
        """The index of an article; `None` when it is not in the list."""
        for page, (ids, _first, _last) in self._pages.items():
            if article in ids:
                return page * PAGE + ids.index(article)
        row = next(iter(self._articles.summaries((article,))), None)
        if row is None or (self.order and self.counted):
            return None
        index = self._articles.newer(self.view, Cursor(row.at, row.id))
        return index if index < self._total and self[index].id == article else None

    def time_above(self, index: int) -> Timestamp | None:
        """When the article above a row is from; `None` for the first row. Reads no row of another page."""
        if index <= 0:
            return None
        if index % PAGE:
            return self[index - 1].at
        above = index // PAGE - 1
        return self._pages[above].last.at if self._ids(above) else None

    def extract(self, index: int) -> Extract | None:
        """The beginning of the text of a row, and its picture; `None` where the article was deleted. Raises as the row
        itself does.
        """
        if not 0 <= index < self._total:
            raise IndexError(index)
        ids = self._ids(index // PAGE)
        number = ids[index % PAGE]
        if number not in self._extracts:
            if len(self._extracts) > KEPT:
                self._extracts.clear()
            self._extracts |= self._extracts_of([each for each in ids if each not in self._extracts])
        return self._extracts.get(number)

    def hit(self, article: int) -> Hit | None:
        """Where the words of the search stand in an article; `None` where that is not read yet, or not to be seen."""
        return self._hits.get(article)

    def has_read_hit(self, article: int) -> bool:
        """Whether the article was looked at for its hit."""
        return article in self._hits

    def read_hits(self, rows: Sequence[ArticleSummary]) -> None:
        """Look for the words of the search in these articles. Raises `LibraryError`."""
        if self.hits is not None:
            if len(self._hits) > KEPT:
                self._hits.clear()
            self._hits |= dict.fromkeys(row.id for row in rows) | self.hits.read(rows)

    def every(self) -> tuple[int, ...] | None:
        """The ids of all results of a search that keeps them, as one in an order of its own does; else `None`."""
        if not ((self.view.query.strip() or self.view.order) and self.counted):
            return None
        ids = tuple(number for page in self._pages.values() for number in page.ids)
        return ids if len(ids) == self._total else None

    def numbers(self, start: int, stop: int) -> list[int]:
        """The ids of the articles from index `start` to before `stop`, as far as there are so many."""
        pages = range(start // PAGE, -(-stop // PAGE))
        ids = [number for page in pages for number in self._ids(page)]
        return ids[start % PAGE :][: stop - start]

    def places(self, library: Library) -> list[Cursor]:
        """All articles of the list, however many; `library`: the one to ask, in a thread of its own."""
        return library.articles.ids(self.view, None, library.articles.count(self.view), newest=self._newest)

    def newer(self) -> int:
        """How many articles of the view have arrived above the first one."""
        return self._articles.newer(self.in_time, self.top) if self.top else self._articles.count(self.view)

    def count_on(self, total: int) -> None:
        """Set the length of a search, once all its results are counted."""
        self._total, self.counted = max(self._total, total), True

    def look_on(self, library: Library) -> list[Cursor]:
        """The first results of a search wherever they are; `library`: the one to ask, in a thread of its own."""
        ordered = library.finder.results.ordered(self.view, self._newest)
        return library.articles.ids(self.view, None, FURTHER, newest=self._newest) if ordered is None else ordered

    def go_on(self, found: Sequence[Cursor], total: int) -> None:
        """Take what `look_on` has found, and the length of the search."""
        self._pages.clear()
        self._keep_all(found)
        self._total, self.counted, self.is_far = max(total, len(found)), True, False
        self.top = self._pages[0].first if self._pages else None

    def _keep_all(self, found: Sequence[Cursor]) -> None:
        """Keep the first pages."""
        self._total = len(found)
        for start in range(0, len(found), PAGE):
            self._keep(start // PAGE, found[start : start + PAGE])

    def forget(self, articles: Iterable[int] = ()) -> None:
        """Drop these articles' rows (none: all) from memory, so that they are read again."""
        numbers = tuple(articles)
        if not numbers:
            self._rows.clear()
            self._extracts.clear()
            self._hits.clear()
        for number in numbers:
            self._rows.pop(number, None)
            self._extracts.pop(number, None)
            self._hits.pop(number, None)

    def find(self, start: int, step: int, *, unread: bool) -> int | None:
        """The index of the next row after `start` in steps of `step`; `unread`: of the next unread one. `None`: there
        is none.
        """
        index = start + step
        try:
            for _ in range(NEAR if self.every() is None else self._total + 1):
                if index < 0 or not unread or not self[index].read:
                    return index if 0 <= index < self._total else None
                index += step
            return self._far(index, step)
        except IndexError:
            return None

    def _far(self, index: int, step: int) -> int | None:
        """The index of the next unread row from `index` on, by a query."""
        while self.view.unread or not self[index].read:
            if not self[index].read:
                return index
            index += step
        here = self[index]
        place = Cursor(here.at, here.id)
        unread = replace(self.view, unread=True)
        found = self._articles.ids(unread, place, 1, newest=self._newest, upwards=step < 0)
        return index + step * self._articles.between(self.view, place, found[0], self._newest) if found else None

    def reread(self, start: int, stop: int) -> None:
        """Drop the rows from index `start` to `stop` from memory, so that they are read again."""
        for index in range(start, min(stop, self._total)):
            ids = self._ids(index // PAGE)
            if index % PAGE < len(ids):
                self._rows.pop(ids[index % PAGE], None)

    # ── how it is read ───────────────────────────────────────────────────────────────────────────────────────────────

    def _ids(self, page: int) -> array[int]:
        """The ids of a page's articles; empty when there is no such page."""
        if page not in self._pages:
            self._load_page(page)
        return self._pages[page].ids if page in self._pages else array("q")

    def _load_page(self, page: int) -> None:
        """Read a page's ids, from the nearest known page above or below, or from the end."""
        if not self._total:
            return
        above = max((known for known in self._pages if known < page), default=-1)
        below = min((known for known in self._pages if known > page), default=None)
        start, size = page * PAGE, min(PAGE, self._total - page * PAGE)
        down = start - (above + 1) * PAGE
        up = (below * PAGE if below is not None else self._total) - start - size
        found: list[Cursor] = []
        if up < down:
            place = self._pages[below].first if below is not None else None
            found = self._articles.ids(self.view, place, size, newest=self._newest, skip=up, upwards=True)
        if len(found) < size:
            place = self._pages[above].last if above >= 0 else None
            found = self._articles.ids(self.view, place, size, newest=self._newest, skip=down)
        self._keep(page, found)
        if len(found) < size:
            # There are fewer than were counted: some have left the view since.
            self._total = start + len(found) if found else (above + 1) * PAGE

    def _keep(self, page: int, found: Sequence[Cursor]) -> None:
        if found:
            self._pages[page] = _Page(array("q", (cursor.id for cursor in found)), found[0], found[-1])

    def _load_rows(self, ids: array[int]) -> None:
        """Read the rows of a page, and drop those used longest ago."""
        for row in self._articles.listed([number for number in ids if number not in self._rows]):
            self._rows[row.id] = row
        while len(self._rows) > KEPT:
            self._rows.popitem(last=False)

"""The bulk loader leaves the same rows as a refresh of the same feeds would."""

from __future__ import annotations

import re
from pathlib import Path

from bench import bulk
from bench.feeds import Item
from bench.home import HEADLINE, ITEMS, Street
from placentin_tui.library import Library
from placentin_tui.models import View


def test_feeds_are_the_same_every_time_and_each_headline_has_its_mark() -> None:
    first, again = (bulk.prepared(3, (Item(3, number, 300) for number in range(4))) for _ in range(2))
    assert first == again
    assert [article.parsed.title.split()[0] for article in first] == ["P3N3", "P3N2", "P3N1", "P3N0"]
    assert all(re.match(HEADLINE, article.parsed.title) for article in first)
    assert all(300 <= article.words < 500 for article in first)


def test_a_bulk_library_holds_what_was_asked_for(tmp_path: Path) -> None:
    file, pictures = tmp_path / "data" / "library.db", tmp_path / "pictures"
    bulk.fill(file, pictures, 4 * bulk.PAPERS)
    with Library.open(file, pictures) as library:
        assert library.articles.count(View()) == 4 * bulk.PAPERS
        assert len(library.sources.all()) == bulk.PAPERS
        newest = library.articles.page(View(), limit=1)[0]
        assert newest.title.startswith("P0N3 ")
        assert newest.url == Item(0, 3).address
        assert [found.title.split()[0] for found in library.articles.page(View(query="P7N2"))] == ["P7N2"]


def test_copies_differ_from_what_a_refresh_stores_in_nothing_but_their_words(tmp_path: Path) -> None:
    pool = bulk.prepared(0, [Item(0, 5)])
    real = bulk.prepared(7, [Item(7, 9)])[0].parsed
    copy = bulk.again(pool[0], Item(7, 9)).parsed
    assert (copy.identity, copy.url, copy.published) == (real.identity, real.url, real.published)
    assert copy.title.split()[0] == real.title.split()[0]


TABLES = {
    "article": "slot, read, published, words, comments, title, url, author, sections, hidden, starred",
    "body": "page",
    "seen": "identity",
    "section": "name, articles",
    "article_section": "(SELECT name FROM section WHERE id = section), slot",
    "search": "rowid",
}


def test_the_rows_are_those_of_a_refresh(tmp_path: Path) -> None:
    home = Street(tmp_path).home(ITEMS)
    pool = bulk.prepared(0, (Item(0, number) for number in range(ITEMS)))
    with Library.open(home.library, home.pictures) as real, Library.in_memory(tmp_path) as copy:
        bulk.store(copy, 0, [bulk.again(model, Item(0, ITEMS - 1 - n)) for n, model in enumerate(pool)])
        for table, columns in TABLES.items():
            sql = f"SELECT {columns} FROM {table} ORDER BY 1"
            assert real._connection.rows(sql) == copy._connection.rows(sql), table
        assert [(row.articles, row.unread) for row in real.sources.all()] == [(ITEMS, ITEMS)]
        assert [(row.articles, row.unread) for row in copy.sources.all()] == [(ITEMS, ITEMS)]
        assert copy.check() == real.check() == "ok"
        found = [[row.title for row in it.articles.page(View(query="selon"), limit=ITEMS)] for it in (real, copy)]
        assert found[0] == found[1] != []

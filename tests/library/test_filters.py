"""Lists against a plain model of them, and how SQLite goes about them."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from placentin_tui.library import Library
from placentin_tui.library.articles.filters import is_counted, is_merged, select, unread_parts
from placentin_tui.models import ArticleSummary, Cursor, PreparedArticle, View
from tests.library.factories import NOON, Clock, article, paper

FOLDERS = ("", "Presse", "Presse/Locale", "Presse locale")
AUTHORS = ("", "Ann", "Bob")
SECTIONS = ("Culture", "Sport")

views = st.builds(
    View,
    unread=st.booleans(),
    starred=st.booleans(),
    source=st.none() | st.integers(1, 5),
    folder=st.none() | st.sampled_from(FOLDERS),
    section=st.none() | st.sampled_from((*SECTIONS, "Rien")),
    author=st.none() | st.sampled_from(("Ann", "Bob", "Cid")),
    query=st.sampled_from(("", "  ", "texte", "pair", "texte impair", "ann")),
)


@pytest.fixture(scope="module")
def full(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    """240 articles of four sources in folders, one more source removed; some read, some starred."""
    library = Library.open(tmp_path_factory.mktemp("full") / "library.db", Path("pictures"), clock=Clock())
    for k, folder in enumerate((*FOLDERS, "Presse")):
        source = paper(library, f"paper{k}", folder=folder)
        library.articles.store(source, [_article(k, n) for n in range(60)])
    numbers = [place.id for place in library.articles.ids(View(), limit=1000)]
    library.undo_log.mark_read(number for number in numbers if number % 3)
    library.undo_log.star(number for number in numbers if number % 5 == 0)
    library.undo_log.remove_source(5)
    yield library
    library.close()


def _article(k: int, n: int) -> PreparedArticle:
    sections = SECTIONS[: n % 3]
    text = "Texte pair" if n % 2 == 0 else "Texte impair"
    # Several at one second, across sources too.
    return article(f"{k}/{n}", text, author=AUTHORS[n % 3], sections=sections, published=NOON - 40 + (n * 7) // 11)


def _holds(view: View, row: ArticleSummary, library: Library) -> bool:
    folder = library.sources.get(row.source).folder
    words = (
        f"{row.title} {row.author} texte {'pair' if row.title.endswith(tuple('02468')) else 'impair'}".lower().split()
    )
    return all(
        (
            not view.unread or not row.read,
            not view.starred or row.starred,
            view.source in (None, row.source),
            not view.folder or folder == view.folder or folder.startswith(view.folder + "/"),
            view.section is None or view.section in row.sections,
            view.author in (None, row.author),
            all(any(word.startswith(wanted) for word in words) for wanted in view.query.split()),
        )
    )


@settings(max_examples=300, deadline=None)
@given(view=views, start=st.integers(0, 60), limit=st.integers(1, 20))
def test_every_view_is_the_whole_list_filtered(full: Library, view: View, start: int, limit: int) -> None:
    everything = full.articles.page(View(), limit=1000)
    assert [(row.at, row.id) for row in everything] == sorted(((r.at, r.id) for r in everything), reverse=True)
    expected = [row for row in everything if _holds(view, row, full)]

    assert full.articles.page(view, limit=1000) == expected
    assert full.articles.count(view) == len(expected)
    if start < len(expected):
        place = Cursor(expected[start].at, expected[start].id)
        assert full.articles.page(view, place, limit) == expected[start + 1 : start + 1 + limit]
        assert full.articles.before(view, place, limit) == expected[max(0, start - limit) : start]
        assert full.articles.newer(view, place) == start
        assert full.articles.ids(view, place, limit) == [
            Cursor(row.at, row.id) for row in expected[start + 1 : start + 1 + limit]
        ]


@settings(max_examples=50, deadline=None)
@given(view=views, at=st.integers(NOON - 50, NOON + 10), number=st.integers(0, 400))
def test_a_place_need_not_be_an_article_any_more(full: Library, view: View, at: int, number: int) -> None:
    rows = full.articles.page(view, limit=1000)
    place = Cursor(at, number)

    assert full.articles.page(view, place, 1000) == [row for row in rows if (row.at, row.id) < (at, number)]
    assert full.articles.newer(view, place) == sum((row.at, row.id) > (at, number) for row in rows)


@settings(max_examples=60, deadline=None)
@given(view=views, start=st.none() | st.integers(0, 60))
def test_all_read_marks_the_view_and_undo_brings_it_back(full: Library, view: View, start: int | None) -> None:
    rows = full.articles.page(view, limit=1000)
    up_to = Cursor(rows[start].at, rows[start].id) if start is not None and start < len(rows) else None
    marked = {row.id for row in rows[start if up_to else 0 :] if not row.read}
    before = full.articles.page(View(), limit=1000)

    act = full.undo_log.mark_all_read(view, up_to)

    assert (act.count if act else 0) == len(marked)
    now_read = {row.id for row in full.articles.page(View(), limit=1000) if row.read}
    assert now_read == {row.id for row in before if row.read} | marked
    if act:
        undone = full.undo_log.undo()
        assert undone is not None
        assert undone.count == len(marked)
    assert full.articles.page(View(), limit=1000) == before
    assert full.articles.count(View(unread=True)) == sum(not row.read for row in before)


PLAIN = [
    View(unread=unread, starred=starred, source=source, section=section, author=author, query=query)
    for unread, starred, source, section, author, query in product(
        (False, True), (False, True), (None, 1), (None, "Sport"), (None, "Ann"), ("", "texte")
    )
]


@pytest.mark.parametrize("view", PLAIN, ids=str)
def test_no_list_is_scanned_or_sorted(full: Library, view: View) -> None:
    # The articles marked unread are few, and the only ones put in order; so are all unread ones where there are few.
    part = unread_parts(view, few=False)[0] if view.unread and is_counted(view) else select(view)
    if view.query:
        [part] = full.finder.results.parts(view)
    for rows in (part, part.below(Cursor(NOON, 9)), part.above(Cursor(NOON, 9))):
        for way in ("DESC", "ASC"):
            sql = rows.sql("article.slot, article.id", f"ORDER BY {rows.slot} {way}")
            plan = [row[3] for row in full._connection.rows(f"EXPLAIN QUERY PLAN {sql}", rows.values)]
            assert not [step for step in plan if "TEMP B-TREE" in step]
            # Reading along an index made for just these rows is no scan of the table.
            scans = [step for step in plan if step.startswith("SCAN") and "VIRTUAL TABLE INDEX" not in step]
            assert all(f"USING INDEX article_{kind}" in scan for scan in scans for kind in _whole(view)), plan


def _whole(view: View) -> list[str]:
    """The partial index that holds this view's rows and few others."""
    if view.starred:
        return ["starred"]
    return ["unread" if view.unread and is_counted(view) else "all"]


def test_a_folder_is_merged_from_its_sources_lists() -> None:
    assert is_merged(View(folder="Presse", unread=True))
    assert not is_merged(View(folder="Presse", query="texte"))
    assert not is_merged(View(folder=""))
    assert not is_merged(View())


@pytest.mark.parametrize(
    "sql",
    [
        "SELECT max(slot) FROM article WHERE slot >= 1 AND slot < 2",
        "SELECT identity FROM seen WHERE source = 1 AND identity IN (SELECT value FROM json_each('[]'))",
        "SELECT id FROM article WHERE id IN (SELECT value FROM json_each('[]'))",
        "SELECT slot FROM searchable WHERE id = 1",
    ],
)
def test_no_row_is_looked_for_by_scanning(full: Library, sql: str) -> None:
    plan = [row[3] for row in full._connection.rows(f"EXPLAIN QUERY PLAN {sql}")]
    assert not [step for step in plan if step.startswith(("SCAN article", "SCAN body"))]
    assert "SCAN seen" not in plan

"""A view's list in another order than the newest first, and what is older than an article marked read."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from placentin_tui.library import Library
from placentin_tui.models import Cursor, NewSource, ParsedArticle, PreparedArticle, View

if TYPE_CHECKING:
    from pathlib import Path

NOON = 1_795_000_000
WORDS = (40, 10, 30, 20, 50, 60)
COMMENTS = (None, 7, 2, None, 9, 1)


@pytest.fixture
def library(tmp_path: Path) -> Library:
    """Six articles, 6 the newest, of two sources in turn; 2 and 5 are read, the even ones are in a section."""
    library = Library.in_memory(tmp_path, clock=lambda: NOON)
    sources = [library.sources.add(NewSource(f"https://{name}.example/feed", name)).id for name in ("zinc", "alpha")]
    for number in range(1, 7):
        parsed = ParsedArticle(
            identity=str(number),
            title=f"Titre {number}",
            published=NOON - 3600 * (7 - number),
            sections=() if number % 2 else ("Sport",),
            comment_count=COMMENTS[number - 1],
        )
        library.articles.store(sources[number % 2], [PreparedArticle(parsed, (), words=WORDS[number - 1])])
    library.undo_log.mark_read((2, 5))
    return library


def listed(library: Library, view: View) -> list[int]:
    return [row.id for row in library.articles.page(view)]


@pytest.mark.parametrize(
    ("order", "expected"),
    [
        ("old", [1, 2, 3, 4, 5, 6]),
        ("unread", [6, 4, 3, 1, 5, 2]),
        ("long", [6, 5, 1, 3, 4, 2]),
        ("short", [2, 4, 3, 1, 5, 6]),
        ("comments", [5, 2, 3, 6, 4, 1]),
        ("source", [5, 3, 1, 6, 4, 2]),
        ("new", [6, 5, 4, 3, 2, 1]),
    ],
)
def test_a_view_is_listed_in_its_order(library: Library, order: str, expected: list[int]) -> None:
    assert listed(library, View(order=order)) == expected
    assert library.articles.count(View(order=order)) == 6
    unread = [number for number in expected if number not in (2, 5)]
    assert listed(library, View(order=order, unread=True)) == unread
    assert listed(library, View(order=order, section="Sport")) == [n for n in expected if n % 2 == 0]


def test_pages_of_an_order_join(library: Library) -> None:
    view = View(order="long")
    first = library.articles.ids(view, limit=2)
    rest = library.articles.ids(view, first[-1], 10)
    assert [place.id for place in (*first, *rest)] == [6, 5, 1, 3, 4, 2]


def test_a_query_keeps_its_own_order(library: Library) -> None:
    assert listed(library, View(query="titre", order="long")) == [6, 5, 1, 3, 4, 2]
    assert listed(library, View(query="titre sort:short", order="long")) == [2, 4, 3, 1, 5, 6]


@pytest.mark.parametrize(
    ("view", "marked"),
    [
        (View(), [1, 3]),
        (View(unread=True), [1, 3]),
        (View(source=2), [1, 3]),
        (View(source=1), []),
        (View(section="Sport"), []),
        (View(query="titre"), [1, 3]),
        (View(query="titre sort:long"), [1, 3]),
        (View(query="titre limit:4"), [3]),
    ],
)
def test_what_is_older_is_marked_read_and_taken_back(library: Library, view: View, marked: list[int]) -> None:
    unread = [1, 3, 4, 6]
    row = library.articles.summary(4)
    act = library.undo_log.mark_all_read(view, Cursor(row.at, row.id), itself=False)
    assert (act.count if act else 0) == len(marked)
    assert sorted(listed(library, View(unread=True))) == [number for number in unread if number not in marked]
    if act:
        undone = library.undo_log.undo()
        assert undone is not None
        assert undone.count == len(marked)
        assert sorted(listed(library, View(unread=True))) == unread

"""The roll against the whole list: wherever one looks first, and whatever comes in or is read meanwhile."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from placentin_tui.library import Library
from placentin_tui.models import View
from placentin_tui.ui.article_pager import NEAR, PAGE, ArticlePager
from tests.library.factories import NOON, article, paper

SIZE = 10 * PAGE + 5
VIEWS = (
    View(), View(unread=True), View(source=1), View(source=1, unread=True), View(folder="presse"),
    View(folder="presse", unread=True), View(section="Monde"), View(query="texte"), View(author="Ann"),
)  # fmt: skip


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    with Library.open(tmp_path / "library.db", tmp_path / "pictures", clock=lambda: NOON) as library:
        for source in (paper(library, "a", folder="presse"), paper(library, "b")):
            many = [
                article(f"{source} {n}", published=NOON - 60 * n, sections=("Monde",), author="Ann")
                for n in range(SIZE // 2)
            ]
            library.articles.store(source, many)
        yield library


@pytest.mark.parametrize("view", VIEWS, ids=str)
def test_it_is_the_list_wherever_one_looks_first(library: Library, view: View) -> None:
    expected = [row.id for row in library.articles.page(view, limit=SIZE)]

    @settings(max_examples=15, deadline=None)
    @given(looks=st.lists(st.integers(0, len(expected) - 1), min_size=1, max_size=12))
    def looked_at(looks: list[int]) -> None:
        pager = ArticlePager(library, view)
        pager.count_on(len(expected))
        assert len(pager) == len(expected)
        assert [pager[look].id for look in looks] == [expected[look] for look in looks]
        assert pager.index(expected[looks[0]]) == looks[0]

    looked_at()


@pytest.mark.parametrize("view", [View(), View(unread=True), View(folder="presse")], ids=str)
def test_it_stands_still_while_articles_come_in(library: Library, view: View) -> None:
    expected = [row.id for row in library.articles.page(view, limit=SIZE)]
    pager = ArticlePager(library, view)
    assert pager[len(pager) - 1].id == expected[-1]
    late = [article(f"late {n}", published=NOON - 977 * n) for n in range(30)]
    library.articles.store(1, [article("new", published=NOON), *late])

    assert [pager[index].id for index in range(len(pager))] == expected
    assert pager.newer() > 0
    with pytest.raises(IndexError):
        pager[len(pager)]


def test_in_an_order_of_its_own_the_next_unread_is_the_next_of_the_list(library: Library) -> None:
    pager = ArticlePager(library, View(query="sort:old"))
    pager.go_on(pager.look_on(library), SIZE - 1)
    ids = pager.every()
    assert ids == tuple(cursor.id for cursor in library.articles.ids(View(query="sort:old"), limit=SIZE))
    library.undo_log.mark_read([number for number in ids if number not in (ids[10], ids[NEAR + 200])])
    pager.forget()
    assert pager.find(0, 1, unread=True) == 10
    assert pager.find(10, 1, unread=True) == NEAR + 200
    assert pager.find(NEAR + 200, -1, unread=True) == 10
    assert pager.find(NEAR + 200, 1, unread=True) is None


def test_only_a_search_that_is_whole_gives_all_its_articles(library: Library) -> None:
    assert ArticlePager(library, View()).every() is None
    assert ArticlePager(library, View(query="texte")).every() is None, "it has looked at a page"
    few = ArticlePager(library, View(query="is:unread limit:5"))
    assert few.every() == tuple(few[index].id for index in range(5))


def test_what_is_read_in_the_unread_view_stays(library: Library) -> None:
    pager = ArticlePager(library, View(unread=True))
    expected = [row.id for row in library.articles.page(View(unread=True), limit=SIZE)]
    library.undo_log.mark_read([pager[index].id for index in range(0, 2 * PAGE, 3)])
    pager.forget()

    assert [pager[index].id for index in range(len(pager))] == expected
    assert pager[0].read
    assert not pager[1].read


def test_it_ends_where_nothing_is_left(library: Library) -> None:
    pager = ArticlePager(library, View(unread=True))
    library.undo_log.mark_all_read(View())
    with pytest.raises(IndexError):
        pager[5 * PAGE]
    assert len(pager) == PAGE


@pytest.mark.parametrize("far", [1, PAGE, NEAR + 1, 5 * PAGE])
def test_the_next_unread_is_found_near_and_far(library: Library, far: int) -> None:
    pager = ArticlePager(library, View())
    place = pager[far].id
    library.undo_log.mark_all_read(View())
    library.undo_log.mark_read([place], read=False)
    pager.forget()

    assert pager.find(0, 1, unread=True) == far
    assert pager.find(len(pager) - 1, -1, unread=True) == far
    assert pager.find(far, 1, unread=True) is None
    assert pager.find(far, 1, unread=False) == far + 1
    assert pager.find(0, -1, unread=False) is None


def test_what_a_search_finds_is_counted_a_little_way_first(library: Library) -> None:
    pager = ArticlePager(library, View(query="texte"))
    assert (len(pager), pager.counted) == (PAGE, False)
    pager.count_on(library.articles.count(pager.view))
    assert (len(pager), pager.counted) == (SIZE - 1, True)
    assert pager[SIZE - 2].title.endswith(f" {SIZE // 2 - 1}")

    few = ArticlePager(library, View(query='"Titre 1 1"'))
    assert few.counted
    assert len(few) < PAGE

"""The first page of a search is that of the whole index, wherever it was found."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from placentin_tui.library import Library
from placentin_tui.library.articles import fts_index, query_results, recent_index
from placentin_tui.library.articles.fts_match import Match
from placentin_tui.library.articles.query_sql import QuerySql
from placentin_tui.library.articles.sort_key import timestamp_of
from placentin_tui.models import Cursor, View
from tests.library.factories import NOON, Clock, article, comment, paper, put

if TYPE_CHECKING:
    from collections.abc import Iterator

    from placentin_tui.library.articles.filters import Selection
    from placentin_tui.library.articles.query_branches import Branch

WORDS = ("mot", "motte", "moteur", "motif", "mode", "autre", "été")
QUERIES = ("mot", "mo", "autre mo", "été mot", "mode", "moteur autre", '"autre mo', "rien mo", "tit", "lise mo")


@pytest.fixture
def _small(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    with monkeypatch.context() as patch:
        _make_small(patch)
        yield


def _make_small(patch: pytest.MonkeyPatch) -> None:
    """Two endings are many, four articles recent."""
    patch.setattr(fts_index, "MOST_ENDINGS", 2)
    patch.setattr(recent_index, "MOST", 4)
    patch.setattr(recent_index, "STEP", 1)
    patch.setattr(query_results, "MOST", 4)
    patch.setattr(query_results, "BATCH", 2)
    patch.setattr(query_results, "FEW", 1)


def _by_the_index(library: Library, query: str, *, unread: bool = False) -> list[Cursor]:
    sql = (
        "SELECT slot, id FROM search JOIN article ON slot = search.rowid"
        f" WHERE search MATCH ? AND hidden = 0 {'AND read = 0' if unread else ''} ORDER BY slot DESC"
    )
    match = library.finder.results._sql.branches(View(query=query))[0].match
    assert isinstance(match, Match)
    return [Cursor(timestamp_of(slot), number) for slot, number in library._connection.rows(sql, (match.whole(),))]


def _agree(library: Library) -> None:
    for query in QUERIES:
        every = _by_the_index(library, query)
        for skip, limit in ((0, 2), (0, 50), (1, 1)):
            assert library.articles.ids(View(query=query), None, limit, skip=skip) == every[skip:][:limit], query
        for place in every[:5]:
            below = every[every.index(place) + 1 :]
            assert library.articles.ids(View(query=query), place, 2) == below[:2], query
            known = [each for each in below if each.id <= place.id]
            assert library.articles.ids(View(query=query), place, 2, newest=place.id) == known[:2], query
        unread = _by_the_index(library, query, unread=True)
        assert library.articles.ids(View(query=query, unread=True), None, 3) == unread[:3], query
        assert list(library.articles.found(View(query=query), 3).places) == every[:3]


ACT = st.tuples(
    st.sampled_from(("store", "comment", "read", "remove", "undo", "rest")),
    st.integers(0, 9),
    st.lists(st.sampled_from(WORDS), max_size=4).map(" ".join),
)


@settings(max_examples=60, deadline=None)
@given(ready=st.booleans(), acts=st.lists(ACT, max_size=12))
def test_whatever_happens_in_between(*, ready: bool, acts: list[tuple[str, int, str]]) -> None:
    with pytest.MonkeyPatch.context() as patch, Library.in_memory(Path("pictures"), clock=Clock()) as library:
        _make_small(patch)
        sources = [paper(library, name) for name in ("one", "two")]
        for act, n, text in acts:
            known = library.articles.page(View())
            if act == "store":
                library.articles.store(sources[n % 2], [article(str(n), text, published=NOON - n, digest=text)])
            elif act == "comment" and known:
                library.comments.store(known[n % len(known)].id, [comment("1", text)])
            elif act == "read" and known:
                library.undo_log.mark_read([known[n % len(known)].id])
            elif act == "remove" and n % 2 and len(library.sources.all()) == 2:
                library.undo_log.remove_source(sources[1])
            elif act == "undo":
                library.undo_log.undo()
            elif act == "rest":
                library.finder.rest()
            while ready and library.finder.get_ready():
                pass
            _agree(library)


@pytest.mark.usefixtures("_small")
def test_what_another_process_writes_is_found(library: Library, tmp_path: Path) -> None:
    numbers = put(library, paper(library), *(article(str(n), " ".join(WORDS), published=NOON - n) for n in range(9)))
    while library.finder.get_ready():
        pass
    _agree(library)
    with Library.open(tmp_path / "data" / "library.db", tmp_path / "pictures", clock=Clock()) as other:
        put(other, 1, article("0", "mode", digest="corrected", published=NOON))
        other.comments.store(numbers[1], [comment("1", "mots")])
        put(other, 1, article("new", "motif", published=NOON + 5))
    _agree(library)


@pytest.mark.usefixtures("_small")
def test_a_text_that_cannot_be_read_hides_nothing(library: Library) -> None:
    numbers = put(library, paper(library), *(article(str(n), " ".join(WORDS), published=NOON - n) for n in range(9)))
    page = library._connection.value("SELECT page FROM body WHERE article = ?", (numbers[0],))
    library._connection.run("UPDATE body SET page = x'00' WHERE article = ?", (numbers[0],))
    assert len(library.articles.page(View(query="mot"))) == 9
    assert len(library.articles.page(View(query="autre mo"))) == 9
    assert not library.finder.get_ready()
    library._connection.run("UPDATE body SET page = ? WHERE article = ?", (page, numbers[0]))


@pytest.mark.usefixtures("_small")
def test_few_are_looked_at(library: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    """With two endings spelt out and four articles in memory, the whole index is asked only for what is not there."""
    put(library, paper(library), *(article(str(n), " ".join(WORDS), published=NOON - n) for n in range(9)))
    asked: list[str] = []
    by_words = QuerySql.by_words

    def by_these(sql: QuerySql, branch: Branch, match: str) -> Selection:
        asked.append(match)
        return by_words(sql, branch, match)

    monkeypatch.setattr(QuerySql, "by_words", by_these)

    assert len(library.articles.ids(View(query="mot"), None, 3)) == 3
    assert asked == []
    assert len(library.articles.ids(View(query="mot"), None, 5)) == 5
    assert asked == ['"mot"*']
    assert len(library.articles.ids(View(query="autre mot"), None, 5)) == 5
    assert asked[1:] == ['"autre"', '"autre" AND "mot"*']
    library.finder.rest()
    assert not library.finder._recent.is_ready
    assert len(library.articles.ids(View(query="autre motte"), None, 3)) == 3
    assert asked[3:] == ['"autre" AND ("motte")']


def test_a_frugal_library_keeps_little_of_its_file_in_memory(library: Library, tmp_path: Path) -> None:
    put(library, paper(library), *(article(str(n), "mot " * 2000, published=NOON - n) for n in range(3)))
    with Library.open(tmp_path / "data" / "library.db", tmp_path / "pictures", frugal=True) as frugal:
        kept = [each._connection.value("PRAGMA cache_size") for each in (library, frugal)]
        assert kept == [-16_384, -2_048]
        frugal.finder.get_ready()
        assert frugal.finder._recent.is_ready
        frugal.finder.rest()
        assert not frugal.finder._recent.is_ready
        assert len(frugal.articles.page(View(query="mo"))) == 3

"""What a query finds is what looking at every article in turn finds, whichever index it comes from."""

from __future__ import annotations

from datetime import UTC
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from placentin_tui.library.articles import fts_index, query_branches, query_results, recent_index
from placentin_tui.models import Cursor, View
from placentin_tui.query import parse
from placentin_tui.query.parser import DEEPEST
from placentin_tui.query.vocabulary import FIELDS, Field
from tests.library.factories import NOON
from tests.query.oracle import found
from tests.query.shelf import filled

if TYPE_CHECKING:
    from collections.abc import Iterator

    from placentin_tui.library import Library
    from tests.query.shelf import Shelf

CONDITIONS = (
    "port", "brume", "PORT", "conseil", "tram", "tramway", "économie", "econ", "sport", "locale", "zzz", "œuvres",
    "l'été", '"conseil d’état"', '"du matin"', "co*", "ferran", "title:port", "titre:brume", 'title:"le port"',
    "body:conseil", "texte:econ*", "author:anaïs", "auteur:lise", "comment:tramway", "section:économie",
    "rubrique:sport", 'section:"vie locale"', "section:x", "source:placentin", "source:2", "source:le", "source:x",
    "folder:presse", "dossier:presse/locale", 'folder:"press locale"', "lang:fr", "langue:en", "lang:de",
    "url:paper1", "url:EXAMPLE/3", "is:unread", "est:lu", "is:starred", "is:corrected", "est:commenté", "is:mine",
    "is:new", "is:offline", "is:later", "est:plus-tard", "is:later,starred", "is:muted", "tag:x", "tag:rail", "#rail",
    'étiquette:"rail nord"', '#"RAIL nord"', "tag:ra", "tag:rail*", "étiquette:a*", "tag:nord", "tag:later",
    "tag:rail,x", '#"à lire" is:later', "tag:rail section:sport", "#rail port", "source:1 #rail is:unread",
    "in:x", "in:morning", "dans:morning", 'in:"of the rail"', "in:circle", "in:mor",
    "has:picture", "a:commentaires", "has:full-text", "has:audio", "words:>12", "mots:<10", "words:8..20",
    "age:1d", "âge:>1mois", "age:<1w", "before:yesterday",
    "après:2026-02-10", "on:2026-02", "le:hier", "is:unread,starred", "source:placentin,rail", "section:sport,culture",
    "title:port,brume", "folder:presse source:1", "source:1 folder:presse", "lang:fr source:1",
    "is:muted port", "port -is:muted", "is:muted sport", "is:muted source:1", "is:muted folder:presse is:starred",
    "is:muted,starred",
)  # fmt: skip
WISHES = (
    "sort:new",
    "sort:old",
    "tri:long",
    "sort:short",
    "sort:comments",
    "tri:source",
    "tri:non-lu",
    "limit:3",
    "limite:7",
)

conditions = st.sampled_from(CONDITIONS)
trees = st.recursive(
    conditions,
    lambda inner: st.one_of(
        st.lists(inner, min_size=2, max_size=3).map(" ".join),
        st.lists(inner, min_size=2, max_size=3).map(" OR ".join),
        inner.map(lambda one: f"({one})"),
        inner.map(lambda one: f"-({one})"),
        conditions.map(lambda one: f"-{one}"),
    ),
    max_leaves=6,
)
queries = st.tuples(trees, st.lists(st.sampled_from(WISHES), max_size=2)).map(
    lambda both: " ".join((both[0], *both[1]))
)


@pytest.fixture(scope="module")
def shelf(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Shelf]:
    made = filled(tmp_path_factory.mktemp("shelf"))
    yield made
    made.library.close()


def expected(shelf: Shelf, query: str) -> list[Cursor]:
    """What the oracle finds."""
    kept = found(parse(query, NOON, UTC), shelf.pieces, NOON)
    return [Cursor(piece.summary.at, piece.summary.id) for piece in kept]


@pytest.mark.parametrize("query", [*CONDITIONS, *WISHES])
def test_every_field_finds_what_it_should(shelf: Shelf, query: str) -> None:
    wanted = expected(shelf, query)
    assert shelf.library.articles.ids(View(query=query), limit=1000) == wanted
    assert shelf.library.articles.count(View(query=query)) == len(wanted)


def test_the_shelf_has_something_for_every_field(shelf: Shelf) -> None:
    nothing = {query for query in CONDITIONS if not expected(shelf, query)}
    assert nothing == {
        "zzz", "section:x", "source:x", "lang:de", "tag:x", "tag:nord", "in:x", "has:audio",
    }  # fmt: skip
    everything = {query for query in CONDITIONS if len(expected(shelf, query)) == len(shelf.pieces)}
    assert everything == set()


@pytest.mark.parametrize("inside", ["is:read OR sport -", "sport OR is:read -", "brume OR port -", "-"])
@pytest.mark.parametrize("depth", [1, DEEPEST, DEEPEST + 1, 40])
def test_however_deep_it_is_nested_it_is_answered(shelf: Shelf, inside: str, depth: int) -> None:
    view = View(query=f"{inside}(" * depth + "port" + ")" * depth)
    articles = shelf.library.articles
    found_there = articles.ids(view, limit=1000)
    assert articles.count(view) == len(found_there)
    assert articles.ids(view, Cursor(0, 0), 5, upwards=True) == found_there[-5:]
    if act := shelf.library.undo_log.mark_all_read(view):
        shelf.library.undo_log.undo()
        assert act.count <= len(found_there)
    assert bool(shelf.library.finder.results.notes(view.query)) == (depth > DEEPEST)


def test_the_lists_own_order_takes_nothing_away(shelf: Shelf, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(query_results, "SORTED", 5)
    everything = shelf.library.articles.ids(View(), limit=1000)
    assert shelf.library.articles.ids(View(query="sort:new"), limit=1000) == everything
    assert shelf.library.articles.ids(View(query="sort:old sort:new limit:7"), limit=1000) == everything[:7]


@settings(max_examples=250, deadline=None)
@given(query=queries, start=st.integers(0, 20), limit=st.integers(1, 9))
def test_any_query_finds_what_the_oracle_finds(shelf: Shelf, query: str, start: int, limit: int) -> None:
    wanted, view, articles = expected(shelf, query), View(query=query), shelf.library.articles

    assert articles.ids(view, limit=1000) == wanted
    assert articles.count(view) == len(wanted)
    if start < len(wanted):
        place = wanted[start]
        assert articles.ids(view, place, limit) == wanted[start + 1 : start + 1 + limit]
        assert articles.ids(view, place, limit, upwards=True) == wanted[max(0, start - limit) : start]
        assert articles.newer(view, place) == start
        assert articles.between(view, wanted[0], place, 10_000) == start


@settings(max_examples=120, deadline=None)
@given(query=queries, ready=st.booleans())
def test_so_it_does_however_little_is_indexed_in_memory(shelf: Shelf, query: str, *, ready: bool) -> None:
    with pytest.MonkeyPatch.context() as patch:
        for module, name, value in (
            (fts_index, "MOST_ENDINGS", 1), (recent_index, "MOST", 4), (recent_index, "STEP", 1),
            (query_results, "MOST", 4), (query_results, "BATCH", 2), (query_results, "FEW", 1),
            (query_branches, "MOST", 2),
        ):  # fmt: skip
            patch.setattr(module, name, value)
        while ready and shelf.library.finder.get_ready():
            pass
        assert shelf.library.articles.ids(View(query=query), limit=50) == expected(shelf, query)[:50]
        shelf.library.finder.rest()


@settings(max_examples=120, deadline=None)
@given(query=queries)
def test_the_first_look_has_the_newest_or_says_that_it_looks_further(shelf: Shelf, query: str) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(query_results, "NEAR", 30)
        patch.setattr(query_results, "NEAR_SORTED", 12)
        first = shelf.library.articles.found(View(query=query), 10)
        wanted = expected(shelf, query)
        if first.is_all:
            assert list(first.places) == wanted
        elif not first.is_far or not any(wish in query for wish in ("sort", "tri")):
            assert list(first.places) == wanted[: len(first.places)]


@settings(max_examples=30, deadline=None)
@given(query=queries)
def test_all_that_is_found_can_be_marked_read_and_undone(shelf: Shelf, query: str) -> None:
    library = shelf.library
    unread = {place.id for place in expected(shelf, query) if not library.articles.summary(place.id).read}
    before = all_unread(library)

    act = library.undo_log.mark_all_read(View(query=query))

    assert (act.count if act else 0) == len(unread) == before - all_unread(library)
    if act:
        library.undo_log.undo()
    assert all_unread(library) == before


def all_unread(library: Library) -> int:
    """How many are unread, muted ones too."""
    return sum(library.articles.count(View(unread=True, muted=muted)) for muted in (False, True))


@settings(max_examples=200, deadline=None)
@given(query=st.text(max_size=60) | st.text(alphabet='ab"*()|-:,<>#« OR', max_size=40)
       | st.lists(st.sampled_from((*CONDITIONS, *WISHES, "(", ")", "OR", "AND", "NOT", "-", "is:", "|")), max_size=9)
       .map(" ".join))  # fmt: skip
def test_nothing_typed_is_an_error(shelf: Shelf, query: str) -> None:
    view = View(query=query)
    assert len(shelf.library.articles.ids(view, limit=1000)) == shelf.library.articles.count(view)
    assert all(shelf.library.finder.results.notes(query))


@pytest.mark.parametrize("field", Field)
@pytest.mark.parametrize("value", ["", "a", "é", '"', '"p', "p,", "-"])
def test_what_is_typed_behind_any_field_has_completions_or_none(shelf: Shelf, field: Field, value: str) -> None:
    for name in FIELDS[field]:
        for each in shelf.library.finder.results.completions(f"{name}:{value}"):
            assert each.query.startswith(f"{name}:")

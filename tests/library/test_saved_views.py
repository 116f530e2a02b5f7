"""Saved views: kept under a name, found by queries, undone after a restart, in backups and repairs."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from placentin_tui.errors import UnknownView, ViewNameRefused
from placentin_tui.library import Library
from placentin_tui.models import Act, ActKind, View
from tests.library.factories import Clock, article, paper, put


def names(library: Library) -> list[str]:
    return [view.name for view in library.saved.all()]


def state(library: Library) -> list[tuple[str, str, bool]]:
    return [(view.name, view.query, view.pinned) for view in library.saved.all()]


def test_a_query_is_kept_under_its_name(library: Library) -> None:
    act = library.saved.add(" Le \x1bmatin ", "port -brume ")
    assert act is not None
    assert (act.kind, act.title) == (ActKind.SAVE_VIEW, "Le matin")
    library.saved.add("Rail", "tramway")
    assert state(library) == [("Le matin", "port -brume", False), ("Rail", "tramway", False)]
    assert library.saved.find("LE MATIN").query == "port -brume"
    assert library.saved.name_of("tramway") == "Rail"
    assert not library.saved.name_of("tram")


def test_a_name_is_given_once_whatever_its_case_and_accents(library: Library) -> None:
    library.saved.add("Économie", "port")
    assert library.saved.add("economie", "port") is None
    act = library.saved.add("economie", "brume")
    assert act is not None
    assert act.kind is ActKind.CHANGE_VIEW
    library.saved.add("Rail", "tramway")
    with pytest.raises(ViewNameRefused, match="“Économie”"):
        library.saved.rename(library.saved.find("Rail").id, "ECONOMIE")
    assert state(library) == [("Économie", "brume", False), ("Rail", "tramway", False)]


@pytest.mark.parametrize(("name", "query"), [("", "port"), (" \u200b…", "port"), ("Rail", "  ")])
def test_one_without_a_name_or_a_query_is_refused(library: Library, name: str, query: str) -> None:
    with pytest.raises(ViewNameRefused):
        library.saved.add(name, query)
    assert names(library) == []


def test_every_change_is_undone_in_turn_after_a_restart(tmp_path: Path, clock: Clock) -> None:
    path = tmp_path / "library.db"
    states = []
    with Library.open(path, tmp_path, clock=clock) as library:
        paper(library)
        for name in "abc":
            states.append(state(library))
            library.saved.add(name, f"port {name}")
        a, b, c = (view.id for view in library.saved.all())
        changes: list[Callable[[], Act | None]] = [
            lambda: library.saved.rename(a, "Un"),
            lambda: library.saved.pin(b, pinned=True),
            lambda: library.saved.move(c, -5),
            lambda: library.saved.remove(b),
            lambda: library.saved.add("un", "brume"),
        ]
        for change in changes:
            states.append(state(library))
            assert change() is not None
        assert state(library) == [("c", "port c", False), ("Un", "brume", False)]
        assert library.saved.move(a, 1) is None
    with Library.open(path, tmp_path, clock=clock) as library:
        for before in reversed(states):
            act = library.undo_log.undo()
            assert act is not None
            assert state(library) == before
        assert library.undo_log.undo() is None
        assert library.check() == "ok"


def test_undo_gives_no_name_that_another_view_has_by_now(library: Library) -> None:
    library.saved.add("Rail", "port")
    library.saved.remove(library.saved.find("Rail").id)
    assert library.saved.put("rail", "brume") is not None  # as a backup does: no act
    assert library.undo_log.undo() is None
    assert state(library) == [("rail", "brume", False)]


def test_what_is_gone_is_said(library: Library) -> None:
    with pytest.raises(UnknownView, match="No saved view is called “rail”"):
        library.saved.find("rail")
    for change in (library.saved.remove, lambda number: library.saved.pin(number, pinned=True)):
        with pytest.raises(UnknownView):
            change(7)


# ── in queries ───────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.fixture
def found(library: Library) -> list[int]:
    source = paper(library)
    return put(library, source, *(article(name, text=f"{name} ici") for name in ("port", "brume", "rail", "neige")))


def ids(library: Library, query: str) -> set[int]:
    return {place.id for place in library.articles.ids(View(query=query), limit=100)}


def test_a_query_may_name_a_saved_view(library: Library, found: list[int]) -> None:
    port, brume, rail, neige = found
    library.saved.add("Mer", "port OR brume")
    library.saved.add("Mer et rail", "in:mer OR rail")
    assert ids(library, "in:mer") == ids(library, "dans:MER") == {port, brume}
    assert ids(library, 'in:"mer et rail"') == {port, brume, rail}
    assert ids(library, "-in:mer") == {rail, neige}
    assert ids(library, 'dans:"et rail" -in:mer') == {rail}
    assert ids(library, "in:mer,neige ici") == {port, brume}
    assert library.finder.results.notes("in:mer,neige") == ("No saved view is called “neige”.",)
    assert library.finder.results.notes("in:mer") == ()
    assert library.articles.count(View(query="in:mer")) == 2


def test_views_that_ask_for_themselves_end(library: Library, found: list[int]) -> None:
    library.saved.add("Un", "port OR in:deux")
    library.saved.add("Deux", "brume OR in:un")
    assert ids(library, "in:un") == set(found[:2])
    assert library.finder.results.notes("in:un") == ("“Un” asks for itself: that finds nothing.",)


def test_views_that_ask_for_one_another_many_times_end_soon(library: Library, found: list[int]) -> None:
    library.saved.add("v0", "port")
    for n in range(1, 8):
        library.saved.add(f"v{n}", " OR ".join([f"in:v{n - 1}"] * 30))
    assert ids(library, "in:v2") <= {found[0]}
    assert "too many" in library.finder.results.notes("in:v7")[0]


@pytest.mark.parametrize("inside", ["is:read OR sport -", "sport OR is:read -", "brume OR port -", "-"])
def test_however_deep_the_views_are_they_are_answered(library: Library, found: list[int], inside: str) -> None:
    for depth in range(1, 7):
        query = f"{inside}(" * depth + "{}" + ")" * depth
        library.saved.add("v0", query.format("port"))
        for n in range(1, 9):
            library.saved.add(f"v{n}", query.format(f"in:v{n - 1}"))
            view = View(query=query.format(f"in:v{n}"))
            assert library.articles.count(view) == len(library.articles.ids(view, limit=100)) <= len(found)


@pytest.mark.parametrize("condition", ["words:>{n}", "{n}", "-words:{n}", "url:{n} OR is:read"])
@pytest.mark.parametrize("sign", ["", "-"])
def test_however_many_conditions_they_add_up_to(library: Library, found: list[int], condition: str, sign: str) -> None:
    for n in range(5):
        library.saved.add(f"v{n}", " ".join(condition.format(n=m) for m in range(59)))
    for joiner in (" ", " OR "):
        view = View(query=joiner.join(f"{sign}in:v{n}" for n in range(5)))
        assert library.articles.count(view) == len(library.articles.ids(view, limit=100)) <= len(found)


# ── kept ─────────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_a_backup_has_them_and_brings_back_those_that_are_missing(tmp_path: Path, clock: Clock) -> None:
    with Library.open(tmp_path / "one.db", tmp_path, clock=clock) as library:
        paper(library)
        library.saved.add("Rail", "tramway")
        library.saved.add("Mer", "port")
        library.saved.pin(library.saved.find("mer").id, pinned=True)
        file = library.back_up()
        assert file is not None
    with Library.open(tmp_path / "other.db", tmp_path, clock=clock) as library:
        library.saved.add("RAIL", "brume")
        library.restore(file)
        library.restore(file)
        assert state(library) == [("RAIL", "brume", False), ("Mer", "port", True)]

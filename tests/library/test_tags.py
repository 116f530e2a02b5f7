"""Tags: giving, taking, renaming, merging, deleting, and the way back."""

from __future__ import annotations

from pathlib import Path

import pytest

from placentin_tui.errors import UnknownTag, UnusableTag
from placentin_tui.library import Library
from placentin_tui.library.articles.undo_log import KEPT_AFTER_REMOVAL
from placentin_tui.library.schema.connection import Connection
from placentin_tui.library.schema.migrate import migrate
from placentin_tui.library.schema.versions import MIGRATIONS
from placentin_tui.models import LATER, ActKind, Tag, View, shown_tag, tag_key, tag_name, tag_trouble
from tests.library.factories import NOON, Clock, article, paper, put


@pytest.fixture
def three(library: Library) -> list[int]:
    return put(library, paper(library), *map(article, "abc"))


def tags(library: Library) -> dict[str, int]:
    return {tag.name: tag.articles for tag in library.tags.all()}


def on(library: Library, number: int) -> tuple[str, ...]:
    return library.articles.summary(number).tags


def tagged(library: Library, name: str) -> list[int]:
    return sorted(row.id for row in library.articles.page(View(tag=name)))


def undone(library: Library) -> tuple[str, int, str, str]:
    act = library.undo_log.undo()
    assert act is not None
    return act.kind, act.count, act.title, act.tag


# ── names ────────────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("Écologie", "Écologie"), ("  à   lire ", "à lire"), ("#rail", "rail"), ("## rail", "rail"), ("C++", "C++"),
        ("e\N{COMBINING ACUTE ACCENT}te", "éte"), ("ra\x1b[31mil", "ra[31mil"), ("a\u202eb", "ab"), ("2026", "2026"),
        ("x" * 40, "x" * 40), ("LATER", LATER), ("Plus tard", LATER), ("plus-tard", LATER), ("пресса", "пресса"),
    ],
)  # fmt: skip
def test_a_name_passes_the_gate(typed: str, name: str) -> None:
    assert tag_name(typed) == name
    assert tag_trouble(name) == ""


@pytest.mark.parametrize("typed", ["", " ", "#", "!?", "\x1b", "x" * 41, "a,b", 'a"b', "-rail", "#-rail"])
def test_what_is_no_name_is_said_to_be_none(library: Library, three: list[int], typed: str) -> None:
    with pytest.raises(UnusableTag, match="for a tag"):
        library.tags.edit(three, [typed])


def test_names_are_told_apart_by_accents_and_not_by_case() -> None:
    assert tag_key("ÉTÉ") == tag_key("été") != tag_key("ete")
    assert (shown_tag("été"), shown_tag(LATER)) == ("été", "later")


# ── on articles ──────────────────────────────────────────────────────────────────────────────────────────────────────


def test_tags_are_given_and_taken_and_counted(library: Library, three: list[int]) -> None:
    a, b, c = three
    act = library.tags.edit([a, b, 99], ["Rail", "été"])
    assert act is not None
    assert (act.kind, act.count, act.articles) == (ActKind.TAG, 2, (a, b))
    library.tags.edit([c], ["RAIL"])
    assert tags(library) == {"été": 2, "Rail": 3}
    assert [on(library, number) for number in three] == [("été", "Rail"), ("été", "Rail"), ("Rail",)]
    assert (tagged(library, "rail"), tagged(library, "Été"), tagged(library, "ete")) == ([a, b, c], [a, b], [])
    assert library.articles.count(View(tag="rail")) == 3

    library.tags.edit([a, b, c], ["nuit"], ["rail", "neuf"])
    assert tags(library) == {"été": 2, "nuit": 3}
    assert library.tags.edit([a], ["NUIT"], ["rail"]) is None


def test_what_is_given_and_taken_at_once_is_taken(library: Library, three: list[int]) -> None:
    assert library.tags.edit(three, ["rail"], ["Rail"]) is None
    assert tags(library) == {}


def test_one_name_that_is_none_changes_nothing(library: Library, three: list[int]) -> None:
    with pytest.raises(UnusableTag):
        library.tags.edit(three, ["rail", "a,b"])
    assert tags(library) == {}
    assert library.undo_log.undo() is None


def test_each_change_is_undone_after_a_restart_too(tmp_path: Path, clock: Clock) -> None:
    path = tmp_path / "library.db"
    with Library.open(path, tmp_path, clock=clock) as library:
        a, b, _c = put(library, paper(library), *map(article, "abc"))
        library.tags.edit([a], ["rail"])
        library.tags.edit([a, b], ["rail", "nuit"], ["été"])
        library.tags.edit([a], [], ["nuit"])
    with Library.open(path, tmp_path, clock=clock) as library:
        assert undone(library) == ("tag", 1, "Titre a", "")
        assert [on(library, number) for number in (a, b)] == [("nuit", "rail")] * 2
        assert undone(library) == ("tag", 2, "", "")
        assert [on(library, number) for number in (a, b)] == [("rail",), ()]
        assert undone(library) == ("tag", 1, "Titre a", "")
        assert tags(library) == {}
        assert library.undo_log.undo() is None


def test_an_undo_leaves_alone_what_was_changed_since(library: Library, three: list[int]) -> None:
    a, b, _c = three
    library.tags.edit([a, b], ["rail"])
    library.tags.edit([a], [], ["rail"], undoable=False)
    assert undone(library) == ("tag", 1, "Titre b", "")
    library.tags.edit([a], ["rail"])
    library.tags.edit([a], [], ["rail"], undoable=False)
    assert library.undo_log.undo() is None


def test_a_tag_no_article_has_any_more_is_written_as_it_is_typed_next(library: Library, three: list[int]) -> None:
    library.tags.edit(three[:1], ["rail"])
    library.tags.edit(three[:1], [], ["rail"])
    assert library.tags.all() == []
    library.tags.edit(three[:1], ["RAIL"])
    library.tags.edit(three[:2], ["rail"])
    assert tags(library) == {"RAIL": 2}


def test_later_is_a_mark_of_its_own(library: Library, three: list[int]) -> None:
    a, b, _c = three
    library.tags.edit([a], ["rail"])
    act = library.tags.put_off([a, b])
    assert act is not None
    assert (act.kind, act.count) == (ActKind.LATER, 2)
    row = library.articles.summary(a)
    assert (row.later, row.tags) == (True, ("rail",))
    assert (library.tags.later(), tags(library)) == (Tag(LATER, 2), {"rail": 1})
    assert tagged(library, LATER) == tagged(library, "plus tard") == [a, b]
    assert library.tags.put_off([a]) is None

    library.tags.put_off([a], later=False)
    assert library.tags.later().articles == 1
    assert undone(library) == ("not-later", 1, "Titre a", "")
    assert undone(library) == ("later", 2, "", "")
    assert library.tags.later().articles == 0
    library.tags.edit([b], ["Plus tard"])
    assert library.articles.summary(b).later


# ── on tags ──────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_a_tag_is_renamed_and_called_as_before(library: Library, three: list[int]) -> None:
    library.tags.edit(three, ["rail"])
    act = library.tags.rename("RAIL", "Chemins de fer")
    assert act is not None
    assert (act.kind, act.count, act.tag) == (ActKind.RENAME_TAG, 3, "rail")
    assert tags(library) == {"Chemins de fer": 3}
    assert library.tags.rename("chemins de fer", "Chemins de fer") is None
    library.tags.rename("chemins de fer", "CHEMINS DE FER")
    assert tags(library) == {"CHEMINS DE FER": 3}
    assert undone(library) == ("rename-tag", 3, "", "Chemins de fer")
    assert undone(library) == ("rename-tag", 3, "", "rail")
    assert tags(library) == {"rail": 3}


def test_a_name_that_was_used_meanwhile_does_not_keep_a_renaming_from_being_undone(
    library: Library, three: list[int]
) -> None:
    a, b, _c = three
    library.tags.edit([a], ["rail"])
    library.tags.rename("rail", "train")
    library.tags.edit([b], ["rail"])
    assert undone(library)[0] == "tag"
    assert undone(library) == ("rename-tag", 1, "", "rail")
    assert tags(library) == {"rail": 1}

    library.tags.rename("rail", "train")
    library.tags.edit([b], ["rail"], undoable=False)
    assert undone(library)[0] == "tag"  # the renaming is past undoing, the first act is not
    assert tags(library) == {"rail": 1}


def test_renaming_into_a_tag_there_is_merges_both(library: Library, three: list[int]) -> None:
    a, b, c = three
    library.tags.edit([a, b], ["rail"])
    library.tags.edit([b, c], ["Train"])
    act = library.tags.rename("rail", "TRAIN")
    assert act is not None
    assert (act.kind, act.count, act.tag) == (ActKind.MERGE_TAGS, 2, "rail")
    assert tags(library) == {"Train": 3}
    assert undone(library) == ("merge-tags", 2, "", "rail")
    assert tags(library) == {"rail": 2, "Train": 2}
    assert [on(library, number) for number in three] == [("rail",), ("rail", "Train"), ("Train",)]


def test_a_tag_is_merged_into_a_new_one_or_into_later(library: Library, three: list[int]) -> None:
    a, b, _c = three
    library.tags.edit([a, b], ["rail"])
    library.tags.merge("rail", "neuf")
    assert tags(library) == {"neuf": 2}
    library.tags.merge("neuf", LATER)
    assert (tags(library), library.tags.later().articles) == ({}, 2)
    library.tags.merge(LATER, "rail")
    assert (tags(library), library.tags.later().articles) == ({"rail": 2}, 0)
    assert library.tags.merge("rail", "RAIL") is None
    for _each in range(3):
        library.undo_log.undo()
    assert tags(library) == {"rail": 2}


def test_a_deleted_tag_comes_back(library: Library, three: list[int]) -> None:
    library.tags.edit(three, ["rail", "nuit"])
    act = library.tags.delete("Rail")
    assert act is not None
    assert (act.kind, act.count, act.tag) == (ActKind.DELETE_TAG, 3, "rail")
    assert tags(library) == {"nuit": 3}
    assert undone(library) == ("delete-tag", 3, "", "rail")
    assert tags(library) == {"nuit": 3, "rail": 3}


def test_there_is_no_changing_a_tag_there_is_not(library: Library, three: list[int]) -> None:
    library.tags.edit(three, ["rail"])
    library.tags.edit(three, [], ["rail"])
    for change in (library.tags.delete, lambda name: library.tags.rename(name, "x"),
                   lambda name: library.tags.merge(name, "x")):  # fmt: skip
        for name in ("rail", "nowhere", LATER):
            with pytest.raises(UnknownTag):
                change(name)
    library.tags.put_off(three)
    with pytest.raises(UnusableTag, match="keeps its name"):
        library.tags.rename("later", "x")


# ── with the articles ────────────────────────────────────────────────────────────────────────────────────────────────


def test_tags_go_and_come_with_a_source(library: Library, three: list[int]) -> None:
    other = put(library, paper(library, "other"), article("x"))
    library.tags.edit([*three, *other], ["rail"])
    library.tags.put_off(three)
    library.undo_log.remove_source(1)
    assert (tags(library), library.tags.later().articles, tagged(library, "rail")) == ({"rail": 1}, 0, other)
    library.undo_log.undo()
    assert (tags(library), library.tags.later().articles) == ({"rail": 4}, 3)

    library.undo_log.remove_source(1)
    library.undo_log.purge(NOON + KEPT_AFTER_REMOVAL)
    assert tags(library) == {"rail": 1}
    assert library._connection.value("SELECT count(*) FROM article_tag") == 1
    assert library.check() == "ok"
    library.undo_log.undo()
    assert tags(library) == {}


def test_a_view_of_a_tag_takes_the_other_filters(library: Library, three: list[int]) -> None:
    a, b, c = three
    library.undo_log.mark_read([a])
    library.undo_log.star([b])
    library.tags.edit([a, b], ["rail"])
    count = library.articles.count
    assert (count(View(tag="rail", unread=True)), count(View(tag="rail", starred=True))) == (1, 1)
    assert tagged(library, "rail") == [row.id for row in library.articles.page(View(tag="rail"))][::-1] == [a, b]
    [by_query] = library.articles.page(View(tag="rail", query="titre:b"))
    assert by_query.id == b
    assert library.articles.page(View(tag="rail", section="x")) == []
    act = library.undo_log.mark_all_read(View(tag="rail"))
    assert act is not None
    assert act.count == 1
    assert not library.articles.summary(c).read


def test_a_list_of_tags_reads_no_article(library: Library) -> None:
    plan = library._connection.rows("EXPLAIN QUERY PLAN SELECT name, articles FROM tag WHERE articles > 0")
    assert [row[3] for row in plan] == ["SCAN tag"]


def test_an_older_library_gets_its_tables_and_no_row_is_written_anew(tmp_path: Path, clock: Clock) -> None:
    path = tmp_path / "library.db"
    connection = Connection(path)
    migrate(connection, MIGRATIONS[:11])
    connection.run("INSERT INTO source (url, title, folder, language, home, icon) VALUES ('u', '', '', '', '', '')")
    connection.run_many(
        "INSERT INTO article (source, slot, first_seen, words, title, url, author, sections)"
        " VALUES (1, ?, 0, 0, '', '', '', '')",
        [(NOON * 1024 + n,) for n in range(500)],
    )
    before = connection.state()[1]
    migrate(connection)
    assert connection.state()[1] - before < 20
    connection.close()
    with Library.open(path, tmp_path, clock=clock) as library:
        library.tags.edit([1, 500], ["rail"])
        assert tags(library) == {"rail": 2}
        assert library.undo_log.undo() is not None

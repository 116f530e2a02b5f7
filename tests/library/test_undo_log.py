"""Marks, stars, removals, and the way back."""

from __future__ import annotations

from pathlib import Path

import pytest

from placentin_tui.errors import UnknownSource
from placentin_tui.library import Library
from placentin_tui.library.articles.act_log import REMEMBERED
from placentin_tui.library.articles.tags import FEW
from placentin_tui.library.articles.undo_log import KEPT_AFTER_REMOVAL
from placentin_tui.models import Act, ActKind, Cursor, NewSource, View
from tests.library.factories import NOON, Clock, article, comment, paper, put


@pytest.fixture
def three(library: Library) -> list[int]:
    return put(library, paper(library), *map(article, "abc"))


def read(library: Library) -> list[int]:
    return sorted(row.id for row in library.articles.page(View()) if row.read)


def starred(library: Library) -> list[int]:
    return sorted(row.id for row in library.articles.page(View(starred=True)))


def counts(library: Library) -> tuple[int, int, int]:
    count = library.articles.count
    return count(View()), count(View(unread=True)), count(View(starred=True))


def test_reading_and_undoing(library: Library, three: list[int]) -> None:
    a, b, _c = three
    act = library.undo_log.mark_read([a, b, 99])
    assert act is not None
    assert (act.kind, act.count, act.articles) == ("read", 2, (a, b))
    assert (read(library), counts(library)) == ([a, b], (3, 1, 0))
    assert library.undo_log.mark_read([a, b]) is None

    assert library.undo_log.undo() == act
    assert (read(library), counts(library)) == ([], (3, 3, 0))
    assert library.undo_log.undo() is None


def test_unread_and_undoing(library: Library, three: list[int]) -> None:
    a, b, _c = three
    library.undo_log.mark_read([a])
    act = library.undo_log.mark_read([a, b], read=False)
    assert act is not None
    assert (act.kind, act.articles) == ("unread", (a,))
    assert read(library) == []

    library.undo_log.undo()
    assert read(library) == [a]
    library.undo_log.undo()
    assert read(library) == []


def test_opening_an_article_is_not_worth_an_undo(library: Library, three: list[int]) -> None:
    a, *_ = three
    act = library.undo_log.mark_read([a], undoable=False)
    assert act is not None
    assert (act.id, act.count, act.articles) == (0, 1, (a,))
    assert library.undo_log.undo() is None
    assert read(library) == [a]


def test_stars_and_undoing(library: Library, three: list[int]) -> None:
    a, b, _c = three
    assert library.undo_log.star([a, b]) is not None
    assert library.undo_log.star([b]) is None
    assert (starred(library), counts(library)) == ([a, b], (3, 3, 2))
    act = library.undo_log.star([b], starred=False)
    assert act is not None
    assert (act.kind, act.articles) == ("unstar", (b,))

    library.undo_log.undo()
    assert starred(library) == [a, b]
    library.undo_log.undo()
    assert (starred(library), counts(library)) == ([], (3, 3, 0))


def test_all_read_remembers_which_it_marked(library: Library, three: list[int]) -> None:
    a, b, c = three
    library.undo_log.mark_read([a], undoable=False)
    act = library.undo_log.mark_all_read(View())
    assert act is not None
    assert (act.kind, act.count, act.articles) == ("all-read", 2, ())
    assert read(library) == [a, b, c]
    assert library.undo_log.mark_all_read(View()) is None

    library.undo_log.undo()
    assert read(library) == [a]


def test_all_read_leaves_what_came_in_unseen(library: Library, clock: Clock, three: list[int]) -> None:
    a, b, c = three
    top = library.articles.ids(View())[0]
    assert top == Cursor(clock.now - 3600, c)
    put(library, 1, article("late", published=NOON))
    act = library.undo_log.mark_all_read(View(), top)
    assert act is not None
    assert act.count == 3
    assert read(library) == [a, b, c]


def test_undo_goes_on_after_a_restart_and_past_acts_that_change_nothing(tmp_path: Path, clock: Clock) -> None:
    path = tmp_path / "library.db"
    with Library.open(path, tmp_path, clock=clock) as library:
        a, b = put(library, paper(library), article("a"), article("b"))
        library.undo_log.star([a])
        library.undo_log.mark_all_read(View(source=1))
        library.undo_log.mark_read([a, b], read=False)
        library.undo_log.mark_read([a, b], undoable=False)
    with Library.open(path, tmp_path, clock=clock) as library:
        kinds = []
        while act := library.undo_log.undo():
            kinds.append((act.kind, act.count))
        # Neither "unread" nor "all-read" has anything left to take back: both articles were opened since.
        assert kinds == [("star", 1)]
        assert read(library) == [a, b]


def test_an_act_after_all_read_is_undone_to_what_it_was(library: Library, three: list[int]) -> None:
    a, *_ = three
    library.undo_log.mark_all_read(View())
    library.undo_log.mark_read([a], read=False)
    library.undo_log.undo()
    library.undo_log.undo()
    assert read(library) == []


def test_only_so_many_acts_are_remembered(library: Library, three: list[int]) -> None:
    a, *_ = three
    for n in range(REMEMBERED + 10):
        library.undo_log.star([a], starred=n % 2 == 0)
    undone = 0
    while library.undo_log.undo():
        undone += 1
    assert undone == REMEMBERED
    assert library._connection.value("SELECT count(*) FROM act_article") == 0


def test_an_act_on_many_articles_names_none(library: Library) -> None:
    numbers = library.articles.store(paper(library), [article(str(n)) for n in range(FEW + 1)]).new
    act = library.undo_log.mark_read(numbers)
    assert act is not None
    assert (act.count, act.articles) == (FEW + 1, ())
    undone = library.undo_log.undo()
    assert undone == act


def test_a_hidden_article_is_not_marked(library: Library, three: list[int]) -> None:
    library.undo_log.mark_read(three[:1])
    library.undo_log.star(three[:1])
    library.undo_log.remove_source(1)
    marked = (
        library.undo_log.mark_read(three),
        library.undo_log.mark_read(three, read=False),
        library.undo_log.star(three),
        library.undo_log.star(three, starred=False),
        library.undo_log.open(three[1]),
        library.undo_log.mark_all_read(View()),
        library.undo_log.mark_all_read(View(query="texte")),
    )
    assert marked == (None,) * len(marked)
    other = put(library, paper(library, "other"), article("d"))
    act = library.undo_log.mark_read([*three, *other])
    assert act is not None
    assert act.articles == tuple(other)
    assert library._connection.rows("SELECT read > 0, starred FROM article WHERE source = 1 ORDER BY id") == [
        (1, 1),
        (0, 0),
        (0, 0),
    ]


def test_what_was_read_without_an_act_is_not_taken_back_with_one(library: Library) -> None:
    a, b, c = put(library, paper(library), *(article(name, sections=("Monde",)) for name in "abc"))
    library.undo_log.mark_read([a], undoable=False)
    for _round in range(2):
        act = library.undo_log.mark_all_read(View(section="Monde"))
        assert act is not None
        assert act.count == 2
        assert read(library) == [a, b, c]
        undone = library.undo_log.undo()
        assert undone is not None
        assert undone.count == 2
        assert read(library) == [a]


def test_all_read_of_a_section_goes_up_to_its_place_and_includes_it(library: Library) -> None:
    source = paper(library)
    a, b, c, d = put(
        library,
        source,
        article("a", published=NOON - 30, sections=("Monde",)),
        article("b", published=NOON - 20, sections=("Monde",)),
        article("c", published=NOON - 10, sections=("Monde",)),
        article("d", published=NOON - 40, sections=("Culture",)),
    )
    act = library.undo_log.mark_all_read(View(section="Monde"), Cursor(NOON - 20, b))
    assert act is not None
    assert (act.kind, act.count, act.articles) == ("all-read", 2, ())
    assert read(library) == [a, b]
    assert library.undo_log.mark_all_read(View(section="Monde"), Cursor(NOON - 20, b)) is None
    assert library._connection.value("SELECT count(*) FROM act") == 1, "what changed nothing is not remembered"
    rest = library.undo_log.mark_all_read(View(section="Monde"))
    assert rest is not None
    assert (rest.count, read(library)) == (1, [a, b, c])
    assert library.undo_log.undo() == rest
    assert library.undo_log.undo() == act
    assert (read(library), counts(library)) == ([], (4, 4, 0))
    assert d not in read(library)


def test_a_reading_is_marked_and_taken_back_as_one(library: Library, three: list[int]) -> None:
    a, b, _c = three
    library.undo_log.open(b)
    act = library.undo_log.open(a)
    assert act == Act(act.id if act else 0, ActKind.OPENED, 1, (a,), "Titre a")
    assert library.undo_log.open(a) is None
    assert read(library) == [a, b]
    assert library.undo_log.undo() == act
    assert read(library) == [b]


def test_up_to_two_hundred_articles_are_named(library: Library) -> None:
    numbers = library.articles.store(paper(library), [article(str(n)) for n in range(201)]).new
    act = library.undo_log.star(numbers[:200])
    assert act is not None
    assert (act.count, act.articles, act.title) == (200, tuple(numbers[:200]), "")
    act = library.undo_log.star(numbers, starred=False)
    assert act is not None
    assert act.count == 200
    many = library.undo_log.star(numbers)
    assert many is not None
    assert (many.count, many.articles) == (201, ())


def test_what_is_remembered_and_how_long() -> None:
    assert (FEW, REMEMBERED, KEPT_AFTER_REMOVAL) == (200, 200, 604_800), "a week"


# ── removing ─────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_a_removed_source_is_nowhere_until_it_is_undone(library: Library, three: list[int]) -> None:
    before = library.sources.all()
    act = library.undo_log.remove_source(1)
    assert act == Act(act.id, ActKind.REMOVE_SOURCE, 1, title="Placentin")
    assert (library.sources.all(), library.sources.fetch_states(), counts(library)) == ([], [], (0, 0, 0))
    assert library.articles.page(View(source=1)) == []
    assert library.articles.summaries(three) == []
    assert library.undo_log.mark_read(three) is None
    with pytest.raises(UnknownSource):
        library.sources.get(1)
    with pytest.raises(UnknownSource):
        library.undo_log.remove_source(1)

    assert library.undo_log.undo() == act
    assert (library.sources.all(), counts(library)) == (before, (3, 3, 0))


def test_subscribing_again_brings_everything_back(library: Library, three: list[int]) -> None:
    library.undo_log.star([three[0]])
    library.undo_log.remove_source(1)
    source = library.sources.add(NewSource("https://placentin.example/feed", "Neu", folder="Presse"))

    assert (source.id, source.articles, source.folder) == (1, 3, "Presse")
    assert starred(library) == three[:1]
    undone = library.undo_log.undo()
    assert undone is not None
    assert undone.kind == "star"
    assert len(library.sources.all()) == 1


def test_a_purge_deletes_what_was_removed_long_ago(library: Library, clock: Clock, three: list[int]) -> None:
    other = paper(library, "other")
    (kept,) = put(library, other, article("a", "Reste.", sections=("Un",)))
    library.comments.store(three[0], [comment("1")])
    library.articles.store(1, [article("d", sections=("Un", "Deux"))])
    library.undo_log.star(three)
    library.undo_log.remove_source(1)

    assert library.undo_log.purge(clock.now + KEPT_AFTER_REMOVAL - 1) == 0
    assert library.undo_log.purge(clock.now + KEPT_AFTER_REMOVAL) == 1

    tables = ("source", "article", "body", "seen", "article_section", "comment")
    sizes = {table: library._connection.value(f"SELECT count(*) FROM {table}") for table in tables}
    assert sizes == {"source": 1, "article": 1, "body": 1, "seen": 1, "article_section": 1, "comment": 0}
    assert library.articles.sections() == ["Un"]
    assert [row.id for row in library.articles.page(View(query="texte"))] == []
    assert [row.id for row in library.articles.page(View(query="reste"))] == [kept]
    assert library.undo_log.undo() is None
    assert paper(library) > other, "numbers are not given twice"


def test_readings_and_other_acts_push_out_only_their_like(library: Library) -> None:
    articles = put(library, paper(library), *map(article, "abc"))
    every = library.undo_log.mark_all_read(View())
    assert every
    for _round in range(REMEMBERED + 50):
        library.undo_log.mark_read(articles[:1], read=False, undoable=False)
        assert library.undo_log.open(articles[0])
    for _round in range(REMEMBERED):
        undone = library.undo_log.undo()
        assert undone
        assert (undone.kind, undone.title) == ("opened", "Titre a")
        library.undo_log.mark_read(articles[:1], undoable=False)
    assert library.undo_log.undo() == Act(every.id, ActKind.ALL_READ, 2), "the first one is read by another act"
    assert library.undo_log.undo() is None


def test_an_act_that_is_taken_back_is_named(library: Library) -> None:
    source = paper(library)
    a, b = put(library, source, *map(article, "ab"))
    library.undo_log.star((a,))
    library.undo_log.star((a, b), starred=False)
    library.undo_log.mark_read((a, b))
    library.undo_log.remove_source(source)
    undone = [library.undo_log.undo() for _act in range(4)]
    assert [(act.kind, act.count, act.title) for act in undone if act] == [
        ("remove-source", 1, library.sources.get(source).title), ("read", 2, ""), ("unstar", 1, "Titre a"),
        ("star", 1, "Titre a"),
    ]  # fmt: skip


def test_a_removed_source_comes_back_by_its_own_number(library: Library) -> None:
    first, second = paper(library), paper(library, "autre")
    put(library, first, article("a"))
    (b,) = put(library, second, article("b"))
    library.undo_log.remove_source(second)
    library.undo_log.remove_source(first)
    undone = [library.undo_log.undo() for _act in range(3)]
    assert [(act.kind, act.count, act.title) for act in undone if act] == [
        ("remove-source", 1, "Placentin"),
        ("remove-source", 1, "Autre"),
    ]
    assert library.articles.count(View(source=second)) == 1
    assert [row.id for row in library.articles.page(View(source=second))] == [b]

"""Rules: what comes in is muted, marked or fetched as they say, and every change is undone."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from msgspec.structs import replace

from placentin_tui.errors import RuleRefused, UnknownRule
from placentin_tui.library import Library, open_or_repair
from placentin_tui.library.articles import facets, rules
from placentin_tui.library.articles.rules import KEPT_AFTER_REMOVAL, LONGEST_NAME
from placentin_tui.library.recovery.pages import SIZE
from placentin_tui.library.schema import files
from placentin_tui.library.sources.fetch_history import MOVED
from placentin_tui.models import ActKind, Rule, RuleVerb, TextState, View
from tests.library.factories import HOUR, article, paper

if TYPE_CHECKING:
    from pathlib import Path

    from placentin_tui.models import PreparedArticle
    from tests.library.factories import Clock

MUTE = (RuleVerb.MUTE,)


def arrive(library: Library, source: int, *articles: PreparedArticle) -> list[int]:
    """Store articles and have the rules look at them, as a refresh does; their ids, in the order given."""
    with library.transaction():
        new = library.articles.store(source, articles).new
        library.rules.apply(new)
    return list(new[::-1])


def shown(library: Library, view: View | None = None) -> set[int]:
    return {place.id for place in library.articles.ids(view or View(), limit=100)}


def muted(library: Library) -> set[int]:
    found = shown(library, View(muted=True))
    assert found == shown(library, View(query="is:muted")) == shown(library, View(query="est:masqué"))
    return found


def counts(library: Library) -> tuple[int, int, int]:
    """Articles, unread and starred ones, as they are kept; checked against a look at all that show."""
    (source,) = library.sources.all()
    kept = (source.articles, source.unread, library.articles.count(View(starred=True)))
    rows = library.articles.page(View(), limit=100)
    assert kept == (len(rows), sum(not row.read for row in rows), sum(row.starred for row in rows))
    return kept


@pytest.fixture
def source(library: Library) -> int:
    return paper(library)


def test_what_a_rule_mutes_leaves_every_list_and_count_and_is_found_when_asked_for(
    library: Library, source: int
) -> None:
    library.rules.add(Rule("tram", "tramway", MUTE))
    tram, port = arrive(
        library, source,
        article("a", "Le tramway du port.", author="Lise", sections=("Ville",)),
        article("b", "Le port.", author="Lise", sections=("Ville",)),
    )  # fmt: skip
    assert shown(library) == {port}
    assert muted(library) == {tram}
    assert counts(library) == (1, 1, 0)
    for view in (
        View(unread=True), View(source=source), View(author="Lise"), View(section="Ville"), View(query="port"),
        View(query="author:lise section:ville is:unread"), View(query="-zzz"),
    ):  # fmt: skip
        assert shown(library, view) == {port}
        assert library.articles.count(view) == 1
        assert shown(library, replace(view, muted=True)) == {tram}
        assert library.articles.count(replace(view, muted=True)) == 1
    assert library.articles.summary(tram).muted_by == ("tram",)
    assert library.rules.count_muted() == 1
    assert library.rules.muting([tram, port]) == {tram: ("tram",)}
    (rule,) = library.rules.all()
    assert rule.articles == 1


def test_the_words_of_a_rule_are_whole(library: Library, source: int) -> None:
    library.rules.add(Rule("foot", "foot", MUTE))
    library.rules.add(Rule("foot in titles", "title:foot", MUTE))
    arrive(library, source, article("a", "Un footing matinal.", title="Le footing"))
    assert not muted(library)
    assert library.rules.preview("foot").articles == ()
    assert len(library.rules.preview("foot*").articles) == 1


def test_a_rule_sees_only_what_comes_in(library: Library, source: int) -> None:
    (old,) = library.articles.store(source, [article("a", "Le tramway.")]).new
    assert library.rules.preview("tramway") == replace(library.rules.preview("tramway"), of=1, articles=(old,))
    library.rules.add(Rule("tram", "tramway", MUTE))
    arrive(library, source, article("b", "Le port."))
    assert not muted(library)


def test_a_rule_may_begin_with_the_newest_articles(library: Library, source: int) -> None:
    (old,) = library.articles.store(source, [article("a", "Le tramway.")]).new
    act = library.rules.add(Rule("tram", "tramway", MUTE), at_once=True)
    assert (act.kind, act.title) == (ActKind.ADD_RULE, "tram")
    assert muted(library) == {old}
    assert library.undo_log.undo() == act
    assert not muted(library)
    assert library.rules.all() == []


def test_conditions_other_than_words_are_looked_at_too(library: Library, source: int) -> None:
    library.rules.add(Rule("court", 'words:<3 author:"Lise F" source:placentin -section:sport', MUTE))
    library.rules.add(Rule("neuf", "is:new age:2d title:neuf,nouveau", (RuleVerb.STAR,)))
    short, sport, new = arrive(
        library, source,
        article("a", "Bref.", author="Lise F"),
        article("b", "Bref.", author="Lise F", sections=("Sport",)),
        article("c", title="Du nouveau"),
    )  # fmt: skip
    assert muted(library) == {short}
    assert shown(library, View(starred=True)) == {new}
    assert sport in shown(library)


def test_sections_that_came_with_the_article_are_known(library: Library, source: int) -> None:
    library.rules.add(Rule("sport", "section:sport", MUTE))
    (first,) = arrive(library, source, article("a", sections=("Sport",)))
    (second,) = arrive(library, source, article("b", sections=("Sport local",)))
    assert muted(library) == {first, second}


@pytest.mark.parametrize(
    ("verb", "query"), [(RuleVerb.READ, "is:read"), (RuleVerb.STAR, "is:starred"), (RuleVerb.MUTE, "is:muted")]
)
def test_each_verb_marks_what_is_found(library: Library, source: int, verb: RuleVerb, query: str) -> None:
    library.rules.add(Rule("tram", "tramway", (verb,)))
    tram, _port = arrive(library, source, article("a", "Le tramway."), article("b", "Le port."))
    assert shown(library, View(query=query)) == {tram}
    counts(library)


def test_a_rule_that_reads_marks_what_stands_below_the_watermark(library: Library, source: int) -> None:
    arrive(library, source, article("a"))
    library.undo_log.mark_all_read(View())
    library.rules.add(Rule("tram", "tramway", (RuleVerb.READ,)))
    arrive(library, source, article("b", "Le tramway.", published=1), article("c", "Le port.", published=1))
    assert counts(library) == (3, 1, 0)


def test_texts_and_pictures_are_fetched_or_not_as_a_rule_says(library: Library, source: int) -> None:
    library.rules.add(Rule("whole", "tramway", (RuleVerb.FULL_TEXT,)))
    library.rules.add(Rule("brief", "port", (RuleVerb.NO_FULL_TEXT, RuleVerb.NO_PICTURES)))
    whole, brief, _other = arrive(
        library, source,
        article("a", "Le tramway.", url="https://p.example/a"),
        replace(article("b", "Le port.", url="https://p.example/b"), partial=True),
        article("c"),
    )  # fmt: skip
    assert library.fulltexts.wanted(source, -1) == [whole]
    assert library.articles.get(brief).text is TextState.AS_FED
    assert brief not in {one.article for one in library.pictures.waiting([source], 10)}


def test_rules_that_contradict_each_other_are_followed_in_their_order(library: Library, source: int) -> None:
    library.rules.add(Rule("whole", "port", (RuleVerb.FULL_TEXT,)))
    library.rules.add(Rule("brief", "port", (RuleVerb.NO_FULL_TEXT,)))
    arrive(library, source, article("a", "Le port.", url="https://p.example/a"))
    assert library.fulltexts.wanted(source, -1) == []
    library.rules.move("whole", 2)
    (last,) = arrive(library, source, article("b", "Le port.", url="https://p.example/b"))
    assert library.fulltexts.wanted(source, -1) == [last]


def test_what_two_rules_mute_comes_back_when_both_are_off(library: Library, source: int) -> None:
    library.rules.add(Rule("tram", "tramway", MUTE))
    library.rules.add(Rule("port", "port", MUTE))
    (both,) = arrive(library, source, article("a", "Le tramway du port."))
    assert library.rules.muting([both]) == {both: ("tram", "port")}
    library.rules.turn("tram", on=False)
    assert muted(library) == {both}
    library.rules.remove("port")
    assert not muted(library)
    assert counts(library) == (1, 1, 0)


def test_a_rule_that_is_off_or_has_ended_does_nothing(library: Library, source: int, clock: Clock) -> None:
    library.rules.add(Rule("tram", "tramway", MUTE, is_on=False))
    library.rules.add(Rule("port", "port", MUTE, expires=clock.now + HOUR))
    arrive(library, source, article("a", "Le tramway."))
    (before,) = arrive(library, source, article("b", "Le port."))
    clock.now += HOUR
    arrive(library, source, article("c", "Le port."))
    assert muted(library) == {before}


def test_what_an_ended_rule_muted_shows_again_in_pieces(
    library: Library, source: int, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(rules, "PIECE", 2)
    library.rules.add(Rule("port", "port", MUTE, expires=clock.now + HOUR))
    library.rules.add(Rule("quai", "quai", MUTE))
    every = arrive(library, source, *(article(str(n), "Le port." if n else "Le port, le quai.") for n in range(6)))
    assert not library.rules.end()
    assert muted(library) == set(every)
    clock.now += HOUR
    assert library.rules.end()
    assert len(muted(library)) == 4  # the program is ended here
    counts(library)
    rounds = 0
    while library.rules.end():
        rounds += 1
    assert rounds == 2
    assert muted(library) == {every[0]}
    assert not library.rules.find("port").is_on
    counts(library)


def test_an_ended_rule_ends_again_after_an_undo_and_is_turned_on_without_an_end(
    library: Library, source: int, clock: Clock
) -> None:
    library.rules.add(Rule("quai", "quai", MUTE))
    library.rules.add(Rule("port", "port", MUTE, expires=clock.now + HOUR))
    (port,) = arrive(library, source, article("a", "Le port."))
    library.rules.move("port", 1)
    clock.now += HOUR
    assert library.rules.end()
    assert muted(library) == set()
    library.undo_log.undo()
    while library.rules.end():
        pass
    assert muted(library) == set()
    assert library.rules.turn("port", on=True)
    assert not library.rules.end()
    assert library.rules.find("port").expires is None
    assert muted(library) == {port}
    library.undo_log.undo()
    assert library.rules.find("port").expires == clock.now
    assert muted(library) == set()


def test_every_change_is_undone_after_a_restart(tmp_path: Path, clock: Clock) -> None:
    path = tmp_path / "library.db"

    def opened() -> Library:
        return Library.open(path, tmp_path / "pictures", clock=clock)

    with opened() as library:
        source = paper(library)
        library.rules.add(Rule("tram", "tramway", MUTE))
        library.rules.add(Rule("port", "port", (RuleVerb.STAR,)))
        (tram,) = arrive(library, source, article("a", "Le tramway."))
        states = [(library.rules.all(), muted(library))]
        library.rules.turn("TRAM", on=False)
        states.append((library.rules.all(), muted(library)))
        library.rules.turn("tram", on=True)
        states.append((library.rules.all(), muted(library)))
        library.rules.move("port", 1)
        states.append((library.rules.all(), muted(library)))
        library.rules.unmute([tram])
        states.append((library.rules.all(), muted(library)))
        library.rules.put([Rule("new", "brume", MUTE), Rule("tram", "tramways", MUTE)])
        states.append((library.rules.all(), muted(library)))
        library.rules.remove("tram")
        assert muted(library) == set()
        assert [rule.name for rule in library.rules.all()] == ["new", "port"]
    with opened() as library:
        while states:
            act = library.undo_log.undo()
            assert act is not None
            assert act.count > 0
            assert (library.rules.all(), muted(library)) == states.pop()
            counts(library)
        assert (library.undo_log.undo(), library.undo_log.undo()) != (None, None)
        assert library.rules.all() == []
        assert not muted(library)


def test_what_changes_nothing_is_no_act(library: Library, source: int) -> None:
    library.rules.add(Rule("tram", "tramway", MUTE))
    (one,) = arrive(library, source, article("a", "Le port."))
    assert library.rules.turn("tram", on=True) is None
    assert library.rules.move("tram", 1) is None
    assert library.rules.put(library.rules.all()) is None
    assert library.rules.unmute([one]) is None
    act = library.undo_log.undo()
    assert act is not None
    assert act.kind is ActKind.ADD_RULE


def test_a_rule_does_not_come_back_under_a_name_that_another_has(library: Library) -> None:
    library.rules.add(Rule("tram", "tramway", MUTE))
    library.rules.remove("tram")
    other = Rule("tram", "port", MUTE)
    library.rules.put([other])
    library._connection.run("DELETE FROM act WHERE kind = 'change-rules'")
    while library.undo_log.undo():
        pass
    assert [rule.query for rule in library.rules.all()] == ["port"]


def test_marks_of_muted_articles_are_kept_and_counted_when_they_show_again(library: Library, source: int) -> None:
    library.rules.add(Rule("tram", "tramway", MUTE))
    tram, other = arrive(library, source, article("a", "Le tramway."), article("b", "Le port."))
    library.undo_log.star([tram, other])
    library.undo_log.mark_read([tram])
    assert counts(library) == (1, 1, 1)
    library.rules.unmute([tram])
    assert counts(library) == (2, 1, 2)
    library.undo_log.undo()
    assert counts(library) == (1, 1, 1)
    library.undo_log.mark_all_read(View())
    library.rules.turn("tram", on=False)
    assert counts(library) == (2, 0, 2)


def test_a_source_is_removed_and_brought_back_with_its_muted_articles(library: Library, source: int) -> None:
    library.rules.add(Rule("tram", "tramway", MUTE))
    tram, port = arrive(library, source, article("a", "Le tramway."), article("b", "Le port."))
    library.undo_log.remove_source(source)
    assert (shown(library), muted(library)) == (set(), set())
    library.rules.turn("tram", on=False)
    library.rules.turn("tram", on=True)
    library.undo_log.undo()
    library.undo_log.undo()
    library.undo_log.undo()
    assert (shown(library), muted(library)) == ({port}, {tram})
    counts(library)


def test_a_removed_source_is_deleted_with_its_muted_articles(library: Library, source: int, clock: Clock) -> None:
    library.rules.add(Rule("tram", "tramway", MUTE))
    arrive(library, source, article("a", "Le tramway."))
    library.rules.remove("tram")
    library.undo_log.remove_source(source)
    clock.now += KEPT_AFTER_REMOVAL + 1
    assert library.undo_log.purge(clock.now) == 1
    for table in ("rule", "muted", "article", "act_rule"):
        assert library._connection.value(f"SELECT count(*) FROM {table}") == 0


@pytest.mark.parametrize(
    "rule",
    [
        Rule("", "port", MUTE), Rule("…", "port", MUTE), Rule("x", "", MUTE), Rule("x", "sort:old", MUTE),
        Rule("x", "port limit:3", MUTE), Rule("x", "port", ()), Rule("TRAM", "port", MUTE),
    ],
)  # fmt: skip
def test_a_rule_that_cannot_be_is_refused(library: Library, rule: Rule) -> None:
    library.rules.add(Rule("tram", "tramway", MUTE))
    with pytest.raises(RuleRefused):
        library.rules.add(rule)
    assert [one.name for one in library.rules.all()] == ["tram"]


def test_a_rule_that_is_not_there_is_named(library: Library) -> None:
    with pytest.raises(UnknownRule, match="“zzz”"):
        library.rules.turn("zzz", on=True)


def test_a_name_that_is_taken_gets_a_number(library: Library) -> None:
    assert library.rules.free_name("Été") == "Été"
    library.rules.add(Rule("Été", "soleil", MUTE))
    library.rules.add(Rule("ete 2", "soleil", MUTE))
    assert library.rules.free_name("été") == "été 3"
    assert len(library.rules.free_name("mot " * 40)) <= LONGEST_NAME


def test_sections_are_numbered_without_what_is_muted(
    library: Library, source: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    library.rules.add(Rule("Boue", "boue", MUTE))
    arrive(
        library,
        source,
        article("1", "boue", sections=("Culture", "Sport")),
        article("2", "sec", sections=("Culture",)),
        article("3", "sec", sections=("Culture", "Mode")),
    )
    kept = [(facet.name, facet.articles) for facet in library.facets.sections(10)]
    assert kept == [("Culture", 2), ("Mode", 1)]
    assert kept == [(facet.name, facet.articles) for facet in library.facets.counted_sections()]
    monkeypatch.setattr(facets, "MOST_MUTED", 0)
    kept = [(facet.name, facet.articles) for facet in library.facets.sections(10)]
    assert kept == [("Culture", 3), ("Mode", 1), ("Sport", 1)], "counted as they come into sight"


def test_what_is_typed_is_cleaned(library: Library) -> None:
    library.rules.add(Rule("a\x1b[31mb\n", "port\x1b[0m\nbrume", MUTE))
    (rule,) = library.rules.all()
    assert (rule.name, rule.query) == ("a[31mb", "port[0m brume")


def test_rules_and_what_they_mute_are_backed_up_and_restored(library: Library, source: int, tmp_path: Path) -> None:
    library.rules.add(Rule("tram", "tramway", MUTE, expires=2_000_000_000))
    library.rules.add(Rule("port", "port", (RuleVerb.READ, RuleVerb.STAR), is_on=False))
    arrive(library, source, article("a", "Le tramway."), article("b", "Le port."))
    library.undo_log.star(list(muted(library)))
    file = library.back_up()
    assert file is not None
    with Library.open(tmp_path / "other" / "library.db", tmp_path / "pictures") as other:
        other.rules.add(Rule("Port", "brume", MUTE))
        other.restore(file)
        there = [(rule.name, rule.query, rule.verbs, rule.is_on, rule.expires) for rule in other.rules.all()]
        assert there == [
            ("Port", "brume", MUTE, True, None),
            ("tram", "tramway", MUTE, True, 2_000_000_000),
        ]
        (again,) = muted(other)
        assert other.articles.summary(again).starred
        assert other.rules.muting([again]) == {again: ("tram",)}
        assert other.check() == "ok"


@pytest.mark.parametrize("tree", ["article_all", "article", "muted", "rule"])
def test_a_repair_finds_the_rules_and_what_they_mute(tmp_path: Path, clock: Clock, tree: str) -> None:
    path = tmp_path / "library.db"
    with Library.open(path, tmp_path / "pictures", clock=clock) as library:
        source = paper(library)
        library.rules.add(Rule("tram", "tramway", MUTE))
        arrive(library, source, article("a", "Le tramway."), article("b", "Le port."))
        assert library.back_up() is not None
        library._connection.run("PRAGMA wal_checkpoint(TRUNCATE)")
        root = library._connection.value("SELECT rootpage FROM sqlite_schema WHERE name = ?", (tree,))
    with path.open("r+b") as file:
        file.seek((root - 1) * SIZE)
        file.write(bytes(SIZE))
    files.note_damage(path)
    with open_or_repair(path, tmp_path / "pictures", clock=clock) as library:
        assert "repaired" in library.notice
        assert len(muted(library)) == len(shown(library)) == 1
        assert [(rule.name, rule.query, rule.verbs, rule.articles) for rule in library.rules.all()] == [
            ("tram", "tramway", MUTE, 1)
        ]
        assert counts(library) == (1, 1, 0)
        assert library.check() == "ok"


def test_an_edited_rule_mutes_what_it_finds_now_and_undo_what_it_found_before(library: Library, source: int) -> None:
    library.rules.add(Rule("port", "port", MUTE))
    library.rules.add(Rule("quai", "quai", MUTE))
    both, port, gull, shown_again = arrive(
        library,
        source,
        article("a", "Le port, la brume."),
        article("b", "Le port."),
        article("c", "La mouette."),
        article("d", "Le port, la brume encore."),
    )
    library.rules.unmute([shown_again])
    assert muted(library) == {both, port}

    act = library.rules.edit("PORT", new_name="Port", query="brume OR mouette")
    assert act is not None
    assert act.kind is ActKind.CHANGE_RULES
    assert muted(library) == {both, gull}
    assert [(rule.name, rule.query) for rule in library.rules.all()] == [("Port", "brume OR mouette"), ("quai", "quai")]
    counts(library)
    assert library.rules.edit("port", new_name="Port", query="brume OR mouette") is None
    library.rules.edit("port", new_name="Le port", query="brume OR mouette")
    assert muted(library) == {both, gull}

    library.undo_log.undo()
    library.undo_log.undo()
    assert muted(library) == {both, port}
    assert [(rule.name, rule.query) for rule in library.rules.all()] == [("port", "port"), ("quai", "quai")]
    counts(library)


def test_an_edited_rule_keeps_a_name_of_its_own_and_a_query(library: Library) -> None:
    library.rules.add(Rule("port", "port", (RuleVerb.STAR,)))
    library.rules.add(Rule("quai", "quai", MUTE))
    for name, query in (("QUAI", "port"), ("port", "limit:3"), ("…", "port")):
        with pytest.raises(RuleRefused):
            library.rules.edit("port", new_name=name, query=query)
    with pytest.raises(UnknownRule):
        library.rules.edit("nobody", new_name="port", query="port")
    library.rules.edit("port", new_name="Le port", query="port -brume")
    assert library.rules.find("le port").does == ("star",)


def test_a_rule_about_a_paper_holds_on_when_the_paper_is_renamed_and_when_it_moves(
    library: Library, source: int
) -> None:
    url = library.sources.get(source).url
    library.rules.add(Rule("paper", f'source:"{url}"', MUTE))
    library.sources.edit(source, title="Autrement")
    (one,) = arrive(library, source, article("a", "Le port."))
    assert muted(library) == {one}
    for _ in range(MOVED):
        library.sources.record_success(source, url="https://new.example/feed")
    assert library.sources.get(source).url == "https://new.example/feed"
    (two,) = arrive(library, source, article("b", "Le quai."))
    assert muted(library) == {one, two}


def test_whether_anything_is_muted_is_known_without_counting(library: Library, source: int) -> None:
    library.rules.add(Rule("port", "port", MUTE))
    assert not library.rules.has_muted()
    arrive(library, source, article("a", "Le port."))
    assert library.rules.has_muted()
    library.rules.turn("port", on=False)
    assert not library.rules.has_muted()

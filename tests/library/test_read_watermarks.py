"""Marks against a simple model: whatever is done in whatever order, the same articles are unread, everywhere."""

from __future__ import annotations

import tempfile
from dataclasses import dataclass
from pathlib import Path

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from placentin_tui import i18n
from placentin_tui.library import Library
from placentin_tui.library.articles import plain_lists
from placentin_tui.library.schema.connection import Connection
from placentin_tui.library.schema.migrate import migrate
from placentin_tui.library.schema.versions import MIGRATIONS, v0005_read_watermarks
from placentin_tui.models import Cursor, View
from tests.library.factories import NOON, Clock, article, paper, put

SECTIONS = ("Monde", "Culture")
FOLDERS = ("", "presse", "presse/locale")


@dataclass
class Done:
    """An act that can be taken back."""

    all: bool
    """All read: it takes back only what nothing has marked since."""
    was: list[tuple[int, bool, object]]
    """Its articles, whether they were unread, and what had made them so."""


@dataclass
class Known:
    """An article, as the model knows it."""

    id: int
    source: int
    folder: str
    section: str
    at: int
    unread: bool = True
    by: object = None
    """What made it so."""


class Marks(RuleBasedStateMachine):
    """Reads, marks, takes back, restarts; the model is a list and a stack of what was unread before."""

    def __init__(self) -> None:
        super().__init__()
        i18n.use("en")
        self.folder = tempfile.TemporaryDirectory()
        self.clock = Clock()
        self.known: dict[int, Known] = {}
        self.sources: dict[int, str] = {}
        self.undo_log: list[Done] = []
        self.count = 0
        self.open()

    def open(self) -> None:
        path = Path(self.folder.name)
        self.library = Library.open(path / "library.db", path / "pictures", clock=self.clock)

    def teardown(self) -> None:
        assert self.library.check() == "ok"
        self.library.close()
        self.folder.cleanup()

    # ── what happens ─────────────────────────────────────────────────────────────────────────────────────────────────

    @initialize(ages=st.lists(st.integers(0, 9), max_size=6))
    def begin(self, ages: list[int]) -> None:
        self.subscribe("")
        for age in ages:
            self.arrive(0, age, SECTIONS[0])

    @precondition(lambda self: len(self.sources) < 4)
    @rule(folder=st.sampled_from(FOLDERS))
    def subscribe(self, folder: str) -> None:
        self.sources[paper(self.library, f"p{len(self.sources)}", folder=folder)] = folder

    @rule(which=st.integers(0, 3), age=st.integers(0, 9), section=st.sampled_from(SECTIONS))
    def arrive(self, which: int, age: int, section: str) -> None:
        """An article comes in, often one older than others that are there and read."""
        source, folder = list(self.sources.items())[which % len(self.sources)]
        self.count += 1
        at = NOON - age * 60
        made = article(str(self.count), published=at, sections=(section,), author="Ann" if age % 2 else "")
        (number,) = self.library.articles.store(source, [made]).new
        self.known[number] = Known(number, source, folder, section, at)

    @precondition(lambda self: self.known)
    @rule(data=st.data(), unread=st.booleans(), undoable=st.booleans())
    def mark(self, data: st.DataObject, unread: bool, undoable: bool) -> None:
        chosen = data.draw(st.lists(st.sampled_from(sorted(self.known)), min_size=1, max_size=3, unique=True))
        changed = [number for number in chosen if self.known[number].unread is not unread]
        act = self.library.undo_log.mark_read(chosen, read=not unread, undoable=undoable or unread)
        assert (act.count if act else 0) == len(changed)
        self._marked(changed, unread, undoable=undoable or unread)

    @rule(data=st.data())
    def all_read(self, data: st.DataObject) -> None:
        view = data.draw(st.sampled_from(self._views()))
        rows = self._shown(view)
        top = data.draw(st.none() | st.sampled_from(rows)) if rows else None
        if top:
            rows = [row for row in rows if (row.at, row.id) <= (top.at, top.id)]
        changed = [row.id for row in rows if row.unread]
        act = self.library.undo_log.mark_all_read(view, Cursor(top.at, top.id) if top else None)
        assert (act.count if act else 0) == len(changed)
        self._marked(changed, False, all_=True)

    @rule()
    def undo(self) -> None:
        done = self.library.undo_log.undo()
        back: list[tuple[int, bool, object]] = []
        while self.undo_log and not back:
            act = self.undo_log.pop()
            back = [one for one in act.was if self._stands(act, one[0], one[1])]
        assert (done.count if done else 0) == len(back)
        for number, was, by in back:
            self.known[number].unread, self.known[number].by = was, by

    def _stands(self, act: Done, number: int, was: bool) -> bool:
        known = self.known[number]
        return known.by is act if act.all else known.unread is not was

    @rule()
    def restart(self) -> None:
        self.library.close()
        self.open()

    # ── what must hold ───────────────────────────────────────────────────────────────────────────────────────────────

    @invariant()
    def every_view_is_right(self) -> None:
        for view in self._views():
            rows = self._shown(view)
            assert [row.id for row in self.library.articles.page(view)] == [row.id for row in rows], view
            assert self.library.articles.count(view) == len(rows), view
            if rows:
                middle = rows[len(rows) // 2]
                place = Cursor(middle.at, middle.id)
                below = [row.id for row in rows if (row.at, row.id) < (middle.at, middle.id)]
                assert [one.id for one in self.library.articles.ids(view, place)] == below, view
                above = [row.id for row in rows if (row.at, row.id) > (middle.at, middle.id)]
                assert [row.id for row in self.library.articles.before(view, place)] == above, view
                assert self.library.articles.newer(view, place) == len(above), view

    @invariant()
    def every_row_and_count_is_right(self) -> None:
        for row in self.library.articles.summaries(self.known):
            assert row.read is not self.known[row.id].unread
        for source in self.library.sources.all():
            own = [known for known in self.known.values() if known.source == source.id]
            assert (source.articles, source.unread) == (len(own), sum(known.unread for known in own))

    # ── the model ────────────────────────────────────────────────────────────────────────────────────────────────────

    def _marked(self, changed: list[int], unread: bool, *, undoable: bool = True, all_: bool = False) -> None:
        act = Done(all_, [(number, self.known[number].unread, self.known[number].by) for number in changed])
        if undoable and changed:
            self.undo_log.append(act)
        for number in changed:
            self.known[number].unread, self.known[number].by = unread, act

    def _views(self) -> list[View]:
        plain = [View(), View(folder="presse"), View(section="Monde"), View(author="Ann"), View(query="texte")]
        plain += [View(source=source) for source in self.sources]
        return [one for view in plain for one in (view, _unread(view))]

    def _shown(self, view: View) -> list[Known]:
        def shows(known: Known) -> bool:
            in_folder = known.folder == view.folder or known.folder.startswith(f"{view.folder}/")
            by_ann = (NOON - known.at) // 60 % 2 == 1
            return (
                (not view.unread or known.unread)
                and view.source in (None, known.source)
                and (view.folder is None or in_folder)
                and view.section in (None, known.section)
                and (view.author is None or by_ann)
            )

        return sorted(filter(shows, self.known.values()), key=lambda known: (known.at, known.id), reverse=True)


def _unread(view: View) -> View:
    return View(
        unread=True, source=view.source, folder=view.folder, section=view.section, author=view.author, query=view.query
    )


class ManyMarks(Marks):
    """The same where unread articles are too many to be put in order at each question."""

    def open(self) -> None:
        plain_lists.FEW = 1
        super().open()

    def teardown(self) -> None:
        plain_lists.FEW = 5_000
        super().teardown()


USUAL = settings(max_examples=12, stateful_step_count=20, deadline=None, suppress_health_check=list(HealthCheck))
TestMarks = Marks.TestCase
TestMarks.settings = USUAL
TestManyMarks = ManyMarks.TestCase
TestManyMarks.settings = USUAL


BEFORE = """
INSERT INTO source (id, url, title, folder, language, home, icon)
VALUES (7, 'https://a.example/', 'A', '', 'fr', '', '');
INSERT INTO article (id, source, slot, read, first_seen, words, title, url, author, sections)
VALUES (1, 7, 1024, 5, 1, 2, 'Un', '', '', ''), (2, 7, 2048, 5, 1, 2, 'Deux', '', '', ''),
       (3, 7, 3072, 1, 1, 2, 'Trois', '', '', ''), (4, 7, 4096, 0, 1, 2, 'Quatre', '', '', '');
INSERT INTO act (id, kind, at) VALUES (5, 'all-read', 1);
"""


def test_what_was_marked_before_there_were_lines_stays_and_can_be_taken_back(tmp_path: Path, clock: Clock) -> None:
    path = tmp_path / "library.db"
    connection = Connection(path)
    migrate(connection, MIGRATIONS[: MIGRATIONS.index(v0005_read_watermarks.SCRIPT)])
    for statement in BEFORE.strip().split(";\n"):
        connection.run(statement)
    connection.close()

    with Library.open(path, tmp_path, clock=clock) as library:
        assert [row.id for row in library.articles.page(View(unread=True))] == [4]
        assert library.articles.count(View(unread=True)) == 1
        act = library.undo_log.mark_all_read(View())
        assert act is not None
        assert act.count == 1
        assert [act.count if (act := library.undo_log.undo()) else 0 for _ in range(3)] == [1, 2, 0]
        assert [row.id for row in library.articles.page(View(unread=True))] == [4, 2, 1]
        assert library.check() == "ok"


def test_a_refresh_beside_it_brings_unread_articles(tmp_path: Path, clock: Clock) -> None:
    path = tmp_path / "library.db"
    with Library.open(path, tmp_path, clock=clock) as reader, Library.open(path, tmp_path, clock=clock) as courier:
        source = paper(reader)
        put(courier, source, *(article(str(n), published=NOON - n * 60) for n in range(1, 5)))
        (top, *_rest) = reader.articles.ids(View())
        above, below = put(courier, source, article("above", published=NOON), article("below", published=NOON - 150))
        act = reader.undo_log.mark_all_read(View(), top)
        assert act is not None
        later = put(courier, source, article("later", published=NOON - 9999))
        assert [row.id for row in reader.articles.page(View(unread=True))] == [above, *later]
        assert act.count == 5
        reader.undo_log.undo()
        assert reader.articles.count(View(unread=True)) == 7
        assert below in [row.id for row in reader.articles.page(View(unread=True))]


def test_no_article_is_written_for_all_read(library: Library) -> None:
    source = paper(library)
    put(library, source, *(article(str(n), published=NOON - n * 60) for n in range(1, 9)))
    written = "SELECT count(*) FROM article WHERE read <> 0"
    library.undo_log.mark_all_read(View())
    assert library._connection.value(written) == 0
    assert library.articles.count(View(unread=True)) == 0
    library.undo_log.undo()
    assert library._connection.value(written) == 0
    assert library.articles.count(View(unread=True)) == 8


def test_all_read_is_drawn_in_the_sources_of_its_view_alone(library: Library) -> None:
    home, press, local, gone = (
        paper(library, name, folder=folder)
        for name, folder in (("a", ""), ("b", "presse"), ("c", "presse/locale"), ("d", "presse"))
    )
    ids = {source: put(library, source, article(str(source))) for source in (home, press, local, gone)}
    library.undo_log.remove_source(gone)
    for view, sources in (
        (View(source=press), (press,)),
        (View(folder="presse"), (press, local)),
        (View(folder="presse/locale"), (local,)),
        (View(), (home, press, local)),
    ):
        act = library.undo_log.mark_all_read(view)
        assert act is not None
        assert act.count == len(sources)
        unread = [row.id for row in library.articles.page(View(unread=True))]
        assert sorted(unread) == sorted(ids[each][0] for each in (home, press, local) if each not in sources)
        assert library.undo_log.mark_all_read(view) is None, "there is nothing left to mark"
        assert library.undo_log.undo() == act
        assert library.articles.count(View(unread=True)) == 3
    assert library._connection.value("SELECT unread FROM source WHERE id = ?", (gone,)) == 1


def test_what_was_marked_unread_below_the_line_is_marked_read_and_back(library: Library) -> None:
    one, other = paper(library, "a"), paper(library, "b")
    a, b, c = put(
        library, one, *(article(name, published=NOON - age) for name, age in (("a", 30), ("b", 20), ("c", 10)))
    )
    (d,) = put(library, other, article("d", published=NOON - 40))
    library.undo_log.mark_all_read(View())
    library.undo_log.mark_read([a, c, d], read=False)

    act = library.undo_log.mark_all_read(View(source=one), Cursor(NOON - 20, b))
    assert act is not None
    assert act.count == 1, "c stands above, d in another source"
    assert [row.id for row in library.articles.page(View(unread=True))] == [c, d]
    assert [source.unread for source in library.sources.all()] == [1, 1]
    assert library.undo_log.undo() == act
    assert [row.id for row in library.articles.page(View(unread=True))] == [c, a, d]

    rest = library.undo_log.mark_all_read(View(source=one))
    assert rest is not None
    assert rest.count == 2
    assert [row.id for row in library.articles.page(View(unread=True))] == [d]
    library.undo_log.mark_read([a], read=False)
    library.undo_log.undo()
    assert library.undo_log.undo() == rest
    assert [source.unread for source in library.sources.all()] == [2, 1]
    assert library.check() == "ok"


def test_a_place_whose_article_is_gone_ends_with_its_second(library: Library) -> None:
    before, at, after = put(library, paper(library), *(article(str(n), published=NOON + n) for n in (-61, -60, -59)))
    act = library.undo_log.mark_all_read(View(), Cursor(NOON - 60, 999))
    assert act is not None
    assert act.count == 2
    assert [row.id for row in library.articles.page(View(unread=True))] == [after]
    assert library.undo_log.undo() == act
    earlier = library.undo_log.mark_all_read(View(), Cursor(NOON - 61, 999))
    assert earlier is not None
    assert [row.id for row in library.articles.page(View(unread=True))] == [after, at]
    assert before not in [row.id for row in library.articles.page(View(unread=True))]


def test_a_place_leaves_what_stands_above_it_in_the_same_second(library: Library) -> None:
    put(library, paper(library), *(article(str(n), published=NOON - 60) for n in range(3)))
    above, at, _below = library.articles.page(View())
    act = library.undo_log.mark_all_read(View(), Cursor(at.at, at.id))
    assert act is not None
    assert act.count == 2
    assert [row.id for row in library.articles.page(View(unread=True))] == [above.id]


def test_all_read_in_an_empty_library_is_nothing(library: Library) -> None:
    assert library.undo_log.mark_all_read(View()) is None
    source = paper(library)
    assert library.undo_log.mark_all_read(View(source=source)) is None
    assert library.undo_log.undo() is None

"""Every public method on a file somebody else has locked: a sentence, never an error of SQLite's."""

from __future__ import annotations

import inspect
import sqlite3
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from placentin_tui.errors import LibraryError
from placentin_tui.failure_codes import Reason
from placentin_tui.library import Library
from placentin_tui.library.articles.row_encoding import pack
from placentin_tui.models import (
    Cursor,
    GivenAccount,
    NewSource,
    OutgoingState,
    PictureWish,
    Renamed,
    StoredPicture,
    View,
    WholeArticle,
)
from tests.library.factories import NOON, Clock, article, comment, paper, put

PLACE = Cursor(NOON, 1)


def _begin(library: Library) -> None:
    with library.transaction():
        pass


CALLS: dict[str, Callable[[Library], object]] = {
    "library.check": lambda it: it.check(),
    "library.transaction": _begin,
    "sources.all": lambda it: it.sources.all(),
    "sources.count": lambda it: it.sources.count(),
    "sources.last_success": lambda it: it.sources.last_success(),
    "sources.had_any": lambda it: it.sources.had_any(),
    "sources.get": lambda it: it.sources.get(1),
    "sources.find": lambda it: it.sources.find("1"),
    "sources.add": lambda it: it.sources.add(NewSource("https://new.example/")),
    "sources.edit": lambda it: it.sources.edit(1, title="x"),
    "sources.rest_root": lambda it: it.sources.rest_root(1),
    "sources.set_rest_root": lambda it: it.sources.set_rest_root(1, "https://a/wp-json/"),
    "sources.at_home": lambda it: it.sources.at_home(1),
    "sources.note_home": lambda it: it.sources.note_home(1, at_home=True),
    "sources.servers": lambda it: it.sources.servers(),
    "sources.may_name_home": lambda it: it.sources.may_name_home(1),
    "sources.is_outside": lambda it: it.sources.is_outside("https://new.example/"),
    "accounts.of": lambda it: it.accounts.of(1),
    "accounts.all": lambda it: it.accounts.all(),
    "accounts.give": lambda it: it.accounts.give(1, GivenAccount("ana", "https://a/wp-json/")),
    "accounts.is_given": lambda it: it.accounts.is_given(GivenAccount("ana", "https://a/wp-json/")),
    "accounts.comment_servers": lambda it: it.accounts.comment_servers(1),
    "accounts.agree": lambda it: it.accounts.agree(1, "a.example"),
    "accounts.withdraw": lambda it: it.accounts.withdraw(1),
    "sources.remove": lambda it: it.sources.remove(1),
    "sources.bring_back": lambda it: it.sources.bring_back(1),
    "sources.fetch_states": lambda it: it.sources.fetch_states(),
    "sources.record_success": lambda it: it.sources.record_success(1),
    "sources.pause_host": lambda it: it.sources.pause_host("x", 1),
    "sources.trust": lambda it: it.sources.trust(1, "x"),
    "sources.trusted": lambda it: it.sources.trusted(),
    "sources.record_failure": lambda it: it.sources.record_failure(1, Reason("x"), next_try=None),
    "sources.record_gone": lambda it: it.sources.record_gone(1, Reason("x")),
    "articles.page": lambda it: it.articles.page(View()),
    "articles.before": lambda it: it.articles.before(View(), PLACE),
    "articles.ids": lambda it: it.articles.ids(View(folder="F")),
    "articles.count": lambda it: it.articles.count(View()),
    "articles.newer": lambda it: it.articles.newer(View(), PLACE),
    "articles.standing": lambda it: it.articles.standing(View()),
    "articles.found": lambda it: it.articles.found(View(query="titre"), 9),
    "articles.between": lambda it: it.articles.between(View(), Cursor(1, 1), Cursor(2, 2), 9),
    "articles.sections": lambda it: it.articles.sections(),
    "articles.summary": lambda it: it.articles.summary(1),
    "articles.summaries": lambda it: it.articles.summaries([1]),
    "articles.listed": lambda it: it.articles.listed([1]),
    "articles.get": lambda it: it.articles.get(1),
    "articles.save_place": lambda it: it.articles.save_place(1, 1),
    "articles.held": lambda it: it.articles.held(1, 9),
    "articles.rename": lambda it: it.articles.rename(1, [Renamed("a", "b", "c")]),
    "articles.known": lambda it: it.articles.known(1, ["guid:a"]),
    "articles.store": lambda it: it.articles.store(1, [article("new")]),
    "articles.store_packed": lambda it: it.articles.store_packed(1, [pack(article("new"))]),
    "articles.count_comments": lambda it: it.articles.count_comments(1, {"guid:a": 3}),
    "articles.settle": lambda it: it.articles.settle([1]),
    "articles.visit": lambda it: it.articles.visit(1),
    "articles.post": lambda it: it.articles.post(1),
    "articles.set_post": lambda it: it.articles.set_post(1, 5),
    "comments.of": lambda it: it.comments.of(1),
    "comments.are_all_here": lambda it: it.comments.are_all_here(1),
    "comments.store": lambda it: it.comments.store(1, [comment("1")]),
    "undo_log.mark_read": lambda it: it.undo_log.mark_read([1]),
    "undo_log.star": lambda it: it.undo_log.star([1]),
    "undo_log.open": lambda it: it.undo_log.open(1),
    "undo_log.mark_all_read": lambda it: it.undo_log.mark_all_read(View()),
    "undo_log.remove_source": lambda it: it.undo_log.remove_source(1),
    "undo_log.undo": lambda it: it.undo_log.undo(),
    "undo_log.purge": lambda it: it.undo_log.purge(NOON),
    "pictures.find": lambda it: it.pictures.find(["https://a/"]),
    "pictures.record": lambda it: it.pictures.record(StoredPicture("https://a/", None)),
    "pictures.missing": lambda it: it.pictures.missing(1),
    "pictures.others": lambda it: it.pictures.others(1),
    "pictures.wanted": lambda it: it.pictures.wanted(1),
    "pictures.choose": lambda it: it.pictures.choose(1, PictureWish.LEAD),
    "pictures.waiting": lambda it: it.pictures.waiting([1], 10),
    "pictures.record_use": lambda it: it.pictures.record_use(1, ["https://a/"]),
    "pictures.kept": lambda it: it.pictures.kept(),
    "pictures.drop": lambda it: it.pictures.drop(["a.jpg"]),
    "posts.watched": lambda it: it.posts.watched(1, 20),
    "posts.numbers": lambda it: it.posts.numbers([1]),
    "posts.uncompleted": lambda it: it.posts.uncompleted([1]),
    "posts.number": lambda it: it.posts.number(1, {"guid:a": 5}),
    "posts.complete": lambda it: it.posts.complete(1, WholeArticle((), (), None, None, 0)),
    "outbox.draft": lambda it: it.outbox.draft(1),
    "outbox.signature": lambda it: it.outbox.signature(),
    "outbox.bring_back": lambda it: it.outbox.bring_back(
        1, "", "a", "a@b.example", "c", state=OutgoingState.DRAFT, message="", reason=None, remote=0, at=0, sent=None
    ),
    "outbox.write": lambda it: it.outbox.write(1, "", "a", "a@b.example", "c"),
    "outbox.save": lambda it: it.outbox.save(1, name="a", email="a@b", text="c"),
    "outbox.queue": lambda it: it.outbox.queue(1),
    "outbox.get": lambda it: it.outbox.get(1),
    "outbox.of": lambda it: it.outbox.of(1),
    "outbox.all": lambda it: it.outbox.all(),
    "outbox.held": lambda it: it.outbox.held(),
    "outbox.pending": lambda it: it.outbox.pending(),
    "outbox.due": lambda it: it.outbox.due(NOON),
    "outbox.make_due": lambda it: it.outbox.make_due(),
    "outbox.sent_since": lambda it: it.outbox.sent_since(NOON),
    "outbox.sending": lambda it: it.outbox.sending(1),
    "outbox.settle": lambda it: it.outbox.settle(1, OutgoingState.HELD),
    "outbox.postpone": lambda it: it.outbox.postpone(1, None),
    "outbox.delete": lambda it: it.outbox.delete(1),
    "settings.get": lambda it: it.settings.get("x"),
    "settings.set": lambda it: it.settings.set("x", "y"),
}


@pytest.fixture
def locked(tmp_path: Path, clock: Clock) -> Iterator[Library]:
    """A library whose file another connection has for itself alone.

    Not in WAL, as on a disk that has no shared memory: with WAL the readers would not even notice.
    """
    path = tmp_path / "library.db"
    with Library.open(path, tmp_path, clock=clock, patience=0.02) as library:
        put(library, paper(library, folder="F"), article("a"))
        library.outbox.draft(1)
        library._connection.run("PRAGMA journal_mode = DELETE")
        other = sqlite3.connect(path, isolation_level=None)
        other.execute("BEGIN EXCLUSIVE")
        yield library
        other.close()


@pytest.mark.parametrize("call", CALLS.values(), ids=CALLS)
def test_a_locked_file_is_said_to_be_busy(locked: Library, call: Callable[[Library], object]) -> None:
    with pytest.raises(LibraryError, match="The library is busy"):
        call(locked)


def test_opening_a_locked_file(locked: Library, tmp_path: Path) -> None:
    with pytest.raises(LibraryError, match="The library is busy"):
        Library.open(tmp_path / "library.db", tmp_path, patience=0.02)
    assert (tmp_path / "library.db").exists()


def test_opening_a_file_somebody_writes_without_wal(tmp_path: Path) -> None:
    other = sqlite3.connect(tmp_path / "library.db", isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    with pytest.raises(LibraryError, match="The library is busy"):
        Library.open(tmp_path / "library.db", tmp_path, patience=0.02)
    other.close()


@pytest.mark.parametrize("hold", ["BEGIN EXCLUSIVE", "BEGIN IMMEDIATE", "BEGIN; SELECT count(*) FROM article"])
def test_opening_waits_until_the_file_is_free(tmp_path: Path, hold: str) -> None:
    path = tmp_path / "library.db"
    with Library.open(path, tmp_path) as library:
        library._connection.run("PRAGMA journal_mode = DELETE")
    other = sqlite3.connect(path, isolation_level=None, check_same_thread=False)
    for statement in hold.split("; "):
        other.execute(statement).fetchall()
    timer = threading.Timer(0.1, other.close)
    timer.start()
    with Library.open(path, tmp_path) as library:
        assert library._connection.value("PRAGMA journal_mode") == "wal"
    timer.join()


def test_no_public_method_is_left_out(library: Library) -> None:
    rooms = ("sources", "accounts", "articles", "comments", "undo_log", "pictures", "settings", "posts", "outbox")
    methods = {
        f"{room}.{name}"
        for room in rooms
        for name, _ in inspect.getmembers(getattr(library, room), inspect.ismethod)
        if not name.startswith("_")
    }
    assert methods | {"library.check", "library.transaction"} == set(CALLS)


@pytest.mark.parametrize("call", CALLS.values(), ids=CALLS)
def test_with_wal_only_those_who_write_wait(tmp_path: Path, clock: Clock, call: Callable[[Library], object]) -> None:
    path = tmp_path / "library.db"
    with Library.open(path, tmp_path, clock=clock, patience=0.02) as library:
        put(library, paper(library, folder="F"), article("a"))
        library.outbox.draft(1)
        other = sqlite3.connect(path, isolation_level=None)
        other.execute("BEGIN IMMEDIATE")
        try:
            call(library)
        except LibraryError as error:
            assert str(error).startswith("The library is busy")  # noqa: PT017 - reading goes on, writing does not
        other.execute("COMMIT")
        other.close()
        call(library)

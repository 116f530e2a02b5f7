"""Accounts by source, the servers agreed to, and how both come through migrations, backups and removals."""

from __future__ import annotations

import gzip
from pathlib import Path

import msgspec
import pytest

from placentin_tui.library import Library
from placentin_tui.library.articles.undo_log import KEPT_AFTER_REMOVAL
from placentin_tui.library.recovery.backup import read
from placentin_tui.library.recovery.records import KeptSetting, KeptSource
from placentin_tui.library.schema.connection import Connection
from placentin_tui.library.schema.migrate import migrate
from placentin_tui.library.schema.versions import MIGRATIONS
from placentin_tui.models import GivenAccount, NewSource
from tests.library.factories import Clock, article, paper, put

ANA = GivenAccount("ana", "https://a.example/wp-json/")
EARLIER = range(1, len(MIGRATIONS))
BEFORE_ACCOUNTS = next(n for n, script in enumerate(MIGRATIONS) if "account_root" in script)
"""The last version that kept accounts by the REST interface alone."""


def test_an_account_is_one_sources_and_no_others(library: Library) -> None:
    a, b = paper(library, "a"), paper(library, "b")
    library.accounts.give(a, ANA)
    assert (library.accounts.of(a), library.accounts.of(b)) == (ANA, GivenAccount())
    assert library.accounts.all() == {ANA}
    library.accounts.give(a, GivenAccount())
    assert library.accounts.of(a) == GivenAccount()
    assert not library.accounts.is_given(ANA)


def test_servers_are_agreed_to_for_one_source(library: Library) -> None:
    a, b = paper(library, "a"), paper(library, "b")
    library.accounts.agree(a, "one.example")
    library.accounts.agree(a, "two.example:8443")
    library.accounts.agree(a, "one.example")
    assert library.accounts.comment_servers(a) == ("one.example", "two.example:8443")
    assert library.accounts.comment_servers(b) == ()
    library.accounts.withdraw(a)
    assert library.accounts.comment_servers(a) == ()
    assert library.accounts.comment_servers(99) == ()


def test_a_removed_source_keeps_its_account_until_it_is_deleted(library: Library, clock: Clock) -> None:
    a = paper(library, "a")
    library.accounts.give(a, ANA)
    library.accounts.agree(a, "one.example")
    library.undo_log.remove_source(a)
    assert library.accounts.is_given(ANA), "it may come back"
    library.undo_log.undo()
    assert (library.accounts.of(a), library.accounts.comment_servers(a)) == (ANA, ("one.example",))
    library.undo_log.remove_source(a)
    library.undo_log.purge(clock.now + KEPT_AFTER_REMOVAL)
    assert not library.accounts.is_given(ANA)


# ── earlier versions ─────────────────────────────────────────────────────────────────────────────────────────────────

SOURCES = [
    # number, address, REST interface, and whether an account kept by that interface goes on for it
    (1, "https://a.example/feed", "https://a.example/wp-json/", True),
    (2, "http://a.example/other/feed?x=1", "https://a.example/wp-json/", True),
    (3, "https://b.example/feed", "https://a.example/wp-json/", False),  # names another's
    (4, "https://a.example.evil.example/feed", "https://a.example/wp-json/", False),
    (5, "https://evil.example/a.example/feed", "https://a.example/wp-json/", False),
    (6, "http://plain.example/feed", "http://plain.example/wp-json/", False),  # could be read on the way
    (7, "https://port.example/feed", "https://port.example:8443/wp-json/", False),
    (8, "https://bare.example", "https://bare.example/?rest_route=/", True),
    (9, "https://none.example/feed", "", False),
    (10, "https://new.example/feed", None, False),
    (11, "https://user@a.example/feed", "https://a.example/wp-json/", False),
]


@pytest.mark.parametrize("version", EARLIER)
def test_an_account_of_an_earlier_version_goes_on_where_it_is_the_sources_own(
    tmp_path: Path, clock: Clock, version: int
) -> None:
    connection = Connection(tmp_path / "library.db")
    migrate(connection, MIGRATIONS[:version])
    for number, url, root, _own in SOURCES:
        connection.run(
            "INSERT INTO source (id, url, title, folder, language, home, icon, rest_root)"
            " VALUES (?, ?, '', '', '', '', '', ?)",
            (number, url, root),
        )
        if version <= BEFORE_ACCOUNTS and root:
            connection.run("INSERT OR REPLACE INTO setting VALUES (?, 'ana')", (f"account {root}",))
    connection.run("INSERT INTO setting VALUES ('accounting', 'kept')")
    connection.close()
    with Library.open(tmp_path / "library.db", tmp_path, clock=clock) as library:
        assert library._connection.value("PRAGMA user_version") == len(MIGRATIONS)
        given = {number: library.accounts.of(number) for number, *_rest in SOURCES}
        assert given == {
            number: GivenAccount("ana", root or "") if own and version <= BEFORE_ACCOUNTS else GivenAccount()
            for number, _url, root, own in SOURCES
        }
        assert library._connection.rows("SELECT key FROM setting") == [("accounting",)]
        assert library.check() == "ok"


# ── backups ──────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_they_are_in_the_backup_and_come_back_from_it(tmp_path: Path, library: Library, clock: Clock) -> None:
    a, b = paper(library, "a"), paper(library, "b")
    put(library, a, article("un"))
    library.accounts.give(a, ANA)
    library.accounts.agree(a, "one.example")
    library.accounts.agree(a, "two.example")
    library.sources.note_home(a, at_home=False)
    library.sources.note_home(b, at_home=True, led_outside=True)
    file = library.back_up()
    assert file
    with Library.open(tmp_path / "new" / "library.db", tmp_path / "new", clock=clock) as new:
        paper(new, "other")
        new.restore(file)
        a, b = (new.sources.find(f"https://{name}.example/feed").id for name in "ab")
        assert (new.accounts.of(a), new.accounts.of(b)) == (ANA, GivenAccount())
        assert new.accounts.comment_servers(a) == ("one.example", "two.example")
        assert (new.sources.at_home(a), new.sources.at_home(b)) == (False, True)
        assert (new.sources.may_name_home(a), new.sources.may_name_home(b)) == (False, False)


def test_a_backup_undoes_nothing_that_was_forgotten_since(library: Library) -> None:
    a = paper(library, "a")
    library.accounts.give(a, ANA)
    library.accounts.agree(a, "one.example")
    file = library.back_up()
    assert file
    library.accounts.give(a, GivenAccount())
    library.accounts.withdraw(a)
    library.restore(file)
    assert (library.accounts.of(a), library.accounts.comment_servers(a)) == (GivenAccount(), ())


def test_a_backup_of_an_earlier_version(tmp_path: Path, library: Library) -> None:
    """It has accounts among the settings, and knows nothing of what came later."""
    earlier = {"id", "url", "title", "own_title", "folder", "language", "home", "icon", "support_url", "certificate"}
    earlier |= {"pictures", "type"}
    records = [
        *(
            KeptSource(n, f"https://{name}.example/feed", "", "", "", "", "", "", "", "", "all")
            for n, name in enumerate("ab", 1)
        ),
        KeptSetting("account https://a.example/wp-json/", "ana"),
        KeptSetting("account http://b.example/wp-json/", "ana"),
        KeptSetting("theme", "dark"),
    ]
    lines = []
    for record in records:
        fields = msgspec.to_builtins(record)
        kept = earlier if fields["type"] == "source" else set(fields)
        lines.append(msgspec.json.encode({name: value for name, value in fields.items() if name in kept}))
    file = tmp_path / "2026-01-01.jsonl.gz"
    file.write_bytes(gzip.compress(b"\n".join(lines)))
    assert len(list(read(file))) == 5
    library.restore(file)
    a, b = (library.sources.find(f"https://{name}.example/feed").id for name in "ab")
    assert (library.accounts.of(a), library.accounts.of(b)) == (ANA, GivenAccount())
    assert library.settings.get("theme") == "dark"
    assert library.settings.get("account https://a.example/wp-json/") == ""


def test_an_old_account_in_a_backup_is_given_to_no_source_that_is_here(tmp_path: Path, library: Library) -> None:
    a = library.sources.add(NewSource("https://a.example/feed")).id
    file = tmp_path / "2026-01-01.jsonl.gz"
    records = [
        KeptSource(1, "https://a.example/feed", "", "", "", "", "", "", "", "", "all"),
        KeptSetting("account https://a.example/wp-json/", "ana"),
    ]
    file.write_bytes(gzip.compress(b"\n".join(map(msgspec.json.encode, records))))
    library.restore(file)
    assert library.accounts.of(a) == GivenAccount()


# ── where they are ───────────────────────────────────────────────────────────────────────────────────────────────────


def test_what_was_outside_once_is_never_at_home(library: Library) -> None:
    a = paper(library, "a")
    assert (library.sources.at_home(a), library.sources.may_name_home(a)) == (None, None)
    library.sources.note_home(a, at_home=None)
    assert library.sources.at_home(a) is None
    library.sources.note_home(a, at_home=True)
    assert (library.sources.at_home(a), library.sources.may_name_home(a)) == (True, True)
    assert not library.sources.is_outside("https://a.example/feed")
    library.sources.note_home(a, at_home=False)
    library.sources.note_home(a, at_home=True)
    assert (library.sources.at_home(a), library.sources.may_name_home(a)) == (False, False)
    assert library.sources.is_outside("https://a.example/feed")
    (state,) = library.sources.fetch_states()
    assert state.at_home is False


def test_a_server_at_home_that_led_outside_once_may_name_nothing_there_again(library: Library) -> None:
    a = paper(library, "a")
    library.sources.note_home(a, at_home=True, led_outside=True)
    library.sources.note_home(a, at_home=True)
    assert (library.sources.at_home(a), library.sources.may_name_home(a)) == (True, False)
    assert library.sources.servers() == {a: ("", False)}

"""Marks made here enter the queue, whoever makes them; what a server says does not."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from placentin_tui.errors import SyncError
from placentin_tui.failure_codes import Reason
from placentin_tui.library import Library
from placentin_tui.models import (
    ChangeState,
    Cursor,
    IdSet,
    NewService,
    RemoteMarks,
    RemoteSource,
    Rule,
    RuleVerb,
    Source,
    SubscriptionOp,
    SyncField,
    View,
)
from tests.library.factories import NOON, article, paper, put

FEED = RemoteSource("feed/1", "Un", "Presse", "https://un.example/feed", "https://un.example/")


class Account:
    """A service with one source and some articles, `a`, `b`, `c` on its server."""

    def __init__(self, library: Library, *names: str) -> None:
        self.library = library
        self.service = library.services.add(NewService("maison", "freshrss", "https://rss.example/api", "lise")).id
        library.remote_sources.pull(self.service, [FEED])
        self.source = library.remote_sources.of(self.service)["feed/1"]
        numbers = put(library, self.source, *(article(name) for name in names))
        self.articles = dict(zip(names, numbers, strict=True))
        library.remote_articles.link(self.service, dict(self.articles))

    def queue(self) -> list[tuple[str, str, bool]]:
        return [(one.remote, one.field.value, one.value) for one in self.library.changes.all(self.service)]

    def pull(self, present: str, unread: str, starred: str = "") -> tuple[int, int, int]:
        sets = RemoteMarks(*(IdSet(tuple(ids)) for ids in (present, unread, starred)))
        pulled = self.library.remote_articles.apply(self.service, sets)
        return pulled.marked, pulled.confirmed, pulled.ignored

    def unread(self) -> str:
        ids = {row.id for row in self.library.articles.page(View(unread=True))}
        return "".join(name for name, number in self.articles.items() if number in ids)


@pytest.fixture
def account(library: Library) -> Account:
    return Account(library, "a", "b", "c")


def test_a_mark_enters_the_queue_and_a_later_one_takes_its_place(account: Account) -> None:
    library, a = account.library, account.articles["a"]
    library.undo_log.open(a)
    (first,) = library.changes.all(account.service)
    library.undo_log.mark_read([a], read=False)
    library.undo_log.star([a])
    assert account.queue() == [("a", "read", False), ("a", "starred", True)]
    assert library.changes.all(account.service)[0].seq > first.seq
    assert library.services.get(account.service).waiting == 2


def test_what_is_undone_is_sent_too(account: Account) -> None:
    library = account.library
    library.undo_log.star([account.articles["b"]])
    library.undo_log.undo()
    assert account.queue() == [("b", "starred", False)]


def test_all_read_is_the_articles_that_were_here_and_unread(account: Account) -> None:
    library = account.library
    library.undo_log.mark_read([account.articles["b"]], undoable=False)
    library.changes.drop(one.seq for one in library.changes.all(account.service))
    library.undo_log.mark_all_read(View())
    assert sorted(account.queue()) == [("a", "read", True), ("c", "read", True)]
    library.undo_log.undo()
    assert sorted(account.queue()) == [("a", "read", False), ("c", "read", False)]
    assert account.unread() == "ac"


def test_all_read_up_to_an_article_and_one_kept_unread_below(account: Account) -> None:
    library, b = account.library, account.articles["b"]
    library.undo_log.mark_all_read(View(), Cursor(NOON, b))
    library.undo_log.mark_read([b], read=False)
    library.changes.drop(one.seq for one in library.changes.all(account.service))
    library.undo_log.mark_all_read(View())
    assert sorted(account.queue()) == [("b", "read", True), ("c", "read", True)]
    library.undo_log.undo()
    assert sorted(account.queue()) == [("b", "read", False), ("c", "read", False)]


def test_rules_mark_what_comes_in_for_the_server_too(account: Account) -> None:
    library = account.library
    library.rules.add(Rule("lus", "titre", (RuleVerb.READ,)))
    with library.transaction():
        (new,) = put(library, account.source, article("d"))
        library.remote_articles.link(account.service, {"d": new})
        library.rules.apply([new])
    assert account.queue() == [("d", "read", True)]


def test_marks_of_local_sources_do_not(account: Account) -> None:
    own = put(account.library, paper(account.library), article("eigen"))
    account.library.undo_log.star(own)
    account.library.undo_log.mark_all_read(View(source=paper(account.library, "autre")))
    assert account.queue() == []


def test_a_pull_sets_marks_and_queues_nothing(account: Account) -> None:
    assert account.pull("abc", unread="b", starred="c") == (3, 0, 0)
    assert (account.unread(), account.queue()) == ("b", [])
    assert account.library.sources.get(account.source).unread == 1
    assert account.pull("abc", unread="bc", starred="") == (2, 0, 0)
    assert account.unread() == "bc"


def test_a_pull_leaves_alone_what_waits_or_is_on_its_way(account: Account) -> None:
    library, a = account.library, account.articles["a"]
    library.undo_log.open(a)
    (change,) = library.changes.waiting(account.service)
    assert account.pull("abc", unread="abc") == (0, 0, 0)
    assert account.unread() == "bc"
    library.changes.sent([change.seq])
    assert account.pull("abc", unread="bc") == (0, 1, 0)
    assert (account.unread(), account.queue()) == ("bc", [])


def test_a_mark_made_while_the_earlier_one_is_sent_waits(account: Account) -> None:
    library, a = account.library, account.articles["a"]
    library.undo_log.open(a)
    (change,) = library.changes.waiting(account.service)
    library.undo_log.mark_read([a], read=False)
    library.changes.sent([change.seq])
    assert account.queue() == [("a", "read", False)]
    assert [one.state for one in library.changes.all(account.service)] == [ChangeState.WAITING]


def test_what_the_server_said_yes_to_and_did_not_do_is_sent_again_then_refused(account: Account) -> None:
    library = account.library
    library.undo_log.star([account.articles["a"]])
    for _try in range(3):
        (change,) = library.changes.waiting(account.service)
        library.changes.sent([change.seq])
        assert account.pull("abc", unread="abc") == (0, 0, 1)
    (change,) = library.changes.all(account.service)
    assert (change.state, change.reason) == (ChangeState.REFUSED, Reason("sync-ignored"))
    assert library.services.get(account.service).refused == 1
    assert account.pull("abc", unread="abc") == (0, 0, 0)
    assert library.changes.retry(account.service) == 1


def test_where_a_part_was_done_the_rest_was_changed_by_another(account: Account) -> None:
    library = account.library
    library.undo_log.star([account.articles["a"], account.articles["b"]])
    library.changes.sent(one.seq for one in library.changes.waiting(account.service))
    assert account.pull("abc", unread="abc", starred="a") == (1, 1, 0)
    assert account.queue() == []


def test_what_the_server_lists_no_more_keeps_its_marks(account: Account) -> None:
    library = account.library
    library.undo_log.star([account.articles["a"]])
    library.changes.sent(one.seq for one in library.changes.waiting(account.service))
    account.pull("bc", unread="bc")
    assert account.queue() == []
    assert (account.unread(), library.articles.summary(account.articles["a"]).starred) == ("abc", True)


def test_doubtful_ids_change_nothing(account: Account) -> None:
    present, unread = IdSet(("a", "b", "c")), IdSet(("b",), frozenset("ab"))
    account.library.remote_articles.apply(account.service, RemoteMarks(present, unread, IdSet()))
    assert account.unread() == "ab"


def test_subscriptions_stand_beside_local_ones(account: Account) -> None:
    library = account.library
    local = paper(library, "un")
    assert {source.id: source.folder for source in library.sources.all()} == {account.source: "Presse", local: ""}
    assert [state.source for state in library.sources.fetch_states()] == [local]
    other = library.services.add(NewService("bureau", "greader", "https://b.example/api", "lise")).id
    library.remote_sources.pull(other, [FEED])
    assert library.remote_sources.of(other)["feed/1"] not in (account.source, local)


def test_the_server_renames_moves_and_unsubscribes(account: Account) -> None:
    library, source = account.library, account.source
    library.remote_sources.pull(account.service, [RemoteSource("feed/1", "Deux", "Autre", FEED.url)])
    assert (library.sources.get(source).title, library.sources.get(source).folder) == ("Deux", "Autre")
    library.remote_sources.pull(account.service, [])
    assert library.sources.get(source).gone
    assert len(library.articles.page(View(source=source))) == 3
    assert library.changes.subscriptions(account.service) == []
    library.remote_sources.pull(account.service, [RemoteSource("feed/1", "Deux", "Autre", FEED.url)])
    assert library.remote_sources.of(account.service) == {"feed/1": source}
    assert not library.sources.get(source).gone


def test_renames_and_moves_here_go_up_and_are_not_undone_by_a_pull(account: Account) -> None:
    library, source = account.library, account.source
    library.sources.edit(source, title="Mien")
    library.sources.edit(source, folder="Mon/Dossier")
    library.remote_sources.pull(account.service, [RemoteSource("feed/1", "Deux", "Autre", FEED.url)])
    assert (library.sources.get(source).title, library.sources.get(source).folder) == ("Mien", "Mon/Dossier")
    changes = library.changes.subscriptions(account.service)
    assert [(one.op, one.remote, one.value) for one in changes] == [
        (SubscriptionOp.RENAME, "feed/1", "Mien"),
        (SubscriptionOp.MOVE, "feed/1", "Mon/Dossier"),
    ]


def test_a_removal_goes_up_once_it_cannot_be_undone(account: Account) -> None:
    library, source = account.library, account.source
    library.undo_log.remove_source(source)
    assert library.changes.subscriptions(account.service) == []
    library.undo_log.purge(NOON + 8 * 24 * 3600)
    (change,) = library.changes.subscriptions(account.service)
    assert (change.op, change.remote) == (SubscriptionOp.UNSUBSCRIBE, "feed/1")
    library.remote_sources.pull(account.service, [FEED])
    assert library.remote_sources.of(account.service) == {}


def test_removing_the_service_keeps_articles_and_marks(account: Account) -> None:
    library = account.library
    library.undo_log.star([account.articles["a"]])
    library.services.remove(account.service)
    assert library.services.all() == []
    assert library.articles.summary(account.articles["a"]).starred
    assert library.sources.fetch_states() == []
    library.undo_log.star([account.articles["b"]])


def test_names_and_accounts_are_there_once(account: Account) -> None:
    services = account.library.services
    with pytest.raises(SyncError, match="maison"):
        services.add(NewService("MAISON", "greader", "https://b.example", "x"))
    services.record_failure(account.service, Reason("sync-sign-in"), None)
    again = services.add(NewService("autre", "greader", "https://rss.example/api", "lise"))
    assert (again.id, again.name, again.reason) == (account.service, "maison", None)
    with pytest.raises(SyncError, match="nulle"):
        services.find("nulle")
    assert services.find("Maison").id == account.service


def test_a_refused_change_can_be_dropped(account: Account) -> None:
    library = account.library
    library.undo_log.star([account.articles["a"]])
    (change,) = library.changes.waiting(account.service)
    library.changes.refuse([change.seq], Reason("sync-refused"))
    assert library.changes.waiting(account.service) == []
    assert library.changes.drop([change.seq]) == 1
    assert account.pull("abc", unread="abc") == (1, 0, 0)


KILLED = """
import os, signal, sys
from pathlib import Path
from placentin_tui.library import Library
path = Path(sys.argv[1])
library = Library.open(path, path.parent)
with library.transaction():
    library.undo_log.star([1])
    library._connection.value("SELECT 1")
    if sys.argv[2] == "before":
        os.kill(os.getpid(), signal.SIGKILL)
os.kill(os.getpid(), signal.SIGKILL)
"""


@pytest.mark.parametrize(("moment", "count"), [("before", 0), ("after", 1)])
def test_a_killed_process_leaves_mark_and_entry_or_neither(tmp_path: Path, moment: str, count: int) -> None:
    path = tmp_path / "library.db"
    with Library.open(path, tmp_path) as library:
        service = Account(library, "a").service
    subprocess.run([sys.executable, "-c", KILLED, str(path), moment], check=False)
    with Library.open(path, tmp_path) as library:
        assert len(library.changes.waiting(service)) == count
        assert library.articles.summary(1).starred is bool(count)
        assert [one.field for one in library.changes.waiting(service)] == [SyncField.STARRED] * count


@pytest.mark.parametrize(
    ("url", "feed"),
    [
        ("https://a.example/feed", "https://a.example/feed"),
        ("https://a.example/feed#1:feed/1", "https://a.example/feed"),
        ("https://a.example/feed#own#12:feed/https://a.example/#x", "https://a.example/feed#own"),
        ("https://a.example/feed#own", "https://a.example/feed#own"),
        ("https://a.example/feed#a:b", "https://a.example/feed#a:b"),
        ("", ""),
    ],
)
def test_a_source_of_a_service_is_told_by_its_feed(url: str, feed: str) -> None:
    assert Source(1, url, "").feed == feed

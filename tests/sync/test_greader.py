"""The contract of a server, over every dialect and fault of the fake one."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine
from dataclasses import replace
from typing import Any, ParamSpec, TypeVar

import pytest

from placentin_tui.errors import FetchError, SyncError
from placentin_tui.models import ChangeState, RemoteMarks, SubscriptionChange, SubscriptionOp, SyncField
from placentin_tui.sync import articles
from placentin_tui.sync.dialects import DIALECTS
from placentin_tui.sync.greader import GoogleReader
from tests.sync.fake import PORTAL, Direct, Fake, Ways

P = ParamSpec("P")
T = TypeVar("T")
NOTHING = (0, 0, 0)


class Account:
    """Secrets in memory."""

    user = "lise"

    def __init__(self, password: str = "secret") -> None:
        self.secret, self.kept = password, ""

    async def password(self) -> str:
        return self.secret

    async def token(self) -> str:
        return self.kept

    async def keep_token(self, token: str) -> None:
        self.kept = token


async def read(task: Callable[P, T], *args: P.args, **named: P.kwargs) -> T:
    return task(*args, **named)


def run(work: Coroutine[Any, Any, T]) -> T:
    return asyncio.run(work)


def filled(ways: Ways, count: int = 10) -> Fake:
    """A server with one source; every third article is read, every fourth starred."""
    fake = Fake(ways)
    stream = fake.subscribe("Un", "Presse")
    for number in range(count):
        item = fake.items[fake.publish(stream, f"t{number}")]
        item.read, item.starred = number % 3 == 0, number % 4 == 0
    return fake


def client(fake: Fake, dialect: str = "greader", account: Account | None = None) -> GoogleReader:
    return GoogleReader(DIALECTS[dialect], Direct(fake), account or Account(), read)


def present(marks: RemoteMarks) -> tuple[str, ...]:
    """The ids of all articles."""
    assert marks.present
    return marks.present.ids


def titles(server: GoogleReader, marks: RemoteMarks) -> tuple[set[str], set[str], set[str]]:
    """The titles behind the ids, through the contents."""
    body = run(server.contents(present(marks)))
    names = {each.id: each.article.title for each in articles.parse(body, "h")}
    listed, unread, starred = (
        {names[one] for one in ids} for ids in (present(marks), marks.unread.ids, marks.starred.ids)
    )
    return listed, unread, starred


SOUND = {
    "freshrss": Ways(),
    "miniflux": Ways(offsets=True, counts=False, needs_form_token=True),
    "old reader": Ways(objects=True),
    "bazqux": Ways(negative=True, needs_form_token=True, form_token_lasts=1),
    "pages": Ways(page=3),
    "offsets": Ways(page=3, offsets=True),
    "last ids": Ways(page=4, loses_rows=True),
}


@pytest.fixture(params=list(SOUND.values()), ids=list(SOUND))
def fake(request: pytest.FixtureRequest) -> Fake:
    return filled(replace(request.param))


def test_marks_and_contents_are_the_servers(fake: Fake) -> None:
    server = client(fake)
    listed, unread, starred = titles(server, run(server.marks(NOTHING)))
    assert listed == {item.title for item in fake.items.values()}
    assert (unread, starred) == (fake.unread(), fake.starred())


def test_marks_are_set_and_removed_and_may_be_set_again(fake: Fake) -> None:
    server = client(fake)
    ids = present(run(server.marks(NOTHING)))
    for _again in range(2):
        run(server.mark(SyncField.READ, ids, value=True))
        run(server.mark(SyncField.STARRED, ids[:3], value=True))
        run(server.mark(SyncField.STARRED, ids[3:], value=False))
    assert fake.unread() == set()
    assert len(fake.starred()) == 3
    run(server.mark(SyncField.READ, ids[:2], value=False))
    assert len(fake.unread()) == 2


def test_the_mark_and_the_token_stand_before_the_ids() -> None:
    fake = filled(Ways(most_fields=1000), 2000)
    server = client(fake, "freshrss")
    ids = present(run(server.marks(NOTHING)))
    for start in range(0, len(ids), server.marked_at_once):
        run(server.mark(SyncField.READ, ids[start : start + server.marked_at_once], value=True))
    assert fake.unread() == set()
    assert all([name for name, _value in form[:2]] == ["T", "a"] and len(form) < 999 for form in fake.told)


@pytest.mark.parametrize("ways", [Ways(page=3, offsets=True), Ways(page=3, loses_rows=True)])
def test_what_is_lost_between_two_pages_is_in_doubt_and_not_read(ways: Ways) -> None:
    fake = filled(ways, 12)
    server = client(fake)
    last = run(server.marks(NOTHING)).unread.ids[2]
    fake.asked.clear()

    def mark_between(_path: str) -> None:
        """Once the first page of the unread ones was given, its last article is read by somebody else."""
        if sum(path.endswith("ids") for path in fake.asked) == 10:
            fake.items[int(last, 16)].read = True

    fake.between = mark_between
    marks = run(server.marks(NOTHING))
    assert set(map(fake.number_of, marks.unread.ids)) >= {
        number for number, item in fake.items.items() if not item.read
    }
    assert marks.unread.doubtful


def test_one_page_is_asked_for_where_the_server_gives_it() -> None:
    fake = filled(Ways(), 3000)
    server = GoogleReader(DIALECTS["freshrss"], Direct(fake), Account(), read)
    assert len(present(run(server.marks(NOTHING)))) == 3000
    assert sum(path.endswith("ids") for path in fake.asked) == 3


@pytest.mark.parametrize("ways", [Ways(page=2, circles=True), Ways(endless=True)])
def test_lists_without_an_end(ways: Ways) -> None:
    with pytest.raises(SyncError, match="no end"):
        run(client(filled(ways)).marks(NOTHING))


@pytest.mark.parametrize(
    "ways", [Ways(body=PORTAL), Ways(body=b"[]"), Ways(body=b""), Ways(body=b"{}"), Ways(cuts=True)]
)
def test_portals_and_halves_are_no_answers(ways: Ways) -> None:
    fake = filled(ways, 30)
    account = Account()
    account.kept = "lise/secret/0"
    server = client(fake, account=account)
    with pytest.raises(SyncError):
        run(server.subscriptions())
    with pytest.raises(SyncError):
        run(server.marks(NOTHING))
    if not ways.cuts:  # `OK` is too short to be cut
        with pytest.raises(SyncError):
            run(server.mark(SyncField.READ, ["5"], value=True))


@pytest.mark.parametrize("status", [429, 500, 503])
def test_troubles_of_the_server_pass_through(status: int) -> None:
    with pytest.raises(FetchError, match=str(status)):
        run(client(filled(Ways(status=status))).subscriptions())


def test_unread_by_fault_is_not_believed() -> None:
    fake = filled(Ways(forgets_unread=True), 60)
    with pytest.raises(SyncError, match="otherwise"):
        run(client(fake).marks((60, 40, 15)))


def test_unread_by_the_person_is() -> None:
    fake = filled(Ways())
    for item in fake.items.values():
        item.read = True
    assert run(client(fake).marks((10, 6, 3))).unread.ids == ()


def test_a_wrong_password_and_one_that_was_changed() -> None:
    fake = filled(Ways())
    account = Account("wrong")
    with pytest.raises(SyncError) as wrong:
        run(client(fake, account=account).subscriptions())
    assert (wrong.value.code, account.kept) == ("sync-sign-in", "")
    account.secret = "secret"
    server = client(fake, account=account)
    run(server.subscriptions())
    fake.change_password("new")
    with pytest.raises(SyncError, match="Sign in again"):
        run(server.subscriptions())
    account.secret = "new"
    assert len(run(server.subscriptions())) == 1


def test_a_token_that_has_run_out_is_got_anew() -> None:
    fake = filled(Ways(needs_form_token=True))
    account = Account()
    server = client(fake, account=account)
    ids = present(run(server.marks(NOTHING)))
    run(server.mark(SyncField.READ, ids[:1], value=True))
    fake._logins += 1
    run(server.mark(SyncField.READ, ids, value=True))
    assert fake.unread() == set()
    assert "secret" not in repr(fake.told)


def change(op: SubscriptionOp, remote: str, value: str = "", title: str = "") -> SubscriptionChange:
    return SubscriptionChange(1, op, remote, value, title, ChangeState.WAITING, "", "")


def test_subscriptions_are_made_moved_renamed_and_ended(fake: Fake) -> None:
    server = client(fake)
    new = change(SubscriptionOp.SUBSCRIBE, "https://neu.example/feed", "Tech & Co", "Neu")
    run(server.change(new))
    run(server.change(new))
    feed = fake.feeds["feed/2"]
    assert (feed.title, feed.folder, len(fake.feeds)) == ("Neu", "Tech & Co", 2)
    run(server.change(change(SubscriptionOp.RENAME, "feed/1", "Mien")))
    run(server.change(change(SubscriptionOp.MOVE, "feed/1", "Autre")))
    assert (fake.feeds["feed/1"].title, fake.feeds["feed/1"].folder) == ("Mien", "Autre")
    run(server.change(change(SubscriptionOp.MOVE, "feed/1", "")))
    assert fake.feeds["feed/1"].folder == ""
    for _again in range(2):
        run(server.change(change(SubscriptionOp.UNSUBSCRIBE, "feed/1")))
    assert list(fake.feeds) == ["feed/2"]
    with pytest.raises(SyncError, match="404"):
        run(server.change(change(SubscriptionOp.SUBSCRIBE, "https://neu.example/none")))

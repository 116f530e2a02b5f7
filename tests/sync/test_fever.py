"""The Fever API: what comes down and goes up, and what is said of what cannot be done."""

from __future__ import annotations

from pathlib import Path

import pytest

from placentin_tui.errors import SyncError
from placentin_tui.models import ChangeState, SubscriptionChange, SubscriptionOp, SyncField
from placentin_tui.sync import fever_answers
from placentin_tui.sync.dialects import DIALECTS, api_address
from placentin_tui.sync.fever import Fever
from tests.courier.syncing import Device
from tests.sync.fake import PORTAL, Direct, Fake, Ways
from tests.sync.fake_fever import FeverFake
from tests.sync.test_greader import Account, read, run

CHANGE = SubscriptionChange(1, SubscriptionOp.RENAME, "1", "x", "", ChangeState.WAITING, "", "")


def filled(count: int = 10, ways: Ways | None = None) -> FeverFake:
    """One source in a group; every third article is read, every fourth starred."""
    fake = FeverFake(ways or Ways())
    stream = fake.subscribe("Un", "Presse")
    for number in range(count):
        item = fake.items[fake.publish(stream, f"t{number}")]
        item.read, item.starred = number % 3 == 0, number % 4 == 0
    return fake


def client(fake: Fake, account: Account | None = None) -> Fever:
    return Fever(DIALECTS["fever"], Direct(fake), account or Account(), read)


def test_what_is_unread_or_starred_comes_down(tmp_path: Path) -> None:
    fake = filled()
    device = Device(fake, tmp_path, "fever")
    outcome = device.sync()
    assert (outcome.error, outcome.missing) == ("", 0)
    assert device.unread() == fake.unread()
    assert device.starred() == fake.starred()
    (source,) = device.library.sources.all()
    assert (source.title, source.folder, source.feed) == ("Un", "Presse", "https://un.example/feed")


def test_marks_go_both_ways(tmp_path: Path) -> None:
    fake = filled()
    device, other = Device(fake, tmp_path, "fever"), Device(fake, tmp_path, "fever")
    device.sync()
    other.sync()
    device.library.undo_log.mark_read([device.article("t1")], True)
    device.library.undo_log.star([device.article("t2")], True)
    other.library.undo_log.mark_read([other.article("t4")], False)
    assert device.sync().waiting == 0
    other.sync()
    device.sync()
    assert "t1" not in fake.unread()
    assert "t2" in fake.starred()
    for one in (device, other):
        assert (one.unread(), one.starred()) == (fake.unread(), fake.starred())
        assert one.library.changes.all(one.service) == []


def test_a_sync_with_nothing_new_asks_little(tmp_path: Path) -> None:
    device = Device(filled(200), tmp_path, "fever")
    device.sync()
    assert device.sync().requests <= 6


def test_more_articles_than_it_gives_at_a_time(tmp_path: Path) -> None:
    fake = filled(180)
    device = Device(fake, tmp_path, "fever")
    assert device.sync().missing == 0
    assert device.unread() == fake.unread()


def test_what_it_cannot_do_is_said(tmp_path: Path) -> None:
    with pytest.raises(SyncError, match="cannot do that"):
        run(client(filled()).change(CHANGE))
    device = Device(filled(), tmp_path, "fever")
    device.sync()
    (source,) = device.library.sources.all()
    device.library.sources.edit(source.id, title="Autre")
    assert device.sync().refused == 1
    (change,) = device.library.changes.subscriptions(device.service)
    assert (change.state, str(change.reason)) == (ChangeState.REFUSED, "This server cannot do that.")


def test_a_wrong_password_is_said_and_keeps_the_queue(tmp_path: Path) -> None:
    fake = filled()
    device = Device(fake, tmp_path, "fever")
    device.sync()
    device.library.undo_log.mark_read([device.article("t1")], True)
    fake.change_password("another")
    outcome = device.sync()
    assert (outcome.reason, outcome.waiting) == ("sync-sign-in", 1)
    device.account.secret = "another"
    assert device.sync().waiting == 0
    assert "t1" not in fake.unread()


@pytest.mark.parametrize(
    "body",
    [
        PORTAL,
        b"[]",
        b"{}",
        b"null",
        b'{"api_version":3,"auth":1}',
        b'{"api_version":3,"auth":1,"unread_item_ids":"1,x"}',
        b'{"api_version":3,"auth":1,"unread_item_ids":"-1"}',
        b'{"api_version":3,"auth":1,"unread_item_ids":[1]}',
        b'{"api_version":3,"auth":1,"feeds":[{"id":"a"}],"groups":[]}',
        b'{"api_version":3,"auth":1,"feeds":7}',
    ],
)
def test_what_is_no_answer_of_it_changes_nothing(body: bytes, tmp_path: Path) -> None:
    fake = filled()
    device = Device(fake, tmp_path, "fever")
    device.sync()
    before = device.unread(), device.starred(), device.titles()
    fake.ways.body = body
    assert device.sync().reason in {"sync-not-it", "sync-unfinished", "sync-sign-in"}
    assert (device.unread(), device.starred(), device.titles()) == before


def test_an_answer_that_breaks_off_changes_nothing(tmp_path: Path) -> None:
    fake = filled()
    device = Device(fake, tmp_path, "fever")
    device.sync()
    before = device.unread()
    fake.ways.cuts = True
    assert device.sync().reason == "sync-unfinished"
    assert device.unread() == before


def test_one_that_says_yes_and_does_nothing_is_found_out(tmp_path: Path) -> None:
    fake = filled()
    device = Device(fake, tmp_path, "fever")
    device.sync()
    fake.ways.says_ok = True
    device.library.undo_log.mark_read([device.article("t1")], True)
    for _round in range(4):
        device.sync()
    (change,) = device.library.changes.all(device.service)
    assert (change.state, change.reason and change.reason.code) == (ChangeState.REFUSED, "sync-ignored")


def test_its_key_is_in_no_address(tmp_path: Path) -> None:
    fake = filled()
    device = Device(fake, tmp_path, "fever")
    device.sync()
    device.library.undo_log.mark_read([device.article("t1")], True)
    device.sync()
    assert fake.asked
    assert not any("api_key" in path or "secret" in path for path in fake.asked)
    assert device.library.services.token(device.service) == ""


def test_an_item_that_is_gone_is_refused_and_the_others_go(tmp_path: Path) -> None:
    fake = filled()
    device = Device(fake, tmp_path, "fever")
    device.sync()
    device.library.undo_log.mark_read([device.article("t1"), device.article("t2")], True)
    del fake.items[next(number for number, item in fake.items.items() if item.title == "t1")]
    assert device.sync().refused == 1
    assert "t2" not in fake.unread()


def test_lists_are_the_newest_first() -> None:
    body = b'{"api_version":3,"auth":1,"saved_item_ids":" 2,10,9 "}'
    assert fever_answers.ids(body, "saved_item_ids", "h").ids == ("10", "9", "2")
    assert fever_answers.ids(b'{"saved_item_ids":""}', "saved_item_ids", "h").ids == ()


def test_the_address_is_taken_as_it_is() -> None:
    assert api_address("fever", "https://rss.example/fever/?api") == "https://rss.example/fever/"
    assert api_address("fever", "https://rss.example/api/fever.php") == "https://rss.example/api/fever.php"


async def _marked(server: Fever) -> None:
    await server.mark(SyncField.READ, ["1"], value=True)


def test_a_mark_of_what_is_not_there_is_refused() -> None:
    with pytest.raises(SyncError) as refused:
        run(_marked(client(filled())))
    assert refused.value.code == "sync-refused"

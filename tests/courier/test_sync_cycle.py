"""A sync with the fake server: what comes down, what goes up, and what stays as it was when something fails."""

from __future__ import annotations

from pathlib import Path

import pytest

from placentin_tui.models import ChangeState, FullTextPolicy, Rule, RuleVerb, View
from placentin_tui.sync.dialects import DIALECTS, Dialect
from tests.courier.syncing import Device
from tests.sync.fake import BASE, PORTAL, Fake, Ways
from tests.sync.test_greader import SOUND, filled


@pytest.fixture
def fake() -> Fake:
    return filled(Ways())


@pytest.fixture
def device(fake: Fake, tmp_path: Path) -> Device:
    return Device(fake, tmp_path)


@pytest.mark.parametrize("name", SOUND)
def test_a_first_sync_equals_the_server(name: str, tmp_path: Path) -> None:
    fake = filled(SOUND[name])
    device = Device(fake, tmp_path)
    outcome = device.sync()
    assert (outcome.error, outcome.new, outcome.missing) == ("", 10, 0)
    assert (device.unread(), device.starred()) == (fake.unread(), fake.starred())
    (source,) = device.library.sources.all()
    assert (source.title, source.folder, source.unread) == ("Un", "Presse", len(fake.unread()))
    assert device.library.articles.get(device.article("t3")).blocks
    assert device.library.changes.all(device.service) == []


def test_a_sync_with_nothing_new_takes_six_requests_at_most(device: Device) -> None:
    device.sync()
    outcome = device.sync()
    assert (outcome.new, outcome.changed, outcome.marked) == (0, 0, 0)
    assert outcome.requests <= 6


def test_marks_go_both_ways(fake: Fake, device: Device) -> None:
    device.sync()
    device.library.undo_log.open(device.article("t1"))
    device.library.undo_log.star([device.article("t2")])
    fake.items[BASE + 5000].read = True
    outcome = device.sync()
    assert (outcome.sent, outcome.marked, outcome.waiting) == (2, 1, 0)
    assert (device.unread(), device.starred()) == (fake.unread(), fake.starred())
    assert "t1" not in fake.unread()
    assert "t2" in fake.starred()


def test_read_then_unread_wins_over_another_that_read_it(fake: Fake, device: Device) -> None:
    device.sync()
    device.library.undo_log.open(device.article("t1"))
    device.library.undo_log.mark_read([device.article("t1")], read=False)
    fake.items[BASE + 1000].read = True
    device.sync()
    assert "t1" in fake.unread() & device.unread()


def test_all_read_leaves_what_came_since_unread(fake: Fake, device: Device) -> None:
    device.sync()
    fake.publish("feed/1", "late")
    device.library.undo_log.mark_all_read(View())
    device.sync()
    assert fake.unread() == device.unread() == {"late"}


def test_corrections_come_and_keep_the_marks(fake: Fake, device: Device) -> None:
    device.sync()
    device.library.undo_log.star([device.article("t1")])
    fake.items[BASE + 1000].html = "<p>Un autre texte, corrigé depuis hier soir.</p>"
    outcome = device.sync()
    assert outcome.changed == 1
    assert device.library.articles.summary(device.article("t1")).starred


def test_rules_are_asked_and_what_they_mark_goes_up(fake: Fake, device: Device) -> None:
    device.library.rules.add(Rule("etoiles", "title:neu", (RuleVerb.STAR,)))
    fake.publish("feed/1", "neu")
    device.sync()
    assert "neu" in fake.starred()


@pytest.mark.parametrize(
    "ways",
    [
        Ways(body=PORTAL),
        Ways(body=b"[]"),
        Ways(cuts=True),
        Ways(status=500),
        Ways(status=429),
        Ways(page=2, circles=True),
    ],
)
def test_a_fault_changes_nothing(fake: Fake, device: Device, ways: Ways) -> None:
    device.sync()
    device.library.undo_log.open(device.article("t1"))
    before = device.unread(), device.starred()
    sound, fake.ways = fake.ways, ways
    outcome = device.sync()
    assert outcome.error
    assert (device.unread(), device.starred()) == before
    assert len(device.library.changes.all(device.service)) == 1
    fake.ways = sound
    assert device.sync().error == ""
    assert "t1" not in fake.unread()


def test_no_subscriptions_at_all_are_not_believed(fake: Fake, device: Device) -> None:
    device.sync()
    fake.feeds, feeds = {}, fake.feeds
    assert device.sync().reason == "sync-no-sources"
    assert not device.library.sources.all()[0].gone
    fake.feeds = feeds
    assert device.sync().error == ""


def test_a_password_that_changed_keeps_the_queue(fake: Fake, device: Device) -> None:
    device.sync()
    device.library.undo_log.open(device.article("t1"))
    fake.change_password("new")
    assert device.sync().reason == "sync-sign-in"
    assert len(device.library.changes.waiting(device.service)) == 1
    device.account.secret = "new"
    assert device.sync().error == ""
    assert "t1" not in fake.unread()


def test_a_server_that_dies_in_the_middle_of_a_batch(fake: Fake, device: Device) -> None:
    device.sync()
    device.library.undo_log.mark_all_read(View())
    fake.dies_after = 3
    outcome = device.sync()
    assert outcome.reason == "reset"
    assert outcome.waiting == 6
    assert device.sync().error == ""
    assert fake.unread() == device.unread() == set()


def test_ok_and_nothing_done_is_sent_again_and_refused_at_last(fake: Fake, device: Device) -> None:
    device.sync()
    fake.ways.says_ok = True
    device.library.undo_log.open(device.article("t1"))
    for _try in range(3):
        device.sync()
        assert "t1" not in device.unread()
    (change,) = device.library.changes.all(device.service)
    assert change.state is ChangeState.REFUSED


def test_one_article_the_server_refuses_does_not_hold_up_the_others(fake: Fake, device: Device) -> None:
    device.sync()
    fake.ways.refuses = frozenset({BASE + 1000})
    device.library.undo_log.mark_all_read(View())
    outcome = device.sync()
    assert (outcome.sent, outcome.refused) == (5, 1)
    assert fake.unread() == {"t1"}
    assert device.unread() == set()


def test_three_thousand_marks_in_one_go(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    fake = filled(Ways(), 3000)
    monkeypatch.setitem(DIALECTS, "wide", Dialect("FreshRSS", page=100_000, batch=500))
    device = Device(fake, tmp_path, "wide")
    device.sync()
    device.library.undo_log.mark_all_read(View())
    assert device.sync().sent == len([n for n in range(3000) if n % 3])
    assert fake.unread() == set()


def test_a_press_during_a_pull_does_not_jump_back(fake: Fake, device: Device) -> None:
    device.sync()
    seen: list[str] = []

    def press(path: str) -> None:
        if path.endswith("ids") and not seen:
            seen.append(path)
            device.library.undo_log.open(device.article("t1"))

    device.sync(press)
    assert seen
    assert "t1" not in device.unread() | fake.unread()  # the second push took it


def test_articles_beyond_what_a_server_gives_at_a_time_come_later(fake: Fake, device: Device) -> None:
    fake.ways.most_contents = 4
    assert (device.sync().new, device.sync().new, device.sync().new) == (4, 4, 2)


def test_a_source_removed_here_stays_away_and_comes_back_whole(fake: Fake, device: Device) -> None:
    device.sync()
    (source,) = device.library.sources.all()
    device.library.undo_log.remove_source(source.id)
    fake.publish("feed/1", "meanwhile")
    assert device.sync().new == 0
    assert list(fake.feeds) == ["feed/1"]
    device.library.undo_log.undo()
    assert device.sync().new == 1
    assert "meanwhile" in device.unread()


def test_a_source_removed_and_added_again_there(fake: Fake, device: Device) -> None:
    device.sync()
    feed = fake.feeds.pop("feed/1")
    fake.items.clear()
    fake.feeds["feed/9"] = feed
    fake.publish("feed/9", "t1")
    device.sync()
    assert sorted(source.gone for source in device.library.sources.all()) == [False, True]
    assert len(device.library.articles.page(View())) == 11


def test_a_new_subscription_goes_up_and_its_articles_come(fake: Fake, device: Device) -> None:
    device.sync()
    device.library.changes.subscribe(device.service, "https://neu.example/feed", title="Neu", folder="Presse")
    device.sync()
    assert sorted((feed.title, feed.folder) for feed in fake.feeds.values()) == [("Neu", "Presse"), ("Un", "Presse")]
    assert sorted(source.title for source in device.library.sources.all()) == ["Neu", "Un"]
    assert device.library.changes.subscriptions(device.service) == []


@pytest.mark.parametrize("policy", [FullTextPolicy.ALWAYS, FullTextPolicy.NEVER])
def test_full_texts_are_fetched_as_the_source_says(fake: Fake, device: Device, policy: FullTextPolicy) -> None:
    device.sync()
    (source,) = device.library.sources.all()
    device.library.fulltexts.set_policy(source.id, policy)
    fake.publish("feed/1", "short", "<p>Le début […]</p>")
    device.sync()
    waiting = device.library._connection.value("SELECT text FROM article WHERE title = 'short'")
    assert bool(waiting) is (policy is FullTextPolicy.ALWAYS)

"""Two devices and a server that fails: whatever happens in whatever order, all are equal at the end; no mark is lost,
or jumps back meanwhile.
"""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from placentin_tui.models import View
from tests.courier.syncing import Device
from tests.sync.fake import Fake, Ways
from tests.sync.fake_fever import FeverFake

SEEDS = 200
AT_ONCE = 20
_WAYS = (
    Ways(),
    Ways(page=7, offsets=True),
    Ways(page=7, loses_rows=True),
    Ways(objects=True),
    Ways(negative=True, needs_form_token=True, form_token_lasts=2),
    Ways(counts=False),
)


class Story:
    """One seed: what two people do on two devices, while requests and answers are lost."""

    def __init__(self, seed: int, folder: Path, kind: type[Fake] = Fake) -> None:
        self.chance = random.Random(seed)
        ways = Ways() if kind is FeverFake else self.chance.choice(_WAYS)
        self.fake = kind(Ways(**vars(ways)))
        self.fake.subscribe("Un")
        self.fake.subscribe("Deux", "Presse")
        for number in range(12):
            self.fake.publish(self.chance.choice(list(self.fake.feeds)), f"t{number}")
        dialect = "fever" if kind is FeverFake else "greader"
        self.devices = [Device(self.fake, folder, dialect), Device(self.fake, folder, dialect)]
        self.intended: dict[tuple[str, str], bool] = {}
        """What was pressed last, anywhere, where only one device ever pressed it."""
        self.pressed_by: dict[tuple[str, str], set[int]] = {}

    def press(self, which: int) -> None:
        """One mark on a device."""
        device = self.devices[which]
        titles = device.titles()
        if not titles:
            return
        title = self.chance.choice(sorted(titles))
        value, field = self.chance.random() < 0.6, self.chance.choice(["read", "starred"])
        if self.chance.random() < 0.05:
            for each in device.unread():
                self._note(which, each, "read", value=True)
            device.library.undo_log.mark_all_read(View())
            return
        act = device.library.undo_log.mark_read if field == "read" else device.library.undo_log.star
        if act([titles[title]], value):
            self._note(which, title, field, value=value)

    def _note(self, which: int, title: str, field: str, *, value: bool) -> None:
        self.pressed_by.setdefault((title, field), set()).add(which)
        self.intended[title, field] = value

    def sync(self, which: int) -> None:
        """A sync in which requests and answers are lost, the server dies, and keys are pressed."""
        device = self.devices[which]
        device.transport.loses = lambda: self.chance.choices(["", "request", "reply"], [0.86, 0.07, 0.07])[0]
        if self.chance.random() < 0.2:
            self.fake.dies_after = self.chance.randrange(5)

        def meanwhile(_path: str) -> None:
            if self.chance.random() < 0.1:
                self.press(which)

        device.sync(meanwhile)
        self._check_pressed(which)

    def _check_pressed(self, which: int) -> None:
        """What was pressed on this device alone is on its screen as it was pressed."""
        device = self.devices[which]
        unread, starred = device.unread(), device.starred()
        for (title, field), value in self.intended.items():
            if self.pressed_by[title, field] == {which}:
                assert (title in (starred if field == "starred" else unread)) is (value is (field == "starred"))

    def run(self) -> None:
        """Everything, then as many syncs as it takes without any loss."""
        for _step in range(24):
            which = self.chance.randrange(2)
            match self.chance.randrange(6):
                case 0:
                    self.fake.publish(self.chance.choice(list(self.fake.feeds)), f"t{len(self.fake.items)}")
                case 1 | 2:
                    self.sync(which)
                case _:
                    self.press(which)
        self.fake.dies_after = -1
        for _round in range(2):
            for device in self.devices:
                device.transport.loses = lambda: ""
                outcome = device.sync()
                assert outcome.error == ""
                assert outcome.missing == 0

    def check(self) -> None:
        """All are equal, and what only one device pressed is as it was pressed last."""
        server = self.fake.unread(), self.fake.starred()
        for device in self.devices:
            assert (device.unread(), device.starred()) == server
            assert device.library.changes.all(device.service) == []
        for (title, field), value in self.intended.items():
            if len(self.pressed_by[title, field]) == 1:
                assert (title in (server[1] if field == "starred" else server[0])) is (value is (field == "starred"))


@pytest.mark.parametrize("first", range(0, SEEDS, AT_ONCE))
def test_all_are_equal_at_the_end_and_nothing_is_lost(first: int, tmp_path: Path) -> None:
    for seed in range(first, first + AT_ONCE):
        story = Story(seed, tmp_path)
        story.run()
        story.check()
    assert all(device.library.check() == "ok" for device in story.devices)


@pytest.mark.parametrize("first", range(0, SEEDS // 2, AT_ONCE))
def test_so_they_are_by_fever_of_what_they_have(first: int, tmp_path: Path) -> None:
    """It does not list what is read, so a device has no article that was read before it was there."""
    for seed in range(first, first + AT_ONCE):
        story = Story(seed, tmp_path, FeverFake)
        for device in story.devices:
            device.sync()
        story.run()
        story.check()

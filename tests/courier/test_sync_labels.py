"""Labels a server has on articles are tags here, and tags are labels there; what nobody changed stays as it is."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from tests.courier.syncing import Device
from tests.sync.fake import Fake, Ways
from tests.sync.test_greader import filled


@pytest.fixture
def fake() -> Fake:
    return filled(Ways())


@pytest.fixture
def device(fake: Fake, tmp_path: Path) -> Device:
    device = Device(fake, tmp_path)
    device.sync()
    return device


def item(fake: Fake, title: str) -> set[str]:
    """The labels of an article on the server."""
    return next(each.labels for each in fake.items.values() if each.title == title)


def labels(fake: Fake) -> dict[str, set[str]]:
    return {each.title: each.labels for each in fake.items.values() if each.labels}


def test_labels_come_down_and_folders_are_none(fake: Fake, device: Device) -> None:
    item(fake, "t1").update({"à relire", "Recettes"})
    assert device.sync().error == ""
    assert device.tags() == {"t1": {"à relire", "Recettes"}}
    item(fake, "t1").discard("Recettes")
    device.sync()
    assert device.tags() == {"t1": {"à relire"}}


def test_tags_go_up_and_are_taken_off_there(fake: Fake, device: Device) -> None:
    tags = device.library.tags
    tags.edit([device.article("t1"), device.article("t2")], ["cuisine"])
    assert device.sync().sent == 2
    assert labels(fake) == {"t1": {"cuisine"}, "t2": {"cuisine"}}
    tags.edit([device.article("t2")], [], ["cuisine"])
    device.sync()
    assert labels(fake) == {"t1": {"cuisine"}}
    assert device.sync().sent == 0


def test_a_tag_that_is_renamed_is_so_there(fake: Fake, device: Device) -> None:
    device.library.tags.edit([device.article("t1"), device.article("t2")], ["cuisine"])
    device.sync()
    device.library.tags.rename("cuisine", "table")
    device.sync()
    assert labels(fake) == {"t1": {"table"}, "t2": {"table"}}
    device.library.undo_log.undo()
    device.sync()
    assert labels(fake) == {"t1": {"cuisine"}, "t2": {"cuisine"}}


def test_both_sides_change_at_once(fake: Fake, device: Device) -> None:
    item(fake, "t1").update({"a", "b"})
    device.sync()
    device.library.tags.edit([device.article("t1")], ["c"], ["a"])
    item(fake, "t1").add("d")
    item(fake, "t1").discard("b")
    device.sync()
    assert item(fake, "t1") == {"c", "d"}
    assert device.tags() == {"t1": {"c", "d"}}


def test_for_later_stays_here(fake: Fake, device: Device) -> None:
    device.library.tags.put_off([device.article("t1")])
    item(fake, "t2").update({"later", "plus tard"})
    device.sync()
    assert item(fake, "t1") == set()
    assert device.tags() == {}
    assert device.library.tags.later().articles == 1
    assert item(fake, "t2") == {"later", "plus tard"}


def test_labels_that_are_no_tags_are_left_alone(fake: Fake, device: Device) -> None:
    odd = {"a,b", 'say "x"', "-no", "…", "x" * 90}
    item(fake, "t1").update(odd | {"fine"})
    device.sync()
    assert device.tags() == {"t1": {"fine"}}
    device.library.tags.edit([device.article("t1")], ["more"], ["fine"])
    device.sync()
    assert item(fake, "t1") == odd | {"more"}


def test_a_label_is_written_as_the_server_writes_it(fake: Fake, device: Device) -> None:
    item(fake, "t1").add("Cuisine")
    device.sync()
    device.library.tags.edit([device.article("t2")], ["cuisine"])
    device.sync()
    assert labels(fake) == {"t1": {"Cuisine"}, "t2": {"Cuisine"}}


def test_a_server_without_labels_is_asked_once(fake: Fake, device: Device) -> None:
    fake.ways.has_labels = False
    device.library.tags.edit([device.article("t1")], ["cuisine"])
    assert device.sync().error == ""
    asked = len(fake.told)
    assert device.sync().error == ""
    assert not any("label" in str(form) for form in fake.told[asked:])
    assert device.tags() == {"t1": {"cuisine"}}
    assert not device.library.services.get(device.service).labels


def test_a_lost_answer_is_asked_again(fake: Fake, device: Device) -> None:
    device.library.tags.edit([device.article("t1")], ["cuisine"])

    def lose(path: str) -> None:
        if path.endswith("edit-tag"):
            raise ConnectionError

    assert device.sync(lose).error
    assert device.tags() == {"t1": {"cuisine"}}
    assert device.sync().error == ""
    assert labels(fake) == {"t1": {"cuisine"}}


@pytest.mark.parametrize("seed", range(40))
def test_two_devices_are_equal_at_the_end(seed: int, tmp_path: Path) -> None:
    chance = random.Random(seed)
    fake = filled(Ways(needs_form_token=seed % 2 == 0))
    devices = [Device(fake, tmp_path), Device(fake, tmp_path)]
    for device in devices:
        device.sync()
    titles = sorted(devices[0].titles())
    for _step in range(30):
        device = chance.choice(devices)
        match chance.randrange(5):
            case 0:
                device.transport.loses = lambda: chance.choices(["", "request", "reply"], [0.8, 0.1, 0.1])[0]
                device.sync()
                device.transport.loses = lambda: ""
            case 1:
                each = item(fake, chance.choice(titles))
                chance.choice([each.add, each.discard])(chance.choice("abc"))
            case _:
                name, article = chance.choice("abc"), device.article(chance.choice(titles))
                added = chance.random() < 0.6
                device.library.tags.edit([article], [name] if added else [], [] if added else [name])
    for _round in range(2):
        for device in devices:
            assert device.sync().error == ""
    for device in devices:
        assert device.tags() == labels(fake)
        assert device.library.remote_labels.waiting(device.service) == []
        assert device.library.check() == "ok"

"""Whatever chance does to a library's file: the next start comes, nothing is there twice, what can be read is there."""

from __future__ import annotations

import os
import shutil
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from placentin_tui import i18n
from placentin_tui.library.recovery.pages import SIZE
from tests.faults.damages import damage, facts, fill, fill_on, inside, opened, read_all, stars, started

SEED = int(os.environ.get("PLACENTIN_SEED", "1789"))
"""Of the first damage; the others follow."""
FEW, MANY = 20, 500
EVERY = 5
"""One in so many still has a WAL."""


@pytest.fixture(autouse=True)
def _english() -> None:
    i18n.use("en")


class Sound:
    """A library before the damage, and all that is known of it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.file = folder / "library.db"
        fill(self.file)
        self.facts = facts(self.file)
        data = self.file.read_bytes()
        self.pages = [data[place : place + SIZE] for place in range(0, len(data), SIZE)]
        with opened(self.file) as library:
            self.inside = inside(library)


@pytest.fixture(scope="session")
def sound(tmp_path_factory: pytest.TempPathFactory) -> Sound:
    return Sound(tmp_path_factory.mktemp("sound"))


@pytest.fixture(scope="session")
def interrupted(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A library in whose WAL there is more."""
    folder = tmp_path_factory.mktemp("interrupted")
    fill_on(folder / "library.db")
    assert (folder / "library.db-wal").stat().st_size > 0
    return folder


@pytest.mark.parametrize("number", range(FEW))
def test_damage_by_chance(sound: Sound, interrupted: Path, tmp_path: Path, number: int) -> None:
    _by_chance(sound, interrupted, tmp_path / "data", SEED + number)


@pytest.mark.faults
@pytest.mark.parametrize("number", range(FEW, FEW + MANY))
def test_damage_by_chance_five_hundred_times(sound: Sound, interrupted: Path, tmp_path: Path, number: int) -> None:
    _by_chance(sound, interrupted, tmp_path / "data", SEED + number)


def _by_chance(sound: Sound, interrupted: Path, folder: Path, seed: int) -> None:
    has_wal = seed % EVERY == 0
    shutil.copytree(interrupted if has_wal else sound.folder, folder)
    file = folder / "library.db"
    said = damage(file, seed)
    print(f"seed {seed}: {said}")
    damaged = file.read_bytes()
    with started(file) as library:
        read_all(library)
        assert library.check() == "ok"
        after = inside(library)
    with opened(file) as library:
        assert library.notice == ""
    _is_nothing_twice(sound, after)
    _is_nothing_mixed_up(sound, after)
    if has_wal:
        return
    was_repaired = bool(list(folder.glob("library.damaged-*"))) or not damaged
    if was_repaired:
        _is_all_there_that_can_be_read(sound, damaged, after)
    if was_repaired and "backup" not in said:
        _is_all_there_that_was_kept(sound, after)


def _is_nothing_twice(sound: Sound, after: dict[str, Counter[Any]]) -> None:
    for kind in ("source", "address", "text", "comment", "letter", "name"):
        before = sound.inside[kind]
        twice = {each: times for each, times in after[kind].items() if times > max(1, before[each])}
        # A bit may have made one address another's.
        twice = {
            each: times for each, times in twice.items() if kind != "address" or not _is_struck(each, sound, after)
        }
        # What stands in the place of lost texts says so under each of them.
        assert not {each for each in twice if "This text was lost" not in str(each)}, (kind, twice)


def _is_struck(address: str, sound: Sound, after: dict[str, Counter[Any]]) -> bool:
    """Whether an address that differs in a bit is gone: its article has this one now."""
    gone = [one for one in sound.inside["address"] if not after["address"][one] and len(one) == len(address)]
    return any(
        sum((a ^ b).bit_count() for a, b in zip(one.encode(), address.encode(), strict=False)) == 1 for one in gone
    )


def _is_nothing_mixed_up(sound: Sound, after: dict[str, Counter[Any]]) -> None:
    """No text stands under another's headline."""
    address_of = {page[1]: page[0] for page in sound.inside["page"]}
    for address, text in after["page"]:
        if address and sound.inside["address"][address] and text in address_of:
            assert address_of[text] == address or _is_struck(address, sound, after)


def _is_all_there_that_can_be_read(sound: Sound, damaged: bytes, after: dict[str, Counter[Any]]) -> None:
    """Whatever stands on a page that is as it was, wherever in the file, is in the library."""
    pages = [damaged[place : place + SIZE] for place in range(0, len(damaged), SIZE)]
    there = frozenset(pages)
    for fact in sound.facts:
        goes_on = all(other <= len(pages) and pages[other - 1] == sound.pages[other - 1] for other in fact.others)
        if sound.pages[fact.page - 1] not in there or not goes_on:
            continue
        match fact.kind, fact.value:
            # A name of nothing, or of a source whose own row was struck: its address has another letter now.
            case "name", (source, _, address) if not (after["source"][source] and after["address"][address]):
                continue
        assert after[fact.kind][fact.value], (fact.kind, fact.value)


def _is_all_there_that_was_kept(sound: Sound, after: dict[str, Counter[Any]]) -> None:
    """The backup has every source and letter, every article's name and star."""
    for kind in ("source", "letter"):
        assert sound.inside[kind].keys() <= after[kind].keys()
    assert stars(after) >= stars(sound.inside)
    assert sum(after["article"].values()) == sum(sound.inside["article"].values())

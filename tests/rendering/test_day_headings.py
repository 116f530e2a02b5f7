"""The days a list is divided by: over midnight, when clocks change, and in other time zones."""

from __future__ import annotations

import time
from datetime import datetime
from typing import TYPE_CHECKING

import pytest

from placentin_tui import i18n
from placentin_tui.rendering.day_headings import day_part, heading

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    Zone = Callable[[str], None]


@pytest.fixture
def zone() -> Iterator[Zone]:
    """Sets the machine's time zone."""
    with pytest.MonkeyPatch.context() as patch:

        def use(name: str) -> None:
            patch.setenv("TZ", name)
            time.tzset()

        yield use
    time.tzset()


@pytest.fixture(autouse=True)
def in_english() -> Iterator[None]:
    i18n.use("en")
    yield
    i18n.use("en")


def at(text: str) -> int:
    """A local time as a timestamp."""
    return int(datetime.fromisoformat(text).timestamp())


def said(when: str, now: str) -> str:
    return heading(day_part(at(when), at(now)), at(now)).replace("\xa0", " ")


@pytest.mark.parametrize(
    ("when", "english", "french"),
    [
        ("2026-11-30 20:00", "THIS EVENING", "CE SOIR"),
        ("2026-11-30 18:00", "THIS EVENING", "CE SOIR"),
        ("2026-11-30 17:59", "THIS AFTERNOON", "CET APRÈS-MIDI"),
        ("2026-11-30 12:00", "THIS AFTERNOON", "CET APRÈS-MIDI"),
        ("2026-11-30 11:59", "THIS MORNING", "CE MATIN"),
        ("2026-11-30 00:00", "THIS MORNING", "CE MATIN"),
        ("2026-11-29 23:59", "YESTERDAY", "HIER"),
        ("2026-11-29 00:00", "YESTERDAY", "HIER"),
        ("2026-11-28 23:59", "SATURDAY 28", "SAMEDI 28"),
        ("2026-11-24 12:00", "TUESDAY 24", "MARDI 24"),
        ("2026-11-23 12:00", "MONDAY 23 NOVEMBER", "LUNDI 23 NOVEMBRE"),
        ("2026-11-01 12:00", "SUNDAY 1 NOVEMBER", "DIMANCHE 1ER NOVEMBRE"),
        ("2025-12-31 12:00", "WEDNESDAY 31 DECEMBER 2025", "MERCREDI 31 DÉCEMBRE 2025"),
        ("2026-12-24 12:00", "THIS EVENING", "CE SOIR"),
    ],
)
def test_the_words(zone: Zone, when: str, english: str, french: str) -> None:
    zone("Europe/Paris")
    assert said(when, "2026-11-30 21:00") == english
    i18n.use("fr")
    assert said(when, "2026-11-30 21:00") == french


def test_midnight_makes_this_evening_yesterday(zone: Zone) -> None:
    zone("Europe/Paris")
    assert said("2026-11-30 22:00", "2026-11-30 23:59") == "THIS EVENING"
    assert said("2026-11-30 22:00", "2026-12-01 00:00") == "YESTERDAY"
    assert said("2026-11-30 22:00", "2026-12-02 00:00") == "MONDAY 30"


def test_a_day_of_25_hours_is_one_day_and_so_is_one_of_23(zone: Zone) -> None:
    zone("Europe/Paris")
    now = at("2026-10-26 09:00")
    longest = range(at("2026-10-25 00:00"), at("2026-10-26 00:00"), 1800)
    assert len(longest) == 50
    assert {heading(day_part(when, now), now) for when in longest} == {"YESTERDAY"}
    now = at("2026-03-30 09:00")
    shortest = range(at("2026-03-29 00:00"), at("2026-03-30 00:00"), 1800)
    assert len(shortest) == 46
    assert {heading(day_part(when, now), now) for when in shortest} == {"YESTERDAY"}


def test_where_midnight_itself_is_left_out(zone: Zone) -> None:
    zone("America/Havana")  # 8 March 2026: 00:00 is 01:00
    assert said("2026-03-08 01:00", "2026-03-08 09:00") == "THIS MORNING"
    assert said("2026-03-07 23:59", "2026-03-08 09:00") == "YESTERDAY"


def test_the_days_are_those_of_the_machines_time_zone(zone: Zone) -> None:
    zone("UTC")
    when, now = at("2026-11-30 05:00"), at("2026-11-30 09:00")
    assert heading(day_part(when, now), now) == "THIS MORNING"
    zone("America/Los_Angeles")
    assert heading(day_part(when, now), now) == "YESTERDAY"
    zone("Pacific/Kiritimati")
    assert heading(day_part(when, now), now) == "THIS EVENING"


def test_the_parts_follow_each_other_in_a_list_that_goes_back_in_time(zone: Zone) -> None:
    zone("Europe/Paris")
    now = at("2026-10-26 21:00")
    parts = [day_part(now - hour * 3600, now) for hour in range(24 * 400)]
    changes = [part for before, part in zip([None, *parts], parts, strict=False) if part != before]
    assert len(changes) == len(set(changes)), "none comes back once it is over"

"""The days a list of articles is divided by: this morning, yesterday, Saturday 28."""

from __future__ import annotations

from enum import IntEnum
from typing import TYPE_CHECKING, NamedTuple

from placentin_tui.i18n import _, day_name, on_calendar

if TYPE_CHECKING:
    from datetime import date

    from placentin_tui.timestamp import Timestamp


class Part(IntEnum):
    """A part of the present day; other days are whole."""

    WHOLE = 0
    MORNING = 1
    AFTERNOON = 2
    EVENING = 3


class DayPart(NamedTuple):
    """What stands under one heading."""

    date: date
    part: Part


def day_part(at: Timestamp, now: Timestamp, today: date | None = None) -> DayPart:
    """The heading an article belongs under, by the machine's clock and time zone; `today`: the date of `now`, where it
    is known. What is dated later than now stands where now does.
    """
    when = on_calendar(min(at, now))
    if when.date() != (today or on_calendar(now).date()):
        return DayPart(when.date(), Part.WHOLE)
    return DayPart(when.date(), Part.MORNING if when.hour < 12 else Part.AFTERNOON if when.hour < 18 else Part.EVENING)


def heading(part: DayPart, now: Timestamp) -> str:
    """The words of a heading, in capitals."""
    if part.part is not Part.WHOLE:
        said = {Part.MORNING: _("This morning"), Part.AFTERNOON: _("This afternoon"), Part.EVENING: _("This evening")}
        return said[part.part].upper()
    today = on_calendar(now).date()
    days = (today - part.date).days
    if days == 1:
        return _("Yesterday").upper()
    return day_name(part.date, month=not 0 < days < 7, year=part.date.year != today.year).upper()

"""Reads the values of fields: dates, ages and numbers; `None` for what is none."""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta, tzinfo
from typing import TYPE_CHECKING

from placentin_tui.i18n import on_calendar
from placentin_tui.query.nodes import Length, Times
from placentin_tui.query.vocabulary import DAYS, UNITS, Day, Field, meaning

if TYPE_CHECKING:
    from placentin_tui.timestamp import Timestamp

MOST_ARTICLES = 2000
"""The most articles `limit:` takes."""

_AGE = re.compile(r"[<>]?[0-9]{1,4}[a-z]{1,4}")
_DURATION = re.compile(r"([0-9]{1,4})([a-z]{1,4})")
_DATE = re.compile(r"([0-9]{4})(?:-([0-9]{1,2})(?:-([0-9]{1,2}))?)?")
_BOUND = re.compile(r"([<>]=?)([0-9]{1,9})")
_RANGE = re.compile(r"([0-9]{1,9})(?:(?:\.\.|-)([0-9]{1,9}))?")


def age(value: str, now: Timestamp) -> Times | None:
    """`3h`: from the last three hours; `>3h`: older than that."""
    seconds = duration(value.lstrip("<>")) if _AGE.fullmatch(value) else None
    if seconds is None:
        return None
    return Times(until=now - seconds) if value[0] == ">" else Times(since=now - seconds)


def duration(value: str) -> int | None:
    """The seconds of `3h`, `2d` or `1w`."""
    found = _DURATION.fullmatch(value)
    unit = meaning(UNITS, found[2]) if found else None
    return int(found[1]) * unit if found and unit else None


def moment(field: Field, value: str, now: Timestamp, zone: tzinfo | None) -> Times | None:
    """What `before:`, `after:` and `on:` mean by a day, a month or a year; `after:` means that day too."""
    try:
        days = _named(value, now, zone) or _written(value)
        if days is None:
            return None
        first, last = (_midnight(day, zone) for day in days)
    except (ValueError, OverflowError, OSError):
        return None
    match field:
        case Field.BEFORE:
            return Times(until=first)
        case Field.AFTER:
            return Times(since=first)
        case _:
            return Times(since=first, until=last)


def _named(value: str, now: Timestamp, zone: tzinfo | None) -> tuple[date, date] | None:
    """Today or yesterday, and the day after it."""
    named = meaning(DAYS, value)
    if named is None:
        return None
    day = on_calendar(now, zone).date() - timedelta(days=1 if named is Day.YESTERDAY else 0)
    return day, day + timedelta(days=1)


def _written(value: str) -> tuple[date, date] | None:
    """The first day of what is written as in ISO 8601, and the first day after it. Raises `ValueError`."""
    found = _DATE.fullmatch(value)
    if found is None:
        return None
    year, month, day = int(found[1]), int(found[2] or 1), int(found[3] or 1)
    first = date(year, month, day)
    if found[3]:
        return first, first + timedelta(days=1)
    if found[2]:
        return first, date(year + month // 12, month % 12 + 1, 1)
    return first, date(year + 1, 1, 1)


def _midnight(day: date, zone: tzinfo | None) -> Timestamp:
    """When a day begins, in a zone or where the machine is."""
    return int(datetime(day.year, day.month, day.day, tzinfo=zone).timestamp())


def length(value: str) -> Length | None:
    """`>800`, `<=200`, `800..1200` or `800`."""
    if bound := _BOUND.fullmatch(value):
        sign, number = bound[1], int(bound[2])
        if sign[0] == ">":
            return Length(number if sign == ">=" else number + 1)
        return Length(0, number if sign == "<=" else number - 1)
    if found := _RANGE.fullmatch(value):
        return Length(int(found[1]), int(found[2] or found[1]))
    return None


def limit(value: str) -> int | None:
    """A number of articles."""
    number = int(value) if value.isascii() and value.isdigit() and len(value) < 6 else 0
    return number if 0 < number <= MOST_ARTICLES else None

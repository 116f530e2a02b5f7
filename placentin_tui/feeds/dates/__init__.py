"""Parses dates of feeds, in the many ways they are written, to seconds since 1970.

    here         the two standard forms of nearly every feed, by one pattern each
    parser       all others: a tokenizer for the parts of a date
    parts        the parts of a date, and their timestamp
    zones        abbreviations and cities of time zones
    words        months and weekdays in many languages
    normalize    folds such words
    locale_hint  where a feed is made, which decides ambiguous figures and abbreviations

Nothing is guessed, and the clock is not used: the same date gives the same timestamp whenever it is parsed.
"""

from __future__ import annotations

import re
import unicodedata
from datetime import UTC, datetime
from functools import lru_cache
from typing import TYPE_CHECKING

from placentin_tui.feeds.dates.locale_hint import NOWHERE, Origin, origin
from placentin_tui.feeds.dates.normalize import fold

if TYPE_CHECKING:
    from placentin_tui.models import Timestamp

__all__ = ["EARLIEST", "LATEST", "NOWHERE", "Origin", "moment", "origin"]

EARLIEST = 631_152_000
"""1990: no feed is older than the Web, so an earlier date is an error (« 0001-01-01 », an unset clock)."""
LATEST = 4_102_444_800
"""2100: a later date is an error too."""

LONGEST = 100
"""The most characters of a date."""

_MONTHS = {
    "Jan": 1, "Feb": 2, "Mar": 3, "Apr": 4, "May": 5, "Jun": 6,
    "Jul": 7, "Aug": 8, "Sep": 9, "Oct": 10, "Nov": 11, "Dec": 12,
}  # fmt: skip
_GREENWICH = frozenset({None, "GMT", "UTC", "UT", "Z"})
_rfc822 = re.compile(
    r"(?:[^\W\d_]++[.]?, )?(\d\d?) ([^\W\d_]{3,}+)[.]? ([12]\d{3}) (\d\d?):(\d\d)(?::(\d\d))?"
    r"(?: (?:([+-])(0\d|1[0-4]):?([0-5]\d)|([A-Z]{1,5})))?"
)
"""An RFC 822 date as nearly every paper writes it, in any language."""
_iso8601 = re.compile(r"([12]\d{3}-\d\d-\d\d[T ]\d\d:\d\d:\d\d)(?:\.\d++)?(Z|[+-](?:0\d|1[0-4]):?[0-5]\d)?", re.ASCII)
_month = re.compile(r"([12]\d{3})-(\d\d)", re.ASCII)
_seconds = re.compile(r"(\d{10})(?:\d{3})?(?:\.\d++)?", re.ASCII)
_unseen = dict.fromkeys((0x200E, 0x200F, 0xFEFF, *range(0x300, 0x370)))
"""Direction marks, which browsers write into dates, and combining marks left after NFC."""


def moment(written: str, where: Origin = NOWHERE) -> Timestamp | None:
    """The timestamp of a date written at `where`; `None` when it is not fully understood."""
    at = _usual(written, where)
    if at is None and 0 < len(written) <= 10 * LONGEST:
        at = _unusual(" ".join(unicodedata.normalize("NFC", written).translate(_unseen).split()), where)
    return at if at is not None and EARLIEST <= at <= LATEST else None


def _usual(written: str, where: Origin) -> Timestamp | None:
    """Parse `Mon, 23 Nov 2026 08:34:41 +0100` or `2026-11-23T08:34:41+01:00`; without a zone it is UTC."""
    try:
        if found := _iso8601.fullmatch(written):
            return int(datetime.fromisoformat(found[1] + (found[2] or "Z")).timestamp())
        if found := _rfc822.fullmatch(written):
            return _of_rfc822(found, where)
    except ValueError:  # a thirty-second day, a twenty-fifth hour
        pass
    return None


def _of_rfc822(found: re.Match[str], where: Origin) -> Timestamp | None:
    """The timestamp of an RFC 822 date; `None` for an unknown zone, `ValueError` for an impossible date."""
    day, name, year, hours, minutes, seconds, sign, east_hours, east_minutes, letters = found.groups()
    month = _MONTHS.get(name) or _month_of(name)
    local = datetime(int(year), month, int(day), int(hours), int(minutes), int(seconds or 0), tzinfo=UTC)
    if sign:
        east: int | None = (int(east_hours) * 3600 + int(east_minutes) * 60) * (1 if sign == "+" else -1)
    else:
        east = 0 if letters in _GREENWICH else _east_of(letters, where, local)
    return None if east is None else int(local.timestamp()) - east


@lru_cache(100)
def _month_of(name: str) -> int:
    from placentin_tui.feeds.dates.parts import month_of  # 3 ms; not for English months

    return month_of(fold(name))


def _east_of(letters: str, where: Origin, local: datetime) -> int | None:
    from placentin_tui.feeds.dates.zones import offset_of  # 1 ms; most zones are in figures

    return offset_of(letters, where, local)


def _unusual(written: str, where: Origin) -> Timestamp | None:
    """Parse any other date: other words and orders, a month alone, or seconds since 1970."""
    if found := _seconds.fullmatch(written):
        return int(found[1])
    if found := _month.fullmatch(written):
        return _usual(f"{written}-01T00:00:00Z", where)
    if not written or len(written) > LONGEST:
        return None
    from placentin_tui.feeds.dates.parser import read  # 10 ms, which most feeds do without
    from placentin_tui.feeds.dates.parts import NotUnderstood

    try:
        return read(written, where)
    except NotUnderstood:
        return None

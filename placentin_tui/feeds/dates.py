"""Moments: the dates of feeds, in the many ways they are written, as seconds since 1970."""

from __future__ import annotations

import calendar
import re
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from time import struct_time
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from placentin_tui.models import Moment

EARLIEST = 631_152_000
"""1990: no feed is older than the Web, so an earlier date is a slip (« 0001-01-01 », an unset clock)."""
LATEST = 4_102_444_800
"""2100: a later date is a slip too."""

_LONGEST = 60
"""Characters a date is written in; feedparser finds one in anything."""

_FRENCH = {
    "janvier": "Jan", "janv": "Jan", "février": "Feb", "fevrier": "Feb", "févr": "Feb", "fév": "Feb", "mars": "Mar",
    "avril": "Apr", "avr": "Apr", "mai": "May", "juin": "Jun", "juillet": "Jul", "juil": "Jul", "août": "Aug",
    "aout": "Aug", "septembre": "Sep", "sept": "Sep", "octobre": "Oct", "novembre": "Nov", "décembre": "Dec",
    "decembre": "Dec", "déc": "Dec", "1er": "1",
    # The zones French servers write; the standard library knows only American ones.
    "cet": "+0100", "cest": "+0200", "met": "+0100", "mest": "+0200", "utc": "+0000",
}  # fmt: skip
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_usual = re.compile(
    rf"(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun), (\d\d?) ({'|'.join(_MONTHS)}) ([12]\d{{3}}) (\d\d):(\d\d):(\d\d)"
    r" (?:GMT|([+-])([01]\d)([0-5]\d))",
    re.ASCII,
)
"""RFC 822's date as nearly every paper writes it; the standard library takes four times as long to read it."""
_weekday = re.compile(r"^[^\W\d]+\.?,?\s+(?=\d)")
_word = re.compile(r"(?:(?<!\d)\d++)?[^\W\d]++\.?")
_year_first = re.compile(r"\d{4}-?\d\d(-?\d\d)?(?:[T ]|$)")
_long_fraction = re.compile(r"(\.\d{6})\d+")
_seconds = re.compile(r"\d{10}(?:\d{3})?")
_year_zero = re.compile(r"[a-z] 0\d{3}\b")
_gmt_offset = re.compile(r"(?:GMT|UTC)\s*([+-]\d\d):?(\d\d)$")


def moment(written: str, parsed: object = None) -> Moment | None:
    """The moment a feed's date means; `parsed` is feedparser's reading, asked when ours fails."""
    written = " ".join(written[: 2 * _LONGEST].split())
    at = _iso(written) if _year_first.match(written) else _rfc822(written)
    if at is None and _seconds.fullmatch(written):
        at = int(written[:10])
    if at is None and len(written) <= _LONGEST and isinstance(parsed, struct_time | tuple):
        at = _calendar(parsed)
    return at if at is not None and EARLIEST <= at <= LATEST else None


def _iso(written: str) -> Moment | None:
    """`2026-11-23T08:34:41+01:00` and its kin; without a zone it is UTC."""
    written = _long_fraction.sub(r"\1", re.sub(r" ?(?=[+-]\d\d:?\d\d$)|(?: UTC| GMT| Z)$", "", written))
    try:
        when = datetime.fromisoformat(written if len(written) != 7 else f"{written}-01")
    except ValueError:
        return None
    return _in_utc(when)


def _rfc822(written: str) -> Moment | None:
    """`Mon, 23 Nov 2026 08:34:41 +0100` and its kin, French words included; without a zone it is UTC."""
    if usual := _usual.fullmatch(written):
        return _usually(usual)
    written = _weekday.sub("", _word.sub(_in_english, written))
    if _year_zero.search(written):  # the standard library would read 0001 as 2001
        return None
    try:
        when = parsedate_to_datetime(_gmt_offset.sub(r"\1\2", written))
    except (IndexError, OverflowError, TypeError, ValueError):
        return None
    return _in_utc(when)


def _usually(usual: re.Match[str]) -> Moment | None:
    day, month, year, hours, minutes, seconds, sign, *zone = usual.groups()
    time = int(hours), int(minutes), int(seconds)
    try:
        when = datetime(int(year), _MONTHS.index(month) + 1, int(day), *time, tzinfo=UTC)
    except ValueError:
        return None
    east = int(zone[0]) * 3600 + int(zone[1]) * 60 if sign else 0
    return int(when.timestamp()) - (east if sign == "+" else -east)


def _in_utc(when: datetime) -> Moment:
    return int((when if when.tzinfo else when.replace(tzinfo=UTC)).timestamp())


def _in_english(word: re.Match[str]) -> str:
    bare = word[0].rstrip(".")
    return _FRENCH.get(bare.lower(), bare)


def _calendar(parsed: struct_time | tuple[object, ...]) -> Moment | None:
    try:
        return calendar.timegm(parsed)  # type: ignore[arg-type] # nine numbers, or it raises
    except (OverflowError, TypeError, ValueError):
        return None

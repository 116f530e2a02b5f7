"""Parses dates as people and programs write them, completely or not at all.

A date is a sequence of parts in any order: the day, the time, a zone, a weekday, words such as « at ». Each kind of
part has its pattern; a part that matches none, is missing or comes twice makes the date invalid. A date parsed in part
would be worse than none: it puts an article on a wrong day.

The patterns are tried in order at the end of the previous part, without backtracking.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, TypeAlias

from placentin_tui.feeds.dates.normalize import fold
from placentin_tui.feeds.dates.parts import NotUnderstood, Parts, month_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from placentin_tui.feeds.dates.locale_hint import Origin
    from placentin_tui.models import Timestamp

    Match: TypeAlias = Callable[[str, int], re.Match[str] | None]
    Act: TypeAlias = Callable[[Parts, re.Match[str]], None]

_HALVES = {"오전": "a", "오후": "p", "上午": "a", "下午": "p", "午前": "a", "午後": "p"}

_before_comma = re.compile(r"([^\W\d_]++)[.]?,")


def read(written: str, where: Origin) -> Timestamp:
    """The timestamp of a date (in UTC without a zone); raises `NotUnderstood`."""
    parts = Parts(where)
    # A weekday in any language.
    first = _before_comma.match(written)
    at = first.end() if first and not month_of(fold(first[1])) else 0
    while at < len(written):
        at = _read_part(parts, written, at)
    return parts.moment()


def _read_part(parts: Parts, written: str, at: int) -> int:
    """Parse the part at an offset and return the offset after it; raises `NotUnderstood`."""
    first = written[at]
    if first == " ":
        return at + 1
    for match, act in _OF_FIGURES if first.isdecimal() else _OF_LETTERS if first.isalpha() else _OF_SIGNS:
        if found := match(written, at):
            act(parts, found)
            return found.end()
    raise NotUnderstood


def _nothing(_parts: Parts, _found: re.Match[str]) -> None:
    """A part without meaning."""


def _named_order(parts: Parts, found: re.Match[str]) -> None:
    """A day whose order of figures is unambiguous."""
    parts.set_day(*found.group("year", "month", "day"))


def _doubtful_order(parts: Parts, found: re.Match[str]) -> None:
    """A day such as `02.06.2025` or `6/2/2025`: periods, the figures or the feed's origin tell which is the month."""
    one, other, year = found.group("one", "other", "year")
    month_first = False if found["sign"] == "." else parts.where.month_first
    if len(year) == 4 and max(int(one), int(other)) > 12:
        month_first = int(other) > 12
    if month_first is None and int(one) != int(other):
        raise NotUnderstood
    parts.set_day(year, *((one, other) if month_first else (other, one)))


def _compact(parts: Parts, found: re.Match[str]) -> None:
    _named_order(parts, found)
    if found["hour"]:
        parts.set_time(*found.group("hour", "minute", "second"))


def _time(parts: Parts, found: re.Match[str]) -> None:
    parts.set_time(*found.group(1, 2, 3))


def _time_of_twelve(parts: Parts, found: re.Match[str]) -> None:
    _time(parts, found)
    parts.set_half(found[4].lower())


def _half(parts: Parts, found: re.Match[str]) -> None:
    parts.set_half(_HALVES[found[0]])


def _offset(parts: Parts, found: re.Match[str]) -> None:
    parts.set_offset(found[1], found[2])


def _zone(parts: Parts, found: re.Match[str]) -> None:
    parts.set_zone(found[1])


def _comment(parts: Parts, found: re.Match[str]) -> None:
    parts.add_comment(found[1].strip())


def _figure(parts: Parts, found: re.Match[str]) -> None:
    parts.add_figure(found[1])


def _word(parts: Parts, found: re.Match[str]) -> None:
    parts.add_word(found[1])


_SIGN = r"(?P<sign>[-/.])"
_DAY, _YEAR, _MONTH = r"(?P<day>\d\d?)", r"(?P<year>\d{4}|\d\d)(?!\d)", r"(?P<month>[^\W\d_]{3,}+)"
_CLOCK = r"T?(\d\d?):(\d\d)(?::(\d\d)(?:[.,]\d++)?)?"
_AM_PM = r" ?([ap])[.]? ?m\b[.]?"
_OFFSET = r"(?:GMT|UTC|UT|Z)? ?([-+\u2212])(\d\d?:\d\d(?::\d\d)?|\d{1,6})(?![\d:])"


def _compiled(*patterns: tuple[str, Act]) -> tuple[tuple[Match, Act], ...]:
    return tuple((re.compile(pattern, re.IGNORECASE).match, act) for pattern, act in patterns)


_OF_FIGURES = _compiled(
    (_CLOCK + _AM_PM, _time_of_twelve),  # 3:05 PM
    (_CLOCK + r"(?![\d:])", _time),  # 15:05, 15:05:44.364
    (rf"(?P<year>\d{{4}}){_SIGN}(?P<month>\d\d?)(?P=sign){_DAY}(?!\d)", _named_order),  # 2026-06-02, 2026/6/2
    (rf"(?P<year>\d{{4}}){_SIGN}{_MONTH}(?P=sign){_DAY}(?!\d)", _named_order),  # 2026-Jun-02
    (rf"(?P<one>\d\d?){_SIGN} ?(?P<other>\d\d?)(?P=sign) ?{_YEAR}", _doubtful_order),  # 02.06.2025, 6/2/2025
    (rf"{_DAY}{_SIGN}{_MONTH}[.]?(?P=sign){_YEAR}", _named_order),  # 23-Nov-26
    (
        r"(?P<year>\d{4})(?P<month>\d\d)(?P<day>\d\d)(?:T?(?P<hour>\d\d)(?P<minute>\d\d)(?P<second>\d\d)?)?(?!\d)",
        _compact,
    ),
    (r"(\d\d?)()()" + _AM_PM, _time_of_twelve),  # 3 pm
    (r"(\d\d?) ?h ?(\d\d)(?: ?m(?:i?n)? ?(\d\d) ?s?)?(?!\w)", _time),  # 15 h 05, 15h05m44
    (r"(\d\d?)(?:[.](\d\d)(?:[.](\d\d))?)? ?(?:uhr|uur|h)\b", _time),  # 15.05 Uhr, 15 h
    (r"(?P<year>\d{4}) ?[年년] ?(?P<month>\d\d?) ?[月월] ?(?P<day>\d\d?) ?[日일]", _named_order),
    (r"(\d\d?) ?[時时點点시] ?(?:(\d\d?) ?[分분] ?(?:(\d\d?) ?[秒초])?)?", _time),
    (r"(\d{1,4})(?:st|nd|rd|th|er|re|º|ª|°|[.])?(?!\w)", _figure),  # 2, 2nd, 1er, 2026
)
_OF_LETTERS = _compiled(
    (_CLOCK + r"(?![\d:])", _time),  # T15:05
    (_OFFSET, _offset),  # GMT+7
    (r"([a-z]++(?:/[a-z]++(?:[-+_][a-z\d]++)*+){1,2})", _zone),  # Europe/Paris
    (rf"{_MONTH}{_SIGN}{_DAY}(?P=sign)(?P<year>\d{{4}})(?!\d)", _named_order),  # Nov-23-2026
    ("|".join(_HALVES), _half),
    (r"(?-i:[Aa]m)(?= )", _nothing),  # German for « on », not AM
    (r"m=[-+][\d.]++", _nothing),  # Go's monotonic clock reading
    (r"([^\W\d_]++(?:[-’'][^\W\d_]++)*+)[.]?", _word),
)
_OF_SIGNS = _compiled(
    (r"[ ,;]++", _nothing),
    (_OFFSET, _offset),  # +0200, +02:00, +8
    (rf"\({_OFFSET}\)", _offset),
    (r"\(([^()]*+)\)", _comment),  # (CEST), (Eastern European Standard Time)
    (r"\[([a-z]++(?:/[a-z]++(?:[-+_][a-z\d]++)*+){1,2})\]", _zone),  # [Europe/Paris]
    (r"[-–—.|·•@/]++", _nothing),
)
"""Patterns of the parts of dates, by their first character, with the function that stores each."""

"""The parts of a date and their timestamp.

Each part is set once: a part that comes twice, or cannot be, makes the date invalid.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from functools import cache
from typing import TYPE_CHECKING, Final

from placentin_tui.feeds.dates import zones
from placentin_tui.feeds.dates.normalize import fold
from placentin_tui.feeds.dates.words import MONTHS, WEEKDAYS

if TYPE_CHECKING:
    from placentin_tui.feeds.dates.locale_hint import Origin
    from placentin_tui.models import Timestamp

FARTHEST = 15 * 3600
"""Seconds: the largest offset from UTC accepted."""
SHORTEST = 3
"""The fewest letters of an abbreviated month."""

_PARTICLES = """
a alle ao as at ca de del della dem den der di du el em godz h hora horas hrs hs kello kl klo klokken la las le lo o
of om on op ora ore rok roku r saat the u uhr um uur ve в г год года о
"""
_BESIDE = frozenset(_PARTICLES.split())
"""Words in dates without a meaning of their own."""

_EPOCH: Final = datetime(1970, 1, 1)


class NotUnderstood(Exception):
    """The date is not fully understood."""


class Parts:
    """The parts of a date parsed so far.

    All the methods raise `NotUnderstood` for a part that is set twice or invalid.
    """

    def __init__(self, where: Origin) -> None:
        self.where = where
        self._day: tuple[int, int, int] | None = None
        self._time: tuple[int, int, int] | None = None
        self._half = ""
        self._offset: int | None = None
        self._zone = ""
        self._names: list[tuple[str, str]] = []
        """Names of months and weekdays, each with the figure before it."""
        self._figures: list[str] = []

    # ── set ──────────────────────────────────────────────────────────────────────────────────────────────────────────

    def set_day(self, year: str, month: str, day: str) -> None:
        """Set the day: a year of two or four digits, a month in digits or letters, a day."""
        if self._day:
            raise NotUnderstood
        self._day = _year(year), int(month) if month.isdecimal() else _month(month), int(day)

    def set_time(self, hour: str, minute: str | None, second: str | None) -> None:
        """Set the time of day."""
        if self._time:
            raise NotUnderstood
        self._time = int(hour), int(minute or 0), int(second or 0)

    def set_half(self, half: str) -> None:
        """Set the half of the day, `a` (AM) or `p` (PM)."""
        if self._half:
            raise NotUnderstood
        self._half = half

    def set_offset(self, sign: str, figures: str) -> None:
        """Set the offset from UTC."""
        if self._offset is not None:
            raise NotUnderstood
        self._offset = offset_of(figures) * (1 if sign == "+" else -1)

    def set_zone(self, zone: str) -> None:
        """Set the zone, an abbreviation or a city; next to an offset it is redundant."""
        if self._zone or not self._time or not ("/" in zone or zones.is_known(zone)):
            raise NotUnderstood
        self._zone = zone

    def add_comment(self, words: str) -> None:
        """Add text in parentheses: after a zone it explains it; alone it is a zone or a weekday."""
        if self._offset is None and not self._zone:
            self.add_word(words)

    def add_word(self, word: str) -> None:
        """Add a month, a weekday, a particle or a zone."""
        folded = fold(word)
        if self._time and word.isupper() and zones.is_known(word):  # `PT` is also Polish for Friday
            self.set_zone(word)
        elif folded in weekdays() or month_of(folded):
            self._names.append((folded, self._figures[-1] if self._figures else ""))
        elif folded not in _BESIDE:
            self.set_zone(word)

    def add_figure(self, figure: str) -> None:
        """Add a day or year, next to a month in letters."""
        self._figures.append(figure)

    # ── come to ──────────────────────────────────────────────────────────────────────────────────────────────────────

    def moment(self) -> Timestamp:
        """The timestamp; in UTC without a zone, at midnight without a time. Raises `NotUnderstood`."""
        self._set_named_day()
        if self._day is None:
            raise NotUnderstood
        try:
            local = datetime(*self._day) + self._since_midnight()
        except (OverflowError, ValueError) as error:  # a thirteenth month, the year 0
            raise NotUnderstood from error
        return int((local - _EPOCH).total_seconds()) - self._seconds_east(local)

    def _set_named_day(self) -> None:
        """Set the day from a month in letters and two figures: `2 June 2025`, `June 2, 2025`, `23 Nov 26`."""
        month = self._named_month()
        if not month and not self._figures:
            return
        if not month or len(self._figures) != 2:
            raise NotUnderstood
        day, year = self._figures
        if len(day) > 2:
            day, year = year, day
        if len(day) > 2 or len(year) == 3:
            raise NotUnderstood
        self.set_day(year, month, day)

    def _named_month(self) -> str:
        """The month in letters; empty when there is none."""
        months = [(name, before) for name, before in self._names if month_of(name)]
        if sure := [name for name, _before in months if name not in weekdays()]:
            if len(sure) > 1:
                raise NotUnderstood
            return sure[0]
        # Some names are both a weekday and a month: the month comes right after its day, or is the last name before it.
        behind_day = [name for name, before in months if 1 <= len(before) <= 2]
        before_day = [name for name, before in months if not before]
        return (behind_day or before_day[-1:] or [""])[0]

    def _since_midnight(self) -> timedelta:
        """The time of day; raises `NotUnderstood` when impossible."""
        hour, minute, second = self._time or (0, 0, 0)
        if self._half:
            if not self._time or (self._half == "a" and hour > 12):
                raise NotUnderstood
            # « 15:05 PM » is redundant.
            hour = hour % 12 + (12 if self._half == "p" else 0) if hour <= 12 else hour
        if minute > 59 or second > 60 or (hour, minute, second) > (24, 0, 0):
            raise NotUnderstood
        return timedelta(hours=hour, minutes=minute, seconds=second)

    def _seconds_east(self, local: datetime) -> int:
        """The offset from UTC in seconds, at a local time; raises `NotUnderstood` for an unknown zone."""
        east = self._offset
        if east is None and self._zone:
            east = zones.offset_at(self._zone, local) if "/" in self._zone else self._of_letters(local)
        elif east is None:
            east = 0
        if east is None or abs(east) > FARTHEST:
            raise NotUnderstood
        return east

    def _of_letters(self, local: datetime) -> int | None:
        return zones.offset_of(self._zone, self.where, local)


def offset_of(figures: str) -> int:
    """The seconds of an offset: `8`, `02`, `530`, `0530`, `05:30`, `05:30:00`; raises `NotUnderstood`."""
    if ":" in figures:
        hours, minutes, *seconds = map(int, figures.split(":"))
        return hours * 3600 + minutes * 60 + sum(seconds)
    if len(figures) <= 2:
        return int(figures) * 3600
    if len(figures) > 4:
        figures = _without_noughts(figures)
    return int(figures[:-2]) * 3600 + int(figures[-2:]) * 60


def _without_noughts(figures: str) -> str:
    """An offset with superfluous zeros before or after it: `05300`, `00530`, `053000`."""
    behind, before = figures[:4], figures[-4:]
    meant = {behind} if not int(figures[4:]) else set()
    meant |= {before} if not int(figures[:-4]) else set()
    likely = {each for each in meant if int(each[:2]) <= 14 and each[2:] in ("00", "15", "30", "45")}
    if len(likely) != 1:
        raise NotUnderstood
    return likely.pop()


def _year(figures: str) -> int:
    """A year of two digits is of this century up to 69, else of the last."""
    year = int(figures)
    return year if len(figures) > 2 else year + (2000 if year < 70 else 1900)


def _month(name: str) -> int:
    if number := month_of(fold(name)):
        return number
    raise NotUnderstood


@cache
def weekdays() -> frozenset[str]:
    """The names of weekdays, folded."""
    return frozenset(WEEKDAYS.split())


@cache
def _months() -> dict[str, int]:
    """The numbers of months by name, and by every unambiguous beginning of a name."""
    names = {name: number for number, row in enumerate(MONTHS, 1) for name in row.split()}
    beginnings: dict[str, set[int]] = {}
    for name, number in names.items():
        for end in range(SHORTEST, len(name)):
            beginnings.setdefault(name[:end], set()).add(number)
    plain = {begun for begun, numbers in beginnings.items() if len(numbers) == 1} - weekdays()
    return {begun: min(beginnings[begun]) for begun in plain} | names


def month_of(folded: str) -> int:
    """The number of a month's folded name; 0 when it is none."""
    return _months().get(folded, 0)

"""Localization: gettext for messages; dates, ages and numbers as French and English write them.

The source language is English; `locales/fr` holds the French. `use()` chooses the language once at start; `_()` looks
up at each call, so a text must be translated when it is shown, never at import.
"""

from __future__ import annotations

import gettext
import locale
import os
from datetime import datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date, tzinfo

    from placentin_tui.timestamp import Timestamp

LANGUAGES = ("fr", "en")
"""Those there are: each has an edition (edition/LANGUAGE) and, English apart, a catalogue (locales/LANGUAGE)."""
DOMAIN = "placentin"
LOCALES = Path(__file__).parent / "locales"

NARROW = "\N{NARROW NO-BREAK SPACE}"
NO_BREAK = "\N{NO-BREAK SPACE}"

FIRST_MOMENT, LAST_MOMENT = -62_135_337_600, 253_402_041_600
"""The timestamps that `datetime` can convert to every time zone: years 1 to 9999, less three days at either end."""


class _Speech:
    """The language in use and its message catalogue (state of the module)."""

    language = "en"
    catalogue: gettext.NullTranslations = gettext.NullTranslations()


def from_environment() -> str:
    """The language the locale variables ask for, among `LANGUAGES`; English when they ask for none of them."""
    for name in ("LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG"):
        for wish in os.environ.get(name, "").split(":"):
            language = wish.replace("-", "_").split("_")[0].split(".")[0].lower()
            if language in LANGUAGES:
                return language
            if language in ("c", "posix"):
                return "en"
    # Only reached without these variables (a desktop launcher, Windows).
    wish = (locale.getlocale()[0] or "")[:2].lower()
    return wish if wish in LANGUAGES else "en"


def use(language: str) -> None:
    """Speak `language` from now on: one of `LANGUAGES`, or empty for what the environment asks."""
    chosen = language if language in LANGUAGES else from_environment()
    _Speech.language = chosen
    _Speech.catalogue = gettext.translation(DOMAIN, LOCALES, [chosen], fallback=True)


def language() -> str:
    """The language in use: `fr` or `en`."""
    return _Speech.language


def _(message: str) -> str:
    """The message in the language in use."""
    return _Speech.catalogue.gettext(message)


def N_(message: str) -> str:  # noqa: N802 - gettext's customary name for "translated later"
    """Mark a message for translation where it stands; `_()` translates it where it is shown."""
    return message


def ngettext(one: str, many: str, n: int) -> str:
    """The message for `n` things, in the language in use; put the number in with `.format(n=number(n))`."""
    return _Speech.catalogue.ngettext(one, many, n)


def pgettext(context: str, message: str) -> str:
    """The message as it is said in one context, where one English word has two translations."""
    return _Speech.catalogue.pgettext(context, message)


def number(n: int) -> str:
    """A whole number, its thousands grouped as the language does: `12 000`, `12,000`."""
    return f"{n:,}".replace(",", pgettext("between thousands", ","))


def age(at: Timestamp, now: Timestamp) -> str:
    """How long ago, in words: « il y a 2 heures », « hier », then the date."""
    minutes = (now - at) // 60
    if minutes < 1:
        return _("just now")
    if minutes < 60:
        return ngettext("{n} minute ago", "{n} minutes ago", minutes).format(n=minutes)
    if minutes < 24 * 60:
        return ngettext("{n} hour ago", "{n} hours ago", minutes // 60).format(n=minutes // 60)
    # Days as the calendar counts them: 47 hours ago is not always yesterday.
    days = (on_calendar(now).date() - on_calendar(at).date()).days
    if days < 2:
        return _("yesterday")
    if days < 7:
        return ngettext("{n} day ago", "{n} days ago", days).format(n=days)
    return day(at)


def short_age(at: Timestamp, now: Timestamp) -> str:
    """How long ago, for a narrow column: `2 min`, `3 h`, `5 d`, then the date, without the year when it is this one."""
    minutes = max(0, (now - at) // 60)
    if minutes < 60:
        return pgettext("age", "{n} min").format(n=max(1, minutes))
    if minutes < 24 * 60:
        return pgettext("age", "{n} h").format(n=minutes // 60)
    if minutes < 7 * 24 * 60:
        return pgettext("age", "{n} d").format(n=minutes // (24 * 60))
    return day(at, year=on_calendar(at).year != on_calendar(now).year, short=True)


def day(at: Timestamp, *, year: bool = True, short: bool = False, zone: tzinfo | None = None) -> str:
    """The day: « 3 mars 2026 », `3 March 2026`; `short` abridges the month."""
    when = on_calendar(at, zone)
    month = (_short_months() if short else _months())[when.month - 1]
    number_of_day = pgettext("day of the month", "1") if when.day == 1 else str(when.day)
    return f"{number_of_day}{NO_BREAK}{month}" + (f"{NO_BREAK}{when.year}" if year else "")


def day_name(when: date, *, month: bool, year: bool) -> str:
    """The weekday and the day: « samedi 28 », `Saturday 28`, with the `month` and the `year` where they are wanted."""
    words = [_weekdays()[when.weekday()], _("1st") if when.day == 1 and _Speech.language == "fr" else str(when.day)]
    if month or year:
        words.append(_months()[when.month - 1])
    return NO_BREAK.join([*words, str(when.year)] if year else words)


def long_date(at: Timestamp, zone: tzinfo | None = None) -> str:
    """The day and the hour, for the byline: « mardi 3 mars 2026 à 14 h 02 », `Tuesday 3 March 2026, 14:02`."""
    when = on_calendar(at, zone)
    weekday = _weekdays()[when.weekday()]
    return _("{weekday} {day}, {time}").format(weekday=weekday, day=day(at, zone=zone), time=hour(at, zone))


def full_day(at: Timestamp, *, year: bool = True) -> str:
    """The day with its weekday: « lundi 30 novembre 2026 », `Monday 30 November 2026`."""
    weekday = _weekdays()[on_calendar(at).weekday()]
    return _("{weekday} {day}").format(weekday=weekday, day=day(at, year=year))


def hour(at: Timestamp, zone: tzinfo | None = None) -> str:
    """The time of day: « 14 h 02 », `14:02`."""
    when = on_calendar(at, zone)
    return _("{hour}:{minute:02}").format(hour=when.hour, minute=when.minute)


def last_days(now: Timestamp, days: int) -> list[Timestamp]:
    """The moments at which the last so many days of the calendar begin, today the last of them, then the end of today:
    23 or 25 hours apart where the clocks are changed.
    """
    today = on_calendar(now).date()
    return [int(_midnight(today + timedelta(n)).timestamp()) for n in range(1 - days, 2)]


def _midnight(when: date) -> datetime:
    """The beginning of a day, by this machine's clock."""
    return datetime(when.year, when.month, when.day)


def on_calendar(at: Timestamp, zone: tzinfo | None = None) -> datetime:
    """A timestamp as local time in `zone` (the machine's by default), clamped to what `datetime` can hold."""
    try:
        return datetime.fromtimestamp(at, zone).astimezone(zone)
    except (OSError, OverflowError, ValueError):
        return datetime.fromtimestamp(max(FIRST_MOMENT, min(at, LAST_MOMENT)), zone).astimezone(zone)


def _months() -> list[str]:
    return _("January February March April May June July August September October November December").split()


def _short_months() -> list[str]:
    return _("Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec").split()


def _weekdays() -> list[str]:
    return _("Monday Tuesday Wednesday Thursday Friday Saturday Sunday").split()

"""Words, numbers, dates and ages, as French and English write them."""

from __future__ import annotations

import time
from datetime import UTC, datetime, timedelta, timezone
from typing import TYPE_CHECKING

import pytest

from placentin_tui import i18n
from placentin_tui.edition.pages import HERE

if TYPE_CHECKING:
    from collections.abc import Iterator

MINUTE, HOUR, DAY = 60, 3600, 86_400
NOW = int(datetime(2026, 3, 10, 12, 0, tzinfo=UTC).timestamp())


def plain(text: str) -> str:
    """The text with ordinary spaces, so that the tests can be read."""
    return text.replace(i18n.NO_BREAK, " ").replace(i18n.NARROW, " ")


@pytest.fixture(autouse=True)
def at_greenwich(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setenv("TZ", "UTC")
    time.tzset()
    yield
    monkeypatch.undo()
    time.tzset()
    i18n.use("en")


@pytest.mark.parametrize(
    ("environment", "language"),
    [
        ({}, "en"),
        ({"LANG": "fr_FR.UTF-8"}, "fr"),
        ({"LANG": "fr"}, "fr"),
        ({"LANG": "en_GB.UTF-8"}, "en"),
        ({"LANG": "C"}, "en"),
        ({"LANG": "C.UTF-8"}, "en"),
        ({"LANG": "POSIX"}, "en"),
        ({"LANG": "de_DE.UTF-8"}, "en"),
        ({"LANG": "en_US.UTF-8", "LC_ALL": "fr_CA.UTF-8"}, "fr"),
        ({"LANG": "en_US.UTF-8", "LC_MESSAGES": "fr_BE"}, "fr"),
        ({"LANG": "en_US.UTF-8", "LANGUAGE": "fr:en"}, "fr"),
        ({"LANG": "en_US.UTF-8", "LANGUAGE": "de:fr-CH"}, "fr"),
        ({"LANG": "", "LC_ALL": ""}, "en"),
    ],
)
def test_the_environment_chooses(monkeypatch: pytest.MonkeyPatch, environment: dict[str, str], language: str) -> None:
    for name in ("LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.delenv(name, raising=False)
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    i18n.use("")
    assert i18n.language() == language


def test_what_is_asked_for_beats_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LANGUAGE", "fr")
    i18n.use("en")
    assert i18n.language() == "en"


def test_a_language_we_do_not_speak_is_left_to_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LANGUAGE", "fr")
    i18n.use("xx")
    assert i18n.language() == "fr"


def test_numbers() -> None:
    i18n.use("en")
    assert i18n.number(1_234_567) == "1,234,567"
    i18n.use("fr")
    assert i18n.number(1_234_567) == "1\N{NARROW NO-BREAK SPACE}234\N{NARROW NO-BREAK SPACE}567"
    assert i18n.number(999) == "999"


@pytest.mark.parametrize(
    ("ago", "english"),
    [
        (-HOUR, "just now"),
        (0, "just now"),
        (59, "just now"),
        (MINUTE, "1 minute ago"),
        (2 * MINUTE, "2 minutes ago"),
        (HOUR - 1, "59 minutes ago"),
        (HOUR, "1 hour ago"),
        (2 * HOUR, "2 hours ago"),
        (DAY - 1, "23 hours ago"),
        (DAY, "yesterday"),
        (36 * HOUR, "yesterday"),
        # 47 hours before noon is the day before yesterday.
        (47 * HOUR, "2 days ago"),
        (6 * DAY, "6 days ago"),
        (7 * DAY, "3 March 2026"),
        (400 * DAY, "3 February 2025"),
    ],
)
def test_ages_in_english(ago: int, english: str) -> None:
    i18n.use("en")
    assert plain(i18n.age(NOW - ago, NOW)) == english


@pytest.mark.parametrize(
    ("ago", "french"),
    [
        (MINUTE, "il y a 1 minute"),
        (2 * MINUTE, "il y a 2 minutes"),
        (HOUR, "il y a 1 heure"),
        (2 * HOUR, "il y a 2 heures"),
        (DAY, "hier"),
        (3 * DAY, "il y a 3 jours"),
        (7 * DAY, "3 mars 2026"),
    ],
)
def test_ages_in_french(ago: int, french: str) -> None:
    i18n.use("fr")
    assert plain(i18n.age(NOW - ago, NOW)) == french


@pytest.mark.parametrize(
    ("ago", "english", "french"),
    [
        (0, "1 min", "1 min"),
        (-HOUR, "1 min", "1 min"),
        (5 * MINUTE, "5 min", "5 min"),
        (3 * HOUR, "3 h", "3 h"),
        (5 * DAY, "5 d", "5 j"),
        (7 * DAY, "3 Mar", "3 mars"),
        (400 * DAY, "3 Feb 2025", "3 févr. 2025"),
    ],
)
def test_short_ages(ago: int, english: str, french: str) -> None:
    i18n.use("en")
    assert plain(i18n.short_age(NOW - ago, NOW)) == english
    i18n.use("fr")
    assert plain(i18n.short_age(NOW - ago, NOW)) == french


def test_dates() -> None:
    at = int(datetime(2026, 3, 3, 14, 2, tzinfo=UTC).timestamp())
    i18n.use("en")
    assert plain(i18n.day(at)) == "3 March 2026"
    assert plain(i18n.day(at, year=False, short=True)) == "3 Mar"
    assert plain(i18n.hour(at)) == "14:02"
    assert plain(i18n.long_date(at)) == "Tuesday 3 March 2026, 14:02"
    i18n.use("fr")
    assert plain(i18n.day(at)) == "3 mars 2026"
    assert plain(i18n.hour(at)) == "14 h 02"
    assert plain(i18n.long_date(at)) == "mardi 3 mars 2026 à 14 h 02"


def test_the_first_of_the_month_in_french() -> None:
    at = int(datetime(2026, 1, 1, 8, 5, tzinfo=UTC).timestamp())
    i18n.use("fr")
    assert plain(i18n.day(at)) == "1er janvier 2026"
    i18n.use("en")
    assert plain(i18n.day(at)) == "1 January 2026"


def test_a_zone_moves_the_day() -> None:
    at = int(datetime(2026, 3, 3, 23, 30, tzinfo=UTC).timestamp())
    i18n.use("en")
    assert plain(i18n.long_date(at, timezone(timedelta(hours=1)))) == "Wednesday 4 March 2026, 0:30"


def test_every_month_and_weekday_has_a_name() -> None:
    for language in i18n.LANGUAGES:
        i18n.use(language)
        months = {i18n.day(int(datetime(2026, month, 2, 12, tzinfo=UTC).timestamp())) for month in range(1, 13)}
        short = {
            i18n.day(int(datetime(2026, month, 2, 12, tzinfo=UTC).timestamp()), short=True) for month in range(1, 13)
        }
        days = {i18n.long_date(NOW + day * DAY).split()[0] for day in range(7)}
        assert (len(months), len(short), len(days)) == (12, 12, 7)


def test_plurals_with_numbers() -> None:
    i18n.use("fr")
    # French counts nothing as one: « 0 minute ».
    assert i18n.ngettext("{n} minute ago", "{n} minutes ago", 0).format(n=0) == "il y a 0 minute"
    i18n.use("en")
    assert i18n.ngettext("{n} minute ago", "{n} minutes ago", 0).format(n=0) == "0 minutes ago"


@pytest.mark.parametrize("language", i18n.LANGUAGES)
def test_a_language_has_its_catalogue_and_its_edition(language: str) -> None:
    assert (HERE / language / "paper.html").is_file()
    assert language == "en" or (i18n.LOCALES / language / "LC_MESSAGES" / f"{i18n.DOMAIN}.mo").is_file()
    i18n.use(language)
    assert i18n.language() == language

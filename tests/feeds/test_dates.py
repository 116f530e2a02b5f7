"""Dates beyond those of the corpus (dates-of-all-kinds, french-dates, dates-in-many-languages, bad-dates …)."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone
from email.utils import format_datetime
from pathlib import Path

import pytest
from babel import Locale
from hypothesis import given
from hypothesis import strategies as st

from placentin_tui.feeds.dates import EARLIEST, LATEST, LONGEST, NOWHERE, Origin, _usual, moment, origin
from placentin_tui.feeds.dates import words as table
from placentin_tui.feeds.dates.normalize import fold
from placentin_tui.feeds.dates.parts import month_of, weekdays
from placentin_tui.feeds.dates.zones import EVERYWHERE, SOMEWHERE, offset_of
from tools import date_words

_MOMENTS = st.integers(EARLIEST, LATEST - 1)
_ZONES = st.integers(-14 * 4, 14 * 4).map(lambda quarters: timezone(timedelta(minutes=15 * quarters)))


def utc(written: str, language: str = "", *addresses: str) -> str | None:
    """The moment a date means, as it is written in UTC."""
    at = moment(written, origin(language, *addresses))
    return None if at is None else datetime.fromtimestamp(at, UTC).strftime("%Y-%m-%dT%H:%M:%S")


# ── the standard forms ───────────────────────────────────────────────────────────────────────────────────────────────


@given(_MOMENTS)
def test_a_date_comes_back_from_either_standard_form(at: int) -> None:
    when = datetime.fromtimestamp(at, UTC)
    assert moment(format_datetime(when)) == at
    assert moment(when.isoformat()) == at


@given(_MOMENTS, _ZONES)
def test_no_zone_loses_a_minute(at: int, zone: timezone) -> None:
    when = datetime.fromtimestamp(at, zone)
    offset = when.strftime("%z")
    hours, minutes = int(offset[1:3]), offset[3:]
    short = f"{offset[0]}{hours}" if minutes == "00" else f"{offset[0]}{hours}:{minutes}"
    for written in (
        format_datetime(when),
        when.isoformat(),
        when.strftime("%Y-%m-%d %H:%M:%S ") + offset,
        when.strftime("%Y-%m-%dT%H:%M:%S.25") + offset,
        when.strftime(f"%a, %d %b %Y %H:%M:%S {offset[:3]}:{minutes}"),
        when.strftime(f"%a, %d %b %Y %H:%M:%S {short}"),
        when.strftime(f"%a, %d %b %Y %H:%M:%S GMT{short}"),
        when.strftime(f"%a %b %d %Y %H:%M:%S GMT{offset} (Some Standard Time)"),
        when.strftime(f"%Y%m%dT%H%M%S{offset}"),
        when.strftime(f"%Y/%m/%d %I:%M:%S %p UTC{short}"),
        when.strftime(f"%B %d, %Y %H:%M:%S {offset}"),
        when.strftime(f"%d-%b-%Y %H:%M:%S {offset}"),
    ):
        assert moment(written) == at, written


@pytest.mark.parametrize(
    ("offset", "in_utc"),
    [
        ("+0530", "04:30"), ("-0330", "13:30"), ("+0545", "04:15"), ("+1245", "21:15"), ("+05:30", "04:30"),
        ("+5:30", "04:30"), ("+530", "04:30"), ("+05300", "04:30"), ("+00530", "04:30"), ("+053000", "04:30"),
        ("+05:30:00", "04:30"), ("-03300", "13:30"), ("+00000", "10:00"), ("+8", "02:00"), ("+02", "08:00"),
        ("-05", "15:00"), ("\N{MINUS SIGN}05:00", "15:00"), ("GMT+7", "03:00"), ("UTC+7", "03:00"), ("GMT -3", "13:00"),
        ("UTC +05:30", "04:30"), ("Z", "10:00"), ("+0000", "10:00"), ("-0000", "10:00"), ("GMT+0000", "10:00"),
        ("GMT+0200 (CEST)", "08:00"), ("+0200 (CEST)", "08:00"), ("+0200 CEST", "08:00"), ("(UTC+2)", "08:00"),
        ("(CEST)", "08:00"), ("+02:00[Europe/Paris]", "08:00"),
    ],
)  # fmt: skip
def test_offsets(offset: str, in_utc: str) -> None:
    day = "2025-05-31" if in_utc > "20:00" else "2025-06-01"
    for written in (
        f"Sun, 01 Jun 2025 10:00:00 {offset}",
        f"2025-06-01 10:00:00 {offset}",
        f"1 juin 2025 10:00 {offset}",
    ):
        assert utc(written) == f"{day}T{in_utc}:00", written


@pytest.mark.parametrize("offset", ["+9999", "+15:30", "-1600", "+01000", "+530000", "+05:3", "+1:2:3:4", "+02 +03"])
def test_offsets_nobody_has(offset: str) -> None:
    for written in (f"Sun, 01 Jun 2025 10:00:00 {offset}", f"2025-06-01T10:00:00{offset}"):
        assert utc(written) is None, written


_STANDARD = datetime(2025, 6, 2, 10, 5, 7, tzinfo=UTC)


@pytest.mark.parametrize(
    "name",
    [
        "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
        "janv.", "févr.", "mars", "avril", "mai", "juin", "juil.", "août", "septembre", "octobre", "novembre", "déc.",
        "janvier", "février", "März", "abril", "maio", "giugno", "июля", "augustus", "sept.",
        "október", "KASIM", "grudnia",
    ],
)  # fmt: skip
def test_the_fast_path_knows_every_month(name: str, request: pytest.FixtureRequest) -> None:
    names = request.node.get_closest_marker("parametrize").args[1]
    month = names.index(name) % 12 + 1
    meant = int(datetime(2025, month, 2, 10, 5, 7, tzinfo=UTC).timestamp())
    for written in (
        f"02 {name} 2025 10:05:07 GMT",
        f"Mon, 2 {name} 2025 10:05:07",
        f"lun., 02 {name} 2025 10:05:07 UT",
    ):
        assert _usual(written, NOWHERE) == meant, written


@pytest.mark.parametrize(
    ("zone", "minutes"),
    [
        ("+0000", 0), ("+0030", 30), ("+0530", 330), ("+05:30", 330), ("+0545", 345), ("-0330", -210), ("-03:30", -210),
        ("-0930", -570), ("+1245", 765), ("+1400", 840), ("-1459", -899), ("+0959", 599), ("Z", 0),
    ],
)  # fmt: skip
def test_the_fast_path_counts_half_hours(zone: str, minutes: int) -> None:
    meant = int(_STANDARD.timestamp()) - minutes * 60
    assert _usual(f"Mon, 02 Jun 2025 10:05:07 {zone}", NOWHERE) == meant
    assert _usual(f"2025-06-02T10:05:07{zone}", NOWHERE) == meant
    assert _usual(f"2025-06-02 10:05:07.25{zone}", NOWHERE) == meant


@pytest.mark.parametrize(
    ("zone", "minutes"),
    [("UTC", 0), ("NST", -210), ("ACST", 570), ("IRST", 210), ("NPT", 345), ("EST", -300), ("PT", -420)],
)
def test_the_fast_path_knows_letters(zone: str, minutes: int) -> None:
    assert _usual(f"Mon, 02 Jun 2025 10:05:07 {zone}", NOWHERE) == int(_STANDARD.timestamp()) - minutes * 60
    assert _usual("Mon, 02 Jun 2025 10:05:07 IST", Origin("en", "IN")) == int(_STANDARD.timestamp()) - 330 * 60


@pytest.mark.parametrize(
    "written",
    [
        "Mon, 02 Jun 2025 10:05:07 +1500", "Mon, 02 Jun 2025 10:05:07 +0560", "Mon, 32 Jun 2025 10:05:07", "2025-06-02",
        "Mon, 02 Jun 2025 25:05:07", "2025-02-30T10:05:07Z", "2025-06-02T10:05:07+1500", "2 Jun 2025 10:05:07 IST",
        "Mon, 02 Jun 25 10:05:07", "02 Ju 2025 10:05:07", "02 Jux 2025 10:05:07", "2025-06-02T10:05:07 +0200", "",
    ],
)  # fmt: skip
def test_the_fast_path_leaves_the_rest_to_the_parser(written: str) -> None:
    assert _usual(written, NOWHERE) is None


# ── zones by name ────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("zone", "hours"),
    [
        ("GMT", 0), ("UTC", 0), ("WEST", 1), ("CET", 1), ("CEST", 2), ("MEZ", 1), ("MESZ", 2), ("EET", 2), ("EEST", 3),
        ("BST", 1), ("MSK", 3), ("мск", 3), ("JST", 9), ("KST", 9), ("HKT", 8), ("SGT", 8), ("WIB", 7), ("ICT", 7),
        ("NPT", 5.75), ("IRST", 3.5), ("SAST", 2), ("EAT", 3), ("AEST", 10), ("AEDT", 11), ("ACST", 9.5), ("AWST", 8),
        ("NZST", 12), ("NZDT", 13), ("EST", -5), ("EDT", -4), ("CST", -6), ("CDT", -5), ("MST", -7), ("MDT", -6),
        ("PST", -8), ("PDT", -7), ("AKST", -9), ("AKDT", -8), ("HST", -10), ("NST", -3.5), ("NDT", -2.5), ("BRT", -3),
        ("HAE", -4), ("est", -5),
    ],
)  # fmt: skip
def test_letters_that_mean_one_zone(zone: str, hours: float) -> None:
    meant = (datetime(2025, 6, 1, 10) - timedelta(hours=hours)).isoformat()
    for written in (
        f"Sun, 01 Jun 2025 10:00:00 {zone}", f"Sun Jun  1 10:00:00 {zone} 2025", f"2025-06-01 10:00 {zone}",
        f"June 1, 2025 10:00 AM {zone}", f"1er juin 2025 à 10 h 00 {zone}",
    ):  # fmt: skip
        assert utc(written) == meant, written


@pytest.mark.parametrize(
    ("zone", "tag", "address", "hours"),
    [
        ("IST", "hi", "", 5.5), ("IST", "en-IN", "", 5.5), ("IST", "en", "https://daily.example.in/", 5.5),
        ("IST", "ga", "", 1), ("IST", "en-IE", "", 1), ("IST", "he", "", 2), ("IST", "en", "https://x.co.il/feed", 2),
        ("BST", "bn", "", 6), ("BST", "en-GB", "", 1), ("CST", "zh-CN", "", 8), ("CST", "zh-TW", "", 8),
        ("CST", "zh", "", 8), ("CST", "es-CU", "", -5), ("CDT", "es-CU", "", -4), ("CST", "en-AU", "", 9.5),
        ("CST", "en-US", "", -6), ("EST", "en", "https://paper.com.au/rss", 10), ("EST", "fr-CA", "", -5),
        ("PST", "en-PH", "", 8), ("PST", "fil", "", 8), ("AST", "ar", "", 3), ("AST", "ar-KW", "", 3),
        ("AST", "en-CA", "", -4), ("SST", "en-SG", "", 8), ("EST", "zh-CN", "", -5),
    ],
)  # fmt: skip
def test_letters_that_mean_several_zones_go_by_the_feeds_home(zone: str, tag: str, address: str, hours: float) -> None:
    meant = (datetime(2025, 6, 1, 10) - timedelta(hours=hours)).isoformat()
    assert utc(f"Sun, 01 Jun 2025 10:00:00 {zone}", tag, address) == meant
    assert utc(f"June 1, 2025 10:00 {zone}", tag, address) == meant


@pytest.mark.parametrize(
    ("zone", "hours", "tags"),
    [
        ("IST", 5.5, "hi ta te mr gu kn ml pa"), ("IST", 1, "ga"), ("IST", 2, "he iw"), ("BST", 6, "bn"),
        ("CST", 8, "zh"), ("PST", 8, "fil tl"), ("AST", 3, "ar en-BH en-IQ en-JO en-KW en-QA en-SY en-YE en-SA"),
        ("AST", -4, "en-BB en-BM es-DO fr-GP fr-MQ en-TT en-CA es-PR"), ("SST", -11, "en-AS"), ("WST", 8, "en-AU"),
        ("CDT", 10.5, "en-AU"), ("EDT", 11, "en-AU"), ("CST", 8, "zh-TW"), ("est", 10, "en-AU"),
    ],
)  # fmt: skip
def test_letters_by_every_home(zone: str, hours: float, tags: str) -> None:
    for tag in tags.split():
        where = origin(tag)
        assert offset_of(zone, where, datetime(2025, 6, 1)) == hours * 3600, tag


@pytest.mark.parametrize(
    "zone", ["IST", "AST", "SST", "WST", "XYZ", "ABCD", "(Eastern Something Time)", "Mars/Utopia_Planitia"]
)
def test_letters_that_could_mean_anything_are_not_understood(zone: str) -> None:
    assert utc(f"Sun, 01 Jun 2025 10:00:00 {zone}") is None
    assert utc(f"2025-06-01 10:00:00 {zone}", "fr") is None


def test_every_zone_is_an_hour_half_hour_or_quarter_that_clocks_have() -> None:
    zones = [offset for table in (EVERYWHERE, *SOMEWHERE.values()) for offset in table.values()]
    assert len(zones) >= 100
    assert all(offset % 900 == 0 and -12 * 3600 <= offset <= 14 * 3600 for offset in zones)


@pytest.mark.parametrize(
    ("city", "winter", "summer"),
    [
        ("America/Los_Angeles", -8, -7), ("Europe/Paris", 1, 2), ("Asia/Kolkata", 5.5, 5.5), ("US/Eastern", -5, -4),
        ("America/Argentina/Buenos_Aires", -3, -3), ("America/Port-au-Prince", -5, -4), ("Etc/GMT+7", -7, -7),
        ("ET", -5, -4), ("CT", -6, -5), ("MT", -7, -6), ("PT", -8, -7),
    ],
)  # fmt: skip
def test_cities_have_their_summer_time(city: str, winter: float, summer: float) -> None:
    for month, hours in ((1, winter), (7, summer)):
        meant = (datetime(2025, month, 1, 20, 21) - timedelta(hours=hours)).isoformat()
        assert utc(f"2025-0{month}-01 20:21:00 {city}") == meant
        assert utc(f"{month}/01/2025 8:21 PM {city}", "en-US") == meant
        if "/" in city:
            assert utc(f"2025-0{month}-01T20:21:00[{city}]") == meant


# ── figures ──────────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("2024/06/02 15:05:00", "2024-06-02T15:05:00"), ("2024/6/2", "2024-06-02T00:00:00"),
        ("2024.06.02 15:05", "2024-06-02T15:05:00"), ("2024-6-2 5:05", "2024-06-02T05:05:00"),
        ("20240602", "2024-06-02T00:00:00"), ("20240602T150507Z", "2024-06-02T15:05:07"),
        ("20240602150507", "2024-06-02T15:05:07"), ("202406021505", "2024-06-02T15:05:00"),
        ("02.06.2025 15:05", "2025-06-02T15:05:00"), ("2.6.2025", "2025-06-02T00:00:00"),
        ("2. 6. 2025 15:05", "2025-06-02T15:05:00"), ("02.06.25", "2025-06-02T00:00:00"),
        ("22/06/2025", "2025-06-22T00:00:00"), ("6/22/2025 3:05:00 PM", "2025-06-22T15:05:00"),
        ("13-06-2025", "2025-06-13T00:00:00"), ("6-13-2025", "2025-06-13T00:00:00"),
        ("06/06/2025", "2025-06-06T00:00:00"), ("2025-06-02T15:05", "2025-06-02T15:05:00"),
        ("2025-06-02T15:05:07,5Z", "2025-06-02T15:05:07"), ("2025-06-02T24:00:00Z", "2025-06-03T00:00:00"),
        ("2016-12-31T23:59:60Z", "2017-01-01T00:00:00"), ("2025-06", "2025-06-01T00:00:00"),
        ("15:05 2025-06-02", "2025-06-02T15:05:00"), ("02.06.2025 - 15:05", "2025-06-02T15:05:00"),
        ("1748876707", "2025-06-02T15:05:07"), ("1748876707000", "2025-06-02T15:05:07"),
        ("1748876707.25", "2025-06-02T15:05:07"), ("2025年6月2日 15:05", "2025-06-02T15:05:00"),
        ("2025年06月02日（月）15時05分07秒".replace("（", "(").replace("）", ")"), "2025-06-02T15:05:07"),
        ("2025년 6월 2일 오후 3:05", "2025-06-02T15:05:00"), ("2025년 6월 2일 오전 12:05", "2025-06-02T00:05:00"),
        ("2025-06-02 下午 3:05", "2025-06-02T15:05:00"), ("2025年6月2日 午後3時", "2025-06-02T15:00:00"),
        ("2025-06-02+02:00", "2025-06-01T22:00:00"), ("  2025-06-02\t15:05\n", "2025-06-02T15:05:00"),
    ],
)  # fmt: skip
def test_figures(written: str, meant: str) -> None:
    assert utc(written) == meant


@pytest.mark.parametrize(
    ("tag", "address", "meant"),
    [
        ("en-US", "", "2025-02-06"), ("en-PH", "", "2025-02-06"), ("es-PR", "", "2025-02-06"),
        ("en", "https://x.example.us/", "2025-02-06"), ("fr", "", "2025-06-02"), ("en-GB", "", "2025-06-02"),
        ("en-AU", "", "2025-06-02"), ("de", "", "2025-06-02"), ("es", "https://x.com.mx/", "2025-06-02"),
        ("en", "https://paper.co.uk/feed", "2025-06-02"), ("", "https://paper.fr/feed", "2025-06-02"),
        ("", "", None), ("en", "", None), ("en", "https://paper.io/feed", None), ("", "https://127.0.0.1/", None),
        ("", "http://[::1", None),
    ],
)  # fmt: skip
def test_figures_without_a_year_first_go_by_the_feeds_home(tag: str, address: str, meant: str | None) -> None:
    expected = meant and f"{meant}T15:05:00"
    assert utc("02/06/2025 15:05", tag, address) == expected
    assert utc("2-6-25 15:05", tag, address) == expected
    assert utc("02.06.2025 15:05", tag, address) == "2025-06-02T15:05:00", "points have the day first everywhere"
    assert utc("06/22/2025", tag, address) == "2025-06-22T00:00:00", "there is no month 22"


@pytest.mark.parametrize("country", ["US", "AS", "GU", "MH", "MP", "PA", "PH", "PR", "UM", "VI"])
def test_countries_with_the_month_first(country: str) -> None:
    assert Origin("en", country).month_first is True
    assert utc("02/06/2025", f"en-{country}") == "2025-02-06T00:00:00"


@pytest.mark.parametrize(
    "domain",
    ["ai", "am", "cc", "co", "fm", "gg", "im", "io", "is", "la", "ly", "me", "nu", "sh", "so", "to", "tv", "ws", "com"],
)
def test_domains_in_fashion_everywhere_say_nothing_of_a_country(domain: str) -> None:
    assert origin("en", f"https://paper.{domain}/feed") == Origin("en", "")
    assert origin("en", f"https://paper.{domain}/feed", "https://paper.fr/") == Origin("en", "FR")


def test_what_is_not_known_of_an_origin_is_empty() -> None:
    assert Origin() == NOWHERE == origin("") == Origin("", "")
    assert [Origin(*each).month_first for each in (("fr", ""), ("en", ""), ("", ""), ("", "FR"), ("en", "GB"))] == [
        False, None, None, False, False
    ]  # fmt: skip
    assert origin("fr-419-CA", "https://paper.uk/") == Origin("fr", "CA")
    assert origin("fr-12", "https://paper.uk/", "https://[") == Origin("fr", "GB")


@pytest.mark.parametrize("mark", ["\u200e", "\u200f", "\ufeff", "\u0300", "\u036f"])
def test_marks_nobody_sees_are_passed_over(mark: str) -> None:
    assert utc(f"{mark}2 June{mark} 20{mark}25") == "2025-06-02T00:00:00"


def test_the_country_of_a_language_goes_before_a_domains() -> None:
    assert origin("en-US", "https://paper.co.uk/") == Origin("en", "US")
    assert origin("zh-Hant-TW") == Origin("zh", "TW")
    assert origin("en", "https://a.example/", "https://b.example.au/") == Origin("en", "AU")


@pytest.mark.parametrize(
    ("clock", "meant"),
    [
        ("03:05:00 PM", "15:05:00"), ("3:05 pm", "15:05:00"), ("3:05pm", "15:05:00"), ("3:05 p.m.", "15:05:00"),
        ("3:05 p. m.", "15:05:00"), ("3:05\N{NARROW NO-BREAK SPACE}PM", "15:05:00"), ("3 pm", "15:00:00"),
        ("3PM", "15:00:00"), ("12:15 AM", "00:15:00"), ("12:15 PM", "12:15:00"), ("11:59:59 a.m.", "11:59:59"),
        ("15:05 PM", "15:05:00"), ("00:15 AM", "00:15:00"), ("15h05", "15:05:00"), ("15 h 05", "15:05:00"),
        ("15h", "15:00:00"), ("15:05 Uhr", "15:05:00"), ("15.05 Uhr", "15:05:00"), ("15 Uhr", "15:00:00"),
        ("15.05 uur", "15:05:00"), ("15:05:07.123456789", "15:05:07"), ("à 15h05", "15:05:00"),
        ("at 3:05 PM", "15:05:00"),
    ],
)  # fmt: skip
def test_clocks(clock: str, meant: str) -> None:
    for day in ("2 June 2025", "Mon, 02 Jun 2025", "June 2, 2025,", "2025-06-02", "2 juin 2025"):
        assert utc(f"{day} {clock}") == f"2025-06-02T{meant}", (day, clock)


# ── words ────────────────────────────────────────────────────────────────────────────────────────────────────────────

_LANGUAGES = ("fr", "en", "de", "es", "it", "pt", "nl", "pl", "ru", "tr", "el", "hu")


@pytest.mark.parametrize("language", _LANGUAGES)
@pytest.mark.parametrize("month", range(1, 13))
def test_every_month_by_all_its_names(language: str, month: int) -> None:
    months, days = Locale.parse(language).months, Locale.parse(language).days["format"]
    day = datetime(2025, month, 9)
    names = {
        months[context][width][month] for context in ("format", "stand-alone") for width in ("wide", "abbreviated")
    }
    for name in names:
        for weekday in (days["wide"][day.weekday()], days["abbreviated"][day.weekday()]):
            for written in (
                f"{weekday}, 09 {name} 2025 10:00:00 +0200",
                f"{weekday} 9 {name.upper()} 2025 10:00 +02:00",
                f"9 {name} 2025, {weekday}, 10:00 CEST",
            ):
                assert utc(written) == f"2025-{month:02}-09T08:00:00", written


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("jeu., 26 févr. 2026 08:00:00 +0100", "2026-02-26T07:00:00"), ("26 février 2026", "2026-02-26T00:00:00"),
        ("26 fevrier 2026", "2026-02-26T00:00:00"), ("3 septembre 2026 à 8 h 30", "2026-09-03T08:30:00"),
        ("mardi 1er septembre 2026", "2026-09-01T00:00:00"), ("le 2 août 2026", "2026-08-02T00:00:00"),
        ("2. Juni 2025 um 15:05 Uhr", "2025-06-02T15:05:00"), ("am Montag, 2. Juni 2025", "2025-06-02T00:00:00"),
        ("2. Jänner 2026", "2026-01-02T00:00:00"), ("2 de setiembre de 2026", "2026-09-02T00:00:00"),
        ("3. Maerz 2025", "2025-03-03T00:00:00"), ("2 de junio de 2025, 15:05", "2025-06-02T15:05:00"),
        ("2 giugno 2025 alle ore 15:05", "2025-06-02T15:05:00"), ("2 juni 2025 om 15:05 uur", "2025-06-02T15:05:00"),
        ("terça-feira, 3 de março de 2026 às 10h05", "2026-03-03T10:05:00"),
        ("2 czerwca 2025, godz. 15:05", "2025-06-02T15:05:00"), ("2 июня 2025 г., 15:05", "2025-06-02T15:05:00"),
        ("2 июня 2025 г. в 15:05 МСК", "2025-06-02T12:05:00"), ("12 EKİM 2025 Pazar 15:05", "2025-10-12T15:05:00"),
        ("9 KASIM 2025", "2025-11-09T00:00:00"), ("Δευ, 23 Νοε 2026 08:34:41", "2026-11-23T08:34:41"),
        ("2. června 2025", "2025-06-02T00:00:00"), ("2 de juny de 2025", "2025-06-02T00:00:00"),
        ("mar. 3 mars 2026", "2026-03-03T00:00:00"), ("mar, 03 mar 2026 10:00:00 +0100", "2026-03-03T09:00:00"),
        ("Paz, 12 Eki 2025", "2025-10-12T00:00:00"), ("12 paź 2025", "2025-10-12T00:00:00"),
        ("Mon Nov 23 08:34:41 2026", "2026-11-23T08:34:41"), ("Mon Nov 23 08:34:41 CET 2026", "2026-11-23T07:34:41"),
        ("Monday, 23-Nov-26 08:34:41 GMT", "2026-11-23T08:34:41"), ("23-NOV-2026", "2026-11-23T00:00:00"),
        ("2026-Nov-23 08:34", "2026-11-23T08:34:00"), ("Nov-23-2026", "2026-11-23T00:00:00"),
        ("November 23rd, 2026", "2026-11-23T00:00:00"), ("Nov. 23, 2026", "2026-11-23T00:00:00"),
        ("the 1st of June 2026", "2026-06-01T00:00:00"), ("Novemb 23 2026", "2026-11-23T00:00:00"),
        ("Mon, 23 Nov 26 08:34:41 GMT", "2026-11-23T08:34:41"), ("Mon, 23 Nov 98 08:34:41 GMT", "1998-11-23T08:34:41"),
        ("6/22/2025, 3:05:00\N{NARROW NO-BREAK SPACE}PM", "2025-06-22T15:05:00"),
        ("\N{LEFT-TO-RIGHT MARK}6/22/2025", "2025-06-22T00:00:00"),
        ("Fri Nov 21 2025 01:45:08 GMT+0200 (Eastern European Standard Time)", "2025-11-20T23:45:08"),
        ("2025-06-02 15:05:44.364419679 +0200 CEST m=+0.004", "2025-06-02T13:05:44"),
        ("Sondag, 23 Nov 2026 08:34:41 GMT", "2026-11-23T08:34:41"),
        ("23 November 2026 @ 08:34", "2026-11-23T08:34:00"),
    ],
)  # fmt: skip
def test_words(written: str, meant: str) -> None:
    assert utc(written) == meant


def test_the_table_of_words_is_what_its_tool_writes() -> None:
    assert Path(table.__file__).read_text("utf-8") == date_words.written(), "write it anew: python -m tools.date_words"


def test_no_name_is_of_two_months_and_few_are_weekdays_too() -> None:
    names = [name for row in table.MONTHS for name in row.split()]
    assert len(table.MONTHS) == 12
    assert len(names) == len(set(names))
    assert names == [fold(name) for name in names]
    assert weekdays() == {fold(name) for name in weekdays()}
    assert {name for name in weekdays() if month_of(name)} == {"mar", "paz"}
    assert month_of("jui") == 0, "it begins two"


# ── what is not understood ───────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    "written",
    [
        "", " ", "hier", "il y a 2 jours", "2 days ago", "2 June", "June 2025", "2 June 15:05", "15:05", "2025",
        "06-02",
        "2025-13-01", "2025-02-30", "32 June 2025", "2025-06-02T25:00", "2025-06-02 15:61", "2025-06-02 15:05:61",
        "2025-06-02T24:00:01", "13:05 AM 2 June 2025", "Mon, 02 Jun 2025 15:05:00 someday", "2 June 2025 15:05 16:05",
        "2 June 2025 or 3 June 2025", "2 June July 2025", "2 3 June 2025", "02/06/2025 02/06/2025", "2 June 225",
        "2025-06-02 AM", "2025-06-02 15:05 AM PM", "June 2, 2025, 15:05 CET CEST", "(2 June 2025)", "2/6", "2025/153",
        "2025-06-02T15:05:00 [not/a/zone]", "[Europe/Paris]", "Europe/Paris", "EST", "+0200", "0000-00-00 00:00:00",
        "{{ post.date | date_to_rfc822 }}", "Mon, 23 Nov 2026 08:34:41 GMT?", "Version 2.06.2025a", "9 jui 2025",
        "2025-06-02 ../../etc/passwd", "2025-06-02 15:05 ../../etc/passwd", "1e9", "17488767071",
    ],
)  # fmt: skip
def test_what_is_not_understood_whole_is_no_date(written: str) -> None:
    assert utc(written, "fr") is None


@given(st.text(max_size=70))
def test_any_text_is_a_moment_within_reason_or_none(written: str) -> None:
    at = moment(written)
    assert at is None or EARLIEST <= at <= LATEST


_SOME = """2 02 2025 25 15:05 15:05:00 3pm AM June juin Mon, lundi 2025-06-02 02/06/2025 02.06.2025 +0200 +2 GMT GMT+2
CEST (CEST) [Europe/Paris] Europe/Paris à at . , - T Z 1er h 年 月 日 2025年 オ 오후"""
_PIECES = st.sampled_from(_SOME.split())


@given(st.lists(_PIECES, max_size=8), st.sampled_from([" ", "", "-", "/"]))
def test_any_pieces_of_dates_are_a_moment_or_none(pieces: list[str], between: str) -> None:
    at = moment(between.join(pieces), Origin("fr", "FR"))
    assert at is None or EARLIEST <= at <= LATEST


def test_long_texts_are_no_dates() -> None:
    assert utc("2 June 2025" + "," * 89) == "2025-06-02T00:00:00"
    assert utc("2 June 2025" + "," * 90) is None
    assert utc("2 June 2025" + " " * 989) == "2025-06-02T00:00:00"
    assert utc("2 June 2025" + " " * 990) is None
    assert utc("2 June 2025" + " " * 200) == "2025-06-02T00:00:00", "blanks are not counted"
    assert utc("2 June 2025" + " ," * LONGEST) is None
    assert utc("2" * 1_000_000) is None


def test_dates_out_of_reason_are_slips() -> None:
    assert utc("31 December 1989 23:59:59") is None
    assert utc("1 January 1990") == "1990-01-01T00:00:00"
    assert utc("1 January 2100 00:00:01") is None
    assert utc("1 January 2100") == "2100-01-01T00:00:00"
    assert utc("Sun, 31 Dec 1989 23:59:59 GMT") is None
    assert utc("0631151999") is None
    assert utc("0631152000") == "1990-01-01T00:00:00"
    assert utc("1 January 0001") is None


def test_a_weekday_before_a_comma_is_passed_over_in_any_language_and_a_month_is_not() -> None:
    assert moment("Ilaaltii, 2026-06-02 15:05") == moment("2026-06-02 15:05") is not None
    assert moment("June, 2 2026 15:05") == moment("2026-06-02 15:05")

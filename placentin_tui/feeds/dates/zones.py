"""Time zones in feeds: abbreviations and cities.

Some abbreviations mean one zone all over the world, or nearly so. Others mean several, and are understood only where
the feed's language or country tells which. American ones mean what RFC 822 says, unless the feed comes from where they
mean something else.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import datetime

    from placentin_tui.feeds.dates.locale_hint import Origin

_EVERYWHERE = """
GMT=0 UTC=0 UT=0 Z=0 WET=0 WEST=+1
CET=+1 CEST=+2 MET=+1 MEST=+2 MEZ=+1 MESZ=+2 EET=+2 EEST=+3 FET=+3 BST=+1 TRT=+3
MSK=+3 МСК=+3 MSD=+4 SAMT=+4 YEKT=+5 OMST=+6 NOVT=+7 KRAT=+7 IRKT=+8 YAKT=+9 VLAT=+10 MAGT=+11 PETT=+12
WAT=+1 CAT=+2 SAST=+2 EAT=+3 IDT=+3
GST=+4 AZT=+4 IRST=+3:30 IRDT=+4:30 AFT=+4:30 PKT=+5 UZT=+5 NPT=+5:45 MMT=+6:30 ICT=+7 WIB=+7 WITA=+8 WIT=+9
HKT=+8 HKST=+9 SGT=+8 MYT=+8 PHT=+8 JST=+9 KST=+9
AWST=+8 ACST=+9:30 ACDT=+10:30 AEST=+10 AEDT=+11 NZST=+12 NZDT=+13 CHST=+10
EST=-5 EDT=-4 CST=-6 CDT=-5 MST=-7 MDT=-6 PST=-8 PDT=-7 AKST=-9 AKDT=-8 HST=-10 HDT=-9 NST=-3:30 NDT=-2:30 ADT=-3
HNE=-5 HAE=-4 HNC=-6 HAC=-5 HNR=-7 HAR=-6 HNP=-8 HAP=-7 HNA=-4 HAA=-3
ART=-3 BRT=-3 BRST=-2 CLT=-4 CLST=-3 COT=-5 PET=-5 VET=-4 BOT=-4 UYT=-3 GFT=-3
"""
_SOMEWHERE = """
IN: IST=+5:30
IE: IST=+1
IL: IST=+2
BD: BST=+6
CN: CST=+8
TW: CST=+8
CU: CST=-5 CDT=-4
PH: PST=+8
SG: SST=+8
AS: SST=-11
AU: EST=+10 EDT=+11 CST=+9:30 CDT=+10:30 WST=+8
SA: AST=+3
CA: AST=-4
PR: AST=-4
"""
"""Abbreviations by country, where they mean something else or anything at all."""

_HOMES = {
    "hi": "IN", "ta": "IN", "te": "IN", "mr": "IN", "gu": "IN", "kn": "IN", "ml": "IN", "pa": "IN",
    "ga": "IE", "he": "IL", "iw": "IL", "bn": "BD", "zh": "CN", "fil": "PH", "tl": "PH", "ar": "SA",
}  # fmt: skip
"""The country of a language, for feeds without one; abbreviations it does not define keep their general meaning."""
_NEIGHBOURS = {
    "BH": "SA", "IQ": "SA", "JO": "SA", "KW": "SA", "QA": "SA", "SY": "SA", "YE": "SA",
    "BB": "CA", "BM": "CA", "DO": "CA", "GP": "CA", "MQ": "CA", "TT": "CA",
}  # fmt: skip
"""Countries that use the abbreviations of another."""

_CITIES = {
    "ET": "America/New_York", "CT": "America/Chicago", "MT": "America/Denver", "PT": "America/Los_Angeles",
}  # fmt: skip
"""American abbreviations without a distinction of summer time."""


def _read(line: str) -> dict[str, int]:
    """The offsets in seconds by abbreviation, from a line such as `IST=+5:30`."""
    zones = {}
    for pair in line.split():
        letters, _equals, offset = pair.partition("=")
        hours, _colon, minutes = offset.lstrip("+-").partition(":")
        seconds = int(hours) * 3600 + int(minutes or 0) * 60
        zones[letters] = -seconds if offset.startswith("-") else seconds
    return zones


EVERYWHERE = _read(_EVERYWHERE)
SOMEWHERE = {country: _read(zones) for country, _, zones in (line.partition(": ") for line in _SOMEWHERE.split("\n"))}


def offset_of(letters: str, where: Origin, local: datetime) -> int | None:
    """The offset from UTC in seconds of an abbreviation; `None` when unknown or ambiguous."""
    letters = letters.upper()
    country = where.country or _HOMES.get(where.language, "")
    theirs = SOMEWHERE.get(country) or SOMEWHERE.get(_NEIGHBOURS.get(country, ""), {})
    if letters in _CITIES:
        return offset_at(_CITIES[letters], local)
    return theirs.get(letters, EVERYWHERE.get(letters))


def is_known(letters: str) -> bool:
    """Whether an abbreviation is a zone anywhere."""
    letters = letters.upper()
    return letters in EVERYWHERE or letters in _CITIES or any(letters in zones for zones in SOMEWHERE.values())


def offset_at(city: str, local: datetime) -> int | None:
    """The offset from UTC in seconds at a city such as `America/Los_Angeles`, at a local time; `None` when unknown."""
    from zoneinfo import ZoneInfo  # 4 ms; few feeds name cities

    try:
        offset = local.replace(tzinfo=ZoneInfo(city)).utcoffset()
    except (KeyError, OSError, ValueError):  # there is no such city, or no table of them on this computer
        return None
    return None if offset is None else round(offset.total_seconds())

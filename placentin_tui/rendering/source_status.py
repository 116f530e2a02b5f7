"""The status of a source in words: errors, their history, the next try, and warnings."""

from __future__ import annotations

from typing import TYPE_CHECKING

from placentin_tui.i18n import _, age, day, hour, ngettext, number
from placentin_tui.models import Oddity
from placentin_tui.text.sanitize import clean

if TYPE_CHECKING:
    from placentin_tui.models import Source, Timestamp

MISSING = 3 * 24 * 60 * 60
"""Seconds of 404 responses before an address is called missing: servers have bad days too."""

_FINGERPRINT = 64
"""Hexadecimal digits of a SHA-256."""


def trouble(source: Source, now: Timestamp) -> list[str]:
    """What is wrong, in sentences, the reason first; none after a success."""
    if not source.error:
        return []
    return [source.error, *filter(None, (_missing(source, now), _history(source, now), again(source, now)))]


def trouble_line(source: Source) -> str:
    """What is wrong, for one line of a list; empty after a success."""
    if source.gone:
        return " ".join(filter(None, (source.error, _("It is no longer refreshed."))))
    return source.error


def remedies(source: Source, now: Timestamp) -> tuple[str, ...]:
    """The ids of the acts on the page of papers that may mend what is wrong, the likeliest first."""
    if source.gone:
        return ("papers-remove", "papers-add")
    if source.refused:
        return ("papers-certificate", "papers-refresh")
    if _missing(source, now):
        return ("papers-refresh", "papers-remove", "papers-add")
    return ("papers-refresh",) if source.error else ()


def again(source: Source, now: Timestamp) -> str:
    """When it is tried again; empty when that is at the next refresh."""
    if source.gone:
        return _("It is no longer refreshed.")
    if source.next_try is None or source.next_try <= now:
        return ""
    return _("Next try on {day} at {time}.").format(day=day(source.next_try, year=False), time=hour(source.next_try))


def notes(source: Source) -> list[str]:
    """Warnings about a source that works."""
    said = []
    if source.moving_to:
        said.append(_("It says it has moved for good: {address}.").format(address=source.moving_to))
    if source.oddity is Oddity.RENAMED:
        said.append(_("It gave its articles new names; they were recognised by address and title."))
    if source.oddity is Oddity.TOO_MANY:
        said.append(_("It holds more articles than are read; only its first ones are."))
    if source.certificate:
        said.append(_("You believe its certificate {mark}…").format(mark=fingerprint(source.certificate)[:23]))
    return said


def fingerprint(digest: str) -> str:
    """A hexadecimal SHA-256 as browsers show it: `AB:CD:…`."""
    return ":".join(digest[at : at + 2].upper() for at in range(0, len(digest), 2))


def read_fingerprint(written: str) -> str:
    """The SHA-256 in a text, which may have colons and spaces; empty when it is none."""
    digest = "".join(sign for sign in written.lower() if sign not in ": ")
    return digest if len(digest) == _FINGERPRINT and set(digest) <= set("0123456789abcdef") else ""


def no_fingerprint(written: str) -> str:
    """The error message for a text that is no SHA-256."""
    return _("“{mark}” is not a certificate's SHA-256: 64 hexadecimal digits.").format(mark=clean(written, 80))


def _missing(source: Source, now: Timestamp) -> str:
    """The sentence for an address that was not found for days; empty otherwise."""
    since = source.failing_since
    if source.error_reason != "http-404" or since is None or now - since < MISSING:
        return ""
    return _("Not found since {day}: it has moved, or it is no more.").format(day=day(since))


def _history(source: Source, now: Timestamp) -> str:
    """When it last worked, and how often it failed since."""
    if source.last_success is None:
        return _("It never worked.")
    worked = age(source.last_success, now)
    if not source.failures:
        return _("It last worked {since}.").format(since=worked)
    times = ngettext("It failed {n} time", "It failed {n} times in a row", source.failures)
    return _("{times}; it last worked {since}.").format(times=times.format(n=number(source.failures)), since=worked)

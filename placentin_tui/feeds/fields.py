"""Single fields of a feed: plain text of titles and names, numbers, durations, language tags."""

from __future__ import annotations

import hashlib
import html
import re
import sys
from typing import TYPE_CHECKING, Any, TypeAlias

from placentin_tui.feeds.dates import NOWHERE, moment
from placentin_tui.text import sanitize
from placentin_tui.text.numbers import whole_number

if TYPE_CHECKING:
    from collections.abc import Iterable

    from placentin_tui.feeds.dates import Origin
    from placentin_tui.models import Timestamp

Fields: TypeAlias = dict[str, Any]
"""A dictionary of feedparser or a JSON object; foreign, with values of any type."""


LONGEST_NAME = 200
LONGEST_SECTION = 60
MOST_AUTHORS = 8
MOST_SECTIONS = 12
_LONGEST_RAW = 20_000
"""The most characters of markup read for a title or name."""
_LARGEST = 10**12 - 1
"""The largest width, length or count accepted."""
_LONGEST_TAG = 100
"""The most characters of a language tag, blanks around it included."""

_unseen = re.compile(r"<(script|style)\b.*?(?:</\1\s*>|\Z)|<!--.*?(?:-->|\Z)", re.DOTALL | re.IGNORECASE)
_breaks = re.compile(r"</?(?:br|p|div|li|h[1-6])\b[^<>]*>", re.IGNORECASE)
INLINE = re.compile(
    r"</?(?:a|abbr|b|bdi|big|cite|code|del|em|font|i|img|ins|mark|q|s|small|span|strike|strong|sub|sup|time|tt|u|var)"
    r"(?:\s[^<>]*)?/?>",
    re.IGNORECASE,
)
"""Inline elements in titles; others are text, as in « La balise <video> »."""
TAGS = re.compile(r"</?[A-Za-z][^<>]*>")
"""Any element, for text that is known to be HTML."""

_language = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{1,8}){0,3}")
_mail = re.compile(r"(?<![^\s<>()@])[^\s<>()@]++@[^\s<>()@]++")
_long_reference = re.compile(r"&#(?:([0-9]{8,}+)|[xX]([0-9a-fA-F]{7,}+));?")
"""A numeric character reference with more digits than any character needs."""


def text_of(values: Fields, name: str) -> str:
    """The text in a field; empty when there is none, or another type."""
    value = dict.get(values, name)  # feedparser's own `get` answers with other fields
    return value if isinstance(value, str) else ""


def list_of(values: Fields, name: str) -> list[Fields]:
    """The dictionaries in a field's list."""
    value = dict.get(values, name)
    return [each for each in value if isinstance(each, dict)] if isinstance(value, list) else []


def detail_of(values: Fields, name: str) -> Fields:
    """The dictionary in a field; empty when there is none."""
    value = dict.get(values, name)
    return value if isinstance(value, dict) else {}


def web_address(raw: str, base: str) -> str:
    """The sanitized absolute http or https address; empty when invalid."""
    safe = sanitize.safe_url(raw, base) if raw else ""
    return safe if safe.startswith("http") else ""


def moment_of(values: Fields, name: str, where: Origin = NOWHERE) -> Timestamp | None:
    """The timestamp in a date field of a feed of this origin; `None` when there is none."""
    written = text_of(values, name)
    return moment(written, where) if written else None


def plain(markup: str, limit: int = 500, tags: re.Pattern[str] | None = INLINE) -> str:
    """A title or name as one sanitized line, entities resolved and tags removed even when escaped twice.

    Most feeds do not say whether a title is HTML, so only what matches `tags` is taken for a tag; `None`: nothing is.
    """
    line = markup[:_LONGEST_RAW]
    for _round in range(3):
        before = line
        if tags:
            if "<" in line:
                line = tags.sub("", _breaks.sub(" ", _unseen.sub("", line)))
            tags = INLINE
        line = unescaped(line)
        if line == before:
            break
    return sanitize.clean(line, limit)


def names(people: Iterable[str]) -> str:
    """The authors' names, each once, separated by commas."""
    return sanitize.clean(", ".join(_once(_without_mail(plain(name)) for name in people)[:MOST_AUTHORS]), LONGEST_NAME)


def sections(labels: Iterable[str]) -> tuple[str, ...]:
    """The sections' names, each once; addresses (Blogger's kinds) are left out."""
    return tuple(_once(plain(label, LONGEST_SECTION) for label in labels if "://" not in label)[:MOST_SECTIONS])


def beginning(body: str, limit: int = 90) -> str:
    """The first words of a body, as a title for what has none."""
    line = plain(TAGS.sub(" ", body[:_LONGEST_RAW]), limit * 10)
    if len(line) <= limit:
        return line
    return line[:limit].rsplit(" ", 1)[0].rstrip(" ,;:–—-\N{NO-BREAK SPACE}") + "…"


def unescaped(markup: str) -> str:
    """The text with character references resolved, however many digits they have."""
    if "&#" in markup:  # `int` refuses more than 4,300 digits
        markup = _long_reference.sub(_shortened, markup)
    return html.unescape(markup)


def _shortened(reference: re.Match[str]) -> str:
    """A character reference with few digits; U+FFFD when it is beyond Unicode."""
    code = whole_number(reference[1] or reference[2], sys.maxunicode, base=10 if reference[1] else 16)
    return "\N{REPLACEMENT CHARACTER}" if code is None else f"&#{code};"


def language(tag: str) -> str:
    """The language tag as `fr` or `fr-FR`; empty when invalid."""
    # Limited, because a feed's tag is parsed again for each article.
    tag = tag[:_LONGEST_TAG].strip().replace("_", "-")
    first, *more = tag.split("-")
    return "-".join([first.lower(), *(_subtag(each) for each in more)]) if _language.fullmatch(tag) else ""


def _subtag(subtag: str) -> str:
    return subtag.upper() if len(subtag) == 2 else subtag


def number(value: object) -> int | None:
    """A non-negative integer written in digits; `None` for anything else."""
    return whole_number(value, _LARGEST) if isinstance(value, str) else None


def seconds(duration: str) -> int:
    """A duration written as seconds, `mm:ss` or `h:mm:ss`, in seconds; 0 when invalid."""
    total = 0
    for part in duration.strip().split(":")[:3]:
        count = number(part.partition(".")[0])
        if count is None:
            return 0
        total = total * 60 + count
    return total


def fingerprint(*texts: str) -> str:
    """A hash of texts (BLAKE2b, 32 hexadecimal digits); their boundaries count."""
    raw = [each.encode("utf-8", "replace") for each in texts]
    parts = [part for each in raw for part in (len(each).to_bytes(8, "big"), each)]
    return hashlib.blake2b(b"".join(parts), digest_size=16).hexdigest()


def _without_mail(name: str) -> str:
    """The name beside an e-mail address: RSS asks for `c.morel@paper.example (Claire Morel)`."""
    rest = _mail.sub("", name)
    return name if rest == name else rest.strip(" ()<>,;-") or name


def _once(texts: Iterable[str]) -> list[str]:
    """The non-empty texts in order, each once ignoring case."""
    seen: dict[str, str] = {}
    for each in texts:
        if each:
            seen.setdefault(each.casefold(), each)
    return list(seen.values())

"""Single fields of a feed: titles and names as plain text, numbers, language tags."""

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
"""An entry of feedparser's, or an object of JSON: whatever the feed says, of whatever type."""


LONGEST_NAME = 200
LONGEST_SECTION = 60
MOST_AUTHORS = 8
MOST_SECTIONS = 12
_LONGEST_RAW = 20_000
"""No title or name needs more markup than this."""
_LARGEST = 10**12 - 1
"""No width, length or count in a feed is larger."""
_LONGEST_TAG = 100
"""Characters of a language tag, blanks around it included."""

_unseen = re.compile(r"<(script|style)\b.*?(?:</\1\s*>|\Z)|<!--.*?(?:-->|\Z)", re.DOTALL | re.IGNORECASE)
_breaks = re.compile(r"</?(?:br|p|div|li|h[1-6])\b[^<>]*>", re.IGNORECASE)
INLINE = re.compile(
    r"</?(?:a|abbr|b|bdi|big|cite|code|del|em|font|i|img|ins|mark|q|s|small|span|strike|strong|sub|sup|time|tt|u|var)"
    r"(?:\s[^<>]*)?/?>",
    re.IGNORECASE,
)
"""The elements titles are set with: `<video>` in « La balise <video> » is a word."""
TAGS = re.compile(r"</?[A-Za-z][^<>]*>")
"""Any element, where it is known that the text is HTML."""

_language = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{1,8}){0,3}")
_mail = re.compile(r"(?<![^\s<>()@])[^\s<>()@]++@[^\s<>()@]++")
_long_reference = re.compile(r"&#(?:([0-9]{8,}+)|[xX]([0-9a-fA-F]{7,}+));?")
"""A character by a number of more figures than any has."""


def text_of(values: Fields, name: str) -> str:
    """The text in a field, empty when there is none."""
    value = dict.get(values, name)  # feedparser's own `get` answers with other fields
    return value if isinstance(value, str) else ""


def list_of(values: Fields, name: str) -> list[Fields]:
    """The dictionaries in a field."""
    value = dict.get(values, name)
    return [each for each in value if isinstance(each, dict)] if isinstance(value, list) else []


def detail_of(values: Fields, name: str) -> Fields:
    """The dictionary in a field, empty when there is none."""
    value = dict.get(values, name)
    return value if isinstance(value, dict) else {}


def web_address(raw: str, base: str) -> str:
    """The safe absolute http or https address, empty when it is none."""
    safe = sanitize.safe_url(raw, base) if raw else ""
    return safe if safe.startswith("http") else ""


def moment_of(values: Fields, name: str, where: Origin = NOWHERE) -> Timestamp | None:
    """The moment in a date field of a feed made `where`."""
    written = text_of(values, name)
    return moment(written, where) if written else None


def plain(markup: str, limit: int = 500, tags: re.Pattern[str] | None = INLINE) -> str:
    """A title or name as one line of text, its entities resolved and its tags dropped, however often they were escaped.

    Most feeds do not say whether a title is HTML, so only what looks like it is taken for a tag; `None`: nothing is.
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
    """Those who wrote it, each once."""
    return sanitize.clean(", ".join(_once(_without_mail(plain(name)) for name in people)[:MOST_AUTHORS]), LONGEST_NAME)


def sections(labels: Iterable[str]) -> tuple[str, ...]:
    """The sections it stands in, each once; an address (Blogger's kinds) is none."""
    return tuple(_once(plain(label, LONGEST_SECTION) for label in labels if "://" not in label)[:MOST_SECTIONS])


def beginning(body: str, limit: int = 90) -> str:
    """The first words of a body, for what has no title."""
    line = plain(TAGS.sub(" ", body[:_LONGEST_RAW]), limit * 10)
    if len(line) <= limit:
        return line
    return line[:limit].rsplit(" ", 1)[0].rstrip(" ,;:–—-\N{NO-BREAK SPACE}") + "…"


def unescaped(markup: str) -> str:
    """Text with the characters its references stand for, whatever number of figures they have."""
    if "&#" in markup:  # the standard library trips over more than 4,300
        markup = _long_reference.sub(_shortened, markup)
    return html.unescape(markup)


def _shortened(reference: re.Match[str]) -> str:
    code = whole_number(reference[1] or reference[2], sys.maxunicode, base=10 if reference[1] else 16)
    return "\N{REPLACEMENT CHARACTER}" if code is None else f"&#{code};"


def language(tag: str) -> str:
    """The language tag as `fr` or `fr-FR`, empty when it is none."""
    # A feed may say it once and have it asked for with each article.
    tag = tag[:_LONGEST_TAG].strip().replace("_", "-")
    first, *more = tag.split("-")
    return "-".join([first.lower(), *(_subtag(each) for each in more)]) if _language.fullmatch(tag) else ""


def _subtag(subtag: str) -> str:
    return subtag.upper() if len(subtag) == 2 else subtag


def number(value: object) -> int | None:
    """A whole number written as digits, `None` for anything else."""
    return whole_number(value, _LARGEST) if isinstance(value, str) else None


def seconds(duration: str) -> int:
    """A duration as seconds or `h:mm:ss`, in seconds; 0 when it is neither."""
    total = 0
    for part in duration.strip().split(":")[:3]:
        count = number(part.partition(".")[0])
        if count is None:
            return 0
        total = total * 60 + count
    return total


def fingerprint(*texts: str) -> str:
    """A hash of texts, 32 hexadecimal digits."""
    raw = [each.encode("utf-8", "replace") for each in texts]
    parts = [part for each in raw for part in (len(each).to_bytes(8, "big"), each)]
    return hashlib.blake2b(b"".join(parts), digest_size=16).hexdigest()


def _without_mail(name: str) -> str:
    """The name beside an e-mail address: RSS asks for `c.morel@paper.example (Claire Morel)`."""
    rest = _mail.sub("", name)
    return name if rest == name else rest.strip(" ()<>,;-") or name


def _once(texts: Iterable[str]) -> list[str]:
    """The texts that are not empty, each once whatever its case, in their order."""
    seen: dict[str, str] = {}
    for each in texts:
        if each:
            seen.setdefault(each.casefold(), each)
    return list(seen.values())

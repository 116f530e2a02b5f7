"""Recognises the same feed in several formats, so that nobody need choose between RSS and Atom."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

if TYPE_CHECKING:
    from collections.abc import Iterable

    from placentin_tui.models import FeedChoice

_FORMAT = r"rss|atom|rdf|xml|json"
_VERSION = r"[\s_-]{0,2}(?:v\.?\s?)?(?:0|1|2)?\.?(?:\d{1,2})(?!\d)"
_in_title = re.compile(
    rf"\b(?:{_FORMAT})\b(?:{_VERSION})?|\b(?:feeds?|flux|fils?|kanal|format|version)\b|[^\w\s]", re.IGNORECASE
)
_in_address = re.compile(
    rf"(?<![a-z])(?:{_FORMAT})[12]?(?![a-z])|(?<=[/._-])(?:feed|index)(?![a-z])|/podcast(?=/videos\.xml)|[/?&=._-]"
    r"|(?<=[?&])alt=",
    re.IGNORECASE,
)
_format = re.compile(
    rf"(?<![a-z])(?:(?:{_FORMAT})[12]?(?![a-z])(?:{_VERSION})?|podcast(?=/videos\.xml))", re.IGNORECASE
)
_spaces = re.compile(r"\s+")


def without_twins(choices: Iterable[tuple[FeedChoice, str]]) -> list[FeedChoice]:
    """The feeds (each with its media type) that differ in more than their format."""
    kept: list[tuple[FeedChoice, str]] = []
    for choice, kind in choices:
        if not any(_are_twins(choice, kind, *other) for other in kept):
            kept.append((choice, kind))
    return [choice for choice, _kind in kept]


def without_format(title: str) -> str:
    """A title without words for the format or for feeds in general."""
    return _spaces.sub(" ", _in_title.sub(" ", title)).strip().casefold()


def _are_twins(one: FeedChoice, kind: str, other: FeedChoice, other_kind: str) -> bool:
    """Whether two feeds are one in two formats, by address, title and media type."""
    if _place(one.url) == _place(other.url) or (one.title and one.title == other.title):
        return True  # with equal titles nobody could choose
    differ_in_type = bool(kind and other_kind and kind != other_kind)
    if not differ_in_type and _formats(one) == _formats(other):
        return False
    if _bare(one.url) == _bare(other.url):
        return True
    return bool(differ_in_type or (one.title and other.title)) and without_format(one.title) == without_format(
        other.title
    )


def _place(url: str) -> str:
    """An address without scheme, fragment and trailing slash."""
    return url.partition("://")[2].partition("#")[0].rstrip("/")


def _formats(choice: FeedChoice) -> tuple[str, ...]:
    """The words for formats in title and address."""
    return tuple(word.lower() for word in _format.findall(f"{choice.title} {_path(choice.url)}"))


def _bare(url: str) -> str:
    """An address without words for formats."""
    return f"{urlsplit(url).hostname}{_in_address.sub('', _path(url))}"


def _path(url: str) -> str:
    parts = urlsplit(url)
    return f"{parts.path}?{parts.query}" if parts.query else parts.path

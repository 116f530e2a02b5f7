"""Reads the invented papers: a TOML file each, and the prose their stories are made of."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from zlib import crc32

import msgspec

HERE = Path(__file__).parent
_SECONDS = {"min": 60, "h": 3600}
_NARROW = "\N{NARROW NO-BREAK SPACE}"


class Story(msgspec.Struct, frozen=True):
    """One story of a paper."""

    at: str
    """How long ago it came out: `9 min`, `3 h` and some minutes."""
    section: str
    by: str
    title: str
    lead: str
    """Its standfirst."""
    art: str = ""
    """The name of its picture; empty: it has none."""
    comments: int = 0
    text: str = ""
    """The name of its text in `texts/`; empty: it is made of the common prose."""

    @property
    def age(self) -> int:
        """Seconds before now."""
        count, unit = self.at.split()
        minutes = crc32(self.title.encode()) % 59 if unit == "h" else 0  # nobody publishes on the hour alone
        return int(count) * _SECONDS[unit] + 60 * minutes


class Paper(msgspec.Struct, frozen=True):
    """One invented paper."""

    title: str
    language: str
    host: str
    folder: str
    stories: list[Story]


class Prose(msgspec.Struct, frozen=True):
    """What stories are made of, in one language."""

    quoted_by: list[str]
    headings: list[str]
    quotes: list[str]
    paragraphs: list[str]
    comments: list[str]
    readers: list[str]
    captions: dict[str, str]
    """By what a picture shows: the first part of its name."""


def papers() -> list[Paper]:
    """All the papers, by the names of their files."""
    return [_paper(file) for file in sorted((HERE / "papers").glob("*.toml"))]


def _paper(file: Path) -> Paper:
    raw = file.read_text("utf-8")
    language = msgspec.toml.decode(raw, type=Paper).language
    return msgspec.toml.decode(_typeset(raw, language), type=Paper)


@cache
def prose(language: str) -> Prose:
    """The common prose of a language."""
    raw = (HERE / "prose.toml").read_text("utf-8")
    return msgspec.convert(msgspec.toml.decode(_typeset(raw, language))[language], Prose)


def text(name: str, language: str) -> str:
    """A story's own text, as HTML."""
    return _typeset((HERE / "texts" / f"{name}.html").read_text("utf-8"), language)


def _typeset(raw: str, language: str) -> str:
    """Curled apostrophes; in French narrow spaces as well."""
    curled = raw.replace("'", "\N{RIGHT SINGLE QUOTATION MARK}")
    if language != "fr":
        return curled
    return re.sub(r"(?<=«) | (?=[;:!?»])", _NARROW, curled)

"""Where in an article the words of a query stand."""

from __future__ import annotations

from enum import StrEnum
from typing import TypeAlias

import msgspec

Marks: TypeAlias = tuple[tuple[int, int], ...]
"""Stretches of a text: the offsets where each begins and ends."""


class HitPlace(StrEnum):
    """The part of an article."""

    TITLE = "title"
    TEXT = "text"
    AUTHOR = "author"
    COMMENT = "comment"
    SECTION = "section"


class Hit(msgspec.Struct, frozen=True):
    """A piece of an article with words of the query in it."""

    place: HitPlace
    text: str
    marks: Marks = ()
    """The words in it."""
    by: str = ""
    """Who wrote the comment."""
    by_marks: Marks = ()

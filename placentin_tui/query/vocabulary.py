"""The words of the query language: one table for English and French."""

from __future__ import annotations

from enum import StrEnum
from functools import cache
from typing import TYPE_CHECKING, TypeVar

from placentin_tui.query.nodes import Content, Order, State
from placentin_tui.text.collation import folded

if TYPE_CHECKING:
    from collections.abc import Mapping

T = TypeVar("T")


class Field(StrEnum):
    """What stands before a colon."""

    TITLE = "title"
    BODY = "body"
    AUTHOR = "author"
    COMMENT = "comment"
    SECTION = "section"
    SOURCE = "source"
    FOLDER = "folder"
    TAG = "tag"
    URL = "url"
    LANGUAGE = "lang"
    IS = "is"
    HAS = "has"
    WORDS = "words"
    AGE = "age"
    BEFORE = "before"
    AFTER = "after"
    ON = "on"
    SORT = "sort"
    LIMIT = "limit"
    IN = "in"


class Operator(StrEnum):
    """What joins two conditions, or turns one round."""

    OR = "or"
    AND = "and"
    NOT = "not"


class Day(StrEnum):
    """Days that are named by where they stand from today."""

    TODAY = "today"
    YESTERDAY = "yesterday"


HOUR = 3600
DAY = 24 * HOUR

# The first name is the English one, the second the French one where that is another; the rest are accepted too.
FIELDS: dict[Field, tuple[str, ...]] = {
    Field.TITLE: ("title", "titre"),
    Field.BODY: ("body", "texte", "text", "corps"),
    Field.AUTHOR: ("author", "auteur"),
    Field.COMMENT: ("comment", "commentaire", "comments", "commentaires"),
    Field.SECTION: ("section", "rubrique"),
    Field.SOURCE: ("source",),
    Field.FOLDER: ("folder", "dossier"),
    Field.TAG: ("tag", "étiquette"),
    Field.URL: ("url",),
    Field.LANGUAGE: ("lang", "langue"),
    Field.IS: ("is", "est"),
    Field.HAS: ("has", "a"),
    Field.WORDS: ("words", "mots"),
    Field.AGE: ("age", "âge"),
    Field.BEFORE: ("before", "avant"),
    Field.AFTER: ("after", "après"),
    Field.ON: ("on", "le"),
    Field.SORT: ("sort", "tri"),
    Field.LIMIT: ("limit", "limite"),
    Field.IN: ("in", "dans"),
}
STATES: dict[State, tuple[str, ...]] = {
    State.UNREAD: ("unread", "non-lu"),
    State.READ: ("read", "lu"),
    State.STARRED: ("starred", "favori"),
    State.LATER: ("later", "plus-tard"),
    State.CORRECTED: ("corrected", "corrigé"),
    State.COMMENTED: ("commented", "commenté"),
    State.MINE: ("mine", "mien"),
    State.NEW: ("new", "nouveau"),
    State.OFFLINE: ("offline", "hors-ligne"),
    State.MUTED: ("muted", "masqué"),
}
CONTENTS: dict[Content, tuple[str, ...]] = {
    Content.PICTURE: ("picture", "image", "pictures", "images"),
    Content.AUDIO: ("audio", "son"),
    Content.VIDEO: ("video",),
    Content.COMMENTS: ("comments", "commentaires", "comment", "commentaire"),
    Content.LINKS: ("links", "liens", "link", "lien"),
    Content.FULL_TEXT: ("full-text", "texte-entier"),
}
ORDERS: dict[Order, tuple[str, ...]] = {
    Order.NEW: ("new", "récent", "newest", "récents"),
    Order.OLD: ("old", "ancien", "oldest", "anciens"),
    Order.UNREAD: ("unread", "non-lu", "non-lus"),
    Order.LONG: ("long", "longest", "longs"),
    Order.SHORT: ("short", "court", "shortest", "courts"),
    Order.COMMENTS: ("comments", "commentaires"),
    Order.SOURCE: ("source",),
}
UNITS: dict[int, tuple[str, ...]] = {
    HOUR: ("h",),
    DAY: ("d", "j"),
    7 * DAY: ("w", "s"),
    30 * DAY: ("mo", "mois"),
    365 * DAY: ("y", "an", "ans"),
}
"""Seconds of each unit of an age. `m` is none: it might be minutes or months."""
DAYS: dict[Day, tuple[str, ...]] = {
    Day.TODAY: ("today", "aujourd'hui", "aujourdhui"),
    Day.YESTERDAY: ("yesterday", "hier"),
}
OPERATORS: dict[Operator, tuple[str, ...]] = {
    Operator.OR: ("OR", "OU"),
    Operator.AND: ("AND", "ET"),
    Operator.NOT: ("NOT", "NON"),
}
"""In capitals: in small letters they are words."""


def meaning(table: Mapping[T, tuple[str, ...]], word: str) -> T | None:
    """What a word without case and accents means in one of the tables; `None`: it is not there."""
    return next((key for key, names in table.items() if word in map(_plain, names)), None)


def beginning(table: Mapping[T, tuple[str, ...]], begun: str, language: str) -> list[str]:
    """The words of a table that begin so, one for each meaning, where it can be one of the language; `begun`: without
    case and accents.
    """
    rows = (names[1:] + names[:1] if language == "fr" else names for names in table.values())
    found = (next((name for name in names if _plain(name).startswith(begun)), "") for names in rows)
    return [name for name in found if name]


def operator(word: str) -> Operator | None:
    """The operator a word is, in capitals only."""
    return next((key for key, names in OPERATORS.items() if word in names), None)


@cache
def _plain(name: str) -> str:
    """A name without accents; case it has none."""
    return folded(name)


def word_of(table: Mapping[T, tuple[str, ...]], key: T, language: str) -> str:
    """The word for a meaning in one language."""
    names = table[key]
    return names[1] if language == "fr" and len(names) > 1 else names[0]


def listed(table: Mapping[T, tuple[str, ...]], language: str) -> str:
    """The words of a table in one language, for a sentence."""
    return ", ".join(word_of(table, key, language) for key in table)

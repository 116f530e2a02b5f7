"""Turns words, and fields with their values, into conditions, and says what is not understood."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from placentin_tui.i18n import _, language
from placentin_tui.query import values
from placentin_tui.query.nodes import (
    Address,
    Column,
    Content,
    Has,
    Is,
    Name,
    NameKind,
    Or,
    Text,
    Unavailable,
)
from placentin_tui.query.vocabulary import CONTENTS, DAYS, FIELDS, ORDERS, STATES, Field, beginning, listed, meaning
from placentin_tui.text.collation import folded

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import tzinfo

    from placentin_tui.query.lexer import Token, Value
    from placentin_tui.query.nodes import Node, Order
    from placentin_tui.timestamp import Timestamp

_COLUMNS = {
    Field.TITLE: Column.TITLE,
    Field.BODY: Column.BODY,
    Field.AUTHOR: Column.AUTHOR,
    Field.COMMENT: Column.COMMENTS,
}
NAMES = {
    Field.SECTION: NameKind.SECTION,
    Field.SOURCE: NameKind.SOURCE,
    Field.FOLDER: NameKind.FOLDER,
    Field.LANGUAGE: NameKind.LANGUAGE,
    Field.TAG: NameKind.TAG,
    Field.IN: NameKind.SAVED,
}
WORDS_OF: dict[Field, Mapping[Any, tuple[str, ...]]] = {Field.IS: STATES, Field.HAS: CONTENTS, Field.SORT: ORDERS}
DATES = (Field.BEFORE, Field.AFTER, Field.ON)
_NOT_KEPT = (Content.AUDIO, Content.VIDEO, Content.LINKS)
_BEGUN = re.compile(r"\w\w\W*\Z")
"""A word that may be the beginning of one. One letter is not: half of all words would have to be merged."""


class Reading:
    """What has been learnt of a query besides its conditions, and the moment it is asked at."""

    def __init__(self, now: Timestamp, zone: tzinfo | None) -> None:
        self.now = now
        self.zone = zone
        self.notes: list[str] = []
        self.order: Order | None = None
        self.limit: int | None = None
        self.has_wish = False
        """There is something that is no condition: an order, a limit, a field without its value yet."""

    def note(self, sentence: str) -> None:
        """Keep a sentence for the person."""
        self.notes.append(sentence)


def word(value: Value, column: Column | None = None, *, is_not: bool = False) -> Text | None:
    """A word or phrase as a condition; `None` for signs that make no word.

    One that stands at the end of the query may be the beginning of a word, unless it must not be there (`is_not`).
    """
    phrase = value.text
    star = not value.quoted and phrase.endswith("*")
    if not any(map(str.isalnum, phrase)):
        return None
    return Text(phrase.rstrip("*") if star else phrase, star or _is_begun(value, is_not=is_not), column)


def _is_begun(value: Value, *, is_not: bool) -> bool:
    return not is_not and value.goes_on and bool(_BEGUN.search(value.text))


def read(reading: Reading, token: Token, *, is_last: bool, is_not: bool) -> Node | None:
    """The condition a field and its values make; `None` where they make none. `is_last`: it stands at the end."""
    field = meaning(FIELDS, folded(token.field))
    if field is None:
        if token.values:
            sentence = _("“{word}:” is no field: it was searched as a word.")
            reading.note(sentence.format(word=token.field))
        return _as_words(token, is_not=is_not)
    if not token.values:
        return _without_value(reading, field, token, is_last=is_last)
    parts: list[Node] = []
    for value in token.values:
        if is_last and (begun := _begun(field, value)):
            reading.has_wish = True
            reading.note(_("“{word}:” could be {values}.").format(word=token.field, values=", ".join(begun)))
            continue
        part, is_understood = _condition(reading, field, value, is_not=is_not)
        if not is_understood:
            reading.note(_not_understood(field, token.field, value.text))
            return _as_words(token, is_not=is_not)
        parts += [part] if part is not None else []
    return Or(tuple(parts)) if len(parts) > 1 else next(iter(parts), None)


def _condition(reading: Reading, field: Field, value: Value, *, is_not: bool) -> tuple[Node | None, bool]:
    """What one value means, and whether it is understood."""
    said = folded(value.text)
    found: tuple[Node | None, bool]
    match field:
        case _ if field in _COLUMNS:
            found = word(value, _COLUMNS[field], is_not=is_not), True
        case _ if field in NAMES:
            plain = value.text if value.quoted else value.text.rstrip("*")
            begun = plain == value.text and _is_begun(value, is_not=is_not)
            found = Name(NAMES[field], plain, begun or plain != value.text, begun), True
        case Field.URL:
            found = Address(value.text), True
        case Field.IS:
            found = _state(reading, said)
        case Field.HAS:
            found = _content(reading, said)
        case Field.SORT | Field.LIMIT:
            found = None, _wish(reading, field, said)
        case _:
            number = _number(reading, field, said)
            found = number, number is not None
    return found


def _number(reading: Reading, field: Field, said: str) -> Node | None:
    """A condition made of a date, an age or a number of words."""
    if field is Field.WORDS:
        return values.length(said)
    if field is Field.AGE:
        return values.age(said, reading.now)
    return values.moment(field, said, reading.now, reading.zone)


def _state(reading: Reading, said: str) -> tuple[Node | None, bool]:
    """The condition of `is:`."""
    state = meaning(STATES, said)
    return (Is(state), True) if state else (None, False)


def _content(reading: Reading, said: str) -> tuple[Node | None, bool]:
    """The condition of `has:`."""
    content = meaning(CONTENTS, said)
    if content in _NOT_KEPT:
        reading.note(_("Which articles have audio, video or links is not known yet."))
        return Unavailable(), True
    return (Has(content), True) if content else (None, False)


def _wish(reading: Reading, field: Field, said: str) -> bool:
    """Note an order or a limit; the last one counts. Returns whether it is one."""
    order, limit = (meaning(ORDERS, said), None) if field is Field.SORT else (None, values.limit(said))
    reading.order, reading.limit = order or reading.order, limit or reading.limit
    reading.has_wish = reading.has_wish or bool(order or limit)
    return bool(order or limit)


# ── what is not understood ───────────────────────────────────────────────────────────────────────────────────────────


def _begun(field: Field, value: Value) -> list[str]:
    """What the beginning of a value at the end of the query could become, where it means nothing yet."""
    said = folded(value.text)
    known: Mapping[Any, tuple[str, ...]] | None = DAYS if field in DATES else WORDS_OF.get(field)
    if known is None or not value.goes_on or meaning(known, said) is not None or not said:
        return []
    return beginning(known, said, language())


def _without_value(reading: Reading, field: Field, token: Token, *, is_last: bool) -> Node | None:
    """A field with nothing behind its colon: at the end of the query its value is about to be typed."""
    if not is_last:
        reading.note(_("“{word}:” has no value: it was searched as a word.").format(word=token.field))
        return _as_words(token, is_not=True)
    reading.has_wish = True
    known = WORDS_OF.get(field)
    if known is None:
        reading.note(_("“{word}:” waits for its value.").format(word=token.field))
    else:
        sentence = _("“{word}:” waits for one of {values}.")
        reading.note(sentence.format(word=token.field, values=listed(known, language())))
    return None


def _as_words(token: Token, *, is_not: bool) -> Text | None:
    """A field as the words it was typed in."""
    phrase = token.raw.replace('"', " ").strip()
    goes_on = bool(token.values) and _is_begun(token.values[-1], is_not=is_not)
    return Text(phrase, goes_on) if any(map(str.isalnum, phrase)) else None


def _not_understood(field: Field, name: str, value: str) -> str:
    """The sentence about a value that is none of its field's."""
    known = WORDS_OF.get(field)
    if known is not None:
        sentence = _("“{word}:” knows {values}; “{value}” was searched as a word.")
        return sentence.format(word=name, value=value, values=listed(known, language()))
    if field in DATES:
        sentence = _("“{value}” is no day: write 2026-05-17, 2026-05, 2026, today or yesterday.")
    elif field is Field.AGE:
        sentence = _("“{value}” is no age: write 3h, 2d, 1w, 2mo or 1y.")
    elif field is Field.WORDS:
        sentence = _("“{value}” is no number of words: write >800, <200 or 500..800.")
    else:
        sentence = _("“{value}” is no number from 1 to 2000.")
    return sentence.format(value=value)

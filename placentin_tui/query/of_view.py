"""A view as the query that finds the same, in the words of the reader's language."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from placentin_tui.i18n import language
from placentin_tui.query.nodes import State
from placentin_tui.query.vocabulary import FIELDS, STATES, Field

if TYPE_CHECKING:
    from collections.abc import Mapping

    from placentin_tui.models import View


def query_of(view: View, source: str = "") -> str:
    """The query; empty for the view of all articles. `source`: the title of the view's source.

    Names are matched by their words, as in any query: another section with these words in its name counts too.
    """
    parts = [
        term(Field.IS, _word(STATES, State.UNREAD)) if view.unread else "",
        term(Field.IS, _word(STATES, State.STARRED)) if view.starred else "",
        term(Field.SOURCE, source or str(view.source)) if view.source is not None else "",
        term(Field.FOLDER, view.folder) if view.folder else "",
        term(Field.SECTION, view.section) if view.section else "",
        term(Field.IS, _word(STATES, State.MUTED)) if view.muted else "",
        term(Field.AUTHOR, view.author) if view.author else "",
        term(Field.TAG, view.tag) if view.tag else "",
        view.query.strip(),
    ]
    return " ".join(part for part in parts if part)


def term(field: Field, value: str) -> str:
    """A field and its value, between quotation marks where it is more than a word."""
    plain = value.replace('"', " ").strip()
    is_word = all(sign.isalnum() or sign == "-" for sign in plain)
    return f"{_word(FIELDS, field)}:{plain}" if is_word else f'{_word(FIELDS, field)}:"{plain}"'


def _word(table: Mapping[Any, tuple[str, ...]], meaning: Any) -> str:
    """What a meaning is called in the language in use."""
    names = table[meaning]
    return names[1] if language() == "fr" and len(names) > 1 else names[0]

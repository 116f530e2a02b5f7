"""Tags: names the person gives articles, and the built-in one of what is put off for later."""

from __future__ import annotations

import unicodedata

import msgspec

from placentin_tui.i18n import _, number
from placentin_tui.text.sanitize import clean

LONGEST = 40
"""Letters of a name."""
LATER = "later"
"""The key of the built-in tag, whatever it is called on the screen."""
_CALLED_LATER = frozenset({LATER, "plus tard", "plus-tard"})
"""What the built-in tag is called, in any language of the program."""
_UNUSABLE = frozenset(',"')
"""Commas part tags from one another, and quotation marks hold a name together in a query."""


class Tag(msgspec.Struct, frozen=True):
    """A tag that articles have."""

    name: str
    """As the person wrote it, or `LATER`."""
    articles: int
    """How many have it, without those of removed sources."""

    @property
    def is_later(self) -> bool:
        """Whether it is the built-in one."""
        return self.name == LATER


def tag_name(typed: str) -> str:
    """The name of the tag that was typed, with or without `#`: what `tag_trouble` finds nothing wrong with."""
    name = unicodedata.normalize("NFC", clean(typed, 10 * LONGEST)).lstrip("#").strip()
    return LATER if tag_key(name) == LATER else name


def tag_changes(typed: str) -> tuple[list[str], list[str]]:
    """The tags to give and those to take off, of a line of names with commas between them, `-` before the latter."""
    parts = [part for each in typed.split(",") if (part := each.strip())]
    added = [tag_name(part) for part in parts if not part.startswith("-")]
    return added, [tag_name(part.removeprefix("-")) for part in parts if part.startswith("-")]


def tag_trouble(name: str) -> str:
    """Why a name is none for a tag, as a sentence; empty where it is one."""
    if not any(map(str.isalnum, name)):
        sentence = _("“{name}” is no name for a tag: it has neither letters nor digits.")
    elif len(name) > LONGEST:
        sentence = _("“{name}” is too long for a tag: {n} letters are the most.")
    elif name.startswith("-") or not _UNUSABLE.isdisjoint(name):
        sentence = _("“{name}” is no name for a tag: it may not begin with - nor hold a comma or a quotation mark.")
    else:
        return ""
    return sentence.format(name=name, n=number(LONGEST))


def tag_key(name: str) -> str:
    """What a tag is told by: its name without case, for the built-in one `LATER`."""
    key = unicodedata.normalize("NFC", name.casefold())
    return LATER if key in _CALLED_LATER else key


def shown_tag(name: str) -> str:
    """A tag's name as the person reads it: the built-in one's in their language."""
    return _("later") if name == LATER else name

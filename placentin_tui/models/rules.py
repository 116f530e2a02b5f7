"""Rules: what is done with articles as they come in."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

import msgspec

from placentin_tui.timestamp import Timestamp  # noqa: TC001 - msgspec reads these annotations

if TYPE_CHECKING:
    from collections.abc import Iterable


TAG = "tag"
"""What stands before the name of a tag that a rule gives."""


class RuleVerb(StrEnum):
    """What a rule does with the articles it finds; the values are stored, and typed."""

    MUTE = "mute"
    """Kept, and left out of every list but that of the muted ones."""
    READ = "read"
    STAR = "star"
    FULL_TEXT = "full-text"
    """The whole text is fetched."""
    NO_FULL_TEXT = "no-full-text"
    NO_PICTURES = "no-pictures"


class Rule(msgspec.Struct, frozen=True):
    """A query, and what is done with the articles it finds as they come in."""

    name: str
    query: str
    verbs: tuple[RuleVerb, ...] = ()
    is_on: bool = True
    expires: Timestamp | None = None
    """From then on it does nothing with what comes in; what it has muted shows again after the next refresh."""
    id: int = 0
    articles: int = 0
    """How many it mutes."""
    tags: tuple[str, ...] = ()
    """The tags it gives."""

    @property
    def does(self) -> tuple[str, ...]:
        """What it does, as it is written: its verbs, and `tag NAME` for each tag."""
        return (*self.verbs, *(f"{TAG} {tag}" for tag in self.tags))

    def has_ended(self, now: Timestamp) -> bool:
        """Whether its end has come."""
        return self.expires is not None and self.expires <= now


class Preview(msgspec.Struct, frozen=True):
    """What a rule would find among the newest articles."""

    of: int
    """How many were looked at."""
    articles: tuple[int, ...]
    """Those it finds, newest first."""


def rule_acts(does: Iterable[str]) -> tuple[tuple[RuleVerb, ...], tuple[str, ...]]:
    """The verbs and the tags of what a rule does as it is written, without what this version does not know."""
    known = list(dict.fromkeys(does))
    verbs = tuple(RuleVerb(one) for one in known if one in set(RuleVerb))
    return verbs, tuple(one.removeprefix(f"{TAG} ") for one in known if one.startswith(f"{TAG} "))

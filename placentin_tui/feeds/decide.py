"""What a refresh finds new and what changed: pure, so that it can be told without a library."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from placentin_tui.models import ParsedArticle, ParsedFeed


@dataclass(frozen=True, slots=True)
class Decision:
    """The articles of a feed the library does not have as they are, in the feed's order."""

    new: tuple[ParsedArticle, ...] = ()
    changed: tuple[ParsedArticle, ...] = ()
    """Known, but in another wording."""


def decide(feed: ParsedFeed, known: Mapping[str, str]) -> Decision:
    """What is new and what changed, `known` being the digest by identity of what the library has.

    An article that dropped out of the feed is not mentioned: it stays.
    """
    return Decision(
        new=tuple(article for article in feed.articles if article.identity not in known),
        changed=tuple(
            article for article in feed.articles if known.get(article.identity, article.digest) != article.digest
        ),
    )

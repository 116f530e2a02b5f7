"""What a refresh finds new and what changed: pure, so that it can be told without a library."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from placentin_tui.feeds.match_renamed import recognise

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from placentin_tui.models import HeldArticle, ParsedArticle, ParsedFeed, Renamed


@dataclass(frozen=True, slots=True)
class Decision:
    """The articles of a feed the library does not have as they are, in the feed's order."""

    new: tuple[ParsedArticle, ...] = ()
    changed: tuple[ParsedArticle, ...] = ()
    """Known, but in another wording."""
    renamed: tuple[Renamed, ...] = ()
    """Known, but by another name; in another wording too where they are among `changed`."""


def decide(feed: ParsedFeed, known: Mapping[str, str], held: Iterable[HeldArticle] = ()) -> Decision:
    """What is new and what changed, `known` being the digest by identity of what the library has of the feed's names.

    `held` are articles of the source among which those of no known name are looked for. An article that dropped out of
    the feed is not mentioned: it stays.
    """
    names = {article.identity for article in feed.articles}
    unknown = [article for article in feed.articles if article.identity not in known]
    others = [it for it in held if it.identity not in names]
    renamed = recognise(unknown, others) if unknown and others else ()
    digests = {**known, **{it.identity: it.digest for it in renamed}}
    return Decision(
        new=tuple(article for article in unknown if article.identity not in digests),
        changed=tuple(
            article for article in feed.articles if digests.get(article.identity, article.digest) != article.digest
        ),
        renamed=renamed,
    )

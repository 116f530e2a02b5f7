"""Compares a feed with the library: which articles are new, changed or renamed. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from placentin_tui.feeds.match_renamed import recognise

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from placentin_tui.models import HeldArticle, ParsedArticle, ParsedFeed, Renamed


@dataclass(frozen=True, slots=True)
class Decision:
    """The articles of a feed that the library does not have as they are, in the feed's order."""

    new: tuple[ParsedArticle, ...] = ()
    changed: tuple[ParsedArticle, ...] = ()
    """Known identity, changed text."""
    renamed: tuple[Renamed, ...] = ()
    """Known under another identity; those with a changed text are in `changed` too."""


def decide(feed: ParsedFeed, known: Mapping[str, str], held: Iterable[HeldArticle] = ()) -> Decision:
    """What is new, changed and renamed; `known` is the digest by identity of the feed's articles in the library.

    `held` are articles of the source among which those of unknown identity are looked for. Articles that dropped out of
    the feed are not mentioned: they stay in the library.
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

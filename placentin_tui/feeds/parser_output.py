"""The output of the feed parsers, and limits of what they read."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from placentin_tui.feeds.fields import Fields

MOST_TAGS = 50
"""The most categories of one item, because each is compared with all before it."""
MOST_ENTRIES = 10_000
"""The most articles of one feed."""


@dataclass(frozen=True, slots=True)
class Read:
    """A feed's fields by feedparser's names."""

    feed: Fields
    entries: list[Fields]
    version: str
    """feedparser's name of the format, such as `rss20`; empty when unknown."""

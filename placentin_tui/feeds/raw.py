"""What a reader of feeds gives, and how much of a feed it reads."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from placentin_tui.feeds.fields import Fields

MOST_TAGS = 50
"""Categories of one item: each is compared with all before it."""
MOST_ENTRIES = 10_000
"""Articles of one feed."""


@dataclass(frozen=True, slots=True)
class Read:
    """What stands in a feed, by feedparser's names."""

    feed: Fields
    entries: list[Fields]
    version: str
    """feedparser's word for the format, such as `rss20`; empty when it recognised none."""

"""Articles put together to be taken away."""

from __future__ import annotations

import msgspec

from placentin_tui.models import Article  # noqa: TC001 - msgspec reads these annotations


class Book(msgspec.Struct, frozen=True):
    """What is taken away."""

    title: str
    articles: tuple[Article, ...]
    made: int
    """The moment it is put together."""

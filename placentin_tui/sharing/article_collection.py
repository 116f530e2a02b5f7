"""Articles put together to be taken away."""

from __future__ import annotations

import msgspec

from placentin_tui.models import Article  # noqa: TC001 - msgspec reads these annotations


class ArticleCollection(msgspec.Struct, frozen=True):
    """A collection of articles to export."""

    title: str
    articles: tuple[Article, ...]
    made: int
    """When it was made: whole seconds since 1970, UTC."""

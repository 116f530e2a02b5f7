"""What the front page is made of: the articles it may choose from, and what it shows of those it has chosen."""

from __future__ import annotations

import msgspec

from placentin_tui.models.articles import ArticleSummary  # noqa: TC001 - msgspec reads these annotations
from placentin_tui.models.pictures import StoredPicture  # noqa: TC001 - msgspec reads these annotations


class Candidate(msgspec.Struct, frozen=True):
    """An article that may stand on the front page."""

    article: ArticleSummary
    pictured: bool = False
    """One of its pictures is in the cache."""


class Extract(msgspec.Struct, frozen=True):
    """What the front page shows of an article besides its headline."""

    standfirst: str = ""
    """The paper's own summary, or the beginning of the text."""
    picture: StoredPicture | None = None
    """The first of its pictures that is in the cache and not too small."""
    caption: str = ""

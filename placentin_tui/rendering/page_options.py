"""What an article's page depends on besides the article."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from placentin_tui.models import ShownText
from placentin_tui.rendering.typography import Typography

if TYPE_CHECKING:
    from collections.abc import Callable, Collection

    from placentin_tui.models import Timestamp
    from placentin_tui.prose.blocks import Blocks, Picture
    from placentin_tui.rendering.drop_cap import Typesetter

SHORT = 16
"""Rows of the pane under which only headline, byline and picture stand above the text."""


def _nothing() -> str:
    return ""


@dataclass(frozen=True, slots=True)
class PageOptions:
    """What a page depends on besides the article."""

    width: int
    """The width of the pane in cells."""
    now: Timestamp
    picture_rows: Callable[[Picture, int], int]
    """How many rows a picture takes at a width; 0 when it cannot be shown."""
    typesetter: Typesetter | None = None
    """Sets the headline and the text's initial in letters."""
    typography: Typography = field(default_factory=Typography)
    """The settings for prose."""
    keys: dict[str, str] = field(default_factory=dict)
    """The key to show for an action, by its command id."""
    shown_text: ShownText = ShownText.ARTICLE
    changes: Blocks = ()
    """The corrections to show, when `shown_text` is `CORRECTIONS`."""
    folded: Collection[str] = ()
    """The comments whose replies are hidden, by their keys."""
    rows: int = 40
    """The height of the pane in rows."""
    has_back: bool = True
    """With a button in the margin that leads back to the list."""
    following: Callable[[], str] = _nothing
    """The title of the next article, asked for when the end of the page is rendered; empty: there is none."""
    offline: bool = False
    """Nothing is fetched or sent now."""

    @property
    def is_short(self) -> bool:
        """Whether the pane has so few rows that the head must be brief."""
        return self.rows < SHORT

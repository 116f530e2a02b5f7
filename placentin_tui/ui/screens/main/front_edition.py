"""An edition of the front page: the stories chosen for a view, which stay where they are until another is made."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from placentin_tui.models import Extract
from placentin_tui.rendering.front_page.boxes import Story
from placentin_tui.rendering.front_page.choose import DAY, choose, sections

if TYPE_CHECKING:
    from collections.abc import Iterable

    from placentin_tui.library import Library
    from placentin_tui.models import Timestamp, View

MOST = 40
"""Stories that are ranked; more than the largest window has boxes."""


@dataclass
class FrontEdition:
    """What was chosen for one view."""

    order: tuple[int, ...]
    """The articles, the lead first."""
    sections: tuple[str, ...]
    candidates: frozenset[int]
    """All articles it was chosen from."""
    new: frozenset[int] = frozenset()
    """Those that the edition before was not chosen from."""
    extracts: dict[int, Extract] = field(default_factory=dict)

    def stories(self, library: Library, most: int) -> list[Story]:
        """The first stories as the library has them now; those deleted meanwhile are left out."""
        rows = library.articles.summaries(self.order[:most])
        if missing := [row.id for row in rows if row.id not in self.extracts]:
            self.extracts |= library.front_page.extracts(missing)
        return [Story(row, self.extracts.get(row.id, Extract()), row.id in self.new) for row in rows]

    def forget(self, articles: Iterable[int]) -> None:
        """Read the beginnings and pictures of these articles again, of all where none is named."""
        numbers = tuple(articles)
        if not numbers:
            self.extracts.clear()
        for number in numbers:
            self.extracts.pop(number, None)


def make(library: Library, view: View, now: Timestamp, before: FrontEdition | None) -> FrontEdition:
    """Choose the stories of a view; `before`: the edition that this one follows."""
    candidates = library.front_page.candidates(view, now - DAY)
    every = frozenset(candidate.article.id for candidate in candidates)
    return FrontEdition(
        order=tuple(article.id for article in choose(candidates, now, MOST)),
        sections=sections(candidates, now),
        candidates=every,
        new=every - before.candidates if before else frozenset(),
    )

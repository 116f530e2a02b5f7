"""Where in a list a day begins, by a time that stays the same until the list is laid out anew."""

from __future__ import annotations

from typing import TYPE_CHECKING

from placentin_tui.errors import LibraryError
from placentin_tui.i18n import on_calendar
from placentin_tui.rendering.day_headings import DayPart, day_part, heading

if TYPE_CHECKING:
    from collections.abc import Callable

    from placentin_tui.models import ArticleSummary, Timestamp
    from placentin_tui.ui.article_pager import ArticlePager


class ListDays:
    """The days above a list's rows: rows are measured and painted with the same ones."""

    def __init__(self, clock: Callable[[], Timestamp]) -> None:
        """`clock`: says what time it is."""
        self._clock = clock
        self.look()

    def look(self) -> None:
        """Divide the list by the present time from now on."""
        self._now = self._clock()
        self._today = on_calendar(self._now).date()

    def of(self, article: ArticleSummary) -> DayPart:
        """What an article is under."""
        return day_part(article.at, self._now, self._today)

    def beginning(self, pager: ArticlePager, index: int, article: ArticleSummary) -> DayPart | None:
        """The day that begins with a row; `None` where the row above is of the same one, or none stand together."""
        if not pager.has_days:
            return None
        here = self.of(article)
        try:
            above = pager.time_above(index)
        except (IndexError, LibraryError):
            return None  # asking for that row itself reports it
        return here if above is None or day_part(above, self._now, self._today) != here else None

    def words(self, day: DayPart) -> str:
        """The words of a heading."""
        return heading(day, self._now)

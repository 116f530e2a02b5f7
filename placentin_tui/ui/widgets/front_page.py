"""The front page: stories in boxes, and the Flash beside or below them, with one cursor over both."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.geometry import Offset, Region
from textual.message import Message
from textual.reactive import reactive

from placentin_tui.commands import Scope
from placentin_tui.rendering.front_page.moves import Direction, nearest
from placentin_tui.ui.bindings import bindings
from placentin_tui.ui.error_boundary import ErrorBoundary
from placentin_tui.ui.widgets.front_page_lines import FrontPageLines

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual import events
    from textual.binding import BindingType

    from placentin_tui.models import ArticleSummary, Timestamp
    from placentin_tui.rendering.front_page.layout import FrontLayout
    from placentin_tui.ui.article_pager import ArticlePager
    from placentin_tui.ui.widgets.front_page_lines import PictureFill
    from placentin_tui.ui.widgets.lettering_renderer import LetteringRenderer
    from placentin_tui.ui.widgets.picture_renderer import PictureRenderer


class FrontPage(ErrorBoundary, FrontPageLines, can_focus=True, inherit_bindings=False):
    """The page and its cursor.

    The cursor is a number: that of a box, or that of an article of the Flash plus the number of boxes.
    """

    BINDINGS: ClassVar[list[BindingType]] = bindings(Scope.FRONT)

    cursor = reactive(0, repaint=False)

    class Moved(Message):
        """The cursor is on another article, or on none."""

    class Chosen(Message):
        """An article was clicked."""

        def __init__(self, article: ArticleSummary) -> None:
            """`article`: the one clicked."""
            super().__init__()
            self.article = article

    class SectionWanted(Message):
        """The key of a section was pressed."""

        def __init__(self, number: int) -> None:
            """`number`: 1 for « À la une »."""
            super().__init__()
            self.number = number

    class Resized(Message):
        """The page must be laid out for another size."""

    def __init__(
        self,
        *,
        clock: Callable[[], Timestamp],
        fill: PictureFill,
        picture_renderer: Callable[[], PictureRenderer],
        lettering: Callable[[], LetteringRenderer],
    ) -> None:
        """As `FrontPageLines`."""
        super().__init__(clock, fill, picture_renderer, lettering)
        self._boxed: frozenset[int] = frozenset()
        """The articles that are in a box."""
        self._boxed_at: list[int] | None = None
        """Their places in the Flash; `None` while they were not looked up."""

    # ── content ──────────────────────────────────────────────────────────────────────────────────────────────────────

    def show(
        self,
        layout: FrontLayout,
        pager: ArticlePager | None,
        *,
        new: frozenset[int] = frozenset(),
        nothing: str = "",
        article: int | None = None,
    ) -> None:
        """Show a layout and the list for its Flash; `new`: articles to mark, `nothing`: the sentence shown without any,
        `article`: the one the cursor goes to where it is on the page, else it stays at its place.
        """
        before, first, shown = len(self.boxes), self._layout is None, self._layout
        left = self.cursor
        self._layout, self._nothing = layout, nothing
        self._boxed = frozenset(box.article.id for box in layout.boxes)
        self._boxed_at = None
        self._flash.show(pager, layout.flash, new)
        found = self._number_of(article) if article is not None else None
        if found is None:
            in_flash = before <= self.cursor and not first
            found = self.cursor - before + len(layout.boxes) if in_flash else self.cursor
        self.set_reactive(FrontPage.cursor, max(0, min(found, self._last)))
        self._flash.scroll_to(self.cursor - len(self.boxes))
        self.repaint_changes(shown)
        if left != self.cursor:
            self.repaint_cells(left)
            self.repaint_cells(self.cursor)
        self.post_message(self.Moved())

    @property
    def rows(self) -> int:
        """The rows the page is laid out for."""
        return self._layout.rows if self._layout else 0

    @property
    def chosen(self) -> int:
        """The cursor."""
        return self.cursor

    @property
    def _last(self) -> int:
        """The highest number the cursor can have."""
        return max(0, len(self.boxes) + len(self._flash) - 1)

    @property
    def current(self) -> ArticleSummary | None:
        """The article under the cursor; `None` when there is none."""
        return self._article(self.cursor)

    def _article(self, number: int) -> ArticleSummary | None:
        boxes = self.boxes
        return boxes[number].article if number < len(boxes) else self._flash.row(number - len(boxes))

    def _number_of(self, article: int) -> int | None:
        """The cursor's number for an article: its box, else its place in the Flash."""
        for number, box in enumerate(self.boxes):
            if box.article.id == article:
                return number
        index = self._flash.pager.index(article) if self._flash.pager else None
        return None if index is None else len(self.boxes) + index

    def go_to(self, article: int) -> None:
        """Move the cursor to an article, where it is on the page."""
        if (number := self._number_of(article)) is not None:
            self.cursor = number

    @property
    def place(self) -> int:
        """The place of the cursor in the reading order, from 1."""
        index = self.cursor - len(self.boxes)
        if index < 0 or self._flash.pager is None:
            return self.cursor + 1
        if self._boxed_at is None:
            places = (self._flash.pager.index(article) for article in self._boxed)
            self._boxed_at = [place for place in places if place is not None]
        return self.cursor + 1 - sum(1 for place in self._boxed_at if place < index)

    # ── the cursor ───────────────────────────────────────────────────────────────────────────────────────────────────

    def move(self, step: int) -> None:
        """Move the cursor in the reading order: the boxes, then what of the Flash is in no box."""
        number = self._following(self.cursor, step)
        if number is not None:
            self.cursor = number

    def _following(self, number: int, step: int) -> int | None:
        """The next (1) or previous (-1) number in the reading order; `None` at its ends."""
        number += step
        while len(self.boxes) <= number <= self._last:
            row = self._flash.row(number - len(self.boxes))
            if row is not None and row.id not in self._boxed:
                return number
            number += step
        return number if 0 <= number < len(self.boxes) else None

    def to_start(self) -> None:
        """Move the cursor to the lead."""
        self.cursor = 0

    def to_end(self) -> None:
        """Move the cursor to the last article of the Flash."""
        self.cursor = self._last

    def move_page(self, step: int) -> None:
        """Go a page of the Flash further (1) or back (-1); from the boxes, into the Flash."""
        shown = self._flash.entries()
        if step > 0 and self.cursor < len(self.boxes):
            self.cursor = min(self._last, len(self.boxes) + (shown[0].number if shown else 0))
        else:
            self.cursor = max(0, min(self._last, self.cursor + step * max(1, len(shown) - 1)))

    def follow(self, step: int, *, unread: bool) -> ArticleSummary | None:
        """Move the cursor to the next (1) or previous (-1) article in the reading order, `unread`: the next unread one;
        it stays where there is none, and `None` is returned.
        """
        number = self._ahead(step, unread=unread)
        if number is None:
            return None
        self.cursor = number
        return self.current

    def title_ahead(self) -> str:
        """The title of the next unread article in the reading order, else of the next one; empty: there is none."""
        number = self._ahead(1, unread=True)
        number = self._ahead(1, unread=False) if number is None else number
        article = None if number is None else self._article(number)
        return article.title if article else ""

    def _ahead(self, step: int, *, unread: bool) -> int | None:
        """The number of the next article in the reading order, `unread`: of the next unread one."""
        number = self._next_number(self.cursor, step, unread=unread)
        while number is not None and unread and (article := self._article(number)) and article.read:
            number = self._next_number(number, step, unread=unread)
        return number

    def _next_number(self, number: int, step: int, *, unread: bool) -> int | None:
        """The next number in the reading order; `unread`: in the Flash, that of the next unread article."""
        boxes, pager = len(self.boxes), self._flash.pager
        following = self._following(number, step)
        if following is None or following < boxes or not unread or pager is None:
            return following
        # By an index, for it may be a million articles away.
        index = pager.find(following - boxes - step, step, unread=True)
        while index is not None and (row := self._flash.row(index)) and row.id in self._boxed:
            index = pager.find(index, step, unread=True)
        if index is None:
            return boxes - 1 if step < 0 and boxes else None
        return boxes + index

    def watch_cursor(self, old: int, new: int) -> None:
        """Repaint what the cursor left and what it is on now, scroll the Flash to it, and report it."""
        if self._flash.scroll_to(new - len(self.boxes)):
            self.refresh()
        else:
            self.repaint_cells(old)
            self.repaint_cells(new)
        self.post_message(self.Moved())

    def cursor_place(self) -> Offset:
        """The cell of the first letter under the cursor."""
        if self.cursor < len(self.boxes):
            headline = self.boxes[self.cursor].headline
            return Offset(headline.x, headline.y)
        place = self.cells(self.cursor)
        return Offset(place.x, place.y) if place else Offset(0, 0)

    def _in_view(self) -> list[int]:
        """The numbers of the boxes and of the entries in view."""
        boxes = len(self.boxes)
        return [*range(boxes), *(boxes + entry.number for entry in self._flash.entries())]

    def _go(self, direction: Direction) -> None:
        """Move the cursor to the nearest box or entry in a direction; up and down in the Flash, to its next one."""
        step = {Direction.DOWN: 1, Direction.UP: -1}.get(direction, 0)
        boxes = len(self.boxes)
        if step and self.cursor >= boxes and boxes <= self.cursor + step <= self._last:
            self.cursor += step
            return
        places = {number: place for number in self._in_view() if (place := self.reach(number))}
        start = places.pop(self.cursor, None)
        if start and (found := nearest(list(places.values()), start, direction)) is not None:
            self.cursor = list(places)[found]

    def action_up(self) -> None:
        """Go to the nearest story above."""
        self._go(Direction.UP)

    def action_down(self) -> None:
        """Go to the nearest story below."""
        self._go(Direction.DOWN)

    def action_left(self) -> None:
        """Go to the nearest story at the left."""
        self._go(Direction.LEFT)

    def action_right(self) -> None:
        """Go to the nearest story at the right."""
        self._go(Direction.RIGHT)

    def action_section(self, number: int) -> None:
        """Ask for a section."""
        self.post_message(self.SectionWanted(number))

    # ── events ───────────────────────────────────────────────────────────────────────────────────────────────────────

    def on_click(self, event: events.Click) -> None:
        """Move the cursor to the story that was clicked, and report it."""
        # A box inside another one comes after it.
        for number in reversed(self._in_view()):
            place = self.cells(number)
            if place and Region(*place).contains(event.x, event.y) and (article := self._article(number)):
                self.cursor = number
                self.post_message(self.Chosen(article))
                return

    def on_mouse_scroll_down(self, event: events.MouseScrollDown) -> None:
        """Scroll the Flash."""
        event.stop()
        if self._flash.scroll_by(1):
            self.refresh()

    def on_mouse_scroll_up(self, event: events.MouseScrollUp) -> None:
        """Scroll the Flash."""
        event.stop()
        if self._flash.scroll_by(-1):
            self.refresh()

    def on_resize(self) -> None:
        """Ask for the page in the new size."""
        self.post_message(self.Resized())

    def on_focus(self) -> None:
        """Repaint: the cursor's ground depends on the focus."""
        self.repaint_cells(self.cursor)

    def on_blur(self) -> None:
        """Repaint: the cursor's ground depends on the focus."""
        self.repaint_cells(self.cursor)

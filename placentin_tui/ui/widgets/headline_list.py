"""The list of the Flash pane: entries of four lines each, however many there are."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.segment import Segment
from textual.geometry import Offset, Region, Size
from textual.message import Message
from textual.reactive import reactive
from textual.scroll_view import ScrollView
from textual.strip import Strip

from placentin_tui.errors import LibraryError
from placentin_tui.ui.article_pager import ArticleGone
from placentin_tui.ui.error_boundary import ErrorBoundary
from placentin_tui.ui.textual_internals import resize_scrollbars
from placentin_tui.ui.widgets.headline import HEIGHT, headline_lines, no_headline
from placentin_tui.ui.widgets.text_styles import TextStyles

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from textual import events

    from placentin_tui.models import ArticleSummary, Timestamp
    from placentin_tui.ui.article_pager import ArticlePager


class HeadlineList(ErrorBoundary, ScrollView, can_focus=True, inherit_bindings=False):
    """A virtual list over an `ArticlePager`: only the rows in view are read and painted."""

    cursor = reactive(0, repaint=False)
    """Index of the row under the cursor."""

    class Moved(Message):
        """The cursor is on another article, or on none."""

        def __init__(self, article: ArticleSummary | None) -> None:
            """`article`: the one under the cursor."""
            super().__init__()
            self.article = article

    class Chosen(Message):
        """A headline was clicked."""

        def __init__(self, article: ArticleSummary) -> None:
            """`article`: the one clicked."""
            super().__init__()
            self.article = article

    class Outdated(Message):
        """A row's article is no longer in the library: the list must be read again. Posted once for each list shown."""

    class Unreadable(Message):
        """The library cannot be read. Posted once for each list shown."""

        def __init__(self, error: LibraryError) -> None:
            """`error`: what the library raised."""
            super().__init__()
            self.error = error

    def __init__(self, *, clock: Callable[[], Timestamp], id: str | None = None) -> None:  # noqa: A002 - Textual's own name
        """`clock`: the time in seconds that ages are relative to."""
        super().__init__(id=id)
        self._clock = clock
        self._inks = TextStyles(self)
        self._pager: ArticlePager | None = None
        self._strips: dict[tuple[int, int, bool], list[Strip]] = {}
        """Painted rows, by index, width and whether the cursor is there."""
        self.several_sources = False
        self._nothing = ""
        self._told = False
        """Whether `Outdated` or `Unreadable` was posted for this list."""

    # ── content ──────────────────────────────────────────────────────────────────────────────────────────────────────

    @property
    def pager(self) -> ArticlePager | None:
        """The pager whose articles are listed."""
        return self._pager

    def show(self, pager: ArticlePager, cursor: int = 0, *, nothing: str = "") -> None:
        """List the articles of a pager, the cursor on a row; `nothing`: the sentence shown when there are none."""
        self._pager = pager
        self._nothing = nothing
        self._told = False
        self._fit()
        self.set_reactive(HeadlineList.cursor, max(0, min(cursor, len(pager) - 1)))
        self.scroll_to_cursor()
        self.repaint()
        self.post_message(self.Moved(self.current))

    def fit(self) -> None:
        """Set the scrollable height to the pager's present length."""
        self._fit()

    def repaint(self, articles: Iterable[int] = ()) -> None:
        """Read these articles (none: all) again and repaint."""
        if self._pager:
            self._pager.forget(articles)
        self._strips.clear()
        self.refresh()

    def catch_up(self) -> None:
        """Read the rows in view again, and repaint those whose marks or age have changed."""
        if self._pager is None:
            return
        first, width = self.line // HEIGHT, self.width
        in_sight = range(first, min(len(self._pager), first + self.page_rows + 2))
        self._pager.reread(in_sight.start, in_sight.stop)
        before, self._strips = self._strips, {}
        for index in in_sight:
            key = (index, width, index == self.cursor)
            self._strips[key] = self._paint(index, width, chosen=key[2])
            if self._strips[key] != before.get(key):
                self._refresh_row(index)

    @property
    def current(self) -> ArticleSummary | None:
        """The article under the cursor; `None` when there is none."""
        return self.row(self.cursor)

    def row(self, index: int) -> ArticleSummary | None:
        """The article at an index; `None` past the end, and where the library has it no more or cannot be read."""
        if self._pager is None:
            return None
        try:
            return self._pager[index]
        except ArticleGone:
            self._tell_once(self.Outdated())
        except IndexError:
            self._fit()
        except LibraryError as error:
            self._tell_once(self.Unreadable(error))
        return None

    def _tell_once(self, message: Message) -> None:
        """Post a message, unless one was posted for this list."""
        if not self._told:
            self._told = True
            self.post_message(message)

    def move(self, step: int) -> None:
        """Move the cursor by so many rows, within the list."""
        self.move_to(self.cursor + step)

    def move_to(self, index: int) -> None:
        """Move the cursor to a row, within the list."""
        if self._pager:
            self.cursor = max(0, min(index, len(self._pager) - 1))

    def to_start(self) -> None:
        """Move the cursor to the first row."""
        self.move_to(0)

    def to_end(self) -> None:
        """Move the cursor to the last row."""
        self.move_to(len(self._pager or ()) - 1)

    def page(self, step: int) -> None:
        """Move the cursor by a page, further (1) or back (-1)."""
        self.move(step * self.page_rows)

    @property
    def width(self) -> int:
        """Columns beside the scroll bar."""
        return self.scrollable_content_region.width

    @property
    def line(self) -> int:
        """The first line in view."""
        return int(self.scroll_offset.y)

    @line.setter
    def line(self, line: int) -> None:
        self.scroll_to(y=line, animate=False, force=True, immediate=True)

    def cursor_place(self) -> Offset:
        """The cell of the first letter of the headline under the cursor."""
        line = self.cursor * HEIGHT + 1 - self.line
        return Offset(min(3, max(0, self.width - 1)), max(0, min(line, self.size.height - 1)))

    @property
    def page_rows(self) -> int:
        """Entries that fit into the pane."""
        return max(1, self.size.height // HEIGHT)

    # ── events ───────────────────────────────────────────────────────────────────────────────────────────────────────

    def watch_cursor(self, old: int, new: int) -> None:
        """Repaint both rows, scroll to the cursor and report it."""
        for index in (old, new):
            self._strips.pop((index, self.width, True), None)
            self._refresh_row(index)
        self.scroll_to_cursor()
        self.post_message(self.Moved(self.current))

    def scroll_to_cursor(self) -> None:
        """Scroll just far enough for the row under the cursor to be in view."""
        region = Region(0, self.cursor * HEIGHT, max(1, self.width), HEIGHT)
        self.scroll_to_region(region, animate=False, force=True)

    def on_resize(self) -> None:
        """Lay out the entries for the new width."""
        self._strips.clear()
        self._fit()
        self.scroll_to_cursor()

    def on_focus(self) -> None:
        """Repaint: the cursor's background depends on the focus."""
        self._strips.clear()

    def on_blur(self) -> None:
        """Repaint: the cursor's background depends on the focus."""
        self._strips.clear()

    def on_click(self, event: events.Click) -> None:
        """Move the cursor to the entry that was clicked, and report it."""
        index = (event.y + self.scroll_offset.y) // HEIGHT
        if article := self.row(index):
            self.cursor = index
            self.post_message(self.Chosen(article))

    def notify_style_update(self) -> None:
        """Drop the cached styles and rows: the theme has changed."""
        super().notify_style_update()
        self._inks.fade()
        self._strips.clear()

    def _fit(self) -> None:
        """Set the scrollable size to the pager's length."""
        rows = len(self._pager) if self._pager else 0
        size = Size(self.width, rows * HEIGHT)
        if size != self.virtual_size:
            # Only the scroll bar is updated: nothing in view moves, and a new layout of the screen takes 10 ms.
            self.set_reactive(HeadlineList.virtual_size, size)
            resize_scrollbars(self, size)

    def _refresh_row(self, index: int) -> None:
        """Repaint the lines of a row."""
        y = index * HEIGHT - self.scroll_offset.y
        self.refresh(Region(0, y, self.width, HEIGHT))

    # ── painting ─────────────────────────────────────────────────────────────────────────────────────────────────────

    def render_line(self, y: int) -> Strip:
        """Render line `y` of the pane."""
        width = self.width
        index, line = divmod(y + self.scroll_offset.y, HEIGHT)
        chosen = index == self.cursor
        key = (index, width, chosen)
        if key not in self._strips:
            if len(self._strips) > 8 * self.page_rows:
                self._strips.clear()
            self._strips[key] = self._paint(index, width, chosen=chosen)
        return self._strips[key][line]

    def _paint(self, index: int, width: int, *, chosen: bool) -> list[Strip]:
        """Render the `HEIGHT` lines of a row; `chosen`: the cursor is there."""
        article = self.row(index) if self._pager and index < len(self._pager) else None
        if width < 6 or (article is None and index > 0):
            return [Strip.blank(width, self._inks.style(""))] * HEIGHT
        if article is None:
            lines, ground = no_headline(self._nothing, width), ""
        else:
            lines = headline_lines(article, width, self._clock(), source=self.several_sources)
            ground = ("chosen-focus" if self.has_focus else "chosen") if chosen else ""
        strips = []
        for number, runs in enumerate(lines):
            on = "" if number == HEIGHT - 1 else ground
            segments = [Segment(run.text, self._inks.style(f"{run.style} {on}")) for run in runs]
            strips.append(Strip(segments).adjust_cell_length(width, self._inks.style(on)))
        return strips

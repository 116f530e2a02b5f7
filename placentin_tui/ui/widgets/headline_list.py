"""The Flash pane: headlines one under the other, four lines each, however many there are."""

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
    """A virtual list over a `ArticlePager`: only the rows on screen are ever read or painted."""

    cursor = reactive(0, repaint=False)
    """The index of the chosen row."""

    class Moved(Message):
        """The cursor stands on another article, or on none."""

        def __init__(self, article: ArticleSummary | None) -> None:
            super().__init__()
            self.article = article

    class Chosen(Message):
        """A headline was clicked: its article is wanted."""

        def __init__(self, article: ArticleSummary) -> None:
            super().__init__()
            self.article = article

    class Outdated(Message):
        """A row's article is in the library no more: the list must be read anew."""

    class Unreadable(Message):
        """The library cannot be read; said once for each list shown."""

        def __init__(self, error: LibraryError) -> None:
            super().__init__()
            self.error = error

    def __init__(self, *, clock: Callable[[], Timestamp], id: str | None = None) -> None:  # noqa: A002 - Textual's own name
        super().__init__(id=id)
        self._clock = clock
        self._inks = TextStyles(self)
        self._pager: ArticlePager | None = None
        self._strips: dict[tuple[int, int, bool], list[Strip]] = {}
        """Painted rows, by index, width and whether the cursor stands there."""
        self.several_sources = False
        self._nothing = ""
        self._told = False
        """Whether it was said already that this list cannot be read as it is."""

    # ── what it shows ────────────────────────────────────────────────────────────────────────────────────────────────

    @property
    def pager(self) -> ArticlePager | None:
        """The roll being shown."""
        return self._pager

    def show(self, pager: ArticlePager, cursor: int = 0, *, nothing: str = "") -> None:
        """Show a roll, the cursor on one of its rows; `nothing` is said when it has none."""
        self._pager = pager
        self._nothing = nothing
        self._told = False
        self._fit()
        self.set_reactive(HeadlineList.cursor, max(0, min(cursor, len(pager) - 1)))
        self.scroll_to_cursor()
        self.repaint()
        self.post_message(self.Moved(self.current))

    def fit(self) -> None:
        """Make room for as many rows as the roll has by now."""
        self._fit()

    def repaint(self, articles: Iterable[int] = ()) -> None:
        """Read these rows anew (all of them when none is named) and paint."""
        if self._pager:
            self._pager.forget(articles)
        self._strips.clear()
        self.refresh()

    def catch_up(self) -> None:
        """Read the rows in sight anew, and paint those whose marks or age are others by now."""
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
        """The article under the cursor."""
        return self.row(self.cursor)

    def row(self, index: int) -> ArticleSummary | None:
        """The article at an index, `None` past the end, and where the library has or gives none any more."""
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
        if not self._told:
            self._told = True
            self.post_message(message)

    def move(self, step: int) -> None:
        """Move the cursor by so many rows, as far as there are any."""
        self.move_to(self.cursor + step)

    def move_to(self, index: int) -> None:
        """Put the cursor on a row."""
        if self._pager:
            self.cursor = max(0, min(index, len(self._pager) - 1))

    @property
    def width(self) -> int:
        """The columns there are beside the scrollbar."""
        return self.scrollable_content_region.width

    @property
    def line(self) -> int:
        """The line at the top of the pane."""
        return int(self.scroll_offset.y)

    @line.setter
    def line(self, line: int) -> None:
        self.scroll_to(y=line, animate=False, force=True, immediate=True)

    def cursor_place(self) -> Offset:
        """The first letter of the chosen headline."""
        line = self.cursor * HEIGHT + 1 - self.line
        return Offset(min(3, max(0, self.width - 1)), max(0, min(line, self.size.height - 1)))

    @property
    def page_rows(self) -> int:
        """How many headlines fit on the screen."""
        return max(1, self.size.height // HEIGHT)

    # ── how it follows ───────────────────────────────────────────────────────────────────────────────────────────────

    def watch_cursor(self, old: int, new: int) -> None:
        """Paint both rows anew and say where the cursor is."""
        for index in (old, new):
            self._strips.pop((index, self.width, True), None)
            self._refresh_row(index)
        self.scroll_to_cursor()
        self.post_message(self.Moved(self.current))

    def scroll_to_cursor(self) -> None:
        """Scroll just far enough for the cursor to show."""
        region = Region(0, self.cursor * HEIGHT, max(1, self.width), HEIGHT)
        self.scroll_to_region(region, animate=False, force=True)

    def on_resize(self) -> None:
        """Set the headlines for the new width."""
        self._strips.clear()
        self._fit()
        self.scroll_to_cursor()

    def on_focus(self) -> None:
        """Show the cursor strong."""
        self._strips.clear()

    def on_blur(self) -> None:
        """Show the cursor weak."""
        self._strips.clear()

    def on_click(self, event: events.Click) -> None:
        """Choose the headline under the mouse."""
        index = (event.y + self.scroll_offset.y) // HEIGHT
        if article := self.row(index):
            self.cursor = index
            self.post_message(self.Chosen(article))

    def notify_style_update(self) -> None:
        """Mix the colours anew: the theme has changed."""
        super().notify_style_update()
        self._inks.fade()
        self._strips.clear()

    def _fit(self) -> None:
        rows = len(self._pager) if self._pager else 0
        size = Size(self.width, rows * HEIGHT)
        if size != self.virtual_size:
            # Only the scrollbar follows: nothing on the screen moves, and arranging it all anew takes 10 ms.
            self.set_reactive(HeadlineList.virtual_size, size)
            resize_scrollbars(self, size)

    def _refresh_row(self, index: int) -> None:
        y = index * HEIGHT - self.scroll_offset.y
        self.refresh(Region(0, y, self.width, HEIGHT))

    # ── how it paints ────────────────────────────────────────────────────────────────────────────────────────────────

    def render_line(self, y: int) -> Strip:
        """One line of the pane."""
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

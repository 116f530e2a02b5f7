"""The list of the Flash pane: entries of their own heights, under the days they are from, however many there are."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.segment import Segment
from textual.geometry import Offset
from textual.message import Message
from textual.reactive import reactive
from textual.strip import Strip

from placentin_tui.errors import LibraryError
from placentin_tui.models.setting_enums import Density
from placentin_tui.ui.article_pager import ArticleGone
from placentin_tui.ui.error_boundary import ErrorBoundary
from placentin_tui.ui.widgets import headline
from placentin_tui.ui.widgets.list_days import ListDays
from placentin_tui.ui.widgets.picks import Picks
from placentin_tui.ui.widgets.row_hits import RowHits
from placentin_tui.ui.widgets.row_view import NARROWEST, RowView
from placentin_tui.ui.widgets.text_styles import TextStyles

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from textual import events
    from textual.geometry import Region

    from placentin_tui.models import ArticleSummary, Extract, StoredPicture, Timestamp
    from placentin_tui.prose.layout import Run
    from placentin_tui.rendering.day_headings import DayPart
    from placentin_tui.ui.article_pager import ArticlePager
    from placentin_tui.ui.widgets.picture_renderer import PictureRenderer
    from placentin_tui.ui.widgets.thumbnails import Spot, Thumbnails


class HeadlineList(ErrorBoundary, RowView, can_focus=True, inherit_bindings=False):
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

    def __init__(
        self,
        *,
        clock: Callable[[], Timestamp],
        picture_renderer: Callable[[], PictureRenderer],
        id: str | None = None,  # noqa: A002 - Textual's own name
    ) -> None:
        """`clock`: the time that ages are relative to; `picture_renderer`: called for the first thumbnail."""
        super().__init__(id=id)
        self._clock = clock
        self._inks = TextStyles(self)
        self._pager: ArticlePager | None = None
        self._days = ListDays(clock)
        self._hits = RowHits(self)
        self.picks = Picks(self)
        self._strips: dict[tuple[int, int, bool], list[Strip]] = {}
        """Painted rows, by index, width and whether the cursor is there."""
        self.several_sources = False
        self.density = Density.NORMAL
        self._picture_renderer = picture_renderer
        self._thumbnails: Thumbnails | None = None
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
        pager.forget()
        self._hits.follow(pager)
        self.picks.follow(pager)
        self.set_reactive(HeadlineList.cursor, max(0, min(cursor, len(pager) - 1)))
        self.lay_out()
        self.refresh()
        self.post_message(self.Moved(self.current))

    def show_density(self, density: Density) -> None:
        """Show more or less of each article; the row under the cursor stays where it is."""
        self.density = density
        self._lay_out_in_place()

    def show_thumbnails(self, *, shown: bool) -> None:
        """Show the articles' pictures at the right edge, or no longer; the row under the cursor stays where it is."""
        if shown is (self._thumbnails is not None):
            return
        self._thumbnails = None
        if shown:
            from placentin_tui.ui.widgets.thumbnails import Thumbnails  # only for terminals that draw pixels

            self._thumbnails = Thumbnails(
                self, lambda: filter(None, map(self._spot, self.in_view)), self._picture_renderer
            )
        self._lay_out_in_place()

    def _lay_out_in_place(self) -> None:
        """Lay out the entries otherwise; the row under the cursor stays on its line."""
        above = self.heights.top(self.cursor) - self.line if self.heights.rows else 0
        self.lay_out()
        if self.heights.rows:
            self.line = self.heights.top(self.cursor) - above
        self.scroll_to_cursor()
        self.refresh()

    def repaint(self, articles: Iterable[int] = ()) -> None:
        """Read these articles (none: all) again and repaint."""
        if self._pager:
            self._pager.forget(articles)
        self.measure_again()
        self.refresh()

    def catch_up(self) -> None:
        """Read the rows in view again, and repaint those whose marks, age or place have changed."""
        if self._pager is None:
            return
        shown = self.in_view
        self._pager.reread(shown.start, shown.stop)
        before = self._strips.copy()
        if self.measure_again():
            self.refresh()
            return
        for index in shown:
            key = (index, self.width, index == self.cursor)
            self._strips[key] = self._paint(index, self.width, chosen=key[2])
            if self._strips[key] != before.get(key):
                self.refresh_row(index)

    def repaint_rows(self) -> None:
        """Paint all rows anew, which have changed in nothing that is read."""
        self._strips.clear()
        self.refresh()

    def repaint_row(self, index: int) -> None:
        """Paint a row anew: what it shows besides its own columns has been read."""
        self._strips = {key: strips for key, strips in self._strips.items() if key[0] != index}
        self.refresh_row(index)

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
            self.call_later(self.fit)
        except LibraryError as error:
            self._tell_once(self.Unreadable(error))
        return None

    def _tell_once(self, message: Message) -> None:
        """Post a message, unless one was posted for this list."""
        if not self._told:
            self._told = True
            self.post_message(message)

    # ── the cursor ───────────────────────────────────────────────────────────────────────────────────────────────────

    def cursor_place(self) -> Offset:
        """The cell of the first letter of the headline under the cursor."""
        line = 1
        if self.heights.rows:
            line = self.heights.top(self.cursor) - self.line + (self._day_above(self.cursor) is not None)
        return Offset(min(headline.GUTTER, max(0, self.width - 1)), max(0, min(line, self.size.height - 1)))

    def watch_cursor(self, old: int, new: int) -> None:
        """Repaint both rows, scroll to the cursor and report it."""
        for index in (old, new):
            self._strips.pop((index, self.width, True), None)
            self.refresh_row(index)
        self.scroll_to_cursor()
        self.post_message(self.Moved(self.current))

    # ── how it is measured ───────────────────────────────────────────────────────────────────────────────────────────

    def row_count(self) -> int:
        """The pager's present length."""
        return len(self._pager) if self._pager else 0

    def lay_out(self) -> None:
        """Lay out the entries of another list, or for another width or density."""
        self._strips.clear()
        self._days.look()
        super().lay_out()

    def measure_again(self) -> bool:
        """Measure the entries in view again; whether any stands elsewhere now."""
        self._strips.clear()
        self._days.look()
        return super().measure_again()

    def row_lines(self, start: int, stop: int) -> Iterator[int]:
        """The lines of these rows, with the day above where one begins."""
        above: DayPart | None = None
        for index in range(start, stop):
            article = self.row(index)
            if article is None:
                above = None
                yield 1
                continue
            here = self._days.of(article)
            begins = here != above if above else self._day_above(index) is not None
            above = here if self._pager and self._pager.has_days else None
            has_hit_line = self._hits.has_line(article)
            standfirst = "" if has_hit_line else self._standfirst(index)
            width = self._text_width(index)
            yield begins + headline.height(article, width, self.density, standfirst, has_hit_line=has_hit_line)

    def _standfirst(self, index: int) -> str:
        """The beginning of a row's text, where the density shows it; empty where there is none."""
        found = self._extract(index) if self.density is Density.STANDFIRST else None
        return found.standfirst if found else ""

    def _picture(self, index: int) -> StoredPicture | None:
        """The picture at the right edge of a row; `None` where there is none, or no room for it."""
        if self._thumbnails is None or self.density is Density.LINE or self.width < headline.ROOM_FOR_PICTURES:
            return None
        found = self._extract(index)
        return found.picture if found else None

    def _text_width(self, index: int) -> int:
        """The columns of a row's text."""
        return self.width - headline.PICTURE - 1 if self._picture(index) else self.width

    def _extract(self, index: int) -> Extract | None:
        """The beginning of a row's text, and its picture; `None` where they cannot be read."""
        try:
            return self._pager.extract(index) if self._pager else None
        except (IndexError, LibraryError):
            return None  # asking for the row itself reports it

    def _spot(self, index: int) -> Spot | None:
        """Where a row's picture is."""
        picture = self._picture(index)
        if picture is None:
            return None
        from placentin_tui.ui.widgets.thumbnails import Spot  # there is a picture, so it is imported already

        above = self._day_above(index) is not None
        return Spot(picture, self.heights.top(index) + above - self.line, self.heights.height(index) - above)

    def _day_above(self, index: int) -> DayPart | None:
        """The day that begins with a row; `None` where the row above is of the same one."""
        article = self.row(index)
        return self._days.beginning(self._pager, index, article) if article and self._pager else None

    # ── events ───────────────────────────────────────────────────────────────────────────────────────────────────────

    def on_resize(self) -> None:
        """Lay out the entries for the new width, and keep the cursor in view at another height."""
        if self._laid_out_for != self.width:
            self.lay_out()
        self.scroll_to_cursor()

    def watch_has_focus(self, _has_focus: bool) -> None:
        """Repaint: the cursor's background depends on the focus."""
        super().watch_has_focus(_has_focus)
        self._strips.clear()

    def on_click(self, event: events.Click) -> None:
        """Move the cursor to the entry that was clicked, and report it. Ctrl picks it, Shift all up to it."""
        at = event.y + self.line
        if at >= self.heights.total:
            return
        index, line = self.heights.row_at(at)
        if line == 0 and self._day_above(index) is not None:
            return
        if article := self.row(index):
            self.cursor = index
            if event.ctrl or event.shift:
                self.picks.reach(index) if event.shift else self.picks.turn(article)
                self.post_message(self.Moved(article))
            else:
                self.post_message(self.Chosen(article))

    def notify_style_update(self) -> None:
        """Drop the cached styles and rows: the theme has changed."""
        super().notify_style_update()
        self._inks.fade()
        self._strips.clear()

    # ── painting ─────────────────────────────────────────────────────────────────────────────────────────────────────

    def render_line(self, y: int) -> Strip:
        """Render line `y` of the pane."""
        width, at = self.width, y + self.line
        if at >= self.heights.total:
            return self._render_below(y)
        index, line = self.heights.row_at(at)
        key = (index, width, index == self.cursor)
        if key not in self._strips:
            if len(self._strips) > 8 * max(8, self.size.height):
                self._strips.clear()
            self._strips[key] = self._paint(*key[:2], chosen=key[2])
        strips = self._strips[key]
        strip = strips[line] if line < len(strips) else Strip.blank(width, self._inks.style(""))
        if self._thumbnails and (spot := self._spot(index)) and y >= spot.line:
            return self._thumbnails.laid_over(strip, spot, y - spot.line)
        return strip

    def render_lines(self, crop: Region) -> list[Strip]:
        """Render lines; pictures they replace are drawn again."""
        strips = super().render_lines(crop)
        if self._thumbnails:
            self._thumbnails.painted()
        return strips

    def watch_scroll_y(self, old_value: float, new_value: float) -> None:
        """Leave pictures alone that pass by."""
        super().watch_scroll_y(old_value, new_value)
        if self._thumbnails:
            self._thumbnails.scrolled()

    def _render_below(self, y: int) -> Strip:
        """Render a line below the last row: blank, or of the sentence shown when there are no rows."""
        if not self.heights.rows and self.width >= NARROWEST:
            lines = headline.sentence_lines(self._nothing, self.width)
            if y < len(lines):
                return self._strip(lines[y])
        return Strip.blank(self.width, self._inks.style(""))

    def _paint(self, index: int, width: int, *, chosen: bool) -> list[Strip]:
        """Render the lines of a row; `chosen`: the cursor is there."""
        article = self.row(index)
        if article is None:
            return [Strip.blank(width, self._inks.style(""))]
        day = self._day_above(index)
        strips = [self._strip(headline.heading_runs(self._days.words(day), width))] if day else []
        lines = headline.headline_lines(
            article,
            self._text_width(index),
            self._clock(),
            source=self.several_sources,
            density=self.density,
            standfirst=self._standfirst(index),
            hit=self._hits.of(article),
        )
        if article.id in self.picks:
            lines[0] = headline.with_pick(lines[0])
        ground = ("chosen-focus" if self.has_focus else "chosen") if chosen else ""
        return [*strips, *(self._strip(runs, ground) for runs in lines)]

    def _strip(self, runs: tuple[Run, ...], ground: str = "") -> Strip:
        """A line of runs as wide as the pane, on a ground; the cursor's has a bar at its left edge."""
        segments = [Segment(run.text, self._inks.style(f"{run.style} {ground}")) for run in runs]
        if ground and segments:
            segments[0] = Segment(segments[0].text[1:], segments[0].style)
            segments.insert(0, Segment("▌", self._inks.style(f"bar {ground}")))
        return Strip(segments).adjust_cell_length(self.width, self._inks.style(ground))

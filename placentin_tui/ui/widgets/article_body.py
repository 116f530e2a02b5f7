"""The article pane: a page painted line by line, so that opening and scrolling cost the same at any length."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from rich.segment import Segment
from textual.geometry import Offset, Size
from textual.message import Message
from textual.reactive import var
from textual.scroll_view import ScrollView
from textual.strip import Strip

from placentin_tui.ui.error_boundary import ErrorBoundary
from placentin_tui.ui.widgets.lettering_placement import LetteredArea, LetteringPlacement, rows_of
from placentin_tui.ui.widgets.picture_placement import Area, PicturePlacement, laid_over
from placentin_tui.ui.widgets.run_text import column_of, columns_before, painted, restyled, says_something, written
from placentin_tui.ui.widgets.text_styles import BAR, TextStyles

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from textual import events
    from textual.geometry import Region
    from textual.selection import Selection

    from placentin_tui.prose.blocks import Picture
    from placentin_tui.prose.layout import Line
    from placentin_tui.rendering.article_page import RenderedPage
    from placentin_tui.rendering.find_text import Hit
    from placentin_tui.rendering.links import Link
    from placentin_tui.ui.widgets.lettering_renderer import LetteringRenderer
    from placentin_tui.ui.widgets.picture_renderer import PictureRenderer
    from placentin_tui.ui.widgets.picture_size import PictureSize


MARGIN = 2
"""Columns of the margin that belong to what is marked; the bar stands in the first."""
_HYPHEN = re.compile("\1\n *")  # as `written` marks it
_SPACES = re.compile("[ \n]+")
_BLANK_LINES = re.compile("\n(?: *\n)+")


class ArticleBody(ErrorBoundary, ScrollView, can_focus=True, inherit_bindings=False):
    """Paints a `RenderedPage` and scrolls it."""

    marked: var[int | None] = var(None)
    """The line of the comment that actions apply to, or of the footnote last jumped to."""

    class Acted(Message):
        """A link or a button of the page was clicked."""

        def __init__(self, href: str) -> None:
            """`href`: the link's URL, or `act:…`."""
            super().__init__()
            self.href = href

    class Pointed(Message):
        """The mouse has moved to a link, or off one."""

        def __init__(self, href: str) -> None:
            """`href`: the link's URL or `act:…`; empty: none."""
            super().__init__()
            self.href = href

    class PictureChosen(Message):
        """A picture of the page was clicked."""

        def __init__(self, picture: Picture) -> None:
            super().__init__()
            self.picture = picture

    class Resized(Message):
        """The width has changed: the page must be laid out again."""

    class Scrolled(Message):
        """The pane was scrolled, or the page has grown."""

    def __init__(
        self,
        *,
        shape: Callable[[Picture, int], PictureSize | None],
        picture_renderer: Callable[[], PictureRenderer],
        lettering: Callable[[], LetteringRenderer],
        id: str | None = None,  # noqa: A002 - Textual's own name
    ) -> None:
        """`shape`: gives a picture's size in so many columns; `picture_renderer`: called when the first picture is
        painted.
        """
        super().__init__(id=id)
        self._shape = shape
        self._placement = PicturePlacement(self, self._areas, picture_renderer)
        self._lettering = LetteringPlacement(self, self._lettered, lettering)
        self._inks = TextStyles(self)
        self._page: RenderedPage | None = None
        self._over = ""
        """The `href` of the link under the mouse."""
        self._here: tuple[int, int] | None = None
        """Line and character of the current hit of a search."""
        self._found: dict[int, list[tuple[int, int, str]]] = {}
        """The hits by line: first character, end, style role."""
        self._strips: dict[tuple[int, int], Strip] = {}
        """Painted lines, by line number and width."""

    # ── content ──────────────────────────────────────────────────────────────────────────────────────────────────────

    @property
    def page(self) -> RenderedPage | None:
        """The page being shown; the rest of it is laid out now where that is not done."""
        if self._page and not self._page.whole:
            self._page.finish()
            self._has_grown()
        return self._page

    def show(self, page: RenderedPage | None, line: int = 0) -> None:
        """Show a page, `line` at the top."""
        self._page = page
        self._here = None
        self._found.clear()
        self._strips.clear()
        if self.text_selection:
            self.screen.clear_selection()  # its offsets are of the previous page
        self.virtual_size = Size(self.width, len(page.lines) if page else 0)
        self.scroll_to(y=line, animate=False, force=True, immediate=True)
        self.refresh()
        if page and not page.whole:
            self.call_after_refresh(self._set_more, page)

    def _set_more(self, page: RenderedPage) -> None:
        """Lay out a further part of a long page after each frame, until it is complete."""
        if page is self._page and not page.whole:
            page.set_more()
            if page.whole:
                self._has_grown()
            else:
                self.call_after_refresh(self._set_more, page)

    def _has_grown(self) -> None:
        """Set the scrollable height to the lines there are now."""
        if self._page:
            self.virtual_size = Size(self.width, len(self._page.lines))
            self.post_message(self.Scrolled())

    @property
    def is_laid_out(self) -> bool:
        """Whether the page being shown is complete; asking for it does not lay it out."""
        return self._page is not None and self._page.whole

    @property
    def links(self) -> tuple[Link, ...]:
        """The links of the page being shown, however much of it is laid out."""
        return self._page.links if self._page else ()

    @property
    def width(self) -> int:
        """Columns beside the scroll bar."""
        return self.scrollable_content_region.width

    @property
    def line(self) -> int:
        """The first line in view."""
        return int(self.scroll_offset.y)

    @property
    def at_end(self) -> bool:
        """Whether the last line is in view."""
        return self.page is not None and self.scroll_offset.y >= self.max_scroll_y

    def to_end(self) -> None:
        """Scroll to the last line."""
        if self.page:
            self.scroll_end(animate=False)

    @property
    def progress(self) -> float:
        """How far the page is scrolled, 0 to 1."""
        return min(1.0, self.scroll_offset.y / self.max_scroll_y) if self.max_scroll_y else 1.0

    @property
    def picture(self) -> Picture | None:
        """The first picture in view."""
        return next((line.picture for line in self._in_sight() if line.picture), None)

    def _in_sight(self) -> list[Line]:
        return self._page.lines[self.line : self.line + self.size.height] if self._page else []

    def jump(self, anchor: str) -> None:
        """Scroll to an anchor of the page."""
        if self.page and anchor in self.page.anchors:
            self.scroll_to(y=self.page.anchors[anchor], animate=False)

    def show_hits(self, hits: Sequence[Hit], current: int, *, follow: bool = True) -> None:
        """Mark the hits of a search, the one with index `current` more strongly; no hits: remove the marks. `follow`:
        scroll to the current one.
        """
        self._found.clear()
        self._here = hits[current][0][:2] if hits else None
        for number, hit in enumerate(hits):
            role = "found-here" if number == current else "found"
            for line, start, end in hit:
                self._found.setdefault(line, []).append((start, end, role))
        self._strips.clear()
        if follow and hits and not self.line <= (line := hits[current][0].line) < self.line + self.size.height - 2:
            self.scroll_to(y=max(0, line - self.size.height // 3), animate=False, force=True, immediate=True)
        self.refresh()

    def mark(self, line: int) -> None:
        """Mark a line, or the comment that begins there, and scroll it into view."""
        self.marked = line
        last = self._page.chosen(line).stop - 1 if self._page else line
        if not self.line <= line <= max(last, line + 2) < self.line + self.size.height:
            self.scroll_to(y=max(0, line - 2), animate=False)

    def cursor_place(self) -> Offset:
        """The cell of the terminal's cursor: the current hit or the marked line while it is in view, else the first
        paragraph that begins in view.
        """
        lines = self._in_sight()
        number, character = self._here or (-1 if self.marked is None else self.marked, 0)
        if not self.line <= number < self.line + len(lines):
            starts = (y for y, line in enumerate(lines) if says_something(line) and self._begins(self.line + y))
            number, character = self.line + next(starts, 0), 0
        line = self._page.lines[number] if self._page and number < len(self._page.lines) else None
        return Offset(column_of(line, character) if line else 0, number - self.line)

    def _begins(self, number: int) -> bool:
        """Whether a block (paragraph, heading …) begins on a line."""
        if number == 0 or self._page is None:
            return True
        before, line = self._page.lines[number - 1], self._page.lines[number]
        return not says_something(before) or before.block != line.block

    # ── events ───────────────────────────────────────────────────────────────────────────────────────────────────────

    def on_resize(self) -> None:
        """Ask for the page in the new width."""
        self.post_message(self.Resized())

    def watch_marked(self) -> None:
        """Repaint: the mark has moved."""
        self._strips.clear()
        self.refresh()

    def watch_scroll_y(self, old_value: float, new_value: float) -> None:
        """Report the new position."""
        super().watch_scroll_y(old_value, new_value)
        if round(old_value) != round(new_value):
            self.post_message(self.Scrolled())

    def on_click(self, event: events.Click) -> None:
        """Report the link or picture that was clicked."""
        if href := event.style.meta.get("href"):
            self.post_message(self.Acted(href))
        elif place := event.get_content_offset(self):
            picture = next((line.picture for line in self._in_sight()[place.y : place.y + 1]), None)
            if picture:
                self.post_message(self.PictureChosen(picture))
            elif self._page and (comment := self._page.comment_at(place.y + self.line)) and not self.text_selection:
                self.marked = comment.line
                self.post_message(self.Scrolled())

    def on_mouse_move(self, event: events.MouseMove) -> None:
        """Report the link under the mouse."""
        self._point(event.style.meta.get("href", ""))

    def on_leave(self) -> None:
        """Report that the mouse is over no link."""
        self._point("")

    def _point(self, href: str) -> None:
        """Report the link under the mouse when it is another one."""
        if href != self._over:
            self._over = href
            self.post_message(self.Pointed(href))

    def notify_style_update(self) -> None:
        """Drop the cached styles and lines: the theme has changed."""
        super().notify_style_update()
        self._inks.fade()
        self._strips.clear()

    # ── selection ────────────────────────────────────────────────────────────────────────────────────────────────────

    def selection_updated(self, selection: Selection | None) -> None:
        """Repaint the selection."""
        self.refresh()

    def get_selection(self, selection: Selection) -> tuple[str, str] | None:
        """The selected text as the paper wrote it: paragraphs unwrapped, hyphens and link numbers of ours left out."""
        if self._page is None:
            return None
        lines = (" " * line.indent * bool(line.runs) + "".join(map(written, line.runs)) for line in self._page.lines)
        words = _HYPHEN.sub("", selection.extract("\n".join(lines)).replace("\0", ""))
        return "\n\n".join(_SPACES.sub(" ", part).strip() for part in _BLANK_LINES.split(words)).strip(), "\n"

    # ── painting ─────────────────────────────────────────────────────────────────────────────────────────────────────

    def render_lines(self, crop: Region) -> list[Strip]:
        """Render the lines of a region, and note that it was painted."""
        if self._has_pictures:
            self._placement.painted()
        if any(line.lettering for line in self._in_sight()):
            self._lettering.painted()
        return super().render_lines(crop)

    @property
    def _has_pictures(self) -> bool:
        """Whether a picture is in view."""
        return any(line.picture for line in self._in_sight())

    def _areas(self) -> Iterator[Area]:
        """The pictures in view."""
        lines = self._in_sight()
        for y, line in enumerate(lines):
            begins = y == 0 or (lines[y - 1].picture, lines[y - 1].row + 1) != (line.picture, line.row)
            if begins and line.picture and (shape := self._shape(line.picture, line.columns)):
                yield Area(shape, columns_before(line), y - line.row)

    def _lettered(self) -> Iterator[LetteredArea]:
        """The headlines in view that are shown in letters now."""
        lines = self._in_sight()
        for y, line in enumerate(lines):
            if line.lettering and (y == 0 or line.row == 0) and not self._shows_text(y + self.line, line):
                look = self._inks.style(line.lettering.style)
                yield LetteredArea(line.lettering, line.indent + line.lettering.inset, y - line.row, look)

    def _shows_text(self, number: int, line: Line) -> bool:
        """Whether the headline on a line shows its text now, and not its letters: a part of it is found, marked or
        selected.
        """
        rows, selection = rows_of(number, line), self.text_selection
        if self.marked in rows or not self._found.keys().isdisjoint(rows):
            return True
        return selection is not None and any(map(selection.get_span, rows))

    def render_line(self, y: int) -> Strip:
        """Render line `y` of the pane."""
        number, width = y + self.scroll_offset.y, self.width
        if self._page is None or number >= len(self._page.lines):
            return Strip.blank(width, self._inks.style(""))
        line = self._page.lines[number]
        if line.picture and (shape := self._shape(line.picture, line.columns)):
            return self._paint_picture(line, shape, width)
        if line.lettering and not self._shows_text(number, line):
            look = self._inks.style(line.lettering.style)
            if row := self._lettering.row(line.lettering, line.row, look):
                return laid_over(self._paint(line, width, ""), line.indent + line.lettering.inset, row)
        key = (number, width)
        if key not in self._strips:
            if len(self._strips) > 2000:
                self._strips.clear()
            chosen = self.marked is not None and number in self._page.chosen(self.marked)
            painted = self._paint(line, width, "chosen-focus" if chosen else "")
            self._strips[key] = self._mark(painted, self._found.get(number, []))
        strip = self._strips[key]
        if self.text_selection and (selected := self.text_selection.get_span(number)):
            strip = self._select(strip, *selected)
        # Textual finds the mouse's place in the text by offsets in the painted line; without a mouse they are left out.
        return strip.apply_offsets(0, number) if self.app.mouse_position else strip

    def _select(self, strip: Strip, start: int, end: int) -> Strip:
        """The line, with the characters `start` to `end` in the style of a selection."""
        return restyled(strip, start, end, self._inks.style("selected"))

    def _paint(self, line: Line, width: int, ground: str) -> Strip:
        """The line in this width; the ground reaches as far into the right margin as into the left."""
        strip = Strip(self._runs(line, ground))
        if ground and self._page:
            ends = max(self._page.right, strip.cell_length) + min(line.indent, MARGIN)
            strip = strip.adjust_cell_length(min(width, ends), self._inks.style(ground))
        return strip.adjust_cell_length(width, self._inks.style(""))

    def _runs(self, line: Line, ground: str) -> list[Segment]:
        """The line's runs as segments; `ground`: a further style role, with which the bar stands in the margin."""
        margin = min(line.indent, MARGIN) if ground else 0
        return [
            Segment(" " * (line.indent - margin), self._inks.style("")),
            *([Segment(BAR, self._inks.style(f"bar {ground}"))] if margin else ()),
            Segment(" " * (margin - 1), self._inks.style(ground)),
            *(Segment(painted(run), self._inks.style(f"{run.style} {ground}", run.href)) for run in line.runs),
        ]

    def _paint_picture(self, line: Line, shape: PictureSize, width: int) -> Strip:
        """One row of a picture; cached by the renderer, which may have a better version in a moment."""
        before = self._runs(line, "")
        aside = Segment(" " * (columns_before(line) - sum(segment.cell_length for segment in before)), self.rich_style)
        row = self._placement.row(shape, line.row)
        return Strip([*before, aside, *row]).adjust_cell_length(width, self.rich_style)

    def _mark(self, strip: Strip, found: list[tuple[int, int, str]]) -> Strip:
        """The line, with its hits marked."""
        for start, end, role in found:
            strip = restyled(strip, start, end, self._inks.style(role))
        return strip

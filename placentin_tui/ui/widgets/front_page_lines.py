"""How the front page is painted: each line from the boxes, rules and entries that stand on it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.segment import Segment
from textual.geometry import Region
from textual.strip import Strip
from textual.widget import Widget

from placentin_tui.prose.layout import Run
from placentin_tui.rendering.front_page.moves import Place
from placentin_tui.ui.widgets.front_flash import FlashWindow
from placentin_tui.ui.widgets.lettering_placement import LetteredArea, LetteringPlacement
from placentin_tui.ui.widgets.picture_placement import Area, PicturePlacement
from placentin_tui.ui.widgets.text_styles import TextStyles

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from placentin_tui.models import StoredPicture, Timestamp
    from placentin_tui.rendering.front_page.boxes import Box, PictureArea
    from placentin_tui.rendering.front_page.layout import FrontLayout
    from placentin_tui.ui.widgets.lettering_renderer import LetteringRenderer
    from placentin_tui.ui.widgets.picture_renderer import PictureRenderer
    from placentin_tui.ui.widgets.picture_size import PictureSize

    PictureFill = Callable[[StoredPicture, int, int], PictureSize | None]

EDGE = 1
"""Columns by which the cursor's ground is wider than what stands on it: no letter touches its edge."""


class FrontPageLines(Widget):
    """Paints a layout, the part of the Flash in view, and the cursor."""

    def __init__(
        self,
        clock: Callable[[], Timestamp],
        fill: PictureFill,
        picture_renderer: Callable[[], PictureRenderer],
        lettering: Callable[[], LetteringRenderer],
    ) -> None:
        """`fill`: gives a picture that fills columns and rows; `picture_renderer`, `lettering`: called when one is
        painted.
        """
        super().__init__(id="front")
        self._fill = fill
        self._placement = PicturePlacement(self, self._areas, picture_renderer)
        self._lettering = LetteringPlacement(self, self._lettered, lettering)
        self._inks = TextStyles(self)
        self._layout: FrontLayout | None = None
        self._flash = FlashWindow(clock)
        self._nothing = ""
        """The sentence shown when there are no articles."""
        self._begun = False
        """Whether a frame was painted: pictures are decoded after the first one."""

    @property
    def chosen(self) -> int:
        """The number of the box or entry under the cursor."""
        raise NotImplementedError

    @property
    def boxes(self) -> tuple[Box, ...]:
        """The boxes of the page."""
        return self._layout.boxes if self._layout else ()

    def cells(self, number: int) -> Place | None:
        """The cells of a box or of an entry in view, numbered as the cursor."""
        if self._layout is None:
            return None
        if number < len(self.boxes):
            box = self.boxes[number]
            return Place(box.x, box.y, box.width, box.height)
        pane, index = self._layout.flash, number - len(self.boxes)
        entries = (entry for entry in self._flash.entries() if entry.number == index)
        return next((Place(pane.x, entry.y, pane.width, len(entry.lines)) for entry in entries), None)

    def reach(self, number: int) -> Place | None:
        """The cells by which the arrows find a box or an entry: of a box that holds others, those beside them."""
        place = self.cells(number)
        if place is None or number >= len(self.boxes):
            return place
        edge = min((other.x for other in self.boxes if self.boxes[number].holds(other)), default=0)
        return Place(place.x, place.y, edge - place.x, place.height) if edge else place

    def repaint_cells(self, number: int) -> None:
        """Repaint a box or an entry, and the column of the cursor's bar; not its picture, which is as it was."""
        if place := self.cells(number):
            box = self.boxes[number] if number < len(self.boxes) else None
            whole = Region(place.x - 1, place.y, 1 + place.width + EDGE, place.height)
            self.refresh(*_around(whole, box.picture if box else None))

    def repaint_changes(self, before: FrontLayout | None) -> None:
        """Repaint what is not as it was in the layout shown before: where the boxes stand as they did, their pictures
        stay on the screen.
        """
        now = self._layout
        if now is None or before is None or not _is_alike(before, now):
            self.refresh()
            return
        for number, (old, new) in enumerate(zip(before.boxes, now.boxes, strict=True)):
            if old != new:
                self.repaint_cells(number)
        pane = now.flash
        self.refresh(Region(pane.x - 1, pane.y, 1 + pane.width + EDGE, pane.height))

    def notify_style_update(self) -> None:
        """Drop the cached styles: the theme has changed."""
        super().notify_style_update()
        self._inks.fade()

    def _areas(self) -> Iterator[Area]:
        """The pictures of the page."""
        for box in self.boxes if self._begun else ():
            if (picture := box.picture) and (shape := self._fill(picture.picture, picture.columns, picture.rows)):
                yield Area(shape, picture.x, picture.y)

    def _lettered(self) -> Iterator[LetteredArea]:
        """The headlines in letters."""
        for number, box in enumerate(self.boxes):
            if lettering := box.headline.lettering:
                look = self._inks.style(f"{lettering.style} {self._ground(number)}")
                yield LetteredArea(lettering, box.headline.x, box.headline.y, look)

    def render_lines(self, crop: Region) -> list[Strip]:
        """Render the lines of a region, and note that it was painted."""
        self._placement.painted()
        if self._begun and any(box.headline.lettering for box in self.boxes):
            self._lettering.painted()
        lines = super().render_lines(crop)
        if not self._begun and self.boxes:
            self.call_after_refresh(self._begin_pictures)
        return lines

    def _begin_pictures(self) -> None:
        """Have the pictures decoded: the words are on the screen."""
        if not self._begun:
            self._begun = True
            self.refresh()

    def render_line(self, y: int) -> Strip:
        """Render line `y` of the page."""
        return self._joined(self._parts(y), 0, self.size.width, "")

    def _parts(self, y: int) -> Iterator[tuple[int, Strip]]:
        """What stands on a line, with its column: rules, boxes, an entry of the Flash, the cursor's bar."""
        if self._layout is None:
            return
        for piece in self._layout.rules:
            if piece.y == y:
                yield piece.x, self._strip(piece.runs, "")
        for number, box in enumerate(self.boxes):
            if box.y <= y < box.y + box.height:
                ground = self._ground(number)
                yield from self._bar(box.x, ground)
                width = box.width + EDGE if ground else box.width
                line = self._joined(self._box_parts(box, y, ground), box.x, width, ground)
                yield box.x, line.crop(0, self._inner_edge(box, y) - box.x)
        pane = self._layout.flash
        for entry in self._flash.entries():
            if entry.y <= y < entry.y + len(entry.lines):
                ground = self._ground(len(self.boxes) + entry.number)
                yield from self._bar(pane.x, ground)
                line = self._strip(entry.lines[y - entry.y], ground)
                width = pane.width + EDGE if ground else pane.width
                yield pane.x, line.adjust_cell_length(width, self._inks.style(ground))
        if y == pane.y and not self.boxes and not len(self._flash):
            yield pane.x, self._strip((Run(self._nothing, "quiet"),), "").crop(0, pane.width)

    def _inner_edge(self, box: Box, y: int) -> int:
        """The column at which boxes inside this one begin, from the line of the first one on; else its ground's end."""
        inside = [(other.x - 1, other.y) for other in self.boxes if box.holds(other)]
        return inside[0][0] if inside and y >= inside[0][1] else box.x + box.width + EDGE

    def _box_parts(self, box: Box, y: int, ground: str) -> Iterator[tuple[int, Strip]]:
        """The text and the picture of a box on a line."""
        headline = box.headline
        letters = None
        if self._begun and headline.lettering and headline.y <= y < headline.y + headline.rows:
            look = self._inks.style(f"{headline.lettering.style} {ground}")
            letters = self._lettering.row(headline.lettering, y - headline.y, look)
        if letters:
            yield headline.x, letters
        for piece in () if letters else box.pieces:
            if piece.y == y:
                yield piece.x, self._strip(piece.runs, ground)
        picture = box.picture
        if picture and picture.y <= y < picture.y + picture.rows:
            shape = self._fill(picture.picture, picture.columns, picture.rows) if self._begun else None
            row = self._placement.row_without_waiting(shape, y - picture.y) if shape else None
            yield picture.x, row or Strip.blank(picture.columns, self._inks.style("pending"))

    def _joined(self, parts: Iterable[tuple[int, Strip]], start: int, width: int, ground: str) -> Strip:
        """Parts of a line, each at its column, from column `start` on; what is between them is blank."""
        segments: list[Segment] = []
        column, blank = start, self._inks.style(ground)
        for x, strip in sorted(parts, key=lambda part: part[0]):
            if x > column:
                segments.append(Segment(" " * (x - column), blank))
            segments += strip
            column = max(x, column) + strip.cell_length
        return Strip(segments).adjust_cell_length(width, blank)

    def _ground(self, number: int) -> str:
        """The style role of the ground under a box or an entry."""
        if number != self.chosen:
            return ""
        return "chosen-focus" if self.has_focus else "chosen"

    def _bar(self, x: int, ground: str) -> Iterator[tuple[int, Strip]]:
        """The cursor's bar, left of a box."""
        if ground and x:
            yield x - 1, self._strip((Run("▌", "bar"),), "")

    def _strip(self, runs: Iterable[Run], ground: str) -> Strip:
        """Runs in their styles, on a ground."""
        return Strip([Segment(run.text, self._inks.style(f"{run.style} {ground}")) for run in runs])


def _is_alike(one: FrontLayout, other: FrontLayout) -> bool:
    """Whether two layouts have their boxes, pictures, rules and Flash in the same places."""

    def places(layout: FrontLayout) -> list[object]:
        """Where things stand."""
        return [(box.x, box.y, box.width, box.height, box.picture) for box in layout.boxes]

    same_around = (one.rules, one.flash) == (other.rules, other.flash)
    return bool(one.boxes) and same_around and places(one) == places(other)


def _around(whole: Region, picture: PictureArea | None) -> Iterator[Region]:
    """A region without the cells of a picture in it."""
    if picture is None:
        yield whole
        return
    end, right = picture.y + picture.rows, picture.x + picture.columns
    parts = (
        (whole.x, whole.y, whole.right, picture.y),
        (whole.x, picture.y, picture.x, end),
        (right, picture.y, whole.right, end),
        (whole.x, end, whole.right, whole.bottom),
    )
    yield from (Region.from_corners(*part) for part in parts if part[0] < part[2] and part[1] < part[3])

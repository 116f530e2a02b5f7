"""Appends text and blocks to a page's lines."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from placentin_tui.prose.blocks import Paragraph, Quote, Span
from placentin_tui.prose.layout import Line, ParagraphStyle, Run, lay_out, lay_out_in_turn
from placentin_tui.rendering.drop_cap import DropCap
from placentin_tui.rendering.opening import opened, opening_block
from placentin_tui.rendering.pull_quote import in_letters
from placentin_tui.rendering.truncate import cut_runs

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from placentin_tui.prose.blocks import Blocks, Picture
    from placentin_tui.rendering.drop_cap import Typesetter

_HEADING = re.compile(r"\bheading[123]\b")
STRETCH = 100
"""Lines rendered per step."""


class PageBuilder:
    """Builds lines within `width` cells, beginning at cell `left`.

    `picture_rows` gives the rows of a picture at a width, 0 when it cannot be shown.
    """

    def __init__(
        self,
        width: int,
        left: int,
        language: str,
        picture_rows: Callable[[Picture, int], int],
        paragraph_style: ParagraphStyle = ParagraphStyle(),  # noqa: B008 - a tuple of three values
    ) -> None:
        self.width = width
        self.left = left
        self.language = language
        self.picture_rows = picture_rows
        self.paragraph_style = paragraph_style
        self.typesetter: Typesetter | None = None
        """Sets the headline and the text's initial in letters, where there are some."""
        self.initial_style = "headline"
        """The role of the initial's colour."""
        self.lines: list[Line] = []
        self.anchors: dict[str, int] = {}
        self.heading_colour = ""
        """The style role of the article's section, for the headings of its text."""

    def anchor(self, name: str) -> None:
        """Give the next line a name to jump to."""
        self.anchors[name] = len(self.lines)

    def gap(self) -> None:
        """Append an empty line, unless there is one."""
        if self.lines and (self.lines[-1].runs or self.lines[-1].picture or self.lines[-1].lettering):
            self.lines.append(Line(block=self.lines[-1].block))

    def put(self, *runs: Run, indent: int = 0, block: int = -1) -> None:
        """Append one line of these runs, truncated at the page's width."""
        self.lines.append(Line(tuple(cut_runs(runs, self.width - indent)), self.left + indent, block))

    def lettered(self, text: str, role: str) -> None:
        """Append a text in one style role, in the rows of its lettering where it has one."""
        start = len(self.lines)
        self.text(text, role)
        lettering = self.typesetter.typeset(text, self.width, self.language, role) if self.typesetter else None
        if lettering is None or len(self.lines) - start > lettering.rows:
            return
        while len(self.lines) - start < lettering.rows:
            self.lines.append(Line(indent=self.left, block=-1))
        for row in range(lettering.rows):
            self.lines[start + row] = self.lines[start + row]._replace(lettering=lettering, row=row)

    def text(self, text: str, role: str, *, indent: int = 0, href: str = "") -> None:
        """Append a wrapped text with one style role."""
        self.blocks((Paragraph((Span(text, 0, href),)),), role=role, indent=indent)

    def blocks(self, blocks: Blocks, *, role: str = "", indent: int = 0, language: str | None = None) -> None:
        """Append blocks; `role` is added to each run's style.

        Text with a role is the page's own, to which the person's settings for prose do not apply.
        """
        lines = lay_out(
            blocks,
            max(10, self.width - indent),
            language=self.language if language is None else language,
            picture_rows=self.picture_rows,
            paragraph_style=ParagraphStyle() if role else self.paragraph_style,
        )
        self.lines.extend(_set(lines, self.left + indent, role, body=False))

    def in_turn(self, blocks: Blocks) -> Iterator[None]:
        """Append the article's own blocks, some `STRETCH` lines at each step; the first paragraph opens the text."""
        opening = opening_block(blocks, self.language)
        drop_cap = DropCap(blocks, self.width, self.typesetter, self.initial_style)
        parts = lay_out_in_turn(
            blocks,
            self.width,
            language=self.language,
            picture_rows=self.picture_rows,
            paragraph_style=self.paragraph_style,
            insets=drop_cap.insets,
        )
        set_at = len(self.lines)
        for part in parts:
            lines = opened(part) if part[-1].block == opening else part
            lines = drop_cap.beside(lines) if part[-1].block == drop_cap.block else lines
            block = blocks[part[-1].block]
            if self.typesetter and isinstance(block, Quote) and block.pull:
                lines = in_letters(lines, block, self.width, self.language, self.typesetter)
            self.lines.extend(self._coloured(line) for line in _set(lines, self.left, "", body=True))
            if len(self.lines) - set_at >= STRETCH:
                set_at = len(self.lines)
                yield

    def _coloured(self, line: Line) -> Line:
        """The line, of a heading in the colour of the article's section."""
        style = line.runs[0].style if line.runs else ""
        if not self.heading_colour or "heading" not in style or not _HEADING.search(style):
            return line
        return line._replace(runs=tuple(run._replace(style=f"{run.style} {self.heading_colour}") for run in line.runs))


def _set(lines: Iterable[Line], left: int, role: str, *, body: bool) -> Iterable[Line]:
    """The lines moved to their column, with the role added; lines outside the article's body get block -1."""
    for line in lines:
        runs = tuple(run._replace(style=f"{role} {run.style}") for run in line.runs) if role else line.runs
        yield line._replace(runs=runs, indent=line.indent + left, block=line.block if body else -1)

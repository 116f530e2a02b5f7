"""The output of layout: lines, made of styled runs of text.

A style is a few role names separated by spaces, which the widgets map to colours:

    em strong code sub sup marked deleted inserted small link     inline formatting
    heading1 … heading6  quote pull cite  term summary             kind of block
    codeblock  caption credit alt  header  embed                   the same
    capitals                                                       painted in capitals
    code-keyword code-text code-number code-name code-comment      syntax highlighting
    bar bullet rule frame continued hyphen                         drawn by the layout
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from placentin_tui.prose.blocks import Mark

if TYPE_CHECKING:
    from placentin_tui.prose.blocks import Picture

_ROLES = {
    Mark.EM: "em", Mark.STRONG: "strong", Mark.CODE: "code", Mark.SUB: "sub", Mark.SUP: "sup", Mark.MARKED: "marked",
    Mark.DELETED: "deleted", Mark.INSERTED: "inserted", Mark.SMALL: "small",
}  # fmt: skip


class Run(NamedTuple):
    """Text in one style, perhaps with a link."""

    text: str
    style: str = ""
    href: str = ""


class Lettering(NamedTuple):
    """A text set in a serif face, to be drawn over the rows whose runs say the same; measures are in pixels."""

    lines: tuple[str, ...]
    """Its lines, in the letters they are drawn with (ligatures, curly apostrophes)."""
    size: int
    """The size of the letters."""
    baseline: int
    """From the top of the first row to the first baseline."""
    pitch: int
    """From one baseline to the next."""
    columns: int
    """The columns it may take."""
    rows: int
    """The rows it takes."""
    style: str = ""
    """The role of its colour."""
    centred: bool = False
    face: str = ""
    """The font it is set in; empty for the one that is shipped."""
    inset: int = 0
    """Columns left of it that stay as they are: the bar of a quote."""


class Line(NamedTuple):
    """One line of a page, never wider than the width it was laid out for."""

    runs: tuple[Run, ...] = ()
    indent: int = 0
    """Empty columns before the runs."""
    block: int = 0
    """The index of its top-level block; an empty line belongs to the block above it."""
    picture: Picture | None = None
    """The picture on this line, to the right of the indent and of the runs (a quote's bar)."""
    row: int = 0
    """The index of the picture's row, or of the lettering's."""
    columns: int = 0
    """The columns available for the picture."""
    ids: str = ""
    """The ids of the blocks that begin on this line, separated by spaces."""
    lettering: Lettering | None = None
    """The lettering on this line, whose text the runs are, wherever they stand in its rows."""


def named(lines: list[Line], ids: str) -> list[Line]:
    """The lines, with ids on the first one."""
    if not ids or not lines:
        return lines
    first, *rest = lines
    return [first._replace(ids=f"{ids} {first.ids}".strip()), *rest]


@lru_cache(maxsize=1024)
def style_of(base: str, marks: int, linked: bool) -> str:
    """The style of text with these marks inside a block of style `base`."""
    names = [base] if base else []
    names += [name for mark, name in _ROLES.items() if marks & mark]
    return " ".join([*names, "link"] if linked else names)


def plain(line: Line) -> str:
    """The line as plain text, with its indent as spaces."""
    return " " * line.indent + "".join(run.text for run in line.runs)

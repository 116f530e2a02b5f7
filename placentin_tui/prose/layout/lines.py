"""What layout gives to those who paint: lines, made of runs of text that each wear a style.

A style is a few role names with a space between; who paints decides what they look like:

    em strong code sub sup marked deleted inserted small link     how the text is set
    heading1 … heading6  quote pull cite  term summary             what it belongs to
    codeblock  caption credit alt  header  embed                   the same
    code-keyword code-text code-number code-name code-comment      what code consists of
    bar bullet rule frame continued hyphen                         what layout itself draws
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
    """Text in one style, perhaps a link."""

    text: str
    style: str = ""
    href: str = ""


class Line(NamedTuple):
    """One line of the page; never wider than the width it was laid out for."""

    runs: tuple[Run, ...] = ()
    indent: int = 0
    """Empty columns before the runs."""
    block: int = 0
    """The top-level block it belongs to; an empty line belongs to the block above it."""
    picture: Picture | None = None
    """The picture that stands here, right of the indent and of the runs (a quote's bar)."""
    row: int = 0
    """Which row of the picture."""
    columns: int = 0
    """The columns the picture may take."""
    ids: str = ""
    """The anchors that links inside the article name, where one begins on this line; a space between them."""


def named(lines: list[Line], ids: str) -> list[Line]:
    """The lines, the first one under names to be found by."""
    if not ids or not lines:
        return lines
    first, *rest = lines
    return [first._replace(ids=f"{ids} {first.ids}".strip()), *rest]


@lru_cache(maxsize=1024)
def style_of(base: str, marks: int, linked: bool) -> str:
    """The style of text with these marks inside something of style `base`."""
    names = [base] if base else []
    names += [name for mark, name in _ROLES.items() if marks & mark]
    return " ".join([*names, "link"] if linked else names)


def plain(line: Line) -> str:
    """The line as bare text, its indent as spaces."""
    return " " * line.indent + "".join(run.text for run in line.runs)

"""The boxes of the front page: a story each, with its lines of text, its headline and its picture in place."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

from placentin_tui.i18n import _, ngettext, number, short_age
from placentin_tui.prose.layout import Run, text_width
from placentin_tui.prose.layout.wrap import fill
from placentin_tui.prose.plain import reading_minutes
from placentin_tui.rendering.front_page.choose import section_of
from placentin_tui.rendering.front_page.headline import headline_lines
from placentin_tui.rendering.section_colour import tint
from placentin_tui.rendering.tag_runs import LATER
from placentin_tui.rendering.truncate import cut, cut_at_word, cut_runs

if TYPE_CHECKING:
    from collections.abc import Iterable

    from placentin_tui.models import ArticleSummary, Extract, StoredPicture, Timestamp
    from placentin_tui.prose.layout.lines import Lettering
    from placentin_tui.rendering.drop_cap import Typesetter
    from placentin_tui.rendering.front_page.moves import Place


class PictureUse(StrEnum):
    """How much pictures say in this terminal."""

    GRAPHICS = "graphics"
    """Photographs: cards have small ones."""
    BLOCKS = "blocks"
    """Coarse blocks: the lead has one wide one."""
    NONE = "none"


class Story(NamedTuple):
    """A story of the front page."""

    article: ArticleSummary
    extract: Extract
    is_new: bool = False
    """It was not on the page before."""


class Piece(NamedTuple):
    """Text at a place, in columns and rows of the page."""

    x: int
    y: int
    runs: tuple[Run, ...]


class PictureArea(NamedTuple):
    """The cells a picture fills."""

    picture: StoredPicture
    x: int
    y: int
    columns: int
    rows: int


class HeadlineArea(NamedTuple):
    """The rows of a headline, whose pieces are its text line by line."""

    text: str
    x: int
    y: int
    columns: int
    rows: int
    lettering: Lettering | None = None
    """The letters it is set in, in place of its text."""


class Box(NamedTuple):
    """A story in its place."""

    article: ArticleSummary
    x: int
    y: int
    width: int
    height: int
    pieces: tuple[Piece, ...]
    headline: HeadlineArea
    picture: PictureArea | None = None

    def holds(self, other: Box) -> bool:
        """Whether another box stands inside this one."""
        return self.x < other.x < self.x + self.width and self.y < other.y < self.y + self.height


class Terms(NamedTuple):
    """What all boxes of a page are laid out by."""

    now: Timestamp
    several_sources: bool
    """The sources are named."""
    pictures: PictureUse
    typesetter: Typesetter | None = None
    """Sets the lead's headline in letters."""


class BoxBuilder:
    """Sets one story from top to bottom, within a width and a height."""

    def __init__(self, story: Story, terms: Terms, place: Place) -> None:
        """`place`: the cells there are; what does not fit is left out."""
        self.story = story
        self._terms = terms
        self._x, self._y, self._width, self._height = place
        self.y = place.y
        """The row that is set next."""
        self._pieces: list[Piece] = []
        self._headline = HeadlineArea(self.title, place.x, place.y, place.width, 0)
        self._picture: PictureArea | None = None

    @property
    def title(self) -> str:
        """The headline's text."""
        return self.story.article.title or _("Untitled")

    @property
    def picture(self) -> StoredPicture | None:
        """The story's picture, where pictures are shown at all."""
        return self.story.extract.picture if self._terms.pictures is not PictureUse.NONE else None

    @property
    def left(self) -> int:
        """Rows that are not set yet."""
        return self._y + self._height - self.y

    def box(self, height: int = 0) -> Box:
        """The box, of a given height or as high as what was set."""
        return Box(
            self.story.article,
            self._x,
            self._y,
            self._width,
            height or self.y - self._y,
            tuple(self._pieces),
            self._headline,
            self._picture,
        )

    def put(self, *runs: Run, x: int | None = None, width: int | None = None) -> None:
        """Set a line, truncated to its width."""
        if self.left > 0:
            fitted = tuple(cut_runs(runs, self._width if width is None else width))
            self._pieces.append(Piece(self._x if x is None else x, self.y, fitted))
        self.y += 1

    def kicker(self, *, x: int | None = None, width: int | None = None, badge: bool = False) -> None:
        """Section, paper, age, reading time and comments, on one line; without room the reading time is left out, then
        the comments, and then the paper is cut.
        """
        article = self.story.article
        section = section_of(article)
        name = section or article.source_title
        role = f"{tint(section)} strong" if section else "label"
        label = Run(f" {name.upper()} ", "badge") if badge else Run(name.upper(), role)
        marks = _marks(self.story)
        room = self._width if width is None else width
        room -= 2 + sum(text_width(run.text) for run in (label, *marks))
        age, comments = short_age(article.at, self._terms.now), list(_comments(article))
        paper = [article.source_title] if section and self._terms.several_sources else []
        for rest in ([age, *_reading_time(article), *comments], [age, *comments], [age]):
            said = " · ".join([*paper, *rest])
            if text_width(said) <= room:
                break
        if paper and text_width(said) > room:
            source = cut(paper[0], room - text_width(f" · {age}"))
            said = f"{source} · {age}" if source else age
        self.put(label, Run("  "), *marks, Run(said, "quiet"), x=x, width=width)

    def section(self) -> None:
        """The section's name, and a rule to the edge."""
        section = section_of(self.story.article)
        name = cut((section or self.story.article.source_title).upper(), self._width)
        rule = "─" * max(0, self._width - text_width(name) - 1)
        self.put(Run(name, f"{tint(section)} strong" if section else "label"), Run(f" {rule}", "rule"))

    def headline(
        self, rows_max: int, *, x: int | None = None, width: int | None = None, lettered: bool = False
    ) -> None:
        """The title in bold, quieter once it is read; `lettered`: in the rows of its letters, where there are some."""
        left = self._x if x is None else x
        columns = self._width if width is None else width
        lines = headline_lines(self.title, columns, max(1, min(rows_max, self.left)))
        role = "seen" if self.story.article.read else "fresh"
        setter, rows, lettering = self._terms.typesetter, max(1, min(rows_max, self.left)), None
        if lettered and setter:
            lettering = setter.set_in(self.title, columns, rows, style=role)
        if lettering and lettering.rows < len(lines):
            lettering = None
        rows = lettering.rows if lettering else len(lines)
        self._headline = HeadlineArea(self.title, left, self.y, columns, rows, lettering)
        end = self.y + rows
        for line in lines:
            self.put(Run(line, role), x=left, width=columns)
        self.y = end

    def text(self, rows_max: int, *, x: int | None = None, width: int | None = None) -> None:
        """The standfirst, truncated to so many rows."""
        columns = self._width if width is None else width
        lines = fill(self.story.extract.standfirst, columns) if self.story.extract.standfirst else []
        most = max(0, min(rows_max, self.left))
        if len(lines) > most > 0:
            lines = [*lines[: most - 1], cut_at_word(f"{lines[most - 1]} {lines[most]}", columns)]
        for line in lines[:most]:
            self.put(Run(line), x=x, width=columns)

    def meta(self) -> None:
        """Paper, age and comments; without room the comments are left out, then the paper is truncated."""
        article = self.story.article
        named = self._terms.several_sources and bool(section_of(article))
        marks = _marks(self.story)
        age = short_age(article.at, self._terms.now)
        rest = " · ".join([age, *_comments(article)])
        left = self._width - 3 - sum(text_width(run.text) for run in marks)
        if named and text_width(article.source_title) + text_width(rest) > left:
            rest = age
        source = cut(article.source_title, left - text_width(rest)) if named else ""
        self.put(*marks, Run(f"{source} · {rest}" if source else rest, "quiet"))

    def photograph(self, columns: int, rows: int, *, x: int | None = None) -> bool:
        """Give the story's picture so many cells; whether there is one, and room for it."""
        if self.picture is None or rows < 3 or rows > self.left:
            return False
        self._picture = PictureArea(self.picture, self._x if x is None else x, self.y, columns, rows)
        return True

    def caption(self, width: int | None = None) -> None:
        """The picture's caption on one line."""
        columns = self._width if width is None else width
        self.put(Run(cut_at_word(self.story.extract.caption, columns), "caption"), width=columns)


def _marks(story: Story) -> list[Run]:
    """The signs of a story put off for later, of a starred one and of one that was not on the page before."""
    marks = [Run(f"{LATER} ", "star")] if story.article.later else []
    marks += [Run("★ ", "star")] if story.article.starred else []
    return [*marks, Run(f"● {_('new')} ", "dot")] if story.is_new else marks


def _reading_time(article: ArticleSummary) -> Iterable[str]:
    """How long the text takes to read, where it is known."""
    if article.words:
        minutes = reading_minutes(article.words)
        yield ngettext("{n} minute's read", "{n} minutes' read", minutes).format(n=minutes)


def _comments(article: ArticleSummary) -> Iterable[str]:
    """The number of comments, where there are some."""
    if article.comments:
        yield comments_said(article)


def comments_said(article: ArticleSummary) -> str:
    """The number of comments in a word; empty where there is none."""
    count = article.comments or 0
    return ngettext("{n} com.", "{n} com.", count).format(n=number(count)) if count else ""

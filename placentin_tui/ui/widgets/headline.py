"""One entry of the list laid out for a width: the headline, a line of section, source and age, marks at the right."""

from __future__ import annotations

from typing import TYPE_CHECKING

from placentin_tui.i18n import _, ngettext, number, short_age
from placentin_tui.models.setting_enums import Density
from placentin_tui.prose.blocks import Span
from placentin_tui.prose.layout import Run, text_width
from placentin_tui.prose.layout.wrap import wrap
from placentin_tui.rendering.hit_line import hit_runs, marked_lines
from placentin_tui.rendering.section_colour import tint
from placentin_tui.rendering.tag_runs import LATER, tags_beside
from placentin_tui.rendering.truncate import cut, cut_at_word
from placentin_tui.ui.widgets.row_hits import NO_HIT

if TYPE_CHECKING:
    from placentin_tui.models import ArticleSummary, Timestamp
    from placentin_tui.ui.widgets.row_hits import RowHit

GUTTER = 2
"""Columns at the left of the text: the bar of the row under the cursor, and the mark of a picked one."""
PICKED = "✓"
_MARGIN = 1
PICTURE = 8
"""Columns of the picture at the right edge, beside one that is empty."""
ROOM_FOR_PICTURES = 40
"""Columns of a list from which there are such pictures."""
_LEAST = 10
"""The fewest columns text is wrapped at."""
_SHORTEST = 4
"""Columns a source or section is not cut below: it is left out then."""
_ONE_LINE_SOURCE = 70
"""Columns from which a list of one line an article names the source."""
_TITLE_LINES = 2
_STANDFIRST_LINES = 2


def height(
    article: ArticleSummary, width: int, density: Density, standfirst: str = "", *, has_hit_line: bool = False
) -> int:
    """The lines an entry takes; it measures texts and wraps none, since it is asked for each row of a block.

    `has_hit_line`: one is kept for the words found, where there is more than one line; a standfirst gives way to it.
    """
    if density is Density.LINE:
        return 1
    inner = _inner(width)
    lines = _lines(article.title, inner, _TITLE_LINES) + 1
    if has_hit_line:
        lines += 1
    elif density is Density.STANDFIRST and standfirst:
        lines += _lines(standfirst, inner, _STANDFIRST_LINES)
    return lines


def headline_lines(
    article: ArticleSummary,
    width: int,
    now: Timestamp,
    *,
    source: bool,
    density: Density = Density.NORMAL,
    standfirst: str = "",
    hit: RowHit = NO_HIT,
) -> list[tuple[Run, ...]]:
    """The lines of an entry, as many as `height` says; `source`: name the paper; `hit`: what a search has found."""
    inner = _inner(width)
    state = "seen" if article.read else "fresh"
    title = article.title or _("Untitled")
    if density is Density.LINE:
        return [_one_line(article, inner, now, source=source and width >= _ONE_LINE_SOURCE, hit=hit)]
    title_lines = marked_lines(_wrapped(title, inner, _TITLE_LINES), title, hit.in_title, state)
    lines = [_indented(line) for line in title_lines]
    if hit.has_line:
        lines.append(_indented(hit_runs(hit.hit, inner) if hit.hit else ()))
    elif density is Density.STANDFIRST and standfirst:
        lines += [_indented((Run(line, "quiet"),)) for line in _wrapped(standfirst, inner, _STANDFIRST_LINES)]
    return [*lines, _indented(_meta(article, inner, now, source=source))]


def with_pick(line: tuple[Run, ...]) -> tuple[Run, ...]:
    """The first line of an entry with the mark of a picked one before its headline."""
    return (Run(" " * (GUTTER - 1)), Run(PICKED, "star"), *line[1:])


def sentence_lines(sentence: str, width: int) -> list[tuple[Run, ...]]:
    """The lines of a sentence shown in place of headlines, an empty one first."""
    return [(), *(_indented(runs) for runs in wrap((Span(sentence),), _inner(width), "quiet"))]


def heading_runs(words: str, width: int) -> tuple[Run, ...]:
    """The line above the first article of a day: its words, and a rule to the right edge."""
    said = cut(words, _inner(width))
    rule = "─" * max(0, width - GUTTER - _MARGIN - text_width(said) - 1)
    return (Run(" " * GUTTER), Run(said, "day"), Run(" "), Run(rule, "rule"))


def _inner(width: int) -> int:
    return max(_LEAST, width - GUTTER - _MARGIN)


def _indented(runs: tuple[Run, ...] | list[Run]) -> tuple[Run, ...]:
    return (Run(" " * GUTTER), *runs)


def _lines(text: str, width: int, most: int) -> int:
    """How many lines a text takes, at most `most`."""
    return min(most, max(1, -(-text_width(text) // width)))


def _wrapped(text: str, width: int, most: int) -> list[str]:
    """The lines of a text, as many as `_lines` says, the last one truncated with an ellipsis."""
    count = _lines(text, width, most)
    if count == 1:
        return [cut(text, width)]
    lines = ["".join(run.text for run in runs) for runs in wrap((Span(text),), width)]
    if len(lines) > count:
        lines = [*lines[: count - 1], _broken_off(lines[count - 1], width)]
    return lines + [""] * (count - len(lines))


def _broken_off(line: str, width: int) -> str:
    """A line that the text goes on after, with an ellipsis; the last word gives way to it where there is no room."""
    line = line.rstrip(" ,;:")
    if text_width(line) < width:
        return f"{line}…"
    words, space, _last = line.rpartition(" ")
    return f"{words.rstrip(' ,;:')}…" if space else cut(f"{line}…", width)


def _one_line(article: ArticleSummary, width: int, now: Timestamp, *, source: bool, hit: RowHit) -> tuple[Run, ...]:
    """An entry on one line: headline at the left; source, marks and age at the right, and the rule that mutes it, or
    the tags there is room for, a quarter of the line at least.
    """
    right = [Run(short_age(article.at, now), "quiet")]
    if marks := _marks(article):
        right = [*marks, Run(" "), *right]
    if source and article.source_title:
        right = [Run(cut(article.source_title, width // 5), "quiet"), Run(" "), *right]
    title, state = article.title or _("Untitled"), "seen" if article.read else "fresh"
    used = sum(text_width(run.text) for run in right) + 2
    if article.muted_by:
        right = [Run(cut(_muted(article), width // 3), "star"), Run(" "), *right]
    elif tags := tags_beside(article, max(width - used - text_width(title), width // 4)):
        right = [*tags[1:], Run(" "), *right]
    used = sum(text_width(run.text) for run in right) + 2
    (fitted,) = marked_lines([cut_at_word(title, max(0, width - used))], title, hit.in_title, state)
    gap = " " * max(0, width - sum(text_width(run.text) for run in fitted) - used + 2)
    return _indented((*fitted, Run(gap), *right))


def _meta(article: ArticleSummary, width: int, now: Timestamp, *, source: bool) -> list[Run]:
    """Section, source, age and tags at the left, the marks at the right. Tags without room are left out, then the
    source is cut, the age never.
    """
    right = _marks(article)
    used = sum(text_width(run.text) for run in right) + (1 if right else 0)
    age = short_age(article.at, now)
    section = article.sections[0] if article.sections else ""
    joint = text_width(" · ")
    room = width - used - text_width(age)
    section = _fitted(section, room - joint)
    if section:
        room -= text_width(section) + joint
    paper = _fitted(article.source_title, room - joint) if source else ""
    parts = [Run(section, tint(section))] if section else []
    parts += [Run(paper, "quiet")] if paper else []
    left: list[Run] = []
    for part in (*parts, Run(age, "quiet")):
        left += [Run(" · ", "quiet"), part] if left else [part]
    room = width - used - sum(text_width(run.text) for run in left)
    if article.muted_by:
        said = _fitted(_muted(article), room - joint)
        left += [Run(" · ", "quiet"), Run(said, "star")] if said else []
    else:
        left += tags_beside(article, room)
    gap = width - sum(text_width(run.text) for run in (*left, *right))
    return [*left, Run(" " * max(0, gap)), *right] if right else left


def _muted(article: ArticleSummary) -> str:
    """Which rule mutes the article."""
    return _("muted by “{name}”").format(name=article.muted_by[0])


def _fitted(text: str, room: int) -> str:
    """The text in so many columns; empty where too little of it would be left."""
    if text_width(text) <= room:
        return text
    return cut(text, room) if room >= _SHORTEST else ""


def _marks(article: ArticleSummary) -> list[Run]:
    """What is known of an article besides: its text is not here, for later, star, comments, and how many are new."""
    marks = []
    if article.text_missing:
        marks.append(Run("[…]", "quiet"))
    if article.later:
        marks.append(Run(LATER, "star"))
    if article.starred:
        marks.append(Run("★", "star"))
    if article.comments:
        said = ngettext("{n} com.", "{n} com.", article.comments).format(n=number(article.comments))
        marks.append(Run(said, "quiet"))
    if article.new_comments:
        marks.append(Run(f"+{number(article.new_comments)}", "dot"))
    return [run for mark in marks for run in (Run(" "), mark)][1:]

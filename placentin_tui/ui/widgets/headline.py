"""One entry of the Flash list laid out for a width: section, age and marks on a line, then two lines of headline."""

from __future__ import annotations

from typing import TYPE_CHECKING

from placentin_tui.i18n import _, ngettext, number, short_age
from placentin_tui.prose.blocks import Span
from placentin_tui.prose.layout import Run, text_width
from placentin_tui.prose.layout.wrap import wrap
from placentin_tui.rendering.section_colour import tint
from placentin_tui.rendering.truncate import cut

if TYPE_CHECKING:
    from placentin_tui.models import ArticleSummary, Timestamp

HEIGHT = 4
"""Lines of an entry, with the empty one below it."""


def headline_lines(article: ArticleSummary, width: int, now: Timestamp, *, source: bool) -> list[tuple[Run, ...]]:
    """The `HEIGHT` lines of an entry; `source`: name the paper."""
    inner = width - 3
    state = "seen" if article.read else "fresh"
    gutter = Run(" ● " if not article.read else "   ", "dot")
    first, second = _two_lines(article.title or _("Untitled"), inner)
    return [
        (gutter, *_meta(article, inner, now, source=source)),
        (Run("   "), Run(first, state)),
        (Run("   "), Run(second, state)),
        (),
    ]


def no_headline(sentence: str, width: int) -> list[tuple[Run, ...]]:
    """The `HEIGHT` lines of a sentence shown in place of headlines."""
    said = wrap((Span(sentence),), max(10, width - 4), "quiet")[: HEIGHT - 1]
    return [(), *((Run("   "), *runs) for runs in said), *[()] * (HEIGHT - 1 - len(said))]


def _meta(article: ArticleSummary, width: int, now: Timestamp, *, source: bool) -> list[Run]:
    """Section, age and paper on the left; star, comments and the offline-ready mark on the right."""
    right = _marks(article)
    room = width - sum(text_width(run.text) for run in right) - 1
    left: list[Run] = []
    used = 0
    parts = [(article.sections[0].upper(), f"strong {tint(article.sections[0])}")] if article.sections else []
    parts.append((short_age(article.at, now), "quiet"))
    if source:
        parts.append((article.source_title, "quiet"))
    for text, role in parts:
        joint = " · " if left else ""
        fitted = cut(text, room - used - len(joint))
        if not fitted:
            break
        left += [Run(joint, "quiet"), Run(fitted, role)] if joint else [Run(fitted, role)]
        used += len(joint) + text_width(fitted)
    return [*left, Run(" " * max(0, room - used + 1)), *right]


def _marks(article: ArticleSummary) -> list[Run]:
    """Star, number of comments, number of new ones, offline-ready mark, each when it applies."""
    marks = []
    if article.starred:
        marks.append(Run(" ★", "star"))
    if article.comments:
        marks.append(Run(f" ❞{article.comments}", "quiet"))
    if article.new_comments:
        said = ngettext("{n} new", "{n} new", article.new_comments).format(n=number(article.new_comments))
        marks.append(Run(f" {said}", "dot"))
    if article.offline_ready:
        marks.append(Run(" ↓", "ready"))
    return marks


def _two_lines(title: str, width: int) -> tuple[str, str]:
    """The title on two lines, the second truncated with an ellipsis."""
    lines = ["".join(run.text for run in runs) for runs in wrap((Span(title),), max(10, width))]
    first = lines[0] if lines else ""
    if len(lines) < 2:
        return first, ""
    if len(lines) == 2:
        return first, lines[1]
    return first, cut(f"{lines[1]} {lines[2]}", width)

"""The rail beside an article: its headings, what can be done with it, its links, and other articles."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from placentin_tui.i18n import _, short_age
from placentin_tui.prose.blocks import Heading
from placentin_tui.prose.layout import Line, Run, text_width
from placentin_tui.prose.layout.wrap import fill
from placentin_tui.rendering.truncate import cut, cut_at_word
from placentin_tui.text.urls import host_shown

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from placentin_tui.models import Article, ArticleSummary, Timestamp
    from placentin_tui.rendering.links import Link

LABEL = 3
"""Columns of a key or a link's number."""
MOST_LINKS = 4
DEEPEST = 3
"""The last level of headings that is listed."""


@dataclass(frozen=True, slots=True)
class RailContent:
    """What a rail shows."""

    article: Article
    now: Timestamp
    links: Sequence[Link] = ()
    keys: Mapping[str, str] = field(default_factory=dict)
    """The key to show for an action, by its command id."""
    has_headings: bool = True
    """Whether the article's own text is shown, and not another one."""
    others: Sequence[ArticleSummary] = ()
    """Other articles worth reading."""


def rail(content: RailContent, width: int, height: int) -> list[Line]:
    """The rail's lines, at most `height`: what has no room is left out, the last parts first."""
    acts = _acts(content, width)
    headings = _part(_("In this article"), _headings(content, width), width, height - len(acts) - 2)
    lines = [Line(), *headings, *acts]
    for title, items in (
        (_("Links"), _links(content, width)),
        (_("Also worth reading"), _others(content, width)),
    ):
        lines += _part(title, items, width, height - len(lines))
    return lines[:height]


def _part(title: str, items: Iterable[list[Line]], width: int, room: int) -> list[Line]:
    """A titled part with as many whole items as there is room for; nothing without an item."""
    rule = max(0, width - text_width(title) - 1)
    lines = [Line((Run(title, "rail-title"), Run(f" {'─' * rule}", "rule")))]
    for item in items:
        if len(lines) + len(item) + 1 > room:
            break
        lines += item
    return [*lines, Line()] if len(lines) > 1 else []


def _hung(first: Run, text: Run, width: int, most: int) -> list[Line]:
    """A text hanging by the width of what stands before it, on at most so many lines."""
    before = text_width(first.text)
    wrapped = fill(" ".join(text.text.split()), width - before)
    if len(wrapped) > most:
        wrapped = [*wrapped[: most - 1], cut_at_word(" ".join(wrapped[most - 1 :]), width - before)]
    first, blank = first._replace(href=text.href), Run(" " * before)
    return [Line((first if number == 0 else blank, text._replace(text=part))) for number, part in enumerate(wrapped)]


def _headings(content: RailContent, width: int) -> Iterable[list[Line]]:
    """The headings of the text, each leading to its place."""
    for index, block in enumerate(content.article.blocks if content.has_headings else ()):
        if isinstance(block, Heading) and block.level <= DEEPEST:
            text = "".join(span.text for span in block.spans)
            if text.strip():
                yield _hung(Run("· ", "quiet"), Run(text, "", f"act:heading:{index}"), width, 2)


def _acts(content: RailContent, width: int) -> list[Line]:
    """What can be done with the article, each with its key."""
    article = content.article
    has_debate = article.comments_open is not False and (article.takes_comments or bool(article.comments_url))
    offered = [
        *([("comment", _("write a comment"))] if has_debate else []),
        ("share", _("share")),
        ("copy", _("copy the link")),
        ("star", _("let go again") if article.summary.starred else _("keep")),
        ("browser", _("in the browser")),
    ]
    items = [
        [Line((Run(content.keys[act].ljust(LABEL), "label", f"act:{act}"), Run(label, "quiet", f"act:{act}")))]
        for act, label in offered
        if act in content.keys
    ]
    return _part(_("Actions"), items, width, len(items) + 2)


def _links(content: RailContent, width: int) -> Iterable[list[Line]]:
    """The first links with their numbers and hosts, and how to see the others."""
    for link in content.links[:MOST_LINKS]:
        number = Run(str(link.number).ljust(LABEL), "label", link.href)
        host = cut(host_shown(link.href), width - LABEL)
        text = _hung(number, Run(link.text, "rail-link", link.href), width, 2)
        yield text if link.text == host else [*text, Line((Run(" " * LABEL), Run(host, "quiet", link.href)))]
    if len(content.links) > MOST_LINKS:
        key = content.keys.get("links", "").ljust(LABEL)
        yield [Line((Run(key, "label", "act:links"), Run(_("all links"), "quiet", "act:links")))]


def _others(content: RailContent, width: int) -> Iterable[list[Line]]:
    """Titles of other articles, each with its source and age."""
    for other in content.others:
        href = f"act:open:{other.id}"
        title = _hung(Run(""), Run(other.title or _("Untitled"), "label", href), width, 3)
        age = f" · {short_age(other.at, content.now)}"
        # The source is cut, the age never.
        source = cut(other.source_title, width - text_width(age))
        yield [*title, Line((Run(f"{source}{age}", "quiet", href),)), Line()]

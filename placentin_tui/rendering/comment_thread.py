"""The comments under an article: a tree built from their parents, and its lines.

The person's own comments are among them, each with its state.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from placentin_tui.i18n import _, ngettext, number
from placentin_tui.models import OutgoingState
from placentin_tui.prose.blocks import Paragraph, Span
from placentin_tui.prose.layout import Line, Run
from placentin_tui.rendering.comment_head import CommentHead, head_lines
from placentin_tui.rendering.initials import BOX
from placentin_tui.rendering.outgoing_state import state_wording
from placentin_tui.rendering.page_builder import STRETCH, PageBuilder

if TYPE_CHECKING:
    from collections.abc import Collection, Generator, Iterator, Sequence

    from placentin_tui.models import Article, Comment, OutgoingComment, Timestamp

WIDE = 56
"""Columns from which replies are set in by a whole box and the space beside it."""
STEP, NARROW_STEP = 4, 2
"""Columns of indent for each level of reply."""
DEEPEST = 6
"""The deepest level that is set in further than the one above it."""
LEAST = 24
"""Columns of text that the indent leaves."""
OURS = "thread"
"""The role of the lines beside a thread and of the columns beside the text, which are neither found nor copied."""


@dataclass(frozen=True, slots=True)
class ThreadPosition:
    """The lines of a comment on the page."""

    line: int
    key: str
    depth: int
    end: int = 0
    """The first line below it."""


def in_order(comments: Sequence[Comment]) -> Iterator[tuple[Comment, int]]:
    """Each comment once with its depth, in depth-first order; an unknown parent or a cycle makes a root."""
    keys = {comment.key for comment in comments}
    replies: dict[str, list[Comment]] = {}
    for comment in comments:
        replies.setdefault(comment.parent if comment.parent in keys else "", []).append(comment)
    seen: set[str] = set()
    # Comments that answer each other in a cycle have no root: the second pass starts a thread at each of them.
    for first in (*replies.get("", ()), *comments):
        stack = [(first, 0)]
        while stack:
            comment, depth = stack.pop()
            if comment.key in seen:
                continue
            seen.add(comment.key)
            yield comment, depth
            stack.extend((reply, depth + 1) for reply in reversed(replies.get(comment.key, ())))


def new_comments(article: Article) -> frozenset[str]:
    """The keys of the comments by others that came since the person last looked; none before the first look."""
    if article.visited is None:
        return frozenset()
    new = {comment.key for comment in article.comments if comment.first_seen > article.visited}
    return frozenset(new.difference(article.own_comments))


def set_thread(
    builder: PageBuilder, article: Article, now: Timestamp, folded: Collection[str] = ()
) -> Generator[None, None, tuple[ThreadPosition, ...]]:
    """Append the comments and the person's own to the page, some `STRETCH` lines at each step; `folded` are the keys of
    comments whose replies are hidden.

    Returns the position of each comment that is shown.
    """
    thread = _Thread(builder, article, now)
    order = list(in_order(article.comments))
    closed: tuple[int, int] | None = None
    set_at = len(builder.lines)
    for index, (comment, depth) in enumerate(order):
        if closed and depth > closed[0]:
            continue
        hidden = _replies(order, index) if comment.key in folded else ()
        closed = (depth, index) if hidden else None
        thread.comment(comment, depth, hidden)
        for outgoing in thread.outgoing_comments.pop(comment.key, ()):
            thread.outgoing(outgoing, depth + 1)
        if len(builder.lines) - set_at >= STRETCH:
            set_at = len(builder.lines)
            yield
    # Those that answer the article, or a comment that the paper has removed.
    for outgoing_comments in thread.outgoing_comments.values():
        for outgoing in outgoing_comments:
            thread.outgoing(outgoing, 0)
    return tuple(thread.places)


def _replies(order: Sequence[tuple[Comment, int]], index: int) -> Sequence[Comment]:
    """The comments below this one in the tree."""
    depth = order[index][1]
    end = next((below for below in range(index + 1, len(order)) if order[below][1] <= depth), len(order))
    return [comment for comment, _depth in order[index + 1 : end]]


class _Thread:
    """Appends comments to a page, one after the other."""

    def __init__(self, builder: PageBuilder, article: Article, now: Timestamp) -> None:
        self._builder = builder
        self._now = now
        self._new = new_comments(article)
        self._own = frozenset(article.own_comments)
        self._authors = {comment.key: comment.author for comment in article.comments}
        is_wide = builder.width >= WIDE
        self._step = STEP if is_wide else NARROW_STEP
        self._inset = BOX + (2 if is_wide else 1)
        # Replies are set in as far as the width allows; deeper ones name whom they answer.
        self._deepest = max(0, min(DEEPEST, (builder.width - self._inset - LEAST) // self._step))
        self.places: list[ThreadPosition] = []
        self.outgoing_comments: dict[str, list[OutgoingComment]] = {}
        for outgoing in article.outgoing_comments:
            self.outgoing_comments.setdefault(outgoing.parent, []).append(outgoing)

    def comment(self, comment: Comment, depth: int, hidden: Sequence[Comment]) -> None:
        """Append one comment; `hidden`: its replies that are folded."""
        badge = _("AUTHOR") if comment.by_author else _("YOU") if comment.key in self._own else ""
        head = CommentHead(
            name=comment.author or _("Anonymous"),
            badge=badge,
            by_author=comment.by_author,
            answered=self._answered(comment.parent, depth),
            at=comment.published,
            is_new=comment.key in self._new,
        )
        body = self._body(depth)
        body.blocks(comment.blocks)
        if hidden:
            body.text(f"▸ {self._said_of(hidden)}", "button", href=f"act:fold:{comment.key}")
        start = self._put(head, body.lines, depth)
        self.places.append(ThreadPosition(start, comment.key, depth, len(self._builder.lines)))

    def _said_of(self, hidden: Sequence[Comment]) -> str:
        """How many replies are folded, and how many of them are new."""
        count, new = len(hidden), sum(reply.key in self._new for reply in hidden)
        said = ngettext("{n} reply", "{n} replies", count).format(n=number(count))
        if new:
            said += ngettext(", {n} of them new", ", {n} of them new", new).format(n=number(new))
        return said

    def outgoing(self, outgoing: OutgoingComment, depth: int) -> None:
        """Append one of the person's own comments, with its state."""
        head = CommentHead(
            name=outgoing.name or _("You"),
            badge=state_wording(outgoing.state),
            answered=self._answered(outgoing.parent, depth),
        )
        body = self._body(depth)
        for line in outgoing.text.splitlines():
            body.blocks((Paragraph((Span(line),)),))
        if outgoing.said:
            body.text(outgoing.said, "quiet")
        if outgoing.state in (OutgoingState.DRAFT, OutgoingState.REFUSED, OutgoingState.UNKNOWN):
            body.text(_("Go on writing"), "button", href=f"act:write:{outgoing.parent}")
        self._put(head, body.lines, depth)

    def _answered(self, parent: str, depth: int) -> str:
        """The name of whom a comment answers, where its indent does not show it."""
        return (self._authors.get(parent) or _("Anonymous")) if depth > self._deepest else ""

    def _body(self, depth: int) -> PageBuilder:
        """An empty page as wide as the text of a comment."""
        builder = self._builder
        indent = self._step * min(depth, self._deepest) + self._inset
        return PageBuilder(builder.width - indent, 0, builder.language, builder.picture_rows, builder.paragraph_style)

    def _put(self, head: CommentHead, body: Sequence[Line], depth: int) -> int:
        """Append the lines of one comment beside those of its thread; returns the number of its first line."""
        builder = self._builder
        bars = (" │" + " " * (self._step - 2)) * min(depth, self._deepest)
        builder.gap()
        if bars and builder.lines:
            builder.lines[-1] = self._line(Line(), bars)
        start = len(builder.lines)
        room = builder.width - len(bars) - self._inset
        for line in head_lines(head, room, self._inset, self._now):
            builder.lines.append(self._line(line, bars))
        beside = bars + " " * self._inset
        builder.lines += [self._line(line, beside if line.runs or line.picture else bars) for line in body]
        return start

    def _line(self, line: Line, beside: str) -> Line:
        """The line with something at its left, in the page's first column."""
        own = (Run(" " * line.indent),) if line.indent and (line.runs or line.picture) else ()
        left = (Run(beside, OURS),) if beside else ()
        runs = (*left, *own, *line.runs)
        return Line(runs, self._builder.left, -1, line.picture, line.row, line.columns, line.ids)

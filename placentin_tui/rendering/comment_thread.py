"""The comments under an article: a tree built from their parents, and its lines.

The person's own comments are among them, each with its state.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from placentin_tui.i18n import _, age, ngettext, number
from placentin_tui.models import OutgoingState
from placentin_tui.prose.blocks import Paragraph, Span
from placentin_tui.prose.layout import Run
from placentin_tui.rendering.outgoing_state import state_wording

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

    from placentin_tui.models import Article, Comment, OutgoingComment, Timestamp
    from placentin_tui.rendering.page_builder import PageBuilder

STEP = 2
"""Cells of indent per level of reply."""


@dataclass(frozen=True, slots=True)
class ThreadPosition:
    """The line of a comment on the page."""

    line: int
    key: str
    depth: int


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


def set_thread(
    builder: PageBuilder, article: Article, now: Timestamp, folded: Collection[str] = ()
) -> tuple[ThreadPosition, ...]:
    """Append the comments and the person's own to the page; `folded` are the keys of comments whose replies are hidden.

    Returns the position of each comment that is shown.
    """
    thread = _Thread(builder, article, now)
    order = list(in_order(article.comments))
    closed: tuple[int, int] | None = None
    for index, (comment, depth) in enumerate(order):
        if closed and depth > closed[0]:
            continue
        replies = _replies(order, index) if comment.key in folded else 0
        closed = (depth, index) if replies else None
        thread.comment(comment, depth, replies if closed else 0)
        for outgoing in thread.outgoing_comments.pop(comment.key, ()):
            thread.outgoing(outgoing, depth + 1)
    # Those that answer the article, or a comment that the paper has removed.
    for outgoing_comments in thread.outgoing_comments.values():
        for outgoing in outgoing_comments:
            thread.outgoing(outgoing, 0)
    return tuple(thread.places)


def _replies(order: Sequence[tuple[Comment, int]], index: int) -> int:
    """How many comments are below this one in the tree."""
    depth = order[index][1]
    end = next((below for below in range(index + 1, len(order)) if order[below][1] <= depth), len(order))
    return end - index - 1


class _Thread:
    """Appends comments to a page, one after the other."""

    def __init__(self, builder: PageBuilder, article: Article, now: Timestamp) -> None:
        self._builder = builder
        self._now = now
        self._visited = article.visited
        # Replies are indented as far as the width allows; deeper ones show their depth as a number.
        self._deepest = max(0, min(6, (builder.width - 30) // (2 * STEP)))
        self.places: list[ThreadPosition] = []
        self.outgoing_comments: dict[str, list[OutgoingComment]] = {}
        for outgoing in article.outgoing_comments:
            self.outgoing_comments.setdefault(outgoing.parent, []).append(outgoing)

    def comment(self, comment: Comment, depth: int, hidden: int) -> None:
        """Append one comment; `hidden` is the number of its replies that are folded."""
        self._builder.gap()
        self.places.append(ThreadPosition(len(self._builder.lines), comment.key, depth))
        head = [Run(comment.author or _("Anonymous"), "comment-author")]
        if comment.by_author:
            head += [Run(" "), Run(_("author"), "badge")]
        if self._visited is not None and comment.first_seen > self._visited:
            head += [Run(" "), Run(_("new"), "badge")]
        if comment.published is not None:
            head.append(Run(f" · {age(comment.published, self._now)}", "quiet"))
        self._head(head, depth)
        self._builder.blocks(comment.blocks, indent=self._indent(depth))
        if hidden:
            said = ngettext("{n} reply", "{n} replies", hidden).format(n=number(hidden))
            self._builder.text(f"▸ {said}", "button", indent=self._indent(depth), href=f"act:fold:{comment.key}")

    def outgoing(self, outgoing: OutgoingComment, depth: int) -> None:
        """Append one of the person's own comments, with its state."""
        self._builder.gap()
        self._head(
            [Run(outgoing.name or _("You"), "comment-author"), Run(" "), Run(state_wording(outgoing.state), "badge")],
            depth,
        )
        indent = self._indent(depth)
        for line in outgoing.text.splitlines():
            self._builder.blocks((Paragraph((Span(line),)),), indent=indent)
        if outgoing.said:
            self._builder.text(outgoing.said, "quiet", indent=indent)
        if outgoing.state in (OutgoingState.DRAFT, OutgoingState.REFUSED, OutgoingState.UNKNOWN):
            self._builder.text(_("Go on writing"), "button", indent=indent, href=f"act:write:{outgoing.parent}")

    def _head(self, runs: list[Run], depth: int) -> None:
        """Append the header line of a comment."""
        lead = [Run("↳ ", "thread")] if depth else []
        if depth > self._deepest:
            lead.append(Run(f"{depth} ", "thread"))
        self._builder.put(*lead, *runs, indent=STEP * min(depth, self._deepest))

    def _indent(self, depth: int) -> int:
        return STEP * min(depth, self._deepest) + (STEP if depth else 0)

"""The debate under an article: comments as a tree by whom they answer, and the tree as lines.

What the person wrote stands among them, each with what has become of it.
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
"""Cells a reply is set in."""


@dataclass(frozen=True, slots=True)
class ThreadPosition:
    """Where a comment stands on the page."""

    line: int
    key: str
    depth: int


def in_order(comments: Sequence[Comment]) -> Iterator[tuple[Comment, int]]:
    """Each comment once with its depth, replies under what they answer; an unknown parent or a circle makes a root."""
    keys = {comment.key for comment in comments}
    replies: dict[str, list[Comment]] = {}
    for comment in comments:
        replies.setdefault(comment.parent if comment.parent in keys else "", []).append(comment)
    seen: set[str] = set()
    # Who answers each other in a circle hangs on no root: the second pass lets each of them begin a thread.
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
    """Set the comments and the person's own letters on the sheet; `folded` comments hide their replies."""
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
    # Those that answer the article, and those that answer what the paper has taken away.
    for outgoing_comments in thread.outgoing_comments.values():
        for outgoing in outgoing_comments:
            thread.outgoing(outgoing, 0)
    return tuple(thread.places)


def _replies(order: Sequence[tuple[Comment, int]], index: int) -> int:
    """How many comments stand below this one."""
    depth = order[index][1]
    end = next((below for below in range(index + 1, len(order)) if order[below][1] <= depth), len(order))
    return end - index - 1


class _Thread:
    """Sets one comment after the other."""

    def __init__(self, builder: PageBuilder, article: Article, now: Timestamp) -> None:
        self._builder = builder
        self._now = now
        self._visited = article.visited
        # Replies are set in as far as the width bears; deeper ones say how deep they are.
        self._deepest = max(0, min(6, (builder.width - 30) // (2 * STEP)))
        self.places: list[ThreadPosition] = []
        self.outgoing_comments: dict[str, list[OutgoingComment]] = {}
        for outgoing in article.outgoing_comments:
            self.outgoing_comments.setdefault(outgoing.parent, []).append(outgoing)

    def comment(self, comment: Comment, depth: int, hidden: int) -> None:
        """One comment; `hidden` replies of it are folded away."""
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
        """One of the person's own, with what has become of it."""
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
        lead = [Run("↳ ", "thread")] if depth else []
        if depth > self._deepest:
            lead.append(Run(f"{depth} ", "thread"))
        self._builder.put(*lead, *runs, indent=STEP * min(depth, self._deepest))

    def _indent(self, depth: int) -> int:
        return STEP * min(depth, self._deepest) + (STEP if depth else 0)

"""The debate under an article: comments as a tree by whom they answer, and the tree as lines."""

from __future__ import annotations

from typing import TYPE_CHECKING

from placentin_tui.i18n import _, age
from placentin_tui.prose.layout import Run

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from placentin_tui.models import Comment, Moment
    from placentin_tui.page.sheet import Sheet

STEP = 2
"""Cells a reply is set in."""


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


def set_thread(sheet: Sheet, comments: Sequence[Comment], now: Moment) -> None:
    """Set the comments on the sheet, replies indented as far as the width bears."""
    deepest = max(0, min(6, (sheet.width - 30) // (2 * STEP)))
    for comment, depth in in_order(comments):
        indent = STEP * min(depth, deepest)
        sheet.gap()
        head = [Run("↳ ", "thread")] if depth else []
        if depth > deepest:
            head.append(Run(f"{depth} ", "thread"))
        head.append(Run(comment.author or _("Anonymous"), "comment-author"))
        if comment.by_author:
            head += [Run(" "), Run(_("author"), "badge")]
        if comment.published is not None:
            head.append(Run(f" · {age(comment.published, now)}", "quiet"))
        sheet.put(*head, indent=indent)
        sheet.blocks(comment.blocks, indent=indent + (STEP if depth else 0))

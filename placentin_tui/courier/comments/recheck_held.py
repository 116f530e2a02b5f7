"""Checks again whether comments held for moderation have been published."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from placentin_tui.courier.comments.fetch import fetch_comments
from placentin_tui.courier.process.protocol import CommentsFetched, OutgoingCommentSettled
from placentin_tui.courier.wordpress.locate_post import asking
from placentin_tui.courier.workers import wordpress_tasks
from placentin_tui.errors import FetchError
from placentin_tui.failure_codes import Reason
from placentin_tui.models import OutgoingState
from placentin_tui.prose.plain import to_text
from placentin_tui.text.numbers import whole_number
from placentin_tui.wordpress.discovery import endpoint
from placentin_tui.wordpress.submit_result import Standing, verified

if TYPE_CHECKING:
    from collections.abc import Iterable

    from placentin_tui.courier.process.executor import Executor
    from placentin_tui.courier.process.protocol import Event
    from placentin_tui.models import Comment, OutgoingComment
    from placentin_tui.web import Web

PATIENCE = 30 * 24 * 60 * 60
"""Seconds after which nobody at the paper is expected to read it any more."""

_not_letters = re.compile(r"[\W_]+")


async def recheck(
    executor: Executor, web: Web, outgoing: OutgoingComment, root: str, *, public_only: bool
) -> tuple[Event, ...]:
    """Check whether the paper shows a held comment by now, or has deleted it; returns events only when something
    changed.

    Raises `FetchError` or `FeedError` when the paper does not say.
    """
    number = outgoing.remote
    if number:
        url = (await executor.call_library(executor.library.articles.summary, outgoing.article)).url
        state = await state_at_paper(executor, web, root, number, url, public_only=public_only)
        if state is Standing.GONE:
            return await _gone(executor, outgoing)
        if state is not Standing.PUBLISHED:
            return ()
    count = await fetch_comments(executor, web, outgoing.article, public_only=public_only)
    number = number or await found_in_thread(executor, outgoing)
    if not number:
        return ()
    await executor.call_library(executor.library.outbox.settle, outgoing.id, OutgoingState.PUBLISHED, remote=number)
    settled = OutgoingCommentSettled(outgoing.id, outgoing.article, OutgoingState.PUBLISHED)
    return settled, CommentsFetched(outgoing.article, count)


async def _gone(executor: Executor, outgoing: OutgoingComment) -> tuple[Event, ...]:
    """Record that the paper has deleted the comment."""
    reason = Reason("not-kept")
    await executor.call_library(executor.library.outbox.settle, outgoing.id, OutgoingState.REFUSED, reason=reason)
    return (OutgoingCommentSettled(outgoing.id, outgoing.article, OutgoingState.REFUSED, str(reason)),)


async def state_at_paper(
    executor: Executor, web: Web, root: str, comment: int, page: str, *, public_only: bool
) -> Standing:
    """The state of a comment by its paper: `published`, `held` (or marked as spam), `gone` or `unknown`.

    Some papers close their REST interface to strangers: then the article's page tells whether it is shown. Raises
    `FetchError` when the paper does not answer at all, `FeedError` when its page cannot be parsed.
    """
    state = verified(await _status(web, endpoint(root, f"wp/v2/comments/{comment}", _fields="id"), public_only))
    if state in (Standing.PUBLISHED, Standing.GONE):
        return state
    fetched = await web.get(page, public_only=public_only)
    shown = await executor.parse(wordpress_tasks.shows_comment, fetched.body, comment)
    return Standing.PUBLISHED if shown else state


async def _status(web: Web, address: str, public_only: bool) -> int:
    """The HTTP status of an answer, also of one that is an error; 0 when unknown. Raises `FetchError` without any
    answer.
    """
    try:
        return (await asking(web, public_only=public_only)(address)).status
    except FetchError as error:
        if not error.code.startswith("http-"):
            raise
        return whole_number(error.code.removeprefix("http-")) or 0


async def found_in_thread(executor: Executor, outgoing: OutgoingComment) -> int:
    """The number of a comment of the person's among its article's comments, by author and text; 0
    when it is not there.
    """
    comments = await executor.call_library(executor.library.comments.of, outgoing.article)
    return next((number for comment in _alike(outgoing, comments) if (number := whole_number(comment.key))), 0)


def _alike(outgoing: OutgoingComment, comments: Iterable[Comment]) -> Iterable[Comment]:
    """The comments with the same author and text."""
    words, name = _normalized(outgoing.text), _normalized(outgoing.name)
    return (
        comment
        for comment in comments
        if _normalized(comment.author) == name and _normalized(to_text(comment.blocks)) == words
    )


def _normalized(text: str) -> str:
    """The text by letters and digits alone, since WordPress changes quotation marks and dashes; all of it when it has
    none.
    """
    return _not_letters.sub("", text).casefold() or "".join(text.split())

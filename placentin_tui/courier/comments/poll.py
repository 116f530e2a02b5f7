"""Polls watched articles for new comments, with few requests.

First the total of all watched articles is requested. Only when it differs from ours is each of them asked about, and
only those that differ are fetched.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from placentin_tui.courier.comments.fetch import fetch_comments
from placentin_tui.courier.process.protocol import CommentsFetched
from placentin_tui.courier.wordpress.locate_post import asking
from placentin_tui.errors import FeedError, FetchError
from placentin_tui.wordpress.comments import total

if TYPE_CHECKING:
    from collections.abc import Collection

    from placentin_tui.courier.process.executor import Executor
    from placentin_tui.courier.process.protocol import Event
    from placentin_tui.web import Web

MOST = 20
"""Articles watched of one source."""


async def poll_comments(
    executor: Executor, web: Web, source: int, root: str, *, but: Collection[int], public_only: bool
) -> tuple[Event, ...]:
    """Fetch the comments of a source's watched articles where their number has changed; `but`: those fetched otherwise.

    Raises `FetchError` or `FeedError` when the paper does not say how many there are.
    """
    here = await executor.call_library(executor.library.posts.watched, source, MOST)
    numbers = await executor.call_library(
        executor.library.posts.numbers, [article for article in here if article not in but]
    )
    get = asking(web, public_only=public_only)
    if not numbers or await total(get, root, *numbers.values()) == sum(here[article] for article in numbers):
        return ()
    events: list[Event] = []
    for article, number in numbers.items():
        try:
            if await total(get, root, number) != here[article]:
                count = await fetch_comments(executor, web, article, public_only=public_only)
                events.append(CommentsFetched(article, count))
        except (FetchError, FeedError):
            # An article protected by a password refuses; the others go on.
            continue
    return tuple(events)

"""The debates that go on: which articles have other comments at the paper than here, found out with few questions.

First all watched articles are asked about together. Only when the sum is another is each of them, and only those that
differ are fetched.
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
"""Articles of one source that are watched."""


async def follow_debates(
    executor: Executor, web: Web, source: int, root: str, *, but: Collection[int], public_only: bool
) -> tuple[Event, ...]:
    """Fetch the comments of a source's watched articles where there are others now; `but` those fetched otherwise.

    Raises `FetchError` or `FeedError` when the paper does not say.
    """
    here = await executor.keep(executor.library.posts.watched, source, MOST)
    numbers = await executor.keep(executor.library.posts.numbers, [article for article in here if article not in but])
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
            # One that a password protects says no; the others go on.
            continue
    return tuple(events)

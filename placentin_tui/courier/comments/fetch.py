"""Fetches the comments on an article into the library: the whole thread from WordPress, else what its comment feed
holds.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from placentin_tui.courier.wordpress.locate_post import asking, locate
from placentin_tui.courier.workers import parser_tasks, wordpress_tasks
from placentin_tui.errors import FeedError, FetchError
from placentin_tui.wordpress import comments as thread

if TYPE_CHECKING:
    from placentin_tui.courier.process.executor import Executor
    from placentin_tui.models import Article, ParsedComment
    from placentin_tui.web import Web


async def fetch_comments(executor: Executor, web: Web, article: int, *, public_only: bool) -> int:
    """Fetch an article's comments; returns how many the library has then.

    Raises `FetchError` or `FeedError` when they cannot be fetched, `UnknownArticle` when there is no such article.
    """
    page = await executor.call_library(executor.library.articles.get, article)
    number = await executor.call_library(executor.library.articles.post, article)
    if not (page.comments_feed or page.comments_url or number):
        return len(page.comments)
    try:
        found = await _thread(executor, web, page, public_only=public_only)
    except (FetchError, FeedError):
        # The REST interface may require a login, also for this article alone; published comments are in the feed too.
        if not page.comments_feed:
            raise
        found = None
    if found is not None:
        await executor.call_library(
            executor.library.comments.store, article, await executor.parse(wordpress_tasks.prepared, found), whole=True
        )
    elif page.comments_feed:
        fetched = await web.get(page.comments_feed, public_only=public_only)
        comments = await executor.parse(parser_tasks.comments_of_feed, fetched.body, fetched.url, fetched.content_type)
        await executor.call_library(executor.library.comments.store, article, comments)
    return len(await executor.call_library(executor.library.comments.of, article))


async def _thread(
    executor: Executor, web: Web, page: Article, *, public_only: bool
) -> tuple[ParsedComment, ...] | None:
    """All comments from the paper's WordPress; `None`: the article is no WordPress post."""
    post = await locate(executor, web, page, public_only=public_only)
    if post is None:
        return None
    get = asking(web, public_only=public_only)
    return await thread.fetch(get, post.root, post.number, lambda body: executor.parse(wordpress_tasks.thread, body))

"""The comments under an article, from its comment feed into the library."""

from __future__ import annotations

from typing import TYPE_CHECKING

from placentin_tui.feeds.parse import parse_comments
from placentin_tui.feeds.prepare import prepare_comment

if TYPE_CHECKING:
    from placentin_tui.courier.desk import Desk
    from placentin_tui.models import PreparedComment
    from placentin_tui.web import Fetched, Web


async def fetch_comments(desk: Desk, web: Web, article: int, *, public_only: bool) -> int:
    """Fetch an article's comments; how many the library has then.

    Raises `FetchError` or `FeedError` when they cannot be had, `UnknownArticle` when there is no such article.
    """
    page = await desk.keep(desk.library.articles.get, article)
    if not page.comments_feed:
        return len(page.comments)
    fetched = await web.get(page.comments_feed, public_only=public_only)
    comments = await desk.work(_prepared, fetched)
    new = await desk.keep(desk.library.comments.store, article, comments)
    return len(page.comments) + new


def _prepared(fetched: Fetched) -> list[PreparedComment]:
    parsed = parse_comments(fetched.body, url=fetched.url, content_type=fetched.content_type)
    return [prepare_comment(comment) for comment in parsed]

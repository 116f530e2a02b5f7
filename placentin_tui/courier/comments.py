"""The comments under an article into the library: the whole thread from a WordPress, else what its comment feed has."""

from __future__ import annotations

from typing import TYPE_CHECKING

from placentin_tui.courier.posts import asking, locate
from placentin_tui.errors import FeedError, FetchError
from placentin_tui.feeds.parse import parse_comments
from placentin_tui.feeds.prepare import prepare_comment
from placentin_tui.wordpress import comments as thread

if TYPE_CHECKING:
    from collections.abc import Iterable

    from placentin_tui.courier.desk import Desk
    from placentin_tui.models import Article, ParsedComment, PreparedComment
    from placentin_tui.web import Fetched, Web


async def fetch_comments(desk: Desk, web: Web, article: int, *, public_only: bool) -> int:
    """Fetch an article's comments; how many the library has then.

    Raises `FetchError` or `FeedError` when they cannot be had, `UnknownArticle` when there is no such article.
    """
    page = await desk.keep(desk.library.articles.get, article)
    number = await desk.keep(desk.library.articles.post, article)
    if not (page.comments_feed or page.comments_url or number):
        return len(page.comments)
    try:
        found = await _thread(desk, web, page, public_only=public_only)
    except (FetchError, FeedError):
        # The interface may be closed to strangers, or this one article; what is published stands in the feed too.
        if not page.comments_feed:
            raise
        found = None
    if found is not None:
        await desk.keep(desk.library.comments.store, article, await desk.work(_prepared, found), whole=True)
    elif page.comments_feed:
        fetched = await web.get(page.comments_feed, public_only=public_only)
        await desk.keep(desk.library.comments.store, article, await desk.work(_read, fetched))
    return len(await desk.keep(desk.library.comments.of, article))


async def _thread(desk: Desk, web: Web, page: Article, *, public_only: bool) -> tuple[ParsedComment, ...] | None:
    """All comments, from the paper's WordPress; `None`: it has none."""
    post = await locate(desk, web, page, public_only=public_only)
    if post is None:
        return None
    return await thread.fetch(asking(web, public_only=public_only), post.root, post.number)


def _read(fetched: Fetched) -> list[PreparedComment]:
    return _prepared(parse_comments(fetched.body, url=fetched.url, content_type=fetched.content_type))


def _prepared(parsed: Iterable[ParsedComment]) -> list[PreparedComment]:
    return [prepare_comment(comment) for comment in parsed]

"""Finds an article's WordPress post: the REST interface, and the post id."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from placentin_tui.courier.wordpress.support_link import note_support
from placentin_tui.courier.workers import wordpress_tasks
from placentin_tui.errors import FeedError, FetchError
from placentin_tui.web import host_of
from placentin_tui.wordpress import discovery

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from placentin_tui.courier.process.executor import Executor
    from placentin_tui.models import Article
    from placentin_tui.web import Fetched, Web

JSON = "application/json"


@dataclass(frozen=True, slots=True)
class WordPressPost:
    """The REST interface of a paper, and the id of an article's post there."""

    root: str
    number: int


def asking(web: Web, *, public_only: bool) -> Callable[[str], Awaitable[Fetched]]:
    """A function that requests JSON from a REST interface."""
    return partial(web.get, accept=JSON, public_only=public_only)


async def locate(executor: Executor, web: Web, article: Article, *, public_only: bool) -> WordPressPost | None:
    """The post of an article: by the library, else by the article's own page; `None`: it has none.

    Raises `FetchError` when its page cannot be fetched.
    """
    library, summary = executor.library, article.summary
    root = await executor.call_library(library.sources.rest_root, summary.source)
    number = await executor.call_library(library.articles.post, summary.id)
    if root and number:
        return WordPressPost(root, number)
    # Where the comments are not on the article's own site (Hacker News), that site is not asked.
    if root == "" or host_of(summary.url) != host_of(article.comments_url or article.comments_feed):
        return None
    page = await web.get(summary.url, public_only=public_only)
    return await note(executor, web, article, page, public_only=public_only)


async def note(
    executor: Executor, web: Web, article: Article, page: Fetched, *, public_only: bool
) -> WordPressPost | None:
    """The post of an article, by its page; stored when the article is its source's own."""
    library, summary = executor.library, article.summary
    await note_support(executor, summary.source, page)
    headers = {name: page.headers.get(name, "") for name in ("link", "content-type")}
    said = await executor.parse(wordpress_tasks.article_page, page.body, page.url, headers)
    root = said.root
    known = await executor.call_library(library.sources.rest_root, summary.source)
    # A page that names none (a captcha, a cache) does not overrule what others said.
    if not known and root != known:
        await executor.call_library(library.sources.set_rest_root, summary.source, root)
    if not root:
        return None
    number = said.post or await _number(executor, web, root, page.url, public_only=public_only)
    if number and root == (known or root):
        await executor.call_library(library.articles.set_post, summary.id, number)
    return WordPressPost(root, number) if number else None


async def _number(executor: Executor, web: Web, root: str, url: str, *, public_only: bool) -> int:
    """The id of the post at an address, by asking the paper; 0 when it does not say."""
    get = asking(web, public_only=public_only)
    try:
        return await discovery.find_post(
            get, root, url, lambda body, address: executor.parse(wordpress_tasks.post_at, body, address)
        )
    except (FetchError, FeedError):
        return 0

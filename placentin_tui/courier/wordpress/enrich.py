"""Completes articles from WordPress: featured picture, author's biography, further pages, a truncated text."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

from placentin_tui.courier.wordpress.locate_post import asking
from placentin_tui.courier.workers import wordpress_tasks
from placentin_tui.web import host_of
from placentin_tui.wordpress import posts

if TYPE_CHECKING:
    from collections.abc import Iterable

    from placentin_tui.courier.process.executor import Executor
    from placentin_tui.web import Web


async def complete(
    executor: Executor, web: Web, root: str, articles: Iterable[int], *, public_only: bool, portraits: bool = False
) -> tuple[int, ...]:
    """Complete these articles, each once; returns those that were. Raises `FetchError` or `FeedError`.

    `portraits`: fetch the authors' too, which are mostly on a third party's server.
    """
    library = executor.library
    numbers = await executor.call_library(library.posts.uncompleted, articles)
    get = asking(web, public_only=public_only)
    found = await posts.fetch(
        get,
        root,
        list(numbers.values()),
        portraits=portraits,
        read=lambda body, with_portraits: executor.parse(wordpress_tasks.completions, body, with_portraits),
    )
    by_number = {completion.post: completion for completion in found}
    done = []
    for article, number in numbers.items():
        if (completion := by_number.get(number)) is None:
            continue
        page = await executor.call_library(library.articles.get, article)
        if _place(completion.url) == _place(page.summary.url):
            whole = await executor.parse(wordpress_tasks.completed, page, completion)
            await executor.call_library(library.posts.complete, article, whole)
            done.append(article)
        else:
            # The post id is another article's: the guid was copied from elsewhere.
            await executor.call_library(library.articles.set_post, article, 0)
    return tuple(done)


def _place(address: str) -> tuple[str, str]:
    """What identifies a page of two addresses: neither scheme, `www.`, a slash at the end nor the query."""
    return host_of(address).removeprefix("www."), unquote(urlsplit(address).path).rstrip("/")

"""Fetches the full text of an article its feed truncates: from the paper's WordPress, else from the article's page."""

from __future__ import annotations

import re
from contextlib import suppress
from typing import TYPE_CHECKING

from placentin_tui.courier.process.protocol import TextFetched
from placentin_tui.courier.wordpress.enrich import complete
from placentin_tui.courier.wordpress.locate_post import note
from placentin_tui.courier.workers import parser_tasks
from placentin_tui.errors import FeedError, FetchError
from placentin_tui.feeds.fulltext.truncated import is_whole
from placentin_tui.models import TextState
from placentin_tui.rendering.unavailable_text import why_no_text

if TYPE_CHECKING:
    from placentin_tui.courier.process.executor import Executor
    from placentin_tui.models import Article
    from placentin_tui.web import Fetched, Web

LIMIT = 6_000_000
"""Bytes of a page; those with embedded pictures are larger, and none of them is an article."""
ACCEPTED = "text/html, application/xhtml+xml;q=0.9, */*;q=0.1"
"""The Accept header."""

# Permanent failures.
_FOR_GOOD = re.compile(r"http-4(?!08|29)\d\d|too-big|redirects(?:-\w+)?|not-http|private|not-a-page")
_NO_PAGE = re.compile(r"(?:image|audio|video|font)/|application/(?!xhtml|xml)", re.IGNORECASE)


async def fetch_text(executor: Executor, web: Web, article: int, *, public_only: bool) -> Article:
    """Fetch an article's full text; returns the article as stored then.

    Raises `FetchError` when its page cannot be fetched, `UnknownArticle` when there is no such article.
    """
    library = executor.library
    page = await _from_wordpress(
        executor, web, await executor.call_library(library.articles.get, article), public_only=public_only
    )
    if page.text is TextState.WHOLE:
        return page
    try:
        fetched = await _page(web, page.summary.url, public_only=public_only)
    except FetchError as error:
        await _give_up(executor, page, error.code, for_good=bool(_FOR_GOOD.fullmatch(error.code)))
        raise
    try:
        await _take(executor, web, page, fetched, public_only=public_only)
    except FeedError as error:
        await _give_up(executor, page, "broke", for_good=True)
        raise FetchError("broke") from error
    await executor.call_library(library.fulltexts.record_attempt, article)
    return await executor.call_library(library.articles.get, article)


async def _give_up(executor: Executor, page: Article, trouble: str, *, for_good: bool) -> None:
    """Record that an article's page could not be fetched; a text that is not truncated needs none."""
    otherwise = TextState.AS_FED if is_whole(page.brief or page.blocks) else TextState.PARTIAL
    tried = executor.library.fulltexts.record_attempt
    await executor.call_library(tried, page.summary.id, trouble, for_good=for_good, otherwise=otherwise)


def text_fetched(page: Article, *, unasked: bool = False) -> TextFetched:
    """The event for a requested full text; `unasked`: without the message that the text was complete before."""
    if page.text is TextState.WHOLE or (unasked and page.text is TextState.AS_FED):
        return TextFetched(page.summary.id, found=page.text is TextState.WHOLE)
    trouble = "whole" if page.text is TextState.AS_FED else page.text_trouble or "no-more"
    return TextFetched(page.summary.id, found=False, error=why_no_text(trouble))


async def _from_wordpress(executor: Executor, web: Web, page: Article, *, public_only: bool) -> Article:
    """The article with what its paper's REST interface has, where there is one that answers."""
    library, article = executor.library, page.summary.id
    if root := await executor.call_library(library.sources.rest_root, page.summary.source):
        with suppress(FetchError, FeedError):
            if await complete(executor, web, root, (article,), public_only=public_only):
                return await executor.call_library(library.articles.get, article)
    return page


async def _page(web: Web, url: str, *, public_only: bool) -> Fetched:
    """Fetch the article's page. Raises `FetchError`, also when it is no HTML."""
    fetched = await web.get(url, limit=LIMIT, accept=ACCEPTED, public_only=public_only)
    if _NO_PAGE.match(fetched.content_type):
        raise FetchError("not-a-page")
    return fetched


async def _take(executor: Executor, web: Web, page: Article, fetched: Fetched, *, public_only: bool) -> None:
    """Store the article with what its page has. Raises `FeedError` when the page breaks its parser."""
    library = executor.library
    if await executor.call_library(library.sources.rest_root, page.summary.source) is None:
        # The first page fetched says whether the paper runs on WordPress.
        await note(executor, web, page, fetched, public_only=public_only)
        page = await _from_wordpress(executor, web, page, public_only=public_only)
    if page.text is not TextState.WHOLE:
        source = await executor.call_library(library.sources.get, page.summary.source)
        whole = await executor.parse(
            parser_tasks.text_of_page, page, fetched.body, fetched.url, fetched.content_type, source.selector
        )
        await executor.call_library(library.fulltexts.keep, page.summary.id, whole)

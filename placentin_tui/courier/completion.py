"""What a feed leaves out of a WordPress's articles: featured picture, author's bio, later pages, a text it cuts."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

from msgspec.structs import replace

from placentin_tui.courier.posts import asking
from placentin_tui.feeds.fulltext.partial import is_cut
from placentin_tui.feeds.prepare import opens_with, standfirst
from placentin_tui.models import TextState, WholeArticle
from placentin_tui.prose.html import to_blocks
from placentin_tui.prose.plain import words
from placentin_tui.web import host_of
from placentin_tui.wordpress import posts

if TYPE_CHECKING:
    from collections.abc import Iterable

    from placentin_tui.courier.desk import Desk
    from placentin_tui.models import Article, Author
    from placentin_tui.web import Web
    from placentin_tui.wordpress.posts import Completion


async def complete(
    desk: Desk, web: Web, root: str, articles: Iterable[int], *, public_only: bool, portraits: bool = False
) -> tuple[int, ...]:
    """Fetch it, once for each article; those that are whole now. Raises `FetchError` or `FeedError`.

    `portraits`: the author's too, which mostly stands on a third party's server.
    """
    library = desk.library
    numbers = await desk.keep(library.posts.uncompleted, articles)
    get = asking(web, public_only=public_only)
    found = await posts.fetch(get, root, list(numbers.values()), portraits=portraits)
    by_number = {completion.post: completion for completion in found}
    done = []
    for article, number in numbers.items():
        if (completion := by_number.get(number)) is None:
            continue
        page = await desk.keep(library.articles.get, article)
        if _place(completion.url) == _place(page.summary.url):
            await desk.keep(library.posts.complete, article, await desk.work(whole, page, completion))
            done.append(article)
        else:
            # The number is another article's: its guid came along from elsewhere.
            await desk.keep(library.articles.set_post, article, 0)
    return tuple(done)


def whole(page: Article, completion: Completion) -> WholeArticle:
    """An article with what WordPress knows of it; the longer text counts, for a feed's own is never cut twice."""
    feed, state = page.brief or page.blocks, page.text
    blocks, summary, count, brief = page.blocks, page.standfirst, page.summary.words, page.brief
    full = () if completion.protected else to_blocks(completion.html, completion.url)
    if words(full) > words(feed):
        # What the feed had may be a summary the paper wrote by hand.
        summary = standfirst(summary or (() if is_cut(feed) else feed), full)
        blocks, count, brief = full, words(full), feed
        state = state if is_cut(full) else TextState.WHOLE
    elif full and not is_cut(feed):
        state = TextState.AS_FED
    lead = page.lead or completion.lead
    if lead and lead.url and opens_with(blocks, lead):
        lead = None
    author = _author(page.author, completion.author)
    return WholeArticle(blocks, summary, lead, author, count, brief, state, comments_open=completion.comments_open)


def _author(known: Author | None, said: Author | None) -> Author | None:
    if known is None or said is None:
        return known or said
    return replace(known, bio=known.bio or said.bio, portrait=known.portrait or said.portrait)


def _place(address: str) -> tuple[str, str]:
    """What makes two addresses one page: neither scheme, `www.`, a stroke at the end nor what is tracked."""
    return host_of(address).removeprefix("www."), unquote(urlsplit(address).path).rstrip("/")

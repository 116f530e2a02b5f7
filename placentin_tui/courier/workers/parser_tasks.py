"""What is read of foreign documents: a function for each, bytes in, structs out.

`ParserPool.run` calls them, in a process of its own; called here, nothing would bound their time. Their annotations say
how arguments and results cross from one process to the other. Each imports what it needs when it is needed: a process
that reads feeds does without what reads pages.
"""

from __future__ import annotations

import msgspec

from placentin_tui.library.articles.packing import PackedArticle, pack
from placentin_tui.models import (  # noqa: TC001 - msgspec reads the annotations at run time
    Article,
    Judgement,
    NewSource,
    ParsedFeed,
    PreparedComment,
    WholeArticle,
)


class FeedLost(Exception):
    """There is no feed under that ticket: the process that had read it has ended."""


_feeds: dict[int, ParsedFeed] = {}
"""Feeds that have been read, by their tickets: most of what they hold is text the courier never looks at."""


def read_feed(ticket: int, body: bytes, url: str, content_type: str) -> ParsedFeed:
    """The feed in a document, without its texts: they stay here, under the ticket. Raises `FeedError`."""
    from placentin_tui.feeds.parse import parse_feed

    feed = _feeds[ticket] = parse_feed(body, url=url, content_type=content_type)
    return without_texts(feed)


def without_texts(feed: ParsedFeed) -> ParsedFeed:
    """The feed without its texts."""
    replace = msgspec.structs.replace
    return replace(feed, articles=tuple(replace(each, html="", summary_html="") for each in feed.articles))


def pack_articles(ticket: int, identities: frozenset[str]) -> tuple[PackedArticle, ...]:
    """These articles of the feed under a ticket, in its order, ready to be written down; raises `FeedLost`."""
    if (feed := _feeds.get(ticket)) is None:
        raise FeedLost
    from placentin_tui.feeds.fulltext.truncated import looks_partial
    from placentin_tui.feeds.prepare import prepare

    replace = msgspec.structs.replace
    prepared = (prepare(article) for article in feed.articles if article.identity in identities)
    return tuple(pack(replace(article, partial=looks_partial(article))) for article in prepared)


def forget_feeds(tickets: tuple[int, ...]) -> None:
    """Feeds that are not needed any more."""
    for ticket in tickets:
        _feeds.pop(ticket, None)


def judge(body: bytes, url: str, content_type: str) -> Judgement:
    """Whether a document is a feed, or a page, and what it says of feeds."""
    return judge_answer(body, url, {"content-type": content_type})


def judge_answer(body: bytes, url: str, headers: dict[str, str]) -> Judgement:
    """The same, with what the headers say (lower-case names; `content-type`, `link` and `refresh` are wanted)."""
    from placentin_tui.feeds.discover import judgement

    return judgement(body, url, headers)


def support_page(body: bytes, url: str, content_type: str) -> str:
    """The address of the support page a page names, empty when it names none."""
    from placentin_tui.feeds.support import find

    return find(body, url, content_type=content_type)


def comments_of_feed(body: bytes, url: str, content_type: str) -> tuple[PreparedComment, ...]:
    """The comments of a comment feed, ready for the library, the oldest first; raises `FeedError`."""
    from placentin_tui.feeds.comments import parse_comments
    from placentin_tui.feeds.prepare import prepare_comment

    return tuple(map(prepare_comment, parse_comments(body, url=url, content_type=content_type)))


def text_of_page(article: Article, body: bytes, url: str, content_type: str, selector: str) -> WholeArticle:
    """The article with what its page has, found at `url`; `selector` is the person's own word for where it is there."""
    from placentin_tui.feeds.fulltext.merge import whole
    from placentin_tui.feeds.fulltext.read import read

    asked, paper = article.summary.url, article.summary.source_title
    return whole(article, read(body, asked=asked, url=url, content_type=content_type, selector=selector, paper=paper))


def subscriptions(body: bytes) -> tuple[NewSource, ...]:
    """The sources of an OPML file; raises `OpmlError`."""
    from placentin_tui.feeds import opml

    return opml.read(body)

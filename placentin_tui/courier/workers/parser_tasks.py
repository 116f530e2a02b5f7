"""The functions that parse foreign documents: bytes in, structs out.

`ParserPool.run` calls them in a process of its own; called directly, nothing would bound their time. Their annotations
define how arguments and results are sent between the processes. Each imports what it needs when it is called: a process
that parses feeds does without what parses pages.
"""

from __future__ import annotations

import msgspec

from placentin_tui.library.articles.row_encoding import PackedArticle, pack
from placentin_tui.models import (  # noqa: TC001 - msgspec reads the annotations at run time
    Article,
    Judgement,
    NewSource,
    ParsedFeed,
    PreparedComment,
    WholeArticle,
)


class FeedLost(Exception):
    """There is no feed of that ticket: the process that had parsed it has ended."""


_feeds: dict[int, ParsedFeed] = {}
"""Parsed feeds, by ticket: most of what they hold is text that the courier does not need."""


def read_feed(ticket: int, body: bytes, url: str, content_type: str) -> ParsedFeed:
    """Parse a feed; returned without its texts, which are kept here under the ticket. Raises `FeedError`."""
    from placentin_tui.feeds.parse import parse_feed

    feed = _feeds[ticket] = parse_feed(body, url=url, content_type=content_type)
    return without_texts(feed)


def without_texts(feed: ParsedFeed) -> ParsedFeed:
    """The feed without its texts."""
    replace = msgspec.structs.replace
    return replace(feed, articles=tuple(replace(each, html="", summary_html="") for each in feed.articles))


def pack_articles(ticket: int, identities: frozenset[str]) -> tuple[PackedArticle, ...]:
    """Pack these articles of the feed of a ticket, in its order, for the library. Raises `FeedLost`."""
    if (feed := _feeds.get(ticket)) is None:
        raise FeedLost
    from placentin_tui.feeds.fulltext.truncated import looks_partial
    from placentin_tui.feeds.prepare import prepare

    replace = msgspec.structs.replace
    prepared = (prepare(article) for article in feed.articles if article.identity in identities)
    return tuple(pack(replace(article, partial=looks_partial(article))) for article in prepared)


def forget_feeds(tickets: tuple[int, ...]) -> None:
    """Delete feeds that are not needed any more."""
    for ticket in tickets:
        _feeds.pop(ticket, None)


def judge(body: bytes, url: str, content_type: str) -> Judgement:
    """Whether a document is a feed or a page, and which feeds it names."""
    return judge_answer(body, url, {"content-type": content_type})


def judge_answer(body: bytes, url: str, headers: dict[str, str]) -> Judgement:
    """The same, with the headers (lower-case names; `content-type`, `link` and `refresh` are used)."""
    from placentin_tui.feeds.discover import judgement

    return judgement(body, url, headers)


def support_page(body: bytes, url: str, content_type: str) -> str:
    """The URL of the support page a page links to, empty when there is none."""
    from placentin_tui.feeds.support_page import find

    return find(body, url, content_type=content_type)


def comments_of_feed(body: bytes, url: str, content_type: str) -> tuple[PreparedComment, ...]:
    """Parse a comment feed; the comments are ready for the library, oldest first. Raises `FeedError`."""
    from placentin_tui.feeds.comments import parse_comments
    from placentin_tui.feeds.prepare import prepare_comment

    return tuple(map(prepare_comment, parse_comments(body, url=url, content_type=content_type)))


def text_of_page(article: Article, body: bytes, url: str, content_type: str, selector: str) -> WholeArticle:
    """The article with the text of its page, fetched from `url`; `selector`: the person's CSS selector for it."""
    from placentin_tui.feeds.fulltext.merge import whole
    from placentin_tui.feeds.fulltext.read_page import read

    asked, paper = article.summary.url, article.summary.source_title
    return whole(article, read(body, asked=asked, url=url, content_type=content_type, selector=selector, paper=paper))


def subscriptions(body: bytes) -> tuple[NewSource, ...]:
    """The sources of an OPML file. Raises `OpmlError`."""
    from placentin_tui.feeds import opml

    return opml.read(body)

"""Recognises feeds of comments, for who subscribes to a paper wants its articles.

Blogs link to a feed of all comments beside that of their articles, and on an article's page to that article's own. They
are recognised by address, by title in many languages, and finally by content.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import parse_qsl, urlsplit

from placentin_tui.feeds.duplicate_feeds import without_format

if TYPE_CHECKING:
    from collections.abc import Iterable

    from placentin_tui.models import FeedChoice

_SEEN = 500_000
"""Characters of a feed that are searched."""

_in_address = re.compile(
    r"/comments?/(?:feed|default|rss|atom)|/(?:feed|rss|atom)s?/comments?\b|[?&]feed=comments"
    r"|comments?[-_.]?(?:rss|feed|atom)|(?:rss|feed|atom)[-_]?comments?\b|/video-comments\.",
    re.IGNORECASE,
)
_in_title = re.compile(
    r"\bcomments? (?:feed|rss|atom|on|for)\b|\bcomments?$|\bcommentaires? (?:sur|pour|de)\b"
    r"|\bflux (?:rss )?(?:des |de |du )?commentaires?|\bkommentar-?(?:feed|flöde|strøm)"
    r"|\bkommentar(?:e|er)? (?:zu|zum|für|på|til)\b"
    r"|\bcomentarios? (?:en|para|a)\b|\b(?:feed|rss|canal) de (?:los )?comentarios|\bcomentários (?:em|para|sobre)\b"
    r"|\b(?:feed|rss) (?:de|dos) comentários|\bcommenti (?:a|su|per)\b|\b(?:feed|rss) dei commenti"
    r"|\breacties? ?-?(?:feed|op|voor)\b|\bkomentarz(?:e do|y)|\brss komentářů|\bkomentáře|\bcomentaris\b"
    r"|комментари|коментар|\byorum(?:lar)?\b|コメント|评论|評論|留言|댓글|\bkommenttien\b|\bkommentit\b|hozzászólás"
    r"|σχολίων|σχόλια|التعليقات|תגובות",
    re.IGNORECASE,
)
_separators = re.compile(r"[»|›:–—]|\s-\s")
_title = re.compile(r"<title(?:\s[^<>]{0,200})?>(?:<!\[CDATA\[)?([^<\]]{0,500})", re.IGNORECASE)
_item = re.compile(r"<(?:item|entry)[\s>]")
_answer = re.compile(
    r"<(?:link|guid)(?:\s[^<>]{0,200})?>(?:<!\[CDATA\[)?[^<>#\s]{0,1000}#comment-?\d"
    r"|<link\s[^<>#]{0,1000}#comment-?\d|<thr:in-reply-to\s"
)
_POST = frozenset(("p", "page_id", "attachment_id", "name", "pagename"))
"""Parameters that identify an article in WordPress; together with `feed`, its comments."""


def sorted_by_subject(
    choices: Iterable[FeedChoice], pages: Iterable[str], *, is_article: bool
) -> tuple[list[FeedChoice], list[FeedChoice], list[FeedChoice]]:
    """The feeds that a page links to, split into those of articles, those of all comments, and those of its own
    comments.

    `pages`: the page's addresses; `is_article`: the page is an article, so feeds beneath its address are of its
    comments.
    """
    choices = list(choices)
    by_address = {each.url for each in choices if _in_address.search(each.url)}
    by_title = {each.url for each in choices if _in_title.search(each.title)}
    if len(by_title) == len(choices) > 1 and not by_address:  # it is in the paper's name
        by_title = set()
    ends = tuple(end for each in choices if each.url in by_address | by_title and (end := _end(each.title)))
    by_end = {each.url for each in choices if ends and each.title.casefold().endswith(ends)}
    if len(by_end | by_address | by_title) < len(choices):
        by_title |= by_end
    beneath = {each.url for each in choices if is_beneath(each.url, pages)}
    own = {each.url for each in choices if _of_article(each.url)} | (beneath & (by_title - by_address))
    own |= beneath if is_article else set()
    comments = (by_address | by_title) - own
    articles = [each for each in choices if each.url not in comments | own]
    return articles, [each for each in choices if each.url in comments], [each for each in choices if each.url in own]


def is_beneath(url: str, pages: Iterable[str]) -> bool:
    """Whether an address is beneath one of a page's addresses, the front page's excepted."""
    parts = urlsplit(url)
    for page in map(urlsplit, pages):
        folder = page.path.rstrip("/")
        if folder and parts.hostname == page.hostname and parts.path.startswith(f"{folder}/"):
            return True
    return False


def holds_comments(feed: str) -> bool:
    """Whether a feed is one of comments, by its title or by most of its items."""
    feed = feed[:_SEEN]
    title = _title.search(feed)
    if title and _in_title.search(title[1]):
        return True
    items = sum(1 for _ in _item.finditer(feed))
    return items > 0 and 2 * sum(1 for _ in _answer.finditer(feed)) >= items


def holds_nothing(feed: str) -> bool:
    """Whether an XML feed has no item."""
    return feed.lstrip().startswith("<") and not _item.search(feed[:_SEEN])


def _end(title: str) -> str:
    """What a title says after the paper's name, the same for all of a paper's comment feeds."""
    *before, last = _separators.split(title.casefold())
    return last.strip() if before and without_format(last) else ""


def _of_article(url: str) -> bool:
    """Whether an address is WordPress's for the comments on one article."""
    names = {name for name, _value in parse_qsl(urlsplit(url).query)}
    return "feed" in names and bool(names & _POST)

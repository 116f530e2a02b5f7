"""Parses comment feeds: RSS and Atom, as WordPress and similar software write them.

Atom states which comment another answers (`thr:in-reply-to`). RSS does not; there WordPress puts a paragraph before the
text, « In reply to <a href="…#comment-7">a name</a>. », in its own language: it becomes the parent, and is removed from
the text.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from msgspec.structs import replace

from placentin_tui.feeds.dates import origin
from placentin_tui.feeds.decode import decode
from placentin_tui.feeds.fields import (
    Fields,
    detail_of,
    fingerprint,
    language,
    list_of,
    moment_of,
    names,
    plain,
    text_of,
    unescaped,
    web_address,
)
from placentin_tui.feeds.markup import as_html, mended_html
from placentin_tui.feeds.repair_xml import repair
from placentin_tui.models import ParsedComment
from placentin_tui.text import sanitize

if TYPE_CHECKING:
    from collections.abc import Mapping

    from placentin_tui.feeds.dates import Origin
LONGEST_KEY = 120
LONGEST_REFERENCE = 60
"""The most letters beside the link in « In reply to … », in any language; text by a reader is mostly longer."""

_numbered = re.compile(r"#comment-(\d{1,18})$")
_paged = re.compile(r"/comment-page-\d+/?$")
_first_paragraph = re.compile(r"\s*<p>((?:(?!</?p\b).){1,4000}?)</p>\s*", re.DOTALL | re.IGNORECASE)
_anchor = re.compile(
    r"<a\s(?>[^<>]*?href\s*+=\s*+[\"']([^\"'<>]++)[\"'])[^<>]*+>(?:(?!<a\s|</a>).)*+</a>", re.DOTALL | re.IGNORECASE
)
_name_in_title = re.compile(r"^[^:]{1,30}:\s*(.+)$")


def parse_comments(body: bytes, *, url: str, content_type: str = "") -> tuple[ParsedComment, ...]:
    """The comments of a comment feed, the oldest first; raises `FeedError` when it is not a feed."""
    from placentin_tui.feeds.feedparser_adapter import read  # feedparser: 60 ms

    found = read(repair(decode(body, content_type)), url)
    comments: dict[str, ParsedComment] = {}
    where = origin(language(text_of(found.feed, "language")), url)
    for entry in found.entries:
        comment = _comment(entry, url, where)
        comments.setdefault(comment.key, comment)
    rooted = (_rooted(comment, comments) for comment in reversed(comments.values()))
    return tuple(sorted(rooted, key=lambda comment: comment.published or 0))


def _comment(entry: Fields, url: str, where: Origin) -> ParsedComment:
    """One comment, from its entry."""
    guid, link = text_of(entry, "id"), text_of(entry, "link")
    link = web_address(link, "" if link == guid else url)  # a guid replaces it only when it is an absolute address
    words = _words(entry)
    answered, rest = _reference(words, link)
    if said := detail_of(entry, "thr_in-reply-to"):
        answered = _key(text_of(said, "ref"))
    key = _key(guid or link or fingerprint(text_of(entry, "title"), words))
    return ParsedComment(
        key=key,
        author=_author(entry),
        html=rest,
        parent=answered,
        published=moment_of(entry, "published", where) or moment_of(entry, "updated", where),
        url=link,
    )


def _rooted(comment: ParsedComment, comments: Mapping[str, ParsedComment]) -> ParsedComment:
    """The comment, without a parent that is itself or (where comments have no numbers) the article."""
    known = comment.parent in comments or comment.parent.isdecimal()
    return comment if known and comment.parent != comment.key else replace(comment, parent="")


def _words(entry: Fields) -> str:
    """The text of an entry as foreign HTML; empty when there is none."""
    for detail in (*list_of(entry, "content"), detail_of(entry, "summary_detail")):
        if value := text_of(detail, "value").strip():
            return as_html(value) if text_of(detail, "type") == "text/plain" else mended_html(value)
    return ""


def _reference(words: str, link: str) -> tuple[str, str]:
    """The key of the comment that the first paragraph refers to, and the text without that paragraph."""
    first = _first_paragraph.match(words)
    links = _anchor.findall(first[1]) if first else []
    if not first or len(links) != 1:
        return "", words
    target = unescaped(links[0])
    beside = plain(_anchor.sub("", first[1]))
    answered = _numbered.search(target)
    if not answered or _page(target) != _page(link) or len(beside) > LONGEST_REFERENCE:
        return "", words
    return answered[1], words[first.end() :]


def _page(address: str) -> tuple[str, str]:
    """The page of an address, without the page number of its comments."""
    parts = urlsplit(address)
    return _paged.sub("/", parts.path), parts.query


def _key(guid: str) -> str:
    """The key of a comment from its guid: its number when it has one, else the guid or its hash."""
    numbered = _numbered.search(guid)
    if numbered:
        return numbered[1]
    safe = sanitize.clean(guid, LONGEST_KEY)
    return safe if safe == guid else f"#{fingerprint(guid)}"


def _author(entry: Fields) -> str:
    """The author's name, also from a title such as « Par : Nadia Haddad »."""
    people = names(text_of(person, "name") for person in list_of(entry, "authors"))
    if people:
        return people
    titled = _name_in_title.match(plain(text_of(entry, "title"), 200))
    return titled[1] if titled else ""

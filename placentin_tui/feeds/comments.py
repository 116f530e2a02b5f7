"""Comment feeds: RSS and Atom, as WordPress and its kin write them.

Atom says which comment another answers (`thr:in-reply-to`). RSS does not; there WordPress puts a paragraph before the
text, « In reply to <a href="…#comment-7">a name</a>. », in its own language: it becomes the parent and leaves the text.
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
"""Letters beside the link in « In reply to … », in any language; what readers write around a link is mostly longer."""

_numbered = re.compile(r"#comment-(\d{1,18})$")
_paged = re.compile(r"/comment-page-\d+/?$")
_first_paragraph = re.compile(r"\s*<p>((?:(?!</?p\b).){1,4000}?)</p>\s*", re.DOTALL | re.IGNORECASE)
_anchor = re.compile(
    r"<a\s(?>[^<>]*?href\s*+=\s*+[\"']([^\"'<>]++)[\"'])[^<>]*+>(?:(?!<a\s|</a>).)*+</a>", re.DOTALL | re.IGNORECASE
)
_name_in_title = re.compile(r"^[^:]{1,30}:\s*(.+)$")


def parse_comments(body: bytes, *, url: str, content_type: str = "") -> tuple[ParsedComment, ...]:
    """The comments of a comment feed, the oldest first; raises `FeedError` when there is none to read."""
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
    guid, link = text_of(entry, "id"), text_of(entry, "link")
    link = web_address(link, "" if link == guid else url)  # a guid stands for it only where it is a whole address
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
    """The comment without a parent that can be none: itself, or (where comments bear no number) the article."""
    known = comment.parent in comments or comment.parent.isdecimal()
    return comment if known and comment.parent != comment.key else replace(comment, parent="")


def _words(entry: Fields) -> str:
    for detail in (*list_of(entry, "content"), detail_of(entry, "summary_detail")):
        if value := text_of(detail, "value").strip():
            return as_html(value) if text_of(detail, "type") == "text/plain" else mended_html(value)
    return ""


def _reference(words: str, link: str) -> tuple[str, str]:
    """The comment a first paragraph refers to, and the text without that paragraph."""
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
    """The page an address is on, whichever page of its comments."""
    parts = urlsplit(address)
    return _paged.sub("/", parts.path), parts.query


def _key(guid: str) -> str:
    """What the paper calls a comment: its number when it has one."""
    numbered = _numbered.search(guid)
    if numbered:
        return numbered[1]
    safe = sanitize.clean(guid, LONGEST_KEY)
    return safe if safe == guid else f"#{fingerprint(guid)}"


def _author(entry: Fields) -> str:
    """Who wrote it; a title « Par : Nadia Haddad » says so too."""
    people = names(text_of(person, "name") for person in list_of(entry, "authors"))
    if people:
        return people
    titled = _name_in_title.match(plain(text_of(entry, "title"), 200))
    return titled[1] if titled else ""

"""Fetches the comments of an article from the REST interface."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from msgspec.structs import replace

from placentin_tui.errors import FeedError
from placentin_tui.feeds.fields import LONGEST_NAME, text_of
from placentin_tui.models import ParsedComment
from placentin_tui.text import sanitize
from placentin_tui.text.numbers import whole_number
from placentin_tui.wordpress.discovery import endpoint
from placentin_tui.wordpress.json_fields import count, in_place, moment_gmt, objects, rendered, whole, words

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from placentin_tui.feeds.fields import Fields
    from placentin_tui.web import Fetched

PER_PAGE = 100
"""The most comments WordPress gives in one response."""
MOST_PAGES = 50
"""Pages fetched of one thread: its oldest five thousand comments."""
_on_page = re.compile(rb"\bid\s*=\s*[\"']?comment-(\d{1,18})\b")
_FIELDS = "id,parent,author_name,date_gmt,content,link"


def parse(body: bytes) -> tuple[ParsedComment, ...]:
    """The comments in one response, in its order; raises `FeedError` when it is not a JSON list."""
    return tuple(_comment(each) for each in objects(body) if whole(each, "id"))


async def fetch(
    get: Callable[[str], Awaitable[Fetched]],
    root: str,
    post: int,
    read: Callable[[bytes], Awaitable[tuple[ParsedComment, ...]]] | None = None,
) -> tuple[ParsedComment, ...]:
    """All comments of a post, the oldest first; one whose parent is not among them becomes a root.

    `read` does the work of `parse`, in another process for instance. Raises `FeedError` and what `get` raises
    (`FetchError`).
    """
    read = read or in_place(parse)
    found: dict[str, ParsedComment] = {}
    for page in range(1, MOST_PAGES + 1):
        answer = await get(_address(root, post, per_page=str(PER_PAGE), page=str(page), order="asc", _fields=_FIELDS))
        comments = await read(answer.body)
        found |= {comment.key: comment for comment in comments}
        pages = count(answer.headers, "x-wp-totalpages")
        if page >= pages if pages is not None else len(comments) < PER_PAGE:
            break
    return tuple(
        comment if comment.parent in found and comment.parent != comment.key else replace(comment, parent="")
        for comment in found.values()
    )


async def total(get: Callable[[str], Awaitable[Fetched]], root: str, *posts: int) -> int:
    """How many comments a post has, or several posts together; asks for a single comment and reads the total.

    Raises `FeedError` when the response has no `X-WP-Total` header.
    """
    answer = await get(_address(root, *posts, per_page="1", _fields="id"))
    number = count(answer.headers, "x-wp-total")
    if number is None:
        raise FeedError("unreadable")
    return number


def is_shown(page: bytes, number: int) -> bool:
    """Whether an article's page contains the comment with this id."""
    return any(whole_number(found[1].decode()) == number for found in _on_page.finditer(page))


def _address(root: str, *posts: int, **params: str) -> str:
    return endpoint(root, "wp/v2/comments", post=",".join(map(str, posts)), **params)


def _comment(fields: Fields) -> ParsedComment:
    parent = whole(fields, "parent")
    return ParsedComment(
        key=str(whole(fields, "id")),
        author=words(text_of(fields, "author_name"), LONGEST_NAME),
        html=rendered(fields, "content"),
        parent=str(parent) if parent else "",
        published=moment_gmt(fields, "date_gmt"),
        url=sanitize.safe_url(text_of(fields, "link")),
    )

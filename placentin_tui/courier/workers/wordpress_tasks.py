"""The functions that parse a WordPress's answers; run in a process of their own like `parser_tasks`."""

from __future__ import annotations

import msgspec

from placentin_tui.models import (  # noqa: TC001 - msgspec reads the annotations at run time
    Article,
    ParsedComment,
    PreparedComment,
    WholeArticle,
)
from placentin_tui.wordpress.comment_form import CommentForm  # noqa: TC001 - msgspec reads the annotations at run time
from placentin_tui.wordpress.posts import Completion  # noqa: TC001 - msgspec reads the annotations at run time
from placentin_tui.wordpress.submit_result import SubmitResult  # noqa: TC001 - msgspec reads the annotations at run time


class ArticlePage(msgspec.Struct, frozen=True):
    """What an article's page says of its paper."""

    root: str
    """The URL of the REST interface, empty when the page names none."""
    post: int
    """The article's post id there, 0 when the page does not say."""


def article_page(body: bytes, url: str, headers: dict[str, str]) -> ArticlePage:
    """Parse a page fetched from `url`; of the headers (lower-case names) `link` and `content-type` are used."""
    from placentin_tui.wordpress import discovery

    root = discovery.rest_root(headers, body, url)
    return ArticlePage(root, discovery.post_id(headers, body, url) if root else 0)


def comment_form(body: bytes, url: str, content_type: str) -> CommentForm | None:
    """The comment form of an article's page; `None`: it has none."""
    from placentin_tui.wordpress.comment_form import read

    return read(body, url, content_type)


def shows_comment(body: bytes, number: int) -> bool:
    """Whether an article's page shows a comment."""
    from placentin_tui.wordpress.comments import is_shown

    return is_shown(body, number)


def thread(body: bytes) -> tuple[ParsedComment, ...]:
    """Parse a page of comments. Raises `FeedError`."""
    from placentin_tui.wordpress.comments import parse

    return parse(body)


def prepared(comments: tuple[ParsedComment, ...]) -> tuple[PreparedComment, ...]:
    """Convert comments for the library."""
    from placentin_tui.feeds.prepare import prepare_comment

    return tuple(map(prepare_comment, comments))


def completions(body: bytes, portraits: bool) -> tuple[Completion, ...]:
    """Parse a list of posts. Raises `FeedError`."""
    from placentin_tui.wordpress.posts import parse

    return parse(body, portraits)


def completed(article: Article, completion: Completion) -> WholeArticle:
    """The article with what WordPress knows of it."""
    from placentin_tui.wordpress.completion import whole

    return whole(article, completion)


def post_at(body: bytes, url: str) -> int:
    """The id of the post at an address, among those of an answer; 0 when there is none. Raises `FeedError`."""
    from placentin_tui.wordpress.discovery import post_among

    return post_among(body, url)


def verdict(status: int, headers: dict[str, str], body: bytes) -> SubmitResult:
    """Interpret a paper's answer to a comment."""
    from placentin_tui.wordpress.submit_result import read

    return read(status, headers, body)

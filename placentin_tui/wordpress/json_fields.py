"""Reads fields of the REST interface's JSON: objects, ids, rendered HTML, dates, and numbers in headers."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, ParamSpec, TypeVar

from placentin_tui.errors import FeedError
from placentin_tui.feeds.dates import moment
from placentin_tui.feeds.fields import TAGS, Fields, detail_of, plain, text_of
from placentin_tui.text.numbers import MOST, json_number, whole_number

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Mapping

    from placentin_tui.models import Timestamp

P = ParamSpec("P")
T = TypeVar("T")


def in_place(read: Callable[P, T]) -> Callable[P, Awaitable[T]]:
    """An asynchronous `read` that runs in this process, for callers that need no isolation.

    The courier passes one that parses in a child process instead.
    """

    async def now(*args: P.args, **named: P.kwargs) -> T:
        return read(*args, **named)

    return now


def objects(body: bytes) -> list[Fields]:
    """The objects of a JSON list; raises `FeedError` when the body is not a list."""
    try:
        listed = json.loads(body, parse_int=json_number)
    except (ValueError, RecursionError):
        listed = None
    if not isinstance(listed, list):
        raise FeedError("unreadable")
    return [each for each in listed if isinstance(each, dict)]


def whole(values: Fields, name: str) -> int:
    """The id in a field; 0 when it is absent or not a positive integer."""
    value = values.get(name)
    return value if isinstance(value, int) and not isinstance(value, bool) and 0 < value < MOST else 0


def rendered(values: Fields, name: str) -> str:
    """The foreign HTML in the `rendered` member of a field."""
    return text_of(detail_of(values, name), "rendered")


def words(markup: str, limit: int = 500) -> str:
    """Rendered HTML as one sanitized line of text."""
    return plain(markup, limit, TAGS)


def moment_gmt(values: Fields, name: str) -> Timestamp | None:
    """The timestamp in a `…_gmt` field, which is in UTC but has no zone."""
    return moment(text_of(values, name))


def count(headers: Mapping[str, str], name: str) -> int | None:
    """The number in a header; `None` when there is none."""
    return whole_number(headers.get(name, ""))

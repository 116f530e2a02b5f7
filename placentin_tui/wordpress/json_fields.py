"""The REST interface's answers read: JSON objects, rendered HTML as plain text, moments, headers."""

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
    """Read here and now, for who has nothing to lose: the courier has its documents read in a process of their own."""

    async def now(*args: P.args, **named: P.kwargs) -> T:
        return read(*args, **named)

    return now


def objects(body: bytes) -> list[Fields]:
    """The objects of a JSON list; raises `FeedError` when the body is none."""
    try:
        listed = json.loads(body, parse_int=json_number)
    except (ValueError, RecursionError):
        listed = None
    if not isinstance(listed, list):
        raise FeedError("unreadable")
    return [each for each in listed if isinstance(each, dict)]


def whole(values: Fields, name: str) -> int:
    """The number in a field; 0 when there is none, or it cannot number anything."""
    value = values.get(name)
    return value if isinstance(value, int) and not isinstance(value, bool) and 0 < value < MOST else 0


def rendered(values: Fields, name: str) -> str:
    """The foreign HTML of a rendered field."""
    return text_of(detail_of(values, name), "rendered")


def words(markup: str, limit: int = 500) -> str:
    """Rendered HTML as one line of text."""
    return plain(markup, limit, TAGS)


def moment_gmt(values: Fields, name: str) -> Timestamp | None:
    """The moment in a field that is in UTC without saying so."""
    return moment(text_of(values, name))


def count(headers: Mapping[str, str], name: str) -> int | None:
    """The number in a header, `None` when it holds none."""
    return whole_number(headers.get(name, ""))

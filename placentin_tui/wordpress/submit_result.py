"""Interprets the response to a submitted comment.

    302 …?unapproved=N…#comment-N     held            409  duplicate: it is there already
    302 …#comment-N                   verify          429  wait
    201 (REST)                        held, published 403  closed
    200 with a refusal in it          refused         200  empty: nothing, the article takes no comment

Whatever is not WordPress's own response (a firewall's page, a captcha, a cache) is `unknown`. Its messages are half
translated, so they are shown, never compared.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING
from urllib.parse import parse_qs, urlsplit

from placentin_tui.feeds.decode import decode
from placentin_tui.feeds.fields import detail_of, text_of
from placentin_tui.text import sanitize
from placentin_tui.text.numbers import json_number, whole_number
from placentin_tui.wordpress.json_fields import count, whole, words

if TYPE_CHECKING:
    from collections.abc import Mapping

    from placentin_tui.feeds.fields import Fields

FLOOD = 15
"""Seconds WordPress requires between two comments of one person."""
BUSY = 60
"""Seconds after which a server that is out of service may be asked again."""
_LONGEST_ANSWER = 256 * 1024

_comment = re.compile(r"comment-(\d{1,18})$")
_WORDS_OF_REFUSAL = (
    (re.compile(r"class\s*=\s*[\"']?wp-die-message[\"']?[^<>]{0,200}>"), re.compile(r"</div\s*>")),
    (re.compile(r"<body\s[^<>]{0,200}\bid\s*=\s*[\"']?error-page\b[^<>]{0,200}>"), re.compile(r"</p\s*>|</body|\Z")),
)
"""The markup before and after the message on WordPress's error pages."""
_LONGEST_REFUSAL = 4000
_refusal_code = re.compile(r"wp_die|(?:rest_)?comment_\w+|rest_\w+")


class SubmitState(StrEnum):
    """What an answer to a comment comes to."""

    HELD = "held"
    PUBLISHED = "published"
    """REST alone says so."""
    VERIFY = "verify"
    """Taken, but perhaps swallowed: ask for the comment."""
    DUPLICATE = "duplicate"
    WAIT = "wait"
    REFUSED = "refused"
    CLOSED = "closed"
    NOTHING = "nothing"
    """The article takes no comment."""
    UNKNOWN = "unknown"


class Standing(StrEnum):
    """How a comment the paper has taken stands there."""

    PUBLISHED = "published"
    HELD = "held"
    """Held, or put aside as spam."""
    GONE = "gone"
    UNKNOWN = "unknown"


_STATES = {401: SubmitState.CLOSED, 403: SubmitState.CLOSED, 409: SubmitState.DUPLICATE}
"""What a refusal is by its status; `REFUSED` by any other."""
_STANDINGS = {200: Standing.PUBLISHED, 401: Standing.HELD, 404: Standing.GONE}
_REST_STATES = {"hold": SubmitState.HELD, "approved": SubmitState.PUBLISHED}


@dataclass(frozen=True, slots=True)
class SubmitResult:
    """The outcome of a submitted comment."""

    state: SubmitState
    comment: int = 0
    """Its id, when it was accepted; else 0."""
    message: str = ""
    """The paper's own message; for a redirect that is not to a comment, its address."""
    wait: int = 0
    """Seconds before it may be sent again."""


def read(status: int, headers: Mapping[str, str], body: bytes) -> SubmitResult:
    """The outcome, from a response's status, headers (by lower-case name) and body."""
    if 300 <= status < 400:
        return _redirect(headers.get("location", ""))
    answer = _json(headers, body)
    if status == 201:
        return _created(answer)
    if status in (429, 502, 503, 504) or text_of(answer, "code") == "comment_flood":
        usual = FLOOD if status in (400, 429) else BUSY
        return SubmitResult(
            SubmitState.WAIT, message=_refusal(headers, body, answer), wait=count(headers, "retry-after") or usual
        )
    if status == 200 and not body.strip():
        return SubmitResult(SubmitState.NOTHING)
    message = _refusal(headers, body, answer)
    if not message:
        return SubmitResult(SubmitState.UNKNOWN)
    return SubmitResult(_STATES.get(status, SubmitState.REFUSED), message=message)


def verified(status: int) -> Standing:
    """What the status of `GET comments/N` says of that comment."""
    return _STANDINGS.get(status, Standing.UNKNOWN)


def _redirect(location: str) -> SubmitResult:
    """The outcome of a redirect, by the comment's id and the `unapproved` parameter in its address."""
    address = sanitize.safe_url(location, "http://paper.invalid/")
    parts = urlsplit(address)
    taken = _comment.fullmatch(parts.fragment)
    if not taken:
        return SubmitResult(SubmitState.UNKNOWN, message=sanitize.clean(location, 200))
    held = taken[1] in parse_qs(parts.query).get("unapproved", ())
    return SubmitResult(SubmitState.HELD if held else SubmitState.VERIFY, whole_number(taken[1]) or 0)


def _created(comment: Fields) -> SubmitResult:
    """The outcome of a 201 of the REST interface, by the comment's `status`."""
    number = whole(comment, "id")
    if not number:
        return SubmitResult(SubmitState.UNKNOWN)
    return SubmitResult(_REST_STATES.get(text_of(comment, "status"), SubmitState.VERIFY), number)


def _json(headers: Mapping[str, str], body: bytes) -> Fields:
    """The JSON object in a response, empty when there is none."""
    if "json" not in headers.get("content-type", ""):
        return {}
    try:
        answer = json.loads(body[:_LONGEST_ANSWER], parse_int=json_number)
    except (ValueError, RecursionError):
        return {}
    return answer if isinstance(answer, dict) else {}


def _refusal(headers: Mapping[str, str], body: bytes, answer: Fields) -> str:
    """WordPress's error message as text; empty when the response is not WordPress's own."""
    if answer:
        known = _refusal_code.fullmatch(text_of(answer, "code")) and "status" in detail_of(answer, "data")
        return words(text_of(answer, "message")) if known else ""
    markup = decode(body[:_LONGEST_ANSWER], headers.get("content-type", ""))
    return next((words(said) for before, behind in _WORDS_OF_REFUSAL if (said := _between(markup, before, behind))), "")


def _between(markup: str, before: re.Pattern[str], behind: re.Pattern[str]) -> str:
    """What is between the first match of one pattern and the next of another; empty when absent or too long."""
    start = before.search(markup)
    end = behind.search(markup, start.end()) if start else None
    if not start or not end or end.start() - start.end() > _LONGEST_REFUSAL:
        return ""
    return markup[start.end() : end.start()]

"""Reads the answers of the Google Reader API, but for articles.

Servers say `text/html` for nearly all of them, so what counts is the content. A portal's page, `[]`, or an answer that
breaks off raises `SyncError`: it is complete, or nothing.
"""

from __future__ import annotations

import re
from typing import Any

import msgspec

from placentin_tui.errors import SyncError
from placentin_tui.feeds.fields import Fields, list_of, text_of, web_address
from placentin_tui.models import RemoteSource
from placentin_tui.sync import item_ids
from placentin_tui.text import sanitize

MOST_SUBSCRIPTIONS = 10_000
LONGEST_NAME = 200
LONGEST_ID = 2_000
"""Letters of a subscription's id, which may be its address."""

label = re.compile(r"user/[^/]+/label/(.+)", re.DOTALL)
_READING_LIST = "/state/com.google/reading-list"
_token = re.compile(r"[\x21-\x7e]{1,2000}")
stream_id = re.compile(r"feed/\S+")
"""What a subscription is called."""


class IdPage(msgspec.Struct, frozen=True):
    """One page of a list of ids."""

    ids: tuple[str, ...]
    continuation: str
    """What asks for the next page; empty at the last one."""


def login(body: bytes, host: str) -> str:
    """The token in the answer to a login."""
    for line in body[:10_000].decode("utf-8", "replace").splitlines():
        name, _sign, value = line.partition("=")
        if name == "Auth" and _token.fullmatch(value):
            return value
    raise SyncError("sync-not-it", host=host)


def form_token(body: bytes, host: str) -> str:
    """The token that every form must have; FreshRSS sends a line's end with it."""
    value = body[:10_000].decode("utf-8", "replace").strip()
    if not _token.fullmatch(value) or value.startswith(("<", "[", "{")):
        raise SyncError("sync-not-it", host=host)
    return value


def is_done(body: bytes) -> bool:
    """Whether a server says that it did what it was told: `OK`, whatever the status says."""
    return body[:10].strip() == b"OK"


def ids(body: bytes, host: str) -> IdPage:
    """A page of a list of ids."""
    page = decoded(body, host)
    if not isinstance(page.get("itemRefs"), list):
        raise SyncError("sync-not-it", host=host)
    found = tuple(_reference(each, host) for each in page["itemRefs"])
    following = page.get("continuation", "")
    if not isinstance(following, str | int) or len(str(following)) > LONGEST_ID:
        raise SyncError("sync-not-it", host=host)
    return IdPage(found, str(following))


def _reference(reference: object, host: str) -> str:
    if not isinstance(reference, dict):
        raise SyncError("sync-not-it", host=host)
    return item_ids.from_list(reference.get("id"), host)


def subscriptions(body: bytes, host: str) -> tuple[RemoteSource, ...]:
    """All subscriptions, each once, with the first of its folders."""
    listed = decoded(body, host).get("subscriptions")
    if not isinstance(listed, list) or len(listed) > MOST_SUBSCRIPTIONS:
        raise SyncError("sync-not-it", host=host)
    found: dict[str, RemoteSource] = {}
    for each in listed:
        stream = text_of(each, "id") if isinstance(each, dict) else ""
        if len(stream) > LONGEST_ID or not stream_id.fullmatch(stream):
            raise SyncError("sync-not-it", host=host)
        # Advertisements: The Old Reader's.
        if not stream.startswith("feed/tor/sponsored/"):
            found.setdefault(stream, _subscription(each, stream))
    return tuple(found.values())


def _subscription(values: Fields, stream: str) -> RemoteSource:
    """A subscription; older servers say its feed's address in its id alone."""
    named = stream.removeprefix("feed/")
    url = web_address(text_of(values, "url"), "") or (web_address(named, "") if "://" in named else "")
    folders = [folder for each in list_of(values, "categories") if (folder := _folder(each))]
    home = web_address(text_of(values, "htmlUrl"), "")
    return RemoteSource(
        id=stream,
        title=sanitize.clean(text_of(values, "title"), LONGEST_NAME) or url or home or sanitize.clean(stream),
        folder=folders[0] if folders else "",
        url=url or home,
        home=home,
        icon=web_address(text_of(values, "iconUrl"), ""),
    )


def _folder(values: Fields) -> str:
    """The name of a folder: the one that its id ends with is what the server takes back."""
    named = label.fullmatch(text_of(values, "id"))
    return sanitize.clean(named[1] if named else text_of(values, "label"), LONGEST_NAME)


def unread_count(body: bytes, host: str) -> int | None:
    """How many articles are unread, as the server counts them; `None` where it does not say."""
    counts = list_of(decoded(body, host), "unreadcounts")
    for each in counts:
        count = each.get("count")
        if text_of(each, "id").endswith(_READING_LIST) and isinstance(count, int):
            return count
    return None


def subscribed(body: bytes, host: str) -> str:
    """What the server calls a source it has just subscribed to; empty: it had done so before. Raises `SyncError` when
    it could not.
    """
    said = decoded(body, host)
    stream, error = text_of(said, "streamId"), sanitize.clean(text_of(said, "error"), LONGEST_NAME)
    if stream_id.fullmatch(stream) and len(stream) <= LONGEST_ID:
        return stream
    if "already subscribed" in error.lower():
        return ""
    if "numResults" in said:
        raise SyncError("sync-feed-refused", host=host, detail=error or "?")
    raise SyncError("sync-not-it", host=host)


def stream_of(label: str) -> str:
    """What a folder is called in a request."""
    return f"user/-/label/{label}"


def decoded(body: bytes, host: str) -> dict[str, Any]:
    """The JSON object. Raises `SyncError`: one that broke off is told from what never was one."""
    start = body[:1000].lstrip(b"\xef\xbb\xbf \t\r\n")
    try:
        return msgspec.json.decode(body.lstrip(b"\xef\xbb\xbf"), type=dict[str, Any])
    except (msgspec.DecodeError, ValueError, RecursionError) as error:
        raise SyncError("sync-unfinished" if start.startswith(b"{") else "sync-not-it", host=host) from error

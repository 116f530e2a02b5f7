"""What the reader and the courier say to each other: one JSON object a line, requests down, events up.

Both sides hold the library; so a request names rows by number, and an event says which rows changed, never what is in
them.
"""

from __future__ import annotations

from typing import TypeAlias

import msgspec

from placentin_tui.errors import PlacentinError
from placentin_tui.models import OutgoingState, RefreshOutcome  # noqa: TC001 - msgspec reads these annotations
from placentin_tui.text import resanitize


class ProtocolError(PlacentinError):
    """A line on the pipe is none of the messages below."""


# ── requests: reader → courier ───────────────────────────────────────────────────────────────────────────────────────


class Refresh(msgspec.Struct, frozen=True, tag="refresh"):
    """Ask these sources (all when empty) for news; `now` asks even those that are to be left alone for a while."""

    sources: tuple[int, ...] = ()
    now: bool = False


class Subscribe(msgspec.Struct, frozen=True, tag="subscribe"):
    """Find the feed behind an address, subscribe to it and refresh it."""

    address: str
    title: str = ""
    folder: str = ""
    certificate: str = ""
    """The one the person believes when the address's server shows it: its SHA-256."""


class FetchComments(msgspec.Struct, frozen=True, tag="comments"):
    """Fetch the comments of one article."""

    article: int


class FetchPictures(msgspec.Struct, frozen=True, tag="pictures"):
    """Fetch the pictures of one article that are not in the library yet.

    `asked` by the person: also those its source's setting leaves out, and on a line that is paid for by its size.
    """

    article: int
    asked: bool = False


class FetchText(msgspec.Struct, frozen=True, tag="text"):
    """Fetch the whole text of one article from its page."""

    article: int


class SendOutbox(msgspec.Struct, frozen=True, tag="send-outbox"):
    """Send what waits in the outbox; `now` also what was to be left alone for a while."""

    now: bool = False


class SetAccount(msgspec.Struct, frozen=True, tag="account"):
    """Try an account at a source's paper, keep it when it is taken there, then send the letter that waited for it.

    Without a `user` the account is forgotten; without a `password` it is the one the account has so far.
    """

    source: int
    user: str = ""
    password: str = ""
    server: str = ""
    """The server the person agreed to (see `destinations.server`)."""
    root: str = ""
    """The REST interface it is for; empty: the one the source names."""
    outgoing: int = 0

    def __repr__(self) -> str:
        """Without the password: what a log or a report shows of a request."""
        return f"SetAccount(source={self.source}, user={self.user!r}, server={self.server!r})"


class Ping(msgspec.Struct, frozen=True, tag="ping"):
    """Say that you are there."""


class Stop(msgspec.Struct, frozen=True, tag="stop"):
    """Finish what is being written and end."""


Request: TypeAlias = (
    Refresh | Subscribe | FetchComments | FetchPictures | FetchText | SendOutbox | SetAccount | Ping | Stop
)

# ── events: courier → reader ─────────────────────────────────────────────────────────────────────────────────────────


class Ready(msgspec.Struct, frozen=True, tag="ready"):
    """The courier has the library open and listens."""

    version: str = ""
    """The program's: another one when it was updated while the reader is open."""


class RefreshStarted(msgspec.Struct, frozen=True, tag="refresh-started"):
    """`total` sources are about to be asked."""

    total: int


class SourceRefreshed(msgspec.Struct, frozen=True, tag="source-refreshed"):
    """One source has answered, or failed in words; its rows are in the library."""

    source: int
    title: str
    status: RefreshOutcome
    new: int = 0
    changed: int = 0
    reason: str = ""
    """A stable word for a failure (see `errors.FetchError`)."""
    error: str = ""
    """The failure in words."""
    seconds: float = 0.0


class RefreshFinished(msgspec.Struct, frozen=True, tag="refresh-finished"):
    """All sources have answered or failed; `offline` when none could be reached for want of a network, `sign_in` when
    that is because the network wants one to sign in first.
    """

    total: int
    new: int
    changed: int
    failed: int
    offline: bool = False
    sign_in: bool = False


class Subscribed(msgspec.Struct, frozen=True, tag="subscribed"):
    """The address led to a feed, and the feed is a source now."""

    source: int
    title: str


class ChoiceNeeded(msgspec.Struct, frozen=True, tag="choice-needed"):
    """The address leads to several feeds: `urls` and `titles` go side by side."""

    address: str
    urls: tuple[str, ...]
    titles: tuple[str, ...]


class SubscribeFailed(msgspec.Struct, frozen=True, tag="subscribe-failed"):
    """The address led to no feed; `error` says why, in words."""

    address: str
    reason: str
    error: str
    certificate: str = ""
    """The one it failed for, its SHA-256; empty when that is not why."""


class CommentsFetched(msgspec.Struct, frozen=True, tag="comments-fetched"):
    """The article's comments in the library are what the paper has; `error` when they could not be fetched."""

    article: int
    count: int
    error: str = ""


class PicturesFetched(msgspec.Struct, frozen=True, tag="pictures-fetched"):
    """The article's pictures that could be had are in the library."""

    article: int
    count: int


class TextFetched(msgspec.Struct, frozen=True, tag="text-fetched"):
    """The article's whole text was asked for; `found`: it is in the library, else `error` says why not."""

    article: int
    found: bool
    error: str = ""


class ArticleReadied(msgspec.Struct, frozen=True, tag="readied"):
    """One of `total` articles was to be made offline-ready; `why` says what it still lacks, in words."""

    article: int
    title: str
    ready: bool
    done: int
    total: int
    why: tuple[str, ...] = ()


class OutgoingCommentSettled(msgspec.Struct, frozen=True, tag="letter-settled"):
    """A letter has another state: what the paper said, or `waiting` with the reason why it still waits."""

    outgoing: int
    article: int
    state: OutgoingState
    message: str = ""
    server: str = ""
    """The server that would get it, when the person must agree to that first (see `errors.ConsentNeeded`)."""
    root: str = ""
    """With it, where their password would go too: the REST interface there."""


class AccountSet(msgspec.Struct, frozen=True, tag="account-set"):
    """The source has the account that was given, or has none any longer; `error` when all is as it was."""

    source: int
    error: str = ""


class OutboxSent(msgspec.Struct, frozen=True, tag="outbox-sent"):
    """Every letter that could go has gone; so many still wait. `error` when none could be sent at all."""

    waiting: int
    error: str = ""


class Pong(msgspec.Struct, frozen=True, tag="pong"):
    """The courier is there."""


class Trouble(msgspec.Struct, frozen=True, tag="trouble"):
    """Something went wrong that belongs to no single request: said once, in words."""

    error: str


Event: TypeAlias = (
    Ready
    | RefreshStarted
    | SourceRefreshed
    | RefreshFinished
    | Subscribed
    | ChoiceNeeded
    | SubscribeFailed
    | CommentsFetched
    | PicturesFetched
    | TextFetched
    | ArticleReadied
    | OutgoingCommentSettled
    | AccountSet
    | OutboxSent
    | Pong
    | Trouble
)

_encoder = msgspec.json.Encoder()
_requests: msgspec.json.Decoder[Request] = msgspec.json.Decoder(Request)
_events: msgspec.json.Decoder[Event] = msgspec.json.Decoder(Event)


def to_line(message: Request | Event) -> bytes:
    """One message as a line of JSON, its line end included."""
    return _encoder.encode(message) + b"\n"


def request_from(line: bytes) -> Request:
    """The request a line holds; raises `ProtocolError`."""
    try:
        return _requests.decode(line)
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise ProtocolError(str(error)) from error


def event_from(line: bytes) -> Event:
    """The event a line holds, its words as safe to show as any; raises `ProtocolError`."""
    try:
        return resanitize.every(_events.decode(line))
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise ProtocolError(str(error)) from error

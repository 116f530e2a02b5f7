"""The protocol between the reader process and the courier: one JSON object a line, requests down, events up.

Both sides open the library; so a request names rows by id, and an event says which rows changed, never what is in them.
"""

from __future__ import annotations

from typing import TypeAlias

import msgspec

from placentin_tui.errors import PlacentinError
from placentin_tui.models import NewService, OutgoingState, RefreshOutcome  # noqa: TC001 - msgspec reads these annotations
from placentin_tui.text import resanitize


class ProtocolError(PlacentinError):
    """A line on the pipe is no valid message."""


# ── requests: reader process → courier ───────────────────────────────────────────────────────────────────────────────


class Refresh(msgspec.Struct, frozen=True, tag="refresh"):
    """Refresh these sources (none: all); `now`: also during a pause after errors."""

    sources: tuple[int, ...] = ()
    now: bool = False


class Subscribe(msgspec.Struct, frozen=True, tag="subscribe"):
    """Find the feed behind an address, subscribe to it and refresh it."""

    address: str
    title: str = ""
    folder: str = ""
    certificate: str = ""
    """The SHA-256 of the certificate the person trusts when the address's server shows it."""


class FetchComments(msgspec.Struct, frozen=True, tag="comments"):
    """Fetch the comments of one article."""

    article: int


class FetchPictures(msgspec.Struct, frozen=True, tag="pictures"):
    """Fetch the pictures of one article that are not in the cache.

    `asked` by the person: also those its source's setting leaves out, and on a metered network.
    """

    article: int
    asked: bool = False


class FetchText(msgspec.Struct, frozen=True, tag="text"):
    """Fetch the full text of one article from its page."""

    article: int


class SendOutbox(msgspec.Struct, frozen=True, tag="send-outbox"):
    """Send what waits in the outbox; `now`: also what was to wait longer."""

    now: bool = False


class SetAccount(msgspec.Struct, frozen=True, tag="account"):
    """Verify an account at a source's paper, store it, then send the comment that waited for it.

    Without a `user` the account is removed; without a `password` the stored one is used.
    """

    source: int
    user: str = ""
    password: str = ""
    server: str = ""
    """The server the person agreed to (see `destinations.server`)."""
    root: str = ""
    """The REST interface it is for; empty: the source's own."""
    outgoing: int = 0

    def __repr__(self) -> str:
        """Without the password, for logs and reports."""
        return f"SetAccount(source={self.source}, user={self.user!r}, server={self.server!r})"


class Sync(msgspec.Struct, frozen=True, tag="sync"):
    """Sync with the servers that keep marks; `now`: also with those to be left alone for a while, or that did not take
    the password.
    """

    now: bool = False


class AddService(msgspec.Struct, frozen=True, tag="add-service"):
    """Sign in at a server that keeps marks, add it, and sync with it; an account that is there is signed in again."""

    service: NewService
    password: str = ""
    """Empty where a command of the person's own prints it."""

    def __repr__(self) -> str:
        """Without the password: this is logged."""
        return f"AddService({self.service.name!r})"


class RemoveService(msgspec.Struct, frozen=True, tag="remove-service"):
    """Remove a server that keeps marks, with its password; its articles stay."""

    service: int


class Ping(msgspec.Struct, frozen=True, tag="ping"):
    """Asks for a `Pong`."""


class Stop(msgspec.Struct, frozen=True, tag="stop"):
    """Finish the present transaction and end."""


Request: TypeAlias = (
    Refresh
    | Subscribe
    | FetchComments
    | FetchPictures
    | FetchText
    | SendOutbox
    | SetAccount
    | Sync
    | AddService
    | RemoveService
    | Ping
    | Stop
)

# ── events: courier → reader process ─────────────────────────────────────────────────────────────────────────────────


class Ready(msgspec.Struct, frozen=True, tag="ready"):
    """The courier has opened the library and takes requests."""

    version: str = ""
    """The program's version: another one when it was updated while the reader process runs."""


class RefreshStarted(msgspec.Struct, frozen=True, tag="refresh-started"):
    """`total` sources are about to be asked."""

    total: int


class SourceRefreshed(msgspec.Struct, frozen=True, tag="source-refreshed"):
    """One source has answered or failed; its rows are in the library."""

    source: int
    title: str
    status: RefreshOutcome
    new: int = 0
    changed: int = 0
    reason: str = ""
    """The code of a failure (see `errors.FetchError`)."""
    error: str = ""
    """The failure as a sentence."""
    seconds: float = 0.0


class RefreshFinished(msgspec.Struct, frozen=True, tag="refresh-finished"):
    """All sources have answered or failed; `offline`: none could be reached for want of a network, `sign_in`: because
    the network requires one to sign in first.
    """

    total: int
    new: int
    changed: int
    failed: int
    offline: bool = False
    sign_in: bool = False


class Subscribed(msgspec.Struct, frozen=True, tag="subscribed"):
    """The address led to a feed, which is a source now."""

    source: int
    title: str


class ChoiceNeeded(msgspec.Struct, frozen=True, tag="choice-needed"):
    """The address leads to several feeds; `urls` and `titles` are of the same length."""

    address: str
    urls: tuple[str, ...]
    titles: tuple[str, ...]


class SubscribeFailed(msgspec.Struct, frozen=True, tag="subscribe-failed"):
    """The address led to no feed; `error` says why, as a sentence."""

    address: str
    reason: str
    error: str
    certificate: str = ""
    """The SHA-256 of the certificate that was refused; empty when that is not the reason."""


class CommentsFetched(msgspec.Struct, frozen=True, tag="comments-fetched"):
    """The article's comments in the library are the paper's; `error` when they could not be fetched."""

    article: int
    count: int
    error: str = ""


class PicturesFetched(msgspec.Struct, frozen=True, tag="pictures-fetched"):
    """Those of the article's pictures that could be fetched are in the cache."""

    article: int
    count: int


class TextFetched(msgspec.Struct, frozen=True, tag="text-fetched"):
    """The article's full text was requested; `found`: it is in the library, else `error` says why not."""

    article: int
    found: bool
    error: str = ""


class ArticleReadied(msgspec.Struct, frozen=True, tag="readied"):
    """One of `total` articles was to be made offline-ready; `why`: what it still lacks, as sentences."""

    article: int
    title: str
    ready: bool
    done: int
    total: int
    why: tuple[str, ...] = ()


class OutgoingCommentSettled(msgspec.Struct, frozen=True, tag="letter-settled"):
    """A comment of the person's has another state: the paper's answer, or `waiting` with the reason."""

    outgoing: int
    article: int
    state: OutgoingState
    message: str = ""
    server: str = ""
    """The server it would be sent to, when the person must agree to that first (see `errors.ConsentNeeded`)."""
    root: str = ""
    """The REST interface there, when the person's password would be sent too."""


class AccountSet(msgspec.Struct, frozen=True, tag="account-set"):
    """The source has the account given, or none any longer; `error` when nothing was changed."""

    source: int
    error: str = ""


class OutboxSent(msgspec.Struct, frozen=True, tag="outbox-sent"):
    """Every comment that could be sent was; `waiting`: how many still wait. `error` when sending failed altogether."""

    waiting: int
    error: str = ""


class ServiceSet(msgspec.Struct, frozen=True, tag="service-set"):
    """A server that keeps marks was added, or removed; not so with an `error`."""

    service: str
    """Its name."""
    is_removed: bool = False
    error: str = ""


class ServiceSynced(msgspec.Struct, frozen=True, tag="service-synced"):
    """A sync with one server has ended; its rows are in the library. Pictures and texts may still come."""

    service: str
    new: int = 0
    marked: int = 0
    """Articles whose marks changed here."""
    waiting: int = 0
    """Changes the server is still to be told of."""
    refused: int = 0
    error: str = ""


class SyncFinished(msgspec.Struct, frozen=True, tag="sync-finished"):
    """All servers have been asked; `error` when there was no sync at all."""

    error: str = ""


class Pong(msgspec.Struct, frozen=True, tag="pong"):
    """The answer to a `Ping`."""


class Trouble(msgspec.Struct, frozen=True, tag="trouble"):
    """A failure that belongs to no single request, as a sentence; reported once."""

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
    | ServiceSet
    | ServiceSynced
    | SyncFinished
    | Pong
    | Trouble
)

_encoder = msgspec.json.Encoder()
_requests: msgspec.json.Decoder[Request] = msgspec.json.Decoder(Request)
_events: msgspec.json.Decoder[Event] = msgspec.json.Decoder(Event)


def to_line(message: Request | Event) -> bytes:
    """Encode a message as a line of JSON, with its line end."""
    return _encoder.encode(message) + b"\n"


def request_from(line: bytes) -> Request:
    """Decode a request. Raises `ProtocolError`."""
    try:
        return _requests.decode(line)
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise ProtocolError(str(error)) from error


def event_from(line: bytes) -> Event:
    """Decode an event, and sanitize its texts. Raises `ProtocolError`."""
    try:
        return resanitize.every(_events.decode(line))
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise ProtocolError(str(error)) from error

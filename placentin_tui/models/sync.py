"""Servers that keep subscriptions and marks: what the library knows of them, and what passes between it and them."""

from __future__ import annotations

from enum import StrEnum

import msgspec

from placentin_tui.failure_codes import Reason, kept_reason
from placentin_tui.timestamp import Timestamp  # noqa: TC001 - msgspec reads these annotations


class SyncField(StrEnum):
    """A mark that is kept on both sides; the values are stored."""

    READ = "read"
    STARRED = "starred"


class ChangeState(StrEnum):
    """What became of a change made here; the values are stored."""

    WAITING = "waiting"
    SENT = "sent"
    """The server said yes; whether it did it is seen at the next pull."""
    REFUSED = "refused"
    """The server does not accept it; the person decides."""


class SubscriptionOp(StrEnum):
    """A change of the list of subscriptions; the values are stored."""

    SUBSCRIBE = "subscribe"
    UNSUBSCRIBE = "unsubscribe"
    RENAME = "rename"
    MOVE = "move"


class NewService(msgspec.Struct, frozen=True):
    """A server about to be added."""

    name: str
    dialect: str
    """A name of `sync/dialects.py::DIALECTS`."""
    address: str
    user: str
    password_command: tuple[str, ...] = ()
    """The words of a command that prints the password; none: it is in the keyring."""
    agreed: str = ""
    """The server the person agreed to reach without encryption (see `destination_policy.server`)."""
    labels: bool = False
    """Whether it has labels on articles, which are tags here."""


WANTS_PERSON = frozenset(
    {"sync-sign-in", "sync-no-password", "sync-no-keyring", "sync-in-clear", "keyring", "sync-command"}
)
"""Failures that only the person can mend."""


class Service(msgspec.Struct, frozen=True):
    """A server that keeps the person's subscriptions and marks."""

    id: int
    name: str
    dialect: str
    address: str
    user: str
    command: str
    """`password_command` as JSON, empty without."""
    agreed: str
    last_success: Timestamp | None
    next_try: Timestamp | None
    """The earliest time of the next sync; `None`: at any time."""
    failures: int
    """Failures in a row."""
    error_reason: str
    error_values: str
    waiting: int
    """Changes the server has not been told of, or not confirmed."""
    refused: int
    """Changes it did not accept."""
    sources: int
    labels: bool = False
    """Whether it has labels on articles, which are tags here."""

    @property
    def wants_person(self) -> bool:
        """Whether the last sync failed by what only the person can mend."""
        return self.error_reason in WANTS_PERSON

    @property
    def password_command(self) -> tuple[str, ...]:
        """The words of a command that prints the password; none: it is in the keyring."""
        return msgspec.json.decode(self.command, type=tuple[str, ...]) if self.command else ()

    @property
    def reason(self) -> Reason | None:
        """Why the last sync failed; `None` after a success."""
        return kept_reason(self.error_reason, self.error_values)


class Backlog(msgspec.Struct, frozen=True):
    """What all services together are still to be told of."""

    waiting: int = 0
    refused: int = 0
    sign_in: str = ""
    """The name of the first service that waits for the person."""


class Change(msgspec.Struct, frozen=True):
    """A mark made here, to be told to the server."""

    seq: int
    remote: str
    """The server's id of the article."""
    field: SyncField
    value: bool
    state: ChangeState
    tries: int
    error_reason: str
    error_values: str
    article: int | None
    title: str

    @property
    def reason(self) -> Reason | None:
        """Why it was not accepted."""
        return kept_reason(self.error_reason, self.error_values)


class LabelChange(msgspec.Struct, frozen=True):
    """A label to be given to some articles of a server, or to be taken off: it is a tag here, or is none any more."""

    name: str
    """As the server writes it."""
    value: bool
    remotes: tuple[str, ...]
    """The server's ids of the articles."""


class SubscriptionChange(msgspec.Struct, frozen=True):
    """A change of the subscriptions made here, to be told to the server in order."""

    seq: int
    op: SubscriptionOp
    remote: str
    """The server's id of the source; for a new one its feed's address."""
    value: str
    """The new title or folder."""
    title: str
    state: ChangeState
    error_reason: str
    error_values: str

    @property
    def reason(self) -> Reason | None:
        """Why it was not accepted."""
        return kept_reason(self.error_reason, self.error_values)


class RemoteSource(msgspec.Struct, frozen=True):
    """A subscription as a server lists it."""

    id: str
    title: str
    folder: str = ""
    url: str = ""
    """Its feed's address, empty where the server does not say."""
    home: str = ""
    icon: str = ""


class IdSet(msgspec.Struct, frozen=True):
    """The ids of a server's articles in one state, the newest first."""

    ids: tuple[str, ...] = ()
    doubtful: frozenset[str] = frozenset()
    """Ids that were in one of two readings of several pages, and not in the other."""
    is_whole: bool = True
    """Whether these are all, not only the newest."""


class RemoteMarks(msgspec.Struct, frozen=True):
    """A server's marks: three sets, complete or not there at all."""

    present: IdSet | None
    """`None`: the server has no list of all articles."""
    unread: IdSet
    starred: IdSet


class Pulled(msgspec.Struct, frozen=True):
    """What a pull changed here."""

    marked: int = 0
    """Marks that were set or removed."""
    confirmed: int = 0
    """Changes made here that the server has."""
    ignored: int = 0
    """Changes it said yes to and did not make: they wait again, or are refused."""
    articles: tuple[int, ...] = ()
    """The articles whose marks changed, the first thousand."""


class SyncOutcome(msgspec.Struct, frozen=True):
    """The result of a sync with one server; `service sync --json` prints it."""

    service: str
    sent: int = 0
    """Marks and changes of subscriptions the server took."""
    refused: int = 0
    marked: int = 0
    """Marks changed here."""
    new: int = 0
    changed: int = 0
    missing: int = 0
    """Articles of the server that are not fetched yet."""
    requests: int = 0
    waiting: int = 0
    error: str = ""
    """A sentence, empty after a success."""
    reason: str = ""

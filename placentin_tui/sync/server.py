"""The seam: what a sync needs of a server, whatever it speaks, and what that is given for its requests."""

from __future__ import annotations

from typing import TYPE_CHECKING, ParamSpec, Protocol, TypeAlias, TypeVar

import msgspec

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from placentin_tui.models import RemoteMarks, RemoteSource, SubscriptionChange, SyncField
    from placentin_tui.sync.dialects import Language

P = ParamSpec("P")
T = TypeVar("T")

Fields: TypeAlias = "Sequence[tuple[str, str]]"
"""Names and values of a query or a form, in the order in which they are sent."""


class Reply(msgspec.Struct, frozen=True):
    """A whole answer: a success, or 400, 401, 403 or 404, whose meaning only the language knows."""

    status: int
    body: bytes


class Transport(Protocol):
    """Asks one server. Raises `FetchError` for every other status, and when no whole answer comes."""

    @property
    def host(self) -> str:
        """The server's name, as it may be shown."""

    async def get(self, path: str, fields: Fields, token: str) -> Reply:
        """Get what is at a path, with the token that the login gave."""

    async def post(self, path: str, fields: Fields, token: str = "") -> Reply:
        """Post a form. That no answer comes does not mean that it did not arrive."""


class Secrets(Protocol):
    """The password of an account, and the token its server gave for it. Raises `AccountError` and `SyncError`."""

    @property
    def user(self) -> str:
        """The account's name."""

    async def password(self) -> str:
        """The password."""

    async def token(self) -> str:
        """The token stored; empty before the first login."""

    async def keep_token(self, token: str) -> None:
        """Store a new token."""


class Reader(Protocol):
    """Reads an answer where a clock can end it: calls one of the functions of `answers`."""

    async def __call__(self, task: Callable[P, T], *args: P.args, **named: P.kwargs) -> T:
        """Call the function with these arguments."""


class Server(Protocol):
    """A server that keeps subscriptions and marks. Every method raises `SyncError`, `AccountError` or `FetchError`."""

    language: Language
    """What it speaks: how `contents` is to be read."""
    batch: int
    """Articles whose contents are asked for at a time."""
    marked_at_once: int
    """Articles that are marked at a time."""

    async def sign_in(self) -> None:
        """Get a new token for the password, and store it."""

    async def subscriptions(self) -> tuple[RemoteSource, ...]:
        """All subscriptions."""

    async def marks(self, before: tuple[int, int, int]) -> RemoteMarks:
        """All marks, complete. `before`: how many articles were there, unread, starred; a server that has many fewer is
        asked twice.
        """

    async def contents(self, ids: Sequence[str]) -> bytes:
        """The answer with these articles, for `courier/workers/sync_tasks.py::articles`."""

    async def mark(self, field: SyncField, ids: Sequence[str], *, value: bool) -> None:
        """Set a mark of at most `marked_at_once` articles. It sets and does not toggle: it may be done again."""

    async def label(self, name: str, ids: Sequence[str], *, value: bool) -> None:
        """Give at most `marked_at_once` articles a label, or take it off. As `mark`, it may be done again."""

    async def change(self, change: SubscriptionChange) -> None:
        """Make a change of the subscriptions; one that is made already is no error."""

"""The Fever API: what is read and starred on servers that speak nothing better.

It has no list of all articles, no way to subscribe, and marks one article a request. So what is unread or starred comes
down, marks go both ways, and what cannot be done is said. Its key is made of name and password and as secret as they
are: it goes in a form alone, and is stored nowhere.
"""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from placentin_tui.errors import SyncError
from placentin_tui.models import RemoteMarks, SyncField
from placentin_tui.sync import fever_answers
from placentin_tui.sync.dialects import Language
from placentin_tui.sync.id_sets import agreed, shrank

if TYPE_CHECKING:
    from collections.abc import Sequence

    from placentin_tui.models import IdSet, RemoteSource, SubscriptionChange
    from placentin_tui.sync.dialects import Dialect
    from placentin_tui.sync.server import Fields, Reader, Secrets, Transport

MOST_ITEMS = 50
"""Articles a server gives at a time; of more it gives these."""

_AS = {
    (SyncField.READ, True): "read",
    (SyncField.READ, False): "unread",
    (SyncField.STARRED, True): "saved",
    (SyncField.STARRED, False): "unsaved",
}


class Fever:
    """An account on a server that speaks the API."""

    language = Language.FEVER
    batch = MOST_ITEMS
    marked_at_once = 1

    def __init__(self, _dialect: Dialect, transport: Transport, secrets: Secrets, read: Reader) -> None:
        self._transport = transport
        self._secrets = secrets
        self._read = read
        self._host = transport.host
        self._key = ""

    async def sign_in(self) -> None:
        """Try the password. There is no token."""
        await self._ask("")

    async def _ask(self, question: str, fields: Fields = ()) -> bytes:
        """The answer to a question, of a server that knows the account."""
        if not self._key:
            named = f"{self._secrets.user}:{await self._secrets.password()}"
            self._key = hashlib.md5(named.encode(), usedforsecurity=False).hexdigest()  # as the API wants it
        path = f"?api&{question}" if question else "?api"
        reply = await self._transport.post(path, (("api_key", self._key), *fields))
        if reply.status in (401, 403) or (
            reply.status == 200 and not await self._read(fever_answers.is_let_in, reply.body, self._host)
        ):
            raise SyncError("sync-sign-in", host=self._host, user=self._secrets.user)
        if reply.status != 200:
            raise SyncError("sync-refused" if reply.status in (400, 404) else "sync-not-it", host=self._host)
        return reply.body

    async def subscriptions(self) -> tuple[RemoteSource, ...]:
        """All subscriptions, each in the first of its groups."""
        feeds, groups = await self._ask("feeds"), await self._ask("groups")
        return await self._read(fever_answers.subscriptions, feeds, groups, self._host)

    async def marks(self, before: tuple[int, int, int]) -> RemoteMarks:
        """What is unread and starred; there is no list of all. One that shrank is read again."""
        unread, starred = await self._lists()
        _held, had_unread, had_starred = before
        if shrank(unread, had_unread) or shrank(starred, had_starred):
            again = await self._lists()
            unread, starred = agreed(unread, again[0]), agreed(starred, again[1])
        return RemoteMarks(None, unread, starred)

    async def _lists(self) -> tuple[IdSet, IdSet]:
        return (
            await self._read(fever_answers.ids, await self._ask("unread_item_ids"), "unread_item_ids", self._host),
            await self._read(fever_answers.ids, await self._ask("saved_item_ids"), "saved_item_ids", self._host),
        )

    async def contents(self, ids: Sequence[str]) -> bytes:
        """The answer with these articles."""
        return await self._ask(f"items&with_ids={','.join(ids)}")

    async def mark(self, field: SyncField, ids: Sequence[str], *, value: bool) -> None:
        """Set a mark of an article."""
        for one in ids:
            await self._ask("", (("mark", "item"), ("as", _AS[field, value]), ("id", one)))

    async def label(self, _name: str, _ids: Sequence[str], *, value: bool) -> None:
        """Say that this cannot be done: the API has no labels."""
        raise SyncError("sync-cannot")

    async def change(self, _change: SubscriptionChange) -> None:
        """Say that this cannot be done: the API has nothing for it."""
        raise SyncError("sync-cannot")

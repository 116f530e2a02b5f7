"""The Google Reader API, as FreshRSS, Miniflux and others speak it.

Only what all of them understand is used: lists of ids instead of streams, never the list of what is read (some servers
give everything for it), never « all read » of the server's (which marks what has come since), ids in their long form,
the token with every form and before the ids, one mark at a time.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from placentin_tui.errors import SyncError
from placentin_tui.models import IdSet, RemoteMarks, SubscriptionOp, SyncField
from placentin_tui.sync import answers, item_ids
from placentin_tui.sync.dialects import Language
from placentin_tui.sync.id_sets import FEW, agreed, shrank

if TYPE_CHECKING:
    from collections.abc import Sequence

    from placentin_tui.models import RemoteSource, SubscriptionChange
    from placentin_tui.sync.dialects import Dialect
    from placentin_tui.sync.server import Fields, Reader, Reply, Secrets, Transport

READ = "user/-/state/com.google/read"
STARRED = "user/-/state/com.google/starred"
READING_LIST = "user/-/state/com.google/reading-list"
MOST_IDS = 200_000
"""Ids of one list that are read: of a longer list of all articles the newest, of any other none."""
MOST_PAGES = 250

_API = "/reader/api/0/"
_NAMES = {SyncField.READ: READ, SyncField.STARRED: STARRED}
_REFUSALS = (400, 403, 404)


class GoogleReader:
    """An account on a server that speaks the API."""

    language = Language.GOOGLE_READER

    def __init__(self, dialect: Dialect, transport: Transport, secrets: Secrets, read: Reader) -> None:
        self.batch = dialect.batch
        self.marked_at_once = dialect.marked_at_once
        self._dialect = dialect
        self._transport = transport
        self._secrets = secrets
        self._read = read
        self._host = transport.host
        self._form_token = ""

    # ── signing in ───────────────────────────────────────────────────────────────────────────────────────────────────

    async def sign_in(self) -> None:
        """Get a new token for the password, and store it."""
        form = (("Email", self._secrets.user), ("Passwd", await self._secrets.password()))
        reply = await self._transport.post("/accounts/ClientLogin", form)
        if reply.status in (401, 403) or reply.body[:200].startswith(b"Error=BadAuthentication"):
            await self._secrets.keep_token("")
            raise SyncError("sync-sign-in", host=self._host, user=self._secrets.user)
        if reply.status != 200:
            raise SyncError("sync-not-it", host=self._host)
        await self._secrets.keep_token(await self._read(answers.login, reply.body, self._host))
        self._form_token = ""

    async def _get(self, path: str, fields: Fields = ()) -> bytes:
        """The answer to a question; one that is not let in signs in once."""
        for is_last in (False, True):
            if not (token := await self._secrets.token()):
                await self.sign_in()
                token = await self._secrets.token()
            reply = await self._transport.get(_API + path, fields, token)
            if reply.status == 200:
                return reply.body
            if reply.status != 401 or is_last:
                break
            await self._secrets.keep_token("")
        raise self._refusal(reply)

    async def _post(self, path: str, fields: Fields) -> bytes:
        """The answer to a form; one that is not let in gets another form token first, then signs in."""
        for attempt in range(3):
            if not self._form_token:
                self._form_token = await self._read(answers.form_token, await self._get("token"), self._host)
            token = await self._secrets.token()
            reply = await self._transport.post(_API + path, (("T", self._form_token), *fields), token)
            if reply.status == 200:
                return reply.body
            if reply.status != 401:
                break
            self._form_token = ""
            if attempt:
                await self._secrets.keep_token("")
        raise self._refusal(reply)

    def _refusal(self, reply: Reply) -> SyncError:
        """The error for an answer that is no success."""
        if reply.status == 401:
            return SyncError("sync-sign-in", host=self._host, user=self._secrets.user)
        return SyncError("sync-refused" if reply.status in _REFUSALS else "sync-not-it", host=self._host)

    # ── what it has ──────────────────────────────────────────────────────────────────────────────────────────────────

    async def subscriptions(self) -> tuple[RemoteSource, ...]:
        """All subscriptions."""
        return await self._read(answers.subscriptions, await self._get("subscription/list", _JSON), self._host)

    async def marks(self, before: tuple[int, int, int]) -> RemoteMarks:
        """All marks. What comes meanwhile is in the second list and not in the first, so it counts as unread."""
        present = await self._list(READING_LIST, may_be_cut=True)
        unread = await self._list(READING_LIST, READ)
        starred = await self._list(STARRED)
        held, had_unread, had_starred = before
        if shrank(unread, had_unread) or shrank(starred, had_starred) or shrank(present, held):
            unread, starred = await self._confirmed(unread, starred)
        return RemoteMarks(present, unread, starred)

    async def _confirmed(self, unread: IdSet, starred: IdSet) -> tuple[IdSet, IdSet]:
        """Lists that have shrunk, read again; the server's own count must not contradict them."""
        unread, starred = (
            agreed(unread, await self._list(READING_LIST, READ)),
            agreed(starred, await self._list(STARRED)),
        )
        if self._dialect.counts:
            count = await self._read(answers.unread_count, await self._get("unread-count", _JSON), self._host)
            if count is not None and count > 2 * len(unread.ids) + FEW:
                raise SyncError("sync-shrunk", host=self._host, now=len(unread.ids), before=count)
        return unread, starred

    async def _list(self, stream: str, excluded: str = "", *, may_be_cut: bool = False) -> IdSet:
        """A list of ids. One of several pages is read twice: marks set between pages may shift what follows."""
        found, pages = await self._pages(stream, excluded, may_be_cut=may_be_cut)
        if pages == 1:
            return found
        return agreed(found, (await self._pages(stream, excluded, may_be_cut=may_be_cut))[0])

    async def _pages(self, stream: str, excluded: str, *, may_be_cut: bool) -> tuple[IdSet, int]:
        """A list of ids, and how many pages it took. Raises `SyncError` for one without an end."""
        found: dict[str, None] = {}
        seen: set[str] = set()
        following, size = "", str(self._dialect.page)
        for page in range(1, MOST_PAGES + 1):
            fields = [*_JSON, ("s", stream), ("n", size)]
            fields += [("xt", excluded)] if excluded else []
            fields += [("c", following)] if following else []
            one = await self._read(answers.ids, await self._get("stream/items/ids", fields), self._host)
            is_new = not found.keys() >= set(one.ids)
            found |= dict.fromkeys(one.ids)
            following = one.continuation
            if not following or not one.ids:
                return IdSet(tuple(found)), page
            if following in seen or not is_new:
                raise SyncError("sync-endless", host=self._host)
            seen.add(following)
            if len(found) > MOST_IDS:
                break
        if not may_be_cut:
            raise SyncError("sync-endless", host=self._host)
        return IdSet(tuple(found)[:MOST_IDS], is_whole=False), page

    async def contents(self, ids: Sequence[str]) -> bytes:
        """The answer with these articles, for `articles.parse`."""
        return await self._post("stream/items/contents", (*_JSON, *_items(ids)))

    # ── what it is told ──────────────────────────────────────────────────────────────────────────────────────────────

    async def mark(self, field: SyncField, ids: Sequence[str], *, value: bool) -> None:
        """Set a mark."""
        await self._told("edit-tag", (("a" if value else "r", _NAMES[field]), *_items(ids)))

    async def label(self, name: str, ids: Sequence[str], *, value: bool) -> None:
        """Give articles a label, or take it off."""
        await self._told("edit-tag", (("a" if value else "r", answers.stream_of(name)), *_items(ids)))

    async def change(self, change: SubscriptionChange) -> None:
        """Make a change of the subscriptions."""
        match change.op:
            case SubscriptionOp.SUBSCRIBE:
                await self._subscribe(change)
            case SubscriptionOp.RENAME:
                await self._edit(change.remote, ("t", change.value))
            case SubscriptionOp.MOVE:
                await self._edit(change.remote, *await self._move(change))
            case SubscriptionOp.UNSUBSCRIBE:
                if change.remote in {one.id for one in await self.subscriptions()}:
                    await self._told("subscription/edit", (("ac", "unsubscribe"), ("s", change.remote)))

    async def _subscribe(self, change: SubscriptionChange) -> None:
        """Subscribe by `quickadd`, which says what went wrong; title and folder are set after that."""
        body = await self._post("subscription/quickadd", (*_JSON, ("quickadd", change.remote)))
        stream = await self._read(answers.subscribed, body, self._host)
        details = [("t", change.title)] if change.title else []
        details += [("a", answers.stream_of(change.value))] if change.value else []
        if stream and details:
            await self._edit(stream, *details)

    async def _move(self, change: SubscriptionChange) -> list[tuple[str, str]]:
        """The fields that move a source: into a folder, out of the one it is in."""
        folder = next((one.folder for one in await self.subscriptions() if one.id == change.remote), "")
        moved = [("a", answers.stream_of(change.value))] if change.value else []
        return moved + ([("r", answers.stream_of(folder))] if folder and folder != change.value else [])

    async def _edit(self, stream: str, *details: tuple[str, str]) -> None:
        if details:
            await self._told("subscription/edit", (("ac", "edit"), ("s", stream), *details))

    async def _told(self, path: str, fields: Fields) -> None:
        """Tell the server something; anything but its `OK` raises."""
        if not answers.is_done(await self._post(path, fields)):
            raise SyncError("sync-not-it", host=self._host)


_JSON = (("output", "json"),)


def _items(ids: Sequence[str]) -> list[tuple[str, str]]:
    return [("i", item_ids.long_form(one)) for one in ids]

"""Tells a server what was changed here."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

import msgspec

from placentin_tui.errors import FetchError, SyncError
from placentin_tui.models import ChangeState

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from placentin_tui.courier.process.executor import Executor
    from placentin_tui.models import Change
    from placentin_tui.sync.server import Server

REFUSALS = frozenset({"sync-refused", "sync-feed-refused", "sync-cannot"})
"""Codes of failures that are the change's own, not the server's."""
NO_LABELS = frozenset({"sync-cannot", "sync-refused", "http-500", "http-501"})
"""Codes of what servers answer that have no labels on articles; Miniflux says 500."""


def batches(changes: Sequence[Change], most: int) -> Iterator[list[Change]]:
    """The changes, those of one mark and value together, at most so many at a time."""
    for _alike, found in groupby(sorted(changes, key=_kind), key=_kind):
        alike = list(found)
        for start in range(0, len(alike), most):
            yield alike[start : start + most]


def _kind(change: Change) -> tuple[str, bool]:
    return change.field, change.value


async def push(executor: Executor, server: Server, service: int) -> tuple[int, int]:
    """Send what waits; returns how many changes the server took, and how many it did not accept.

    Sent again, a change changes nothing: what was sent when the connection broke, or we were killed, waits still.
    Raises what the server raises; what is not sent then waits.
    """
    sent, refused = await _push_subscriptions(executor, server, service)
    waiting = await executor.call_library(executor.library.changes.waiting, service)
    for batch in batches(waiting, server.marked_at_once):
        took, declined = await _push_marks(executor, server, batch)
        sent, refused = sent + took, refused + declined
    return sent, refused


async def _push_marks(executor: Executor, server: Server, batch: list[Change]) -> tuple[int, int]:
    """Send changes of one kind; where the server does not accept them, find out which."""
    changes, seqs = executor.library.changes, [change.seq for change in batch]
    try:
        await server.mark(batch[0].field, [change.remote for change in batch], value=batch[0].value)
    except SyncError as error:
        if error.code not in REFUSALS:
            raise
        if len(batch) == 1:
            await executor.call_library(changes.refuse, seqs, error.reason)
            return 0, 1
        middle = len(batch) // 2
        took, declined = await _push_marks(executor, server, batch[:middle])
        more, others = await _push_marks(executor, server, batch[middle:])
        return took + more, declined + others
    await executor.call_library(changes.sent, seqs)
    return len(batch), 0


async def _push_subscriptions(executor: Executor, server: Server, service: int) -> tuple[int, int]:
    """Send the changes of subscriptions, in order; one that is not accepted is passed over."""
    changes, sent, refused = executor.library.changes, 0, 0
    for change in await executor.call_library(changes.subscriptions, service):
        if change.state is not ChangeState.WAITING:
            continue
        try:
            await server.change(change)
        except SyncError as error:
            if error.code not in REFUSALS:
                raise
            await executor.call_library(changes.refuse_subscription, change.seq, error.reason)
            refused += 1
        else:
            await executor.call_library(changes.drop_subscription, change.seq)
            sent += 1
    return sent, refused


async def push_labels(executor: Executor, server: Server, service: int) -> int:
    """Tell a server of the tags that were given and taken here; returns how many it took. One that turns out to have no
    labels on articles is not told of any more.
    """
    labels, sent = executor.library.remote_labels, 0
    for change in await executor.call_library(labels.waiting, service):
        for start in range(0, len(change.remotes), server.marked_at_once):
            some = msgspec.structs.replace(change, remotes=change.remotes[start : start + server.marked_at_once])
            try:
                await server.label(some.name, some.remotes, value=some.value)
            except (SyncError, FetchError) as error:
                if error.code not in NO_LABELS:
                    raise
                await executor.call_library(labels.has_none, service)
                return sent
            await executor.call_library(labels.sent, service, some)
            sent += len(some.remotes)
    return sent

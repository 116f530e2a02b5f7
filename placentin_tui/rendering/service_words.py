"""A service in words: how things stand with it, and what its server is to be told."""

from __future__ import annotations

from typing import TYPE_CHECKING

from placentin_tui.i18n import N_, _, age, ngettext, number
from placentin_tui.models import Change, ChangeState, SubscriptionChange, SubscriptionOp, SyncField

if TYPE_CHECKING:
    from placentin_tui.models import Backlog, Service, Timestamp

_MARKS = {
    (SyncField.READ, True): N_("mark as read"),
    (SyncField.READ, False): N_("mark as unread"),
    (SyncField.STARRED, True): N_("star"),
    (SyncField.STARRED, False): N_("remove the star"),
}
_OPS = {
    SubscriptionOp.SUBSCRIBE: N_("subscribe"),
    SubscriptionOp.UNSUBSCRIBE: N_("unsubscribe"),
    SubscriptionOp.RENAME: N_("rename"),
    SubscriptionOp.MOVE: N_("move"),
}


def act(change: Change | SubscriptionChange) -> str:
    """What is changed, such as « read » or « rename »."""
    return mark_words(change.field, value=change.value) if isinstance(change, Change) else op_words(change.op)


def subject(change: Change | SubscriptionChange) -> str:
    """What is changed by it: an article's title, or what a subscription is or will be called."""
    if isinstance(change, Change):
        return change.title
    return change.title or change.value or change.remote


def mark_words(field: SyncField, *, value: bool) -> str:
    """A mark in words."""
    return _(_MARKS[field, value])


def op_words(op: SubscriptionOp) -> str:
    """A change of subscriptions in words."""
    return _(_OPS[op])


def standing(service: Service, now: Timestamp) -> str:
    """How things stand with a service: its trouble or when it was synced, and what waits."""
    parts = [_since(service, now), waiting(service.waiting), refused(service.refused)]
    return ", ".join(part for part in parts if part)


def _since(service: Service, now: Timestamp) -> str:
    if service.reason:
        return str(service.reason)
    if service.last_success is None:
        return _("not synced yet")
    return _("synced {ago}").format(ago=age(service.last_success, now))


def waiting(count: int) -> str:
    """« 14 changes waiting », or nothing."""
    return ngettext("{n} change waiting", "{n} changes waiting", count).format(n=number(count)) if count else ""


def refused(count: int) -> str:
    """« 3 not accepted », or nothing."""
    return ngettext("{n} not accepted", "{n} not accepted", count).format(n=number(count)) if count else ""


def summary(backlog: Backlog) -> str:
    """What the status line says of all services: what only the person can mend first; nothing where all is well."""
    if backlog.sign_in:
        return _("sign in again: {name}").format(name=backlog.sign_in)
    return " · ".join(part for part in (waiting(backlog.waiting), refused(backlog.refused)) if part)


def why(change: Change | SubscriptionChange) -> str:
    """Why a change was not accepted; empty while it waits."""
    return str(change.reason) if change.state is ChangeState.REFUSED and change.reason else ""

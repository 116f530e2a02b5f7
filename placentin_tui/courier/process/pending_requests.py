"""The requests that wait for their last event, on the reader process's side of the pipe."""

from __future__ import annotations

from typing import TYPE_CHECKING

from placentin_tui.courier.process.protocol import (
    AccountSet,
    AddService,
    ChoiceNeeded,
    CommentsFetched,
    FetchComments,
    FetchPictures,
    FetchText,
    OutboxSent,
    PicturesFetched,
    Refresh,
    RefreshFinished,
    RemoveService,
    SendOutbox,
    ServiceSet,
    SetAccount,
    Subscribe,
    Subscribed,
    SubscribeFailed,
    Sync,
    SyncFinished,
    TextFetched,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from placentin_tui.courier.process.protocol import Event, Request

MOST_TRIES = 2
"""Deaths of the courier during a request after which that is not sent again: it may be their cause."""


class PendingRequests:
    """The requests under way, oldest first."""

    def __init__(self) -> None:
        self._deaths: dict[Request, int] = {}

    def __contains__(self, request: Request) -> bool:
        return request in self._deaths

    def __len__(self) -> int:
        return len(self._deaths)

    def __iter__(self) -> Iterator[Request]:
        return iter(list(self._deaths))

    def add(self, request: Request) -> None:
        """Add a request."""
        self._deaths[request] = 0

    def settle(self, event: Event) -> bool:
        """Remove the oldest request that this event is the last one of; returns whether there was one."""
        answered = next((request for request in self._deaths if answers(event, request)), None)
        if answered is None:
            return False
        del self._deaths[answered]
        return True

    def count_death(self) -> list[Request]:
        """Count a death of the courier; removes and returns the requests that have seen too many."""
        for request in self._deaths:
            self._deaths[request] += 1
        return self._give_up([request for request, deaths in self._deaths.items() if deaths >= MOST_TRIES])

    def give_up(self) -> list[Request]:
        """Remove and return all requests."""
        return self._give_up(list(self._deaths))

    def _give_up(self, requests: list[Request]) -> list[Request]:
        """Remove and return these requests."""
        for request in requests:
            del self._deaths[request]
        return requests


def answers(event: Event, request: Request) -> bool:  # noqa: PLR0911 - one line per kind of request
    """Whether an event is the last one of a request."""
    match request:
        case Refresh():
            return isinstance(event, RefreshFinished)
        case Subscribe(address=address):
            # `Subscribed` names the source, not the address: the oldest subscription is the one meant.
            return isinstance(event, Subscribed) or (
                isinstance(event, ChoiceNeeded | SubscribeFailed) and event.address == address
            )
        case FetchComments(article=article):
            return isinstance(event, CommentsFetched) and event.article == article
        case FetchPictures(article=article):
            return isinstance(event, PicturesFetched) and event.article == article
        case FetchText(article=article):
            return isinstance(event, TextFetched) and event.article == article
        case SendOutbox():
            return isinstance(event, OutboxSent)
        case SetAccount(source=source):
            return isinstance(event, AccountSet) and event.source == source
        case Sync():
            return isinstance(event, SyncFinished)
        case AddService() | RemoveService():
            return isinstance(event, ServiceSet)
        case _:
            return False


def failed(request: Request, sentence: str) -> Event | None:  # noqa: PLR0911 - one line per kind of request
    """The last event of a request that failed, with `sentence` as the reason; `None` when it expects no answer."""
    match request:
        case Refresh():
            return RefreshFinished(total=0, new=0, changed=0, failed=0)
        case Subscribe(address=address):
            return SubscribeFailed(address, "courier", sentence)
        case FetchComments(article=article):
            return CommentsFetched(article, 0, sentence)
        case FetchPictures(article=article):
            return PicturesFetched(article, 0)
        case FetchText(article=article):
            return TextFetched(article, found=False, error=sentence)
        case SendOutbox():
            return OutboxSent(0, sentence)
        case SetAccount(source=source):
            return AccountSet(source, sentence)
        case Sync():
            return SyncFinished(sentence)
        case AddService() | RemoveService():
            return ServiceSet("", is_removed=isinstance(request, RemoveService), error=sentence)
        case _:
            return None

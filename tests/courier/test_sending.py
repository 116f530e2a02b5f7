"""The courier as a process, sending what the reader has put into the outbox."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from placentin_tui.courier.process.protocol import (
    CommentsFetched,
    OutboxSent,
    OutgoingCommentSettled,
    Ready,
    Refresh,
    SendOutbox,
)
from placentin_tui.library import Library
from placentin_tui.models import NewSource, OutgoingState
from placentin_tui.paths import Paths
from tests.courier.test_service import is_a, serving
from tests.library.factories import article, put
from tests.wordpress.fake import Fake
from tests.wordpress.site import KNOWN


@pytest.fixture
def fake() -> Iterator[Fake]:
    fake = Fake()
    fake.start()
    yield fake
    fake.close()


@pytest.fixture
def library(tmp_path: object, monkeypatch: pytest.MonkeyPatch) -> Iterator[Library]:
    for name in ("DATA", "CONFIG", "CACHE"):
        monkeypatch.setenv(f"XDG_{name}_HOME", f"{tmp_path}/{name.lower()}")
    monkeypatch.setenv("LC_ALL", "C.UTF-8")
    paths = Paths.of_user()
    with Library.open(paths.library, paths.pictures) as opened:
        yield opened


def written(library: Library, fake: Fake) -> tuple[int, int]:
    """A letter that waits, and its article."""
    source = library.sources.add(NewSource(f"{fake.home}feed/")).id
    (number,) = put(library, source, article("open", url=f"{fake.home}?p={fake.posts.open}", published=None))
    return library.outbox.write(number, "", *KNOWN, "Bonjour").id, number


async def test_when_the_reader_asks(library: Library, fake: Fake) -> None:
    outgoing, number = written(library, fake)
    async with serving() as service:
        await service.hear(is_a(Ready))
        service.say(SendOutbox(now=True))
        events = await service.hear(is_a(OutboxSent))
    assert events == [
        OutgoingCommentSettled(outgoing, number, OutgoingState.PUBLISHED),
        CommentsFetched(number, 1),
        OutboxSent(0),
    ]


async def test_at_the_next_connection(library: Library, fake: Fake) -> None:
    outgoing, _number = written(library, fake)
    async with serving() as service:
        await service.hear(is_a(Ready))
        service.say(Refresh())
        events = await service.hear(is_a(OutboxSent))
    assert [event.state for event in events if isinstance(event, OutgoingCommentSettled)] == ["published"]
    assert library.outbox.get(outgoing).state == "published"


async def test_not_while_the_paper_cannot_be_reached(library: Library, fake: Fake) -> None:
    outgoing, number = written(library, fake)
    fake.stop()
    async with serving() as service:
        await service.hear(is_a(Ready))
        service.say(SendOutbox())
        first, last = await service.hear(is_a(OutboxSent))
    assert isinstance(first, OutgoingCommentSettled)
    assert (first.outgoing, first.article, first.state) == (outgoing, number, "waiting")
    assert last == OutboxSent(1)

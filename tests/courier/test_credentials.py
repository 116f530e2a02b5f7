"""Accounts at the papers: their passwords in a keyring, each sent to one server on behalf of one source."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import keyring
import pytest
from keyring.backend import KeyringBackend
from keyring.backends.fail import Keyring as NoKeyring
from keyring.errors import KeyringLocked

from placentin_tui.courier.comments import credentials
from placentin_tui.courier.process.executor import Executor
from placentin_tui.destination_policy import server as server_of
from placentin_tui.errors import AccountError, ConsentNeeded, FetchError
from placentin_tui.library import Library
from placentin_tui.library.articles.undo_log import KEPT_AFTER_REMOVAL
from placentin_tui.models import GivenAccount, NewSource
from placentin_tui.web import Web
from tests.courier.conftest import NOW
from tests.courier.papers import feed, item
from tests.courier.refreshing import refreshed
from tests.courier.test_outbox import Clock
from tests.web.server import Server, data, redirect, running, text

ME = "/wp-json/wp/v2/users/me?_fields=id"
ACCEPTED = data(b'{"id":5}', kind="application/json")


class Memory(KeyringBackend):
    """A keyring that forgets when the test ends."""

    priority = 1

    def __init__(self) -> None:
        super().__init__()  # type: ignore[no-untyped-call]
        self.kept: dict[tuple[str, str], str] = {}

    def get_password(self, service: str, username: str) -> str | None:
        return self.kept.get((service, username))

    def set_password(self, service: str, username: str, password: str) -> None:
        self.kept[service, username] = password

    def delete_password(self, service: str, username: str) -> None:
        del self.kept[service, username]


class Locked(Memory):
    """A keyring whose owner said no."""

    def get_password(self, service: str, username: str) -> str | None:
        raise KeyringLocked("dismissed")


@pytest.fixture
def memory() -> Iterator[Memory]:
    usual, memory = keyring.get_keyring(), Memory()
    keyring.set_keyring(memory)
    yield memory
    keyring.set_keyring(usual)


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    with Library.open(tmp_path / "data" / "library.db", tmp_path / "pictures", clock=Clock()) as opened:
        yield opened
        assert opened.check() == "ok"


@pytest.fixture
def executor(library: Library, memory: Memory) -> Executor:
    return Executor(library)


def paper(library: Library, server: Server, *, root: str = "", url: str = "") -> int:
    """A source whose REST interface is on its own server, or at `root`."""
    source = library.sources.add(NewSource(url or server.url("/feed"), title="Le Journal")).id
    library.sources.set_rest_root(source, root or server.url("/wp-json/"))
    server.answers[ME] = ACCEPTED
    return source


def proofs(server: Server) -> list[str]:
    """The paths that were asked for with a password."""
    return [visit.path for visit in server.visits if "authorization" in visit.headers]


def nobody_was_given_it(*servers: Server) -> bool:
    return not any(proofs(server) for server in servers)


# ── given, kept, forgotten ───────────────────────────────────────────────────────────────────────────────────────────


async def test_the_password_is_in_the_keyring_alone(
    library: Library, executor: Executor, web: Web, server: Server, memory: Memory
) -> None:
    source, other = paper(library, server), paper(library, server, url=server.url("/other"))
    root = server.url("/wp-json/")
    assert await credentials.credential_for(executor, source, root) is None
    await credentials.give(executor, web, source, "ana", "abcd efgh")
    assert proofs(server) == [ME]
    assert memory.kept == {("placentin-tui", f"ana {root}"): "abcd efgh"}
    credential = await credentials.credential_for(executor, source, root)
    assert credential
    assert (credential.user, credential.password, credential.server) == ("ana", "abcd efgh", server_of(root))
    kept = [row for table in ("source", "setting") for row in library._connection.rows(f"SELECT * FROM {table}")]
    assert "abcd" not in str(kept)
    assert await credentials.credential_for(executor, other, root) is None, "it was given for the first alone"

    await credentials.forget(executor, source)
    assert memory.kept == {}
    assert library.accounts.of(source) == GivenAccount()
    await credentials.forget(executor, source)


async def test_another_account_takes_the_place_of_the_first(
    library: Library, executor: Executor, web: Web, server: Server, memory: Memory
) -> None:
    source = paper(library, server)
    await credentials.give(executor, web, source, "ana", "first")
    await credentials.give(executor, web, source, "ben", "second")
    assert list(memory.kept.values()) == ["second"]
    await credentials.give(executor, web, source, "ben", "third")
    assert list(memory.kept.values()) == ["third"]
    await credentials.give(executor, web, source, "ben")
    assert list(memory.kept.values()) == ["third"], "without one it is the one there is"


async def test_two_sources_of_one_paper_each_have_it(
    library: Library, executor: Executor, web: Web, server: Server, memory: Memory
) -> None:
    source, other = paper(library, server), paper(library, server, url=server.url("/other"))
    for each in (source, other):
        await credentials.give(executor, web, each, "ana", "abcd")
    await credentials.forget(executor, source)
    assert await credentials.credential_for(executor, other, server.url("/wp-json/"))
    await credentials.forget(executor, other)
    assert memory.kept == {}


async def test_a_password_is_tried_once_and_kept_when_it_is_taken(
    library: Library, executor: Executor, web: Web, server: Server, memory: Memory
) -> None:
    source = paper(library, server)
    server.answers[ME] = text("no", status=401)
    with pytest.raises(AccountError, match="does not take this application password for ana"):
        await credentials.give(executor, web, source, "ana", "abcd")
    server.answers[ME] = text("broken", status=500)
    with pytest.raises(FetchError):
        await credentials.give(executor, web, source, "ana", "abcd")
    assert memory.kept == {}
    assert library.accounts.of(source) == GivenAccount()
    assert proofs(server) == [ME, ME]


async def test_without_a_keyring_it_is_said(
    library: Library, executor: Executor, web: Web, server: Server, memory: Memory
) -> None:
    source = paper(library, server)
    keyring.set_keyring(NoKeyring())  # type: ignore[no-untyped-call]
    with pytest.raises(AccountError, match="This computer has no keyring"):
        await credentials.give(executor, web, source, "ana", "x")
    assert library.accounts.of(source) == GivenAccount()


async def test_a_keyring_that_stays_locked_or_forgot(
    library: Library, executor: Executor, web: Web, server: Server
) -> None:
    source, root = paper(library, server), server.url("/wp-json/")
    await credentials.give(executor, web, source, "ana", "x")
    keyring.set_keyring(Locked())
    with pytest.raises(AccountError, match=r"does not open \(dismissed\)"):
        await credentials.credential_for(executor, source, root)
    with pytest.raises(AccountError):
        await credentials.forget(executor, source)
    assert library.accounts.of(source).user == "ana"
    keyring.set_keyring(Memory())
    with pytest.raises(AccountError, match=r"no longer has the application password for 127\.0\.0\.1"):
        await credentials.credential_for(executor, source, root)


async def test_a_source_that_is_deleted_takes_its_password_along(
    library: Library, executor: Executor, web: Web, server: Server, memory: Memory
) -> None:
    source, other = paper(library, server), paper(library, server, url=server.url("/other"))
    server.answers["/other"] = data(feed([item("un")]))
    await credentials.give(executor, web, source, "ana", "one")
    await credentials.give(executor, web, other, "ben", "two")
    library.undo_log.remove_source(source)
    await refreshed(library, web)
    assert set(memory.kept.values()) == {"one", "two"}, "the person may bring it back"
    await refreshed(library, web, now=NOW + KEPT_AFTER_REMOVAL)
    assert set(memory.kept.values()) == {"two"}


# ── where it may go ──────────────────────────────────────────────────────────────────────────────────────────────────


async def test_a_password_goes_to_no_server_a_paper_names_unless_the_person_agreed(
    library: Library, executor: Executor, web: Web, server: Server, memory: Memory
) -> None:
    async with running("127.0.0.2") as thief, running() as neighbour:
        for other in (thief, neighbour):
            other.answers[ME] = ACCEPTED
            source = paper(library, server, root=other.url("/wp-json/"), url=server.url(f"/{other.base[-5:]}"))
            target = server_of(other.base)
            with pytest.raises(ConsentNeeded, match="is not its own server") as needed:
                await credentials.give(executor, web, source, "ana", "abcd")
            assert needed.value.server == target
            with pytest.raises(ConsentNeeded):
                await credentials.give(executor, web, source, "ana", "abcd", agreed=server_of(server.base))
            assert nobody_was_given_it(server, thief, neighbour)
            assert memory.kept == {}
            await credentials.give(executor, web, source, "ana", "abcd", agreed=target)
            assert proofs(other) == [ME]
            await credentials.give(executor, web, source, "ana", "efgh")
            assert proofs(other) == [ME, ME], "it is kept that they agreed"
            await credentials.forget(executor, source)
            with pytest.raises(ConsentNeeded):
                await credentials.give(executor, web, source, "ana", "abcd")
            other.visits.clear()


@pytest.mark.parametrize("root", ["http://a.example/wp-json/", "http://192.0.2.7/", "http://10.0.0.1/wp-json/"])
async def test_a_password_goes_over_a_safe_connection_only(
    library: Library, executor: Executor, web: Web, server: Server, root: str
) -> None:
    source = paper(library, server, root=root, url="http://a.example/feed")
    with pytest.raises(AccountError, match="no safe connection"):
        await credentials.give(executor, web, source, "ana", "abcd", agreed=server_of(root))


async def test_an_answer_from_where_one_is_led_proves_nothing(
    library: Library, executor: Executor, web: Web, server: Server, memory: Memory
) -> None:
    async with running("127.0.0.2") as other:
        other.answers[ME] = ACCEPTED
        source = paper(library, server)
        server.answers[ME] = redirect(other.url(ME))
        with pytest.raises(FetchError, match="Your password is not for"):
            await credentials.give(executor, web, source, "ana", "abcd")
        assert other.visits == []
        assert memory.kept == {}

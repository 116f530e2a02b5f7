"""Accounts at the papers, their passwords in a keyring."""

from __future__ import annotations

import base64
from collections.abc import Iterator
from urllib.parse import parse_qs

import keyring
import pytest
from keyring.backend import KeyringBackend
from keyring.backends.fail import Keyring as NoKeyring
from keyring.errors import KeyringLocked

from placentin_tui.courier import accounts
from placentin_tui.courier.accounts import Account
from placentin_tui.courier.outbox import send
from placentin_tui.courier.protocol import LetterSettled
from placentin_tui.errors import AccountError, FetchError
from placentin_tui.library import Library
from placentin_tui.models import NewSource
from placentin_tui.web import Web
from tests.library.making import article, put
from tests.web.server import Server, Visit, data, text

ME = "/wp-json/wp/v2/users/me?_fields=id"


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


def test_the_password_is_in_the_keyring_alone(library: Library, memory: Memory, tmp_path: object) -> None:
    account = Account("https://a.example/wp-json/", "ana", "abcd efgh")
    assert accounts.account_of(library, account.root) is None
    accounts.remember(library, account)
    assert accounts.account_of(library, account.root) == account
    assert list(memory.kept.values()) == ["abcd efgh"]
    rows = library._connection.rows("SELECT * FROM setting")
    assert rows == [("account https://a.example/wp-json/", "ana")]
    assert accounts.account_of(library, "https://b.example/wp-json/") is None

    assert accounts.forget(library, account.root)
    assert memory.kept == {}
    assert accounts.account_of(library, account.root) is None
    assert not accounts.forget(library, account.root)


def test_the_blanks_of_a_password_are_for_the_eye() -> None:
    proof = Account("https://a.example/", "ana", "abcd efgh ").authorization
    assert base64.b64decode(proof.removeprefix("Basic ")) == b"ana:abcdefgh"


def test_without_a_keyring_it_is_said(library: Library, memory: Memory) -> None:
    keyring.set_keyring(NoKeyring())  # type: ignore[no-untyped-call]
    with pytest.raises(AccountError, match="This computer has no keyring"):
        accounts.remember(library, Account("https://a.example/", "ana", "x"))
    assert accounts.user_of(library, "https://a.example/") == ""


def test_a_keyring_that_stays_locked_or_forgot(library: Library, memory: Memory) -> None:
    accounts.remember(library, Account("https://a.example/", "ana", "x"))
    keyring.set_keyring(Locked())
    with pytest.raises(AccountError, match=r"does not open \(dismissed\)"):
        accounts.account_of(library, "https://a.example/")
    keyring.set_keyring(Memory())
    with pytest.raises(AccountError, match=r"no longer has the application password for a\.example"):
        accounts.account_of(library, "https://a.example/")


async def test_a_password_is_tried_once(web: Web, server: Server) -> None:
    account = Account(server.url("/wp-json/"), "ana", "abcd")
    server.answers[ME] = data(b'{"id":5}', kind="application/json")
    await accounts.check(web, account)
    assert server.visits[0].headers["authorization"] == account.authorization
    server.answers[ME] = text("no", status=401)
    with pytest.raises(AccountError, match="does not take this application password for ana"):
        await accounts.check(web, account)
    server.answers[ME] = text("broken", status=500)
    with pytest.raises(FetchError):
        await accounts.check(web, account)


@pytest.mark.parametrize("root", ["http://a.example/wp-json/", "http://192.0.2.7/", "http:///x"])
async def test_a_password_goes_over_a_safe_connection_only(web: Web, root: str) -> None:
    with pytest.raises(AccountError, match="no safe connection"):
        await accounts.check(web, Account(root, "ana", "abcd"))


# ── comments sent with an account ────────────────────────────────────────────────────────────────────────────────────


@pytest.fixture
def letter(library: Library, server: Server, memory: Memory) -> int:
    """A letter to a paper where the person has an account."""
    url = server.url("/un/")
    source = library.sources.add(NewSource(server.url("/feed"))).id
    (number,) = put(library, source, article("un", url=url, comments_url=f"{url}#comments"))
    links = f'<{server.url("/wp-json/")}>; rel="https://api.w.org/", <{server.url("/?p=7")}>; rel=shortlink'
    server.answers["/un/"] = data(b"<html></html>", kind="text/html", link=links)
    accounts.remember(library, Account(server.url("/wp-json/"), "ana", "ab cd"))
    return library.outbox.write(number, "12", "", "", "1 < 2").id


async def sent(library: Library, web: Web) -> LetterSettled:
    events = [event async for event in send(library, web)]
    return next(event for event in events if isinstance(event, LetterSettled))


async def test_with_an_account_the_interface_takes_the_comment(
    library: Library, web: Web, server: Server, letter: int
) -> None:
    got: list[bytes] = []

    async def answer(visit: Visit) -> None:
        got.append(await visit.reader.readexactly(int(visit.headers["content-length"])))
        await data(b'{"id":144,"status":"hold"}', status=201, kind="application/json")(visit)

    server.answers["/wp-json/wp/v2/comments"] = answer
    assert await sent(library, web) == LetterSettled(letter, 1, "held")
    assert library.outbox.get(letter).remote == 144
    assert parse_qs(got[0].decode()) == {"post": ["7"], "parent": ["12"], "content": ["1 &lt; 2"]}
    assert server.visits[-1].headers["authorization"].startswith("Basic ")


async def test_a_password_taken_back_is_said(library: Library, web: Web, server: Server, letter: int) -> None:
    refusal = b'{"code":"rest_comment_login_required","message":"Sorry","data":{"status":401}}'
    server.answers["/wp-json/wp/v2/comments"] = data(refusal, status=401, kind="application/json")
    settled = await sent(library, web)
    assert (settled.state, "application password" in settled.message) == ("refused", True)


async def test_without_its_password_a_letter_waits(
    library: Library, web: Web, server: Server, letter: int, memory: Memory
) -> None:
    memory.kept.clear()
    settled = await sent(library, web)
    assert (settled.state, "keyring" in settled.message) == ("waiting", True)
    assert library.outbox.get(letter).tries == 0
    assert server.paths() == ["/un/"]

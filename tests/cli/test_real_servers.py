"""The command line against real servers: coldsweat by Fever (`make test-servers`), and any that is named.

`GREADER_URL`, `GREADER_USER` and `GREADER_PASS` name one that speaks the Google Reader API, with an account made for
tests: its articles are marked.
"""

from __future__ import annotations

import io
import json
import os
from collections.abc import Iterator

import keyring
import pytest

from placentin_tui.__main__ import main
from placentin_tui.library import Library
from placentin_tui.models import View
from placentin_tui.paths import Paths
from tests.courier.test_credentials import Memory
from tests.sync import coldsweat
from tests.sync.coldsweat import ARTICLES, PASSWORD, USER, Coldsweat

pytestmark = [pytest.mark.servers, pytest.mark.usefixtures("home")]

Said = pytest.CaptureFixture[str]


@pytest.fixture(autouse=True)
def ring() -> Iterator[Memory]:
    before, memory = keyring.get_keyring(), Memory()
    keyring.set_keyring(memory)
    yield memory
    keyring.set_keyring(before)


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Coldsweat]:
    if os.environ.get("PLACENTIN_SERVERS") != "1":
        pytest.skip("coldsweat is installed for it: make test-servers")
    try:
        with coldsweat.running(tmp_path_factory.mktemp("coldsweat")) as up:
            yield up
    except coldsweat.Unavailable as why:
        pytest.skip(str(why))


def library() -> Library:
    paths = Paths.of_user()
    return Library.open(paths.library, paths.pictures)


def add(kind: str, address: str, user: str, password: str, monkeypatch: pytest.MonkeyPatch) -> int:
    monkeypatch.setattr("sys.stdin", io.StringIO(password + "\n"))
    return main(["service", "add", kind, address, "--user", user, "--name", "maison"])


def synced(capsys: Said) -> dict[str, object]:
    """One sync; what it says of itself."""
    capsys.readouterr()
    assert main(["service", "sync", "--json"]) == 0
    said: dict[str, object] = json.loads(capsys.readouterr().out)
    return said


def test_a_wrong_password_is_told(server: Coldsweat, monkeypatch: pytest.MonkeyPatch, capsys: Said) -> None:
    assert add("fever", server.address, USER, "wrong", monkeypatch) == 1
    assert "Sign in again" in capsys.readouterr().err


def test_a_first_sync_equals_the_server(server: Coldsweat, monkeypatch: pytest.MonkeyPatch, capsys: Said) -> None:
    assert add("fever", server.address, USER, PASSWORD, monkeypatch) == 0
    said = synced(capsys)
    assert (said["new"], said["missing"], said["error"]) == (len(server.numbers("unread_item_ids")), 0, "")
    with library() as opened:
        (source,) = opened.sources.all()
        assert (source.title, source.folder, source.feed) == ("Le Courrier", "Presse", f"{server.paper}feed")
        rows = opened.articles.page(View(), limit=100)
        assert {row.title for row in rows} <= {f"Dépêche {n}" for n in range(ARTICLES)}
        article = opened.articles.get(rows[0].id)
    assert "Le texte de la dépêche" in str(article.blocks)


def test_marks_go_both_ways_and_nothing_new_asks_little(
    server: Coldsweat, monkeypatch: pytest.MonkeyPatch, capsys: Said
) -> None:
    assert add("fever", server.address, USER, PASSWORD, monkeypatch) == 0
    synced(capsys)
    with library() as opened:
        rows = opened.articles.page(View(unread=True), limit=100)
        read, starred = rows[0], rows[1]
    assert main(["mark", str(read.id), "--read"]) == 0
    assert main(["mark", str(starred.id), "--star"]) == 0
    elsewhere = min(server.numbers("unread_item_ids"), key=int)
    server.says("", mark="item", id=elsewhere, **{"as": "read"})
    before = len(server.numbers("unread_item_ids"))
    said = synced(capsys)
    assert (said["sent"], said["refused"]) == (2, 0)
    assert len(server.numbers("unread_item_ids")) == before - 1
    assert len(server.numbers("saved_item_ids")) == 1
    said = synced(capsys)
    assert (said["sent"], said["new"], said["waiting"]) == (0, 0, 0)
    assert int(str(said["requests"])) <= 6
    with library() as opened:
        assert opened.articles.count(View(unread=True)) == len(server.numbers("unread_item_ids"))


def test_unmarked_again(server: Coldsweat, monkeypatch: pytest.MonkeyPatch, capsys: Said) -> None:
    assert add("fever", server.address, USER, PASSWORD, monkeypatch) == 0
    synced(capsys)
    with library() as opened:
        row = opened.articles.page(View(unread=True), limit=1)[0]
    before = server.numbers("unread_item_ids")
    for words in ("--read", "--unread"):
        assert main(["mark", str(row.id), words]) == 0
        synced(capsys)
    assert server.numbers("unread_item_ids") == before


@pytest.fixture
def named() -> tuple[str, str, str]:
    """The server that is named for the tests."""
    values = tuple(os.environ.get(f"GREADER_{name}", "") for name in ("URL", "USER", "PASS"))
    if not all(values):
        pytest.skip("no server is named: GREADER_URL, GREADER_USER, GREADER_PASS")
    return values[0], values[1], values[2]


def test_marks_are_set_and_taken_back_on_the_server_that_is_named(
    named: tuple[str, str, str], monkeypatch: pytest.MonkeyPatch, capsys: Said
) -> None:
    assert add("greader", *named, monkeypatch) == 0
    said = synced(capsys)
    assert said["error"] == ""
    with library() as opened:
        unread = opened.articles.page(View(unread=True), limit=5)
        before = opened.articles.count(View(unread=True))
    assert unread, "the account has nothing unread"
    for words, left in (("--read", before - len(unread)), ("--unread", before)):
        assert main(["mark", *(str(row.id) for row in unread), words]) == 0
        assert synced(capsys)["sent"] == len(unread)
        said = synced(capsys)
        assert (said["sent"], said["waiting"], said["refused"]) == (0, 0, 0)
        with library() as opened:
            assert opened.articles.count(View(unread=True)) == left
    assert int(str(said["requests"])) <= 6

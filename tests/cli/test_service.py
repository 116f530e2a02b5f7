"""`service`: a server is added, synced and removed from the command line, over the real HTTP client."""

from __future__ import annotations

import io
import json
import subprocess
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

import keyring
import pytest

from placentin_tui.__main__ import main
from placentin_tui.library import Library
from placentin_tui.models import View
from placentin_tui.paths import Paths
from tests.courier.test_credentials import Memory
from tests.sync.fake import PORTAL, Fake, Ways
from tests.sync.http import running
from tests.sync.test_greader import filled

pytestmark = pytest.mark.usefixtures("home")

Said = pytest.CaptureFixture[str]


@pytest.fixture(autouse=True)
def ring() -> Iterator[Memory]:
    before, memory = keyring.get_keyring(), Memory()
    keyring.set_keyring(memory)
    yield memory
    keyring.set_keyring(before)


@pytest.fixture
def fake() -> Fake:
    return filled(Ways(needs_form_token=True))


@pytest.fixture
def address(fake: Fake) -> Iterator[str]:
    with running(fake) as address:
        yield address


def add(address: str, monkeypatch: pytest.MonkeyPatch, password: str = "secret") -> int:
    monkeypatch.setattr("sys.stdin", io.StringIO(password + "\n"))
    return main(["service", "add", "freshrss", address, "--user", "lise", "--name", "maison"])


def library() -> Library:
    paths = Paths.of_user()
    return Library.open(paths.library, paths.pictures)


def records(capsys: Said, *arguments: str) -> list[dict[str, object]]:
    assert main(["service", *arguments, "--json"]) == 0
    return [json.loads(line) for line in capsys.readouterr().out.splitlines()]


def test_a_service_is_added_synced_and_removed(
    address: str, fake: Fake, ring: Memory, monkeypatch: pytest.MonkeyPatch, capsys: Said
) -> None:
    assert add(address, monkeypatch) == 0
    assert list(ring.kept.values()) == ["secret"]
    assert main(["service", "sync"]) == 0
    assert "10 new articles" in capsys.readouterr().out
    with library() as open_library:
        unread = {row.title for row in open_library.articles.page(View(unread=True))}
        assert unread == fake.unread()
        (first,) = [row.id for row in open_library.articles.page(View()) if row.title == "t1"]
    assert main(["mark", str(first), "--read"]) == 0
    capsys.readouterr()
    (planned,) = records(capsys, "sync", "--dry-run")
    assert planned == {"service": "maison", "act": "+read", "what": None, "count": 1}
    (queued,) = records(capsys, "queue")
    assert (queued["act"], queued["title"], queued["state"]) == ("+read", "t1", "waiting")
    assert "t1" in fake.unread()
    (outcome,) = records(capsys, "sync")
    assert (outcome["sent"], outcome["waiting"], outcome["error"]) == (1, 0, "")
    assert "t1" not in fake.unread()
    (shown,) = records(capsys)
    assert (shown["kind"], shown["sources"], shown["waiting"], shown["error"]) == ("freshrss", 1, 0, None)
    assert main(["service", "remove", "maison"]) == 0
    assert ring.kept == {}
    with library() as open_library:
        assert open_library.services.all() == []
        assert len(open_library.articles.page(View())) == 10


def test_the_server_cannot_be_reached(fake: Fake, ring: Memory, monkeypatch: pytest.MonkeyPatch, capsys: Said) -> None:
    with running(fake) as address:
        assert add(address, monkeypatch) == 0
        assert main(["service", "sync"]) == 0
    with library() as open_library:
        open_library.undo_log.mark_all_read(View())
    capsys.readouterr()
    assert main(["service", "sync"]) == 1
    assert "maison" in capsys.readouterr().err
    assert main(["service"]) == 0
    assert "6 changes waiting" in capsys.readouterr().out
    assert main(["service", "sync", "--offline"]) == 3


def test_a_wrong_password_keeps_nothing(
    address: str, ring: Memory, monkeypatch: pytest.MonkeyPatch, capsys: Said
) -> None:
    assert add(address, monkeypatch, "wrong") == 1
    said = capsys.readouterr().err
    assert "Sign in again" in said
    assert "wrong" not in said
    assert ring.kept == {}
    with library() as open_library:
        assert open_library.services.all() == []


def test_a_command_gives_the_password(address: str, ring: Memory, capsys: Said) -> None:
    command = f"{sys.executable} -c 'print(\"secret\")'"
    assert main(["service", "add", "freshrss", address, "--user", "lise", "--password-command", command]) == 0
    assert main(["service", "sync"]) == 0
    assert ring.kept == {}


@pytest.mark.parametrize("command", ["/nowhere/at-all", f"{sys.executable} -c 'print(1); raise SystemExit(3)'"])
def test_a_command_that_fails(address: str, command: str, capsys: Said) -> None:
    assert main(["service", "add", "freshrss", address, "--user", "lise", "--password-command", command]) == 1
    assert "The command that gives the password failed" in capsys.readouterr().err


def test_no_password_goes_anywhere_unencrypted(fake: Fake, monkeypatch: pytest.MonkeyPatch, capsys: Said) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO("secret\n"))
    assert main(["service", "add", "greader", "http://rss.example", "--user", "lise"]) == 1
    assert "no safe connection" in capsys.readouterr().err
    assert fake.asked == []


def test_the_token_is_in_the_library_alone(address: str, monkeypatch: pytest.MonkeyPatch, capsys: Said) -> None:
    assert add(address, monkeypatch) == 0
    assert main(["service", "sync"]) == 0
    with library() as open_library:
        token = open_library.services.token(open_library.services.find("maison").id)
        assert token
        open_library.back_up()
    main(["service"])
    main(["service", "--json"])
    main(["doctor"])
    said = capsys.readouterr()
    assert token not in said.out + said.err
    paths = Paths.of_user()
    holders = [file for file in Path(paths.library).parent.rglob("*") if file.is_file() and _holds(file, token)]
    assert {file.name.split("-")[0] for file in holders} == {paths.library.name}
    assert paths.library.stat().st_mode & 0o077 == 0


def _holds(file: Path, token: str) -> bool:
    import gzip

    data = file.read_bytes()
    if data[:2] == b"\x1f\x8b":
        data = gzip.decompress(data)
    return token.encode() in data


def test_a_portal_in_between_changes_nothing(
    address: str, fake: Fake, monkeypatch: pytest.MonkeyPatch, capsys: Said
) -> None:
    assert add(address, monkeypatch) == 0
    assert main(["service", "sync"]) == 0
    fake.ways.body = PORTAL
    assert main(["service", "sync"]) == 1
    assert "nothing was changed" in capsys.readouterr().err


def test_a_pause_the_server_asks_for(address: str, fake: Fake, monkeypatch: pytest.MonkeyPatch, capsys: Said) -> None:
    assert add(address, monkeypatch) == 0
    fake.ways.status, fake.ways.retry_after = 429, "7200"
    assert main(["service", "sync"]) == 1
    with library() as open_library:
        service = open_library.services.find("maison")
        assert (service.next_try or 0) >= open_library.clock() + 7000


def test_changes_are_dropped_and_subscriptions_queued(
    address: str, fake: Fake, monkeypatch: pytest.MonkeyPatch, capsys: Said
) -> None:
    assert add(address, monkeypatch) == 0
    assert main(["service", "subscribe", "maison", "https://neu.example/feed", "--folder", "Presse"]) == 0
    capsys.readouterr()
    (queued,) = records(capsys, "queue")
    assert (queued["id"], queued["act"]) == ("s1", "subscribe")
    assert main(["service", "queue", "--drop", "s1"]) == 0
    assert main(["service", "queue", "--drop", "s1"]) == 1
    assert records(capsys, "queue") == []


@pytest.mark.parametrize(
    "arguments", [["add", "freshrss"], ["add", "freshrss", "https://x.example"], ["remove"], ["sync", "a", "b"]]
)
def test_a_wrong_command_line(arguments: list[str], capsys: Said) -> None:
    assert main(["service", *arguments]) == 2
    assert capsys.readouterr().err


@pytest.mark.parametrize("arguments", [["add", "fever", "https://x.example", "--user", "u"], ["remove", "none"]])
def test_what_is_not_there(arguments: list[str], capsys: Said) -> None:
    assert main(["service", *arguments]) == 1
    assert capsys.readouterr().err


def test_a_refresh_syncs_too(address: str, fake: Fake, monkeypatch: pytest.MonkeyPatch, capsys: Said) -> None:
    assert add(address, monkeypatch) == 0
    assert main(["service", "sync"]) == 0
    fake.publish("feed/1", "late")
    capsys.readouterr()
    assert main(["refresh"]) == 0
    assert "maison: 1 new article" in capsys.readouterr().out
    fake.publish("feed/1", "later")
    assert main(["refresh", "--json"]) == 0
    assert capsys.readouterr().out == ""
    fake.change_password("another")
    assert main(["refresh"]) == 1
    asked = len(fake.asked)
    assert main(["refresh"]) == 0  # nobody gave another password: the server is not tried again unbidden
    assert len(fake.asked) == asked


@pytest.mark.parametrize("moment", ["before", "after"])
def test_killed_while_the_server_answers(
    address: str, fake: Fake, moment: str, monkeypatch: pytest.MonkeyPatch, capsys: Said
) -> None:
    """Whether the server did it or not, the change waits still, and is sent again."""
    assert add(address, monkeypatch) == 0
    assert main(["service", "sync"]) == 0
    with library() as open_library:
        open_library.undo_log.mark_all_read(View())
        number = open_library.services.find("maison").id
        assert len(open_library.changes.waiting(number)) == 6
    process = subprocess.Popen([sys.executable, "-m", "placentin_tui", "service", "sync"])
    done = fake.handle

    def kill(method: str, path: str, fields: Sequence[tuple[str, str]], authorization: str) -> tuple[int, bytes]:
        answer = (200, b"") if moment == "before" and "edit-tag" in path else done(method, path, fields, authorization)
        if "edit-tag" in path:
            process.kill()
            process.wait()
            raise ConnectionError
        return answer

    monkeypatch.setattr(fake, "handle", kill)
    process.wait()
    monkeypatch.setattr(fake, "handle", done)
    assert fake.unread() == (set() if moment == "after" else fake.unread())
    with library() as open_library:
        assert len(open_library.changes.waiting(number)) == 6
    assert main(["service", "sync"]) == 0
    assert fake.unread() == set()
    with library() as open_library:
        assert open_library.changes.all(number) == []


def test_a_changed_password_is_given_again_and_what_waits_is_kept(
    address: str, fake: Fake, ring: Memory, monkeypatch: pytest.MonkeyPatch, capsys: Said
) -> None:
    assert add(address, monkeypatch) == 0
    assert main(["service", "sync"]) == 0
    with library() as open_library:
        open_library.undo_log.mark_all_read(View())
    fake.change_password("another")
    assert main(["service", "sync"]) == 1
    assert "Sign in again" in capsys.readouterr().err
    assert add(address, monkeypatch, "another") == 0
    assert list(ring.kept.values()) == ["another"]
    assert main(["service", "sync"]) == 0
    assert fake.unread() == set()
    capsys.readouterr()
    (shown,) = records(capsys)
    assert (shown["name"], shown["sources"], shown["waiting"]) == ("maison", 1, 0)


def test_a_refresh_of_a_servers_source_asks_its_server(
    address: str, fake: Fake, monkeypatch: pytest.MonkeyPatch, capsys: Said
) -> None:
    assert add(address, monkeypatch) == 0
    assert main(["service", "sync"]) == 0
    with library() as open_library:
        (source,) = open_library.remote_sources.all()
    fake.publish("feed/1", "late")
    assert main(["refresh", str(source)]) == 0
    assert "maison: 1 new article" in capsys.readouterr().out


def test_a_backup_brings_the_server_back_and_its_articles_come_once(
    address: str, fake: Fake, monkeypatch: pytest.MonkeyPatch, capsys: Said
) -> None:
    assert add(address, monkeypatch) == 0
    assert main(["service", "sync"]) == 0
    with library() as open_library:
        open_library.back_up()
        before = {(source.feed, source.folder) for source in open_library.sources.all()}
    for file in Paths.of_user().library.parent.glob(f"{Paths.of_user().library.name}*"):
        file.unlink()
    assert main(["restore"]) == 0
    capsys.readouterr()
    (shown,) = records(capsys)
    assert (shown["name"], shown["kind"], shown["user"], shown["sources"]) == ("maison", "freshrss", "lise", 1)
    fake.publish("feed/1", "late")
    assert main(["service", "sync"]) == 0
    with library() as open_library:
        titles = [row.title for row in open_library.articles.page(View())]
        assert len(titles) == len(set(titles)) == 11
        assert {(source.feed, source.folder) for source in open_library.sources.all()} == before
        assert {row.title for row in open_library.articles.page(View(unread=True))} == fake.unread()
        assert open_library.changes.all(open_library.services.find("maison").id) == []


def test_a_servers_paper_is_named_by_its_feed(address: str, monkeypatch: pytest.MonkeyPatch, capsys: Said) -> None:
    assert add(address, monkeypatch) == 0
    assert main(["service", "sync"]) == 0
    capsys.readouterr()
    assert main(["sources", "--json"]) == 0
    (shown,) = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert shown["url"] == "https://un.example/feed"
    assert main(["export"]) == 0
    assert 'xmlUrl="https://un.example/feed"' in capsys.readouterr().out

"""What stays between a person and their paper: files nobody else can look into, servers nobody else hears of."""

from __future__ import annotations

import os
import stat
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from bench.home import PROGRAM
from tests.cli.conftest import Paper, Program, home, paper, program, settings
from tests.courier.papers import picture
from tests.harness.contacts import Contacts
from tests.harness.home import environment
from tests.harness.tty import Tty

__all__ = ["home", "paper", "program", "settings"]

ROOT = Path(__file__).parents[2]
PASSWORD = "abcd EFGH 1234 ijkl"


@pytest.fixture
def open_umask() -> Iterator[None]:
    before = os.umask(0)
    yield
    os.umask(before)


def subscribed(program: Program, paper: Paper) -> None:
    """A paper with a picture, a portrait elsewhere, a tracker and a comment feed, fetched whole."""
    paper.pages["/one.png"] = (200, "image/png", picture())
    html = (
        f'<p>Le texte.</p><img src="{paper.home}/one.png" alt="Un">'
        '<img src="http://tracker.example/x.gif" width="1" height="1">'
        '<script src="http://scripts.example/a.js"></script><iframe src="http://frames.example/"></iframe>'
        '<link rel="stylesheet" href="http://styles.example/a.css">'
    )
    assert program("add", paper.print(paper.item("un", html=html))).returncode == 0
    assert program("refresh", "1").returncode == 0


@pytest.mark.usefixtures("open_umask")
def test_whatever_the_umask_nobody_else_can_look_in(home: Path, program: Program, paper: Paper) -> None:
    subscribed(program, paper)
    program("refresh", "1")
    program("mark", "1", "--star")
    env = {**os.environ, "LANGUAGE": "en"}
    with Tty([PROGRAM], env=env, cwd=ROOT) as tty:
        tty.wait("Titre de un")
        tty.settle()
        tty.send("\r")
        tty.settle()
        tty.send("Q")
        assert tty.exit() == 0
    code = "from placentin_tui.library import Library\nfrom placentin_tui.__main__ import main\n"
    code += "Library.open = 1\nmain(['list'])"
    with Tty([sys.executable, "-c", code], env=env, cwd=ROOT) as tty:
        tty.exit()
    # A damaged library leaves two files behind: the one set aside and the new one.
    file = home / "data" / "placentin-tui" / "library.db"
    file.write_bytes(b"\xa5" * 100 + file.read_bytes()[100:])
    program("list")
    paths = [path for path in home.rglob("*") if path.parent != home]
    names = {path.name.partition("-")[0] for path in paths}
    assert {"library.db", "library.use", "library.damaged", "backups", "crashes", "crash", "pictures"} <= names
    open_ones = {
        str(path.relative_to(home)): oct(mode)
        for path in paths
        if (mode := stat.S_IMODE(path.stat().st_mode)) != (0o700 if path.is_dir() else 0o600)
    }
    assert open_ones == {}


def test_what_a_person_saves_is_an_ordinary_file_of_theirs(home: Path, program: Program, paper: Paper) -> None:
    program("add", paper.print(paper.item("un")))
    program("export", str(home / "sources.opml"))
    (home / "plain").touch()
    assert (home / "sources.opml").stat().st_mode == (home / "plain").stat().st_mode


def test_there_is_no_log_that_grows(home: Path, program: Program, paper: Paper) -> None:
    subscribed(program, paper)

    def kept() -> set[str]:
        return {str(path.relative_to(home)) for path in home.rglob("*") if path.is_file()}

    before = kept()
    paper.pages.clear()
    for _ in range(3):
        program("refresh", "1")
        program("show", "99")
    assert kept() == before


def test_only_the_papers_own_servers_are_asked(home: Path, program: Program, paper: Paper, tmp_path: Path) -> None:
    """Neither trackers, scripts, frames and styles in an article, nor anybody of ours: there is no such server."""
    subscribed(program, paper)
    contacts = Contacts(tmp_path / "contacts")
    env = {**environment(tmp_path), **contacts.environment, "LANGUAGE": "en"}
    with Tty([PROGRAM], env=env, cwd=ROOT) as tty:
        tty.wait("Titre de un")
        tty.settle(1)
        for keys in ("\r", "R", "c", "q"):
            tty.send(keys)
            tty.settle(0.5)
        tty.send("Q")
        assert tty.exit() == 0
    port = paper.home.rpartition(":")[2]
    made = [line for line in contacts.made() if "socket.connect" in line]
    assert made
    assert {line for line in made if port not in line} == set()
    assert not [line for line in contacts.made() if "getaddrinfo" in line and "127.0.0.1" not in line]


def test_a_password_is_in_no_file_and_on_no_command_line(home: Path, paper: Paper) -> None:
    """Given on stdin, kept in a keyring (here one of a test), and nowhere else: neither in a crash's report."""
    code = """
import sys, keyring
from keyring.backend import KeyringBackend
class Memory(KeyringBackend):
    priority = 1
    kept = {}
    def get_password(self, service, user): return self.kept.get((service, user))
    def set_password(self, service, user, password):
        self.kept[service, user] = password
        raise KeyError(password)
    def delete_password(self, service, user): self.kept.pop((service, user))
keyring.set_keyring(Memory())
from placentin_tui.library import Library
from placentin_tui.paths import Paths
from placentin_tui.models import NewSource
paths = Paths.of_user()
home = sys.argv[1]
with Library.open(paths.library, paths.pictures) as library:
    library.sources.add(NewSource(f"{home}/feed", "Le journal"))
    library.sources.set_rest_root(1, f"{home}/wp-json/")
from placentin_tui.__main__ import main
sys.exit(main(["account", "1", "--user", "ana"]))
"""
    paper.pages["/wp-json/wp/v2/users/me?_fields=id"] = (200, "application/json", b'{"id":1}')
    done = subprocess.run(
        [sys.executable, "-c", code, paper.home],
        input=f"{PASSWORD}\n",
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "LANGUAGE": "en"},
        cwd=ROOT,
    )
    said = done.stdout + done.stderr
    assert done.returncode == 1
    assert "KeyError" in said, "the keyring was asked, and failed"
    for word in (PASSWORD, PASSWORD.replace(" ", "")):
        assert word not in said
        for path in home.rglob("*"):
            assert not path.is_file() or word.encode() not in path.read_bytes(), path

"""Terminals, locales, clocks and neighbours of all kinds: what the paper does among them."""

from __future__ import annotations

import os
import signal
import sqlite3
import subprocess
import sys
import time
from pathlib import Path

import pytest

from bench.home import PROGRAM
from placentin_tui import i18n
from placentin_tui.errors import LibraryTooNew
from placentin_tui.library import open_or_repair
from placentin_tui.library.schema.versions import MIGRATIONS
from placentin_tui.models import View
from placentin_tui.paths import NAME
from tests.cli.conftest import Paper, Program, home, paper, program
from tests.harness.home import environment
from tests.harness.tty import Tty
from tests.library.factories import NOON, Clock, article, put
from tests.library.factories import paper as subscribe

__all__ = ["home", "paper", "program"]

ROOT = Path(__file__).parents[2]
COMMAND = [sys.executable, "-m", "placentin_tui"]


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """A library of thirty articles in a person's data folder."""
    i18n.use("en")
    path = tmp_path / "data" / NAME / "library.db"
    with open_or_repair(path, path.parent, clock=Clock()) as library:
        put(
            library,
            subscribe(library),
            *(article(f"été {n}", f"Texte {n}. " * 50, published=NOON - n) for n in range(30)),
        )
    return path


def app(folder: Path, *options: str, **env: str) -> Tty:
    return Tty([PROGRAM, *options], env={**environment(folder), "LANGUAGE": "en", **env}, cwd=ROOT)


def leave(tty: Tty) -> None:
    tty.send("Q")
    assert tty.exit() == 0, tty.text
    assert not tty.modes_left


# ── locales ──────────────────────────────────────────────────────────────────────────────────────────────────────────

LOCALES: dict[str, dict[str, str]] = {
    "C": {"LC_ALL": "C"},
    "POSIX": {"LC_ALL": "POSIX", "LANG": ""},
    "C, and Python takes its word for it": {"LC_ALL": "C", "PYTHONCOERCECLOCALE": "0", "PYTHONUTF8": "0"},
    "Latin-1": {"LC_ALL": "", "LANG": "fr_FR.ISO-8859-1", "PYTHONIOENCODING": "iso-8859-1"},
    "one that is not there": {"LC_ALL": "xx_XX.UTF-8"},
}


@pytest.mark.parametrize("locale", LOCALES.values(), ids=LOCALES)
@pytest.mark.usefixtures("file")
def test_any_locale(tmp_path: Path, locale: dict[str, str]) -> None:
    """Letters the terminal does not have are lost, or `?`; no escapes in their place, no crash."""
    with app(tmp_path, "--offline", **locale) as tty:
        tty.wait("1/30")
        tty.settle()
        assert "Titre" in tty.text
        assert "\\u" not in tty.text
        assert "\\x" not in tty.text
        tty.send("j\r")
        tty.settle()
        tty.send("q")
        tty.settle()
        leave(tty)
    done = subprocess.run(
        [*COMMAND, "list"], capture_output=True, check=False, env={**os.environ, **environment(tmp_path), **locale}
    )
    assert done.returncode == 0
    assert done.stdout.count(b"\n") == 30


@pytest.mark.usefixtures("file")
def test_bytes_that_are_no_letters(tmp_path: Path) -> None:
    with app(tmp_path, "--offline") as tty:
        tty.wait("1/30")
        tty.settle()
        tty.send("/")
        tty.settle()
        for data in (b"\xe9t\xe9", b"\xff\xfe", b"\x1b[200~\xc3\x28\x1b[201~", b"\xf0\x9f"):
            os.write(tty._fd, data)
            tty.settle(0.2)
        tty.send("\x1b")
        tty.settle(0.5)
        tty.send("\x1b")
        tty.settle(0.5)
        leave(tty)


# ── clocks ───────────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("year", [1970, 2001, 2038, 2106, 9000])
def test_a_clock_set_wrong(file: Path, year: int) -> None:
    """Whatever it says, everything can be read and kept; when it is right again, nothing sticks to what it said."""
    now = (year - 1970) * 31_556_952
    with open_or_repair(file, file.parent, clock=lambda: now) as library:
        put(library, 1, article("then", "Alors.", published=None), article("dated", "Daté.", published=NOON))
        for row in library.articles.page(View(), limit=100):
            i18n.age(row.at, now)
            i18n.day(row.at)
            library.articles.get(row.id)
        outgoing = library.outbox.write(1, "", "Ana", "ana@example.org", "Bonjour.")
        library.outbox.sending(outgoing.id)
        library.outbox.postpone(outgoing.id, now + 3600)
        assert library.back_up() is not None
        assert library.undo_log.mark_all_read(View())
        assert library.undo_log.undo()
        library.undo_log.purge(now)
    with open_or_repair(file, file.parent, clock=lambda: NOON + 86_400) as library:
        assert library.articles.count(View(unread=True)) == 32
        for row in library.articles.page(View(), limit=100):
            i18n.age(row.at, NOON)
        assert library.check() == "ok"


@pytest.mark.usefixtures("file")
def test_another_time_zone_from_one_day_to_the_next(tmp_path: Path) -> None:
    for zone in ("Pacific/Kiritimati", "Etc/GMT+12", "nonsense", ":/etc/none"):
        with app(tmp_path, "--offline", TZ=zone) as tty:
            tty.wait("1/30")
            leave(tty)


# ── neighbours ───────────────────────────────────────────────────────────────────────────────────────────────────────


def test_two_readers_and_a_refresh_on_one_library(home: Path, program: Program, paper: Paper) -> None:
    """What one marks the other keeps, news come in meanwhile, and nobody hears of a lock."""
    items = [paper.item(f"n{number}") for number in range(40)]
    program("add", paper.print(*items[:20]))
    env = {"LANGUAGE": "en"}
    with Tty([PROGRAM], env=env, cwd=ROOT) as one, Tty([PROGRAM], env=env, cwd=ROOT) as other:
        for tty in (one, other):
            tty.wait("1/20")
        paper.print(*items)
        refreshes = [subprocess.Popen([*COMMAND, "refresh"], stdout=-1, stderr=-1) for _ in range(2)]
        for _ in range(10):
            for tty in (one, other):
                tty.send("mj")
                tty.settle(0.05)
        for refresh in refreshes:
            _out, err = refresh.communicate(timeout=60)
            assert refresh.returncode == 0 or b"Another refresh" in err
            assert b"busy" not in err
        for tty in (one, other):
            tty.settle()
            assert "busy" not in tty.text
            leave(tty)
            assert b"busy" not in tty.raw
    with open_or_repair(home / "data" / NAME / "library.db", home) as library:
        assert library.articles.count(View()) == 40
        assert library.check() == "ok"


def newer(file: Path) -> None:
    with sqlite3.connect(file) as db:
        db.execute("ALTER TABLE source ADD mood TEXT NOT NULL DEFAULT 'good'")
        db.execute(f"PRAGMA user_version = {len(MIGRATIONS) + 1}")
    db.close()


def test_a_library_of_a_later_version_is_refused(file: Path, tmp_path: Path) -> None:
    newer(file)
    before = file.read_bytes()
    says = "placentin-tui: A later version of Placentin wrote the library; update Placentin to open it."
    for command in ("list", "refresh", "restore"):
        done = subprocess.run(
            [*COMMAND, command],
            capture_output=True,
            text=True,
            check=False,
            env={**os.environ, **environment(tmp_path), "LANGUAGE": "en"},
        )
        assert done.returncode == 1
        assert done.stderr.strip() == says or command == "restore"
    with app(tmp_path) as tty:
        attributes = tty.attributes
        assert tty.exit() == 1
        assert says in " ".join(tty.text.split())
        assert not tty.modes_left
        assert tty.attributes == attributes
    assert file.read_bytes() == before


def test_a_reader_goes_on_when_a_later_version_comes(file: Path, tmp_path: Path) -> None:
    with open_or_repair(file, file.parent) as library:
        newer(file)
        assert library.articles.count(View()) == 30
        assert library.undo_log.mark_read([1])
        with pytest.raises(LibraryTooNew, match="update Placentin"):
            open_or_repair(file, file.parent)
        assert library.undo_log.star([1])


def test_standard_input_at_its_end(file: Path, tmp_path: Path) -> None:
    """`placentin-tui < /dev/null` is no terminal; one whose terminal goes ends by itself."""
    done = subprocess.run(
        [PROGRAM],
        stdin=subprocess.DEVNULL,
        capture_output=True,
        check=False,
        env={**os.environ, **environment(tmp_path)},
    )
    assert done.returncode == 2
    assert done.stderr.count(b"\n") == 1


def test_the_program_that_started_it_is_killed(file: Path, tmp_path: Path) -> None:
    """The courier hears of it: its reader is gone, so is it, with those that read documents for it."""
    with app(tmp_path) as tty:
        tty.wait("1/30")
        tty.settle(1)
        reader, *others = tty.processes()
        assert others
        os.kill(reader, signal.SIGKILL)
        end = time.monotonic() + 20
        while any(Path(f"/proc/{pid}").exists() for pid in others):
            assert time.monotonic() < end
            time.sleep(0.05)

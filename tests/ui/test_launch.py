"""The launch frame, in a real terminal: there at once, taken over in place, and only where it is true."""

from __future__ import annotations

import os
import re
import shutil
import signal
import sys
import termios
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from placentin_tui.library import Library
from placentin_tui.models import NewSource, View
from placentin_tui.paths import Paths
from placentin_tui.startup import cached_frame
from tests.harness.home import environment
from tests.harness.tty import Tty
from tests.library.factories import NOON, article

COMMAND = [sys.executable, "-m", "placentin_tui", "--offline"]
FIRST = "Titre 11"
ARTICLES = 12


class Reader:
    """A person with a library of their own."""

    opens_on = "list"

    def __init__(self, home: Path) -> None:
        self.home = home
        self.paths = Paths(*(home / folder / "placentin-tui" for folder in ("data", "config", "cache")))
        self.library = self.paths.library
        self.frame = self.paths.cache / "launch.frame"
        self.env = environment(home)

    def begin(self) -> None:
        """Subscribe to a paper of a few articles."""
        self.config("")
        with Library.open(self.library, self.home / "pictures") as library:
            source = library.sources.add(NewSource("https://a.example/feed", "Le Courrier")).id
            library.articles.store(
                source, [article(str(n), published=NOON + n * 60, text="mot " * n) for n in range(ARTICLES)]
            )

    def start(self, *, columns: int = 120, rows: int = 30, command: list[str] = COMMAND, **env: str) -> Tty:
        return Tty(command, columns=columns, rows=rows, env=self.env | env, cwd=self.home)

    def once(self) -> Tty:
        """Start and leave once; what was seen."""
        with self.start() as tty:
            tty.wait(FIRST)
            tty.settle()
            tty.send("Q")
            assert tty.exit() == 0
        return tty

    def config(self, text: str) -> None:
        self.paths.config_file.parent.mkdir(parents=True, exist_ok=True)
        self.paths.config_file.write_text(f'opens_on = "{self.opens_on}"\n{text}', encoding="utf-8")

    def move(self, home: Path) -> Reader:
        """The same person with a copy of everything elsewhere; their frame is true of the copy."""
        shutil.copytree(self.home, home, dirs_exist_ok=True)
        moved = Reader(home)
        frame = self.frame.read_text("utf-8")
        for before, now in ((str(self.home), str(home)), (stamps(self), stamps(moved))):
            assert before in frame
            frame = frame.replace(before, now)
        moved.frame.write_text(frame, "utf-8")
        return moved


def stamps(reader: Reader) -> str:
    return cached_frame.stamps(reader.paths)


@pytest.fixture
def reader(tmp_path: Path) -> Reader:
    reader = Reader(tmp_path)
    reader.begin()
    return reader


@pytest.fixture(scope="module")
def before(tmp_path_factory: pytest.TempPathFactory) -> Reader:
    """A person who has opened the paper once and left."""
    reader = Reader(tmp_path_factory.mktemp("before"))
    reader.begin()
    reader.once()
    return reader


@pytest.fixture
def returning(before: Reader, tmp_path: Path) -> Reader:
    """The same, to be changed: copied, for the program is the slow part of these tests."""
    return before.move(tmp_path)


def launched(tty: Tty) -> bool:
    """What came first was the launch frame, and not the toolkit."""
    return tty.raw.startswith(cached_frame._ON)


def list_of(tty: Tty) -> object:
    return tty.cells(range(1, 44), range(1, 28))


def test_the_front_page_is_kept_where_it_opens(reader: Reader) -> None:
    reader.opens_on = "front"
    reader.config("")
    with reader.once() as tty:
        before = tty.text
    assert "FLASH" in before
    with reader.start(columns=120, rows=30) as tty:
        tty.wait(FIRST)
        tty.settle()
        assert launched(tty)
        assert tty.text == before
        tty.send("Q")
        assert tty.exit() == 0


def test_it_is_painted_first_and_taken_over_in_place(reader: Reader) -> None:
    assert not launched(reader.once())
    assert reader.frame.stat().st_mode & 0o777 == 0o600
    with reader.start() as tty:
        tty.wait(f"1/{ARTICLES}")  # on the last line
        assert launched(tty)
        assert b"?1004h" not in tty.raw  # the toolkit has not spoken yet
        frame = list_of(tty)
        tty.wait(lambda _screen: b"?1004h" in tty.raw)
        tty.settle(1.0)
        assert list_of(tty) == frame
        # Nothing that clears the screen, in between or at all.
        assert tty.raw.count(b"\x1b[?1049h") == 1
        assert not re.search(rb"\x1b\[[0-9]*J|\x1b\[\?1049l|\x1bc", bytes(tty.raw))
        tty.send("Q")
        assert tty.exit() == 0
        assert not tty.modes_left
        assert in_line_mode(tty)


def in_line_mode(tty: Tty) -> bool:
    """The terminal echoes and waits for whole lines, as a shell finds it."""
    attributes = termios.tcgetattr(tty._fd)
    return bool(attributes[3] & termios.ECHO and attributes[3] & termios.ICANON and attributes[3] & termios.ISIG)


def test_keys_typed_meanwhile_are_not_lost(returning: Reader) -> None:
    with returning.start() as tty:
        tty.wait(FIRST)
        tty.send("jj")
        assert b"?1004h" not in tty.raw
        tty.wait(f"3/{ARTICLES}")
        assert "jj" not in tty.text
        tty.send("Q")
        assert tty.exit() == 0


def test_a_search_typed_meanwhile_is_none_of_the_acts_its_letters_stand_for(returning: Reader) -> None:
    with returning.start() as tty:
        tty.wait(FIRST)
        tty.send("/titre 3")
        assert b"?1004h" not in tty.raw
        tty.wait(lambda screen: "Titre 3" in screen and FIRST not in screen)


def test_it_follows_what_was_read(returning: Reader) -> None:
    with returning.start() as tty:
        tty.wait(FIRST)
        tty.settle(1.0)
        assert f"{ARTICLES} unread" in tty.text
        tty.send("m")
        tty.settle(1.0)
        tty.send("Q")
        assert tty.exit() == 0
    with returning.start() as tty:
        tty.wait(FIRST)
        tty.settle()
        assert launched(tty)
        assert f"{ARTICLES - 1} unread" in tty.text


ONLINE = COMMAND[:-1]


def refreshed(reader: Reader, tty: Tty) -> None:
    """Wait until a refresh, of a paper that does not answer, has left a frame."""
    tty.wait(FIRST)
    end = time.monotonic() + 30
    while not reader.frame.exists():
        assert time.monotonic() < end, tty.text
        tty.settle(0.1)


def test_it_is_kept_after_a_refresh_for_a_start_after_whatever_end(reader: Reader) -> None:
    with reader.start(command=ONLINE) as tty:
        refreshed(reader, tty)
        os.kill(tty.pid, signal.SIGKILL)
        tty.exit()
    with reader.start(command=ONLINE) as tty:
        tty.wait(FIRST)
        assert launched(tty)
        assert b"?1004h" not in tty.raw


@pytest.mark.parametrize("ending", [signal.SIGTERM, signal.SIGHUP])
def test_one_that_is_ended_from_outside_leaves_what_the_refresh_kept(reader: Reader, ending: signal.Signals) -> None:
    with reader.start(command=ONLINE) as tty:
        refreshed(reader, tty)
        tty.signal(ending)
        assert tty.exit() == 128 + ending
    with reader.start(command=ONLINE) as tty:
        tty.wait(FIRST)
        assert launched(tty)


def test_the_frame_of_a_refresh_is_the_one_kept_at_the_end(reader: Reader) -> None:
    with reader.start(command=ONLINE) as tty:
        refreshed(reader, tty)
        kept = reader.frame.read_text("utf-8").split("\n", 2)
        tty.send("j")  # it is the paper as it begins, whatever is on the screen
        tty.wait(f"2/{ARTICLES}")
        tty.send("Q")
        assert tty.exit() == 0
    assert reader.frame.read_text("utf-8").split("\n", 2)[2] == kept[2]


def test_none_is_kept_of_what_changes_while_it_is_painted(reader: Reader, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", reader.env["XDG_CACHE_HOME"])
    reader.once()
    paths = reader.paths
    seen, kept = cached_frame.stamps(paths), reader.frame.read_bytes()
    with Library.open(reader.library, reader.home / "pictures") as library:
        library.undo_log.mark_all_read(View())
    cached_frame.save(paths, "another", (120, 30), seen, offline=True)
    cached_frame.restamp(paths, cached_frame.stamps(paths))
    assert reader.frame.read_bytes() == kept
    cached_frame.restamp(paths, seen)
    assert cached_frame.stamps(paths) in reader.frame.read_text("utf-8")
    cached_frame.save(paths, "another", (120, 30), cached_frame.stamps(paths), offline=True)
    assert reader.frame.read_text("utf-8").endswith("\nanother")


def test_none_is_kept_of_a_start_in_another_language(reader: Reader) -> None:
    with reader.start(command=[*COMMAND, "--language", "fr"]) as tty:
        tty.wait(FIRST)
        tty.settle()
        tty.send("Q")
        assert tty.exit() == 0
    assert not reader.frame.exists()


def another_size(reader: Reader) -> Tty:
    return reader.start(columns=100)


def another_language(reader: Reader) -> Tty:
    return reader.start(LC_ALL="fr_FR.UTF-8")


def other_settings(reader: Reader) -> Tty:
    reader.config('theme = "placentin-day"\n')
    return reader.start()


def other_colours(reader: Reader) -> Tty:
    return reader.start(COLORTERM="")


def online(reader: Reader) -> Tty:
    reader.config("refresh_on_start = false\nrefresh_every = 0\n")
    return reader.start(command=COMMAND[:-1])


def news(reader: Reader) -> Tty:
    with Library.open(reader.library, reader.home / "pictures") as library:
        library.undo_log.mark_all_read(View())
    return reader.start()


def open_to_others(reader: Reader) -> Tty:
    reader.frame.chmod(0o644)
    return reader.start()


def a_link(reader: Reader) -> Tty:
    elsewhere = reader.home / "elsewhere"
    reader.frame.rename(elsewhere)
    reader.frame.symlink_to(elsewhere)
    return reader.start()


def damaged(reader: Reader) -> Tty:
    reader.frame.write_bytes(reader.frame.read_bytes()[:60])
    return reader.start()


def hostile(reader: Reader) -> Tty:
    reader.frame.write_bytes(reader.frame.read_bytes() + b"\x1b]52;c;aGVsbG8=\x07")
    return reader.start()


def not_text(reader: Reader) -> Tty:
    reader.frame.write_bytes(os.urandom(4000))
    return reader.start()


@pytest.mark.parametrize(
    "changed",
    [
        another_size, another_language, other_settings, other_colours, online, news, open_to_others, a_link, damaged,
        hostile, not_text,
    ],
)  # fmt: skip
def test_there_is_none_where_anything_differs(returning: Reader, changed: Callable[[Reader], Tty]) -> None:
    with changed(returning) as tty:
        tty.wait(FIRST)
        assert not launched(tty)
        assert b"52;c;aGVsbG8=" not in tty.raw


@pytest.mark.parametrize(
    "frame",
    [
        "", "text alone", "\x1b[2J", "\x1b[H\x1b]0;title\x07", "\x1b[31mred\x07", "\x1b[1;1H\x9b31m", "\x1b[H\u202eabc",
        "\x1b[?1049h", "\x1b[6n", "\x1b[1;1H\rtext", "\x1b[", "\x1b[H\x1bc", "\x1b[1;1Htext\x1b",
    ],
)  # fmt: skip
def test_no_other_sequence_is_let_through(frame: str) -> None:
    assert not cached_frame._is_harmless(frame)


def test_text_colours_and_places_are(reader: Reader) -> None:
    assert cached_frame._is_harmless(
        "\x1b[1;1H\x1b[38;2;1;2;3;48;2;4;5;6mL’été\u00a0: «\u202f— œuvre » ● ★\x1b[0m\n\x1b[2;1H▕"
    )


def test_a_start_that_fails_leaves_the_terminal_as_it_was(returning: Reader) -> None:
    broken = returning.home / "broken"
    broken.mkdir()
    (broken / "sqlite3.py").write_text("raise OSError('no sqlite here')\n", encoding="utf-8")
    with returning.start(PYTHONPATH=str(broken)) as tty:
        assert tty.exit() == 1
        assert launched(tty)
        assert not tty.modes_left
        assert in_line_mode(tty)
        assert b"no sqlite here" in tty.raw


def test_an_end_before_the_toolkit_is_there_does_too(returning: Reader) -> None:
    with returning.start() as tty:
        tty.wait(FIRST)
        tty.signal(signal.SIGTERM)
        assert tty.exit() == 128 + signal.SIGTERM
        assert not tty.modes_left
        assert in_line_mode(tty)

"""Several processes on one library, and processes that die."""

from __future__ import annotations

import random
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from threading import Barrier

import pytest

from placentin_tui.library import Library
from placentin_tui.models import View
from tests.library.factories import paper

ROOT = Path(__file__).parents[2]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "library.db"
    with Library.open(path, tmp_path) as library:
        paper(library)
    return path


@contextmanager
def process(role: str, path: Path) -> Iterator[subprocess.Popen[str]]:
    command = [sys.executable, "-m", "tests.library.program", role, str(path)]
    with subprocess.Popen(
        command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as started:
        try:
            yield started
        finally:
            started.kill()


def lines(started: subprocess.Popen[str], count: int) -> list[str]:
    assert started.stdout
    return [started.stdout.readline().strip() for _ in range(count)]


def test_what_was_confirmed_outlives_kill_9(path: Path) -> None:
    chance = random.Random(9)
    confirmed: list[str] = []
    for _ in range(25):
        with process("write", path) as writer:
            # It goes on writing while these lines are read, so the blow falls anywhere.
            confirmed += lines(writer, chance.randint(1, 60))
            writer.kill()
            assert writer.stdout
            confirmed += writer.stdout.read().splitlines()
            assert writer.wait() == -9
        _hold(path, confirmed)


def _hold(path: Path, confirmed: list[str]) -> None:
    facts: dict[str, list[list[str]]] = {}
    for line in confirmed:
        fact, *rest = line.split()
        facts.setdefault(fact, []).append(rest)
    with Library.open(path, path.parent) as library:
        assert library.check() == "ok"
        known = library.articles.known(1, [f"guid:{n}" for n, _number in facts["stored"]])
        assert len(known) == len(facts["stored"])
        rows = {row.id: row for row in library.articles.page(View(), limit=10_000)}
        assert all(rows[int(number)].title == f"Titre {n}" for n, number in facts["stored"])
        assert all(rows[int(number)].read for (number,) in facts.get("read", ()))
        assert all(rows[int(number)].starred for (number,) in facts.get("starred", ()))
        assert all(library.comments.of(int(number)) for (number,) in facts.get("commented", ()))
        assert all(rows[int(number)].corrected for (number,) in facts.get("corrected", ()))
        (source,) = library.sources.all()
        assert (source.articles, source.unread) == (len(rows), sum(not row.read for row in rows.values()))


def test_a_reader_and_a_second_writer_never_meet_a_lock(path: Path) -> None:
    with Library.open(path, path.parent) as library, process("write", path) as writer:
        read = []
        for _ in range(150):
            lines(writer, 1)
            rows = library.articles.page(View(query="texte"), limit=5) + library.articles.page(View(), limit=5)
            read += [library.articles.get(row.id) for row in rows]
            library.articles.count(View(unread=True))
            library.articles.save_place(rows[-1].id if rows else 1, 3)
            library.undo_log.mark_all_read(View())
        assert len(read) > 150
        assert writer.poll() is None


def test_many_may_open_a_new_library_at_once(tmp_path: Path) -> None:
    path = tmp_path / "new" / "library.db"
    command = [sys.executable, "-m", "tests.library.program", "open", str(path)]
    started = [
        subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) for _ in range(6)
    ]
    assert [one.communicate() for one in started] == [("open\n", "")] * 6
    with Library.open(path, tmp_path) as library:
        assert library.check() == "ok"


def test_many_threads_may_open_and_close_one_library_at_once(tmp_path: Path) -> None:
    file, together = tmp_path / "library.db", Barrier(8)

    def open_and_close(_thread: int) -> bool:
        together.wait()
        with Library.open(file, tmp_path) as library:
            return library.sources.all() == []

    with ThreadPoolExecutor(8) as threads:
        for _round in range(20):
            assert all(threads.map(open_and_close, range(8)))


def test_one_process_at_a_time_refreshes(path: Path) -> None:
    with Library.open(path, path.parent) as library:
        with process("lock", path) as holder:
            assert lines(holder, 1) == ["True"]
            with library.refresh_lock() as ours:
                assert ours is False
            with process("lock", path) as other:
                assert lines(other, 1) == ["False"]
            holder.kill()
            holder.wait()
            with library.refresh_lock() as ours:
                assert ours is True
        with library.refresh_lock() as ours:
            assert ours is True

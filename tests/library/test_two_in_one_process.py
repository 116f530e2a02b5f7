"""Two connections of one process, and another process: what one writes the others see, whoever comes and goes."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from placentin_tui.library import Library, open_or_repair
from placentin_tui.library.schema import files
from placentin_tui.models import NewSource, View

WRITER = """
import sys
from pathlib import Path
from placentin_tui.library import Library
from tests.library.factories import article
path, first = Path(sys.argv[1]), int(sys.argv[2])
for number in range(first, first + 3):
    # Opened and closed each time: the last connection to leave takes the WAL away, if it believes it is the last.
    with Library.open(path, path.parent) as library:
        library.articles.store(1, [article(f"guid:{number}")])
"""


def write_elsewhere(path: Path, first: int) -> None:
    """Three more articles, by another process that opens and closes the library for each."""
    subprocess.run([sys.executable, "-c", WRITER, str(path), str(first)], check=True, cwd=Path(__file__).parents[2])


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A library with one source and three articles, closed."""
    path = tmp_path / "library.db"
    with Library.open(path, tmp_path) as library:
        library.sources.add(NewSource("https://example.org/feed"))
    write_elsewhere(path, 0)
    return path


def test_a_second_connection_does_not_blind_the_first(path: Path) -> None:
    with Library.open(path, path.parent) as reading:
        assert reading.articles.count(View()) == 3
        with Library.open(path, path.parent) as writing:
            writing.settings.set("theme", "day")
            write_elsewhere(path, 10)
            assert reading.articles.count(View()) == writing.articles.count(View()) == 6
        write_elsewhere(path, 20)
        assert reading.articles.count(View()) == 9
        assert reading.check() == "ok"


@pytest.mark.skipif(not Path("/proc/locks").exists(), reason="only Linux lists a process's locks")
def test_opening_again_keeps_the_locks_of_the_first_connection(path: Path) -> None:
    def locks() -> int:
        # Of this library alone: another test's may be closed at any moment, once nobody refers to it.
        inodes = {str(each.stat().st_ino) for each in path.parent.iterdir()}
        held = (line.split() for line in Path("/proc/locks").read_text().splitlines() if f" {os.getpid()} " in line)
        return sum(bool(inodes & {word.rpartition(":")[2] for word in words}) for words in held)

    with Library.open(path, path.parent) as reading:
        reading.articles.count(View())
        held = locks()
        assert held
        Library.open(path, path.parent).close()
        assert locks() == held
        # What would happen if the file were looked at by hand meanwhile: this is what the test above guards against.
        files.prepare(path)
        assert locks() < held


def test_a_damaged_file_is_noticed_again_once_nobody_has_it_open(path: Path) -> None:
    path.write_bytes(b"no database at all")
    with open_or_repair(path, path.parent) as library:
        assert library.notice
        assert library.check() == "ok"

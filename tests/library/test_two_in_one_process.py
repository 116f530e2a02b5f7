"""Two connections of one process, and another process: what one writes the others see, whoever comes and goes."""

from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from placentin_tui.errors import LibraryDamaged
from placentin_tui.library import Library

if TYPE_CHECKING:
    from pathlib import Path

WRITER = """
import sys
from pathlib import Path
from placentin_tui.library import Library
path = Path(sys.argv[1])
for number in range(3):
    # Opened and closed each time: the last connection to leave takes the WAL away, if it believes it is the last.
    with Library.open(path, path.parent) as library:
        library.settings.set("news", sys.argv[2] + str(number))
"""


def write_elsewhere(path: Path, word: str) -> None:
    subprocess.run([sys.executable, "-c", WRITER, str(path), word], check=True)


def test_a_second_connection_does_not_blind_the_first(tmp_path: Path) -> None:
    path = tmp_path / "library.db"
    with Library.open(path, tmp_path) as reading:
        reading.settings.set("news", "old")
        with Library.open(path, tmp_path) as writing:
            writing.settings.set("other", "x")
            write_elsewhere(path, "new")
            assert reading.settings.get("news") == writing.settings.get("news") == "new2"
        write_elsewhere(path, "newer")
        assert reading.settings.get("news") == "newer2"


def test_a_damaged_file_is_noticed_again_once_nobody_has_it_open(tmp_path: Path) -> None:
    path = tmp_path / "library.db"
    Library.open(path, tmp_path).close()
    path.write_bytes(b"no database at all")
    with pytest.raises(LibraryDamaged):
        Library.open(path, tmp_path)
    with Library.open(path, tmp_path) as library:
        assert library.check() == "ok"

"""What a crash leaves: a sentence, and a report with nothing of the person's in it."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from placentin_tui import i18n
from placentin_tui.diagnostics import crash
from tests.harness.home import environment

NOON = 1_772_539_200
SECRET = "Titre secret https://paper.example/secret"


@pytest.fixture(autouse=True)
def _english() -> None:
    i18n.use("en")


def fail(depth: int = 0) -> None:
    if depth:
        fail(depth - 1)
    try:
        raise ValueError(SECRET)
    except ValueError as error:
        raise KeyError(SECRET) from error


def failure(depth: int = 0) -> KeyError:
    with pytest.raises(KeyError) as caught:
        fail(depth)
    return caught.value


def test_says_the_way_to_the_error_and_nothing_that_was_read(tmp_path: Path) -> None:
    file = crash.write(failure(), tmp_path / "crashes", NOON)
    assert file == tmp_path / "crashes" / "crash-2026-03-03-120000.txt"
    text = file.read_text("utf-8")
    assert text.index("builtins.ValueError") < text.index("builtins.KeyError")
    assert f"test_crash.py:{fail.__code__.co_firstlineno + 4} fail" in text
    assert "secret" not in text
    assert str(Path.home()) not in text
    assert crash.sentence(KeyError(SECRET), file).startswith("Placentin made a mistake (KeyError)")
    assert SECRET not in crash.sentence(KeyError(SECRET), file)


def test_is_for_this_users_eyes_whatever_the_umask(tmp_path: Path) -> None:
    before = os.umask(0)
    try:
        file = crash.write(failure(), tmp_path / "crashes", NOON)
    finally:
        os.umask(before)
    assert file is not None
    assert file.stat().st_mode & 0o777 == 0o600
    assert file.parent.stat().st_mode & 0o777 == 0o700


def test_only_the_last_ones_are_kept(tmp_path: Path) -> None:
    for day in range(8):
        crash.write(failure(), tmp_path, NOON + 86_400 * day)
    names = sorted(path.name[:16] for path in tmp_path.iterdir())
    assert names == [f"crash-2026-03-{day:02}" for day in range(6, 11)]


def test_an_endless_recursion_is_told_by_its_last_steps(tmp_path: Path) -> None:
    file = crash.write(failure(900), tmp_path, NOON)
    assert file is not None
    assert file.read_text("utf-8").count("fail") < 2 * crash.DEEPEST + 10


def test_errors_that_lead_to_one_another_in_a_circle(tmp_path: Path) -> None:
    one, other = KeyError("one"), ValueError("other")
    one.__context__, other.__context__ = other, one
    assert crash.write(one, tmp_path, NOON) is not None


def test_where_nothing_can_be_written_it_is_said_all_the_same(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    assert crash.write(failure(), tmp_path / "file" / "crashes", NOON) is None
    assert crash.sentence(KeyError("x"), None) == (
        "Placentin made a mistake (KeyError); everything saved before is safe."
    )


def test_a_command_that_crashes_says_one_sentence(tmp_path: Path) -> None:
    code = (
        "import sys\nfrom placentin_tui.library import Library\nfrom placentin_tui.__main__ import main\n"
        f"def fail(*_, **__):\n    raise KeyError({SECRET!r})\nLibrary.open = fail\nsys.exit(main(['list']))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code],
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, **environment(tmp_path), "LC_ALL": "C.UTF-8", "LANGUAGE": "en"},
    )
    (report,) = (tmp_path / "data" / "placentin-tui" / "crashes").iterdir()
    assert done.returncode == 1
    assert done.stdout == ""
    assert done.stderr.count("\n") == 1
    assert str(report) in done.stderr
    assert "secret" not in done.stderr + report.read_text("utf-8")

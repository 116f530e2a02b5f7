from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from tests.wordpress import packages


def test_says_why_where_there_are_no_packages(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(packages.Unavailable, match="no Debian packages"):
        packages.install()


def test_says_why_where_they_cannot_be_fetched(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    refusing = tmp_path / "apt-get"
    refusing.write_text("#!/bin/sh\necho 'E: no route to the archive' >&2\nexit 100\n")
    refusing.chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(packages.Unavailable, match="no route to the archive"):
        packages.unpack(tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["apt-get"]


def test_skips_with_that_reason(tmp_path: Path) -> None:
    tests = ["-k", "has_three_levels", "-rs", "-p", "no:cacheprovider"]
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "tests/wordpress/test_comments.py", *tests],
        env={"PLACENTIN_WORDPRESS": "1", "PATH": str(tmp_path)},
        cwd=Path(__file__).parents[2],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout
    assert "no Debian packages on this computer" in done.stdout
    assert "1 passed, 2 skipped" in done.stdout

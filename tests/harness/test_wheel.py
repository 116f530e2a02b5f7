from __future__ import annotations

import email
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

import placentin_tui

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> zipfile.ZipFile:
    """The wheel, as hatchling builds it from this checkout."""
    folder = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "hatchling", "build", "--target", "wheel", "--directory", str(folder)]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
    return zipfile.ZipFile(next(folder.glob("placentin_tui-*.whl")))


def test_holds_every_file_of_the_package_and_nothing_else(wheel: zipfile.ZipFile) -> None:
    files = (path for path in (ROOT / "placentin_tui").rglob("*") if path.is_file() and "__pycache__" not in path.parts)
    packed = {name for name in wheel.namelist() if ".dist-info/" not in name}
    assert packed == {path.relative_to(ROOT).as_posix() for path in files}


def test_says_what_it_is_and_what_it_starts(wheel: zipfile.ZipFile) -> None:
    info = f"placentin_tui-{placentin_tui.__version__}.dist-info"
    about = email.message_from_bytes(wheel.read(f"{info}/METADATA"))
    assert about["Version"] == placentin_tui.__version__
    assert about["Requires-Python"] == ">=3.11"
    assert about["License-Expression"] == "MIT"
    assert "placentin-tui = placentin_tui.__main__:main" in wheel.read(f"{info}/entry_points.txt").decode()
    assert f"{info}/licenses/LICENSE" in wheel.namelist()

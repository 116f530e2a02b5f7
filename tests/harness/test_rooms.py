"""Who may import whom, seen from outside: import-linter over the source, and a look at what an import really loads."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PACKAGE = ROOT / "placentin_tui"
DRAWS = {"ui"}
"""The rooms that draw on the terminal; every other one is the core."""
CORE = sorted({path.stem for path in PACKAGE.iterdir() if path.suffix in ("", ".py") and path.stem[0] != "_"} - DRAWS)
LOAD = """
import importlib, sys
before = set(sys.modules)
for name in sys.argv[1:]:
    importlib.import_module(name)
print(*(set(sys.modules) - before))
"""
TERMINAL = {"textual", "rich"}
NETWORK = {"aiohttp", "brotli", "feedparser", "listparser", "selectolax"}


def loaded_by(*modules: str) -> set[str]:
    """The top-level packages that these imports add to `sys.modules`, in a Python of their own."""
    command = [sys.executable, "-c", LOAD, *modules]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    return {name.partition(".")[0] for name in done.stdout.split()}


def modules_of(room: str) -> list[str]:
    """All modules of a room, be it a folder or a file."""
    files = [*(PACKAGE / room).rglob("*.py"), *PACKAGE.glob(f"{room}.py")]
    names = [".".join(file.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__") for file in files]
    return [name for name in names if not name.endswith("__main__")]


def test_the_contracts_hold() -> None:
    command = [str(Path(sys.executable).with_name("lint-imports")), "--no-cache"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.parametrize("room", CORE)
def test_the_core_runs_without_a_terminal(room: str) -> None:
    assert not loaded_by(*modules_of(room)) & TERMINAL


def test_the_reader_loads_no_network_and_no_feed() -> None:
    loaded = loaded_by("placentin_tui.ui.app")
    assert "textual" in loaded
    assert not loaded & NETWORK


def test_asking_for_the_version_loads_neither() -> None:
    assert not loaded_by("placentin_tui.__main__") & (TERMINAL | NETWORK)


def test_the_package_imports_none_of_its_rooms() -> None:
    done = loaded_by("placentin_tui")
    assert not done & (TERMINAL | NETWORK | {"sqlite3", "msgspec"})

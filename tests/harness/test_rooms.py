"""Who may import whom, seen from outside: import-linter over the source, and a look at what an import really loads."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import grimp
import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

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
LONGEST_FILE = 400
LONGEST_FUNCTION = 45
"""Lines, as many as fit on a screen."""


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


def test_no_modules_import_each_other_in_a_circle() -> None:
    """Imports for type checking count, and those inside functions: a circle of them is read as one file, too."""
    graph = grimp.build_graph("placentin_tui", cache_dir=None)
    imports = {module: graph.find_modules_directly_imported_by(module) for module in graph.modules}
    assert len(imports) > 400
    assert not list(circles(imports))


@pytest.mark.parametrize(
    ("imports", "found"),
    [
        ({"a": {"b"}, "b": {"c"}, "c": set()}, []),
        ({"a": {"b", "c"}, "b": {"c"}, "c": set()}, []),
        ({"a": {"b"}, "b": {"c"}, "c": {"b"}}, [{"b", "c"}]),
        ({"a": {"b"}, "b": {"c"}, "c": {"a"}, "d": {"a"}}, [{"a", "b", "c"}]),
    ],
)
def test_circles_are_found(imports: dict[str, set[str]], found: list[set[str]]) -> None:
    assert list(circles(imports)) == found


def circles(imports: Mapping[str, set[str]]) -> Iterator[set[str]]:
    """The sets of modules that all lead to each other: what is left of what each module leads to and comes from."""
    leads_to = {module: reached(imports, module) for module in imports}
    left = set(imports)
    while left:
        module = min(left)
        circle = {other for other in leads_to[module] if module in leads_to[other]}
        if circle:
            yield circle
        left -= {module, *circle}


def reached(imports: Mapping[str, set[str]], module: str) -> set[str]:
    """All modules that a module leads to, by however many steps; itself only in a circle."""
    found: set[str] = set()
    ahead = list(imports[module])
    while ahead:
        if (other := ahead.pop()) not in found:
            found.add(other)
            ahead += imports[other]
    return found


def test_nobody_but_the_start_names_the_app_class() -> None:
    named = {file.relative_to(PACKAGE) for file in PACKAGE.rglob("*.py") if "PlacentinApp" in file.read_text("utf-8")}
    assert named == {Path(name) for name in ("ui/app.py", "ui/library_app.py", "ui/render_frame.py", "cli/open_app.py")}


def test_no_file_is_longer_than_it_can_be_read_at_a_time() -> None:
    lengths = {file: len(file.read_text("utf-8").splitlines()) for file in PACKAGE.rglob("*.py")}
    assert not {file: lines for file, lines in lengths.items() if lines > LONGEST_FILE}


def test_every_function_fits_on_a_screen() -> None:
    too_long = [
        f"{file.relative_to(PACKAGE)}:{function.name}"
        for file in PACKAGE.rglob("*.py")
        for function in ast.walk(ast.parse(file.read_text("utf-8")))
        if isinstance(function, ast.FunctionDef | ast.AsyncFunctionDef) and lines_of(function) > LONGEST_FUNCTION
    ]
    assert not too_long


def lines_of(function: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    """A function's lines, its decorators left out."""
    return (function.end_lineno or function.lineno) - function.lineno + 1

"""An import inside a function has its reason beside it, or in the docstring of its module or of a package around it."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

import placentin_tui

ROOT = Path(placentin_tui.__file__).parent
ROOMS = ("ui", "cli", "courier", "library", "startup", "terminal", "sharing")
REASONS = ("Imports inside functions:", "imported when", "Nothing is imported before")


def has_reason(docstring: str | None) -> bool:
    return any(reason in " ".join((docstring or "").split()) for reason in REASONS)


def packages_say(path: Path) -> bool:
    """Whether the docstring of a package around a module gives the reason for all of its modules."""
    rooms = (room for room in path.parents if room.is_relative_to(ROOT) and room != ROOT)
    return any(has_reason(ast.get_docstring(ast.parse((room / "__init__.py").read_text()))) for room in rooms)


def unexplained(path: Path) -> list[str]:
    source = path.read_text()
    tree, lines = ast.parse(source), source.splitlines()
    if has_reason(ast.get_docstring(tree)) or packages_say(path):
        return []
    functions = [node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)]
    imports = {
        node.lineno: lines[node.lineno - 2 : node.end_lineno]
        for function in functions
        for node in ast.walk(function)
        if isinstance(node, ast.Import | ast.ImportFrom)
    }
    return [f"{path.relative_to(ROOT)}:{number}" for number, near in imports.items() if "#" not in "".join(near)]


@pytest.mark.parametrize("room", ROOMS)
def test_every_import_inside_a_function_has_its_reason(room: str) -> None:
    assert [place for path in sorted((ROOT / room).rglob("*.py")) for place in unexplained(path)] == []


def test_one_without_is_found(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tests.test_deferred_imports.ROOT", tmp_path)
    bare = tmp_path / "bare.py"
    bare.write_text("def one():\n    import json\n\n\ndef other():\n    import json  # 3 ms\n")
    assert unexplained(bare) == ["bare.py:2"]

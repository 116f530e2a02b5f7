"""Every test named in docs/reliability.md exists, and every fault there says what happens."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
LINES = (ROOT / "docs" / "reliability.md").read_text("utf-8").splitlines()
ROWS = [line for line in LINES if line.startswith("|") and not line.startswith(("|---", "| fault "))]
NAMED = re.compile(r"`(tests/[\w/]+\.py)::(\w+)`")


@pytest.mark.parametrize("row", ROWS)
def test_a_row_says_what_happens_and_names_tests_that_exist(row: str) -> None:
    cells = [cell.strip() for cell in row.strip("|").split(" | ")]
    assert len(cells) == 3
    assert all(cells)
    named = NAMED.findall(cells[2])
    assert named
    for file, test in named:
        tree = ast.parse((ROOT / file).read_text("utf-8"))
        functions = {node.name for node in ast.walk(tree) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)}
        assert test in functions


def test_there_are_rows() -> None:
    assert len(ROWS) > 30

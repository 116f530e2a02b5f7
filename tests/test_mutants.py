"""The faults the mutation tests put into modules, and that those called equivalent are among them."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

from tools.mutants.__main__ import GROUPS
from tools.mutants.equivalent import EQUIVALENT
from tools.mutants.faults import faults
from tools.mutants.run import mutants

MODULE = '''
"""What it is for."""
from typing import TYPE_CHECKING
if TYPE_CHECKING:
    import sys
__all__ = ["least"]
def least(a: "int", b: int = 1) -> int:
    """The least."""
    if not a < b and b:
        return max(a, -b)
    return [n for n in (a, b) if n][0]
'''


def each_alone(source: str) -> list[str]:
    """The source with each of its faults; without them it is what it was."""
    tree = ast.parse(source)
    before, made = ast.unparse(tree), []
    for fault in faults(tree):
        fault.put()
        made.append(ast.unparse(tree))
        fault.take_back()
        assert ast.unparse(tree) == before
    return made


def test_each_fault_is_put_in_alone_and_taken_back() -> None:
    before = ast.unparse(ast.parse(MODULE))
    changes = [
        ("b: int=1", "b: int=2"), ("not a < b and b", "not a < b or b"), ("not a < b and b", "a < b and b"),
        ("a < b", "a <= b"), ("return max(a, -b)", "return None"), ("max(a", "min(a"), ("-b", "b"),
        ("return [n for n in (a, b) if n][0]", "return None"), (" if n]", "]"), ("[0]", "[1]"),
    ]  # fmt: skip
    assert sorted(each_alone(MODULE)) == sorted(before.replace(old, new) for old, new in changes)


def test_sql_is_changed_by_its_operators() -> None:
    assert each_alone("RUN = 'SELECT id FROM act WHERE id <= 3 AND NOT kind = 1'") == [
        "RUN = 'SELECT id FROM act WHERE id < 3 AND NOT kind = 1'",
        "RUN = 'SELECT id FROM act WHERE id <= 3 OR NOT kind = 1'",
        "RUN = 'SELECT id FROM act WHERE id <= 3 AND  kind = 1'",
        "RUN = 'SELECT id FROM act WHERE id <= 3 AND NOT kind <> 1'",
    ]


@pytest.mark.parametrize("name", GROUPS)
def test_each_group_names_modules_and_tests_that_are_there(name: str) -> None:
    assert all(any(mutants(module)) for module in GROUPS[name].modules)
    assert all(Path(tests).is_file() for tests in GROUPS[name].tests)


@pytest.mark.parametrize("name", EQUIVALENT)
def test_each_mutant_called_equivalent_is_one_of_its_group(name: str) -> None:
    made = {str(mutant.fault) for module in GROUPS[name].modules for mutant in mutants(module)}
    assert EQUIVALENT[name].keys() <= made

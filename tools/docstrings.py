"""Counts the docstrings of the package: `python -m tools.docstrings [--missing] [PACKAGE …]`.

A function counts when it has more than three statements (nested ones included, the docstring not), or a public name at
module level or in a public class. Properties, dunder methods and functions inside functions count by their length
alone; `__init__` (its class says what it takes), overloads and the stubs of a Protocol do not count. The exit status
is 1 when fewer than 95 % of a package's functions have a docstring, or a module or a public class has none.
"""

from __future__ import annotations

import argparse
import ast
import sys
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Literal, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Iterator

PACKAGE = Path(__file__).parent.parent / "placentin_tui"
THRESHOLD = 0.95
TRIVIAL = 3  # statements

Scope = Literal["public", "protocol", "private"]  # module or public class, Protocol, function or private class
Function: TypeAlias = ast.FunctionDef | ast.AsyncFunctionDef


@dataclass(frozen=True, slots=True)
class Definition:
    """A module, public class or function that should have a docstring."""

    package: str
    kind: str
    """`module`, `class` or `function`."""
    place: str
    documented: bool


@cache
def definitions() -> list[Definition]:
    """Every definition that counts, in the order of the files; modules of the root belong to package `.`."""
    found = []
    for file in sorted(PACKAGE.rglob("*.py")):
        parts = file.relative_to(PACKAGE).parts
        module = ast.parse(file.read_text("utf-8"))
        for kind, name, node in [("module", "", module), *_inside(module, "", "public")]:
            package, place = parts[0] if len(parts) > 1 else ".", f"{file}:{getattr(node, 'lineno', 1)} {name}"
            found.append(Definition(package, kind, place, ast.get_docstring(node) is not None))
    return found


def _inside(parent: ast.AST, prefix: str, scope: Scope) -> Iterator[tuple[str, str, ast.ClassDef | Function]]:
    """The classes and functions below a node, with their qualified names."""
    for node in ast.iter_child_nodes(parent):
        if isinstance(node, ast.ClassDef):
            if public := scope != "private" and not node.name.startswith("_"):
                yield "class", prefix + node.name, node
            stubs = any(ast.unparse(base).startswith("Protocol") for base in node.bases)
            inner: Scope = "protocol" if stubs else "public" if public else "private"
            yield from _inside(node, f"{prefix}{node.name}.", inner)
        elif isinstance(node, Function):
            if _counts(node, scope):
                yield "function", prefix + node.name, node
            yield from _inside(node, f"{prefix}{node.name}.", "private")
        else:
            yield from _inside(node, prefix, scope)


def _counts(node: Function, scope: Scope) -> bool:
    """Whether a function should have a docstring."""
    decorators = {ast.unparse(decorator).rpartition(".")[2] for decorator in node.decorator_list}
    if node.name == "__init__" or "overload" in decorators:
        return False
    statements = sum(isinstance(below, ast.stmt) for below in ast.walk(node)) - 1 - bool(ast.get_docstring(node))
    attribute = bool(decorators & {"property", "cached_property", "setter"})
    named = scope == "public" and not node.name.startswith("_") and not attribute
    return statements > TRIVIAL or named


def _row(name: str, found: list[Definition]) -> tuple[str, bool]:
    """A line of the table, documented of all, and whether it passes."""
    kinds = [[each.documented for each in found if each.kind == kind] for kind in ("module", "class", "function")]
    share = sum(kinds[-1]) / len(kinds[-1]) if kinds[-1] else 1
    line = f"{name:<12}" + "".join(f"{f'{sum(each)}/{len(each)}':>12}" for each in kinds) + f"{100 * share:>8.1f} %"
    return line, bool(found) and share >= THRESHOLD and all(kinds[0] + kinds[1])


def main(argv: list[str] | None = None) -> int:
    """Print the table, and with `--missing` the places without a docstring; 1 when a package falls short."""
    parser = argparse.ArgumentParser(prog="python -m tools.docstrings")
    parser.add_argument("packages", nargs="*", metavar="PACKAGE", help="a package, or `.` for the modules of the root")
    parser.add_argument("--missing", action="store_true", help="name what has no docstring")
    options = parser.parse_args(argv)
    everything = definitions()
    names = options.packages or sorted({each.package for each in everything})
    chosen = [each for each in everything if each.package in names]
    rows = [_row(name, [each for each in chosen if each.package == name]) for name in names]
    print(f"{'package':<12}{'modules':>12}{'classes':>12}{'functions':>12}")
    print(*(line for line, _ in (*rows, _row("in all", chosen))), sep="\n")
    if options.missing:
        print(*(each.place for each in chosen if not each.documented), sep="\n")
    return 0 if all(passes for _, passes in rows) else 1


if __name__ == "__main__":
    sys.exit(main())

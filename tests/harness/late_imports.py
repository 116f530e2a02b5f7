"""Import every module of placentin_tui, and look up every name it imports late: `PYTHON -I late_imports.py`.

Needs nothing but the package: it is run by the Python of an installation, where no test is.
"""

from __future__ import annotations

import ast
import importlib
import importlib.util
import pkgutil
import sys
from collections.abc import Iterator
from pathlib import Path

import placentin_tui


def modules() -> list[str]:
    """The names of all modules of the package."""
    found = pkgutil.walk_packages(placentin_tui.__path__, "placentin_tui.")
    return [module.name for module in found if not module.name.endswith("__main__")]


def imports(name: str) -> Iterator[tuple[str, str]]:
    """What a module imports, anywhere in it but for type checkers: each module, and the name from it (or nothing)."""
    spec = importlib.util.find_spec(name)
    assert spec is not None
    assert spec.origin is not None
    yield from _in(ast.parse(Path(spec.origin).read_text("utf-8")))


def _in(node: ast.AST) -> Iterator[tuple[str, str]]:
    if isinstance(node, ast.Import):
        yield from ((alias.name, "") for alias in node.names)
    elif isinstance(node, ast.ImportFrom):
        assert node.module is not None
        yield from ((node.module, alias.name) for alias in node.names)
    elif isinstance(node, ast.If) and isinstance(node.test, ast.Name) and node.test.id == "TYPE_CHECKING":
        for other in node.orelse:
            yield from _in(other)
    else:
        for child in ast.iter_child_nodes(node):
            yield from _in(child)


def main() -> int:
    """Import and look up all of it; raises what cannot be imported."""
    count = 0
    for name in modules():
        importlib.import_module(name)
        for module, wanted in imports(name):
            loaded = importlib.import_module(module)
            if wanted and not hasattr(loaded, wanted):
                importlib.import_module(f"{module}.{wanted}")
            count += 1
    print(f"{len(modules())} modules, {count} imports: all there.")
    return 0


if __name__ == "__main__":
    sys.exit(main())

"""The small faults that are put into a syntax tree, one at a time.

Left alone is what the program does not act on: docstrings, annotations, decorators, `__all__`, imports for types.
"""

from __future__ import annotations

import ast
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator

_OPERATORS: dict[type[ast.AST], type[ast.AST]] = {
    ast.Lt: ast.LtE, ast.LtE: ast.Lt, ast.Gt: ast.GtE, ast.GtE: ast.Gt, ast.Eq: ast.NotEq, ast.NotEq: ast.Eq,
    ast.Is: ast.IsNot, ast.IsNot: ast.Is, ast.In: ast.NotIn, ast.NotIn: ast.In, ast.And: ast.Or, ast.Or: ast.And,
    ast.Add: ast.Sub, ast.Sub: ast.Add, ast.Mult: ast.FloorDiv, ast.FloorDiv: ast.Mult, ast.Div: ast.Mult,
    ast.Mod: ast.Mult, ast.BitOr: ast.BitAnd, ast.BitAnd: ast.BitOr,
}  # fmt: skip
_NAMES = {
    "min": "max", "max": "min", "any": "all", "all": "any", "startswith": "endswith", "endswith": "startswith",
    "lstrip": "rstrip", "rstrip": "lstrip", "partition": "rpartition", "rpartition": "partition",
    "lower": "upper", "upper": "lower", "search": "match", "match": "search", "fullmatch": "match",
}  # fmt: skip
_SQL = re.compile(r"\b(?:SELECT|UPDATE|DELETE FROM|INSERT INTO|WHERE|AND|CASE WHEN|ORDER BY|IS NULL|NOT)\b|^\w+ = \d$")
_OF_SQL = {
    "<=": "<", ">=": ">", "<": "<=", ">": ">=", "=": "<>", "AND": "OR", "OR": "AND", "NOT": "", "DESC": "ASC",
    "IS NULL": "IS NOT NULL", "+": "-", "EXISTS": "NOT EXISTS",
}  # fmt: skip
_operator_of_sql = re.compile(r"<=|>=|[<>=+]|\b(?:AND|OR|NOT|DESC|IS NULL|EXISTS)\b")


@dataclass(slots=True)
class Fault:
    """A node of the tree and what stands in its place."""

    parent: ast.AST
    field: str
    index: int | None
    replacement: Any
    place: ast.AST
    """The expression or statement it is printed with."""
    where: str
    """The function it stands in; empty outside of functions."""
    line: int
    what: str = ""
    _before: Any = None

    def put(self) -> None:
        """Put the fault into the tree."""
        at = getattr(self.parent, self.field)
        self._before = at if self.index is None else at[self.index]
        self._set(self.replacement)

    def take_back(self) -> None:
        """Make the tree again what it was."""
        self._set(self._before)

    def _set(self, node: Any) -> None:
        if self.index is None:
            setattr(self.parent, self.field, node)
        else:
            getattr(self.parent, self.field)[self.index] = node

    def __str__(self) -> str:
        return f"{self.where}: {self.what}" if self.where else self.what


def faults(tree: ast.Module) -> Iterator[Fault]:
    """Every fault of a tree, in its order; each is to be taken back before the next is put."""
    for fault in _below(tree, tree, ""):
        before = ast.unparse(fault.place)
        fault.put()
        fault.what = _difference(before, ast.unparse(fault.place))
        fault.take_back()
        yield fault


def _below(node: ast.AST, place: ast.AST, where: str) -> Iterator[Fault]:
    for field, value in ast.iter_fields(node):
        if field in ("annotation", "returns", "decorator_list"):
            continue
        for index, child in enumerate(value) if isinstance(value, list) else ((None, value),):
            if not isinstance(child, ast.AST) or _says_nothing(child):
                continue
            line = getattr(child, "lineno", getattr(node, "lineno", 0))
            for replacement in _replacements(child):
                yield Fault(node, field, index, replacement, place, where, line)
            inner = child if isinstance(child, ast.stmt) else place
            yield from _below(child, inner, child.name if isinstance(child, ast.FunctionDef) else where)


def _says_nothing(node: ast.AST) -> bool:
    """A docstring, the names a module gives away, imports, and what is for the type checker."""
    match node:
        case ast.Expr(value=ast.Constant()) | ast.Import() | ast.ImportFrom() | ast.expr_context():
            return True
        case ast.If(test=ast.Name(id="TYPE_CHECKING")) | ast.Assign(targets=[ast.Name(id="__all__")]):
            return True
    return False


def _replacements(node: ast.AST) -> Iterator[ast.AST]:
    if other := _OPERATORS.get(type(node)):
        yield other()
    if isinstance(node, ast.stmt):
        yield from _other_statements(node)
    if isinstance(node, ast.If | ast.While | ast.IfExp) and not isinstance(
        node.test, ast.Compare | ast.BoolOp | ast.UnaryOp
    ):
        yield _copy(node, test=ast.UnaryOp(ast.Not(), node.test))
    yield from _other_expressions(node)


def _other_statements(node: ast.stmt) -> Iterator[ast.stmt]:
    match node:
        case ast.Return(value=ast.Constant(value=None)):
            pass
        case ast.Return(value=ast.expr()):
            yield ast.Return(ast.Constant(None))
        case ast.Expr() | ast.AugAssign() | ast.Raise() | ast.Assign(targets=[ast.Attribute() | ast.Subscript()]):
            yield ast.Pass()
        case ast.Continue():
            yield from (ast.Break(), ast.Pass())
        case ast.Break():
            yield from (ast.Continue(), ast.Pass())


def _other_expressions(node: ast.AST) -> Iterator[ast.AST]:
    match node:
        case ast.Constant():
            for value in _other_values(node.value):
                yield ast.Constant(value)
        case ast.UnaryOp(op=ast.Not() | ast.USub()):
            yield node.operand
        case ast.IfExp():
            yield from (node.body, node.orelse)
        case ast.comprehension(ifs=[_, *_]):
            yield _copy(node, ifs=[])
        case ast.Name(id=name) if name in _NAMES:
            yield ast.Name(_NAMES[name], node.ctx)
        case ast.Attribute(attr=name) if name in _NAMES:
            yield _copy(node, attr=_NAMES[name])


def _copy(node: ast.AST, **changed: Any) -> ast.AST:
    return ast.copy_location(type(node)(**dict(ast.iter_fields(node)) | changed), node)


def _other_values(value: object) -> Iterator[bool | int | str]:
    """What a constant may be instead: the other truth, one more, another text, SQL with one operator changed."""
    if isinstance(value, bool):
        yield not value
    elif isinstance(value, int):
        yield value + 1
    elif isinstance(value, str) and _SQL.search(value):
        for found in _operator_of_sql.finditer(value):
            yield value[: found.start()] + _OF_SQL[found[0]] + value[found.end() :]
    elif isinstance(value, str):
        yield f"XX{value}"


def _difference(before: str, after: str) -> str:
    """What two texts do not share, with some of what they share around it."""
    start = next(
        (n for n, (a, b) in enumerate(zip(before, after, strict=False)) if a != b), min(len(before), len(after))
    )
    end = 0
    while end < min(len(before), len(after)) - start and before[-1 - end] == after[-1 - end]:
        end += 1
    return " → ".join(
        " ".join(text[max(start - 24, 0) : len(text) - max(end - 16, 0)].split()) for text in (before, after)
    )

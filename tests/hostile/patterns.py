"""The project's patterns, found wherever they stand, how each is used, and texts made to slow it down."""

from __future__ import annotations

import ast
import importlib
import pkgutil
import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import product
from pathlib import Path
from typing import Any, AnyStr, Generic, TypeAlias, TypeVar

import placentin_tui

ROOT = Path(placentin_tui.__file__).parent
LATE: dict[str, Sequence[Mapping[str, object]]] = {
    "placentin_tui.rendering.find_text._pattern": [{"words": words} for words in ("a", "ab", "a b", "oeuf à la coque")],
    "placentin_tui.text.sanitize._flood_of_marks": [{"beyond": False}, {"beyond": True}],
}
"""Functions that put a pattern together, and what each is called with."""

_LOOKING = ("finditer", "findall", "sub", "subn", "split")
"""Ways to use a pattern that go through the whole text; each is tried as `finditer`."""
_EVERY_WAY = frozenset(("finditer", "match", "fullmatch"))
_MAKING = tuple(f"re.{name}" for name in (*_LOOKING, "compile", "search", "match", "fullmatch"))
"""What takes a pattern as it is written."""
_COMPILED = "_compiled"
"""The name of functions that make patterns of a module's constants."""


@dataclass(frozen=True)
class Found(Generic[AnyStr]):
    """A pattern, by the name it has where it stands, and the methods it is used by."""

    name: str
    pattern: re.Pattern[AnyStr]
    methods: frozenset[str]


def modules() -> list[str]:
    """The project's modules, but for those that run when they are imported."""
    found = pkgutil.walk_packages([str(ROOT)], "placentin_tui.")
    return sorted(module.name for module in found if not module.name.endswith("__main__"))


@cache
def patterns() -> tuple[Found[Any], ...]:
    """Every pattern of the project, each once."""
    names: dict[re.Pattern[Any], str] = {}
    methods: defaultdict[re.Pattern[Any], set[str]] = defaultdict(set)
    for module in modules():
        for name, pattern, ways in (*_kept(module), *_written(module), *_compiled_late(module), *_late(module)):
            names.setdefault(pattern, name)
            methods[pattern] |= ways
    return tuple(Found(name, pattern, frozenset(methods[pattern]) or _EVERY_WAY) for pattern, name in names.items())


Use: TypeAlias = tuple[str, re.Pattern[Any], frozenset[str]]
"""A pattern's name, the pattern, and methods it is used by."""


def _kept(module: str) -> Iterator[Use]:
    """The patterns a module has names for."""
    used = _uses(module)
    for name, value in vars(importlib.import_module(module)).items():
        full = f"{module}.{name}"
        if isinstance(value, re.Pattern):
            yield full, value, frozenset(used[name])
        else:
            yield from ((full, each, ways) for each, ways in _inside_of(value))


def _inside_of(value: object) -> Iterator[tuple[re.Pattern[Any], frozenset[str]]]:
    """A pattern, or those in a container and in the containers within it."""
    if isinstance(value, re.Pattern):
        yield value, _EVERY_WAY
    elif isinstance(pattern := getattr(value, "__self__", None), re.Pattern):  # `re.compile(…).fullmatch`
        yield pattern, frozenset((getattr(value, "__name__", ""),))
    elif isinstance(value, tuple | list | dict):
        for each in value.values() if isinstance(value, dict) else value:
            yield from _inside_of(each)


def _uses(module: str) -> defaultdict[str, set[str]]:
    """By which methods each name is used in a module; where a name is handed on, every way there is."""
    used: defaultdict[str, set[str]] = defaultdict(set)
    called: set[int] = set()
    for node in ast.walk(tree(module)):
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name):
            called.add(id(node.value))
            used[node.value.id].add("finditer" if node.attr in _LOOKING else node.attr)
        elif isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load) and id(node) not in called:
            used[node.id] |= _EVERY_WAY
    return used


def _written(module: str) -> Iterator[Use]:
    """The patterns that stand in a module's functions, or are made there of its constants."""
    for function, call in _calls(module):
        if (pattern := _pattern_of(module, call)) is not None:
            assert isinstance(call.func, ast.Attribute)
            way = "finditer" if call.func.attr in _LOOKING else call.func.attr
            yield f"{module}.{function}", pattern, _EVERY_WAY if way == "compile" else frozenset((way,))


def _calls(module: str) -> Iterator[tuple[str, ast.Call]]:
    """Each call of `re` that takes a pattern, in a module's functions."""
    for function in ast.walk(tree(module)):
        if isinstance(function, ast.FunctionDef | ast.AsyncFunctionDef):
            for node in ast.walk(function):
                if isinstance(node, ast.Call) and ast.unparse(node.func) in _MAKING:
                    yield function.name, node


def _pattern_of(module: str, call: ast.Call) -> re.Pattern[Any] | None:
    """The pattern a call of `re` takes; `None` when it depends on more than the module's constants."""
    known = vars(importlib.import_module(module))
    flags = next((named.value for named in call.keywords if named.arg == "flags"), None)
    if flags is None and isinstance(call.func, ast.Attribute) and call.func.attr == "compile" and len(call.args) > 1:
        flags = call.args[1]
    try:
        pattern, how = (eval(ast.unparse(part), known) if part else 0 for part in (call.args[0], flags))
    except NameError:
        return None
    return re.compile(pattern, how)


def _compiled_late(module: str) -> Iterator[Use]:
    """The patterns a module's constants hold as text, for `_compiled` to make when they are first needed."""
    known = vars(importlib.import_module(module))
    for node in ast.walk(tree(module)):
        if isinstance(node, ast.Call) and ast.unparse(node.func) == _COMPILED:
            made = eval(ast.unparse(node), known)
            if isinstance(made, re.Pattern):
                yield f"{module}.{ast.unparse(node.args[0])}", made, _EVERY_WAY


def _late(module: str) -> Iterator[Use]:
    """The patterns of a module that are put together when they are needed."""
    for name, ways in LATE.items():
        if name.rpartition(".")[0] == module:
            make = getattr(importlib.import_module(module), name.rpartition(".")[2])
            for arguments in ways:
                made = make(**arguments)
                yield name, made if isinstance(made, re.Pattern) else re.compile(str(made)), _EVERY_WAY


@cache
def tree(module: str) -> ast.Module:
    """A module's source, parsed."""
    file = importlib.import_module(module).__file__
    assert file
    return ast.parse(Path(file).read_text(encoding="utf-8"))


def not_found(module: str) -> Iterator[str]:
    """Where a module makes a pattern that `patterns` does not find."""
    for function, call in _calls(module):
        # What `LATE` makes is text that the function beside it compiles, what `_compiled` takes stands at its calls.
        if (
            function != _COMPILED
            and f"{module}.{function}" not in LATE
            and _pattern_of(module, call) is None
            and not _is_late(module, call)
        ):
            yield f"{module}:{call.lineno} {ast.unparse(call)}"


def _is_late(module: str, call: ast.Call) -> bool:
    """Whether a call takes what one of `LATE` gives."""
    makers = {name.rpartition(".")[2] for name in LATE if name.rpartition(".")[0] == module}
    first = call.args[0]
    return isinstance(first, ast.Call) and isinstance(first.func, ast.Name) and first.func.id in makers


# ── hostile texts ────────────────────────────────────────────────────────────────────────────────────────────────────

_SIGNS = "a1 <>\"'=-_.,:;/?#&()[]{}!\n\t\0*`~|+%@€éA«»…\xa0\xad\u200b\u0301漢א☃\U00010a00"
_FEW = 24
"""Texts to repeat that are taken of each kind."""
_MOST = 250
"""Texts for one pattern."""
_T = TypeVar("_T")


def hostile(pattern: re.Pattern[AnyStr]) -> list[Callable[[int], AnyStr]]:
    """Texts of any length that are likely to slow a pattern down: parts of what it matches over and over, after its own
    beginning and before a sign that ends in disappointment.
    """
    binary = isinstance(pattern.pattern, bytes)
    parts = _Parts(pattern)
    texts = list(dict.fromkeys(product(parts.starts(), filter(None, parts.atoms()), parts.ends())))
    return [_grown(*text, binary=binary) for text in _few(texts, _MOST)]


def _grown(start: str, atom: str, end: str, *, binary: bool) -> Callable[[int], Any]:
    def grow(size: int) -> Any:
        text = start + atom * max(1, size // len(atom)) + end
        return text.encode("latin-1", "replace") if binary else text

    return grow


class _Parts:
    """Short texts that match a pattern, or parts of it."""

    def __init__(self, pattern: re.Pattern[Any]) -> None:
        parser = importlib.import_module("re._parser")
        source = pattern.pattern.decode("latin-1") if isinstance(pattern.pattern, bytes) else pattern.pattern
        self._flags = pattern.flags & ~re.UNICODE if isinstance(pattern.pattern, bytes) else pattern.flags
        self._items: Sequence[Any] = parser.parse(source, pattern.flags & ~re.ASCII if pattern.flags & 256 else 0)
        self._literals = "".join(dict.fromkeys(_literals(self._items)))
        self._groups: dict[int, str] = {}

    def starts(self) -> list[str]:
        """Beginnings: none, and what comes before each part of the pattern."""
        items = list(self._items)
        befores = [self._example(items[:at], full=full, nth=0) for at in range(len(items)) for full in (False, True)]
        return _few(["", "x", *befores], 6)

    def ends(self) -> list[str]:
        """Ends that a pattern trips over: none, and signs it does not take."""
        refused = [chr(value) for value in _refused(self._items)]
        return _few(["", "\0", " \0", *refused, "<", "\n\n!"], 6)

    def atoms(self) -> list[str]:
        """What is repeated."""
        atoms: list[str] = []
        for items in _sequences(self._items):
            for at in range(1, len(items) + 1):
                for full, nth in product((False, True), range(3)):
                    atoms.append(self._example(items[:at], full=full, nth=nth))
            for item, nth in product(items, range(4)):
                atoms += [self._example([item], full=full, nth=nth) for full in (False, True)]
        pairs = [one + other for one, other in product(_few(atoms, 8), repeat=2) if one != other]
        return _few(atoms, _FEW) + _few(pairs, _FEW) + [f"{atom} " for atom in _few(atoms, 6)]

    def _example(self, items: Sequence[Any], *, full: bool, nth: int) -> str:
        return "".join([self._one(item, full=full, nth=nth) for item in items])

    def _one(self, item: Any, *, full: bool, nth: int) -> str:
        kind, value = str(item[0]), item[1]
        match kind:
            case "LITERAL":
                return chr(value)
            case "NOT_LITERAL":
                return self._sign(lambda sign: ord(sign) != value, nth)
            case "ANY":
                return self._sign(lambda sign: sign != "\n", nth)
            case "IN":
                return self._sign(lambda sign: _is_in(sign, value), nth)
            case "BRANCH":
                return self._example(value[1][nth % len(value[1])], full=full, nth=nth)
            case "SUBPATTERN":
                self._groups[value[0]] = self._example(value[3], full=full, nth=nth)
                return self._groups[value[0]]
            case "ATOMIC_GROUP":
                return self._example(value, full=full, nth=nth)
            case "MAX_REPEAT" | "MIN_REPEAT" | "POSSESSIVE_REPEAT":
                least, most, body = value
                times: int = min(max(least, 1 if full else 0), most, 3)
                return self._example(body, full=full, nth=nth) * times
            case "GROUPREF":
                return self._groups.get(value, "")
            case _:  # places and looks ahead or back: they take no room
                return ""

    def _sign(self, fits: Callable[[str], bool], nth: int) -> str:
        fitting = [sign for sign in dict.fromkeys(self._literals + _SIGNS) if fits(sign)]
        return fitting[nth % len(fitting)] if fitting else ""


def _is_in(sign: str, members: Sequence[Any]) -> bool:
    """Whether a character class holds a sign."""
    is_negated = str(members[0][0]) == "NEGATE"
    return any(_holds(member, sign) for member in members) != is_negated


_CATEGORIES: dict[str, Callable[[str], bool]] = {
    "CATEGORY_DIGIT": str.isdecimal,
    "CATEGORY_SPACE": str.isspace,
    "CATEGORY_WORD": lambda sign: sign.isalnum() or sign == "_",
}


def _holds(member: Any, sign: str) -> bool:
    kind, value = str(member[0]), member[1]
    if kind == "LITERAL":
        return ord(sign) == int(value)
    if kind == "RANGE":
        return bool(value[0] <= ord(sign) <= value[1])
    name = str(value)
    if kind != "CATEGORY":
        return False
    return _CATEGORIES[name.replace("_NOT", "", 1)](sign) != ("_NOT" in name)


def _inside(item: Any) -> list[Sequence[Any]]:
    """The sequences a part of a pattern holds."""
    kind, value = str(item[0]), item[1]
    if kind == "SUBPATTERN":
        return [value[3]]
    if kind in ("MAX_REPEAT", "MIN_REPEAT", "POSSESSIVE_REPEAT"):
        return [value[2]]
    if kind == "BRANCH":
        return list(value[1])
    if kind in ("ASSERT", "ASSERT_NOT"):
        return [value[1]]
    return [value] if kind == "ATOMIC_GROUP" else []


def _sequences(items: Sequence[Any]) -> Iterator[list[Any]]:
    """A pattern and every sequence in it."""
    yield list(items)
    for item in items:
        for inner in _inside(item):
            yield from _sequences(inner)


def _literals(items: Sequence[Any]) -> Iterator[str]:
    for sequence in _sequences(items):
        for kind, value in sequence:
            if str(kind) == "LITERAL":
                yield chr(value)


def _refused(items: Sequence[Any]) -> Iterator[int]:
    """The signs that classes of a pattern leave out."""
    for sequence in _sequences(items):
        for kind, value in sequence:
            if str(kind) == "IN" and str(value[0][0]) == "NEGATE":
                yield from (int(member[1]) for member in value if str(member[0]) == "LITERAL")


def _few(texts: Sequence[_T], most: int) -> list[_T]:
    """So many of the texts, each once, spread over all of them."""
    every = list(dict.fromkeys(texts))
    return every if len(every) <= most else [every[at * len(every) // most] for at in range(most)]

"""What the documents for those who change the program name exists: files, definitions, modules, commands.

A name stands between backticks, in a drawing (a fenced block) or among indented commands. What is to come has "(not
yet)" behind its name, and must not exist: whoever makes it takes the mark away.
"""

from __future__ import annotations

import ast
import re
import sys
from functools import cache
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path

import pytest

from placentin_tui.cli.parser import GROUPS

ROOT = Path(__file__).parents[2]
PACKAGE = ROOT / "placentin_tui"
DOCUMENTS = [
    *(ROOT / name for name in ("CONTRIBUTING.md", "SECURITY.md", "docs/architecture.md")),
    *sorted((ROOT / "docs" / "adr").glob("*.md")),
]
TARGETS = set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE))
COMMANDS = {command for commands in GROUPS.values() for command in commands}
INTERNAL = {"courier", "frame"}
"""What `__main__` takes besides, for the program's own use."""
PRODUCT_WORDS = (
    "act", "article", "courier", "edition", "Flash", "full text", "gate", "held", "launch frame", "measure",
    "offline-ready", "outbox", "payload", "read watermark", "revision", "slot", "source", "view",
)  # fmt: skip

_NAME = re.compile(r"`([^`\n]+)`(\s+\(not yet\))?")
_PATH = re.compile(r"\.?[\w*-]+(?:\.\w+)?(?:/[\w.*-]+)*/?(?:::\w+(?:\.\w+)?)?")
_SUFFIXES = (".py", ".md", ".toml", ".tcss", ".po", ".mo", ".pot", ".lock", ".html", ".json")
_FENCED = re.compile(r"^```\n(.+?)^```", re.MULTILINE | re.DOTALL)
_DRAWN_PATH = re.compile(r"(?<![\w/])[a-z_]+/[\w/]*(?:\.py(?:::\w+(?:\.\w+)?)?|(?<=/)(?!\w))")
_DRAWN_DEFINITION = re.compile(r"(?<![\w/.:])(\w+)\.(?!py\b|db\b)([a-z]\w+)")
_DOTTED = re.compile(r"(?:placentin_tui|tests|bench|tools|screenshots)(?:\.\w+)+")


def named(document: Path) -> list[tuple[str, bool]]:
    """What stands between backticks or is a path in a drawing, and whether it is marked as not there yet."""
    text = document.read_text("utf-8")
    drawn = [path for drawing in _FENCED.findall(text) for path in _DRAWN_PATH.findall(drawing)]
    return [*((name, bool(mark)) for name, mark in _NAME.findall(text)), *((path, False) for path in drawn)]


def is_path(name: str) -> bool:
    file = name.partition("::")[0]
    return bool(_PATH.fullmatch(name)) and ("/" in file or (file.endswith(_SUFFIXES) and file[0] != "."))


def files_of(path: str) -> list[Path]:
    """The files a path means, from the root or from the package; a star stands for any part of a name."""
    return [file for folder in (ROOT, PACKAGE) for file in folder.glob(path.rstrip("/"))]


@cache
def defined_in(file: Path) -> frozenset[str]:
    """The names a file defines; those of a class behind the class's own: `Class.method`."""
    return frozenset(_defined(ast.parse(file.read_text("utf-8")).body))


def _defined(body: list[ast.stmt], inside: str = "") -> set[str]:
    found: set[str] = set()
    for node in body:
        match node:
            case ast.FunctionDef(name=name) | ast.AsyncFunctionDef(name=name):
                found.add(inside + name)
            case ast.ClassDef(name=name, body=members):
                found |= {inside + name} | _defined(members, f"{inside}{name}.")
            case ast.Assign(targets=[ast.Name(id=name)]) | ast.AnnAssign(target=ast.Name(id=name)):
                found.add(inside + name)
            case _:
                pass
    return found


def is_there(name: str) -> bool:
    """Whether the file is there, and defines what stands behind `::`."""
    path, _, definition = name.partition("::")
    files = files_of(path)
    return bool(files) and (not definition or any(definition in defined_in(file) for file in files))


def can_be_imported(dotted: str) -> bool:
    """Whether it is a module, or something in one."""
    module, *names = dotted.split(".")
    found: object = import_module(module)
    for name in names:
        module = f"{module}.{name}"
        if not hasattr(found, name):
            if find_spec(module) is None:
                return False
            import_module(module)
        found = getattr(found, name)
    return True


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.name)
def test_every_path_is_there(document: Path) -> None:
    paths = [(name, is_to_come) for name, is_to_come in named(document) if is_path(name)]
    assert paths
    assert [name for name, is_to_come in paths if is_there(name) is is_to_come] == []


def test_every_definition_in_a_drawing_is_there() -> None:
    files = list(PACKAGE.rglob("*.py"))
    known = {name for file in files for name in defined_in(file) if "." in name}
    known |= {f"{file.stem}.{name}" for file in files for name in defined_in(file)}
    drawings = [drawing for document in DOCUMENTS for drawing in _FENCED.findall(document.read_text("utf-8"))]
    drawn = {".".join(pair) for drawing in drawings for pair in _DRAWN_DEFINITION.findall(drawing)}
    assert len(drawn) > 5
    assert drawn <= known


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.name)
def test_every_module_is_there(document: Path) -> None:
    dotted = [name for name, _ in named(document) if _DOTTED.fullmatch(name) and not is_path(name)]
    assert [name for name in dotted if not can_be_imported(name)] == []


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.name)
def test_every_link_leads_somewhere(document: Path) -> None:
    links = re.findall(r"\]\(([^)#]+)\)", document.read_text("utf-8"))
    assert [link for link in links if "://" not in link and not (document.parent / link).exists()] == []


def commands(document: Path) -> list[str]:
    """The command lines a document shows."""
    text = document.read_text("utf-8")
    lines = [line.strip().partition("  #")[0] for line in re.findall(r"^    \S.*$", text, re.MULTILINE)]
    shown = [*(name for name, _ in named(document)), *lines]
    return [line for line in shown if re.match(r"(make|placentin-tui|python -m|\.venv/bin/\S+) ", line)]


def exists(command: str) -> bool:
    """Whether the target, the command or the module is there."""
    words = command.split()
    if words[0] == "make":
        return words[1] in TARGETS
    if words[0] == "placentin-tui":
        return words[1] in COMMANDS | INTERNAL
    if words[1] == "-m":
        return find_spec(words[2]) is not None
    return Path(sys.executable).with_name(Path(words[0]).name).exists()


def test_every_command_is_there() -> None:
    shown = [command for document in DOCUMENTS for command in commands(document)]
    assert len(shown) > 20
    assert [command for command in shown if not exists(command)] == []


def test_the_guide_names_every_check() -> None:
    guide = (ROOT / "CONTRIBUTING.md").read_text("utf-8")
    assert {target for target in TARGETS if f"`make {target}`" not in guide} == set()


def glossary() -> dict[str, str]:
    """The glossary's words, each with its row."""
    text = (ROOT / "docs" / "architecture.md").read_text("utf-8").partition("## Glossary\n")[2]
    rows = re.findall(r"^\| ([^|]+?) \| (.+) \|$", text, re.MULTILINE)
    return {word.strip("*"): row for word, row in rows if word.startswith("**")}


def test_the_glossary_has_the_words_of_the_product_and_says_where_each_lives() -> None:
    words = glossary()
    assert set(PRODUCT_WORDS) <= set(words)
    assert [word for word, row in words.items() if not any(is_path(name) for name, _ in _NAME.findall(row))] == []

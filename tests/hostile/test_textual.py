"""What the toolkit would take for markup, or open, or break on, is nowhere left to it: read in the source itself."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from importlib.metadata import version
from pathlib import Path

import pytest

from placentin_tui.errors import LibraryError
from placentin_tui.models import NewSource
from placentin_tui.prose.layout import text_width
from placentin_tui.rendering.truncate import cut
from placentin_tui.ui.app import PlacentinApp
from tests.harness.test_rooms import loaded_by
from tests.hostile.papers import fill
from tests.ui.paper import Paper, article
from tests.ui.screen_text import sees

PACKAGE = Path(__file__).parents[2] / "placentin_tui"
DRAWN = sorted((PACKAGE / "ui").rglob("*.py"))
SHELLS = {"system", "popen", "create_subprocess_shell", "getoutput", "getstatusoutput", "eval", "exec"}
WIDGETS = {"Static", "Label", "Button", "Checkbox", "Tab", "Collapsible", "RadioButton", "Digits", "Link", "ListItem"}
MARKUP_WIDGETS = {"Markdown", "MarkdownViewer", "RichLog", "Log", "DataTable", "Tree", "SelectionList", "Select"}


def nodes(file: Path) -> Iterator[ast.AST]:
    return ast.walk(ast.parse(file.read_text("utf-8")))


def named(node: ast.AST | None) -> str:
    return node.attr if isinstance(node, ast.Attribute) else getattr(node, "id", "")


def says_no_markup(call: ast.Call) -> bool:
    return any(word.arg == "markup" and getattr(word.value, "value", None) is False for word in call.keywords)


def is_content(value: ast.AST) -> bool:
    """`Content(…)`, `Content.styled(…)`, `Content.assemble(…)`: made of text, never of markup; or a sign of our own."""
    if isinstance(value, ast.Constant):
        return "[" not in str(value.value)
    if not isinstance(value, ast.Call):
        return False
    function = value.func
    whose = function.value if isinstance(function, ast.Attribute) else function
    return named(whose) == "Content" and named(function) in ("Content", "styled", "assemble")


def gives_content(value: ast.AST, file: Path) -> bool:
    """A call of a function of the same file that says it gives `Content`, or a name last given one."""
    if isinstance(value, ast.Name):
        given = [node for node in nodes(file) if isinstance(node, ast.Assign) and named(node.targets[0]) == value.id]
        last = max((node for node in given if node.lineno < value.lineno), key=lambda node: node.lineno)
        return is_content(last.value) or gives_content(last.value, file)
    if isinstance(value, ast.IfExp):
        return all(is_content(part) or gives_content(part, file) for part in (value.body, value.orelse))
    made = {node.name for node in nodes(file) if isinstance(node, ast.FunctionDef) and named(node.returns) == "Content"}
    return isinstance(value, ast.Call) and named(value.func) in made


@pytest.mark.parametrize("file", DRAWN, ids=lambda file: str(file.relative_to(PACKAGE)))
def test_no_bare_text_is_handed_to_what_reads_markup(file: Path) -> None:
    for node in nodes(file):
        if isinstance(node, ast.Call):
            name = named(node.func)
            if name in WIDGETS and node.args:
                assert is_content(node.args[0]) or says_no_markup(node), (name, node.lineno)
            if name == "update" and file.name != "app.py":
                assert is_content(node.args[0]) or gives_content(node.args[0], file), node.lineno
            if name == "OptionList":
                assert says_no_markup(node), node.lineno
            if name == "notify":
                assert file.name == "library_app.py", node.lineno
                assert says_no_markup(node), node.lineno
            assert name not in ("from_markup", "from_text", "render_markup"), node.lineno
            assert name not in MARKUP_WIDGETS, node.lineno
            markup = [word.value for word in node.keywords if word.arg == "markup"]
            assert all(getattr(value, "value", None) is False for value in markup), node.lineno
        if isinstance(node, ast.Assign):
            for target in node.targets:
                if named(target) in ("border_title", "border_subtitle", "tooltip"):
                    assert is_content(node.value), (named(target), node.lineno)


@pytest.mark.parametrize("file", DRAWN, ids=lambda file: str(file.relative_to(PACKAGE)))
def test_every_worker_says_what_it_is_and_what_its_failure_does(file: Path) -> None:
    """Its exception ends the app unless it says otherwise: nobody relies on that without knowing."""
    for node in nodes(file):
        if isinstance(node, ast.Call) and named(node.func) == "run_worker":
            assert {"group", "exit_on_error"} <= {word.arg for word in node.keywords}, node.lineno


def test_no_process_is_started_through_a_shell() -> None:
    for file in PACKAGE.rglob("*.py"):
        for node in nodes(file):
            if isinstance(node, ast.Call):
                assert named(node.func) not in ("system", "popen", "create_subprocess_shell", "getoutput"), (
                    file,
                    node.lineno,
                )
                assert not any(word.arg == "shell" for word in node.keywords), (file, node.lineno)
                assert named(node.func) not in ("eval", "exec", "loads_pickle"), (file, node.lineno)


def test_feedparser_is_never_handed_a_document_of_which_it_might_open_the_name() -> None:
    for file in PACKAGE.rglob("*.py"):
        assert "feedparser.parse(" not in "".join(
            line for line in file.read_text("utf-8").splitlines() if not line.lstrip().startswith(("#", "`"))
        ), file


def test_rich_is_one_that_does_not_hang_on_a_nul() -> None:
    assert int(version("rich").partition(".")[0]) >= 15


@pytest.mark.parametrize("size", [(1, 1), (3, 3), (4, 2), (5, 9), (12, 4), (20, 5)])
async def test_no_window_is_too_small(tmp_path: Path, size: tuple[int, int]) -> None:
    """A list of options breaks at four columns, were it let."""
    paper = Paper(tmp_path)
    with paper.open() as library:
        fill(library, "Titre 👨\u200d👩\u200d👧 e\u0301\u0301 ❤\ufe0f 漢字 نص")
    app = paper.app()
    async with app.run_test(size=size) as pilot:
        for keys in (
            "P",
            "escape",
            "enter",
            "u",
            "escape",
            "S",
            "escape",
            "O",
            "escape",
            "question_mark",
            "escape",
            "q",
        ):
            await pilot.press(keys)
            await pilot.pause()
        await pilot.resize_terminal(80, 24)
        assert await sees(pilot, "Titre")


async def test_what_cannot_be_remembered_is_said_and_no_crash(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    app: PlacentinApp = Paper(tmp_path).app()

    async def fails(_act: object) -> None:
        raise LibraryError("Le disque est plein.")

    async with app.run_test(size=(100, 30), notifications=True) as pilot:
        monkeypatch.setattr(app._own_writer, "submit", fails)
        app.remember("theme", "x")
        assert await sees(pilot, "Le disque est plein.")
        assert app.is_running


async def test_no_widget_for_each_paragraph_or_headline(tmp_path: Path) -> None:
    """Mounting one for each would cost seconds for an article, minutes for a list."""
    counts = []
    for articles, paragraphs in ((2, 2), (300, 3000)):
        paper = Paper(tmp_path / str(articles))
        with paper.open() as library:
            source = library.sources.add(NewSource(url="https://x.example/feed", title="X")).id
            html = "".join(f"<p>Paragraphe {n}.</p>" for n in range(paragraphs))
            library.articles.store(source, [article(n, html=html) for n in range(articles)])
        app = paper.app()
        async with app.run_test(size=(120, 40)) as pilot:
            await pilot.press("enter")
            assert await sees(pilot, "Paragraphe 1.")
            counts.append(len(app.screen.query("*")))
    assert counts[0] == counts[1]


def test_what_talks_to_the_terminal_when_it_is_imported_waits_until_it_is_wanted() -> None:
    assert "textual_image" not in loaded_by("placentin_tui.ui.app", "placentin_tui.ui.screens.main.screen")


def test_a_text_is_cut_between_letters_whatever_they_are_made_of() -> None:
    for text in ("é" * 50, "e\u0301" * 50, "👨\u200d👩\u200d👧" * 20, "漢" * 50, "❤\ufe0f" * 50):
        for width in range(1, 30):
            made = cut(text, width)
            assert text_width(made) <= width
            assert not made.endswith("\u200d")

"""Every screen's keys come from the registry, can be changed in the config, and are named where they are shown."""

from __future__ import annotations

import ast
import importlib
import pkgutil
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from textual.binding import Binding
from textual.dom import DOMNode
from textual.widgets import TextArea

import placentin_tui.ui
from placentin_tui.commands import COMMANDS, Scope, of_scopes
from placentin_tui.config import Config
from placentin_tui.models import View
from placentin_tui.ui.bindings import bindings
from placentin_tui.ui.screens.composer import Composer
from placentin_tui.ui.screens.help import HelpScreen
from placentin_tui.ui.screens.main.screen import MainScreen
from placentin_tui.ui.screens.palette import Palette
from placentin_tui.ui.screens.picker import Picker
from placentin_tui.ui.screens.sources import SourcesScreen
from placentin_tui.ui.widgets.paper_list import PaperList
from tests.ui.screen_text import screen_text, sees, until

if TYPE_CHECKING:
    from collections.abc import Iterator

    from placentin_tui.ui.app import PlacentinApp
    from tests.ui.paper import Paper

UI = Path(placentin_tui.ui.__path__[0])


def classes() -> Iterator[type[DOMNode]]:
    """Every screen and widget of ours."""
    for module in pkgutil.walk_packages(placentin_tui.ui.__path__, "placentin_tui.ui."):
        for value in vars(importlib.import_module(module.name)).values():
            if isinstance(value, type) and issubclass(value, DOMNode) and value.__module__ == module.name:
                yield value


def declared() -> dict[type[DOMNode], list[Any]]:
    return {cls: vars(cls)["BINDINGS"] for cls in classes() if vars(cls).get("BINDINGS")}


def test_every_screens_bindings_are_those_of_the_registry() -> None:
    of_registry = [bindings(scope) for scope in Scope]
    assert len(declared()) == len(Scope)
    assert [cls for cls, found in declared().items() if found not in of_registry] == []


def test_no_other_module_makes_a_binding() -> None:
    makers = {
        str(file.relative_to(UI))
        for file in UI.rglob("*.py")
        for node in ast.walk(ast.parse(file.read_text("utf-8")))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "Binding"
    }
    assert makers == {"bindings.py"}


def test_every_command_is_on_a_screen_that_can_do_it() -> None:
    for cls, found in declared().items():
        for binding in found:
            assert isinstance(binding, Binding)
            name = binding.action.partition("(")[0]
            owner = placentin_tui.ui.app.PlacentinApp if name.startswith("app.") else cls
            assert hasattr(owner, f"action_{name.removeprefix('app.')}"), (cls, binding.id)


@pytest.fixture
def commented(paper: Paper) -> Paper:
    """A paper that takes comments."""
    with paper.open() as library:
        library.sources.set_rest_root(1, "https://courrier.example/wp-json/")
    return paper


# ── other keys ───────────────────────────────────────────────────────────────────────────────────────────────────────


async def in_papers(app: PlacentinApp, pilot: Any, down: str = "down") -> None:
    await pilot.press("P")
    assert await until(pilot, lambda: isinstance(app.screen, SourcesScreen))
    await pilot.press(down)


async def test_a_key_of_the_papers_can_be_changed(paper: Paper) -> None:
    app = paper.app(Config(language="en", keys={"papers-rename": "f6", "papers-down": "n"}))
    async with app.run_test(size=(100, 40)) as pilot:
        await in_papers(app, pilot, "n")
        assert app.screen.query_one(PaperList).cursor == 1
        assert "F6 title" in screen_text(app)
        await pilot.press("k", "n", "t")
        await pilot.pause()
        assert isinstance(app.screen, SourcesScreen)
        assert app.screen.query_one(PaperList).cursor == 1
        await pilot.press("f6")
        assert await sees(pilot, "What shall this paper be called?")


async def test_a_key_chosen_on_one_screen_is_free_on_the_others(paper: Paper) -> None:
    app = paper.app(Config(language="en", keys={"papers-refresh": "s"}))
    async with app.run_test(size=(100, 40)) as pilot:
        await pilot.press("s")
        assert await until(
            pilot, lambda: app.front.headlines.current is not None and app.front.headlines.current.starred
        )
        await in_papers(app, pilot)
        assert "s test now" in screen_text(app)
        assert "U undo" in screen_text(app)
        assert "selector" in screen_text(app)
        assert "s selector" not in screen_text(app)


async def test_the_words_of_the_papers_name_the_chosen_keys(paper: Paper) -> None:
    app = paper.app(Config(language="en", keys={"papers-pictures": "f7", "papers-full-text": "f8"}))
    async with app.run_test(size=(100, 40)) as pilot:
        await in_papers(app, pilot)
        assert await sees(pilot, "F7 pictures")
        assert "F8 full text" in screen_text(app)


async def test_keys_of_the_composer_can_be_changed(commented: Paper) -> None:
    """Even to keys the field has for itself."""
    app = commented.app(Config(language="en", keys={"composer-discard": "ctrl+k", "composer-keep": "ctrl+e"}))
    async with app.run_test(size=(100, 40)) as pilot:
        await pilot.press("C")
        assert await until(pilot, lambda: isinstance(app.screen, Composer))
        assert await sees(pilot, "Ctrl+K throws it away")
        app.screen.query_one(TextArea).focus()
        await pilot.press("a", "ctrl+d", "b", "ctrl+k")
        assert await sees(pilot, "Ctrl+K once more throws this draft away for good.")
        assert isinstance(app.screen, Composer)
        assert app.screen.query_one(TextArea).text.endswith("ab")
        await pilot.press("ctrl+e")
        assert await until(pilot, lambda: isinstance(app.screen, MainScreen))


async def test_a_key_can_be_taken_away(paper: Paper) -> None:
    app = paper.app(Config(language="en", keys={"star": "", "papers-rename": ""}))
    async with app.run_test(size=(100, 40)) as pilot:
        await pilot.press("s")
        await pilot.pause()
        assert app.library.articles.count(View(starred=True)) == 0
        await in_papers(app, pilot)
        await pilot.press("t")
        await pilot.pause()
        assert isinstance(app.screen, SourcesScreen)


async def test_the_links_keys_can_be_changed(paper: Paper, monkeypatch: pytest.MonkeyPatch) -> None:
    followed: list[int] = []
    monkeypatch.setattr(MainScreen, "action_link", lambda _page, n: followed.append(n))
    app = paper.app(Config(language="en", keys={"link": "ctrl+a,ctrl+b"}))
    async with app.run_test(size=(100, 40)) as pilot:
        await pilot.press("1", "ctrl+b", "9", "ctrl+a")
        await pilot.pause()
        assert followed == [2, 1]


# ── the palette and the help of a screen ─────────────────────────────────────────────────────────────────────────────


async def test_the_palette_offers_what_the_screen_below_can_do(paper: Paper) -> None:
    app = paper.app(Config(language="en"))
    async with app.run_test(size=(100, 40)) as pilot:
        await in_papers(app, pilot)
        await pilot.press("ctrl+p")
        assert await until(pilot, lambda: isinstance(app.screen, Palette))
        assert isinstance(app.screen, Picker)
        offered = {entry.value for entry in app.screen._entries}
        own = {command.id for command in of_scopes(COMMANDS, Scope.PAPERS, Scope.DIALOG)}
        assert offered == own - {"papers-palette"}
        await pilot.press(*"title", "enter")
        assert await sees(pilot, "What shall this paper be called?")


async def test_help_and_palette_of_the_composer_lead_back_to_the_draft(commented: Paper) -> None:
    app = commented.app(Config(language="en"))
    async with app.run_test(size=(100, 40)) as pilot:
        await pilot.press("C")
        assert await until(pilot, lambda: isinstance(app.screen, Composer))
        await pilot.press("f1")
        assert await until(pilot, lambda: isinstance(app.screen, HelpScreen))
        assert "While you write a comment" in screen_text(app)
        await pilot.press("f1")
        assert await until(pilot, lambda: isinstance(app.screen, Composer))
        await pilot.press("ctrl+p", *"keep", "enter")
        assert await until(pilot, lambda: isinstance(app.screen, MainScreen))

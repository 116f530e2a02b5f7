"""Copying, by key, by selection and in fields: one way for all, and only what is known is said. And Ctrl+C besides."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest
from textual.widgets import Input, TextArea

from placentin_tui.config import Config
from placentin_tui.ui.services import desktop_actions
from tests.ui.screen_text import until
from tests.ui.test_acts import said
from tests.ui.test_selection import lines, select

if TYPE_CHECKING:
    from pathlib import Path

    from textual.pilot import Pilot

    from placentin_tui.ui.app import PlacentinApp
    from tests.ui.paper import Paper

ENGLISH = Config(language="en")


@pytest.fixture
def clipboard(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A desktop's clipboard of the test's own: what it holds stands in this file."""
    kept = tmp_path / "clipboard"
    program = tmp_path / "bin" / "xclip"
    program.parent.mkdir()
    program.write_text(f'#!/bin/sh\ncat > "{kept}.new" && mv "{kept}.new" "{kept}"\n')
    program.chmod(0o755)
    monkeypatch.setenv("PATH", f"{program.parent}{os.pathsep}{os.environ['PATH']}")
    monkeypatch.setenv("DISPLAY", ":7")
    return kept


@pytest.fixture(autouse=True)
def no_tmux(monkeypatch: pytest.MonkeyPatch) -> None:
    """The tests may run in one."""
    monkeypatch.delenv("TMUX", raising=False)


async def selected(pilot: Pilot[int], app: PlacentinApp, word: str) -> None:
    """Draw over a word of the article with the mouse."""
    await pilot.press("enter")
    await pilot.pause()
    row, text = next((n, text) for n, text in enumerate(lines(app)) if word in text)
    start = text.index(word)
    await select(pilot, (start, row), (start + len(word) - 1, row))


async def test_the_key_and_the_selection_fill_the_same_clipboard(paper: Paper, clipboard: Path) -> None:
    app = paper.app(ENGLISH)
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.press("y")
        assert await until(pilot, lambda: app._notifications and said(app) == "Copied: https://courrier.example/0/")
        assert clipboard.read_text() == "https://courrier.example/0/"
        await selected(pilot, app, "premier")
        await pilot.press("ctrl+c")
        assert await until(pilot, lambda: said(app) == "Copied: premier")
        assert (clipboard.read_text(), app.clipboard) == ("premier", "premier")


async def test_what_only_the_terminal_was_asked_for_is_not_said_to_be_copied(paper: Paper) -> None:
    app = paper.app(ENGLISH)
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.press("y")
        assert await until(pilot, lambda: app._notifications and said(app).startswith("Handed to the terminal, which"))


async def test_a_program_that_fails_is_no_success(paper: Paper, clipboard: Path) -> None:
    (clipboard.parent / "bin" / "xclip").write_text("#!/bin/sh\nexit 1\n")
    app = paper.app(ENGLISH)
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.press("y")
        assert await until(pilot, lambda: app._notifications and said(app).startswith("Handed to the terminal, which"))


async def test_a_field_copies_and_cuts_what_is_selected_in_it(paper: Paper, clipboard: Path) -> None:
    app = paper.app(ENGLISH)
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.press("a", *"example.org", "ctrl+a", "shift+home")
        app.screen.query_one(Input).select_all()
        await pilot.press("ctrl+c")
        assert await until(pilot, lambda: clipboard.exists() and clipboard.read_text() == "example.org")
        app.screen.query_one(Input).select_all()
        await pilot.press("ctrl+x")
        assert app.screen.query_one(Input).value == ""
        assert await until(pilot, lambda: said(app) == "Copied: example.org")


async def test_what_is_copied_is_said_as_text_and_not_at_length(paper: Paper) -> None:
    app = paper.app(ENGLISH)
    async with app.run_test(size=(120, 40)) as pilot:
        desktop_actions.copy(app, "[red]\x1b[31m" + "long " * 100)
        assert await until(pilot, lambda: bool(app._notifications))
        assert "[red][31mlong long" in said(app)
        assert len(said(app)) < 300


# ── Ctrl+C ───────────────────────────────────────────────────────────────────────────────────────────────────────────


async def test_ctrl_c_says_once_how_to_quit_in_the_readers_language(paper: Paper) -> None:
    app = paper.app()
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("ctrl+c")
        await pilot.pause()
        assert said(app) == "Ctrl+C encore une fois pour quitter\N{NARROW NO-BREAK SPACE}; ou Q."
        assert len(app._notifications) == 1
        assert app.is_running


async def test_ctrl_c_twice_within_two_seconds_quits(paper: Paper) -> None:
    app = paper.app(ENGLISH)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("ctrl+c", "ctrl+c")
        await pilot.pause()
        assert app.return_code == 0


async def test_ctrl_c_later_than_that_only_says_it_again(paper: Paper) -> None:
    app = paper.app(ENGLISH)
    async with app.run_test(size=(80, 24)) as pilot:
        for _press in range(4):
            await pilot.press("ctrl+c")
            await pilot.pause()
            app._interrupted -= 2.1
        assert app.return_code is None
        assert len(app._notifications) == 1


async def test_ctrl_c_on_a_selection_never_counts(paper: Paper) -> None:
    app = paper.app(ENGLISH)
    async with app.run_test(size=(120, 40)) as pilot:
        await selected(pilot, app, "premier")
        await pilot.press("ctrl+c", "ctrl+c", "ctrl+c")
        await pilot.pause()
        assert app.return_code is None


@pytest.mark.parametrize("keys", ["slash", "a", "colon", "ctrl+f"])
async def test_ctrl_c_in_a_field_is_the_fields(paper: Paper, keys: str) -> None:
    app = paper.app(ENGLISH)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press(keys)
        await pilot.pause()
        assert isinstance(app.focused, Input)
        await pilot.press(*"ab", "ctrl+c", "ctrl+c", "ctrl+c", "c")
        await pilot.pause()
        assert app.return_code is None
        assert isinstance(app.focused, Input)
        assert app.focused.value == "abc"


async def test_ctrl_c_in_the_composer_is_the_texts(paper: Paper) -> None:
    with paper.open() as library:
        library.sources.set_rest_root(1, "https://courrier.example/wp-json/")
    app = paper.app(ENGLISH)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("C")
        assert await until(pilot, lambda: bool(app.screen.query(TextArea)))
        app.screen.query_one(TextArea).focus()
        await pilot.press(*"ab", "ctrl+c", "ctrl+c", "c")
        assert app.screen.query_one(TextArea).text == "abc"
        assert app.return_code is None


@pytest.mark.parametrize("key", ["P", "S", "question_mark", "E"])
async def test_ctrl_c_in_a_card_says_it_and_quits_too(paper: Paper, key: str) -> None:
    app = paper.app(ENGLISH)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press(key)
        await pilot.pause()
        await pilot.press("ctrl+c")
        await pilot.pause()
        assert said(app) == "Ctrl+C once more quits; so does Q."
        await pilot.press("ctrl+c")
        await pilot.pause()
        assert app.return_code == 0

"""The terminal's cursor stands on what the keys are for, for those who read by hand or by ear."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import pytest
from textual.widgets import OptionList, TextArea

from placentin_tui.config import Config
from placentin_tui.models import View
from placentin_tui.models.setting_enums import CursorMode
from placentin_tui.ui.terminal_cursor import is_shown
from tests.harness.home import environment
from tests.harness.tty import Tty
from tests.ui.paper import debate
from tests.ui.screen_text import screen_text, until

if TYPE_CHECKING:
    from pathlib import Path

    from placentin_tui.ui.app import PlacentinApp
    from tests.ui.paper import Paper

ENGLISH = Config(language="en")


def behind(app: PlacentinApp) -> str:
    """What stands on the screen from the cursor on."""
    column, row = app.cursor_position
    return screen_text(app).splitlines()[row][column:]


@pytest.mark.parametrize("size", [(120, 40), (80, 24), (40, 12)])
async def test_in_the_list_it_stands_on_the_chosen_headline(paper: Paper, size: tuple[int, int]) -> None:
    app = paper.app(ENGLISH)
    async with app.run_test(size=size) as pilot:
        for n in range(12):
            assert behind(app).startswith(f"Titre {n} "), n
            await pilot.press("j")
            await pilot.pause()
        await pilot.press("g")
        await pilot.pause()
        assert behind(app).startswith("Titre 0 ")


async def test_in_an_article_it_stands_where_a_paragraph_begins_and_follows(paper: Paper) -> None:
    app = paper.app(Config(language="en", measure=40))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("j", "j", "enter")
        await pilot.pause()
        assert behind(app).startswith("‹ CULTURE  Le Courrier")
        seen = []
        for key in ("space", "space", "j", "j", "b"):
            await pilot.press(key)
            await pilot.pause()
            assert behind(app).startswith("Paragraphe numéro "), key
            seen.append(behind(app).split()[2])
        assert int(seen[0]) < int(seen[1])


async def test_in_an_article_it_stands_on_the_word_found_and_on_the_comment_chosen(paper: Paper) -> None:
    with paper.open() as library:
        library.comments.store(library.articles.page(View(), limit=2)[1].id, debate())
    app = paper.app(ENGLISH)
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.press("j", "enter", "slash", *"paragraphe", "enter")
        await pilot.pause()
        assert behind(app).startswith("paragraphe avec")
        await pilot.press("n")
        await pilot.pause()
        assert behind(app).startswith("paragraphe, avec")
        await pilot.press("escape", "J")
        await pilot.pause()
        assert behind(app).startswith("Hélène")
        await pilot.press("J")
        await pilot.pause()
        assert behind(app).startswith("O’Connor")


@pytest.mark.parametrize("key", ["S", "E", "u", "O"])
async def test_in_a_card_it_stands_on_the_chosen_entry(paper: Paper, key: str) -> None:
    with paper.open() as library:
        library.outbox.write(1, "", "A", "a@example.org", "Un.")
        library.outbox.write(2, "", "A", "a@example.org", "Deux.")
    app = paper.app(ENGLISH)
    async with app.run_test(size=(100, 40)) as pilot:
        await pilot.press(key)
        assert await until(pilot, lambda: bool(app.screen.query(OptionList)))
        for _press in range(3):
            await pilot.pause()
            options = (
                app.screen.focused if isinstance(app.screen.focused, OptionList) else app.screen.query_one(OptionList)
            )
            assert options.highlighted is not None
            prompt = str(options.get_option_at_index(options.highlighted).prompt).splitlines()[0]
            assert behind(app).split()[:2] == prompt.split()[:2]
            await pilot.press("down")


async def test_among_the_papers_it_stands_on_the_name_of_the_chosen_one(paper: Paper) -> None:
    app = paper.app(ENGLISH)
    async with app.run_test(size=(100, 40)) as pilot:
        await pilot.press("P")
        assert await until(pilot, lambda: behind(app).startswith("All papers "))
        await pilot.press("j")
        assert await until(pilot, lambda: behind(app).startswith("Le Courrier du Levant "))


async def test_in_fields_it_stands_at_the_caret(paper: Paper) -> None:
    with paper.open() as library:
        library.sources.set_rest_root(1, "https://courrier.example/wp-json/")
    app = paper.app(ENGLISH)
    async with app.run_test(size=(100, 40)) as pilot:
        for opens in ("slash", "ctrl+f", "a"):
            await pilot.press(opens, *"mot")
            await pilot.pause()
            column, row = app.cursor_position
            assert screen_text(app).splitlines()[row][:column].endswith("mot"), opens
            await pilot.press("escape", "escape")
            await pilot.pause()
        await pilot.press("C")
        assert await until(pilot, lambda: bool(app.screen.query(TextArea)))
        app.screen.query_one(TextArea).focus()
        await pilot.press(*"mot")
        await pilot.pause()
        column, row = app.cursor_position
        assert screen_text(app).splitlines()[row][:column].endswith("mot")


async def test_in_the_palette_it_is_in_the_line_and_then_in_the_list(paper: Paper) -> None:
    app = paper.app(ENGLISH)
    async with app.run_test(size=(100, 40)) as pilot:
        await pilot.press("colon", *"unread")
        await pilot.pause()
        column, row = app.cursor_position
        assert screen_text(app).splitlines()[row][:column].endswith("unread")
        await pilot.press("down")
        await pilot.pause()
        assert behind(app).startswith("Next unread")
        await pilot.press("x")
        await pilot.pause()
        column, row = app.cursor_position
        assert screen_text(app).splitlines()[row][:column].endswith("unreadx")


@pytest.mark.parametrize(
    ("wish", "environment_", "shown"),
    [
        (CursorMode.AUTO, {}, False), (CursorMode.AUTO, {"BRLTTY": "1"}, True),
        (CursorMode.AUTO, {"ACCESSIBILITY_ENABLED": "1"}, True),
        (CursorMode.AUTO, {"ACCESSIBILITY_ENABLED": "0"}, False), (CursorMode.ON, {}, True),
        (CursorMode.OFF, {"BRLTTY": "1"}, False),
    ],
)  # fmt: skip
def test_when_it_is_visible(wish: CursorMode, environment_: dict[str, str], shown: bool) -> None:
    assert is_shown(wish, environment_) is shown


@pytest.mark.parametrize(("env", "shown"), [({}, False), ({"BRLTTY": "1"}, True)])
def test_the_terminal_has_it_there_and_gets_it_back_at_the_end(
    tmp_path: Path, env: dict[str, str], shown: bool
) -> None:
    names = {"BRLTTY": "", "ACCESSIBILITY_ENABLED": "", **environment(tmp_path), **env}
    with Tty([sys.executable, "-m", "placentin_tui", "--offline"], env=names, cwd=tmp_path) as tty:
        tty.wait("Welcome")
        tty.send("\x1b")
        tty.wait(lambda screen: "Which paper" not in screen)
        tty.send("j")
        tty.wait("2/")
        tty.settle(0.3)
        column, row, visible = tty.cursor
        assert visible is shown
        assert tty.cells(range(column, column + 1), range(row, row + 1))[0][3], "on a headline, which is bold"
        tty.send("Q")
        assert tty.exit() == 0
        assert tty.cursor[2]

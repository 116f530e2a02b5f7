"""The mouse alone is enough: headlines, links, the page's buttons, the status line, the cards."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.widgets import OptionList

from placentin_tui.config import Config
from placentin_tui.ui.screens.help import HelpScreen
from placentin_tui.ui.screens.links import LinksScreen
from placentin_tui.ui.widgets.headline_list import HeadlineList
from placentin_tui.ui.widgets.status_line import StatusLine
from tests.ui.screen_text import screen_text, sees, until

if TYPE_CHECKING:
    from tests.ui.paper import Paper

ENGLISH = Config(language="en")


def place_of(paper_screen: str, text: str) -> tuple[int, int]:
    """Column and row of a text on the screen."""
    for row, line in enumerate(paper_screen.split("\n")):
        if text in line:
            return line.index(text), row
    raise AssertionError(text)


async def test_a_link_in_the_text(paper: Paper) -> None:
    app = paper.app(ENGLISH)
    async with app.run_test(size=(120, 40), notifications=True) as pilot:
        assert await sees(pilot, "un autre lien")
        await pilot.click(offset=place_of(screen_text(app), "un autre lien"))
        assert await until(pilot, lambda: app.messages.shown and "https://example.org/b" in app.messages.shown.text)


async def test_the_way_back_when_narrow(paper: Paper) -> None:
    app = paper.app(ENGLISH)
    async with app.run_test(size=(60, 24)) as pilot:
        await pilot.click(HeadlineList, offset=(5, 1))
        assert await sees(pilot, "‹ CULTURE  Le Courrier du Levant")
        await pilot.click(offset=place_of(screen_text(app), "‹ CULT"))
        assert await until(pilot, lambda: isinstance(app.focused, HeadlineList))
        assert "Titre 1" in screen_text(app)


async def test_the_status_lines_hints(paper: Paper) -> None:
    app = paper.app(ENGLISH)
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.pause()
        column, row = place_of(screen_text(app), "? Help")
        assert row == 39
        await pilot.click(StatusLine, offset=(column, 0))
        assert await until(pilot, lambda: isinstance(app.screen, HelpScreen))


async def test_a_line_of_a_card(paper: Paper) -> None:
    app = paper.app(ENGLISH)
    async with app.run_test(size=(120, 40), notifications=True) as pilot:
        await pilot.press("enter", "u")
        assert await until(pilot, lambda: isinstance(app.screen, LinksScreen))
        await pilot.click(OptionList, offset=(4, 2))
        assert await until(pilot, lambda: app.messages.shown and "https://example.org/b" in app.messages.shown.text)


async def test_the_built_in_edition_comes_and_goes(paper: Paper) -> None:
    app = paper.app(ENGLISH)
    async with app.run_test(size=(120, 40)) as pilot:
        await app.front.action_do("edition")
        assert await sees(pilot, "Welcome")
        assert app.library is not app.own_library
        await pilot.press("q")
        assert await until(pilot, lambda: app.library is app.own_library)
        assert await sees(pilot, "Titre 0")

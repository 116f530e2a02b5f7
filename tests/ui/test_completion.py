"""The search line completes fields and names; `Tab` takes what it shows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.widgets import Input

from placentin_tui.ui.widgets.headline_list import HeadlineList
from tests.ui.screen_text import screen_text, sees, until

if TYPE_CHECKING:
    from tests.ui.paper import Paper


async def test_tab_takes_the_field_and_then_the_name(paper: Paper) -> None:
    app = paper.app()
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.press("slash", *"rub")
        assert await sees(pilot, "rubrique:")
        await pilot.press("tab")
        line = app.front.query_one("#search", Input)
        assert line.value == "rubrique:"
        await pilot.press(*"cul")
        assert await sees(pilot, "Tab : rubrique:Culture")
        await pilot.press("tab")
        assert line.value == "rubrique:Culture "
        assert len(app.front.headlines.pager or ()) == 6
        assert "Tab :" not in screen_text(app)
        await pilot.press("tab")
        assert isinstance(app.focused, HeadlineList)


async def test_the_right_arrow_takes_a_name_with_its_quotes(paper: Paper) -> None:
    app = paper.app()
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.press("slash", *"source:cour")
        assert await sees(pilot, 'source:cour → "Le Courrier du Levant"')
        await pilot.press("right")
        assert app.front.query_one("#search", Input).value == 'source:"Le Courrier du Levant" '
        assert len(app.front.headlines.pager or ()) == 12


async def test_a_click_on_the_line_below_takes_it(paper: Paper) -> None:
    app = paper.app()
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.press("slash", *"rubrique:dip")
        assert await sees(pilot, "Tab : rubrique:Diplomatie")
        await pilot.click("#search-notes")
        assert app.front.query_one("#search", Input).value == "rubrique:Diplomatie "


async def test_typing_on_ignores_it(paper: Paper) -> None:
    app = paper.app()
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.press("slash", *"rub", *"an", "escape")
        await pilot.pause()
        assert not app.front.searching
        await pilot.press("slash", *"titre:7", "left", "right", "tab")
        assert isinstance(app.focused, HeadlineList)


async def test_the_saved_views_are_among_the_names(paper: Paper) -> None:
    with paper.open() as library:
        library.saved.add("Le port", "section:culture")
    app = paper.app()
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.press("slash", *"dans:po")
        assert await sees(pilot, 'dans:po → "Le port"')
        await pilot.press("tab")
        assert app.front.query_one("#search", Input).value == 'dans:"Le port" '
        assert await until(pilot, lambda: len(app.front.headlines.pager or ()) == 6)

"""The list in another order, kept for each view; and everything older than an article marked read."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from textual.widgets import Input

from placentin_tui.library.articles import query_results, sorted_results
from placentin_tui.models import View
from placentin_tui.ui.widgets.masthead import Masthead
from tests.ui.screen_text import sees, until

if TYPE_CHECKING:
    from placentin_tui.ui.app import PlacentinApp
    from tests.ui.paper import Paper


def ids(app: PlacentinApp) -> list[int]:
    pager = app.front.headlines.pager
    assert pager is not None
    return [pager[index].id for index in range(len(pager))]


def above(app: PlacentinApp) -> str:
    return app.front.query_one(Masthead).view


def said(app: PlacentinApp) -> str:
    """The last message."""
    return app.messages.kept[-1].text if app.messages.kept else ""


def kept(paper: Paper) -> bool:
    """Whether an order was written into the library."""
    with paper.open() as library:
        return library.settings.get("order:{}") != ""


async def test_the_order_is_chosen_and_there_the_next_time(paper: Paper) -> None:
    app = paper.app()
    async with app.run_test(size=(120, 40)) as pilot:
        newest_first = ids(app)
        await pilot.press("Z")
        assert await sees(pilot, "Trier la liste")
        await pilot.press("down", "enter")
        assert await until(pilot, lambda: ids(app) == newest_first[::-1])
        assert above(app) == "les plus anciens d’abord"
        await pilot.press("v", "2")
        assert await until(pilot, lambda: above(app) == "Non lus")
        assert ids(app) == newest_first
        assert await until(pilot, lambda: kept(paper))
    app = paper.app()
    async with app.run_test(size=(120, 40)) as pilot:
        assert ids(app) == newest_first[::-1]
        await pilot.press("Z", "up", "enter")
        assert await until(pilot, lambda: ids(app) == newest_first)
        assert above(app) == ""


async def test_days_head_only_lists_in_the_order_of_time(paper: Paper) -> None:
    app = paper.app()
    async with app.run_test(size=(120, 40)) as pilot:
        rows = app.front.headlines
        days = [rows._day_above(index) for index in rows.in_view]
        assert any(days)
        await app.front.action_do("sort-longest")
        assert await until(pilot, lambda: above(app) == "les plus longs d’abord")
        assert not any(rows._day_above(index) for index in rows.in_view)
        pager = rows.pager
        assert pager is not None
        assert pager[0].words == max(pager[index].words for index in range(len(pager)))


async def test_the_line_above_says_how_far_it_looks(paper: Paper, monkeypatch: pytest.MonkeyPatch) -> None:
    for module in (query_results, sorted_results):
        monkeypatch.setattr(module, "SORTED", 5)
    app = paper.app()
    async with app.run_test(size=(120, 40)) as pilot:
        await app.front.action_do("sort-debated")
        assert await until(pilot, lambda: above(app) == "les 5 plus récents, les plus débattus d’abord")
        await app.front.action_do("sort-oldest")
        assert await until(pilot, lambda: above(app) == "les 5 plus anciens")
        assert len(ids(app)) == 5


async def test_a_search_gets_the_order_into_its_line(paper: Paper) -> None:
    app = paper.app()
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.press("slash", *"titre", "enter")
        found = ids(app)
        await app.front.action_do("sort-oldest")
        assert app.front.query_one("#search", Input).value == "titre tri:ancien "
        assert await until(pilot, lambda: ids(app) == found[::-1])
        await app.front.action_do("sort-newest")
        assert app.front.query_one("#search", Input).value == "titre "


async def test_all_of_a_sorted_view_is_marked_read_and_back(paper: Paper) -> None:
    app = paper.app()
    async with app.run_test(size=(120, 40)) as pilot:
        await app.front.action_do("sort-shortest")
        await pilot.press("A")
        assert await until(pilot, lambda: said(app).startswith("12 articles marqués lus"))
        await pilot.press("U")
        assert await until(pilot, lambda: said(app).startswith("12 articles sont de nouveau non lus"))


async def test_what_is_older_is_marked_read_and_back_after_a_restart(paper: Paper) -> None:
    app = paper.app()
    async with app.run_test(size=(80, 24)) as pilot:
        fourth = ids(app)[3]
        await pilot.press("j", "j", "j", "B")
        assert await until(pilot, lambda: said(app).startswith("8 articles plus anciens marqués lus"))
        with paper.open() as library:
            assert min(row.id for row in library.articles.page(View(unread=True))) == fourth
        await pilot.press("B")
        assert await until(pilot, lambda: said(app).startswith("Tout ce qui est plus ancien est déjà lu"))
    app = paper.app()
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("U")
        assert await until(pilot, lambda: said(app).startswith("8 articles sont de nouveau non lus"))
        with paper.open() as library:
            assert library.articles.count(View(unread=True)) == 12

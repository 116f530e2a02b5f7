"""Several articles picked in the list, by keys and by the mouse, and what is done with all of them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from placentin_tui.config import Config
from placentin_tui.models import View
from placentin_tui.models.setting_enums import Density
from placentin_tui.ui.article_pager import ArticlePager
from placentin_tui.ui.screens import export
from placentin_tui.ui.screens.question import QuestionScreen
from placentin_tui.ui.screens.tags import TagsScreen
from placentin_tui.ui.widgets import picks as limits
from placentin_tui.ui.widgets.headline_list import HeadlineList
from tests.ui.screen_text import screen_text, sees, until
from tests.ui.test_mouse import place_of

if TYPE_CHECKING:
    from textual.pilot import Pilot

    from placentin_tui.ui.app import PlacentinApp
    from tests.ui.paper import Paper

ENGLISH = Config(language="en")


def numbers(app: PlacentinApp) -> list[int]:
    """The ids of all articles, newest first."""
    return [place.id for place in app.library.articles.ids(View())]


def starred(app: PlacentinApp) -> list[int]:
    """The rows of the starred articles in the list of all."""
    return [row for row, each in enumerate(numbers(app)) if app.library.articles.summary(each).starred]


def later(app: PlacentinApp) -> list[int]:
    return [row for row, each in enumerate(numbers(app)) if app.library.articles.summary(each).later]


def rows(app: PlacentinApp) -> list[int]:
    """The rows that are picked, in the list of all."""
    return [row for row, each in enumerate(numbers(app)) if each in app.front.headlines.picks]


async def ready(pilot: Pilot[Any]) -> None:
    assert await until(pilot, lambda: isinstance(pilot.app.focused, HeadlineList) and pilot.app.focused.pager)


async def test_one_and_a_range_are_picked_starred_and_undone_at_once(paper: Paper) -> None:
    app = paper.app(ENGLISH)
    async with app.run_test(size=(120, 40), notifications=True) as pilot:
        await ready(pilot)
        await pilot.press("asterisk", "j", "j", "underscore")
        assert rows(app) == [0, 1, 2, 3]
        assert await sees(pilot, "4 picked")
        assert screen_text(app).count("✓") == 4

        await pilot.press("s")
        assert await until(pilot, lambda: starred(app) == [0, 1, 2, 3])
        assert await sees(pilot, "4 articles starred. U undoes it.")
        assert rows(app) == [0, 1, 2, 3], "they stay picked for the next act"
        await pilot.press("U")
        assert await until(pilot, lambda: starred(app) == [])

        await pilot.press("escape")
        assert await until(pilot, lambda: rows(app) == [])
        assert "picked" not in screen_text(app)


async def test_a_mark_that_all_have_is_taken_off(paper: Paper) -> None:
    app = paper.app(ENGLISH)
    async with app.run_test(size=(120, 40), notifications=True) as pilot:
        await ready(pilot)
        await pilot.press("e", "asterisk", "asterisk", "e")
        assert await until(pilot, lambda: later(app) == [0, 1])
        assert await sees(pilot, "1 article put off for later")
        await pilot.press("e")
        assert await until(pilot, lambda: later(app) == [])


@pytest.mark.parametrize("many", [limits.MANY, 5], ids=["by the list", "by the library"])
async def test_everything_but_one(paper: Paper, many: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "MANY", many)
    app = paper.app(ENGLISH)
    async with app.run_test(size=(120, 40), notifications=True) as pilot:
        await ready(pilot)
        await pilot.press("ctrl+a", "j", "asterisk")
        assert await sees(pilot, "11 picked")
        wanted = [0, *range(2, 12)]
        assert rows(app) == wanted
        await pilot.press("s")
        assert await until(pilot, lambda: starred(app) == wanted)
        await pilot.press("asterisk", "U")
        assert await until(pilot, lambda: starred(app) == [])


async def test_all_of_a_long_view_is_read_by_one_sweep(paper: Paper, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "MANY", 5)
    app = paper.app(ENGLISH)
    async with app.run_test(size=(120, 40), notifications=True) as pilot:
        await ready(pilot)
        await pilot.press("ctrl+a", "m")
        assert await until(pilot, lambda: app.library.articles.count(View(unread=True)) == 0)
        assert await sees(pilot, "12 articles marked read. U undoes it.")
        await pilot.press("U")
        assert await until(pilot, lambda: app.library.articles.count(View(unread=True)) == 12)


async def test_a_range_that_is_too_long_picks_nothing(paper: Paper, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "MANY", 5)
    app = paper.app(ENGLISH)
    async with app.run_test(size=(120, 40), notifications=True) as pilot:
        await ready(pilot)
        await pilot.press("asterisk", "G", "underscore")
        assert await sees(pilot, "That is too far")
        assert rows(app) == [0]


async def test_the_mouse_picks_with_ctrl_and_shift_and_lets_go_in_the_status_line(paper: Paper) -> None:
    app = paper.app(ENGLISH)
    async with app.run_test(size=(120, 40), notifications=True) as pilot:
        assert await sees(pilot, "Titre 3 :")
        await pilot.click(offset=place_of(screen_text(app), "Titre 1 :"), control=True)
        assert await until(pilot, lambda: rows(app) == [1])
        await pilot.click(offset=place_of(screen_text(app), "Titre 3 :"), shift=True)
        assert await until(pilot, lambda: rows(app) == [1, 2, 3])
        assert await sees(pilot, "3 picked")
        await pilot.click(offset=place_of(screen_text(app), "3 picked"))
        assert await until(pilot, lambda: rows(app) == [])


async def test_tags_are_given_to_all_that_are_picked(paper: Paper) -> None:
    app = paper.app(ENGLISH)
    async with app.run_test(size=(120, 40), notifications=True) as pilot:
        await ready(pilot)
        await pilot.press("asterisk", "asterisk", "t")
        assert await until(pilot, lambda: isinstance(app.screen, TagsScreen) and app.focused is not None)
        assert await sees(pilot, "All of them get what you type.")
        await pilot.press(*"rail", "enter")
        with_tag = View(tag="rail")
        assert await until(pilot, lambda: app.library.articles.count(with_tag) == 2)
        assert await sees(pilot, "2 articles have other tags now. U undoes it.")
        await pilot.press("U")
        assert await until(pilot, lambda: app.library.articles.count(with_tag) == 0)


async def test_links_are_copied_one_a_line(paper: Paper) -> None:
    app = paper.app(ENGLISH)
    async with app.run_test(size=(120, 40), notifications=True) as pilot:
        await ready(pilot)
        await pilot.press("asterisk", "asterisk", "y")
        wanted = {"https://courrier.example/0/", "https://courrier.example/1/"}
        assert await until(pilot, lambda: set(app.clipboard.split("\n")) == wanted)


async def test_many_pages_are_asked_for_before_the_browser_opens_them(paper: Paper) -> None:
    app = paper.app(ENGLISH)
    async with app.run_test(size=(120, 40), notifications=True) as pilot:
        await ready(pilot)
        await pilot.press("ctrl+a", "o")
        assert await until(pilot, lambda: isinstance(app.screen, QuestionScreen))
        assert await sees(pilot, "Open 12 pages in the browser?")
        await pilot.press("escape")
        assert await until(pilot, lambda: isinstance(app.focused, HeadlineList))


async def test_picks_outlive_a_refresh_and_end_with_the_view(paper: Paper) -> None:
    app = paper.app(ENGLISH)
    async with app.run_test(size=(120, 40)) as pilot:
        await ready(pilot)
        await pilot.press("asterisk", "asterisk")
        page = app.front
        page.headlines.show(ArticlePager(app.library, View()))
        assert rows(app) == [0, 1]
        page.show_view(View(unread=True))
        assert rows(app) == []


async def test_picks_are_marked_in_one_line_too_and_live_in_the_list(paper: Paper) -> None:
    app = paper.app(ENGLISH)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await ready(pilot)
        app.front.headlines.show_density(Density.LINE)
        await pilot.press("asterisk")
        assert await sees(pilot, "✓Titre 0")
        await pilot.press("tab", "asterisk")
        assert await sees(pilot, "Articles are picked in the list: Tab leads there.")


async def test_headlines_and_links_of_all_are_shared_as_one_text(paper: Paper) -> None:
    app = paper.app(ENGLISH)
    async with app.run_test(size=(120, 40), notifications=True) as pilot:
        await ready(pilot)
        await pilot.press("asterisk", "asterisk", "S")
        titles = [app.library.articles.summary(each).title for each in numbers(app)[:2]]
        shared = "\n\n".join(f"{title}\nhttps://courrier.example/{row}/" for row, title in enumerate(titles))
        assert await until(pilot, lambda: app.clipboard == shared)


@pytest.mark.parametrize("key", ["x", "X"])
async def test_what_goes_for_one_article_says_so_where_several_are_picked(paper: Paper, key: str) -> None:
    app = paper.app(ENGLISH)
    async with app.run_test(size=(120, 40), notifications=True) as pilot:
        await ready(pilot)
        await pilot.press("asterisk", "asterisk", key)
        said = "This goes for the article under the cursor alone, not for the 2 picked."
        assert await sees(pilot, said)


async def test_a_book_of_too_many_says_how_many_it_holds(paper: Paper, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(export, "MOST", 3)
    app = paper.app(ENGLISH)
    async with app.run_test(size=(120, 40), notifications=True) as pilot:
        await ready(pilot)
        await pilot.press("ctrl+a", "E")
        assert await sees(pilot, "What is picked  the first 3 of 12")

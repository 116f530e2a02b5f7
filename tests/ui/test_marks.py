"""Marks: read, starred, all read, and undo, each seen in the library and on the screen."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from placentin_tui.config import Config
from placentin_tui.models import View
from tests.ui.paper import article
from tests.ui.screen_text import screen_text, until
from tests.ui.test_acts import said

if TYPE_CHECKING:
    from tests.ui.paper import Paper

ENGLISH = Config(language="en")


async def test_star_and_let_go_again(paper: Paper) -> None:
    app = paper.app()
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.press("s")
        await pilot.pause()
        assert app.library.articles.count(View(starred=True)) == 1
        assert "★" in screen_text(app)
        await pilot.press("s")
        await pilot.pause()
        assert app.library.articles.count(View(starred=True)) == 0
        assert "★" not in screen_text(app)


async def test_read_and_unread_again(paper: Paper) -> None:
    app = paper.app()
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.press("j", "m")
        await pilot.pause()
        assert app.library.articles.count(View(unread=True)) == 11
        await pilot.press("m")
        await pilot.pause()
        assert app.library.articles.count(View(unread=True)) == 12


async def test_all_read_is_undone_even_after_a_restart(paper: Paper) -> None:
    app = paper.app()
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.press("A")
        await pilot.pause()
        assert app.library.articles.count(View(unread=True)) == 0
        assert "tout est lu" in screen_text(app)
    again = paper.app()
    async with again.run_test(size=(120, 40)) as pilot:
        await pilot.press("U")
        await pilot.pause()
        assert again.library.articles.count(View(unread=True)) == 12
        assert "12 à lire" in screen_text(again)
        await pilot.press("U")
        await pilot.pause()
        assert again.library.articles.count(View(unread=True)) == 12


async def test_what_is_read_in_the_unread_view_stays_until_it_is_left(paper: Paper) -> None:
    app = paper.app()
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.press("v", "2", "m", "j", "m")
        await pilot.pause()
        assert len(app.front.headlines.pager or ()) == 12
        assert "Titre 0" in screen_text(app)
        await pilot.press("v", "2")
        assert await until(pilot, lambda: len(app.front.headlines.pager or ()) == 10)
        assert app.front.view.unread
        assert await until(pilot, lambda: "Titre 0" not in screen_text(app)), (
            "nor in the preview, once the cursor rests"
        )


async def test_next_and_previous_unread(paper: Paper) -> None:
    app = paper.app()
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.press("j", "m", "j", "m", "g", "n")
        await pilot.pause()
        assert app.front.headlines.cursor == 3
        await pilot.press("p")
        await pilot.pause()
        assert app.front.headlines.cursor == 0


async def test_a_list_without_headlines_says_why(paper: Paper) -> None:
    app = paper.app()
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.press("A", "v", "2")
        assert await until(pilot, lambda: "Tout est lu." in screen_text(app))
        await pilot.press("v", "3")
        assert await until(pilot, lambda: "Aucun favori. s met un article" in screen_text(app))
        await pilot.press("v", "1", "s", "v", "3")
        assert await until(pilot, lambda: app.front.view.starred and len(app.front.headlines.pager or ()) == 1)
        assert "Aucun favori" not in screen_text(app)
        await pilot.press("/", *"zzzz")
        await pilot.pause()
        assert "Rien ne contient" in screen_text(app)


async def test_undo_takes_back_the_last_act_reading_included_and_says_which_by_name(paper: Paper) -> None:
    app = paper.app(ENGLISH)
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.press("s", "j", "enter", "escape")
        await app.workers.wait_for_complete()
        assert app.library.articles.count(View(unread=True)) == 11
        await pilot.press("U")
        await pilot.pause()
        assert said(app) == "Unread again: Titre 1 : les négociateurs s’accordent sur un calendrier"
        assert app.library.articles.count(View(unread=True)) == 12
        assert app.library.articles.count(View(starred=True)) == 1
        await pilot.press("U")
        await pilot.pause()
        assert said(app) == "Starred no longer: Titre 0 : les négociateurs s’accordent sur un calendrier"
        assert app.library.articles.count(View(starred=True)) == 0
        await pilot.press("U")
        await pilot.pause()
        assert said(app) == "There is nothing to undo."


async def test_taking_back_a_reading_leaves_the_article_open(paper: Paper) -> None:
    app = paper.app(ENGLISH)
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.press("j", "j", "enter", "space", "space")
        await app.workers.wait_for_complete()
        line = app.front.body.line
        await pilot.press("U")
        await pilot.pause()
        assert app.focused is app.front.body
        assert app.front.body.line == line > 0
        assert app.library.articles.count(View(unread=True)) == 12
        await pilot.press("escape")
        await app.workers.wait_for_complete()
        assert app.library.articles.count(View(unread=True)) == 12


@pytest.mark.parametrize(("key", "title"), [("n", "Titre 6"), ("p", "Titre 4"), ("space", "Titre 6")])
async def test_in_an_article_with_no_unread_one_left_one_goes_on_all_the_same(
    paper: Paper, key: str, title: str
) -> None:
    app = paper.app(ENGLISH)
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.press("A", *"jjjjj", "enter", "G", key)
        await pilot.pause()
        assert app.front.article is not None
        assert app.front.article.summary.title.startswith(title)
        assert said(app).startswith("No unread article this way: here is the ")


async def test_in_the_list_with_no_unread_one_left_the_cursor_stays_and_that_is_said(paper: Paper) -> None:
    app = paper.app(ENGLISH)
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.press("A", *"jjjjj", "n")
        await pilot.pause()
        assert app.front.headlines.cursor == 5
        assert said(app) == "No more unread articles this way."


async def test_at_the_last_article_of_all_that_is_said(paper: Paper) -> None:
    app = paper.app(ENGLISH)
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.press("A", "G", "enter", "n")
        await pilot.pause()
        assert app.front.headlines.cursor == 11
        assert said(app) == "There is no other article this way."


async def test_all_read_of_a_search_with_a_limit_is_what_was_shown(paper: Paper) -> None:
    app = paper.app(ENGLISH)
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.press("slash", *"is:unread limit:2 ", "enter")
        assert await until(pilot, lambda: len(app.front.headlines.pager or ()) == 2)
        shown = {app.front.headlines.pager[index].id for index in range(2)}  # type: ignore[index]
        with paper.open() as library:
            library.articles.store(1, [article(n) for n in range(-3, 0)])
        await pilot.press("A")
        assert await until(pilot, lambda: app.library.articles.count(View(unread=True)) == 12 + 3 - 2)
        assert all(app.library.articles.summary(number).read for number in shown)
        await pilot.press("U")
        assert await until(pilot, lambda: app.library.articles.count(View(unread=True)) == 12 + 3)

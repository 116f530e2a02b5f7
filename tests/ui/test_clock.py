"""What changes while nobody presses a key: the day, ages, and marks another process makes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from placentin_tui.config import Config
from placentin_tui.models import View
from tests.ui.paper import HOUR, NOW, debate
from tests.ui.screen_text import screen_text, sees, until

if TYPE_CHECKING:
    from tests.ui.paper import Paper

ENGLISH = Config(language="en")


async def test_the_day_in_the_masthead_follows_the_clock(paper: Paper) -> None:
    now = NOW
    app = paper.app(ENGLISH, clock=lambda: now)
    async with app.run_test(size=(120, 40)) as pilot:
        assert await sees(pilot, "18 November 2026")
        now += 24 * HOUR
        assert await sees(pilot, "19 November 2026")


async def test_ages_in_the_list_and_under_the_comments_follow_the_clock(paper: Paper) -> None:
    with paper.open() as library:
        library.comments.store(library.articles.page(View(), limit=2)[1].id, debate())
    now = NOW
    app = paper.app(ENGLISH, clock=lambda: now)
    async with app.run_test(size=(120, 60)) as pilot:
        await pilot.press("j", "enter", "c")
        assert await sees(pilot, "O’Connor  1 minute ago")
        now += 120
        assert await sees(pilot, "O’Connor  3 minutes ago")
        await pilot.press("escape")
        assert await sees(pilot, "Culture · 3 min")
        now += 120
        assert await sees(pilot, "Culture · 5 min")


async def test_marks_made_by_another_process_show_and_nothing_moves(paper: Paper) -> None:
    app = paper.app(ENGLISH)
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.press("j", "j", "enter", "space")
        line, cursor = app.front.body.line, app.front.headlines.cursor
        assert "★" not in screen_text(app)
        with paper.open() as library:
            library.undo_log.star((12, 10))
            library.undo_log.mark_read((12, 11, 10, 9, 8, 7, 6))
        assert await until(pilot, lambda: "5 unread" in screen_text(app))
        assert (app.front.body.line, app.front.headlines.cursor) == (line, cursor)
        assert app.front.article is not None
        assert app.front.article.summary.starred, "what the keys do follows too: another s takes the star away"
        await pilot.press("q")
        assert await until(pilot, lambda: screen_text(app).count("★") == 2)


async def test_nothing_is_painted_while_nothing_changes(paper: Paper) -> None:
    app = paper.app(ENGLISH)
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.pause()
        strips = dict(app.front.headlines._strips)
        app._look_around()
        await pilot.pause()
        assert all(app.front.headlines._strips[key] is strip for key, strip in strips.items())

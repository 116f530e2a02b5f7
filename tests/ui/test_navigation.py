"""Moving: through the headlines, into the article and back, by keys and by the mouse."""

from __future__ import annotations

from typing import TYPE_CHECKING

from placentin_tui.ui.widgets.article_body import ArticleBody
from placentin_tui.ui.widgets.front_page import FrontPage
from placentin_tui.ui.widgets.headline_list import HeadlineList
from tests.ui.screen_text import screen_text, sees, until

if TYPE_CHECKING:
    from tests.ui.paper import Paper


async def test_opens_on_the_newest_headline_with_its_article_beside(paper: Paper) -> None:
    async with paper.app().run_test(size=(120, 40)) as pilot:
        assert await sees(pilot, "Titre 0 : les négociateurs")
        assert await sees(pilot, "Un premier paragraphe")


async def test_arrows_and_letters_move_the_cursor(paper: Paper) -> None:
    app = paper.app()
    async with app.run_test(size=(120, 40)) as pilot:
        headlines = app.front.headlines
        for key, expected in (
            ("j", 1),
            ("down", 2),
            ("k", 1),
            ("up", 0),
            ("up", 0),
            ("G", 11),
            ("g", 0),
            ("end", 11),
            ("home", 0),
        ):
            await pilot.press(key)
            assert headlines.cursor == expected, key
        await pilot.press("space")
        assert headlines.cursor == 11
        await pilot.press("b")
        assert headlines.cursor == 0


async def test_the_article_follows_the_cursor_once_it_rests(paper: Paper) -> None:
    app = paper.app()
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.press("j")
        assert await until(pilot, lambda: app.front.article and app.front.article.summary.title.startswith("Titre 1 "))
        assert app.front.article is not None
        assert not app.front.article.summary.read


async def test_enter_goes_into_the_article_and_reads_it(paper: Paper) -> None:
    app = paper.app()
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.press("enter")
        await pilot.pause()
        assert isinstance(app.focused, ArticleBody)
        await app.workers.wait_for_complete()
        assert app.library.articles.summary(app.front.headlines.current.id).read  # type: ignore[union-attr]
        await pilot.press("q")
        assert isinstance(app.focused, HeadlineList)


async def test_tab_goes_from_the_article_to_the_list_and_on_to_the_front_page(paper: Paper) -> None:
    app = paper.app()
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.press("enter")
        assert isinstance(app.focused, ArticleBody)
        await pilot.press("tab")
        assert isinstance(app.focused, HeadlineList)
        await pilot.press("tab")
        assert isinstance(app.focused, FrontPage)
        await pilot.press("tab")
        assert isinstance(app.focused, HeadlineList)


async def test_narrow_shows_one_pane_at_a_time(paper: Paper) -> None:
    app = paper.app()
    async with app.run_test(size=(80, 24)) as pilot:
        assert "Un premier paragraphe" not in screen_text(app)
        await pilot.press("l")
        await pilot.pause()
        assert "Un premier paragraphe" in screen_text(app)
        assert not app.front.query_one("#flash").display
        assert "‹ CULTURE  Le Courrier du Levant" in screen_text(app)
        await pilot.press("h")
        assert app.front.query_one("#flash").display


async def test_resizing_changes_between_one_pane_and_two(paper: Paper) -> None:
    app = paper.app()
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.resize_terminal(120, 40)
        await pilot.pause()
        assert "Un premier paragraphe" in screen_text(app)
        await pilot.resize_terminal(40, 12)
        await pilot.pause()
        assert "Un premier paragraphe" not in screen_text(app)
        assert "Titre 0" in screen_text(app)


async def test_space_turns_pages_and_then_takes_the_next_unread(paper: Paper) -> None:
    app = paper.app()
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("j", "j", "enter")
        await pilot.pause()
        body = app.front.body
        lines = [body.line]
        while not body.at_end:
            await pilot.press("space")
            lines.append(body.line)
        assert lines == sorted(set(lines))
        assert len(lines) > 5
        await pilot.press("space")
        await pilot.pause()
        assert app.front.article is not None
        assert app.front.article.summary.title.startswith("Titre 3")
        assert body.line == 0


async def test_the_place_in_an_article_is_remembered(paper: Paper) -> None:
    app = paper.app()
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("j", "j", "enter", "space", "space", "space")
        line = app.front.body.line
        assert line > 20
        await pilot.press("q", "k", "enter")
        await pilot.pause()
        await app.workers.wait_for_complete()
        await pilot.press("q", "j", "enter")
        await pilot.pause()
        assert abs(app.front.body.line - line) < 4


async def test_a_click_opens_a_headline_and_the_wheel_scrolls(paper: Paper) -> None:
    app = paper.app()
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.click(HeadlineList, offset=(5, 1 + 3 * 2))
        await pilot.pause()
        assert app.front.article is not None
        assert app.front.article.summary.title.startswith("Titre 2")
        assert isinstance(app.focused, ArticleBody)
        await pilot._post_mouse_events([__import__("textual.events").events.MouseScrollDown], ArticleBody, button=0)
        assert await until(pilot, lambda: app.front.body.line > 0)


async def test_zen_gives_the_article_the_whole_screen(paper: Paper) -> None:
    app = paper.app()
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.press("z")
        await pilot.pause()
        assert app.front.body.size.width >= 118
        await pilot.press("z")
        await pilot.pause()
        assert app.front.body.size.width < 90

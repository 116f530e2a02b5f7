"""Marks: read, starred, all read, and undo, each seen in the library and on the screen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from placentin_tui.models import View
from tests.app.screen_text import screen_text

if TYPE_CHECKING:
    from tests.app.paper import Paper


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
        assert "●" not in screen_text(app)
    again = paper.app()
    async with again.run_test(size=(120, 40)) as pilot:
        await pilot.press("U")
        await pilot.pause()
        assert again.library.articles.count(View(unread=True)) == 12
        assert "●" in screen_text(again)
        await pilot.press("U")
        await pilot.pause()
        assert again.library.articles.count(View(unread=True)) == 12


async def test_what_is_read_in_the_unread_view_stays_until_it_is_left(paper: Paper) -> None:
    app = paper.app()
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.press("v", "m", "j", "m")
        await pilot.pause()
        assert len(app.front.headlines.roll or ()) == 12
        assert "Titre 0" in screen_text(app)
        await pilot.press("v", "v", "v")
        await pilot.pause()
        assert app.front.view.unread
        assert len(app.front.headlines.roll or ()) == 10
        assert "Titre 0" not in screen_text(app)


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
        await pilot.press("A", "v")
        await pilot.pause()
        assert "Tout est lu." in screen_text(app)
        await pilot.press("v")
        await pilot.pause()
        assert "Aucun favori. s met un article" in screen_text(app)
        await pilot.press("v", "s", "v", "v")
        await pilot.pause()
        assert "Aucun favori" not in screen_text(app)
        await pilot.press("/", *"zzzz")
        await pilot.pause()
        assert "Rien n’a été trouvé." in screen_text(app)

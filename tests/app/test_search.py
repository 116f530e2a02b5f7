"""Search as you type: accent-blind, over everything, and out of it to where one was."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual import events
from textual.widgets import Input

from placentin_tui.models import View
from placentin_tui.reader import roll
from placentin_tui.screens.front_page import views
from placentin_tui.widgets.headline_list import HeadlineList
from tests.app.paper import article, debate
from tests.app.screen_text import screen_text, until

if TYPE_CHECKING:
    import pytest

    from placentin_tui.library import Library
    from placentin_tui.screens.front_page.screen import FrontPage
    from tests.app.paper import Paper


async def test_search_narrows_the_list_and_escape_gives_it_back(paper: Paper) -> None:
    with paper.open() as library:
        source = library.sources.all()[0].id
        library.articles.store(source, [article(20, title="Élections à Zahlé", html="<p>Le dépouillement.</p>")])
    app = paper.app()
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.press("j", "j", "slash")
        assert isinstance(app.focused, Input)
        await pilot.press(*"depouill")
        await pilot.pause()
        assert len(app.front.headlines.roll or ()) == 1
        assert "Élections à Zahlé" in screen_text(app)
        await pilot.press("enter")
        assert isinstance(app.focused, HeadlineList)
        await pilot.press("escape")
        await pilot.pause()
        assert len(app.front.headlines.roll or ()) == 13
        assert not app.front.searching


async def test_search_finds_comments_too(paper: Paper) -> None:
    with paper.open() as library:
        commented = library.articles.page(View(), limit=2)[1].id
        library.comments.store(commented, debate())
    app = paper.app()
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.press("slash", *"habitants")
        await pilot.pause()
        assert "Titre 1" in screen_text(app)
        assert len(app.front.headlines.roll or ()) == 1


async def test_nothing_found_says_so_and_breaks_nothing(paper: Paper) -> None:
    app = paper.app()
    async with app.run_test(size=(120, 40)) as pilot:
        for typed in ('"', "(((", "xyzzy", "* NEAR AND", "[/]"):
            await pilot.press("slash")
            app.front.query_one("#search", Input).value = typed
            await pilot.pause()
        assert app.front.headlines.current is None or app.front.headlines.roll is not None
        await pilot.press("escape")
        await pilot.pause()
        assert len(app.front.headlines.roll or ()) == 12


async def test_what_searching_takes_of_memory_is_given_back(paper: Paper) -> None:
    app = paper.app()
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.press("slash")
        assert await until(pilot, lambda: app.library.finder._recent.is_ready)
        await pilot.press(*"titre", "escape")
        await pilot.pause()
        assert not app.library.finder._recent.is_ready


async def test_nothing_is_counted_any_more_once_the_search_is_over(
    paper: Paper, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(roll, "PAGE", 4)
    counted: list[View] = []

    def count(_library: Library, view: View) -> int:
        counted.append(view)
        return 12

    monkeypatch.setattr(views, "_counted", count)
    app = paper.app()
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.press("slash", *"titre")
        assert await until(pilot, lambda: len(app.front.headlines.roll or ()) == 12)
        await pilot.press("backspace", "escape")
        await pilot.pause(2 * views.REST)
        assert len(counted) == 1


async def test_letters_typed_in_one_go_are_looked_for_once(paper: Paper, monkeypatch: pytest.MonkeyPatch) -> None:
    looked_for: list[str] = []
    look = views.search

    def search(page: FrontPage, words: str) -> None:
        looked_for.append(words)
        look(page, words)

    monkeypatch.setattr(views, "search", search)
    app = paper.app()
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.press("slash", "t")
        for letter in "itre":
            app.post_message(events.Key(letter, letter))
        assert await until(pilot, lambda: len(app.front.headlines.roll or ()) == 12 and "titre" in looked_for)
    assert looked_for == ["t", "titre"]


async def test_what_was_typed_is_forgotten_when_the_search_ends_at_once(paper: Paper) -> None:
    app = paper.app()
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.press("slash")
        for key, letter in (("x", "x"), ("y", "y"), ("escape", None)):
            app.post_message(events.Key(key, letter))
        assert await until(pilot, lambda: not app.front.searching)
        await pilot.pause()
        assert len(app.front.headlines.roll or ()) == 12

"""The first start, with no network: the built-in edition, the welcome line, and nothing asked of anyone."""

from __future__ import annotations

from textual.widgets import Input

from placentin_tui.config import Config
from placentin_tui.edition.pages import read
from placentin_tui.ui.widgets.headline_list import HeadlineList
from placentin_tui.ui.widgets.welcome import LE_PLACENTIN, Welcome
from tests.ui.paper import Paper
from tests.ui.screen_text import screen_text, until


async def test_the_edition_and_the_welcome_line_show(empty: Paper) -> None:
    app = empty.app(Config(language="fr"))
    async with app.run_test(size=(120, 40), notifications=True) as pilot:
        await pilot.pause()
        assert isinstance(app.focused, Input)
        assert app.focused.value == LE_PLACENTIN
        assert len(app.front.headlines.pager or ()) == len(read("fr").pages)
        await pilot.press("escape")
        await pilot.pause()
        assert not app.front.query(Welcome)
        assert isinstance(app.focused, HeadlineList)
        await pilot.press("enter", "end")
        await pilot.pause()
        assert app.front.article is not None


async def test_the_edition_is_in_the_readers_language(empty: Paper) -> None:
    async def first_title(language: str) -> str:
        app = empty.app(Config(language=language))
        async with app.run_test(size=(120, 40), notifications=True) as pilot:
            assert await until(pilot, lambda: app.front.article)  # it follows the headlines
            assert app.front.article is not None
            return app.front.article.summary.title

    assert await first_title("fr") != await first_title("en")


async def test_marks_and_search_work_in_the_edition(empty: Paper) -> None:
    app = empty.app(Config(language="fr"))
    async with app.run_test(size=(120, 40), notifications=True) as pilot:
        await pilot.press("escape", "s", "m")
        await pilot.pause()
        assert "★" in screen_text(app)
    with empty.open() as library:
        assert not library.sources.all()


async def test_offline_the_wish_to_subscribe_is_answered_in_words(empty: Paper) -> None:
    app = empty.app(Config(language="en"), offline=True)
    async with app.run_test(size=(120, 40), notifications=True) as pilot:
        await pilot.press("enter")
        await pilot.pause()
        assert "offline" in screen_text(app).lower()
        assert app.is_running

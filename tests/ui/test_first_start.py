"""The first start, with no network: the built-in edition, the welcome line, and nothing asked of anyone."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from textual.widgets import Input

from placentin_tui.config import Config
from placentin_tui.edition.pages import read
from placentin_tui.ui.screens.help import HelpScreen
from placentin_tui.ui.widgets.headline_list import HeadlineList
from placentin_tui.ui.widgets.welcome import LE_PLACENTIN, Welcome
from tests.ui.paper import Paper
from tests.ui.screen_text import screen_text, sees, until

if TYPE_CHECKING:
    from placentin_tui.ui.app import PlacentinApp


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


def row_of(app: PlacentinApp, words: str) -> int:
    """The first row of the screen in which these words stand, from 0; -1 where they stand nowhere."""
    rows = screen_text(app).splitlines()
    return next((number for number, row in enumerate(rows) if words in row), -1)


async def test_the_help_is_a_key_away_where_an_address_is_typed(empty: Paper) -> None:
    app = empty.app(Config(language="en"), front=True)
    async with app.run_test(size=(80, 24)) as pilot:
        assert await sees(pilot, "F1 Help")
        assert isinstance(app.focused, Input)
        await pilot.press("f1")
        assert await until(pilot, lambda: isinstance(app.screen, HelpScreen))


@pytest.mark.parametrize("size", [(120, 40), (80, 24), (40, 12)])
async def test_the_welcome_line_leaves_no_gap_and_an_article_has_the_screen(
    empty: Paper, size: tuple[int, int]
) -> None:
    app = empty.app(Config(language="en"), front=True)
    async with app.run_test(size=size) as pilot:
        assert await sees(pilot, "Which paper")
        on_front = row_of(app, "Which paper")
        assert ("Esc Skip" if size[0] < 80 else "Enter Subscribe  F1 Help  Esc Skip") in screen_text(app).splitlines()[
            -1
        ]
        await pilot.press("tab")
        assert await until(pilot, lambda: "Enter Read" in screen_text(app).splitlines()[-1])
        await pilot.press("enter")
        assert await until(pilot, lambda: app.front.reading)
        assert row_of(app, "Which paper") == -1
        assert app.front.body.region.y <= 2
        await pilot.press("escape")
        assert await until(pilot, lambda: app.front.front)
        assert await until(pilot, lambda: row_of(app, "Which paper") == on_front)
        await pilot.press("tab")
        assert await until(pilot, lambda: not app.front.front)
        assert await until(pilot, lambda: 0 <= row_of(app, "Which paper") <= 2)

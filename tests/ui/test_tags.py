"""Tags by keys, by the mouse and by the palette: each seen in the library and on the screen."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from textual.widgets import OptionList

from placentin_tui.config import Config
from placentin_tui.models import View
from placentin_tui.models.setting_enums import Density
from placentin_tui.ui.screens.tags import TagsScreen
from placentin_tui.ui.widgets.field import Field, FieldNote
from tests.ui.screen_text import screen_text, sees, until
from tests.ui.test_mouse import place_of

if TYPE_CHECKING:
    from textual.pilot import Pilot

    from placentin_tui.ui.app import PlacentinApp
    from tests.ui.paper import Paper

ENGLISH = Config(language="en")


def give(paper: Paper, *tags: str, rows: tuple[int, ...]) -> None:
    """Tag the articles of these rows before the app opens."""
    with paper.open() as library:
        numbers = [place.id for place in library.articles.ids(View())]
        library.tags.edit([numbers[row] for row in rows], tags)


def tags_of(app: PlacentinApp, article: int) -> tuple[str, ...]:
    return app.library.articles.summary(article).tags


def newest(app: PlacentinApp) -> int:
    return app.library.articles.ids(View(), limit=1)[0].id


async def ask(pilot: Pilot[Any]) -> None:
    """Open the dialog."""
    await pilot.press("t")
    assert await until(pilot, lambda: isinstance(pilot.app.screen, TagsScreen) and pilot.app.focused is not None)


async def type_in(pilot: Pilot[Any], text: str) -> None:
    for letter in text:
        await pilot.press({",": "comma", " ": "space", "-": "minus", "#": "number_sign"}.get(letter, letter))


def value(app: PlacentinApp) -> str:
    return app.screen.query_one(Field).value


async def test_tags_are_typed_shown_taken_off_and_undone(paper: Paper) -> None:
    app = paper.app(ENGLISH)
    async with app.run_test(size=(120, 40), notifications=True) as pilot:
        number = newest(app)
        await ask(pilot)
        await type_in(pilot, "rail, nuit")
        await pilot.press("enter")
        assert await until(pilot, lambda: tags_of(app, number) == ("nuit", "rail"))
        assert await sees(pilot, "#nuit #rail")

        await ask(pilot)
        assert await sees(pilot, "It has #nuit #rail.")
        await type_in(pilot, "-nuit")
        await pilot.press("enter")
        assert await until(pilot, lambda: tags_of(app, number) == ("rail",))

        await pilot.press("U")
        assert await until(pilot, lambda: tags_of(app, number) == ("nuit", "rail"))
        assert await sees(pilot, "With its former tags again: Titre 0")
        assert await sees(pilot, "#nuit #rail")


async def test_a_name_is_completed(paper: Paper) -> None:
    give(paper, "rail", "rail nord", "nuit", rows=(2,))
    app = paper.app(ENGLISH)
    async with app.run_test(size=(80, 24)) as pilot:
        number = newest(app)
        await ask(pilot)
        assert await sees(pilot, "#rail nord  1")
        await pilot.press("r", "a", "down", "tab")
        assert value(app) == "rail nord, "
        await pilot.press("n", "tab")
        assert value(app) == "rail nord, nuit, "
        await type_in(pilot, "ra")
        assert [str(option.prompt) for option in app.screen.query_one(OptionList).options] == ["#rail  1"]
        await pilot.press("tab", "tab", "enter")
        assert await until(pilot, lambda: tags_of(app, number) == ("nuit", "rail", "rail nord"))


async def test_behind_a_minus_sign_the_articles_own_tags_are_offered(paper: Paper) -> None:
    app = paper.app(ENGLISH)
    async with app.run_test(size=(80, 24)) as pilot:
        number = newest(app)
        app.library.tags.edit([number], ["rail", "nuit"])
        app.library.tags.put_off([number])
        app.front.repaint()
        await ask(pilot)
        await pilot.press("minus", "r", "tab", "minus", "l", "tab")
        assert value(app) == "-rail, -later, "
        await pilot.press("enter")
        assert await until(pilot, lambda: tags_of(app, number) == ("nuit",))
        assert not app.library.articles.summary(number).later


async def test_a_click_completes(paper: Paper) -> None:
    give(paper, "rail", "nuit", rows=(2,))
    app = paper.app(ENGLISH)
    async with app.run_test(size=(80, 24)) as pilot:
        await ask(pilot)
        assert await sees(pilot, "#rail  1")
        await pilot.click(offset=place_of(screen_text(app), "#rail  1"))
        assert await until(pilot, lambda: value(app) == "rail, ")
        assert await until(pilot, lambda: isinstance(app.focused, Field))


async def test_what_is_no_name_is_said_and_the_line_stays(paper: Paper) -> None:
    app = paper.app(ENGLISH)
    async with app.run_test(size=(80, 24)) as pilot:
        await ask(pilot)
        await type_in(pilot, "rail, ##")
        await pilot.press("enter")
        assert await until(pilot, lambda: app.screen.query_one(FieldNote).display)
        assert "neither letters nor digits" in screen_text(app)
        await pilot.press("escape")
        assert await until(pilot, lambda: not isinstance(app.screen, TagsScreen))
        assert app.library.tags.all() == []


async def test_an_empty_line_changes_nothing_and_the_same_tag_is_said(paper: Paper) -> None:
    app = paper.app(ENGLISH)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        app.library.tags.edit([newest(app)], ["rail"])
        await ask(pilot)
        await pilot.press("enter")
        assert await until(pilot, lambda: not isinstance(app.screen, TagsScreen))
        await ask(pilot)
        await type_in(pilot, "RAIL")
        await pilot.press("enter")
        assert await sees(pilot, "Its tags stay as they are.")


@pytest.mark.parametrize("size", [(120, 40), (80, 24)])
async def test_later_in_the_list_and_in_the_article(paper: Paper, size: tuple[int, int]) -> None:
    app = paper.app()
    async with app.run_test(size=size, notifications=True) as pilot:
        number = newest(app)
        await pilot.press("e")
        assert await until(pilot, lambda: app.library.articles.summary(number).later)
        assert await sees(pilot, "◷")
        await pilot.press("enter")
        assert await sees(pilot, "◷ plus tard")
        await pilot.press("e")
        assert await until(pilot, lambda: not app.library.articles.summary(number).later)
        assert await until(pilot, lambda: "◷" not in screen_text(app))
        await pilot.press("U")
        assert await sees(pilot, "De nouveau pour plus tard")
        assert app.library.tags.later().articles == 1


async def test_on_the_front_page(paper: Paper) -> None:
    app = paper.app(ENGLISH, front=True)
    async with app.run_test(size=(120, 40)) as pilot:
        assert await until(pilot, lambda: app.front.chooser.current is not None)
        number = app.front.chooser.current.id if app.front.chooser.current else 0
        await pilot.press("e")
        assert await until(pilot, lambda: app.library.articles.summary(number).later)
        assert await sees(pilot, "◷")
        await ask(pilot)
        await type_in(pilot, "rail")
        await pilot.press("enter")
        assert await until(pilot, lambda: tags_of(app, number) == ("rail",))


async def test_a_click_on_a_tag_lists_its_articles_and_esc_goes_back(paper: Paper) -> None:
    give(paper, "rail", rows=(0, 3, 5))
    give(paper, "nuit", rows=(0,))
    app = paper.app(ENGLISH)
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.press("enter")
        assert await sees(pilot, "#nuit  #rail")
        await pilot.click(offset=place_of(screen_text(app), "#rail"))
        assert await until(pilot, lambda: app.front.view == View(tag="rail"))
        assert len(app.front.headlines.pager or ()) == 3
        assert await sees(pilot, "#rail")
        await pilot.press("escape")
        assert await until(pilot, lambda: app.front.view == View())
        assert app.front.in_article


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        (lambda tags: tags.rename("rail", "train"), "The tag is called “rail” again."),
        (lambda tags: tags.merge("rail", "train"), "The tag “rail” is back on 2 articles."),
        (lambda tags: tags.delete("rail"), "The tag “rail” is back on 2 articles."),
        (lambda tags: tags.put_off([1, 2]), "2 articles are for later no longer."),
    ],
)
async def test_what_was_undone_is_said(paper: Paper, change: Any, sentence: str) -> None:
    give(paper, "rail", rows=(1, 2))
    with paper.open() as library:
        change(library.tags)
    app = paper.app(ENGLISH)
    async with app.run_test(size=(120, 40), notifications=True) as pilot:
        await pilot.press("U")
        assert await sees(pilot, sentence)
        assert {tag.name: tag.articles for tag in app.library.tags.all()} == {"rail": 2}


async def test_one_line_has_the_tags_too(paper: Paper) -> None:
    give(paper, "rail", rows=(0,))
    app = paper.app(ENGLISH)
    async with app.run_test(size=(110, 40)) as pilot:
        assert await sees(pilot, "Titre 0")
        await pilot.press("d", "d")
        assert await until(pilot, lambda: app.front.headlines.density is Density.LINE)
        row = next(line for line in screen_text(app).splitlines() if "Titre 0" in line)
        assert "#rail" in row

"""Pictures on the whole screen, by key and by mouse; and asking for those that are not here."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PIL import Image

from placentin_tui.config import Config
from placentin_tui.models import StoredPicture
from placentin_tui.ui.screens.picture_viewer import PictureScreen
from tests.ui.paper import LONG, article
from tests.ui.screen_text import screen_text, sees, until
from tests.ui.test_mouse import place_of

if TYPE_CHECKING:
    from tests.ui.paper import Paper

ENGLISH = Config(language="en")
FIRST, SECOND = "https://courrier.example/1.png", "https://courrier.example/2.png"


def figure(url: str, alt: str, caption: str = "") -> str:
    return f'<figure><img src="{url}" alt="{alt}"><figcaption>{caption}</figcaption></figure>'


@pytest.fixture
def album(empty: Paper) -> Paper:
    """A paper with one article and two pictures, both in the library."""
    source = empty.fill(0)
    html = (
        figure(FIRST, "Le port", "Le port, ce matin") + LONG + figure(SECOND, "La mairie", "La mairie") + "<p>Fin.</p>"
    )
    with empty.open() as library:
        library.articles.store(source, [article(0, html=html), article(1)])
        for url, name, colour in ((FIRST, "a.png", "red"), (SECOND, "b.png", "blue")):
            file = empty.paths.pictures / name
            file.parent.mkdir(parents=True, exist_ok=True)
            Image.new("RGB", (400, 200), colour).save(file)
            library.pictures.record(StoredPicture(url, file, 400, 200))
    return empty


async def test_enter_shows_the_picture_in_sight(album: Paper) -> None:
    app = album.app(ENGLISH)
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.press("enter")
        assert await sees(pilot, "Le port, ce matin")
        await pilot.press("enter")
        assert await until(pilot, lambda: isinstance(app.screen, PictureScreen))
        assert await sees(pilot, "1/2  Le port, ce matin")
        assert screen_text(app).splitlines()[10].count("▀") > 100, "on the whole screen"
        await pilot.press("n")
        assert await sees(pilot, "2/2  La mairie")
        await pilot.press("n")
        assert await sees(pilot, "1/2  Le port")
        await pilot.press("left")
        assert await sees(pilot, "2/2  La mairie")
        await pilot.press("escape")
        assert await until(pilot, lambda: app.screen is app.front)
        assert app.front.in_article


async def test_i_goes_to_the_one_in_sight(album: Paper) -> None:
    app = album.app(ENGLISH)
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.press("enter")
        assert await sees(pilot, "Le port, ce matin")
        assert app.front.body.page
        lines = app.front.body.page.lines
        second = next(n for n, line in enumerate(lines) if line.picture and line.picture.url == SECOND)
        app.front.body.scroll_to(y=second - 2, animate=False)
        assert await sees(pilot, "La mairie")
        await pilot.press("i")
        assert await sees(pilot, "2/2  La mairie")


async def test_a_click_shows_it_and_puts_it_away(album: Paper) -> None:
    app = album.app(ENGLISH)
    async with app.run_test(size=(120, 40)) as pilot:
        assert await sees(pilot, "Le port, ce matin")
        assert await sees(pilot, "▀▀▀▀")
        column, row = place_of(screen_text(app), "▀▀▀▀")
        await pilot.click(offset=(column + 2, row + 2))
        assert await sees(pilot, "1/2  Le port")
        await pilot.click(offset=(40, 10))
        assert await until(pilot, lambda: app.screen is app.front)


async def test_what_is_not_here_is_said(album: Paper) -> None:
    app = album.app(ENGLISH)
    async with app.run_test(size=(120, 40), notifications=True) as pilot:
        await pilot.press("j", "i")
        assert await sees(pilot, "This article has no pictures.")
        for file in album.paths.pictures.iterdir():
            file.unlink()
        app.forget_pictures()
        await pilot.press("k", "i")
        assert await sees(pilot, "pictures are not in")


async def test_a_file_that_is_no_picture_any_more_breaks_nothing(album: Paper) -> None:
    for file in album.paths.pictures.iterdir():
        file.write_bytes(b"<html>")
    app = album.app(ENGLISH)
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.press("enter")
        assert await sees(pilot, "Le port, ce matin")
        await pilot.press("enter")
        assert await sees(pilot, "1/2  Le port")


@pytest.mark.parametrize("size", [(120, 40), (80, 24), (40, 12), (20, 5)])
async def test_it_fits_any_window(album: Paper, size: tuple[int, int]) -> None:
    app = album.app(ENGLISH)
    async with app.run_test(size=size) as pilot:
        await pilot.press("enter")
        await pilot.pause()
        await pilot.press("i")
        assert await until(pilot, lambda: isinstance(app.screen, PictureScreen))
        await pilot.pause()
        assert all(len(line) <= size[0] for line in screen_text(app).splitlines())

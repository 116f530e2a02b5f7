"""A long article shows as soon as a short one; the rest of it is there whenever it is wanted."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from placentin_tui.models import View
from placentin_tui.ui.screens.main import article_view
from tests.ui.paper import article
from tests.ui.screen_text import screen_text, until

if TYPE_CHECKING:
    from placentin_tui.ui.app import PlacentinApp
    from tests.ui.paper import Paper

PARAGRAPHS = 2_000
SIZE = (60, 20)


@pytest.fixture
def long(paper: Paper) -> Paper:
    """The newest article has forty thousand words."""
    html = "".join(f"<p>Paragraphe {n} {'mot ' * 18}</p>" for n in range(PARAGRAPHS))
    with paper.open() as library:
        library.articles.store(library.sources.all()[0].id, [article(-1, html=html)])
    return paper


def shown(app: PlacentinApp) -> None:
    """Show the newest article, as Enter does."""
    article_view.show_article(app.front, app.library.articles.page(View(), limit=1)[0].id)


async def test_no_more_is_set_than_shows_until_it_is_painted(long: Paper) -> None:
    app = long.app()
    async with app.run_test(size=SIZE) as pilot:
        shown(app)
        page = app.front.body._page
        assert page is not None
        assert not page.whole
        assert len(page.lines) < 250
        assert await until(pilot, lambda: page.whole)
        await pilot.pause()
        assert app.front.body.virtual_size.height == len(page.lines) > 3 * PARAGRAPHS


async def test_the_end_is_there_at_once_when_it_is_wanted(long: Paper) -> None:
    app = long.app()
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("enter")
        shown(app)
        await pilot.press("G")
        await pilot.pause()
        assert app.front.body.at_end
        assert f"Paragraphe {PARAGRAPHS - 1} " in screen_text(app)


async def test_what_is_far_down_is_found_at_once(long: Paper) -> None:
    app = long.app()
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("enter")
        shown(app)
        await pilot.press("slash", *f"paragraphe {PARAGRAPHS - 1}")
        await pilot.pause()
        assert f"Paragraphe {PARAGRAPHS - 1}" in screen_text(app)


async def test_another_article_is_not_added_to(long: Paper) -> None:
    app = long.app()
    async with app.run_test(size=SIZE) as pilot:
        shown(app)
        article_view.show_article(app.front, app.library.articles.page(View(), limit=3)[1].id)
        short = app.front.body.page
        assert short is not None
        lines = len(short.lines)
        await pilot.pause(0.3)
        assert app.front.body.page is short
        assert app.front.body.virtual_size.height == len(short.lines) == lines

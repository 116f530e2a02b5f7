"""The whole text and the feed's own: fetched by a key, shown in turn; the page says what there is."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from aiohttp import web
from aiohttp.test_utils import TestServer
from msgspec.structs import replace

from placentin_tui.config import Config
from placentin_tui.library import Library
from placentin_tui.models import NewSource, ShownText, TextState, WholeArticle
from placentin_tui.prose.html import to_blocks
from placentin_tui.ui.screens.main.article_view import block_shown
from tests.ui.paper import LONG, Paper, article
from tests.ui.screen_text import right_of, screen_text, sees, until
from tests.ui.test_news import home

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

__all__ = ["home"]
ENGLISH = Config(language="en", refresh_on_start=False, refresh_every=0)
TEASER = "<p>La passerelle entre les deux rives divise le conseil municipal […]</p>"
PAGE = (Path(__file__).parents[1] / "data" / "fulltext" / "tables.html").read_bytes()


def put(paper: Paper, url: str = "https://courrier.example/0", *, partial: bool = True) -> None:
    """One article whose feed cuts its text."""
    with paper.open() as library:
        source = library.sources.add(NewSource(url=f"{url}/feed", title="Le Courrier"))
        cut = article(0, html=TEASER, title="La passerelle")
        library.articles.store(source.id, [replace(cut, parsed=replace(cut.parsed, url=url), partial=partial)])


def whole(library: Library, html: str = "<p>Tout le récit de la passerelle.</p>") -> None:
    blocks = to_blocks(html)
    brief = library.articles.get(1).blocks
    library.fulltexts.keep(1, WholeArticle(blocks, brief, None, None, 6, brief, TextState.WHOLE))


@pytest.fixture
async def server() -> AsyncIterator[TestServer]:
    async def page(_request: web.Request) -> web.Response:
        return web.Response(body=PAGE, content_type="text/html", charset="utf-8")

    app = web.Application()
    app.router.add_get("/article", page)
    server = TestServer(app, host="127.0.0.1")
    await server.start_server()
    yield server
    await server.close()


async def test_x_fetches_the_whole_text_then_shows_the_one_and_the_other(home: Paper, server: TestServer) -> None:
    put(home, str(server.make_url("/article")))
    app = home.app(ENGLISH, offline=False)
    async with app.run_test(size=(120, 40), notifications=True) as pilot:
        assert await sees(pilot, "The feed gives only the beginning.")
        await pilot.press("enter", "x")
        assert await sees(pilot, "s’est réuni lundi soir")
        assert "The feed gives only the beginning." not in screen_text(app)
        await pilot.press("x")
        assert await sees(pilot, "divise le conseil municipal […]")
        assert "réuni lundi soir" not in screen_text(app)
        await pilot.press("x")
        assert await sees(pilot, "réuni lundi soir")


async def test_a_page_that_cannot_be_had_says_so(home: Paper, server: TestServer) -> None:
    put(home, str(server.make_url("/nowhere")))
    app = home.app(ENGLISH, offline=False)
    async with app.run_test(size=(120, 40), notifications=True) as pilot:
        await pilot.press("enter", "x")
        assert await sees(pilot, "The article's page is no longer there.")
        assert app.library.articles.get(1).text is TextState.PARTIAL


async def test_offline_it_says_why_not(empty: Paper) -> None:
    put(empty)
    app = empty.app(ENGLISH)
    async with app.run_test(size=(120, 40), notifications=True) as pilot:
        await pilot.press("enter", "x")
        assert await sees(pilot, "You are offline")


async def test_offline_both_texts_are_there(empty: Paper) -> None:
    put(empty)
    with empty.open() as library:
        whole(library)
    app = empty.app(ENGLISH)
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.press("enter")
        assert await sees(pilot, "Tout le récit")
        assert "The feed's text" in screen_text(app)
        await pilot.press("x")
        assert await until(pilot, lambda: "Tout le récit" not in screen_text(app))
        assert "The whole text" in screen_text(app)
        await pilot.press("q")
        assert app.library.articles.get(1).place == 0


async def test_the_place_in_the_whole_text_is_kept_past_the_feeds_and_at_the_next_start(empty: Paper) -> None:
    put(empty)
    with empty.open() as library:
        whole(library, LONG)
    app = empty.app(ENGLISH)
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.press("enter")
        assert await sees(pilot, "Paragraphe numéro 1 ")
        await pilot.press("space", "space")
        assert await until(pilot, lambda: "Paragraphe numéro 1 " not in screen_text(app))
        place = block_shown(app.front, 1)
        assert place
        await pilot.press("x")
        assert await sees(pilot, "divise le conseil municipal […]")
        await pilot.press("x")
        assert await until(pilot, lambda: block_shown(app.front, 1) == place)
        await pilot.press("x")
        assert await sees(pilot, "divise le conseil municipal […]")
        await pilot.press("Q")
    app = empty.app(ENGLISH)
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.press("enter")
        assert await until(pilot, lambda: block_shown(app.front, 1) == place)
        await pilot.press("g", "q")
        assert await until(pilot, lambda: app.library.articles.get(1).place == 0)


async def test_the_button_does_it_too(empty: Paper) -> None:
    put(empty)
    with empty.open() as library:
        whole(library)
    app = empty.app(ENGLISH)
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.press("enter")
        assert await sees(pilot, "The feed's text")
        lines = app.front.body.page.lines if app.front.body.page else []
        at = next(n for n, line in enumerate(lines) if any("The feed's text" in run.text for run in line.runs))
        await pilot.click(app.front.body, offset=(lines[at].indent + 3, at))
        assert await until(pilot, lambda: app.front.shown_text is ShownText.FEED)


async def test_the_card_of_papers_sets_when_and_where(empty: Paper) -> None:
    put(empty)
    app = empty.app(ENGLISH)
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.press("P", "j")
        assert await until(pilot, lambda: right_of(app, "x full text") == "where the feed cuts it")
        await pilot.press("x")
        assert await until(pilot, lambda: right_of(app, "x full text") == "always")
        await pilot.press("x")
        assert await until(pilot, lambda: right_of(app, "x full text") == "never")
        assert app.library.articles.get(1).text is TextState.AS_FED
        await pilot.press("s")
        await pilot.pause()
        await pilot.press(*".texte", "enter")
        assert await until(pilot, lambda: right_of(app, "s selector") == ".texte")
        assert app.library.sources.get(1).selector == ".texte"

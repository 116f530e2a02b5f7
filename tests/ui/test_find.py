"""Finding words in the article: typed at any speed, marked, gone through, put away."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from textual import events
from textual.widgets import Input

from placentin_tui.ui.widgets.article_body import ArticleBody
from tests.ui.paper import article
from tests.ui.screen_text import screen_text, sees, until

if TYPE_CHECKING:
    from textual.pilot import Pilot

    from placentin_tui.ui.app import PlacentinApp
    from tests.ui.paper import Paper

WIDE, NARROW = (120, 40), (60, 20)


def marked(app: PlacentinApp) -> list[str]:
    """What is marked in the pane, the current hit in brackets."""
    body = app.front.body
    grounds = {body._inks.style(role).bgcolor: form for role, form in (("found", "{}"), ("found-here", "[{}]"))}
    strips = [body.render_line(y) for y in range(body.size.height)]
    segments = [segment for strip in strips for segment in strip if segment.style]
    return [grounds[s.style.bgcolor].format(s.text) for s in segments if s.style and s.style.bgcolor in grounds]


def burst(pilot: Pilot[Any], keys: str) -> None:
    """Send keys as a terminal does when they come at once."""
    named = {"/": "slash", "\r": "enter"}
    for key in keys:
        pilot.app.post_message(events.Key(named.get(key, key), key))


def typed(app: PlacentinApp) -> str:
    """Return what stands in the search line; nothing where there is none."""
    return next((line.value for line in app.front.query("#search").results(Input)), "")


@pytest.mark.parametrize("size", [WIDE, NARROW])
async def test_hits_are_marked_as_one_types_and_n_goes_through_them(paper: Paper, size: tuple[int, int]) -> None:
    app = paper.app()
    async with app.run_test(size=size) as pilot:
        await pilot.press("enter", "slash")
        assert isinstance(app.focused, Input)
        await pilot.press(*"PARAGRAPHE")
        await pilot.pause()
        assert marked(app) == ["[paragraphe]", "paragraphe"]
        assert "1/2" in screen_text(app)
        await pilot.press("enter")
        await pilot.pause()
        assert isinstance(app.focused, ArticleBody)
        assert not app.front.query("FindLine")
        assert marked(app) == ["[paragraphe]", "paragraphe"]
        for key, shown in (("n", "2/2"), ("n", "1/2"), ("N", "2/2"), ("p", "1/2")):
            await pilot.press(key)
            await pilot.pause()
            assert f"{shown} ·" in screen_text(app)
        await pilot.press("escape")
        await pilot.pause()
        assert marked(app) == []
        assert app.front.finding is None
        assert isinstance(app.focused, ArticleBody)
        await pilot.press("n")
        assert app.front.article is not None
        assert app.front.article.summary.title.startswith("Titre 1")


async def test_the_pane_goes_to_the_hit_and_escape_comes_back(paper: Paper) -> None:
    app = paper.app()
    async with app.run_test(size=NARROW) as pilot:
        await pilot.press("j", "j", "enter", "space", "slash")
        began = app.front.body.line
        await pilot.press(*"numero 70")
        await pilot.pause()
        assert "Paragraphe numéro 70" in screen_text(app)
        await pilot.press("escape")
        await pilot.pause()
        assert app.front.body.line == began
        assert app.front.status.display
        assert isinstance(app.focused, ArticleBody)


async def test_says_when_there_is_none(paper: Paper) -> None:
    app = paper.app()
    async with app.run_test(size=NARROW) as pilot:
        await pilot.press("enter", "slash", *"xyzzy")
        assert await sees(pilot, "introuvable")
        await pilot.press("enter")
        await pilot.pause()
        assert app.front.finding is None


async def test_hits_stay_marked_at_another_width(paper: Paper) -> None:
    app = paper.app()
    async with app.run_test(size=WIDE) as pilot:
        await pilot.press("enter", "slash", *"deuxieme paragraphe", "enter")
        await pilot.resize_terminal(*NARROW)
        await pilot.pause()
        assert await until(pilot, lambda: "".join(marked(app)).startswith("[deuxième"))


async def test_from_the_headlines_it_goes_into_the_article(paper: Paper) -> None:
    app = paper.app()
    async with app.run_test(size=NARROW) as pilot:
        await pilot.press("ctrl+f", *"savoir")
        await pilot.pause()
        assert marked(app) == ["[savoir]"]


async def test_keys_that_come_at_once_are_all_typed(paper: Paper) -> None:
    with paper.open() as library:
        library.articles.store(library.sources.all()[0].id, [article(20, title="Élections à Zahlé")])
    app = paper.app()
    async with app.run_test(size=WIDE) as pilot:
        burst(pilot, "/zahle")
        assert await until(pilot, lambda: typed(app) == "zahle")
        assert await until(pilot, lambda: len(app.front.headlines.pager or ()) == 1)
        await pilot.press("escape")
        await pilot.pause()
        await pilot.press("enter")
        burst(pilot, "/un\r")
        assert await until(pilot, lambda: app.front.finding is not None and app.front.finding.words == "un")


async def test_a_slash_in_a_line_is_a_letter(paper: Paper) -> None:
    app = paper.app()
    async with app.run_test(size=WIDE) as pilot:
        burst(pilot, "/a/b")
        assert await until(pilot, lambda: typed(app) == "a/b")


async def test_a_page_set_anew_stays_where_it_is(paper: Paper) -> None:
    app = paper.app()
    async with app.run_test(size=NARROW) as pilot:
        await pilot.press("j", "j", "enter", "slash", *"numero 70", "enter", "g")
        assert app.front.body.line == 0
        app.front.repaint()
        await pilot.pause()
        assert app.front.body.line == 0
        assert app.front.finding is not None
        await pilot.press("n")
        assert "Paragraphe numéro 70" in screen_text(app)

"""A search shows in each row where the words stand: marked in the headline, or in a line of the text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from placentin_tui.models.setting_enums import Density
from placentin_tui.ui.widgets.headline_list import HeadlineList
from tests.ui.paper import article, debate
from tests.ui.screen_text import screen_text, sees, until

if TYPE_CHECKING:
    from placentin_tui.models import View
    from placentin_tui.ui.app import PlacentinApp
    from tests.ui.paper import Paper


def fill(paper: Paper) -> None:
    with paper.open() as library:
        source = library.sources.all()[0].id
        html = "<p>Rien encore.</p><p>Le <em>dépouil</em>lement a repris à Zahlé.</p>"
        library.articles.store(
            source, [article(20, title="Élections", html=html), article(21, title="Dépouillement à Sour")]
        )


def marked(app: PlacentinApp) -> list[str]:
    """The words that stand bold and underlined in the list."""
    strips = app.screen._compositor.render_strips()
    width = app.front.headlines.width
    found = []
    for strip in strips:
        at = 0
        for segment in strip:
            style = segment.style
            if at < width and style and style.bold and style.underline:
                found.append(segment.text)
            at += len(segment.text)
    return found


async def test_the_line_of_the_text_with_the_words_is_shown_and_they_are_marked(paper: Paper) -> None:
    fill(paper)
    app = paper.app()
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.press("slash", *"depouillement")
        assert await sees(pilot, "Le dépouillement a repris à Zahlé.")
        assert sorted(marked(app)) == ["Dépouillement", "dépouillement"]
        assert screen_text(app).count("Dépouillement à Sour") == 2  # the row and the page beside it: no line of its own


async def test_rows_stay_where_they_are_while_hits_come(paper: Paper) -> None:
    fill(paper)
    app = paper.app()
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.press("slash", *"premier")
        rows = app.front.headlines
        before = [rows.heights.top(row) for row in rows.in_view]
        pager = rows.pager
        assert pager is not None
        assert await until(pilot, lambda: all(pager.has_read_hit(pager[row].id) for row in rows.in_view))
        assert [rows.heights.top(row) for row in rows.in_view] == before
        assert screen_text(app).count("Un premier paragraphe") >= len(rows.in_view) - 1


async def test_a_comment_says_whose_it_is(paper: Paper) -> None:
    with paper.open() as library:
        row = library.articles.page(everything(), limit=1)[0].id
        library.comments.store(row, debate())
    app = paper.app()
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.press("slash", *"habitants")
        assert await sees(pilot, "commentaire de O’Connor")
        assert marked(app) == ["habitants"]


async def test_in_one_line_an_article_the_headline_alone_is_marked(paper: Paper) -> None:
    fill(paper)
    app = paper.app()
    async with app.run_test(size=(80, 24)) as pilot:
        app.front.headlines.show_density(Density.LINE)
        await pilot.press("slash", *"depouillement")
        await pilot.pause()
        rows = app.front.query_one(HeadlineList)
        assert [rows.heights.height(row) for row in rows.in_view][-1] == 1
        assert marked(app) == ["Dépouillement"]


async def test_the_list_that_was_left_has_no_marks(paper: Paper) -> None:
    fill(paper)
    app = paper.app()
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.press("slash", *"depouillement")
        assert await sees(pilot, "Le dépouillement a repris")
        await pilot.press("escape")
        await pilot.pause()
        assert marked(app) == []


def everything() -> View:
    from placentin_tui.models import View

    return View()

"""Selecting in the article pane with the mouse: what the quote and Ctrl+C then hold."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from msgspec.structs import replace
from textual import events

from placentin_tui.config import Config
from placentin_tui.models.setting_enums import Hyphens, Justify
from placentin_tui.theme_definitions import THEMES
from tests.ui.contrast import of_style
from tests.ui.paper import article

if TYPE_CHECKING:
    from textual.pilot import Pilot

    from placentin_tui.ui.app import PlacentinApp
    from tests.ui.paper import Paper


async def select(pilot: Pilot[int], start: tuple[int, int], end: tuple[int, int]) -> None:
    """Drag the mouse over the article pane."""
    body = pilot.app.screen.query_one("#article")
    await pilot.hover(body, offset=start)
    await pilot.pause()
    await pilot.mouse_down(body, offset=start)
    await pilot.hover(body, offset=end)
    await pilot.pause()
    await pilot.mouse_up(body, offset=end)
    await pilot.pause()


def lines(app: PlacentinApp) -> list[str]:
    """The page's lines, as they stand in the pane."""
    page = app.front.body.page
    assert page is not None
    return [" " * line.indent + "".join(run.text for run in line.runs) for line in page.lines]


async def test_the_selection_is_quoted_whole_and_without_our_numbers(paper: Paper) -> None:
    app = paper.app(Config(language="en"))
    async with app.run_test(size=(48, 60)) as pilot:
        await pilot.press("enter")
        await pilot.pause()
        texts = lines(app)
        first = next(n for n, text in enumerate(texts) if "Un premier" in text)
        last = next(n for n, text in enumerate(texts) if "Un deuxième" in text)
        await select(pilot, (texts[first].index("premier"), first), (texts[last].index("deuxième"), last))
        await pilot.press("S")
        await pilot.pause()
        await pilot.press("c")
        await pilot.pause()
        quoted = app.clipboard.partition("«\N{NO-BREAK SPACE}")[2].partition("\N{NO-BREAK SPACE}»")[0]
        assert quoted.startswith("premier paragraphe avec un lien et de l’emphase.\n\nCe qu’il faut retenir\n\nUn")


async def test_a_selection_shows_and_a_click_ends_it(paper: Paper) -> None:
    app = paper.app(Config(language="en"))
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.press("enter")
        await pilot.pause()
        row, text = next((n, text) for n, text in enumerate(lines(app)) if "Un premier" in text)
        start = text.index("premier")
        before = app.front.body.render_line(row)
        await select(pilot, (start, row), (start + len("premier") - 1, row))
        assert app.front.get_selected_text() == "premier"
        shown = app.front.body.render_line(row)
        assert shown.text == before.text
        grounds = {segment.text: segment.style and segment.style.bgcolor for segment in shown}
        assert grounds["premier"] != grounds["Un "]
        await pilot.click("#article", offset=(40, 3))
        await pilot.pause()
        assert not app.front.get_selected_text()


async def test_another_page_has_nothing_selected(paper: Paper) -> None:
    app = paper.app(Config(language="en"))
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.press("enter")
        await pilot.pause()
        row = next(n for n, text in enumerate(lines(app)) if "Un premier" in text)
        await select(pilot, (5, row), (20, row))
        assert app.front.get_selected_text()
        await pilot.press("n")
        await pilot.pause()
        assert not app.front.get_selected_text()


async def test_hyphens_and_wide_spaces_are_not_copied_and_french_spaces_are(paper: Paper) -> None:
    words = "Les représentants gouvernementaux « considéraient » anticonstitutionnellement la réorganisation"
    with paper.open() as library:
        made = article(-1, html=f"<blockquote><p>{words}</p><p>Deuxième paragraphe</p></blockquote>")
        made = replace(made, parsed=replace(made.parsed, language="fr"))
        library.articles.store(library.sources.all()[0].id, [made])
    app = paper.app(Config(language="en", hyphens=Hyphens.ON, justify=Justify.ON, measure=40))
    async with app.run_test(size=(48, 60)) as pilot:
        await pilot.press("enter")
        await pilot.pause()
        texts = lines(app)
        first = next(n for n, text in enumerate(texts) if text.lstrip("┃ ").startswith("Les"))
        last = next(n for n, text in enumerate(texts) if "Deuxième" in text)
        assert any(text.endswith("-") for text in texts[first:last])
        await select(pilot, (texts[first].index("Les"), first), (len(texts[last]) - 1, last))
        assert app.front.get_selected_text() == (
            words.replace("« ", "«\N{NO-BREAK SPACE}").replace(" »", "\N{NO-BREAK SPACE}»") + "\n\nDeuxième paragraphe"
        )


@pytest.mark.parametrize("theme", THEMES)
async def test_what_is_selected_stays_readable(paper: Paper, theme: str) -> None:
    app = paper.app(Config(language="en", theme=theme))
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.press("enter")
        await pilot.pause()
        row, text = next((n, text) for n, text in enumerate(lines(app)) if "un lien" in text)
        before = app.front.body.render_line(row)
        await select(pilot, (0, row), (len(text) - 1, row))
        shown = [segment for segment in app.front.body.render_line(row) if segment.text.strip()]
        assert shown
        assert [segment for segment in shown if of_style(segment.style) < 4.5] == []
        assert {(segment.style.bgcolor, segment.style.reverse) for segment in shown if segment.style} != {
            (segment.style.bgcolor, segment.style.reverse) for segment in before if segment.style
        }


async def test_a_drag_that_begins_where_the_mouse_never_moved_begins_there(paper: Paper) -> None:
    app = paper.app(Config(language="en"))
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.press("enter")
        await pilot.pause()
        row, text = next((n, text) for n, text in enumerate(lines(app)) if "Un deuxième" in text)
        start = text.index("deuxième")
        body = app.front.body
        await pilot.mouse_down(body, offset=(start, row))
        await pilot._post_mouse_events([events.MouseMove], body, offset=(start + len("deuxième") - 1, row), button=1)
        await pilot.mouse_up(body, offset=(start + len("deuxième") - 1, row))
        await pilot.pause()
        assert app.front.get_selected_text() == "deuxième"

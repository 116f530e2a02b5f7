"""Footnotes by click, from the list of links, and back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.widgets import OptionList

from placentin_tui.ui.widgets.article_body import ArticleBody
from tests.prose import corpus
from tests.ui.paper import article
from tests.ui.screen_text import sees, until

if TYPE_CHECKING:
    from textual.pilot import Pilot

    from tests.ui.paper import Paper

SIZE = (60, 16)


def noted(paper: Paper) -> None:
    """The newest article has notes, far from what they belong to."""
    filling = "".join(f"<p>Paragraphe {n}.</p>" for n in range(30))
    text, _ol, notes = corpus.html("footnotes-wordpress").partition("<ol")
    with paper.open() as library:
        source = library.sources.all()[0].id
        library.articles.store(source, [article(-1, title="Le traité", html=f"{text}{filling}<ol{notes}")])


async def click(pilot: Pilot[int], sign: str) -> None:
    """Click the first place where the sign stands in the pane, once it stands there."""
    body = pilot.app.screen.query_one(ArticleBody)

    def places() -> list[tuple[int, int]]:
        found = ((body.render_line(y).text.find(sign), y) for y in range(body.size.height))
        return [(x, y) for x, y in found if x >= 0]

    assert await until(pilot, places), sign
    await pilot.click(body, offset=places()[0])


async def test_a_click_goes_to_the_note_and_its_arrow_back(paper: Paper) -> None:
    noted(paper)
    app = paper.app()
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("enter")
        body = app.front.body
        await click(pilot, "[2]")
        assert await sees(pilot, "Je signe, mais je ne vois")
        assert body.page is not None
        assert body.marked is not None
        assert "2. «" in "".join(run.text for run in body.page.lines[body.marked].runs)
        await click(pilot, "↩")
        assert await sees(pilot, "ne s’aimaient pas[2]")


async def test_notes_are_in_the_list_of_links_and_escape_returns(paper: Paper) -> None:
    noted(paper)
    app = paper.app()
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("enter", "u")
        await pilot.pause()
        listed = [str(option.prompt) for option in app.screen.query_one(OptionList).options]
        assert [line.split("\n")[0].strip() for line in listed] == ["1 le registre B 114", "↓ [1]", "↓ [2]"]
        await pilot.press("j", "j", "enter")
        assert await sees(pilot, "Je signe, mais je ne vois")
        await pilot.press("escape")
        assert await until(pilot, lambda: app.front.body.line == 0)
        assert app.front.in_article
        await pilot.press("escape")
        assert not app.front.in_article

"""A corrected article says so, and shows what changed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec.structs import replace

from placentin_tui.config import Config
from placentin_tui.models import NewSource
from placentin_tui.prose.blocks import Picture
from tests.ui.paper import article
from tests.ui.screen_text import screen_text, sees, until

if TYPE_CHECKING:
    from tests.ui.paper import Paper

ENGLISH = Config(language="en")


def corrected(paper: Paper) -> None:
    """One article, printed, then corrected at once."""
    with paper.open() as library:
        source = library.sources.add(NewSource(url="https://courrier.example/feed", title="Le Courrier"))
        for text in ("Le pont est fermé lundi.", "Le pont est ouvert lundi."):
            one = article(0, html=f"<p>{text}</p><p>Rien d’autre.</p>", title="La passerelle")
            lead = Picture("https://courrier.example/bridge.jpg", alt="A red bridge")
            library.articles.store(source.id, [replace(one, lead=lead, parsed=replace(one.parsed, digest=text))])


async def test_the_page_says_when_and_the_key_shows_what(empty: Paper) -> None:
    corrected(empty)
    app = empty.app(ENGLISH)
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.press("enter")
        assert await sees(pilot, "Corrected at ")
        assert "Le pont est ouvert lundi." in screen_text(app)
        await pilot.press("D")
        assert await sees(pilot, "Le pont est [−fermé][+ouvert] lundi.")
        assert "1 word removed" in screen_text(app)
        assert "Rien d’autre" not in screen_text(app)
        await pilot.press("D")
        assert await until(pilot, lambda: "[−fermé]" not in screen_text(app))


async def test_what_changed_stands_on_top_with_no_picture_before_it(empty: Paper) -> None:
    corrected(empty)
    app = empty.app(ENGLISH)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("enter")
        assert await sees(pilot, "[A red bridge]")
        await pilot.press("D")
        assert await sees(pilot, "[−fermé][+ouvert]")
        assert "[A red bridge]" not in screen_text(app)


async def test_in_french(empty: Paper) -> None:
    corrected(empty)
    app = empty.app(Config(language="fr"))
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.press("enter")
        assert await sees(pilot, "Corrigé à ")


async def test_the_button_does_it_too(empty: Paper) -> None:
    corrected(empty)
    app = empty.app(ENGLISH)
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.press("enter")
        assert await sees(pilot, "What changed")
        lines = app.front.body.page.lines if app.front.body.page else []
        at = next(n for n, line in enumerate(lines) if any("What changed" in run.text for run in line.runs))
        await pilot.click(app.front.body, offset=(lines[at].indent + 3, at))
        assert await sees(pilot, "[−fermé][+ouvert]")


async def test_an_article_as_printed_says_so(paper: Paper) -> None:
    app = paper.app(ENGLISH)
    async with app.run_test(size=(120, 40), notifications=True) as pilot:
        await pilot.press("enter", "D")
        assert await sees(pilot, "The paper has not changed this article.")

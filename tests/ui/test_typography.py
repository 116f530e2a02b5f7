"""The text set as the reader likes it: at once, and at the next start."""

from __future__ import annotations

from typing import TYPE_CHECKING

from placentin_tui.config import Config
from placentin_tui.models.setting_enums import Justify
from tests.ui.screen_text import screen_text, sees

if TYPE_CHECKING:
    from placentin_tui.ui.app import PlacentinApp
    from tests.ui.paper import Paper


def widest(app: PlacentinApp) -> int:
    """The longest line of prose on the page."""
    page = app.front.body.page
    assert page is not None
    return max(len("".join(run.text for run in line.runs)) for line in page.lines if line.block >= 0)


async def test_the_measure_changes_while_reading_and_the_place_stays(paper: Paper) -> None:
    app = paper.app(Config(language="en"))
    async with app.run_test(size=(120, 40), notifications=True) as pilot:
        await pilot.press("j", "j", "enter", "z", "space", "space")
        top = screen_text(app).splitlines()[0].strip()
        assert widest(app) > 64
        await pilot.press("minus", "minus")
        assert await sees(pilot, "Lines of 64 columns.")
        assert widest(app) <= 64
        assert top[:20] in "\n".join(screen_text(app).splitlines()[:3])
        await pilot.press("plus", "plus", "plus")
        assert await sees(pilot, "Lines of 76 columns.")
        assert 72 < widest(app) <= 76


async def test_each_act_shows_and_says_what_it_did(paper: Paper) -> None:
    app = paper.app(Config(language="en"))
    async with app.run_test(size=(120, 40), notifications=True) as pilot:
        await pilot.press("j", "j", "enter")
        assert app.front.body.page
        before = len(app.front.body.page.lines)
        for key, said in (
            ("L", "two empty lines"), ("L", "the first one set in"), ("L", "an empty line between"),
            ("H", "every width"), ("H", "No hyphens"), ("H", "where lines are short"),
            ("equals_sign", "Justified."), ("equals_sign", "Not justified."),
        ):  # fmt: skip
            await pilot.press(key)
            assert await sees(pilot, said), key
        assert len(app.front.body.page.lines) == before
        await pilot.press("L", "L")
        assert len(app.front.body.page.lines) < before


async def test_it_is_remembered_over_a_restart_unless_the_config_says_otherwise(paper: Paper) -> None:
    app = paper.app()
    async with app.run_test(size=(120, 40), notifications=True) as pilot:
        await pilot.press("enter", "plus", "L", "H", "equals_sign")
        chosen = app.typography
        await app.workers.wait_for_complete()
    assert (chosen.measure, chosen.spacing, chosen.hyphens, chosen.justify) == (76, "wide", "on", "on")
    again = paper.app()
    async with again.run_test(size=(120, 40)):
        assert again.typography == chosen
    configured = paper.app(Config(measure=50, justify=Justify.OFF))
    async with configured.run_test(size=(120, 40)):
        assert (configured.typography.measure, configured.typography.justify) == (50, "off")
        assert configured.typography.spacing == "wide"

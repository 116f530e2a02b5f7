"""The help, at every size: every act whole, and all of it can be scrolled to."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from textual.containers import VerticalScroll

from placentin_tui.commands import COMMANDS, sign
from placentin_tui.config import Config
from placentin_tui.i18n import _
from placentin_tui.ui.screens.help import HelpScreen
from tests.ui.screen_text import screen_text

if TYPE_CHECKING:
    from placentin_tui.ui.app import PlacentinApp
    from tests.ui.paper import Paper


def inside(app: PlacentinApp) -> list[str]:
    """The lines of the text in sight, without the scroll bar."""
    place = app.screen.query_one(VerticalScroll).region
    rows = screen_text(app).splitlines()[place.y : place.bottom]
    return [row[place.x : place.right].rstrip(" ▁▂▃▄▅▆▇█▔") for row in rows]


@pytest.mark.parametrize("language", ["fr", "en"])
@pytest.mark.parametrize("size", [(40, 12), (80, 24), (120, 40)])
async def test_every_act_is_there_whole(paper: Paper, size: tuple[int, int], language: str) -> None:
    app = paper.app(Config(language=language))
    async with app.run_test(size=size) as pilot:
        await pilot.press("question_mark")
        await pilot.pause()
        scroll = app.screen.query_one(VerticalScroll)
        seen = dict(enumerate(inside(app)))
        while scroll.scroll_offset.y < scroll.max_scroll_y:
            await pilot.press("space")
            await pilot.pause()
            seen |= dict(enumerate(inside(app), int(scroll.scroll_offset.y)))
        words = " ".join(" ".join(seen[line] for line in sorted(seen)).split())
        for command in COMMANDS:
            keys = " ".join(sign(key) for key in command.keys) or "—"
            plain = " ".join(_(command.help).replace("\N{NARROW NO-BREAK SPACE}", " ").split())
            if size[0] == 40:
                assert f"{keys} {plain}" in words, command.id
            else:
                assert keys in words, command.id
                assert plain.split()[-1] in words, command.id


@pytest.mark.parametrize(
    ("keys", "section"),
    [
        (("question_mark",), "Moving"),
        (("P", "question_mark"), "On the page of papers"),
        (("S", "f1"), "In the share sheet"),
        (("u", "f1"), "In lists to choose from"),
    ],
)
async def test_the_screen_one_comes_from_is_first(paper: Paper, keys: tuple[str, ...], section: str) -> None:
    app = paper.app(Config(language="en"))
    async with app.run_test(size=(80, 24)) as pilot:
        for key in keys:
            await pilot.press(key)
            await pilot.pause()
        assert isinstance(app.screen, HelpScreen)
        assert inside(app)[0] == section


async def test_the_front_page_has_its_own_keys_first(paper: Paper) -> None:
    app = paper.app(Config(language="en"), front=True)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("question_mark")
        await pilot.pause()
        lines = inside(app)
        assert lines[0] == "The front page"
        assert lines.index("Moving") > lines.index("The front page")


async def test_it_follows_the_window(paper: Paper) -> None:
    app = paper.app(Config(language="en"))
    async with app.run_test(size=(40, 12)) as pilot:
        await pilot.press("question_mark")
        await pilot.pause()
        assert inside(app)[1:3] == ["j ↓", "  Next headline, or a line further"]
        await pilot.resize_terminal(120, 40)
        await pilot.pause()
        assert inside(app)[1] == "j ↓               Next headline, or a line further down the"


async def test_the_help_is_searched(paper: Paper) -> None:
    """By words of a command's name, sentence or key, blind to accents; Esc leaves the search first."""
    app = paper.app(Config(language="fr"))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("question_mark", "slash", *"redemarrage")
        await pilot.pause()
        found = "\n".join(inside(app))
        assert "redémarrage" in found
        assert "Espace" not in found
        await pilot.press(*"zzz")
        await pilot.pause()
        assert inside(app)[0] == _("Nothing here is called so.")
        await pilot.press("escape")
        await pilot.pause()
        assert isinstance(app.screen, HelpScreen)
        assert len(inside(app)) > 5
        await pilot.press("escape")
        await pilot.pause()
        assert len(app.screen_stack) == 1

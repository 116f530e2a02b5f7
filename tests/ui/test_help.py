"""The help, at every size: every act whole, and all of it can be scrolled to."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from textual.containers import VerticalScroll

from placentin_tui.commands import COMMANDS, sign
from placentin_tui.config import Config
from placentin_tui.i18n import _
from tests.ui.screen_text import screen_text

if TYPE_CHECKING:
    from placentin_tui.ui.app import PlacentinApp
    from tests.ui.paper import Paper


def inside(app: PlacentinApp) -> list[str]:
    """The lines inside the card, without its border and the scroll bar."""
    lines = [
        line[line.index("│") + 2 : line.rindex("│") - 2]
        for line in screen_text(app).splitlines()
        if line.count("│") > 1
    ]
    return [line.rstrip(" ▁▂▃▄▅▆▇█▔") for line in lines]


@pytest.mark.parametrize("language", ["fr", "en"])
@pytest.mark.parametrize("size", [(40, 12), (80, 24), (120, 40)])
async def test_every_act_is_there_whole(paper: Paper, size: tuple[int, int], language: str) -> None:
    app = paper.app(Config(language=language))
    async with app.run_test(size=size) as pilot:
        await pilot.press("question_mark")
        await pilot.pause()
        scroll = app.screen.query_one(VerticalScroll)
        seen = inside(app)
        while scroll.scroll_offset.y < scroll.max_scroll_y:
            await pilot.press("j")
            await pilot.pause()
            seen.append(inside(app)[-1])
        words = " ".join(" ".join(seen).split())
        for command in COMMANDS:
            keys = " ".join(sign(key) for key in command.keys) or "—"
            plain = " ".join(_(command.help).replace("\N{NARROW NO-BREAK SPACE}", " ").split())
            if size[0] == 40:
                assert f"{keys} {plain}" in words, command.id
            else:
                assert keys in words, command.id
                assert plain.split()[-1] in words, command.id


async def test_it_follows_the_window(paper: Paper) -> None:
    app = paper.app(Config(language="en"))
    async with app.run_test(size=(40, 12)) as pilot:
        await pilot.press("question_mark")
        await pilot.pause()
        assert inside(app)[1:3] == ["j ↓", "  Next headline, or a line further"]
        await pilot.resize_terminal(120, 40)
        await pilot.pause()
        assert inside(app)[1] == "j ↓               Next headline, or a line further down the"

"""The look of the page of papers, fixed: at the sizes people have, by day, by night, and in sixteen colours."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from rich.console import Console

from placentin_tui.config import Config
from placentin_tui.theme_definitions import DAY, NIGHT, TERMINAL
from tests.ui import many_papers, test_look
from tests.ui.paper import Paper

if TYPE_CHECKING:
    from pathlib import Path

    from tests.ui.test_look import Compare

paris_time = test_look.paris_time

TO_THE_FAILING_ONE = ("P", "G", "k")


def filled(folder: Path) -> Paper:
    """Twelve papers."""
    paper = Paper(folder)
    many_papers.fill(paper)
    return paper


@pytest.mark.parametrize("size", [(200, 50), (120, 40), (80, 24), (40, 12)])
def test_papers_by_day(tmp_path: Path, snap_compare: Compare, size: tuple[int, int]) -> None:
    app = filled(tmp_path).app(Config(language="fr", theme=DAY))
    assert snap_compare(app, terminal_size=size, run_before=test_look.keys(*TO_THE_FAILING_ONE))


@pytest.mark.parametrize("size", [(120, 40), (80, 24)])
def test_papers_by_night(tmp_path: Path, snap_compare: Compare, size: tuple[int, int]) -> None:
    app = filled(tmp_path).app(Config(language="en", theme=NIGHT))
    assert snap_compare(app, terminal_size=size, run_before=test_look.keys("P", "j", "j", "j"))


def test_papers_in_sixteen_colours(tmp_path: Path, snap_compare: Compare) -> None:
    app = filled(tmp_path).app(Config(language="en", theme=TERMINAL))
    app.console = Console(color_system="standard", force_terminal=True, file=app.console.file)
    assert snap_compare(app, terminal_size=(80, 24), run_before=test_look.keys(*TO_THE_FAILING_ONE))


def test_the_details_in_a_small_window(tmp_path: Path, snap_compare: Compare) -> None:
    app = filled(tmp_path).app(Config(language="fr", theme=DAY))
    assert snap_compare(app, terminal_size=(40, 12), run_before=test_look.keys(*TO_THE_FAILING_ONE, "v"))

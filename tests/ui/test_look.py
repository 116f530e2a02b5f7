"""The look, fixed: the built-in edition at the sizes people have, by day and by night, in both languages."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, cast

import pytest
from rich.console import Console

from placentin_tui.config import Config
from placentin_tui.theme_definitions import DAY, HIGH_CONTRAST, NIGHT, SEPIA, TERMINAL
from placentin_tui.ui.textual_internals import whole_frame
from tests.ui.paper import Paper

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from textual.pilot import Pilot

    from placentin_tui.ui.app import PlacentinApp

    Compare = Callable[..., bool]

SIZES = [(120, 40), (80, 24), (40, 12)]


@pytest.fixture(autouse=True)
def paris_time() -> Iterator[None]:
    """One time zone, wherever the tests run."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("TZ", "Europe/Paris")
        time.tzset()
        yield
    time.tzset()


async def settled(pilot: Pilot[object]) -> None:
    """Wait until no worker is at work, frame after frame is the same, and the article is laid out to its end."""
    app = cast("PlacentinApp", pilot.app)
    last, same = "", 0
    for _moment in range(600):
        await pilot.pause(0.05)
        _whole = app.front.body.page
        now = whole_frame(app.screen)
        at_work = not all(worker.is_finished for worker in app.workers)
        same = same + 1 if now == last and not at_work else 0
        if same == 8:
            return
        last = now
    raise AssertionError("the screen does not come to rest")


def keys(*pressed: str) -> Callable[[Pilot[object]], object]:
    """Press these, each once the screen shows what the one before has done."""

    async def press(pilot: Pilot[object]) -> None:
        await settled(pilot)
        for key in ("escape", *pressed):
            await pilot.press(key)
            await settled(pilot)

    return press


async def painted(pilot: Pilot[object]) -> None:
    """Go to the second story."""
    await settled(pilot)
    await pilot.press("j")
    await settled(pilot)


def filled(folder: Path) -> Paper:
    """A paper with articles and no pictures."""
    paper = Paper(folder)
    paper.fill()
    return paper


@pytest.mark.parametrize("size", [(200, 50), *SIZES])
def test_une(tmp_path: Path, snap_compare: Compare, size: tuple[int, int]) -> None:
    app = filled(tmp_path).app(Config(language="fr", theme=NIGHT), front=True)
    assert snap_compare(app, terminal_size=size, run_before=painted)


@pytest.mark.parametrize("theme", [DAY, SEPIA, HIGH_CONTRAST])
def test_une_in_other_themes(tmp_path: Path, snap_compare: Compare, theme: str) -> None:
    app = filled(tmp_path).app(Config(language="en", theme=theme), front=True)
    assert snap_compare(app, terminal_size=(120, 40), run_before=painted)


def in_16_colours(app: PlacentinApp) -> PlacentinApp:
    """The app as a terminal of 16 colours has it."""
    app.console = Console(color_system="standard", force_terminal=True, file=app.console.file)
    return app


@pytest.mark.parametrize("keys_to_it", [("j",), ("j", "j", "enter")], ids=["front", "article"])
@pytest.mark.parametrize("size", [(120, 40), (80, 24)], ids=["120", "80"])
def test_16_colours(tmp_path: Path, snap_compare: Compare, size: tuple[int, int], keys_to_it: tuple[str, ...]) -> None:
    app = in_16_colours(filled(tmp_path).app(Config(language="fr", theme=TERMINAL), front=True))
    assert snap_compare(app, terminal_size=size, run_before=keys(*keys_to_it))


@pytest.mark.parametrize("theme", [SEPIA, HIGH_CONTRAST])
def test_an_article_in_other_themes(tmp_path: Path, snap_compare: Compare, theme: str) -> None:
    app = filled(tmp_path).app(Config(language="fr", theme=theme), front=True)
    assert snap_compare(app, terminal_size=(120, 40), run_before=keys("j", "j", "enter"))


@pytest.mark.parametrize("size", SIZES)
def test_front_page(tmp_path: Path, snap_compare: Compare, size: tuple[int, int]) -> None:
    app = Paper(tmp_path).app(Config(language="fr", theme=NIGHT))
    assert snap_compare(app, terminal_size=size, run_before=keys("j"))


@pytest.mark.parametrize("size", SIZES)
def test_article(tmp_path: Path, snap_compare: Compare, size: tuple[int, int]) -> None:
    app = Paper(tmp_path).app(Config(language="fr", theme=DAY))
    assert snap_compare(app, terminal_size=size, run_before=keys("j", "enter", "space"))


@pytest.mark.parametrize("size", SIZES)
def test_first_start(tmp_path: Path, snap_compare: Compare, size: tuple[int, int]) -> None:
    app = Paper(tmp_path).app(Config(language="en", theme=DAY))
    assert snap_compare(app, terminal_size=size, run_before=settled)


@pytest.mark.parametrize("key", ["S", "u", "a", "question_mark", "slash", "z"])
def test_cards(tmp_path: Path, snap_compare: Compare, key: str) -> None:
    app = Paper(tmp_path).app(Config(language="fr", theme=NIGHT))
    assert snap_compare(app, terminal_size=(80, 24), run_before=keys("enter", key))


def test_the_end_of_an_article(tmp_path: Path, snap_compare: Compare) -> None:
    app = Paper(tmp_path).app(Config(language="fr", theme=DAY))
    assert snap_compare(app, terminal_size=(100, 50), run_before=keys("enter", "G"))

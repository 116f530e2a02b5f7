"""The page of papers: folders, the last days, what is wrong and what helps, the details, the mouse, all sizes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from rich.console import Console
from textual.events import MouseScrollDown, MouseScrollUp
from textual.widgets import Static

from placentin_tui.config import Config
from placentin_tui.i18n import last_days
from placentin_tui.models import View
from placentin_tui.rendering.paper_lines import initial, name_of
from placentin_tui.rendering.sparkline import rhythm, sparkline
from placentin_tui.theme_definitions import DAY, HIGH_CONTRAST, NIGHT, SEPIA, TERMINAL
from placentin_tui.ui.screens.prompt import AddScreen
from placentin_tui.ui.screens.sources import SourcesScreen
from placentin_tui.ui.services import courier_requests, desktop_actions
from placentin_tui.ui.widgets.paper_list import PaperList
from placentin_tui.ui.widgets.text_styles import BAR
from tests.ui import many_papers
from tests.ui.paper import NOW
from tests.ui.screen_text import screen_text, sees, until
from tests.ui.test_mouse import place_of

if TYPE_CHECKING:
    from textual.pilot import Pilot

    from placentin_tui.ui.app import PlacentinApp
    from tests.ui.paper import Paper

ENGLISH = Config(language="en")


@pytest.fixture
def many(empty: Paper) -> Paper:
    """Twelve papers in three folders and in none."""
    many_papers.fill(empty)
    return empty


def line_with(app: PlacentinApp, text: str) -> str:
    """The first line of the screen with a text; empty when there is none."""
    return next((line for line in screen_text(app).split("\n") if text in line), "")


def rows(app: PlacentinApp) -> PaperList:
    """The list of the page."""
    return app.screen.query_one(PaperList)


def chosen(app: PlacentinApp) -> str:
    """The name of the row under the cursor."""
    row = rows(app).current
    return name_of(row) if row else ""


async def opened(pilot: Pilot[Any], title: str = "") -> None:
    """Open the page, and go to the paper with this title."""
    await pilot.press("P")
    assert await sees(pilot, "All papers ─")
    for _row in rows(pilot.app).rows:  # type: ignore[arg-type]
        if title and title != chosen(pilot.app):  # type: ignore[arg-type]
            await pilot.press("j")
            await pilot.pause()


async def test_folders_head_their_papers_with_what_is_unread(many: Paper) -> None:
    app = many.app(ENGLISH)
    async with app.run_test(size=(120, 40)) as pilot:
        await opened(pilot)
        shown = screen_text(app)
        places = [shown.index(name) for name in ("WITHOUT A FOLDER", "Carnet de Lucie", "PRESSE", "Le Placentin")]
        assert places == sorted(places)
        unread = app.library.articles.count(View(folder="Presse", unread=True))
        assert f"{unread} unread" in line_with(app, "PRESSE ─")
        assert f"{app.library.articles.count(View(unread=True))} unread" in line_with(app, "All papers ─")
        assert line_with(app, "12 papers")


async def test_a_folder_is_read_and_asked_as_a_whole(many: Paper, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[tuple[int, ...]] = []
    monkeypatch.setattr(courier_requests, "refresh", lambda _app, sources: asked.append(sources))
    app = many.app(ENGLISH)
    async with app.run_test(size=(120, 40)) as pilot:
        await opened(pilot)
        await pilot.press("r", "j", "j")
        assert chosen(app) == "Culture et photo", "papers in no folder have no list"
        await pilot.press("r", "j", "r", "k", "enter")
        assert asked == [(), (2, 3, 4), (2,)]
        count = app.library.articles.count(View(folder="Culture et photo"))
        assert await until(pilot, lambda: len(app.front.headlines.pager or ()) == count)
        assert app.screen is app.front


async def test_the_last_days_of_each_paper_come_into_its_row(many: Paper) -> None:
    app = many.app(ENGLISH)
    async with app.run_test(size=(120, 40)) as pilot:
        await opened(pilot, "La Criée")
        counts = app.library.daily_counts.by_source(last_days(NOW, 14))
        assert sum(counts[3]) > 3
        for number in (3, 4):
            bars = "".join(run.text for run in sparkline(counts[number], ""))
            title = many_papers.PAPERS[number - 1][1]
            row = f"{initial(title)} {title} "
            assert await until(pilot, lambda bars=bars, row=row: bars in line_with(app, row))  # type: ignore[misc]
        bars = "".join(run.text for run in sparkline(counts[3], ""))
        assert await sees(pilot, f"{bars} {rhythm(counts[3])}")


async def test_what_helps_is_a_place_to_click_on_the_row_itself(many: Paper) -> None:
    app = many.app(ENGLISH)
    async with app.run_test(size=(120, 40), notifications=True) as pilot:
        await opened(pilot)
        row = place_of(screen_text(app), "Long Baseline")[1]
        line = screen_text(app).split("\n")[row + 1]
        assert "p10.example did not answer in time.  r test now" in line
        await pilot.click(offset=(line.index("test now"), row + 1))
        assert await sees(pilot, "You are offline")
        assert chosen(app) == "Long Baseline"
        assert await sees(pilot, "Next try on 18 November")


async def test_the_acts_in_the_details_and_at_the_foot_are_places_to_click(many: Paper) -> None:
    app = many.app(ENGLISH)
    async with app.run_test(size=(120, 40)) as pilot:
        await opened(pilot, "Octets")
        assert await sees(pilot, "x full text")
        await pilot.click(offset=place_of(screen_text(app), "x full text"))
        assert await until(pilot, lambda: app.library.sources.get(12).fulltext == "always")
        await pilot.click(offset=place_of(screen_text(app), "Subscribe"))
        assert await until(pilot, lambda: isinstance(app.screen, AddScreen))


async def test_the_wheel_scrolls_and_the_cursor_stays(many: Paper) -> None:
    app = many.app(ENGLISH)
    async with app.run_test(size=(80, 24)) as pilot:
        await opened(pilot)
        assert "Octets" not in screen_text(app)
        for event, text in ((MouseScrollDown, "Octets"), (MouseScrollUp, "All papers")):
            for _turn in range(12):
                await pilot._post_mouse_events([event], PaperList, button=0)
            assert await sees(pilot, text)
        assert rows(app).cursor == 0


async def test_pages_and_ends_of_the_list(many: Paper) -> None:
    app = many.app(ENGLISH)
    async with app.run_test(size=(80, 24)) as pilot:
        await opened(pilot)
        await pilot.press("pagedown")
        assert 4 < rows(app).cursor < 14
        await pilot.press("G")
        assert await sees(pilot, "Octets")
        assert rows(app).cursor == len(rows(app).rows) - 1
        await pilot.press("j", "pagedown")
        assert rows(app).cursor == len(rows(app).rows) - 1
        await pilot.press("pageup", "pageup", "pageup", "home", "k")
        assert rows(app).cursor == 0


@pytest.mark.parametrize("size", [(200, 50), (120, 40), (80, 24)])
async def test_the_details_are_beside_the_list_or_below_it_and_v_hides_them(many: Paper, size: tuple[int, int]) -> None:
    app = many.app(ENGLISH)
    async with app.run_test(size=size) as pilot:
        await opened(pilot, "La Gazette")
        for shown in ("https://p4.example/feed/", "d remove", "x full text", "i pictures", "articles"):
            assert await sees(pilot, shown)
        await pilot.press("v")
        assert await until(pilot, lambda: "https://p4.example/feed/" not in screen_text(app))
        await pilot.press("v")
        assert await sees(pilot, "https://p4.example/feed/")
        await pilot.press("escape")
        assert await until(pilot, lambda: app.screen is app.front)


async def test_in_a_small_window_the_details_take_the_place_of_the_list(many: Paper) -> None:
    app = many.app(ENGLISH)
    async with app.run_test(size=(40, 12)) as pilot:
        await opened(pilot, "Long Baseline")
        assert await sees(pilot, "p10.example did")
        assert "r test now" in screen_text(app)
        assert "https://p10.example/" not in screen_text(app)
        await pilot.press("v")
        assert await sees(pilot, "https://p10.example/")
        assert "Hacker Digest" not in screen_text(app)
        await pilot.press(*["space"] * 4)
        assert await sees(pilot, "U undo")
        await pilot.press("escape")
        assert await sees(pilot, "Hacker Digest")
        assert isinstance(app.screen, SourcesScreen)
        await pilot.press("escape")
        assert await until(pilot, lambda: app.screen is app.front)


async def test_another_size_keeps_the_paper(many: Paper) -> None:
    app = many.app(ENGLISH)
    async with app.run_test(size=(120, 40)) as pilot:
        await opened(pilot, "Octets")
        for size in ((60, 30), (40, 12), (3, 3), (200, 50), (100, 14)):
            await pilot.resize_terminal(*size)
            await pilot.pause()
            assert chosen(app) == "Octets", size
        assert await sees(pilot, BAR)
        assert "Octets" in line_with(app, BAR)


async def test_another_size_lays_out_the_details_for_it(many: Paper) -> None:
    app = many.app(ENGLISH)
    async with app.run_test(size=(120, 40)) as pilot:
        await opened(pilot, "Octets")
        for size in ((70, 40), (160, 40), (70, 16), (120, 40)):
            await pilot.resize_terminal(*size)
            await pilot.pause()
            before = str(app.screen.query_one("#detail", Static).content)
            app.screen.fill()  # type: ignore[attr-defined] # the page of papers
            assert str(app.screen.query_one("#detail", Static).content) == before, size


async def test_the_foot_names_keys_again_after_a_dialog_under_which_the_window_changed(many: Paper) -> None:
    app = many.app(ENGLISH)
    async with app.run_test(size=(120, 40)) as pilot:
        await opened(pilot, "Octets")
        foot = screen_text(app).rstrip().split("\n")[-1]
        assert "Subscribe" in foot
        await pilot.press("question_mark")
        await pilot.resize_terminal(121, 40)
        assert await until(pilot, lambda: "Subscribe" not in screen_text(app).rstrip().split("\n")[-1])
        await pilot.press("escape")
        assert await until(pilot, lambda: "Subscribe" in screen_text(app).rstrip().split("\n")[-1])


async def test_the_site_is_opened_in_the_browser(many: Paper, monkeypatch: pytest.MonkeyPatch) -> None:
    browsed: list[str] = []
    monkeypatch.setattr(desktop_actions, "browse", lambda _app, url: browsed.append(url))
    app = many.app(ENGLISH)
    async with app.run_test(size=(120, 40)) as pilot:
        await opened(pilot, "Octets")
        await pilot.press("o")
        assert await until(pilot, lambda: browsed == ["https://p11.example/"])


async def test_without_a_paper_it_says_how_to_begin(empty: Paper) -> None:
    app = empty.app(ENGLISH)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("escape", "P")
        assert await sees(pilot, "You have no paper of your own yet. a subscribes to one")
        await pilot.press("a")
        assert await until(pilot, lambda: isinstance(app.screen, AddScreen))


async def test_when_the_last_paper_is_removed_it_says_how_to_begin_and_undo_brings_it_back(paper: Paper) -> None:
    app = paper.app(ENGLISH)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("P", "j", "d")
        assert await sees(pilot, "You have no paper of your own yet.")
        for key in ("j", "k", "G", "space", "r", "enter", "t", "x"):
            await pilot.press(key)
        await pilot.press("U")
        assert await until(pilot, lambda: "You have no paper" not in screen_text(app))
        assert "Le Courrier du Levant" in screen_text(app)


@pytest.mark.parametrize("theme", [DAY, NIGHT, SEPIA, HIGH_CONTRAST, TERMINAL])
async def test_the_bar_stands_beside_the_chosen_row_alone(many: Paper, theme: str) -> None:
    app = many.app(Config(language="en", theme=theme))
    system = "standard" if theme == TERMINAL else "truecolor"
    app.console = Console(color_system=system, force_terminal=True, file=app.console.file)  # type: ignore[arg-type]
    async with app.run_test(size=(120, 40)) as pilot:
        await opened(pilot)
        for title, lines in (("La Gazette", 1), ("Long Baseline", 2)):
            while chosen(app) != title:
                await pilot.press("j")
            await pilot.pause()
            barred = [strip for strip in app.screen._compositor.render_strips() if strip.text.startswith(BAR)]
            assert title in barred[0].text
            assert len(barred) == lines
            name = next(segment.style for segment in barred[0] if title in segment.text)
            other = next(strip for strip in app.screen._compositor.render_strips() if "Grand Angle" in strip.text)
            plain = next(segment.style for segment in other if "Grand Angle" in segment.text)
            assert name
            assert plain
            assert (name.bgcolor, name.reverse) != (plain.bgcolor, plain.reverse), "a tint besides the bar"

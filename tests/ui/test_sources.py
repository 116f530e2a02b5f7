"""The page of papers and feeds: reading one, naming it, filing it, removing it and taking that back."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from placentin_tui.config import Config
from placentin_tui.failure_codes import Reason
from placentin_tui.ui.messages import SourceAnswered
from placentin_tui.ui.screens.prompt import AddScreen
from placentin_tui.ui.screens.sources import SourcesScreen
from placentin_tui.ui.services import courier_requests
from placentin_tui.ui.widgets.paper_list import PaperList
from tests.ui.paper import NOW
from tests.ui.screen_text import right_of, screen_text, sees, until
from tests.ui.test_mouse import place_of

if TYPE_CHECKING:
    from textual.pilot import Pilot

    from tests.ui.paper import Paper

ENGLISH = Config(language="en")


@pytest.fixture
def two(paper: Paper) -> Paper:
    """Two papers: Le Courrier du Levant with twelve articles, Les Échos du port with three, in trouble."""
    paper.fill(3, title="Les Échos du port", url="https://echos.example/feed/")
    with paper.open() as library:
        library.sources.record_failure(2, Reason("refused", {"host": "echos.example"}), next_try=NOW + 7200)
    return paper


async def answer(pilot: Pilot[Any], key: str, text: str) -> None:
    """Press a key of the page and answer the question it asks."""
    await pilot.press(key)
    await pilot.pause()
    await pilot.press("ctrl+a", "ctrl+k", *text, "enter")
    await pilot.pause()


async def test_one_source_is_read_and_then_all_again(two: Paper) -> None:
    app = two.app(ENGLISH)
    async with app.run_test(size=(120, 40)) as pilot:
        assert "Les Échos du port" in screen_text(app), "with several papers, each headline says whose it is"
        await pilot.press("P", "j", "j", "enter")
        assert await until(pilot, lambda: len(app.front.headlines.pager or ()) == 3)
        await pilot.press("q")
        assert await until(pilot, lambda: len(app.front.headlines.pager or ()) == 15)


async def test_a_source_in_trouble_says_why_and_when_it_is_tried_again(two: Paper) -> None:
    app = two.app(ENGLISH)
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.press("P", "j", "j")
        assert await sees(pilot, "echos.example refuses")
        shown = screen_text(app)
        assert "Next try on" in shown
        assert "It never worked." in shown
        row = place_of(shown, " É  Les Échos du port")[1]
        assert "never" in shown.split("\n")[row]
        assert "refuses" in shown.split("\n")[row + 1], "on a line of its own"
        assert "r test now" in shown.split("\n")[row + 1], "with what to do about it"


async def test_title_folder_and_support_page_are_the_persons(two: Paper) -> None:
    app = two.app(ENGLISH)
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.press("P", "j")
        await answer(pilot, "t", "Le Levant")
        assert await until(pilot, lambda: app.library.sources.get(1).title == "Le Levant")
        await answer(pilot, "e", "https://courrier.example/soutenir")
        assert await until(pilot, lambda: app.library.sources.get(1).support_url.endswith("/soutenir"))
        await answer(pilot, "f", "Monde/Liban")
        assert await until(pilot, lambda: app.library.sources.get(1).folder == "Monde/Liban")
        assert await sees(pilot, "MONDE / LIBAN ─")
        shown = screen_text(app).split("\n")
        head = next(n for n, line in enumerate(shown) if "MONDE / LIBAN" in line)
        assert "Le Levant" in shown[head + 1]
        assert app.screen.query_one(PaperList).current == app.screen.query_one(PaperList).rows[-1], (
            "the cursor is there"
        )


async def test_a_removal_is_undone_on_the_page_itself(two: Paper) -> None:
    app = two.app(ENGLISH)
    async with app.run_test(size=(120, 40), notifications=True) as pilot:
        await pilot.press("P", "j", "d")
        assert await sees(pilot, "is removed")
        assert [source.id for source in app.library.sources.all()] == [2]
        assert len(app.front.headlines.pager or ()) == 3
        await pilot.press("U")
        assert await until(pilot, lambda: len(app.library.sources.all()) == 2)
        assert len(app.front.headlines.pager or ()) == 15


async def test_a_on_the_page_asks_for_an_address(two: Paper) -> None:
    app = two.app(ENGLISH)
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.press("P", "a")
        assert await until(pilot, lambda: isinstance(app.screen, AddScreen))
        await pilot.press("escape")
        assert await until(pilot, lambda: app.screen is app.front)


async def test_r_on_the_page_says_when_there_is_no_network(two: Paper) -> None:
    app = two.app(ENGLISH)
    async with app.run_test(size=(120, 40), notifications=True) as pilot:
        await pilot.press("P", "j", "r")
        assert await sees(pilot, "You are offline")


async def test_a_click_chooses_a_source_and_another_one_reads_it(two: Paper) -> None:
    app = two.app(ENGLISH)
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.press("P")
        await pilot.pause()
        assert isinstance(app.screen, SourcesScreen)
        place = place_of(screen_text(app), "Les Échos du port")
        await pilot.click(offset=place)
        assert await sees(pilot, "https://echos.example/feed/"), "its details"
        assert isinstance(app.screen, SourcesScreen)
        await pilot.click(offset=place)
        assert await until(pilot, lambda: len(app.front.headlines.pager or ()) == 3)


async def test_i_says_which_pictures_are_fetched(two: Paper) -> None:
    app = two.app(ENGLISH)
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.press("P", "j")
        assert await until(pilot, lambda: right_of(app, "i pictures") == "all")
        for said, wish in (
            ("the first alone", "lead"),
            ("none of them", "none"),
            ("all", "all"),
        ):
            await pilot.press("i")
            assert await until(pilot, lambda said=said: right_of(app, "i pictures") == said)  # type: ignore[misc]
            assert app.library.sources.get(1).pictures == wish


async def test_each_act_is_a_place_to_click(two: Paper) -> None:
    app = two.app(ENGLISH)
    async with app.run_test(size=(120, 40), notifications=True) as pilot:
        await pilot.press("P", "j", "j")
        assert await sees(pilot, "test now")
        await pilot.click(offset=place_of(screen_text(app), "test now"))
        assert await sees(pilot, "You are offline")
        await pilot.click(offset=place_of(screen_text(app), "remove"))
        assert await until(pilot, lambda: [source.id for source in app.library.sources.all()] == [1])
        await pilot.click(offset=place_of(screen_text(app), "undo"))
        assert await until(pilot, lambda: len(app.library.sources.all()) == 2)


async def test_an_answer_changes_its_own_line(two: Paper) -> None:
    app = two.app(ENGLISH)
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.press("P", "j", "j")
        assert await sees(pilot, "echos.example refuses")
        with two.open() as library:
            library.sources.record_success(2)
        app.screen.post_message(SourceAnswered(2))
        assert await until(pilot, lambda: "echos.example refuses" not in screen_text(app))
        shown = screen_text(app).split("\n")
        assert "just now" in next(line for line in shown if " É  Les Échos du port" in line)
        assert right_of(app, "Last answer") == "just now"
        app.screen.post_message(SourceAnswered(99))
        app.screen.post_message(SourceAnswered(None))
        await pilot.pause()
        assert app.screen.query_one(PaperList).cursor == 2


async def test_a_certificate_that_was_not_refused_needs_no_belief(two: Paper) -> None:
    app = two.app(ENGLISH)
    async with app.run_test(size=(120, 40), notifications=True) as pilot:
        await pilot.press("P", "j", "c")
        assert await sees(pilot, "shows no certificate")


async def test_all_in_trouble_are_asked_with_one_key(two: Paper, monkeypatch: pytest.MonkeyPatch) -> None:
    app = two.app(ENGLISH)
    async with app.run_test(size=(120, 40), notifications=True) as pilot:
        asked: list[tuple[int, ...]] = []
        monkeypatch.setattr(courier_requests, "refresh", lambda _app, sources: asked.append(sources))
        await pilot.press("exclamation_mark")
        assert await until(pilot, lambda: asked == [(2,)])
        app.own_library.sources.record_success(2)
        await pilot.press("exclamation_mark")
        assert await sees(pilot, "No source is in trouble.")


@pytest.mark.parametrize("size", [(80, 24), (40, 12)])
async def test_the_reason_is_in_sight_in_small_windows(two: Paper, size: tuple[int, int]) -> None:
    app = two.app(ENGLISH)
    async with app.run_test(size=size) as pilot:
        await pilot.press("P", "j", "j")
        assert await sees(pilot, "echos.example refuses")
        assert "test now" in screen_text(app)

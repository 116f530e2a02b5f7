"""The error boundary: whatever the library says no to, the sentence is said and the paper stays open."""

from __future__ import annotations

import importlib
import pkgutil
import sqlite3
from contextlib import closing, contextmanager
from typing import TYPE_CHECKING

import pytest
from textual.screen import Screen

import placentin_tui.ui.screens
from placentin_tui.commands import COMMANDS
from placentin_tui.config import Config
from placentin_tui.errors import UnknownArticle
from placentin_tui.models import View
from placentin_tui.ui.error_boundary import ErrorBoundary
from placentin_tui.ui.screens.sources import SourcesScreen
from tests.ui.paper import debate
from tests.ui.screen_text import screen_text, sees, until
from tests.ui.test_acts import said

if TYPE_CHECKING:
    from collections.abc import Iterator

    from textual.pilot import Pilot

    from placentin_tui.ui.app import PlacentinApp
    from tests.ui.paper import Paper

ENGLISH = Config(language="en")
ACTS = [command.id for command in COMMANDS if command.needs == "article"]
ACTS += [
    "search",
    "view",
    "newest",
    "all-read",
    "refresh",
    "export",
    "zen",
    "undo",
    "next-unread",
    "other-pane",
    "back",
]


@pytest.fixture(autouse=True)
def no_programs(monkeypatch: pytest.MonkeyPatch) -> None:
    """No browser of the machine's own is started."""
    monkeypatch.delenv("BROWSER", raising=False)


def removed_elsewhere(paper: Paper, *, back: bool = False) -> None:
    """Another process removes the source, or brings it back."""
    with paper.open() as library:
        if back:
            library.sources.bring_back(1)
        else:
            library.undo_log.remove_source(1)


@contextmanager
def held(paper: Paper) -> Iterator[None]:
    """Another process holds the right to write."""
    with closing(sqlite3.connect(paper.paths.library, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        yield
        other.execute("ROLLBACK")


async def goes_on(pilot: Pilot[int], app: PlacentinApp) -> None:
    """The app still answers keys, whatever lies on top."""
    await pilot.pause()
    assert app._exception is None
    for _card in range(3):
        await pilot.press("escape")
    await pilot.press("question_mark")
    assert await sees(pilot, "Help")


@pytest.mark.parametrize("keys", ["j", "j enter"])
async def test_every_act_on_an_article_that_was_removed_elsewhere(paper: Paper, keys: str) -> None:
    with paper.open() as library:
        library.comments.store(library.articles.page(View(), limit=2)[1].id, debate())
    app = paper.app(ENGLISH)
    async with app.run_test(size=(100, 30)) as pilot:
        for act in ACTS:
            removed_elsewhere(paper, back=True)
            app.front.show_view(View())
            await pilot.press("g", *keys.split())
            await app.workers.wait_for_complete()
            removed_elsewhere(paper)
            app.call_later(app.front.action_do, act)
            await pilot.pause()
            await pilot.press("escape", "escape")
            assert app._exception is None, act
        await goes_on(pilot, app)


async def test_acts_while_another_process_holds_the_right_to_write(paper: Paper) -> None:
    with paper.open() as library:
        library.undo_log.star((3,))
        library.sources.set_rest_root(1, "https://courrier.example/wp-json/")
    app = paper.app(ENGLISH, patience=0.05)
    async with app.run_test(size=(100, 30)) as pilot:
        await app.writer.write(lambda library: library.sources.count())
        for act in ("undo", "star", "read", "all-read", "comment", "theme", "wider", "open"):
            with held(paper):
                app.call_later(app.front.action_do, act)
                assert await until(pilot, lambda: app._notifications and "is busy" in said(app)), act
            app.clear_notifications()
        await goes_on(pilot, app)


async def test_what_was_removed_elsewhere_leaves_the_screen_by_itself(paper: Paper) -> None:
    app = paper.app(ENGLISH)
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.press("enter")
        removed_elsewhere(paper)
        assert await sees(pilot, "There is no article here yet.")
        assert await until(pilot, lambda: app.front.article is None)
        assert "Un premier paragraphe" not in screen_text(app)
        assert app.focused is app.front.headlines


async def test_one_of_two_sources_removed_elsewhere_leaves_the_other_and_the_cursor_near(paper: Paper) -> None:
    paper.fill(8, title="Les Échos du port", url="https://echos.example/feed/")
    app = paper.app(ENGLISH)
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.press(*"jjjj")
        with paper.open() as library:
            library.undo_log.remove_source(2)
        assert await until(pilot, lambda: len(app.front.headlines.pager or ()) == 12)
        assert app.front.headlines.cursor in (2, 3, 4)
        assert app.front.headlines.current is not None


async def test_a_source_removed_elsewhere_leaves_the_list_of_papers(paper: Paper) -> None:
    paper.fill(3, title="Les Échos du port", url="https://echos.example/feed/")
    app = paper.app(ENGLISH)
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.press("P", "j", "j")
        assert await sees(pilot, "Les Échos du port")
        with paper.open() as library:
            library.undo_log.remove_source(2)
        assert await until(pilot, lambda: "Les Échos du port" not in screen_text(app))
        assert isinstance(app.screen, SourcesScreen)


async def test_the_edition_removed_by_the_list_of_papers(empty: Paper) -> None:
    app = empty.app(ENGLISH)
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.press("escape", "enter", "P", "j", "d", "escape")
        assert await until(pilot, lambda: app.front.article is None)
        for key in ("S", "C", "dollar_sign", "enter", "c"):
            await pilot.press(key)
        await goes_on(pilot, app)


async def test_a_mistake_of_a_timer_a_worker_and_a_callback_that_can_be_told_is(paper: Paper) -> None:
    app = paper.app(ENGLISH)

    def fail(name: str) -> None:
        raise UnknownArticle(f"{name} [/] fails.")

    async def work() -> None:
        fail("The worker")

    async with app.run_test(size=(120, 40)) as pilot:
        app.set_timer(0.01, lambda: fail("The timer"))
        assert await until(pilot, lambda: app._notifications and said(app) == "The timer [/] fails.")
        app.run_worker(work(), exit_on_error=True)
        assert await until(pilot, lambda: said(app) == "The worker [/] fails.")
        app.front.call_after_refresh(fail, "The callback")
        assert await until(pilot, lambda: said(app) == "The callback [/] fails.")
        await goes_on(pilot, app)


async def test_a_list_that_cannot_be_read_says_so_and_the_keys_go_on(paper: Paper) -> None:
    paper.fill(300, title="Le Fil", url="https://fil.example/")
    app = paper.app(ENGLISH)
    async with app.run_test(size=(120, 40)) as pilot:
        with closing(sqlite3.connect(paper.paths.library)) as other:
            # As damage to the file gives it: the list's order can be read, its rows cannot.
            other.execute("ALTER TABLE article RENAME COLUMN words TO word")
        await pilot.press("G")
        assert await until(pilot, lambda: app._notifications and "no such column: words" in said(app))
        await goes_on(pilot, app)


def test_every_screen_has_the_boundary() -> None:
    modules = pkgutil.walk_packages(placentin_tui.ui.screens.__path__, "placentin_tui.ui.screens.")
    classes = {
        thing
        for module in modules
        for thing in vars(importlib.import_module(module.name)).values()
        if isinstance(thing, type) and issubclass(thing, Screen) and thing.__module__ == module.name
    }
    assert len(classes) > 10
    assert [screen for screen in classes if not issubclass(screen, ErrorBoundary)] == []

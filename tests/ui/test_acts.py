"""Every other act: share, copy, browser, links, comments, support, author, help, palette, themes."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from textual import events
from textual.widgets import Input, OptionList

from placentin_tui.commands import COMMANDS, MAIN
from placentin_tui.config import Config
from placentin_tui.models import View
from placentin_tui.theme_definitions import DAY, HIGH_CONTRAST, NIGHT, SEPIA, THEMES
from placentin_tui.ui.screens.help import HelpScreen
from placentin_tui.ui.screens.links import LinksScreen
from placentin_tui.ui.screens.main.action_table import HANDLERS
from placentin_tui.ui.screens.picker import Picker
from placentin_tui.ui.screens.share import ShareScreen
from tests.ui.paper import Paper, debate
from tests.ui.screen_text import screen_text, sees, until

if TYPE_CHECKING:
    from pathlib import Path

    from textual.pilot import Pilot

    from placentin_tui.ui.app import PlacentinApp


def said(app: PlacentinApp) -> str:
    """The last thing the app said; empty when it has said nothing."""
    return next((notification.message for notification in reversed(list(app._notifications))), "")


def opener(folder: Path) -> tuple[str, Path]:
    """A browser of the test's own: a real program that writes down what it was asked to open."""
    script, log = folder / "browser", folder / "opened"
    script.write_text(f'#!/bin/sh\nprintf "%s\\n" "$@" >> {log}\n')
    script.chmod(0o755)
    return str(script), log


async def opened(pilot: Pilot[int], log: Path) -> str:
    """What the browser was asked to open, once it has written it."""
    assert await until(pilot, lambda: log.exists() and log.read_text())
    return log.read_text().strip()


def test_every_command_has_its_handler() -> None:
    assert {command.id for command in MAIN if not command.numbered} == set(HANDLERS)


async def test_copy_takes_the_tracking_off_the_link(paper: Paper) -> None:
    app = paper.app()
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.press("y")
        await pilot.pause()
        assert app.clipboard == "https://courrier.example/0/"
        assert await until(pilot, lambda: app._notifications and "https://courrier.example/0/" in said(app))


async def test_browser_opens_the_article(paper: Paper) -> None:
    command, log = opener(paper.folder)
    app = paper.app(Config(language="en", browser=command))
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.press("o")
        assert await opened(pilot, log) == "https://courrier.example/0/?utm_source=rss"


async def test_without_a_browser_the_address_is_copied_and_said(paper: Paper) -> None:
    app = paper.app(Config(language="en"))
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.press("o")
        await pilot.pause()
        assert "https://courrier.example/0/" in said(app)
        assert app.clipboard.startswith("https://courrier.example/0/")


@pytest.mark.parametrize(("downs", "expected"), [(0, "https://courrier.example/0/"), (1, "Titre 0")])
async def test_share_sheet_copies(paper: Paper, downs: int, expected: str) -> None:
    app = paper.app()
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.press("S")
        await pilot.pause()
        assert isinstance(app.screen, ShareScreen)
        await pilot.press(*["j"] * downs, "enter")
        await pilot.pause()
        assert expected in app.clipboard


async def test_share_by_mail_hands_over_a_mailto(paper: Paper) -> None:
    command, log = opener(paper.folder)
    app = paper.app(Config(language="en", browser=command))
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.press("S", "m")
        assert (await opened(pilot, log)).startswith("mailto:?subject=Titre%200")


async def test_links_by_number_and_by_list(paper: Paper) -> None:
    command, log = opener(paper.folder)
    app = paper.app(Config(language="en", browser=command))
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.press("enter", "2")
        assert await opened(pilot, log) == "https://example.org/b"
        await pilot.press("u")
        await pilot.pause()
        assert isinstance(app.screen, LinksScreen)
        assert "https://example.org/a" in screen_text(app)
        log.unlink()
        await pilot.press("enter")
        assert await opened(pilot, log) == "https://example.org/a"
        await pilot.press("7")
        await pilot.pause()
        assert "7" in said(app)


async def test_comments_show_as_a_thread(paper: Paper) -> None:
    with paper.open() as library:
        library.comments.store(library.articles.page(View(), limit=2)[1].id, debate())
    app = paper.app(Config(language="fr"))
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.press("j", "c")
        await pilot.pause()
        text = screen_text(app)
        assert "Très bon article." in text
        assert " │   O   O’Connor " in text


async def test_comment_opens_the_papers_page(paper: Paper) -> None:
    command, log = opener(paper.folder)
    app = paper.app(Config(language="en", browser=command))
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.press("C")
        assert await opened(pilot, log) == "https://courrier.example/0/#comments"


async def test_support_opens_the_page_of_the_source_or_says_there_is_none(paper: Paper) -> None:
    command, log = opener(paper.folder)
    app = paper.app(Config(language="en", browser=command))
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.press("dollar_sign")
        await pilot.pause()
        assert "no support page" in said(app)
        with paper.open() as library:
            library.sources.edit(1, support_url="https://courrier.example/soutenir")
        await pilot.press("dollar_sign")
        await pilot.pause()
        await pilot.press("enter")
        assert await opened(pilot, log) == "https://courrier.example/soutenir"


async def test_the_authors_other_articles(paper: Paper) -> None:
    app = paper.app()
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.press("j", "w")
        await pilot.pause()
        assert len(app.front.headlines.pager or ()) == 6
        assert app.front.headlines.cursor == 0
        await pilot.press("q")
        await pilot.pause()
        assert len(app.front.headlines.pager or ()) == 12
        assert app.front.headlines.cursor == 1


async def test_help_and_palette_list_every_act(paper: Paper) -> None:
    from placentin_tui.i18n import _

    app = paper.app(Config(language="fr"))
    async with app.run_test(size=(120, 500)) as pilot:
        await pilot.press("question_mark")
        await pilot.pause()
        assert isinstance(app.screen, HelpScreen)
        shown = " ".join(screen_text(app).replace("│", " ").split())
        for command in COMMANDS:
            assert " ".join(_(command.help).split())[:24] in shown, command.id
        await pilot.press("escape", "ctrl+p")
        assert await sees(pilot, "Trouver une commande")
        assert {entry.value for entry in picker(app)._entries} == set(HANDLERS) - {"palette"}


def picker(app: PlacentinApp) -> Picker[str]:
    """The palette, or the list of themes, that lies open."""
    assert isinstance(app.screen, Picker)
    return app.screen


@pytest.mark.parametrize(
    ("language", "typed", "act"),
    [
        ("fr", "defaire", "undo"), ("fr", "DÉFAIRE", "undo"), ("fr", "theme", "themes"), ("fr", "epub", "export"),
        ("fr", "ecran anew", None), ("fr", "laisser un commentaire", "comment"), ("en", "light or", "theme"),
        ("en", "e-book", "export"), ("en", "zzzqq", None), ("en", "ctrl+f", "find"),
    ],
)  # fmt: skip
async def test_the_palette_finds_acts_by_their_names_and_sentences(
    paper: Paper, language: str, typed: str, act: str | None
) -> None:
    app = paper.app(Config(language=language))
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.press("colon")
        await pilot.pause()
        assert await until(pilot, lambda: isinstance(app.focused, Input))
        await pilot.press(*typed)
        await pilot.pause()
        found = [entry.value for entry in picker(app)._shown]
        assert found[:1] == ([act] if act else []), found
        if not act:
            nothing = "Rien ne s’appelle ainsi." if language == "fr" else "Nothing here is called so."
            assert nothing in screen_text(app)


@pytest.mark.parametrize("key", ["colon", "a"])
async def test_what_is_typed_in_the_moment_a_dialog_opens_is_in_its_field(paper: Paper, key: str) -> None:
    app = paper.app(Config(language="en"))
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.press("j")
        cursor = app.front.headlines.cursor
        app.post_message(events.Key(key, ":" if key == "colon" else key))
        for letter in "jq":
            app.post_message(events.Key(letter, letter))
        assert await until(pilot, lambda: isinstance(app.focused, Input) and app.focused.value == "jq")
        await pilot.press("k")
        assert await until(pilot, lambda: isinstance(app.focused, Input) and app.focused.value == "jqk")
        await pilot.press("escape")
        assert await until(pilot, lambda: app.screen is app.front)
        assert app.front.headlines.cursor == cursor


async def test_a_command_runs_from_the_palette_by_key_and_by_mouse(paper: Paper) -> None:
    app = paper.app(Config(language="en"))
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.press("ctrl+p", *"light or")
        await pilot.pause()
        before = app.theme
        await pilot.press("enter")
        assert await until(pilot, lambda: app.theme != before)
        await pilot.press("ctrl+p", *"light or")
        await pilot.pause()
        await pilot.click(OptionList, offset=(3, 0))
        assert await until(pilot, lambda: app.theme == before)


async def test_arrows_move_in_the_palette_while_one_types(paper: Paper) -> None:
    app = paper.app(Config(language="en"))
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.press("ctrl+p", *"unread", "down", "down")
        await pilot.pause()
        assert app.screen.query_one(OptionList).highlighted == 2
        await pilot.press("up", "pagedown", "pageup", "escape")
        await pilot.pause()
        assert app.screen is app.front


async def test_a_theme_shows_while_the_cursor_is_on_it_and_esc_brings_the_old_one_back(paper: Paper) -> None:
    app = paper.app(Config(language="en", theme=""))
    async with app.run_test(size=(120, 40)) as pilot:
        worn = app.theme
        await pilot.press("colon", *"all themes", "enter")
        assert await sees(pilot, "Find a theme")
        await pilot.press("down")
        assert await until(pilot, lambda: app.theme == SEPIA), "the one below, by day and by night"
        await pilot.press("escape")
        await pilot.pause()
        assert app.theme == worn
        assert app.own_library.settings.get("theme") == ""
        await pilot.press("colon", *"all themes", "enter", *"high", "enter")
        assert await until(pilot, lambda: app.own_library.settings.get("theme") == HIGH_CONTRAST)
        assert app.theme == HIGH_CONTRAST
        await pilot.press("colon", *"all themes", "enter", *"as the terminal", "enter")
        assert await until(pilot, lambda: app.own_library.settings.get("theme") == "")
        assert app.theme == worn


@pytest.mark.parametrize("kept", ["ansi-dark", "ansi-light", "placentin-dusk", "[/x]"])
async def test_a_kept_theme_that_cannot_be_shown_is_put_aside_and_said_once(paper: Paper, kept: str) -> None:
    with paper.open() as library:
        library.settings.set("theme", kept)
    app = paper.app(Config(language="en"))
    async with app.run_test(size=(120, 40)) as pilot:
        assert await until(pilot, lambda: app._notifications and kept in said(app))
        assert "Titre 0" in screen_text(app)
        assert await until(pilot, lambda: app.own_library.settings.get("theme") == "")
    again = paper.app(Config(language="en"))
    async with again.run_test(size=(120, 40)) as pilot:
        await pilot.pause()
        assert not again._notifications


async def test_the_theme_is_remembered(paper: Paper) -> None:
    app = paper.app()
    async with app.run_test(size=(120, 40)) as pilot:
        before = app.theme
        await pilot.press("T")
        await pilot.pause()
        chosen = app.theme
        assert chosen != before
        await app.workers.wait_for_complete()
    again = paper.app()
    async with again.run_test(size=(120, 40)):
        assert again.theme == chosen


async def test_light_and_dark_are_the_ones_worn_last(paper: Paper) -> None:
    app = paper.app(Config(language="en"))
    async with app.run_test(size=(120, 40)) as pilot:
        worn = []
        app.choose_theme(SEPIA)
        for _press in range(3):
            worn.append(app.theme)
            await pilot.press("T")
            await pilot.pause()
        assert worn == [SEPIA, NIGHT, SEPIA]


async def test_a_theme_of_textuals_that_was_kept_is_worn_and_in_the_list(paper: Paper) -> None:
    with paper.open() as library:
        library.settings.set("theme", "nord")
    app = paper.app(Config(language="en"))
    async with app.run_test(size=(120, 40)) as pilot:
        assert app.theme == "nord"
        await pilot.press("colon", *"all themes", "enter")
        assert await until(pilot, lambda: isinstance(app.screen, Picker) and app.focused)
        assert [entry.value for entry in picker(app)._entries if entry.value in THEMES][-1] == "nord"
        await pilot.press("escape", "T")
        assert await until(pilot, lambda: app.theme == DAY)


async def test_keys_can_be_changed_in_the_config(paper: Paper) -> None:
    app = paper.app(Config(language="en", keys={"star": "x", "read": "M"}))
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.press("s")
        await pilot.pause()
        assert app.library.articles.count(View(starred=True)) == 0
        await pilot.press("x")
        await pilot.pause()
        assert app.library.articles.count(View(starred=True)) == 1


async def test_a_button_of_the_page_answers_to_a_click(paper: Paper) -> None:
    app = paper.app(Config(language="en"))
    async with app.run_test(size=(120, 60)) as pilot:
        await pilot.press("enter")
        await pilot.pause()
        page = app.front.body.page
        assert page is not None
        row = next(n for n, line in enumerate(page.lines) if any(run.href == "act:copy" for run in line.runs))
        column = page.lines[row].indent + 1
        await pilot.click(app.front.body, offset=(column, row - app.front.body.line))
        await pilot.pause()
        assert app.clipboard == "https://courrier.example/0/"


async def test_quit_ends_with_success(paper: Paper) -> None:
    app = paper.app()
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.press("Q")
        await pilot.pause()
    assert app.return_code == 0


async def test_an_answer_takes_the_place_of_the_one_before_and_news_wait_for_their_turn(paper: Paper) -> None:
    app = paper.app(Config(language="en"))
    async with app.run_test(size=(120, 40), notifications=True) as pilot:
        await pilot.press("enter", "plus")
        assert await sees(pilot, "Lines of 76 columns.")
        app.say("Your comment is published.", beside=True)
        await pilot.press("equals_sign")
        assert await sees(pilot, "Justified.")
        assert "Lines of 76 columns." not in screen_text(app)
        assert await sees(pilot, "Your comment is published.")
        assert "Justified." not in screen_text(app)


async def test_an_answer_is_as_wide_as_a_narrow_window_lets_it_be(paper: Paper) -> None:
    app = paper.app(Config(language="en"))
    async with app.run_test(size=(40, 12), notifications=True) as pilot:
        await pilot.press("enter", "plus")
        assert await until(pilot, lambda: re.search(r"Lines of \d+ columns\.", screen_text(app)))


@pytest.mark.parametrize("act", [command.id for command in COMMANDS if not command.keys])
async def test_an_act_without_a_key_can_be_given_one(paper: Paper, act: str, monkeypatch: pytest.MonkeyPatch) -> None:
    done: list[str] = []
    monkeypatch.setitem(HANDLERS, act, lambda _page: done.append(act))
    app = paper.app(Config(language="en", keys={act: "f9,ctrl+y"}))
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.press("f9", "ctrl+y")
        await pilot.pause()
        assert done == [act, act]

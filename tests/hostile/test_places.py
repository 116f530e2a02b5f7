"""Every place that shows what a stranger wrote shows it as it is: no markup, no order to the terminal."""

from __future__ import annotations

import re
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from textual import events
from textual.pilot import Pilot
from textual.widgets import Input, TextArea

from placentin_tui.config import Config
from placentin_tui.courier.process.protocol import OutgoingCommentSettled, Trouble
from placentin_tui.models import NewSource, OutgoingState
from placentin_tui.ui.app import PlacentinApp
from placentin_tui.ui.screens.choose_feed import ChoiceScreen
from placentin_tui.ui.screens.qr import QrScreen
from tests.harness.tty import Tty
from tests.hostile.never import forbidden
from tests.hostile.papers import MARKUP, ORDERS, edit_by_hand, fill
from tests.ui.paper import Paper, article
from tests.ui.screen_text import screen_text, sees, until


@pytest.fixture(autouse=True)
def no_desktop(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("DISPLAY", "WAYLAND_DISPLAY"):
        monkeypatch.delenv(name, raising=False)


@pytest.fixture
def paper(tmp_path: Path) -> Paper:
    return Paper(tmp_path)


def bare(text: str) -> str:
    """Letters alone: lines end where they must, and titles stand in capitals in some places."""
    return re.sub(r"[\s│─╭╮╰╯┃|▎▏]+", "", text).casefold()


async def shows(pilot: Pilot[Any], text: str) -> bool:
    """Whether a text comes to stand on the screen, over however many lines."""
    return await until(pilot, lambda: bare(text) in bare(screen_text(pilot.app)))


async def visit(pilot: Pilot[Any], app: PlacentinApp, seen: Callable[[str], Any]) -> None:
    """Go to every place; `seen` is asked at each by its name."""
    await seen("list and article")
    await pilot.press("P", "j")
    await seen("sources and the trouble of one")
    await pilot.press("t")
    await seen("a dialogue")
    await pilot.press("escape", "escape", "enter", "u")
    await seen("links")
    await pilot.press("escape", "S")
    await seen("share sheet")
    await pilot.press("escape", "dollar_sign")
    await seen("support")
    await pilot.press("escape", "O")
    await seen("outbox")
    await pilot.press("escape", "c")
    await seen("comments")
    await pilot.press("J", "r")
    await seen("composer")
    await pilot.press("escape", "w")
    await seen("an author's articles")
    await pilot.press("q", "q", "colon")
    await seen("palette")
    await pilot.press("escape", "question_mark")
    await seen("help")
    await pilot.press("escape")


NOTHING_FOREIGN = {"palette", "help"}


@pytest.mark.parametrize("text", MARKUP)
async def test_what_is_markup_elsewhere_is_text_in_every_place(paper: Paper, text: str) -> None:
    with paper.open() as library:
        fill(library, text)
    app = paper.app()
    async with app.run_test(size=(120, 40), notifications=True) as pilot:

        async def seen(place: str) -> None:
            assert place in NOTHING_FOREIGN or await shows(pilot, text), (place, screen_text(app))
            assert app.is_running

        await pilot.pause()
        await visit(pilot, app, seen)
        for place, show in (
            ("toast", lambda: app.say(text)),
            ("choice", lambda: app.push_screen(ChoiceScreen(("https://x.example/f",), (text,)))),
            ("code", lambda: app.push_screen(QrScreen(text, "https://x.example/"))),
        ):
            show()
            await seen(place)
        for _card in range(2):
            await pilot.press("escape")
        app.front.status.trouble = app.front.status.progress = text
        await seen("status line")
        app.front.status.trouble = app.front.status.progress = ""
        app.front.status.address = text
        await seen("address under the mouse")
        assert app.title == "Placentin"
        assert app.is_running


@pytest.mark.parametrize("text", MARKUP)
async def test_what_the_courier_says_is_text(paper: Paper, text: str) -> None:
    with paper.open() as library:
        fill(library, text)
    app = paper.app()
    async with app.run_test(size=(120, 40), notifications=True) as pilot:
        await pilot.pause()
        post = app.send_for_courier()
        for event in (Trouble(text), OutgoingCommentSettled(1, 1, OutgoingState.REFUSED, text)):
            post._follow(event)
            assert await shows(pilot, text)


@pytest.mark.parametrize("order", ORDERS)
async def test_a_library_edited_by_hand_commands_no_terminal(paper: Paper, order: str) -> None:
    with paper.open() as library:
        fill(library, "Titre")
        edit_by_hand(library, f"Avant {order} après")
    app = paper.app()
    async with app.run_test(size=(120, 40), notifications=True) as pilot:

        async def seen(place: str) -> None:
            await pilot.pause(0.1)
            assert not forbidden(screen_text(app)), place

        await pilot.pause()
        assert await sees(pilot, "Avant")
        await visit(pilot, app, seen)


@pytest.mark.parametrize("order", ORDERS)
async def test_what_is_pasted_passes_the_gate(paper: Paper, order: str) -> None:
    with paper.open() as library:
        fill(library, "Titre")
    app = paper.app()
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.press("slash")
        app.screen.query_one(Input).focus()
        await pilot.pause()
        app.post_message(events.Paste(f"mot {order} fin"))
        await pilot.pause()
        assert "mot" in app.screen.query_one(Input).value
        assert not forbidden(app.screen.query_one(Input).value.replace("\t", ""))
        await pilot.press("escape", "enter", "C")
        assert await until(pilot, lambda: app.screen.query(TextArea))
        app.screen.query_one(TextArea).focus()
        app.post_message(events.Paste(f"mot {order} fin"))
        await pilot.pause()
        assert "fin" in app.screen.query_one(TextArea).text
        assert not forbidden(app.screen.query_one(TextArea).text)


async def test_a_link_that_poses_as_another_is_shown_before_it_is_opened(paper: Paper, tmp_path: Path) -> None:
    html = (
        '<p><a href="https://evil.example/x">https://banque.example/compte</a> et '
        '<a href="https://lemonde.example/y">lire</a></p>'
    )
    opened = tmp_path / "opened"
    browser = tmp_path / "browser"
    browser.write_text(f'#!/bin/sh\nprintf "%s\\n" "$@" >> {opened}\n')
    browser.chmod(0o755)
    with paper.open() as library:
        source = library.sources.add(NewSource(url="https://x.example/feed", title="X")).id
        library.articles.store(source, [article(1, html=html)])
    app = paper.app(Config(language="fr", browser=str(browser)))
    async with app.run_test(size=(120, 40), notifications=True) as pilot:
        await pilot.pause()
        await pilot.press("enter")
        assert await sees(pilot, "banque.example")
        await pilot.press("1")
        assert await sees(pilot, "https://evil.example/x")
        assert not opened.exists()
        await pilot.press("enter")
        assert await until(pilot, lambda: opened.exists() and opened.read_text())
        assert opened.read_text() == "https://evil.example/x\n"


async def test_where_a_link_leads_is_said_when_the_mouse_is_over_it(paper: Paper) -> None:
    with paper.open() as library:
        fill(library, "Titre")
    app = paper.app()
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.pause()
        await pilot.press("enter")
        body = app.front.body
        assert await sees(pilot, "Le texte : Titre.")
        lines = screen_text(app).splitlines()
        row = next(n for n, line in enumerate(lines) if "Le texte : Titre." in line)
        column = lines[row].index("Le texte : Titre.") + len("Le texte : Titre.") + 1
        await pilot.hover(offset=(column, row))
        assert await sees(pilot, "https://x.example/")
        assert app.front.status.address == "https://x.example/"
        await pilot.hover(offset=(column, row + 1))
        await pilot.pause()
        assert app.front.status.address == ""
        assert body.page is not None


# ── through a real terminal ──────────────────────────────────────────────────────────────────────────────────────────

ESC = "\x1b"
SEQUENCE = re.compile(
    r"\x1b\[[0-?]*[ -/]*[@-~]"  # CSI
    r"|\x1b\][^\x07\x1b]*(?:\x07|\x1b\\)"  # OSC
    r"|\x1b[PX^_][^\x1b]*\x1b\\"  # DCS and the other strings
    r"|\x1b[ -/]*[0-~]"  # the short ones
)
OURS = re.compile(
    r"\x1b\[[0-9;:]*m"  # colours
    r"|\x1b\[[0-9;]*[HABCDGJKLMXPdfrS]"  # places, clearing
    r"|\x1b\[\?[0-9;]*[hl]|\x1b\[\?[0-9]+\$p"  # modes, and asking for them
    r"|\x1b\[[<>=]?[0-9;]*u|\x1b\[>?[0-9;]*[cqnt]|\x1b\[[0-9;]*t"  # keyboard, what it is
    r"|\x1b\]8;[^;]*;(?:https?://[!-~]*)?(?:\x07|\x1b\\)"  # links
    r"|\x1b_Gi=\d{4},[a-z0-9=,]+;[A-Za-z0-9+/=]*\x1b\\"  # asking whether it can show pictures
    r"|\x1b\]22;[a-z-]*\x07"  # the mouse's shape
    r"|\x1b\]11;\?\x1b\\"  # asking for its ground
    r"|\x1b[78=>()B]"
)


@pytest.mark.parametrize("order", ["".join(ORDERS)])
def test_no_smuggled_order_reaches_the_terminal(tmp_path: Path, order: str) -> None:
    home = {f"XDG_{name}_HOME": str(tmp_path / name.lower()) for name in ("DATA", "CONFIG", "CACHE")}
    environment = {**home, "HOME": str(tmp_path), "LANGUAGE": "en", "DISPLAY": "", "WAYLAND_DISPLAY": ""}
    paper = Paper(tmp_path / "unused")
    paper.paths = type(paper.paths)(*(tmp_path / name / "placentin-tui" for name in ("data", "config", "cache")))
    paper.paths.create()
    with paper.open() as library:
        fill(library, "Titre")
        edit_by_hand(library, f"Avant {order} après")
    command = [sys.executable, "-m", "placentin_tui", "--offline"]
    with Tty(command, env=environment, columns=120, rows=40) as tty:
        tty.wait("Avant")
        for keys in ("P", "j", "t", ESC, ESC, "\r", "u", ESC, "S", ESC, "$", ESC, "O", ESC, "c", "J", "r"):
            tty.send(keys)
            tty.settle(0.2)
        tty.send(f"\x1b[200~collé {order} fin\x1b[201~")
        tty.settle(0.2)
        for keys in (ESC, "w", "q", "q", "?", ESC, "y", "Q"):
            tty.send(keys)
            tty.settle(0.2)
        assert tty.exit() == 0
        assert not tty.modes_left
        raw = bytes(tty.raw).decode("utf-8")
    sequences = SEQUENCE.findall(raw)
    foreign = {found for found in sequences if not OURS.fullmatch(found)}
    copied = {found for found in foreign if found.startswith("\x1b]52;c;") and found != "\x1b]52;c;T1dORUQ=\x1b\\"}
    assert not foreign - copied, foreign - copied
    rest = SEQUENCE.sub("", raw)
    assert "\x1b" not in rest
    assert not forbidden(rest.replace("\r", "")), forbidden(rest.replace("\r", ""))
    assert "OWNED" not in "".join(sequences)

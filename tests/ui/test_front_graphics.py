"""The front page in a terminal with Sixel: what stays on the screen while the cursor moves, and its letters."""

from __future__ import annotations

import re
import sys
from pathlib import Path

import pytest

from placentin_tui.library import Library
from placentin_tui.models import View
from placentin_tui.paths import Paths
from placentin_tui.theme_definitions import NIGHT
from tests.harness.home import environment
from tests.harness.tty import Tty
from tests.ui.paper import article
from tests.ui.test_graphics import HEIGHT, SILENT, SIXEL, WIDTH, leave
from tests.ui.test_graphics import home as home
from tests.ui.test_lettering import frames, last, line_of

PICTURE = re.compile(rb'\x1bP[0-9;]*q"1;1;\d+;(\d+)')


def une(home: Path, columns: int, rows: int, theme: str = NIGHT) -> Tty:
    """The program, opened with its front page."""
    file = home / "config" / "placentin-tui" / "config.toml"
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(f'opens_on = "front"\nlanguage = "en"\n{theme and f"theme = {theme!r}"}\n', "utf-8")
    names = {"TMUX": "", "STY": "", "ZELLIJ": "", "TERM_PROGRAM": "", **environment(home)}
    command = [sys.executable, "-m", "placentin_tui", "--offline"]
    return Tty(command, columns=columns, rows=rows, env=names, answers={**SILENT, **SIXEL}, cell=(WIDTH, HEIGHT))


def pictures(tty: Tty, since: int = 0) -> int:
    """How many pictures were drawn; letters are drawn row by row."""
    return sum(int(height) > HEIGHT for height in PICTURE.findall(bytes(tty.raw)[since:]))


def drawn(tty: Tty, since: int = 0) -> dict[tuple[int, int], str]:
    """All rows of letters drawn, by the cell they begin at."""
    return {(x, y): data for frame in frames(tty, since) for y, (x, data) in frame.items()}


def test_a_picture_stays_while_the_cursor_moves_and_its_story_is_marked(home: Path) -> None:
    with une(home, 120, 40) as tty:
        tty.wait("Titre 0")
        tty.first(lambda: pictures(tty) > 0, what="the picture of the lead")
        tty.settle(0.5)
        since = len(tty.raw)
        tty.send("j")
        tty.wait("2/2")
        tty.first(lambda: bool(last(tty, since)), what="the lead's letters, on plain paper")
        tty.send("k")
        tty.wait("1/2")
        tty.send("s")
        tty.wait("★")
        tty.send("m")
        tty.wait("1 unread")
        tty.settle(0.5)
        assert not pictures(tty, since), "the picture was not written over"
        since = len(tty.raw)
        tty.send("?")
        tty.wait("Moving")
        tty.send("\x1b")
        tty.first(lambda: pictures(tty, since) > 0, what="the picture again, after a dialog")
        leave(tty)


def test_a_lead_without_a_picture_leaves_the_others_theirs(home: Path) -> None:
    env = environment(home)
    paths = Paths(*(Path(env[f"XDG_{name}_HOME"]) / "placentin-tui" for name in ("DATA", "CONFIG", "CACHE")))
    with Library.open(paths.library, paths.pictures) as library:
        pictured = next(row.id for row in library.articles.page(View()) if row.title.startswith("Titre 0"))
        library.undo_log.mark_read((pictured,), undoable=False)
    with une(home, 120, 40) as tty:
        tty.wait("Titre 0")
        tty.first(lambda: pictures(tty) > 0, what="the picture of a card")
        leave(tty)


def test_the_stories_of_the_second_column_are_in_letters(home: Path) -> None:
    env = environment(home)
    paths = Paths(*(Path(env[f"XDG_{name}_HOME"]) / "placentin-tui" for name in ("DATA", "CONFIG", "CACHE")))
    with Library.open(paths.library, paths.pictures) as library:
        (source,) = library.sources.all()
        picture = '<figure><img src="https://courrier.example/photo.jpg"></figure><p>Un texte.</p>'
        library.articles.store(source.id, [article(n, html=picture) for n in range(3, 12)])
    with une(home, 200, 50) as tty:
        tty.wait("FLASH")
        tty.first(lambda: len({y for x, y in drawn(tty) if x == 104}) >= 6, what="three headlines in letters")
        leave(tty)


def wear(tty: Tty, theme: str) -> None:
    """Choose a theme."""
    tty.send(":")
    tty.wait("Find a command")
    tty.send("all themes")
    tty.wait(lambda text: "Previous headline" not in text)
    tty.send("\r")
    tty.wait("Find a theme")
    tty.send(theme)
    tty.wait(lambda text: text.count("placentin-") == text.count(f"placentin-{theme}") == 1)
    tty.send("\r")
    tty.wait(lambda text: "Find a theme" not in text)


@pytest.mark.parametrize(("keys", "below"), [("", "Avant."), ("j\r", "Nadia Haddad")])
def test_a_theme_without_letters_leaves_none_of_their_rows_empty(home: Path, keys: str, below: str) -> None:
    """In the terminal’s own colours nothing can be drawn: headlines are text, on the front page and in articles."""

    def rows() -> int:
        """From the headline to what stands below it."""
        return line_of(tty, below) - line_of(tty, "Titre")

    with une(home, 120, 40, theme="") as tty:
        tty.wait("Titre 0")
        tty.first(lambda: any(x == 2 for x, _y in drawn(tty)), what="the lead in letters")
        tty.send(keys)
        tty.wait(below)
        tty.settle(0.5)
        before = rows()
        wear(tty, "terminal")
        tty.first(lambda: rows() < before, what="the headline as text alone")
        wear(tty, "night")
        tty.first(lambda: rows() == before, what="the rows of the letters again")
        leave(tty)

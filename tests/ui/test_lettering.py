"""Headlines in letters, in a terminal that decodes what it is sent and compares it with what should stand there."""

from __future__ import annotations

import re
import sys
from pathlib import Path

import msgspec
import pytest
from PIL import ImageFont

from placentin_tui.library import Library
from placentin_tui.paths import Paths
from placentin_tui.prose.layout.lines import Lettering
from placentin_tui.rendering.lettering.metrics import shipped
from placentin_tui.rendering.lettering.typeset import Room, initial, typeset
from placentin_tui.theme_definitions import DAY, NIGHT, OWN
from placentin_tui.ui.lettering.draw import shades
from placentin_tui.ui.lettering.drawing import Drawing
from placentin_tui.ui.lettering.face import shipped_face
from tests.harness.home import environment
from tests.harness.tty import Tty
from tests.ui.lettering.decode import stacked
from tests.ui.paper import article
from tests.ui.test_graphics import (
    GRAPHICS,
    HEIGHT,
    KIND,
    SILENT,
    SIXEL,
    WIDTH,
    Shown,
    leave,
    opened,
)
from tests.ui.test_graphics import home as home

TITLE = "Titre 1 : les négociateurs s’accordent sur un calendrier"
"""Of the article without a picture."""
KICKER = "DIPLOMATIE"
COLUMNS = 60
FRAME = re.compile(rb"\x1b\[\?2026h(.*?)\x1b\[\?2026l", re.DOTALL)
ROW = re.compile(rb'\x1b7\x1b\[(\d+);(\d+)H(\x1bP0;1;0q"1;1;(\d+);(\d+)[^\x1b]*\x1b\\)\x1b8')


def wanted(*, kitty: bool = False) -> tuple[Lettering, Drawing]:
    """The headline as it is to be set in 60 columns of a window of 80."""
    lettering = typeset(TITLE, Room(COLUMNS, 5, (WIDTH, HEIGHT)), shipped(), language="fr")
    face = shipped_face()
    assert lettering
    assert face
    drawing = Drawing(
        lines=lettering.lines,
        places=tuple(tuple(shipped().places(line)) for line in lettering.lines),
        size=lettering.size,
        baseline=lettering.baseline,
        pitch=lettering.pitch,
        centred=False,
        columns=COLUMNS,
        rows=lettering.rows,
        cell=(WIDTH, HEIGHT),
        ink="#ffffff",
        ground="#000000",
        levels=16 if kitty else 8,
        is_kitty=kitty,
        face=face,
    )
    return lettering, drawing


def frames(tty: Tty, since: int = 0) -> list[dict[int, tuple[int, str]]]:
    """The rows drawn with each frame that is complete: screen row → its column, and its data."""
    return [
        {
            int(y) - 1: (int(x) - 1, data.decode())
            for y, x, data, _width, height in ROW.findall(frame)
            if int(height) == HEIGHT
        }
        for frame in FRAME.findall(bytes(tty.raw)[since:])
    ]


def last(tty: Tty, since: int = 0) -> dict[int, tuple[int, str]]:
    """The rows drawn last."""
    return next((rows for rows in reversed(frames(tty, since)) if rows), {})


def line_of(tty: Tty, text: str) -> int:
    return next((n for n, line in enumerate(tty.text.splitlines()) if text in line), -1)


def column_of(tty: Tty, text: str) -> int:
    return tty.text.splitlines()[line_of(tty, text)].index(text)


def answered(tty: Tty) -> None:
    """Wait until the terminal has said what it can do, if it is asked."""
    tty.wait("Titre 0")
    tty.settle(0.5)


def read(tty: Tty) -> None:
    """Open the article without a picture."""
    answered(tty)
    tty.send("j\r")
    tty.wait(KICKER)
    tty.wait("Un premier paragraphe")


def shows(rows: dict[int, tuple[int, str]], theme: str = NIGHT, first: int = 0) -> bool:
    """Whether rows show the headline from its row `first` on, in a theme's colours."""
    lettering, drawing = wanted()
    if len(rows) != lettering.rows - first:
        return False
    image = stacked(tuple(data for _y, (_x, data) in sorted(rows.items()))).convert("RGB")
    expected = shades(drawing).crop((0, first * HEIGHT, drawing.width, drawing.height))
    assert image.size == expected.size
    variables = OWN[theme]["variables"]
    for shade, colour in ((0, OWN[theme]["background"]), (7, variables["ink-strong"])):
        wanted_colour = [int(colour[at : at + 2], 16) for at in (1, 3, 5)]
        pixels = zip(expected.tobytes(), zip(*[iter(image.tobytes())] * 3, strict=True), strict=True)
        found = {pixel for level, pixel in pixels if level == shade}
        assert found
        assert all(abs(a - b) <= 2 for pixel in found for a, b in zip(pixel, wanted_colour, strict=True))
    return True


def test_letters_come_with_a_frame_and_nothing_moves(home: Path) -> None:
    with opened(home, SIXEL, lettering="auto") as tty:
        read(tty)
        lettering, _drawing = wanted()
        top = line_of(tty, KICKER) + 1
        assert line_of(tty, "Nadia Haddad") == top + lettering.rows + 1, "the rows are there before the letters"
        tty.first(lambda: shows(last(tty)), what="the headline in letters")
        rows = last(tty)
        assert sorted(rows) == list(range(top, top + lettering.rows))
        assert {x for x, _data in rows.values()} == {column_of(tty, KICKER)}
        assert line_of(tty, "Nadia Haddad") == top + lettering.rows + 1
        assert line_of(tty, "les négociateurs") == top, "the text stands below the letters"
        outside = FRAME.sub(b"", b"".join(bytes(tty.raw).rpartition(b"\x1b[?2026l")[:2]))
        letters = b'\x1bP0;1;0q"1;1;%d;%d#' % (COLUMNS * WIDTH, HEIGHT)
        assert letters in bytes(tty.raw)
        assert letters not in outside, "letters are drawn before a frame ends, and never between two"
        leave(tty)


def test_letters_travel_with_what_is_scrolled(home: Path) -> None:
    with opened(home, SIXEL, lettering="auto") as tty:
        answered(tty)
        tty.send("\r")  # the long one
        tty.wait("Avant.")
        tty.first(lambda: bool(last(tty)), what="the headline in letters")
        before = last(tty)
        top = min(before)
        for steps in range(1, top + 1):
            since = len(tty.raw)
            tty.send("j")
            tty.first(lambda since=since: bool(last(tty, since)), what="the letters, moved")  # type: ignore[misc]
            # The data of a row is that of the row, wherever it stands; what is scrolled out is not drawn.
            drawn, moved = last(tty, since), {y - steps: row for y, row in before.items()}
            assert drawn.items() <= moved.items()
            assert all(y < min(drawn) for y in moved.keys() - drawn.keys()), "only what is above the pane is missing"
        since = len(tty.raw)
        tty.send("  ")
        tty.wait("Paragraphe numéro 12")
        assert not last(tty, since)
        leave(tty)


def test_a_dialog_is_not_drawn_over(home: Path) -> None:
    with opened(home, SIXEL, lettering="auto") as tty:
        read(tty)
        tty.first(lambda: shows(last(tty)))
        since = len(tty.raw)
        tty.send("?")
        tty.wait("Moving")
        tty.settle(0.3)
        assert not last(tty, since)
        since = len(tty.raw)
        tty.send("\x1b")
        tty.first(lambda: shows(last(tty, since)), what="the letters again")
        leave(tty)


def test_what_is_found_in_a_headline_is_shown_in_it(home: Path) -> None:
    with opened(home, SIXEL, lettering="auto") as tty:
        read(tty)
        tty.first(lambda: shows(last(tty)))
        tty.send("/négociateurs")
        tty.wait("1/1")
        tty.settle(0.2)
        since = len(tty.raw)
        tty.send("\r")
        tty.settle(0.3)
        assert not last(tty, since), "its text is shown, with the mark"
        since = len(tty.raw)
        tty.send("\x1b")
        tty.first(lambda: shows(last(tty, since)), what="the letters again")
        leave(tty)


def test_another_theme_has_other_letters(home: Path) -> None:
    with opened(home, SIXEL, lettering="auto", config=f'theme = "{NIGHT}"\n') as tty:
        read(tty)
        tty.first(lambda: shows(last(tty)))
        since = len(tty.raw)
        tty.send("T")
        tty.first(lambda: bool(last(tty, since)) and shows(last(tty, since), DAY), what="dark letters on light paper")
        leave(tty)


def test_a_window_of_another_size(home: Path) -> None:
    with opened(home, SIXEL, lettering="auto") as tty:
        read(tty)
        tty.first(lambda: shows(last(tty)))
        tty.resize(80, 23)
        tty.first(lambda: line_of(tty, "Nadia Haddad") - line_of(tty, KICKER) == 3, what="the headline as text alone")
        tty.settle(0.5)
        since = len(tty.raw)
        tty.send("jk")
        tty.settle(0.3)
        assert not last(tty, since), "there are too few rows"
        since = len(tty.raw)
        tty.resize(90, 30)
        tty.first(lambda: bool(last(tty, since)), what="the headline in letters")
        assert {x for x, _data in last(tty, since).values()} == {column_of(tty, KICKER)}
        leave(tty)


def children(pid: int) -> list[str]:
    """The command lines of a process' children."""
    numbers = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    return [Path(f"/proc/{number}/cmdline").read_text().replace("\0", " ") for number in numbers]


def test_what_was_drawn_is_there_at_the_next_start(home: Path) -> None:
    folder = home / "cache" / "placentin-tui" / "lettering"
    with opened(home, SIXEL, lettering="auto") as tty:
        read(tty)
        tty.first(lambda: shows(last(tty)))
        leave(tty)
    (file,) = (path for path in folder.iterdir() if not path.name.startswith("."))
    whole = file.read_bytes()
    with opened(home, SIXEL, lettering="auto") as tty:
        read(tty)
        tty.first(lambda: shows(last(tty)))
        assert not [line for line in children(tty.pid) if "lettering" in line], "nothing is drawn"
        leave(tty)
    file.write_bytes(whole[: len(whole) // 2])
    with opened(home, SIXEL, lettering="auto") as tty:
        read(tty)
        tty.first(lambda: shows(last(tty)), what="the headline, drawn anew")
        assert [line for line in children(tty.pid) if "lettering.worker" in line]
        leave(tty)
    assert file.read_bytes() == whole


@pytest.mark.parametrize(
    ("answers", "config", "lettering"),
    [
        ({}, "", "auto"),
        (SIXEL, "", "off"),
        (SIXEL, 'pictures = "off"\n', "auto"),
        (SIXEL, 'theme = "placentin-terminal"\n', "auto"),
    ],
)
def test_where_there_are_none_the_headline_takes_its_own_lines(
    home: Path,
    answers: dict[bytes, bytes],
    config: str,
    lettering: str,
) -> None:
    with opened(home, answers, config=config, lettering=lettering) as tty:
        read(tty)
        tty.settle(0.5)
        assert b'"1;1;%d;%d#' % (COLUMNS * WIDTH, HEIGHT) not in tty.raw
        assert line_of(tty, "Nadia Haddad") == line_of(tty, KICKER) + 3
        assert not [line for line in children(tty.pid) if "lettering" in line]
        leave(tty)


def test_kitty_is_sent_a_headline_once_and_places_it_in_the_text(home: Path) -> None:
    lettering, drawing = wanted(kitty=True)
    with opened(home, {**GRAPHICS, KIND: b"\x1b[?62;c"}, lettering="auto") as tty:
        read(tty)
        top, left = line_of(tty, KICKER) + 1, column_of(tty, KICKER)
        assert line_of(tty, "Nadia Haddad") == top + lettering.rows + 1
        tty.first(lambda: len(Shown(tty).placed(tty)) == COLUMNS * lettering.rows, what="every cell of it")
        shown = Shown(tty)
        (number,) = (number for number, cells in shown.cells.items() if cells == (COLUMNS, lettering.rows))
        image = shown.pictures[number]
        assert shown.placed(tty) == {
            (left + x, top + y): (number, y, x) for x in range(COLUMNS) for y in range(lettering.rows)
        }
        alpha = image.convert("RGBA").getchannel("A")
        assert alpha.point([round(level / 17) for level in range(256)]).tobytes() == shades(drawing).tobytes()
        assert line_of(tty, "les négociateurs") == -1, "the letters stand in place of the text"
        tty.send("/négociateurs")
        tty.first(lambda: not Shown(tty).placed(tty), what="the text, with what is found marked")
        assert line_of(tty, "les négociateurs") == top
        tty.send("\x1b")
        tty.first(lambda: len(Shown(tty).placed(tty)) == COLUMNS * lettering.rows)
        assert list(Shown(tty).cells.values()).count((COLUMNS, lettering.rows)) == 1, "it was sent once"
        leave(tty)
        assert number in Shown(tty).removed, "the terminal keeps nothing of ours"


def test_a_text_begins_with_a_large_initial(home: Path) -> None:
    text = "Pas d’encre aux doigts, pas de livraison manquée, et seize articles pour faire le tour de la maison. " * 3
    env = environment(home)
    paths = Paths(*(Path(env[f"XDG_{name}_HOME"]) / "placentin-tui" for name in ("DATA", "CONFIG", "CACHE")))
    with Library.open(paths.library, paths.pictures) as library:
        (source,) = library.sources.all()
        library.articles.store(source.id, [article(3, html=f"<p>{text}</p>")])
    with opened(home, {**GRAPHICS, KIND: b"\x1b[?62;c"}, lettering="auto") as tty:
        answered(tty)
        tty.send("jj\r")
        tty.wait("AS D’ENCRE AUX doigts")
        top, left = line_of(tty, "AS D’ENCRE"), column_of(tty, KICKER)
        cap = initial("P", 3, (WIDTH, HEIGHT), shipped(), "")
        assert cap
        wanted_cells = {(left + x, top + y) for x in range(cap.columns) for y in range(3)}
        tty.first(lambda: wanted_cells <= Shown(tty).placed(tty).keys(), what="the initial")
        cells = range(left + cap.columns, 80)
        beside = ["".join(text for text, *_look in tty.cells(cells, range(top + n, top + n + 1))) for n in range(3)]
        assert beside[0].startswith("AS D’ENCRE AUX doigts"), "the text stands beside it"
        assert not any(line.startswith(" ") for line in beside)
        tty.send("/pas d'encre")
        tty.wait("PAS D’ENCRE")
        tty.first(lambda: not wanted_cells & Shown(tty).placed(tty).keys(), what="the letter as text, marked")
        tty.send("\x1b")
        tty.first(lambda: wanted_cells <= Shown(tty).placed(tty).keys(), what="the initial again")
        leave(tty)


def test_the_front_page_has_its_name_and_its_lead_in_letters(home: Path) -> None:
    settings = f'opens_on = "front"\nlanguage = "en"\ntheme = "{NIGHT}"\n'
    file = home / "config" / "placentin-tui" / "config.toml"
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(settings, "utf-8")
    names = {"TMUX": "", "STY": "", "ZELLIJ": "", "TERM_PROGRAM": "", **environment(home)}
    command = [sys.executable, "-m", "placentin_tui", "--offline"]
    with Tty(command, columns=120, rows=40, env=names, answers={**SILENT, **SIXEL}, cell=(WIDTH, HEIGHT)) as tty:
        tty.wait("Titre 0")

        def rows_drawn() -> dict[tuple[int, int], str]:
            """All rows of letters drawn so far, by the cell they begin at."""
            return {(x, y): data for frame in frames(tty) for y, (x, data) in frame.items()}

        tty.first(lambda: {x for x, _y in rows_drawn()} == {2, 40}, what="the name, and the lead")
        tty.settle(0.3)
        drawn = rows_drawn()
        name = sorted(y for x, y in drawn if x == 40)
        assert set(name) <= {0, 1, 2}
        lead = sorted(y for x, y in drawn if x == 2)
        assert lead == list(range(lead[0], lead[0] + len(lead)))
        title = typeset(
            "Titre 0 : les négociateurs s’accordent sur un calendrier", Room(76, 6, (WIDTH, HEIGHT)), shipped()
        )
        assert title
        assert len(lead) == title.rows
        since = len(tty.raw)
        tty.send("?")
        tty.wait("Moving")
        tty.settle(0.3)
        assert not last(tty, since), "nothing is drawn over a dialog"
        tty.send("\x1b")
        tty.first(lambda: bool(last(tty, since)), what="the letters again")
        leave(tty)


def test_no_frame_leaves_the_lead_without_its_letters(tmp_path: Path) -> None:
    """Pictures beside it are decoded one after the other, and each has the page painted there."""
    file = tmp_path / "config" / "placentin-tui" / "config.toml"
    file.parent.mkdir(parents=True)
    file.write_text(f'opens_on = "front"\nlanguage = "en"\ntheme = "{NIGHT}"\n', "utf-8")
    names = {"TMUX": "", "STY": "", "ZELLIJ": "", "TERM_PROGRAM": "", **environment(tmp_path)}
    command = [sys.executable, "-m", "placentin_tui", "--offline"]
    with Tty(command, columns=200, rows=50, env=names, answers={**SILENT, **SIXEL}, cell=(WIDTH, HEIGHT)) as tty:
        tty.wait("Front page")
        end = re.compile(rb"\x1b\[\d+;3H\x1bP0;1;0q[^\x1b]*\x1b.*\x1b\[\?2026l", re.DOTALL)
        while not end.search(bytes(tty.raw)):  # each time all is looked through, so not at every byte that comes
            tty.settle(1)
        tty.settle(3)
        tty.send("x")  # into the welcome line: one frame at least comes after all pictures
        tty.settle(1)
        found = FRAME.findall(bytes(tty.raw))
        drawn = frames(tty)
        first = next(n for n, rows in enumerate(drawn) if any(x == 2 for x, _data in rows.values()))
        lead = {y for y, (x, _data) in drawn[first].items() if x == 2}
        assert len(found) > first + 1, "pictures have come since"
        for frame, rows in zip(found[first:], drawn[first:], strict=True):
            moves = re.findall(rb"\x1b\[(\d+);(\d+)H", ROW.sub(b"", frame))
            written = {int(y) - 1 for y, x in moves if int(x) < 100}
            assert {y for y in lead & written if rows.get(y, (0, ""))[0] != 2} == set()
        tty.send("\x1b")
        tty.wait(lambda text: "Which paper" not in text)
        leave(tty)


def test_a_font_of_ones_own_is_measured_and_then_used(home: Path, tmp_path: Path) -> None:
    from placentin_tui.ui.lettering.face import PACKAGE

    italic = next(Path(__import__(PACKAGE).ROOT).glob("files/*Italic*"))
    copy = tmp_path / "own.ttf"
    copy.write_bytes(italic.read_bytes())
    config = f'headline_font = "{copy}"\n'
    folder = home / "cache" / "placentin-tui" / "lettering"
    with opened(home, SIXEL, lettering="auto", config=config) as tty:
        read(tty)
        tty.first(lambda: bool(last(tty)) and any(path.name.startswith("font-") for path in folder.iterdir()))
        leave(tty)
    with opened(home, SIXEL, lettering="auto", config=config) as tty:
        read(tty)
        tty.first(lambda: bool(last(tty)), what="the headline in letters")
        image = stacked(tuple(data for _y, (_x, data) in sorted(last(tty).items())))
        _lettering, upright = wanted()
        assert image.size[0] == upright.width
        assert image.convert("L").tobytes() != shades(upright).tobytes()
        leave(tty)


def test_a_headline_is_drawn_in_the_font_it_was_set_in_though_another_is_measured_meanwhile(
    home: Path, tmp_path: Path
) -> None:
    font = ImageFont.load_default(20)
    assert isinstance(font, ImageFont.FreeTypeFont)
    own = tmp_path / "own.ttf"
    own.write_bytes(font.font_bytes)  # Pillow's own, which has no `é`
    folder = home / "cache" / "placentin-tui" / "lettering"
    with opened(home, SIXEL, lettering="auto", config=f'headline_font = "{own}"\n') as tty:
        read(tty)
        tty.first(lambda: bool(last(tty)) and any(path.name.startswith("font-") for path in folder.iterdir()))
        tty.settle(0.5)
        since = len(tty.raw)
        tty.send("T")
        tty.first(lambda: shows(last(tty, since), DAY), what="the headline in the face it was set in")
        leave(tty)
    with opened(home, SIXEL, lettering="auto", config=f'headline_font = "{own}"\n') as tty:
        read(tty)
        tty.wait("négociateurs")
        assert not last(tty), "a font without its letters leaves the headline to the terminal"
        leave(tty)


def test_names_on_disk_differ_where_the_drawings_do() -> None:
    _lettering, drawing = wanted()
    other = msgspec.structs.replace(drawing, ink="#000000")
    assert drawing.name != other.name

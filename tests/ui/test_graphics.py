"""Pictures in terminals that can show them, and in those that cannot or do not say: as a person has it."""

from __future__ import annotations

import re
import sys
import threading
import time
from base64 import b64decode
from collections import defaultdict
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image

from placentin_tui.library import Library
from placentin_tui.models import NewSource, StoredPicture
from placentin_tui.paths import Paths
from placentin_tui.ui.widgets.kitty import MARKS, PLACEHOLDER
from tests.courier.papers import feed, item, picture
from tests.harness.home import environment
from tests.harness.tty import Tty
from tests.ui.paper import LONG, article

GROUND = b"\x1b]11;?\x1b\\"
KIND, CELL, KITTY = b"\x1b[c", b"\x1b[16t", b"\x1b_Gi=4213,s=1,v=1,a=q,t=d,f=24;AAAA\x1b\\"
NAME = b"\x1b[>q"
SILENT = {NAME: b"", KIND: b"", GROUND: b"", CELL: b"", KITTY: b""}
SIXEL = {KIND: b"\x1b[?62;4;22c"}
GRAPHICS = {NAME: b"\x1bP>|kitty(0.31.0)\x1b\\", KITTY: b"\x1b_Gi=4213;OK\x1b\\"}
PICTURE = "https://courrier.example/photo.jpg"
ALT = "Le port au matin"
WIDTH, HEIGHT = 8, 20
"""Pixels of a cell."""


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """A home with one paper, whose newest article has a picture, red on the left and blue on the right."""
    env = environment(tmp_path)
    paths = Paths(*(Path(env[f"XDG_{name}_HOME"]) / "placentin-tui" for name in ("DATA", "CONFIG", "CACHE")))
    paths.create()
    image = Image.new("RGB", (640, 320), "red")
    image.paste("blue", (320, 0, 640, 320))
    paths.pictures.mkdir(parents=True, exist_ok=True)
    file = paths.pictures / "photo.png"
    image.save(file)
    with Library.open(paths.library, paths.pictures) as library:
        source = library.sources.add(NewSource("https://courrier.example/feed", title="Le Courrier"))
        html = f'<p>Avant.</p><figure><img src="{PICTURE}" alt="{ALT}"></figure>{LONG}'
        library.articles.store(source.id, [article(0, html=html), article(1)])
        library.pictures.record(StoredPicture(PICTURE, file, 640, 320))
    return tmp_path


def opened(
    home: Path,
    answers: dict[bytes, bytes],
    *,
    config: str = "",
    lettering: str = "off",
    offline: bool = True,
    env: dict[str, str] | None = None,
) -> Tty:
    file = home / "config" / "placentin-tui" / "config.toml"
    file.parent.mkdir(parents=True, exist_ok=True)
    settings = f'language = "en"\nopens_on = "list"\nmeasure = 60\nlettering = "{lettering}"\n{config}'
    file.write_text(settings, "utf-8")
    names = {"TMUX": "", "STY": "", "ZELLIJ": "", "TERM_PROGRAM": "", **environment(home), **(env or {})}
    command = [sys.executable, "-m", "placentin_tui", *(["--offline"] if offline else [])]
    return Tty(command, columns=80, rows=30, env=names, answers={**SILENT, **answers}, cell=(WIDTH, HEIGHT))


def read(tty: Tty) -> None:
    """Open the article with the picture."""
    tty.wait("Titre 0")
    tty.send("\r")
    tty.wait("Avant.")
    tty.settle(0.5)


def grounds(tty: Tty) -> set[str]:
    """The colours behind what stands on the screen."""
    return {ground for _text, _ink, ground, *_look in tty.cells(range(80), range(30))}


def leave(tty: Tty) -> None:
    tty.send("Q")
    assert tty.exit() == 0
    assert not tty.modes_left


# ── terminals that cannot, or do not say ─────────────────────────────────────────────────────────────────────────────


def test_a_terminal_that_does_not_answer_costs_nothing(home: Path) -> None:
    with opened(home, {}) as tty:
        read(tty)
        tty.wait("▀▀▀▀")
        assert ALT not in tty.text, "the picture is there"
        tty.send("q")
        tty.wait("Titre 1")
        assert tty.raw.count(KIND) == 1, "it is asked once"
        leave(tty)


@pytest.mark.parametrize("name", [b"\x1bP>|kitty(0.26.5)\x1b\\", b""])
def test_a_kitty_that_would_show_boxes_is_given_blocks(home: Path, name: bytes) -> None:
    with opened(home, {**GRAPHICS, NAME: name, KIND: b"\x1b[?62;c"}) as tty:
        read(tty)
        tty.wait(lambda _screen: "0000ff" in grounds(tty))  # its blue half, as blocks
        tty.wait(lambda screen: ("▀▀▀▀" in screen) is not bool(name))  # by sextants, which kitty draws itself
        assert PLACEHOLDER not in tty.raw.decode(errors="replace")
        leave(tty)


def test_a_terminal_that_can_do_nothing(home: Path) -> None:
    with opened(home, {KIND: b"\x1b[?62;22c"}) as tty:
        read(tty)
        tty.wait("▀▀▀▀")
        leave(tty)


def test_without_colours_they_are_half_blocks(home: Path) -> None:
    with opened(home, {**SIXEL, **GRAPHICS}, env={"NO_COLOR": "1"}) as tty:
        read(tty)
        tty.wait("▀▀▀▀")
        assert KIND not in tty.raw
        leave(tty)


@pytest.mark.parametrize("env", [{"TMUX": "/tmp/x,1,0"}, {"TERM": "screen-256color"}])
def test_inside_another_terminal_nothing_is_asked(home: Path, env: dict[str, str]) -> None:
    with opened(home, {**SIXEL, **GRAPHICS}, env=env) as tty:
        read(tty)
        tty.wait("▀▀▀▀")
        assert KIND not in tty.raw
        assert b"\x1bP0" not in tty.raw
        leave(tty)


def test_words_alone_where_they_are_wished_for(home: Path) -> None:
    with opened(home, {**SIXEL, **GRAPHICS}, config='pictures = "off"\n') as tty:
        read(tty)
        assert f"[{ALT}]" in tty.text
        assert "▀" not in tty.text
        assert KIND not in tty.raw
        leave(tty)


@pytest.mark.parametrize("answer", ["\x1b[?62;4;22c", "\x1b_Gi=4213;OK\x1b\\\x1b[?64;1;2;4;6;9;15;16;17;18;21;22;28c"])
def test_a_late_answer_in_pieces_is_no_key_and_is_heeded(home: Path, answer: str) -> None:
    with opened(home, {}) as tty:
        tty.wait("Titre 0")
        tty.first(lambda: KIND in tty.raw)
        tty.settle(0.3)
        before = tty.text.splitlines()
        for piece in (answer[:1], answer[1:3], answer[3:-1], answer[-1:]):
            tty.send(piece)
            time.sleep(0.005)
        tty.settle(0.5)
        # The list makes room for pictures, but no letter of the answer was a key.
        assert (tty.text.splitlines()[0], tty.text.splitlines()[-1]) == (before[0], before[-1])
        read(tty)
        assert b"\x1bP0" in tty.raw
        leave(tty)


# ── kitty's graphics ─────────────────────────────────────────────────────────────────────────────────────────────────

_COMMAND = re.compile(rb"\x1b_G([^;\x1b]*);?([^\x1b]*)\x1b\\")


class Shown:
    """A terminal's side of the protocol: the pictures it has, and the cells they are placed in."""

    def __init__(self, tty: Tty) -> None:
        self.pictures: dict[int, Image.Image] = {}
        self.cells: dict[int, tuple[int, int]] = {}
        self.removed: set[int] = set()
        data: dict[int, bytes] = defaultdict(bytes)
        current = 0
        for keys, payload in _COMMAND.findall(bytes(tty.raw)):
            named = dict(pair.split("=") for pair in keys.decode().split(","))
            if named.get("a") == "q":
                continue
            if named.get("a") == "d":
                assert named["d"] == "I"
                self.removed.add(int(named["i"]))
                continue
            assert named["q"] == "2", "no answers are wanted"
            assert len(payload) <= 4096
            if "i" in named:
                current = int(named["i"])
                assert (named["a"], named["U"], named["f"]) == ("T", "1", "100")
                self.cells[current] = int(named["c"]), int(named["r"])
            data[current] += payload
            if named["m"] == "0":
                self.pictures[current] = Image.open(BytesIO(b64decode(data[current])))

    def placed(self, tty: Tty) -> dict[tuple[int, int], tuple[int, int, int]]:
        """Screen cell → picture, its row and column there."""
        found = {}
        for y in range(tty.rows):
            for x, (text, colour, *_look) in enumerate(tty.cells(range(tty.columns), range(y, y + 1))):
                if text.startswith(PLACEHOLDER) and len(text) == 3:  # half a cell has come so far
                    found[x, y] = (int(colour, 16), MARKS.index(text[1]), MARKS.index(text[2]))
        return found


def test_kittys_graphics_scroll_with_the_text_and_leave_nothing(home: Path) -> None:
    with opened(home, {**GRAPHICS, KIND: b"\x1b[?62;c"}) as tty:
        read(tty)
        tty.first(lambda: bool(Shown(tty).placed(tty)) and "▀" not in tty.text)
        shown = Shown(tty)
        placed = shown.placed(tty)
        (number,) = {picture for picture, _row, _column in placed.values()}
        columns, rows = shown.cells[number]
        assert len(placed) == columns * rows, "every cell of it is in sight"
        assert (columns, rows) == (60, 10), "as wide as the text, cropped to what 40 % of the pane leave of 12 rows"
        image = shown.pictures[number].convert("RGB")
        assert image.width <= columns * WIDTH
        assert image.getpixel((3, 3)) == (255, 0, 0)
        assert image.getpixel((image.width - 3, 3)) == (0, 0, 255)
        assert "▀" not in tty.text
        left, top = min(placed)
        for steps in range(1, 6):
            tty.send("j")
            moved = {(x, y - steps): what for (x, y), what in placed.items() if y - steps >= 2}
            tty.first(lambda moved=moved: shown.placed(tty) == moved, what="the picture moved, nothing left behind")  # type: ignore[misc]
        assert placed[left, top] == (number, 0, 0)
        tty.send(" " * 3)
        tty.first(lambda: not shown.placed(tty))
        tty.send("g?")
        tty.wait("Moving")
        tty.send("\x1b")
        tty.first(lambda: shown.placed(tty) == placed)
        sent = Shown(tty).cells
        assert [each for each in sent if sent[each] == (columns, rows)] == [number], "it was sent once"
        leave(tty)
        assert Shown(tty).removed == set(sent), "the terminal keeps nothing of ours"


def test_a_window_that_grows_and_shrinks_under_a_picture_loses_nothing(home: Path) -> None:
    with opened(home, {**GRAPHICS, KIND: b"\x1b[?62;c"}) as tty:
        read(tty)
        tty.first(lambda: bool(Shown(tty).placed(tty)) and "▀" not in tty.text)
        for rows, picture in ((40, 12), (20, 6), (30, 10), (24, 8)):
            tty.resize(80, rows)
            tty.first(lambda picture=picture: len({y for _x, y in Shown(tty).placed(tty)}) == picture)  # type: ignore[misc]
        leave(tty)


def test_in_the_list_a_picture_stands_at_the_right_edge_of_its_row(home: Path) -> None:
    with opened(home, {**GRAPHICS, KIND: b"\x1b[?62;c"}) as tty:
        tty.wait("Titre 0")
        tty.first(lambda: bool(Shown(tty).placed(tty)), what="a picture")
        shown = Shown(tty)
        placed = shown.placed(tty)
        (number,) = {picture for picture, _row, _column in placed.values()}
        columns, rows = shown.cells[number]
        image = shown.pictures[number].convert("RGB")
        assert columns == 8
        assert abs(image.width / image.height - columns * WIDTH / (rows * HEIGHT)) < 0.1, "cropped to fill its cells"
        assert image.getpixel((2, 2)) == (255, 0, 0)
        assert image.getpixel((image.width - 3, 2)) == (0, 0, 255)
        (left, top), (right, bottom) = min(placed), max(placed)
        assert (right - left + 1, bottom - top + 1) == (columns, rows)
        assert right == 77, "beside the scroll bar and an empty column"
        lines = tty.text.splitlines()
        assert "Titre 0" in lines[top]
        assert "Culture" in lines[bottom]
        assert all(not lines[y][left - 1].strip() for y in range(top, bottom + 1)), "text and picture do not touch"
        tty.send("d" * 2)
        tty.first(lambda: not Shown(tty).placed(tty), what="one line an article, and no picture")
        leave(tty)


def test_in_the_list_too_sixels_are_drawn_once_it_rests(home: Path) -> None:
    with opened(home, SIXEL) as tty:
        tty.wait("Titre 0")
        assert overlaid(tty)
        (_left, top, width, _height) = blocks(tty)
        assert (width, tty.text.splitlines()[top].count("Titre 0")) == (8, 1)
        leave(tty)


def test_without_all_colours_a_picture_has_no_number(home: Path) -> None:
    with opened(home, {**GRAPHICS, KIND: b"\x1b[?62;c"}, env={"COLORTERM": ""}) as tty:
        read(tty)
        assert not Shown(tty).pictures
        tty.wait(lambda _screen: "0000ff" in grounds(tty))  # its blue half, as blocks
        leave(tty)


@pytest.mark.parametrize("config", ["", 'pictures = "halfblock"\n'])
def test_in_16_colours_a_picture_is_its_description_unless_it_is_wished_for(home: Path, config: str) -> None:
    with opened(home, {}, config=config, env={"COLORTERM": "", "TERM": "xterm-16color"}) as tty:
        read(tty)
        tty.wait("▀▀▀▀" if config else ALT)
        assert ("▀▀▀▀" in tty.text) is bool(config)
        assert (ALT in tty.text) is not bool(config), "a description stands where no picture is shown"
        leave(tty)


def test_in_16_colours_too_sixel_is_sixel(home: Path) -> None:
    with opened(home, SIXEL, env={"COLORTERM": "", "TERM": "xterm-16color"}) as tty:
        read(tty)
        tty.first(lambda: bool(drawn(tty)))
        leave(tty)


# ── inside tmux ──────────────────────────────────────────────────────────────────────────────────────────────────────


def tmux(home: Path, said: str) -> dict[str, str]:
    """The environment inside a tmux that says this of the terminal around it."""
    program = home / "bin" / "tmux"
    program.parent.mkdir()
    program.write_text(f"#!/bin/sh\nprintf '{said}'\n")
    program.chmod(0o755)
    return {"TMUX": "/tmp/x,1,0", "TERM": "tmux-256color", "PATH": f"{program.parent}:/usr/bin:/bin"}


def test_in_a_tmux_that_lets_it_pass_a_picture_goes_to_kitty(home: Path) -> None:
    env = tmux(home, "kitty(0.31.0)\\t256,RGB\\ton\\n")
    with opened(home, {}, env=env) as tty:
        read(tty)
        tty.first(lambda: bool(Shown(tty).placed(tty)))
        passed = re.findall(rb"\x1bPtmux;((?:\x1b\x1b|[^\x1b])*)\x1b\\", bytes(tty.raw))
        assert len(passed) == len(re.findall(rb"\x1b_G", bytes(tty.raw))), "nothing of it is for tmux itself"
        (number,) = {picture for picture, _row, _column in Shown(tty).placed(tty).values()}
        sent = [one.replace(b"\x1b\x1b", b"\x1b").decode() for one in passed]
        first = next(one for one in sent if f"i={number}," in one)  # the list's small picture may have gone before
        assert first.startswith("\x1b_Ga=T,U=1,")
        leave(tty)


@pytest.mark.parametrize(
    "said", ["kitty(0.31.0)\\t256,RGB\\toff\\n", "kitty(0.26.5)\\t256,RGB\\ton\\n", "\\t256\\t\\n"]
)
def test_in_a_tmux_that_does_not_pictures_are_blocks(home: Path, said: str) -> None:
    with opened(home, {}, env=tmux(home, said)) as tty:
        read(tty)
        grounds = {ground for _text, _ink, ground, *_look in tty.cells(range(80), range(30))}
        assert "0000ff" in grounds
        assert b"\x1b_G" not in tty.raw
        assert PLACEHOLDER not in tty.raw.decode(errors="replace")
        leave(tty)


def test_a_tmux_with_sixel_draws_it_itself(home: Path) -> None:
    with opened(home, {}, env=tmux(home, "XTerm(390)\\t256,RGB,sixel\\toff\\n")) as tty:
        read(tty)
        assert overlaid(tty)
        leave(tty)


# ── Sixel ────────────────────────────────────────────────────────────────────────────────────────────────────────────

_DRAWN = re.compile(rb'\x1b7\x1b\[(\d+);(\d+)H\x1bP0;1;0q"1;1;(\d+);(\d+)([^\x1b]*)\x1b\\\x1b8')


def drawn(tty: Tty, since: int = 0) -> list[tuple[int, int, int, int]]:
    """Column and row of each picture drawn, counted from 0, and its cells."""
    return [
        (int(x) - 1, int(y) - 1, int(width) // WIDTH, int(height) // HEIGHT)
        for y, x, width, height, _data in _DRAWN.findall(bytes(tty.raw), since)
    ]


def blocks(tty: Tty) -> tuple[int, int, int, int]:
    """Column, row, width and height of the half-blocks on the screen."""
    lines = tty.text.splitlines()
    rows = [y for y, line in enumerate(lines) if "▀" in line]
    line = lines[rows[0]]
    return line.index("▀"), rows[0], line.rindex("▀") - line.index("▀") + 1, len(rows)


def overlaid(tty: Tty, since: int = 0) -> bool:
    """Whether the picture drawn last covers its half-blocks; waits for it, however busy the machine is."""
    tty.first(
        lambda: "▀" in tty.text and drawn(tty, since)[-1:] == [blocks(tty)],
        what=f"a picture over its half-blocks, after {drawn(tty, since)}",
    )
    return True


def test_sixels_are_drawn_over_the_half_blocks_of_a_page_at_rest(home: Path) -> None:
    with opened(home, SIXEL) as tty:
        read(tty)
        assert overlaid(tty)
        for _ in range(4):
            since = len(tty.raw)
            tty.send("j")
            tty.settle(0.1)  # where the half-blocks were is no place any more
            assert overlaid(tty, since), "what is in sight of it, where it is"
        since = len(tty.raw)
        tty.send("jjjj")
        tty.settle(0.6)
        assert len(drawn(tty, since)) <= 2, "not once for each line on the way"
        tty.send("g?")
        tty.wait("Moving")
        tty.settle(0.1)
        since = len(tty.raw)
        tty.settle(0.6)
        assert not drawn(tty, since), "nothing is drawn over a card"
        since = len(tty.raw)
        tty.send("\x1b")
        assert overlaid(tty, since)
        leave(tty)


def test_sixels_when_they_are_asked_for(home: Path) -> None:
    with opened(home, {}, config='pictures = "sixel"\n') as tty:
        read(tty)
        assert overlaid(tty)
        assert KIND not in tty.raw
        leave(tty)


def test_letters_of_another_size(home: Path) -> None:
    with opened(home, SIXEL) as tty:
        read(tty)
        since = len(tty.raw)
        tty._cell = (WIDTH, HEIGHT * 2)
        tty.resize(80, 29)
        tty.first(lambda: bool(drawn(tty, since)), what="a picture")
        tty.settle(0.3)
        _x, _y, width, height = drawn(tty, since)[-1]
        raw = _DRAWN.findall(bytes(tty.raw), since)[-1]
        assert int(raw[3]) % (HEIGHT * 2) == 0
        assert (width, height) != (0, 0)
        leave(tty)


def test_a_border_counted_in_makes_no_picture_too_high(home: Path) -> None:
    """One that reaches a pixel too far scrolls the whole screen where it stands above the last line."""
    area = f"\x1b[?2;0;{80 * WIDTH};{30 * (HEIGHT - 1)}S".encode()
    with opened(home, {**SIXEL, b"\x1b[?2;1;0S": area}) as tty:
        read(tty)
        tty.first(lambda: bool(heights(tty)) and heights(tty)[-1] % (HEIGHT - 1) == 0, what="a picture of lower cells")
        leave(tty)


def heights(tty: Tty) -> list[int]:
    """The pixels of each picture drawn."""
    return [int(height) for _y, _x, _width, height, _data in _DRAWN.findall(bytes(tty.raw))]


# ── the whole way ────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.fixture
def paper() -> Iterator[dict[str, tuple[str, bytes]]]:
    """A paper on loopback: path → media type and body; `home` is its address."""
    pages: dict[str, tuple[str, bytes]] = {}

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            kind, body = pages.get(self.path, ("text/plain", b"not here"))
            self.send_response(200 if self.path in pages else 404)
            self.send_header("Content-Type", kind)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    pages["home"] = "", f"http://127.0.0.1:{server.server_port}".encode()
    yield pages
    server.shutdown()
    thread.join()
    server.server_close()


def test_from_the_papers_server_to_the_terminal(tmp_path: Path, paper: dict[str, tuple[str, bytes]]) -> None:
    address = paper["home"][1].decode()
    paper["/photo.png"] = "image/png", picture(640, 320, colour="green")
    html = f'<p>Avant.</p><figure><img src="data:," data-src="{address}/photo.png" alt="{ALT}"></figure><p>Après.</p>'
    paper["/feed"] = "application/rss+xml", feed([item("un", html)], home=address)
    env = environment(tmp_path)
    paths = Paths(*(Path(env[f"XDG_{name}_HOME"]) / "placentin-tui" for name in ("DATA", "CONFIG", "CACHE")))
    paths.create()
    with Library.open(paths.library, paths.pictures) as library:
        library.sources.add(NewSource(f"{address}/feed", title="Le Courrier"))
    with opened(tmp_path, {**GRAPHICS, KIND: b"\x1b[?62;c"}, offline=False) as tty:
        tty.wait("Titre un", timeout=60)
        tty.send("\r")
        tty.first(lambda: PLACEHOLDER in tty.text, timeout=60)
        (image,) = Shown(tty).pictures.values()
        red, green, blue = image.convert("RGB").getpixel((9, 9))  # type: ignore[misc]
        assert (red < 9, 120 < green < 136, blue < 9) == (True, True, True)
        leave(tty)


# ── light or dark ────────────────────────────────────────────────────────────────────────────────────────────────────

DAY, NIGHT = b"48;2;250;245;234", b"48;2;22;20;16"
"""How the papers of the two themes are set as a ground."""
LIGHT, DARK = b"\x1b]11;rgb:ffff/ffff/ffff\x1b\\", b"\x1b]11;rgb:0000/0000/0000\x07"


def test_light_follows_the_terminal_and_the_next_start_knows_it(home: Path) -> None:
    with opened(home, {GROUND: LIGHT}, env={"COLORTERM": "truecolor"}) as tty:
        tty.wait("Titre 0")
        tty.first(lambda: DAY in tty.raw)
        tty.settle(0.5)
        leave(tty)
    with opened(home, {}, env={"COLORTERM": "truecolor"}) as tty:
        tty.wait("Titre 0")
        tty.settle(0.5)
        assert DAY in tty.raw
        assert NIGHT not in tty.raw, "from the first frame on"
        leave(tty)
    with opened(home, {GROUND: DARK}, env={"COLORTERM": "truecolor"}) as tty:
        tty.wait("Titre 0")
        tty.first(lambda: NIGHT in tty.raw)
        leave(tty)


def test_a_theme_that_was_chosen_stays_whatever_the_ground_is(home: Path) -> None:
    env = {"COLORTERM": "truecolor"}
    with opened(home, {GROUND: LIGHT}, config='theme = "placentin-night"\n', env=env) as tty:
        tty.wait("Titre 0")
        tty.first(lambda: GROUND in tty.raw)
        tty.settle(0.5)
        assert DAY not in tty.raw
        leave(tty)


def test_a_late_answer_about_the_ground_is_no_key_and_is_heeded(home: Path) -> None:
    with opened(home, {}, env={"COLORTERM": "truecolor"}) as tty:
        tty.wait("Titre 0")
        tty.first(lambda: GROUND in tty.raw)
        tty.settle(0.3)
        for piece in ("\x1b]11;rgb:ff", "ff/ffff/ffff\x1b\\"):
            tty.send(piece)
            tty.settle(0.1)
        tty.first(lambda: DAY in tty.raw)
        assert "Titre 0" in tty.text, "no key was pressed by it"
        leave(tty)

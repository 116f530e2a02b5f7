"""Pull quotes in letters, in terminals that decode what they are sent: drawn beside their bar, and still text."""

from __future__ import annotations

from base64 import b64encode
from pathlib import Path

from placentin_tui.library import Library
from placentin_tui.paths import Paths
from placentin_tui.prose.layout.lines import Lettering
from placentin_tui.rendering.lettering.metrics import shipped
from placentin_tui.rendering.lettering.typeset import Room, typeset
from placentin_tui.theme_definitions import NIGHT, OWN
from placentin_tui.ui.lettering.draw import shades
from placentin_tui.ui.lettering.drawing import Drawing
from placentin_tui.ui.lettering.face import shipped_face
from tests.harness.home import environment
from tests.harness.tty import Tty
from tests.ui.lettering.decode import stacked
from tests.ui.paper import article
from tests.ui.test_graphics import GRAPHICS, HEIGHT, KIND, SIXEL, WIDTH, Shown, leave, opened
from tests.ui.test_graphics import home as home
from tests.ui.test_lettering import COLUMNS, KICKER, answered, column_of, last, line_of

SAID = "Nous avons gagné une bataille, pas la guerre."
HTML = f"<p>Avant la citation.</p><aside class='pullquote'><p>{SAID}</p><cite>Nadia Haddad</cite></aside><p>Après.</p>"
INSET = 2
"""Columns of the bar."""


def wanted(*, kitty: bool = False) -> tuple[Lettering, Drawing]:
    """The quote as it is to be set beside its bar, in a window of 80 columns."""
    room = Room(COLUMNS - INSET, 4, (WIDTH, HEIGHT), 4, round(HEIGHT * 1.2))
    lettering, face = typeset(SAID, room, shipped(), language="fr"), shipped_face()
    assert lettering
    assert face
    places = tuple(tuple(shipped().places(line)) for line in lettering.lines)
    return lettering, Drawing(
        lines=lettering.lines, places=places, size=lettering.size, baseline=lettering.baseline, pitch=lettering.pitch,
        centred=False, columns=lettering.columns, rows=lettering.rows, cell=(WIDTH, HEIGHT), ink="#ffffff",
        ground="#000000", levels=16 if kitty else 8, is_kitty=kitty, face=face,
    )  # fmt: skip


def quoting(home: Path) -> None:
    """Give the paper an article with a pull quote."""
    env = environment(home)
    paths = Paths(*(Path(env[f"XDG_{name}_HOME"]) / "placentin-tui" for name in ("DATA", "CONFIG", "CACHE")))
    with Library.open(paths.library, paths.pictures) as library:
        (source,) = library.sources.all()
        library.articles.store(source.id, [article(3, html=HTML)])


def read(tty: Tty) -> None:
    """Open that article."""
    answered(tty)
    tty.send("jj\r")
    tty.wait(KICKER)
    tty.wait("Après.")


def test_kitty_has_the_quote_in_its_rows_beside_the_bar(home: Path) -> None:
    quoting(home)
    lettering, drawing = wanted(kitty=True)
    with opened(home, {**GRAPHICS, KIND: b"\x1b[?62;c"}, lettering="auto") as tty:
        read(tty)
        bottom, left = line_of(tty, "┃ — Nadia Haddad"), column_of(tty, KICKER)
        rows = range(bottom - lettering.rows, bottom)
        cells = {(left + INSET + x, y) for x in range(lettering.columns) for y in rows}
        tty.first(lambda: cells <= Shown(tty).placed(tty).keys(), what="the quote in letters")
        shown = Shown(tty)
        (number,) = (n for n, size in shown.cells.items() if size == (lettering.columns, lettering.rows))
        alpha = shown.pictures[number].convert("RGBA").getchannel("A")
        assert alpha.point([round(level / 17) for level in range(256)]).tobytes() == shades(drawing).tobytes()
        assert all(tty.text.splitlines()[y][left] == "┃" for y in rows), "the bar stands beside it"
        tty.send("/bataille")
        tty.wait("1/1")
        tty.first(lambda: not cells & Shown(tty).placed(tty).keys(), what="its text, with what is found marked")
        assert line_of(tty, "┃ Nous avons gagné une bataille") == rows[0]
        tty.send("\x1b")
        tty.first(lambda: cells <= Shown(tty).placed(tty).keys(), what="the letters again")
        leave(tty)


def test_a_quote_chosen_with_the_mouse_is_copied(home: Path) -> None:
    quoting(home)
    with opened(home, SIXEL, lettering="auto") as tty:
        read(tty)
        top, left = line_of(tty, "┃ Nous avons gagné"), column_of(tty, KICKER) + INSET
        tty.first(lambda: top in last(tty), what="the quote in letters")
        tty.send(f"\x1b[<0;{left + 1};{top + 1}M")
        for column in (left + 5, left + 10):
            tty.send(f"\x1b[<32;{column};{top + 1}M")
        tty.send(f"\x1b[<0;{left + 10};{top + 1}m")
        tty.first(lambda: top not in last(tty, tty.raw.rindex(b"\x1b[?2026h")), what="its text, without its letters")
        tty.send("\x03")
        tty.first(lambda: b"\x1b]52;c;" in tty.raw, what="something copied")
        copied = bytes(tty.raw).partition(b"\x1b]52;c;")[2]
        tty.first(lambda: b64encode(b"Nous avons") in tty.raw, what=f"what was chosen, not {copied[:60]!r}")
        leave(tty)


def test_sixel_draws_the_quote_in_the_papers_red_over_its_text(home: Path) -> None:
    quoting(home)
    lettering, drawing = wanted()
    with opened(home, SIXEL, lettering="auto", config=f'theme = "{NIGHT}"\n') as tty:
        read(tty)
        bottom, left = line_of(tty, "┃ — Nadia Haddad"), column_of(tty, KICKER)
        rows = range(bottom - lettering.rows, bottom)

        def drawn() -> list[str]:
            """The data of the rows of the quote, as they were drawn last."""
            return [data for y, (x, data) in sorted(last(tty).items()) if y in rows and x == left + INSET]

        tty.first(lambda: len(drawn()) == lettering.rows, what="the quote in letters")
        assert line_of(tty, "┃ Nous avons gagné") == rows[0], "the text stands below the letters"
        image, expected = stacked(tuple(drawn())).convert("RGB"), shades(drawing)
        assert image.size == expected.size
        accent = OWN[NIGHT]["accent"]
        ink = [int(accent[at : at + 2], 16) for at in (1, 3, 5)]
        pixels = zip(expected.tobytes(), zip(*[iter(image.tobytes())] * 3, strict=True), strict=True)
        inked = {pixel for level, pixel in pixels if level == drawing.levels - 1}
        assert inked
        assert all(abs(a - b) <= 2 for pixel in inked for a, b in zip(pixel, ink, strict=True))
        leave(tty)


def test_without_graphics_it_is_text_behind_its_bar(home: Path) -> None:
    quoting(home)
    with opened(home, {}, lettering="auto") as tty:
        read(tty)
        top = line_of(tty, f"┃ {SAID}")
        assert top > 0
        assert line_of(tty, "┃ — Nadia Haddad") == top + 1
        leave(tty)

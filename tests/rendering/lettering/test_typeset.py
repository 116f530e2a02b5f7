"""Texts set in a serif face: never cut, as large as they can be, their lines about equal."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from placentin_tui.prose.layout.lines import Lettering
from placentin_tui.rendering.lettering.metrics import UNITS, Kerning, decoded, encoded, shipped
from placentin_tui.rendering.lettering.typeset import LEAST, Room, typeset

CELLS = ((6, 13), (8, 17), (9, 19), (10, 20), (12, 25), (20, 44))
LONG = "À Saint-Brévin, la digue promise depuis dix ans sort enfin de terre"


def words(lettering: Lettering) -> str:
    return " ".join(lettering.lines)


def fits(lettering: Lettering, room: Room) -> bool:
    metrics = shipped()
    wide = max(metrics.width(line) for line in lettering.lines) * lettering.size / UNITS
    last = lettering.baseline + (len(lettering.lines) - 1) * lettering.pitch
    top = metrics.top(lettering.lines[0]) * lettering.size / UNITS
    bottom = metrics.bottom(lettering.lines[-1]) * lettering.size / UNITS
    return (
        wide <= room.columns * room.cell[0]
        and top <= lettering.baseline
        and last + bottom <= lettering.rows * room.cell[1]
        and lettering.rows <= room.rows
        and len(lettering.lines) <= room.lines
    )


@settings(deadline=None)
@given(
    st.text(st.sampled_from("aeinrstÀÉgpyWVT’- :«»!0123456789éœfi"), min_size=1, max_size=120),
    st.sampled_from(CELLS),
    st.integers(40, 100),
    st.integers(3, 7),
)
def test_what_is_set_is_whole_and_fits(text: str, cell: tuple[int, int], columns: int, rows: int) -> None:
    room = Room(columns, rows, cell)
    lettering = typeset(text, room, shipped(), language="en")
    if lettering is None:
        return
    assert lettering.size >= LEAST
    assert fits(lettering, room)
    assert words(lettering) == " ".join((shipped().substituted(text) or "").split())


@pytest.mark.parametrize("cell", CELLS[1:])
def test_no_larger_letters_would_fit(cell: tuple[int, int]) -> None:
    room = Room(72, 6, cell)
    lettering = typeset(LONG, room, shipped())
    assert lettering
    wide = room.columns * cell[0] * UNITS / (lettering.size + 1)
    lines, used = 1, 0
    for word in words(lettering).split(" "):
        width = shipped().width(word)
        lines, used = (lines, used + 230 + width) if used + 230 + width <= wide else (lines + 1, width)
    tall = (lettering.size + 1) * (0.7 + 1.1 * (lines - 1) + 0.2)
    assert lines > room.lines or tall > room.rows * cell[1] or lettering.size == room.largest or wide - used < 100


def test_lines_are_about_equal() -> None:
    lettering = typeset(LONG, Room(72, 6, (9, 19)), shipped())
    assert lettering
    widths = [shipped().width(line) for line in lettering.lines]
    assert len(widths) == 2
    assert min(widths) > 0.85 * max(widths)


def test_a_short_headline_does_not_shout() -> None:
    lettering = typeset("Budget", Room(72, 6, (9, 19)), shipped())
    assert lettering
    assert lettering.rows <= 3


def test_one_line_may_fill_its_rows() -> None:
    lettering = typeset("Le Placentin", Room(118, 3, (9, 19), lines=1), shipped(), centred=True)
    assert lettering
    assert lettering.centred
    assert lettering.rows == 3
    assert lettering.size > 45


@pytest.mark.parametrize(
    "text", ["日本の選挙", "انتخابات لبنان", "בחירות", "Fête 🎉", "Cafe\u0323\u0301\u0324", "", "   ", "x" * 400]
)
def test_what_the_face_cannot_say_is_not_set(text: str) -> None:
    assert typeset(text, Room(72, 6, (9, 19)), shipped()) is None


def test_what_would_be_too_small_is_not_set() -> None:
    assert typeset(" ".join(["négociations"] * 20), Room(40, 5, (8, 16)), shipped()) is None
    assert (
        typeset("Donaudampfschifffahrtsgesellschaftskapitänsmützenabzeichen", Room(40, 5, (6, 13)), shipped()) is None
    )


def test_letters_are_those_a_compositor_takes() -> None:
    lettering = typeset("L'eau : « fin » d'un\u00adconflit", Room(72, 6, (9, 19)), shipped(), language="fr")
    assert lettering
    assert words(lettering) == "L’eau\u00a0: «\u00a0ﬁn\u00a0» d’unconﬂit"


def test_a_quote_of_feet_stays_straight() -> None:
    assert shipped().substituted("6' 2") == "6' 2"


def test_no_line_begins_with_french_punctuation() -> None:
    for columns in range(40, 100):
        lettering = typeset(
            "Qui paiera la note du chantier ? Le maire répond : « Tous » !", Room(columns, 6, (9, 19)), shipped()
        )
        assert lettering is None or not any(line[0] in "?:»!" for line in lettering.lines)


def test_kerning_counts() -> None:
    metrics = shipped()
    assert metrics.width("AV") < metrics.width("A") + metrics.width("V")
    assert metrics.places("AV")[1] < metrics.width("A")
    assert metrics.places("AV")[1] + metrics.width("V") == metrics.width("AV")


def test_a_table_comes_back_as_written_and_a_damaged_one_does_not() -> None:
    assert decoded(encoded(shipped())) == shipped()
    for bad in (b"", b"{}", encoded(shipped())[:-50], encoded(shipped()).replace(b'"letters":"', b'"letters":"x', 1)):
        with pytest.raises(ValueError):  # noqa: PT011 - msgspec's errors are of this kind
            decoded(bad)


def test_letters_without_kerning_stand_at_their_width() -> None:
    metrics = shipped()
    assert metrics.kerning != Kerning()
    assert metrics.width("нн") == 2 * metrics.width("н")

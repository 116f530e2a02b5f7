"""A person's initial and colour: the same for the same name, whatever it is written with."""

from __future__ import annotations

import pytest

from placentin_tui.prose.layout import text_width
from placentin_tui.rendering.initials import AUTHOR, BOX, look_of
from placentin_tui.theme_definitions import SECTIONS


@pytest.mark.parametrize(
    ("name", "initial"),
    [
        ("Gwenola", " G "), ("un lecteur du faubourg", " U "), ("Élodie", " É "), ("E\u0301lodie", " É "),
        ("« Zoé »", " Z "), ("@max", " M "), ("🦊 Renard", " R "), ("🦊", " · "), ("", " · "), ("…", " · "),
        ("محمد", " م "), ("王小明", " 王"), ("7e étage", " 7 "), ("ß", " ß "), ("\u1160\u1161 Kim", " K "),
        ("\u0301\u0301", " · "),
    ],
)  # fmt: skip
def test_the_initial_is_the_first_letter_one_can_see(name: str, initial: str) -> None:
    assert look_of(name).initial == initial
    assert text_width(initial) == BOX


def test_a_name_has_one_colour_however_it_is_written() -> None:
    assert look_of("Zoé  Martin") == look_of("Zoe\u0301 Martin")
    assert look_of("zoé martin").name_style == look_of("Zoé Martin").name_style


def test_names_differ_and_the_authors_colour_is_nobody_elses() -> None:
    colours = {look_of(f"Lectrice {n}").name_style for n in range(200)}
    assert len(colours) == 8
    assert colours < {f"name-{meaning}" for meaning in SECTIONS}
    author = look_of("Lectrice 1", by_author=True)
    assert author.name_style == f"name-{AUTHOR}"
    assert author.name_style not in colours

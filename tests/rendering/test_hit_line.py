"""The line of a search that shows the words found, as wide as there is room."""

from __future__ import annotations

import pytest

from placentin_tui.models import Hit, HitPlace
from placentin_tui.prose.layout import text_width
from placentin_tui.rendering.hit_line import hit_runs, marked_lines

TEXT = "Rien de cela ne fut dit avant que le Conseil d’État ne juge le tramway."
AT = TEXT.index("tramway")
HIT = Hit(HitPlace.TEXT, TEXT, ((AT, AT + 7),))


def said(hit: Hit, width: int) -> str:
    return "".join(run.text for run in hit_runs(hit, width))


def marked(hit: Hit, width: int) -> list[str]:
    return [run.text for run in hit_runs(hit, width) if "hit" in run.style.split()]


@pytest.mark.parametrize("width", [20, 30, 40, 60, 100])
def test_the_first_word_found_is_in_sight_at_every_width(width: int) -> None:
    assert marked(HIT, width) == ["tramway"]
    assert text_width(said(HIT, width)) <= width


def test_the_beginning_is_shown_where_there_is_room() -> None:
    assert said(HIT, 80) == TEXT
    assert said(HIT, 40).startswith("…")


def test_where_it_is_stands_before_it() -> None:
    assert said(Hit(HitPlace.COMMENT, "Et le quai ?", ((6, 10),), by="Hélène"), 60) == "comment by Hélène: Et le quai ?"
    assert said(Hit(HitPlace.AUTHOR, "Nadia Haddad", ((6, 12),)), 60) == "author: Nadia Haddad"
    assert said(Hit(HitPlace.SECTION, "Sport", ((0, 5),)), 60) == "section: Sport"


def test_words_are_marked_on_the_lines_a_text_was_broken_into() -> None:
    title = "Le port sous la brume"
    lines = marked_lines(["Le port", "sous la b…"], title, ((3, 7), (16, 21)), "fresh")
    assert [[(run.text, run.style) for run in line] for line in lines] == [
        [("Le ", "fresh"), ("port", "fresh hit")],
        [("sous la ", "fresh"), ("b", "fresh hit"), ("…", "fresh")],
    ]

"""The large initial of an article's text, and the text beside it, which stays what is found and copied."""

from __future__ import annotations

import pytest

from placentin_tui.prose.html import to_blocks
from placentin_tui.prose.layout import Line, ParagraphStyle, plain, text_width
from placentin_tui.prose.layout.lines import Lettering
from placentin_tui.rendering.drop_cap import ROWS
from placentin_tui.rendering.find_text import PageText
from placentin_tui.rendering.lettering.metrics import UNITS, shipped
from placentin_tui.rendering.lettering.typeset import Room, initial, typeset
from placentin_tui.rendering.page_builder import PageBuilder

CELL = (9, 19)
TEXT = (
    "Pas d’encre aux doigts, pas de livraison manquée, et seize articles pour faire le tour de la maison. Vous tenez "
    "un journal : il n’a ni papier ni encre, il s’ouvre dans un terminal et se lit même réseau coupé, et les articles "
    "que vous recevez restent chez vous, entiers, avec leurs images et leurs commentaires."
)


class Letters:
    """Sets texts as a terminal with cells of 9 by 19 pixels has them."""

    def typeset(self, text: str, columns: int, language: str, style: str) -> Lettering | None:
        return typeset(text, Room(columns, 6, CELL), shipped(), language=language, style=style)

    def set_in(self, text: str, columns: int, rows: int, *, style: str = "headline") -> Lettering | None:
        return typeset(text, Room(columns, rows, CELL), shipped(), style=style)

    def pull_quote(self, text: str, columns: int, language: str) -> Lettering | None:
        return typeset(text, Room(columns, 5, CELL, 4, 23), shipped(), language=language, style="pull")

    def initial(self, letter: str, rows: int, style: str) -> Lettering | None:
        return initial(letter, rows, CELL, shipped(), style)


def lines(html: str, *, width: int = 60, style: ParagraphStyle | None = None, letters: bool = True) -> list[Line]:
    builder = PageBuilder(width, 4, "fr", lambda _picture, _width: 0, style or ParagraphStyle())
    builder.typesetter = Letters() if letters else None
    for _stretch in builder.in_turn(to_blocks(html)):
        pass
    return builder.lines


def text(found: list[Line]) -> str:
    """The paper's own text, without what the layout draws."""
    return " ".join(
        "".join(run.text for run in line.runs if "bar" not in run.style.split()).strip() for line in found if line.runs
    )


@pytest.mark.parametrize("style", [ParagraphStyle(), ParagraphStyle(hyphenate=True), ParagraphStyle(justify=True)])
def test_the_text_stands_beside_its_initial(style: ParagraphStyle) -> None:
    found = lines(f"<p>{TEXT}</p><p>{TEXT}</p>", style=style)
    cap = found[0].lettering
    assert cap
    assert cap.lines == ("P",)
    assert [line.row for line in found[:ROWS]] == [0, 1, 2]
    assert [line.lettering == cap for line in found[: ROWS + 2]] == [True, True, True, False, False]
    assert " ".join(plain(found[0]).split()).startswith("Pas d’encre"), "as text it can be read too"
    assert found[0].indent == 4
    assert plain(found[0]).index("P") + 1 == 4 + cap.columns, "what is drawn hides the letter, and nothing else"
    for line in found[1:ROWS]:
        assert plain(line)[: 4 + cap.columns].isspace()
    assert all(text_width(plain(line)) <= 64 for line in found)
    if style.justify:
        assert {text_width(plain(line)) for line in found[:ROWS]} == {64}


def test_nothing_is_lost_or_found_twice() -> None:
    with_cap, without = (lines(f"<p>{TEXT}</p><p>Fin.</p>", letters=letters) for letters in (True, False))
    assert text(with_cap) == text(without)
    for words in ("Pas d’encre aux doigts", "tenez un journal", "commentaires"):
        assert len(PageText(with_cap).find(words)) == 1


@pytest.mark.parametrize(
    "html",
    [
        "<p>Deux lignes de texte, et c’est tout ce que dit ce paragraphe, qui finirait à côté de l’initiale.</p>",
        f"<h2>Titre</h2><p>{TEXT}</p>",
        f"<p>« {TEXT} »</p>",
        f"<p>12 {TEXT}</p>",
        f"<p>日{TEXT}</p>",
        f"<ul><li>{TEXT}</li></ul>",
        f'<p><a href="https://example.org">{TEXT}</a></p>',
    ],
)
def test_where_there_is_none(html: str) -> None:
    found = lines(html)
    assert not any(line.lettering for line in found)
    assert found == lines(html, letters=False)


def test_a_narrow_text_has_none() -> None:
    assert not any(line.lettering for line in lines(f"<p>{TEXT}</p>", width=32))


@pytest.mark.parametrize("cell", [(6, 13), (9, 19), (10, 20), (20, 44)])
@pytest.mark.parametrize("letter", "AÀÉÎÔÇQJOWMIÑPß")
def test_an_initial_fills_its_rows_and_is_whole(letter: str, cell: tuple[int, int]) -> None:
    metrics = shipped()
    cap = initial(letter, 3, cell, metrics, "headline")
    if letter == "ß":
        assert cap is None, "its capital is two letters"
        return
    assert cap
    above, below = (extent(letter) * cap.size / UNITS for extent in (metrics.top, metrics.bottom))
    assert above <= cap.baseline + 1
    assert cap.baseline + below <= 3 * cell[1] + 1
    assert above + below > 2.1 * cell[1]
    assert metrics.width(letter) * cap.size / UNITS < cap.columns * cell[0]

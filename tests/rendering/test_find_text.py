"""Words found in a page, where the reader sees them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from placentin_tui.prose.html import to_blocks
from placentin_tui.prose.layout import Line, lay_out, plain
from placentin_tui.rendering.find_text import PageText


def lines(html: str, width: int = 14) -> list[Line]:
    return lay_out(to_blocks(html), width, language="fr")


def found(html: str, words: str, width: int = 14) -> list[str]:
    """What was found, as it stands on the page; a line end as `/`."""
    page = lines(html, width)
    return ["/".join(plain(page[line])[start:end] for line, start, end in hit) for hit in PageText(page).find(words)]


@pytest.mark.parametrize(
    ("words", "hits"),
    [
        ("oeuvre", ["œuvre"]),
        ("ŒUVRE", ["œuvre"]),
        ("strasse", ["Straße"]),
        ("elegante", ["ÉLÉGANTE"]),
        ("du  maître", ["du/Maître"]),
        ("l'oeuvre", ["L’œuvre"]),
        ("ete", ["e\u0301te\u0301"]),
        ("été", ["e\u0301te\u0301"]),
        ("non ?", ["Non\xa0?"]),
        ("le lien suit", ["Le lien suit"]),
        ("(", []),
        (".*", []),
        ("", []),
        ("   ", []),
    ],
)
def test_is_blind_to_accents_case_ligatures_and_line_ends(words: str, hits: list[str]) -> None:
    html = (
        "<p>L’œuvre du Maître était d’une Straße ÉLÉGANTE. Non ?</p><p>e\u0301te\u0301</p>"
        '<p>Le <a href="https://x.example/">lien</a> suit</p>'
    )
    assert found(html, words) == hits


def test_passes_over_what_the_page_draws() -> None:
    assert found("<blockquote>un deux trois quatre</blockquote>", "deux trois quatre") == ["deux/trois quatre"]
    assert found("<p>anti\xadconsti\xadtution", "anticonstitution", 9) == ["anti-/consti-/tution"]
    assert found("<p>anti\xadconsti\xadtution", "-", 9) == []


def test_finds_every_one_in_order() -> None:
    page = lines("<p>a b a</p><ul><li>A</ul>")
    assert [hit[0][0] for hit in PageText(page).find("a")] == [0, 0, 2]
    assert PageText([]).find("a") == []


@given(st.text("aeéœß -«»’x\u0301漢", max_size=60), st.integers(0, 60), st.integers(1, 20), st.integers(5, 40))
def test_whatever_stands_there_can_be_found(text: str, start: int, length: int, width: int) -> None:
    page = lay_out(to_blocks(f"<p>{text}</p>"), width, language="fr")
    words = " ".join(" ".join(plain(line) for line in page).split()[start : start + length])
    hits = PageText(page).find(words)
    assert hits or not words.strip()
    for hit in hits:
        assert all(0 <= begin < end <= len(plain(page[line])) for line, begin, end in hit)

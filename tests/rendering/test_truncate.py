"""Text on one line: truncated in cells, and headlines at the end of a word."""

from __future__ import annotations

import pytest

from placentin_tui.prose.layout import text_width
from placentin_tui.rendering.truncate import cut, cut_at_word


@pytest.mark.parametrize(
    ("text", "width", "said"),
    [
        ("The sea, the sky", 20, "The sea, the sky"),
        ("The sea, the sky", 16, "The sea, the sky"),
        # Within « sky »: the word is left out, « the » is kept whole.
        ("The sea, the sky", 15, "The sea, the…"),
        # Right behind a word, and with a mark that makes no sense before an ellipsis.
        ("The sea, the sky", 13, "The sea, the…"),
        ("The sea, the sky", 10, "The sea…"),
        # A word that would leave most of the line empty is broken.
        ("A parliamentary majority", 12, "A parliamen…"),
        ("Parliamentary", 8, "Parliam…"),
        ("Budget : l’Assemblée", 9, "Budget…"),
        ("東京の空は青い", 7, "東京の…"),
        ("sea", 1, ""),
        ("sea", 0, ""),
        ("", 5, ""),
    ],
)
def test_a_headline_is_cut_at_the_end_of_a_word_where_that_costs_little(text: str, width: int, said: str) -> None:
    assert cut_at_word(text, width) == said


def test_at_every_width_it_fits_and_is_no_longer_than_what_is_cut_within_a_word() -> None:
    text = "Budget : l’Assemblée vote la confiance, au terme d’une nuit de tractations"
    for width in range(text_width(text) + 2):
        said = cut_at_word(text, width)
        assert text_width(said) <= text_width(cut(text, width)) <= width
        assert text.startswith(said.removesuffix("…"))
        assert text_width(said) >= width // 2

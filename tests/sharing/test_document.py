"""The article whole, and a passage of it."""

from __future__ import annotations

import pytest

from placentin_tui import i18n
from placentin_tui.models import Article
from placentin_tui.prose.html import to_blocks
from placentin_tui.prose.plain import to_text
from placentin_tui.sharing.document import as_blocks, passage
from tests.sharing.factories import article, summary


def test_the_page_is_in_the_papers_order() -> None:
    i18n.use("en")
    text = to_text(as_blocks(article()))
    parts = ["Diplomatie", "Un accord & après", "Ana Roy · ", "https://paper.example/a", "[La <une>]", "En deux mots.",
             "Un premier paragraphe", "son.mp3", "journaliste", "Elle écrit."]  # fmt: skip
    places = [text.index(part) for part in parts]
    assert places == sorted(places)


def test_what_is_not_there_leaves_nothing() -> None:
    assert to_text(as_blocks(Article(summary("T", ""), ()))).splitlines()[2] == "T"
    assert to_text(as_blocks(Article(summary("", ""), ()))).splitlines()[2] == "Untitled"


@pytest.mark.parametrize(
    ("at", "begins"),
    [
        (0, "Un premier paragraphe"),
        (1, "Il faut savoir finir."),  # a picture and a heading have no words of their own to quote
        (3, "Il faut savoir finir."),
        (4, "• un"),
        (99, "En deux mots."),
    ],
)
def test_the_passage_is_the_paragraph_at_the_top_or_the_next(at: int, begins: str) -> None:
    assert passage(article(), at).startswith(begins)


def test_an_article_without_words_has_no_passage() -> None:
    assert passage(Article(summary(), to_blocks('<img src="https://a.example/x.png">'))) == ""

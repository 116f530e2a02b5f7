"""Words in texts as the full-text index finds them: whole, without case and accents."""

from __future__ import annotations

import pytest

from placentin_tui.text.word_search import Phrase, WordSearch


def found(text: str, *phrases: Phrase) -> list[str]:
    return [text[hit.start : hit.end] for hit in WordSearch(phrases).find(text)]


@pytest.mark.parametrize(
    ("text", "phrase", "expected"),
    [
        ("L’Œuvre au noir", Phrase("oeuvre"), ["Œuvre"]),
        ("l'œuvre", Phrase("Œuvre"), ["œuvre"]),
        ("le port, le portail, PORT", Phrase("port"), ["port", "PORT"]),
        ("le port, le portail, PORT", Phrase("port", prefix=True), ["port", "portail", "PORT"]),
        ("un avis du Conseil d’État rendu", Phrase("conseil d'etat"), ["Conseil d’État"]),
        ("avant-hier", Phrase("avant hier"), ["avant-hier"]),
        ("avant la fin", Phrase("avant fin"), []),
        ("le tram\N{SOFT HYPHEN}way", Phrase("tramway"), ["tram\N{SOFT HYPHEN}way"]),
        ("une e\N{COMBINING ACUTE ACCENT}lection", Phrase("élection"), ["e\N{COMBINING ACUTE ACCENT}lection"]),
        ("un mot_composé", Phrase("compose"), ["composé"]),
        ("port", Phrase("…"), []),
        ("", Phrase("port"), []),
    ],
)
def test_words_are_found_whole_without_case_and_accents(text: str, phrase: Phrase, expected: list[str]) -> None:
    assert found(text, phrase) == expected


def test_each_place_says_which_phrase_it_is_of() -> None:
    hits = WordSearch([Phrase("brume"), Phrase("port")]).find("Port sous la brume, brume sur le port")
    assert [hit.phrase for hit in hits] == [1, 0, 0, 1]

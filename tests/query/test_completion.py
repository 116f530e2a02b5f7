"""What the last word of a query could become."""

from __future__ import annotations

import pytest

from placentin_tui.query import NameKind
from placentin_tui.query.completion import completions

NAMES = {
    NameKind.SECTION: ["Économie", "Sport", "Politique économique", "Écologie"],
    NameKind.SOURCE: ["Le Courrier du Levant", "Le Placentin", 'La "Une"'],
    NameKind.FOLDER: ["Presse", "Presse/Région"],
    NameKind.LANGUAGE: ["fr", "fr-CH"],
    NameKind.TAG: ["rail", "à relire"],
    NameKind.SAVED: ["Le port", "Le soir"],
}


def words(query: str, language: str = "en") -> list[str]:
    return [each.word for each in completions(query, language, NAMES.__getitem__)]


@pytest.mark.parametrize(
    ("query", "language", "expected"),
    [
        ("sec", "en", ["section:"]),
        ("port sec", "en", ["section:"]),
        ("(port OR -sec", "en", ["section:"]),
        ("rub", "fr", ["rubrique:"]),
        ("écol", "fr", []),
        ("se", "en", []),
        ("section", "en", []),
        ('"sec', "en", []),
        ("sec ", "en", []),
        ("is:un", "en", ["is:unread"]),
        ("est:non", "fr", ["est:non-lu"]),
        ("is:unread,st", "en", ["is:unread,starred"]),
        ("is:", "en", []),
        ("is:unread", "en", []),
        ("after:yes", "en", ["after:yesterday"]),
        ("tri:anc", "fr", ["tri:ancien"]),
        ("section:eco", "fr", ["section:Économie", "section:Écologie", 'section:"Politique économique"']),
        ("-section:spo", "en", ["section:Sport"]),
        ("source:courrier", "fr", ['source:"Le Courrier du Levant"']),
        ('source:"le cou', "fr", ['source:"Le Courrier du Levant"']),
        ("source:une", "fr", ['source:"La Une"']),
        ("folder:presse/r", "fr", ["folder:Presse/Région"]),
        ("lang:fr-", "fr", ["lang:fr-CH"]),
        ("#ra", "fr", ["#rail"]),
        ("tag:rel", "fr", ['tag:"à relire"']),
        ("in:por", "en", ['in:"Le port"']),
        ("dan", "fr", ["dans:"]),
        ("section:xyzzy", "fr", []),
        ("foo:eco", "fr", []),
        ("", "en", []),
        ("()", "en", []),
    ],
)
def test_the_last_word_becomes(query: str, language: str, expected: list[str]) -> None:
    assert words(query, language) == expected


def test_taking_one_keeps_what_stands_before_it() -> None:
    (field,) = completions("port (sec", "en", NAMES.__getitem__)
    assert (field.query, field.rest) == ("port (section:", "tion:")
    (value,) = completions("port -section:SPO", "en", NAMES.__getitem__)
    assert (value.query, value.rest) == ("port -section:Sport ", "rt")


def test_accents_missing_do_not_hide_the_rest_and_where_more_changes_an_arrow_says_to_what() -> None:
    first = completions("section:eco", "fr", NAMES.__getitem__)[0]
    assert first.rest == "nomie"
    (source,) = completions("source:courrier", "fr", NAMES.__getitem__)
    assert source.rest == ' → "Le Courrier du Levant"'


def test_what_is_taken_is_understood() -> None:
    from placentin_tui.query import Name, parse

    (source,) = completions("source:courrier", "fr", NAMES.__getitem__)
    assert parse(source.query, 0).tree == Name(NameKind.SOURCE, "Le Courrier du Levant")

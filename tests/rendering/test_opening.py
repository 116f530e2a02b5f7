"""The first words of an article are painted in capitals; its text stays as the paper wrote it."""

from __future__ import annotations

import pytest

from placentin_tui.prose.html import to_blocks
from placentin_tui.prose.layout import plain
from tests.rendering.test_article_page import a_page, an_article, english, utc

__all__ = ["english", "utc"]

LONG = " et la suite de la phrase, qui va bien au-delà de la première ligne de la page et encore plus loin."


def capitals(html: str, language: str = "fr") -> str:
    """The words an article sets in capitals."""
    page = a_page(an_article(blocks=to_blocks(html), lead=None, language=language), has_back=False)
    return "".join(run.text for line in page.lines for run in line.runs if "capitals" in run.style)


@pytest.mark.parametrize(
    ("html", "words"),
    [
        (f"<p>Il est un peu plus de six heures{LONG}</p>", "Il est un peu plus"),
        (f"<p>Hier, le ministre{LONG}</p>", "Hier,"),
        (f"<p>« Nous avons attendu dix ans{LONG}</p>", "«\xa0Nous avons attendu"),
        (f"<p>Il <em>est</em> un peu plus tard{LONG}</p>", "Il est un peu plus"),
        (f"<p>Avec <code>grep -r</code> on trouve{LONG}</p>", "Avec "),
        (f"<p>https://example.org/a est une adresse{LONG}</p>", ""),
        (f"<figure><img src=https://e.org/a.png></figure><p>Le port est calme{LONG}</p>", "Le port est calme"),
        (f"<h2>Titre</h2><p>Le port est calme{LONG}</p>", ""),
        ("<p>Une seule ligne.</p>", ""),
        (f"<p>Le port est calme{LONG}</p><p>Le deuxième{LONG}</p>", "Le port est calme"),
    ],
)
def test_the_first_words(html: str, words: str) -> None:
    assert capitals(html).strip() == words.strip()


def test_not_in_languages_where_capitals_depend_on_more_than_the_letter() -> None:
    assert capitals(f"<p>Il est un peu plus{LONG}</p>", "tr-TR") == ""


def test_the_text_is_unchanged() -> None:
    page = a_page(an_article(blocks=to_blocks(f"<p>Il est un peu plus de six heures{LONG}</p>")))
    assert any("Il est un peu plus de six heures" in plain(line) for line in page.lines)


def test_headings_have_the_colour_of_the_section() -> None:
    page = a_page(an_article(blocks=to_blocks("<h2>Titre</h2><p>Texte.</p><h4>Petit</h4>")))
    section = next(run.style.split()[-1] for line in page.lines for run in line.runs if run.text == "DIPLOMATIE")
    styles = {run.text: run.style.split() for line in page.lines for run in line.runs}
    assert section in styles["Titre"]
    assert section in styles["▔▔▔▔▔"]
    assert section not in styles["Petit"]

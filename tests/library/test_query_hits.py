"""Where the words of a query stand in the articles it finds."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from placentin_tui.library import Library
from placentin_tui.library.articles.query_hits import LONGEST
from placentin_tui.models import (
    HitPlace,
    NewSource,
    ParsedArticle,
    ParsedComment,
    PreparedArticle,
    PreparedComment,
    View,
)
from placentin_tui.prose.html import to_blocks

if TYPE_CHECKING:
    from pathlib import Path

    from placentin_tui.models import Hit

FILLING = "Rien de cela ne fut dit. " * 30


@pytest.fixture
def library(tmp_path: Path) -> Library:
    """One article whose parts say different words, and one comment on it."""
    library = Library.in_memory(tmp_path)
    source = library.sources.add(NewSource(url="https://a.example/feed", title="A")).id
    html = f"<p>{FILLING}Le Conseil d’État juge le tramway.</p><p>Puis la brume revient sur le port.</p>"
    parsed = ParsedArticle(
        identity="1", title="Élections à Zahlé", author="Nadia Haddad", sections=("Proche-Orient", "Société")
    )
    library.articles.store(source, [PreparedArticle(parsed, to_blocks(html))])
    said = to_blocks("<p>Et les habitants du quai ?</p>")
    library.comments.store(1, [PreparedComment(ParsedComment("7", "Hélène d’Arcy", ""), said)])
    return library


def hit_of(library: Library, query: str) -> Hit | None:
    view = View(query=query)
    rows = library.articles.page(view)
    assert [row.id for row in rows] == [1]
    return library.finder.results.hits(view).read(rows).get(1)


def marked(hit: Hit | None) -> list[str]:
    assert hit is not None
    return [hit.text[start:end] for start, end in hit.marks]


@pytest.mark.parametrize(
    ("query", "place", "words"),
    [
        ("elections ", HitPlace.TITLE, ["Élections"]),
        ("title:zahle elections", HitPlace.TITLE, ["Élections", "Zahlé"]),
        ("election*", HitPlace.TITLE, ["Élections"]),
        ("brume port ", HitPlace.TEXT, ["brume", "port"]),
        ("elections brume", HitPlace.TEXT, ["brume"]),
        ('"conseil d\'etat"', HitPlace.TEXT, ["Conseil d’État"]),
        ("tram*", HitPlace.TEXT, ["tramway"]),
        ("body:brume OR body:nothing", HitPlace.TEXT, ["brume"]),
        ("brume -quai2", HitPlace.TEXT, ["brume"]),
        ("author:haddad", HitPlace.AUTHOR, ["Haddad"]),
        ("comment:habitants", HitPlace.COMMENT, ["habitants"]),
        ("habitants", HitPlace.COMMENT, ["habitants"]),
    ],
)
def test_the_part_with_the_words_is_shown(library: Library, query: str, place: HitPlace, words: list[str]) -> None:
    hit = hit_of(library, query)
    assert hit is not None
    assert (hit.place, marked(hit)) == (place, words)


def test_a_hit_in_a_long_paragraph_is_cut_around_the_words(library: Library) -> None:
    hit = hit_of(library, "tramway")
    assert hit is not None
    assert hit.text.startswith("…")
    assert hit.text.endswith("Le Conseil d’État juge le tramway.")
    assert len(hit.text) <= LONGEST + 1


def test_a_hit_in_a_comment_says_whose_it_is(library: Library) -> None:
    hit = hit_of(library, "comment:arcy")
    assert hit is not None
    assert (hit.place, hit.by) == (HitPlace.COMMENT, "Hélène d’Arcy")
    assert [hit.by[start:end] for start, end in hit.by_marks] == ["Arcy"]


def test_a_section_among_the_words_needs_no_line(library: Library) -> None:
    assert hit_of(library, "societe") is None


def test_a_phrase_over_two_paragraphs_shows_the_beginning_of_the_text(library: Library) -> None:
    hit = hit_of(library, '"tramway puis"')
    assert hit is not None
    assert (hit.text[:4], hit.marks) == ("Rien", ())


def test_a_query_without_words_has_no_hits(library: Library) -> None:
    assert not library.finder.results.hits(View(query="is:unread"))
    assert not library.finder.results.hits(View(query="-nothing"))

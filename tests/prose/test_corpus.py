"""Articles as papers print them: nothing is lost of them, and their lines are as they were judged right."""

from __future__ import annotations

import pytest

from placentin_tui.prose.layout import ParagraphStyle, lay_out, plain, text_width
from tests.prose import completeness, corpus
from tests.prose.reading import read


@pytest.mark.parametrize("name", corpus.names())
def test_the_lines_are_as_expected(name: str) -> None:
    # `python -m tests.prose.corpus --write NAME` keeps new lines, once they are judged right.
    assert corpus.lines(name) == corpus.expected(name)


@pytest.mark.parametrize("name", corpus.names())
def test_nothing_that_shows_is_lost(name: str) -> None:
    assert completeness.of(name).missing == []


def test_the_corpus_is_large_enough_to_say_something() -> None:
    total = sum(map(completeness.of, corpus.names()), completeness.Completeness())
    assert len(corpus.names()) >= 50
    assert total.words.total > 3_000
    assert total.pictures.total > 35
    assert total.links.total > 45
    assert total.captions.total > 25


def test_what_is_missing_is_found_missing() -> None:
    source = read("<p>one two <a href=/x>three</a></p><figure><img src=/p.png><figcaption>four</figcaption></figure>")
    missing = completeness.compare(source, ()).missing
    assert missing == ["one", "two", "three", "four", "/x", "/p.png", "four"]


@pytest.mark.parametrize("width", [20, 40, 80, 120, 200])
@pytest.mark.parametrize(
    "paragraph_style", [ParagraphStyle(), ParagraphStyle(hyphenate=True, justify=True), ParagraphStyle(between=0)]
)
def test_every_article_fits_every_width(width: int, paragraph_style: ParagraphStyle) -> None:
    for name in corpus.names():
        for line in lay_out(
            corpus.blocks(name), width, language=corpus.language(name), paragraph_style=paragraph_style
        ):
            assert text_width(plain(line)) <= width, name

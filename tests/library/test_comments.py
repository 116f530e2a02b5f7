"""Comments in, threads out."""

from __future__ import annotations

from pathlib import Path

import pytest

from placentin_tui.library import Library
from placentin_tui.models import StoredPicture, View
from placentin_tui.prose.blocks import Paragraph, Span
from tests.library.factories import NOON, Clock, article, comment, paper, put


@pytest.fixture
def number(library: Library) -> int:
    return put(library, paper(library), article("a", author="Claire Aubin", comment_count=1))[0]


def test_comments_come_in_the_order_they_were_written(library: Library, clock: Clock, number: int) -> None:
    late = comment("2", "Et moi ?", author="Claire Aubin", parent="1", published=NOON - 5)
    undated = comment("3")
    assert library.comments.store(number, [undated, late, comment("1", published=NOON - 9)]) == 3

    first, second, third = library.comments.of(number)
    assert [said.key for said in (first, second, third)] == ["1", "2", "3"]
    assert (second.parent, second.author, second.by_author, second.article) == ("1", "Claire Aubin", True, number)
    assert second.blocks == (Paragraph((Span("Et moi ?"),)),)
    assert (first.by_author, third.published) == (False, None)


def test_a_comment_is_kept_once_and_corrected_in_place(library: Library, number: int) -> None:
    library.comments.store(number, [comment("1", "Avant"), comment("2")])
    (before, _) = library.comments.of(number)

    assert library.comments.store(number, [comment("1", "Après"), comment("4")]) == 1

    after, *_ = library.comments.of(number)
    assert (after.id, after.blocks) == (before.id, (Paragraph((Span("Après"),)),))
    assert [said.key for said in library.comments.of(number)] == ["1", "2", "4"]
    assert library.articles.page(View(query="avant")) == []
    assert len(library.articles.page(View(query="apres"))) == 1
    assert library.comments.store(number, [comment("1", "Après")]) == 0


def test_the_count_follows_what_was_fetched(library: Library, number: int) -> None:
    assert library.articles.summary(number).comments == 1
    library.comments.store(number, [comment("1"), comment("2")])
    assert library.articles.summary(number).comments == 2
    library.comments.store(number, [])
    assert library.articles.summary(number).comments == 2


def test_a_paper_that_has_none_has_none(library: Library) -> None:
    (number,) = put(library, 1 if library.sources.all() else paper(library), article("b"))
    assert library.articles.summary(number).comments is None
    library.comments.store(number, [])
    assert library.articles.summary(number).comments == 0


def ready(library: Library, number: int) -> bool:
    return library.articles.summary(number).offline_ready


def test_offline_ready_means_comments_too(library: Library, number: int) -> None:
    assert not ready(library, number)
    library.comments.store(number, [comment("1")])
    assert ready(library, number)
    library.articles.count_comments(1, {"guid:a": 2})
    assert not ready(library, number), "the paper has one more by now"
    library.comments.store(number, [comment("2")])
    assert ready(library, number)


def test_offline_ready_means_pictures_too(library: Library, tmp_path: Path) -> None:
    url = "https://placentin.example/p.jpg"
    plain, pictured = put(library, paper(library), article("a"), article("b", picture=url))
    assert ready(library, plain)
    assert not ready(library, pictured)
    library.pictures.record(StoredPicture(url, None))
    library.articles.settle([pictured, 99])
    assert ready(library, pictured), "what cannot be had is not waited for"

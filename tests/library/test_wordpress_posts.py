"""Articles as posts of a WordPress, and what of their debates is new."""

from __future__ import annotations

import pytest

from placentin_tui.library import Library
from placentin_tui.library.articles.wordpress_posts import DAY
from placentin_tui.models import Author, OutgoingState, View, WholeArticle
from placentin_tui.prose.blocks import Paragraph, Picture, Span
from tests.library.factories import HOUR, NOON, Clock, article, comment, paper, put

LEAD = Picture("https://placentin.example/une.jpg", "Le port")
WHOLE = WholeArticle((Paragraph((Span("Le texte et sa suite."),)),), (), LEAD, Author("Ana Roy", bio="Reporter."), 5)


@pytest.fixture
def source(library: Library) -> int:
    return paper(library)


def test_where_the_interface_is(library: Library, source: int) -> None:
    assert library.sources.rest_root(source) is None
    library.sources.set_rest_root(source, "")
    assert library.sources.rest_root(source) == ""
    library.sources.set_rest_root(source, "https://placentin.example/wp-json/")
    assert library.sources.rest_root(source) == "https://placentin.example/wp-json/"
    assert library.sources.rest_root(99) is None


def test_numbers_by_identity_never_replace_a_better_one(library: Library, source: int) -> None:
    a, b, c = put(library, source, article("a"), article("b"), article("c"))
    library.articles.set_post(a, 3)
    library.posts.number(source, {"guid:a": 9, "guid:b": 5, "guid:unknown": 7})
    assert [library.articles.post(number) for number in (a, b, c, 99)] == [3, 5, 0, 0]
    assert library.posts.numbers([a, b, c]) == {a: 3, b: 5}


def test_a_completed_article_is_the_same_article(library: Library, source: int, clock: Clock) -> None:
    (number,) = put(library, source, article("a"))
    library.articles.set_post(number, 5)
    library.undo_log.mark_read([number])
    clock.now += HOUR
    assert library.posts.uncompleted([number]) == {number: 5}

    library.posts.complete(number, WHOLE)

    page = library.articles.get(number)
    assert (page.blocks, page.lead, page.author, page.summary.words) == (WHOLE.blocks, LEAD, WHOLE.author, 5)
    assert (page.summary.corrected, page.summary.read, page.summary.offline_ready) == (None, True, False)
    assert library.articles.known(source, ["guid:a"]) == {"guid:a": "a Le texte."}
    assert [row.id for row in library.articles.page(View(query="suite"))] == [number]
    assert library.pictures.missing(number) == [LEAD.url]
    assert library.posts.uncompleted([number]) == {}
    library.posts.complete(99, WHOLE)


def test_a_corrected_article_is_completed_again(library: Library, source: int) -> None:
    (number,) = put(library, source, article("a"))
    library.articles.set_post(number, 5)
    library.posts.complete(number, WHOLE)
    library.articles.store(source, [article("a", "Un autre texte.")])
    assert library.posts.uncompleted([number]) == {number: 5}


def test_which_debates_are_watched(library: Library, source: int, clock: Clock) -> None:
    names = ("old", "seen", "mine", "drafted", "news", "fresh")
    ages = (40, 40, 40, 40, 2, 1)
    ids = dict(
        zip(
            names,
            put(library, source, *(article(n, published=NOON - a * DAY) for n, a in zip(names, ages, strict=True))),
            strict=True,
        )
    )
    other = put(library, paper(library, "autre"), article("x"))
    for post, number in enumerate([*ids.values(), *other], 1):
        library.articles.set_post(number, post)
    library.articles.visit(ids["seen"])
    library.outbox.write(ids["mine"], "", "Ana", "a@h", "Oui")
    library.outbox.save(library.outbox.draft(ids["drafted"]).id, name="", email="", text="Peut-être")
    library.comments.store(ids["news"], [comment("1"), comment("2")])

    watched = library.posts.watched(source, 20)
    assert list(watched.items()) == [(ids["mine"], 0), (ids["seen"], 0), (ids["fresh"], 0), (ids["news"], 2)]
    assert list(library.posts.watched(source, 2)) == [ids["mine"], ids["seen"]]
    clock.now += 20 * DAY
    assert list(library.posts.watched(source, 20)) == [ids["mine"]]
    library.articles.set_post(ids["mine"], 0)
    assert library.posts.watched(source, 20) == {}


# ── what is new under them ───────────────────────────────────────────────────────────────────────────────────────────


def new(library: Library, number: int) -> int:
    return library.articles.summary(number).new_comments


def test_nothing_is_new_before_the_first_visit(library: Library, source: int) -> None:
    (number,) = put(library, source, article("a"))
    library.comments.store(number, [comment("1")], whole=True)
    assert (new(library, number), library.articles.get(number).visited) == (0, None)


def test_comments_since_the_last_visit_are_new(library: Library, source: int, clock: Clock) -> None:
    (number,) = put(library, source, article("a"))
    library.comments.store(number, [comment("1")], whole=True)
    library.articles.visit(number)
    clock.now += HOUR
    library.comments.store(number, [comment("1"), comment("2"), comment("3")], whole=True)
    library.comments.store(number, [comment("1"), comment("2"), comment("3"), comment("4")], whole=True)
    page = library.articles.get(number)
    assert (page.summary.new_comments, page.visited) == (3, NOON)
    assert [said.key for said in page.comments if said.first_seen > NOON] == ["2", "3", "4"]
    library.articles.visit(number)
    assert new(library, number) == 0


def test_who_came_before_the_comments_did_finds_none_newer_than_others(
    library: Library, source: int, clock: Clock
) -> None:
    (number,) = put(library, source, article("a"))
    library.articles.visit(number)
    clock.now += HOUR
    library.comments.store(number, [comment("1"), comment("2")], whole=True)
    page = library.articles.get(number)
    assert (page.summary.new_comments, page.visited) == (0, NOON + HOUR)
    assert not any(said.first_seen > NOON + HOUR for said in page.comments)


def test_ones_own_comment_is_no_news(library: Library, source: int, clock: Clock) -> None:
    (number,) = put(library, source, article("a"))
    library.comments.store(number, [], whole=True)
    library.articles.visit(number)
    outgoing = library.outbox.write(number, "", "Ana", "a@h", "Oui").id
    library.outbox.settle(outgoing, OutgoingState.PUBLISHED, remote=2)
    library.comments.store(number, [comment("1"), comment("2")], whole=True)
    assert new(library, number) == 1


def test_the_whole_thread_is_the_papers_own(library: Library, source: int) -> None:
    (number,) = put(library, source, article("a", comment_count=9))
    library.comments.store(number, [comment("1", "Autruche"), comment("2")], whole=True)
    assert (library.articles.summary(number).comments, library.articles.summary(number).offline_ready) == (2, True)
    library.comments.store(number, [comment("2")], whole=True)
    assert [said.key for said in library.comments.of(number)] == ["2"]
    assert library.articles.summary(number).comments == 1
    assert library.articles.page(View(query="autruche")) == []


def test_a_full_comment_feed_may_not_be_all(library: Library, source: int) -> None:
    (number,) = put(library, source, article("a"))
    library.comments.store(number, [comment(str(key)) for key in range(9)])
    assert not library.articles.get(number).comments_partial
    library.comments.store(number, [comment(str(key)) for key in range(10)])
    assert library.articles.get(number).comments_partial
    library.comments.store(number, [comment(str(key)) for key in range(12)], whole=True)
    assert not library.articles.get(number).comments_partial

"""Articles in, rows and pages out."""

from __future__ import annotations

import msgspec
import pytest

from placentin_tui.errors import LibraryDamaged, UnknownArticle
from placentin_tui.library import Library
from placentin_tui.library.articles import sort_key
from placentin_tui.library.articles.row_encoding import PackedArticle, pack
from placentin_tui.library.articles.undo_log import KEPT_AFTER_REMOVAL
from placentin_tui.models import (
    ArticleSummary,
    Author,
    Cursor,
    Enclosure,
    ParsedArticle,
    PreparedArticle,
    Stored,
    StoredPicture,
    View,
)
from placentin_tui.prose.blocks import Heading, Paragraph, Picture, Quote, Span
from tests.library.factories import HOUR, NOON, Clock, article, comment, paper, put


def titles(library: Library, view: View | None = None) -> list[str]:
    return [row.title for row in library.articles.page(view or View())]


def test_a_page_comes_back_as_it_was_stored(library: Library) -> None:
    source = paper(library, language="fr")
    library.sources.edit(source, support_url="https://placentin.example/don")
    parsed = ParsedArticle(
        identity="guid:1",
        title="Au Parlement, « la nuit sera longue »",
        url="https://placentin.example/nuit",
        author="Claire Aubin",
        sections=("Politique", "Parlement"),
        published=NOON - HOUR,
        language="fr-FR",
        enclosures=(Enclosure("https://placentin.example/nuit.mp3", "audio/mpeg", 1234, "Écouter", 1800),),
        comment_count=0,
        comments_url="https://placentin.example/nuit#respond",
        comments_feed="https://placentin.example/nuit/feed",
        digest="a",
    )
    blocks = (Heading(2, (Span("Minuit"),)), Quote((Paragraph((Span("Long", 2), Span(" texte. " * 200))),)))
    author = Author("Claire Aubin", "Journaliste", "Suit le Parlement.", Picture("https://placentin.example/c.jpg"))
    lead = Picture("https://placentin.example/nuit.jpg", "L’hémicycle", 800, 600)
    standfirst = (Paragraph((Span("En bref."),)),)
    prepared = PreparedArticle(parsed, blocks, standfirst=standfirst, lead=lead, words=401, bio=author)
    (number,) = library.articles.store(source, [prepared]).new

    page = library.articles.get(number)

    assert (page.blocks, page.standfirst, page.lead, page.author) == (blocks, standfirst, lead, author)
    assert (page.enclosures, page.language) == (parsed.enclosures, "fr-FR")
    assert (page.comments_url, page.comments_feed) == (parsed.comments_url, parsed.comments_feed)
    assert page.support_url == "https://placentin.example/don"
    row = page.summary
    assert row == library.articles.summary(number)
    assert (row.id, row.source, row.source_title) == (number, source, "Placentin")
    assert (row.title, row.url, row.author, row.sections) == (parsed.title, parsed.url, parsed.author, parsed.sections)
    assert (row.at, row.published, row.first_seen, row.corrected) == (NOON - HOUR, NOON - HOUR, NOON, None)
    assert (row.read, row.starred, row.comments, row.words) == (False, False, 0, 401)


def test_articles_without_a_date_keep_the_feeds_order(library: Library) -> None:
    source = paper(library)
    feed = [article(name, published=None) for name in ("first", "second", "third")]
    library.articles.store(source, feed)

    assert titles(library) == ["Titre first", "Titre second", "Titre third"]
    assert {row.at for row in library.articles.page(View())} == {NOON}


def test_no_article_stands_in_the_future_nor_before_1970(library: Library) -> None:
    source = paper(library)
    put(library, source, article("prophet", published=NOON + 10**9), article("fossil", published=-(10**11)))

    rows = library.articles.page(View())

    assert [(row.title, row.at) for row in rows] == [("Titre prophet", NOON), ("Titre fossil", 0)]
    assert rows[0].published == NOON + 10**9


def test_a_flood_at_one_second_overflows_into_the_next_in_order(library: Library) -> None:
    source = paper(library)
    total = sort_key.PER_SECOND + 3
    library.articles.store(source, [article(str(n), "x", published=NOON) for n in range(total)])

    rows = library.articles.page(View(), limit=total)

    assert [row.title for row in rows] == [f"Titre {n}" for n in range(total)]
    assert [row.at for row in rows].count(NOON + 1) == 3


def test_a_new_wording_replaces_the_old_one_in_place(library: Library, clock: Clock) -> None:
    source = paper(library)
    old, newer = put(library, source, article("a", "Avant", sections=("Un", "Deux")), article("b", published=NOON))
    library.undo_log.mark_read([old])
    library.undo_log.star([old])
    library.articles.save_place(old, 7)
    clock.now += HOUR
    again = article("a", "Après", sections=("Deux", "Trois"), title="Corrigé", published=NOON + 5, author="Zoé")

    assert library.articles.store(source, [again]) == Stored(changed=(old,))

    row = library.articles.summary(old)
    assert (row.title, row.author, row.published, row.corrected) == ("Corrigé", "Zoé", NOON + 5, NOON + HOUR)
    assert (row.at, row.first_seen, row.read, row.starred) == (NOON - HOUR, NOON, True, True)
    assert library.articles.get(old).place == 7
    assert [found.id for found in library.articles.ids(View())] == [newer, old]
    assert library.articles.page(View(section="Un")) == []
    assert [found.id for found in library.articles.page(View(section="Trois"))] == [old]
    assert library.articles.page(View(query="avant")) == []
    assert [found.id for found in library.articles.page(View(query="apres"))] == [old]


def test_the_same_wording_is_not_stored_again(library: Library) -> None:
    source = paper(library)
    feed = [article("a"), article("b")]
    library.articles.store(source, feed)

    assert library.articles.store(source, feed) == Stored()
    assert library.articles.known(source, ["guid:a", "guid:x"]) == {"guid:a": "a Le texte."}


def test_of_two_articles_with_one_identity_the_first_counts(library: Library) -> None:
    source = paper(library)
    feed = [article("a", "first"), article("b"), article("a", "second")]

    assert len(library.articles.store(source, feed).new) == 2
    assert library.articles.known(source, ["guid:a"]) == {"guid:a": "a first"}


def test_two_sources_may_use_the_same_identity(library: Library) -> None:
    one, two = paper(library, "one"), paper(library, "two")
    put(library, one, article("a", "x"))
    put(library, two, article("a", "y"))

    assert library.articles.known(one, ["guid:a"]) == {"guid:a": "a x"}
    assert library.articles.count(View()) == 2


def test_nothing_is_stored_for_a_source_removed_meanwhile(library: Library) -> None:
    source = paper(library)
    library.undo_log.remove_source(source)

    assert library.articles.store(source, [article("a")]) == Stored()
    assert library.articles.store(99, [article("a")]) == Stored()


def test_rows_come_in_the_order_asked_for(library: Library) -> None:
    a, b, c = put(library, paper(library), *map(article, "abc"))

    assert [row.id for row in library.articles.summaries([b, 99, a, c, b])] == [b, a, c, b]
    assert library.articles.summaries([]) == []


@pytest.mark.parametrize("number", [0, -1, 99, 2**63 - 1])
def test_an_unknown_article_is_said_to_be_one(library: Library, number: int) -> None:
    with pytest.raises(UnknownArticle, match=f"No article has the number {number}"):
        library.articles.get(number)
    with pytest.raises(UnknownArticle):
        library.articles.summary(number)
    with pytest.raises(UnknownArticle):
        library.comments.store(number, [])


def test_the_papers_count_of_comments_is_kept(library: Library) -> None:
    source = paper(library)
    a, b = put(library, source, article("a", comment_count=2), article("b"))

    assert library.articles.count_comments(source, {"guid:a": 2, "guid:b": 4, "guid:x": 1}) == (b,)
    assert [library.articles.summary(number).comments for number in (a, b)] == [2, 4]


def test_a_new_wording_without_a_count_keeps_the_count(library: Library) -> None:
    source = paper(library)
    (number,) = put(library, source, article("a", comment_count=2))
    library.articles.store(source, [article("a", "Autre", comment_count=None)])

    assert library.articles.summary(number).comments == 2


def test_the_sections_with_the_most_articles_come_first(library: Library) -> None:
    source, other = paper(library), paper(library, "other")
    put(library, source, article("a", sections=("Un", "Deux")), article("b", sections=("Deux", "Deux")))
    put(library, other, *(article(name, sections=("Trois",)) for name in "cde"))
    assert library.articles.sections() == ["Trois", "Deux", "Un"]
    assert library.articles.sections(1) == ["Trois"]

    library.undo_log.remove_source(other)
    assert library.articles.sections() == ["Deux", "Un"]


def test_a_damaged_text_is_said_to_be_one(library: Library) -> None:
    source = paper(library)
    short, long = put(library, source, article("a", "kurz"), article("b", "lang " * 500))
    for number, blob in ((short, b"\x93\x01"), (long, b"\x78\x9cxx")):
        was = library._connection.value("SELECT page FROM body WHERE article = ?", (number,))
        library._connection.run("UPDATE body SET page = ? WHERE article = ?", (blob, number))
        with pytest.raises(LibraryDamaged, match="This text is damaged"):
            library.articles.get(number)
        library._connection.run("UPDATE body SET page = ? WHERE article = ?", (was, number))


def test_an_article_that_vanishes_while_it_is_opened_is_unknown(
    library: Library, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    source = paper(library)
    (number,) = put(library, source, article("a", "x"))
    summary = library.articles.summary

    def vanishing(article: int) -> ArticleSummary:
        row = summary(article)
        monkeypatch.undo()
        library.undo_log.remove_source(source)
        library.undo_log.purge(clock.now + KEPT_AFTER_REMOVAL)
        return row

    monkeypatch.setattr(library.articles, "summary", vanishing)
    with pytest.raises(UnknownArticle):
        library.articles.get(number)


def test_an_article_whose_text_is_missing_is_damage(library: Library) -> None:
    (number,) = put(library, paper(library), article("a", "x"))
    page = library._connection.value("SELECT page FROM body")
    library._connection.run("DELETE FROM body")
    with pytest.raises(LibraryDamaged, match="repaired at the next start"):
        library.articles.get(number)
    library._connection.run("INSERT INTO body VALUES (?, ?)", (number, page))


def test_an_article_that_is_in_a_list_and_nowhere_else_is_damage(library: Library) -> None:
    source = paper(library)
    numbers = put(library, source, *(article(str(n)) for n in range(3)))
    assert [row.id for row in library.articles.listed([numbers[0], 99, numbers[2]])] == [numbers[0], numbers[2]]
    run = library._connection.run
    # Its source is all that is missing: to the list that is as good as the article.
    run("PRAGMA foreign_keys = OFF")
    run("UPDATE article SET source = 99 WHERE id = ?", (numbers[1],))
    with pytest.raises(LibraryDamaged, match="repaired at the next start"):
        library.articles.page(View())
    with pytest.raises(LibraryDamaged, match="repaired at the next start"):
        library.articles.listed(numbers)
    run("UPDATE article SET source = ? WHERE id = ?", (source, numbers[1]))
    assert len(library.articles.page(View())) == 3


def test_rows_above_a_place_are_the_next_ones(library: Library) -> None:
    numbers = put(library, paper(library), *(article(str(n), published=NOON - 100 + n // 3) for n in range(12)))
    rows = library.articles.page(View(), limit=12)
    assert [row.id for row in rows] == numbers[::-1]
    middle = Cursor(rows[6].at, rows[6].id)

    assert library.articles.before(View(), middle, 4) == rows[2:6]
    assert library.articles.page(View(), middle, 3) == rows[7:10]
    assert library.articles.newer(View(), middle) == 6


def test_comments_come_with_the_page(library: Library) -> None:
    (number,) = put(library, paper(library), article("a"))
    library.comments.store(number, [comment("1")])

    assert [said.key for said in library.articles.get(number).comments] == ["1"]


@pytest.mark.parametrize(
    ("picture", "comments", "ready"),
    [
        ("", None, True),
        ("", 0, True),
        ("", 2, False),
        ("https://a/asked.jpg", 0, True),
        ("https://a/new.jpg", 0, False),
    ],
)
def test_whether_it_is_offline_ready_is_known_when_it_comes(
    library: Library, picture: str, comments: int | None, ready: bool
) -> None:
    library.pictures.record(StoredPicture("https://a/asked.jpg", None))
    (number,) = put(library, paper(library), article("a", picture=picture, comment_count=comments))
    assert library.articles.summary(number).offline_ready == ready
    library.articles.settle([number])
    assert library.articles.summary(number).offline_ready == ready


def test_articles_packed_elsewhere_make_the_same_rows(library: Library) -> None:
    feed = [article("a", "Un œuf", picture="https://a/1.jpg"), article("b", "Deux\N{SOFT HYPHEN}fois")]
    crossed = msgspec.msgpack.decode(msgspec.msgpack.encode([pack(one) for one in feed]), type=list[PackedArticle])
    library.articles.store(paper(library, "one"), feed)
    library.articles.store_packed(paper(library, "two"), crossed)
    ours, theirs = (
        [library.articles.get(row.id).blocks for row in library.articles.page(View(source=source))] for source in (1, 2)
    )
    assert ours == theirs
    assert len(library.articles.page(View(query="oeuf"))) == len(library.articles.page(View(query="deuxfois"))) == 2

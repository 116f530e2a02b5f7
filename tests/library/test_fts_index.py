"""What is found by which words, and an index that never loses step."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from placentin_tui.library import Library, payload
from placentin_tui.library.articles.fts_index import MOST_ENDINGS, Index
from placentin_tui.library.articles.fts_match import Match
from placentin_tui.models import PreparedArticle, View
from placentin_tui.prose import blocks as b
from tests.library.factories import NOON, Clock, article, comment, paper, put


def found(library: Library, query: str) -> list[str]:
    return [row.title for row in library.articles.page(View(query=query))]


@pytest.fixture
def corpus(library: Library) -> Library:
    source = paper(library)
    number, *_ = put(
        library,
        source,
        article("1", "L’été à Plaisance, une œuvre d’art.", title="Un", author="Anaïs Béranger", published=NOON - 9),
        article("2", "Le Conseil d'État a dit : aujourd’hui, c++ et 3,5 %.", title="Deux", published=NOON - 8),
        article("3", "Le conseil municipal de l'Etat.", title="Trois", published=NOON - 7),
    )
    library.comments.store(number, [comment("1", "Quelle merveille !", author="Żółć")])
    return library


@pytest.mark.parametrize(
    ("query", "titles"),
    [
        ("ete", ["Un"]),
        ("ÉTÉ", ["Un"]),
        ("plais", ["Un"]),
        ("plaisance été", ["Un"]),
        ("oeuvre", ["Un"]),
        ("œuvr", ["Un"]),
        ("anais", ["Un"]),
        ("merveille", ["Un"]),
        ("żołc", ["Un"]),
        ("un", ["Un"]),
        ("conseil", ["Trois", "Deux"]),
        ("conseil etat", ["Trois", "Deux"]),
        ('"conseil d\'etat"', ["Deux"]),
        ("« conseil d’État »", ["Deux"]),
        ("“conseil muni", ["Trois"]),
        ('"conseil muni"', []),
        ("l'etat", ["Trois"]),
        ("aujourd'hui", ["Deux"]),
        ("cons etat", []),
        ("c++", ["Deux"]),
        ("NOT conseil", ["Un"]),
        ("conseil OR", []),
        ("conseil - !", ["Trois", "Deux"]),
        ("title:conseil", []),
        ("title:tro", ["Trois"]),
        ("- !", []),
        ('"', []),
        ('""', []),
        ("e", []),
        ("et", ["Trois", "Deux", "Un"]),
        ("éta", ["Trois", "Deux"]),
        ("cons\u00adeil", ["Trois", "Deux"]),
        ("con\x00seil", []),
        ("xyz", []),
    ],
)
def test_words_find_articles_newest_first(corpus: Library, query: str, titles: list[str]) -> None:
    assert found(corpus, query) == titles
    assert corpus.articles.count(View(query=query)) == len(titles)


def test_a_search_can_be_narrowed(corpus: Library) -> None:
    three, two, _one = (row.id for row in corpus.articles.page(View()))
    corpus.undo_log.mark_read([two])
    corpus.undo_log.star([two])

    assert [row.id for row in corpus.articles.page(View(query="conseil", unread=True))] == [three]
    assert [row.id for row in corpus.articles.page(View(query="conseil", starred=True))] == [two]
    assert corpus.articles.count(View(query="conseil", unread=True)) == 1


def test_a_removed_source_is_not_found(corpus: Library) -> None:
    other = paper(corpus, "other")
    put(corpus, other, article("x", "conseil", title="Autre", published=NOON))
    assert found(corpus, "conseil") == ["Autre", "Trois", "Deux"]

    corpus.undo_log.remove_source(other)

    assert found(corpus, "conseil") == ["Trois", "Deux"]
    assert corpus.articles.count(View(query="conseil")) == 2


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Library:
    library = Library.open(tmp_path_factory.mktemp("small") / "library.db", Path("pictures"), clock=Clock())
    put(library, paper(library), article("1", "Le texte entier. naïve 日本 ½ Ⅷ e\u0301te\u0301"))
    return library


@settings(max_examples=400, deadline=None)
@given(query=st.text(max_size=80) | st.text(alphabet="ab\"*^:(){}+-~«» '\\\x00\ud800é,.NEAROT", max_size=40))
def test_nothing_typed_is_a_syntax_error(small: Library, query: str) -> None:
    for view in (View(query=query), View(query=query, unread=True)):
        assert len(small.articles.page(view)) == small.articles.count(view)


@pytest.mark.parametrize("query", ["texte " * 50_000, 'a "b" ' * 50_000, '"' * 99_999, "é" * 100_000])
def test_however_long_it_is(small: Library, query: str) -> None:
    assert small.articles.count(View(query=query)) == (1 if query.startswith("texte") else 0)


WORD = st.text(st.sampled_from("abeéÉèçñœŒßłøİıſ日1'-\u00ad\u0301\u01e1"), min_size=1, max_size=5)


@settings(max_examples=150, deadline=None)
@given(
    payload=st.lists(st.lists(WORD, max_size=8).map(" ".join), min_size=1, max_size=8), typed=st.lists(WORD, max_size=3)
)
def test_a_word_that_goes_on_is_spelt_out_to_the_same_end(payload: list[str], typed: list[str]) -> None:
    with Library.in_memory(Path("pictures"), clock=Clock()) as library:
        put(library, paper(library), *(article(str(n), text) for n, text in enumerate(payload)))
        for query in (" ".join(typed), *(word[:2] for text in payload for word in text.split())):
            for branch in library.finder.results._sql.branches(View(query=query)):
                match = branch.match
                if match is None:  # « -mot »
                    continue
                endings = Index(library._connection).endings(match.last.phrase, MOST_ENDINGS) if match.last else []
                assert endings is not None
                sql = "SELECT rowid FROM search WHERE search MATCH ? ORDER BY rowid DESC"
                found = [library._connection.rows(sql, (words,)) for words in (match.whole(endings), match.whole())]
                assert found[0] == found[1], query


def match_of(library: Library, query: str) -> Match:
    """The words of a query that is nothing but words."""
    [branch] = library.finder.results._sql.branches(View(query=query))
    assert branch.match is not None
    return branch.match


def test_words_are_spelt_out_up_to_a_number_of_them(library: Library) -> None:
    index, source = Index(library._connection), paper(library)
    words = [f"mot{n:04}" for n in range(MOST_ENDINGS)]
    put(library, source, article("1", " ".join(words), title="Tous", author="Motte"))
    assert index.endings("mot", MOST_ENDINGS) is None
    assert index.endings("mot03", MOST_ENDINGS) == words[300:]
    assert index.endings("MÔTT", MOST_ENDINGS) == ["motte"]
    assert index.endings("mot1", MOST_ENDINGS) == []
    match = match_of(library, "un title:mot")
    assert match.whole(["mot1", "mot2"]) == '"un" AND {title} : ("mot1" OR "mot2")'
    assert match.whole([]) == match.whole() == '"un" AND {title} : "mot"*'
    assert match.begin() == '"un"'
    assert [row.title for row in library.articles.page(View(query="tous mot0"))] == ["Tous"]


@pytest.mark.parametrize("begun", ["l'été", "le conseil", "ßa", "日本", "ǡb", ""])
def test_what_is_no_plain_word_begun_stays_as_it_was_typed(corpus: Library, begun: str) -> None:
    assert Index(corpus._connection).endings(begun, MOST_ENDINGS) == []


def test_every_word_is_quoted(library: Library) -> None:
    assert match_of(library, "le near(x").whole() == '"le" AND "near(x"'
    assert match_of(library, '"le conseil" municipal').whole() == '"le conseil" AND "municipal"*'
    assert match_of(library, "le -conseil").whole() == '("le") NOT ("conseil")'
    assert match_of(library, "(a OR b) -c -d").whole() == '(("a" OR "b")) NOT ("c" OR "d")'


# ── the words of an article ──────────────────────────────────────────────────────────────────────────────────────────


def spans(text: str) -> b.Spans:
    return (b.Span(text),)


EVERYTHING: b.Blocks = (
    b.Heading(2, spans("heading")),
    b.Paragraph((b.Span("para"), b.Span("graph", 1, "https://silent.example/", "silent")), id="silent"),
    b.Quote((b.Paragraph(spans("quote")),), spans("cite")),
    b.Listing((b.Item((b.Paragraph(spans("item")),), "silent"),), 1),
    b.Definitions((b.Definition((spans("term"),), (b.Paragraph(spans("meaning")),)),)),
    b.Code("code()", "silent"),
    b.Table(((b.Cell(spans("cell"), header=True),),), spans("table")),
    b.Figure(b.Picture("https://silent.example/p.jpg", "alt"), spans("caption"), "credit", "https://silent.example/"),
    b.Gallery((b.Figure(b.Picture("silent", "second")),), spans("gallery")),
    b.Rule(),
    b.Details(spans("summary"), (b.Paragraph(spans("soft\u00adly")),)),
    b.Embed("silent", "https://silent.example/", "film"),
)
WORDS = """
heading paragraph quote cite item term meaning code() cell table alt caption credit second gallery summary softly film
"""


def test_the_words_of_blocks_never_change() -> None:
    """They were indexed so: a change here without a migration that rebuilds the index would damage it."""
    assert payload.blocks_words(payload.pack(EVERYTHING)).split() == WORDS.split()
    page = payload.ArticlePayload(EVERYTHING, (b.Paragraph(spans("Bref")),), language="silent", comments_url="silent")
    assert payload.page_words(payload.pack(page)).split() == ["Bref", *WORDS.split()]


def test_long_texts_are_compressed_and_short_ones_are_not() -> None:
    long: b.Blocks = (b.Paragraph(spans("texte " * 1000)),)
    assert len(payload.pack(long)) < 200
    assert payload.blocks(payload.pack(long)) == long
    assert payload.pack(EVERYTHING[:1])[:1] != b"x"
    assert payload.blocks(payload.pack(EVERYTHING)) == EVERYTHING
    assert payload.blocks(payload.pack(())) == ()


# ── in step ──────────────────────────────────────────────────────────────────────────────────────────────────────────


@settings(max_examples=40, deadline=None)
@given(
    steps=st.lists(
        st.tuples(
            st.sampled_from(("store", "comment", "remove", "undo", "purge")),
            st.integers(0, 5),
            st.sampled_from(("un", "deux trois", "trois " * 200, "été œuvre", "")),
        ),
        max_size=15,
    )
)
def test_the_index_and_the_texts_never_lose_step(steps: list[tuple[str, int, str]]) -> None:
    clock = Clock()
    with Library.in_memory(Path("pictures"), clock=clock) as library:
        names = ("one", "two")
        sources = {name: paper(library, name) for name in names}
        for step, n, text in steps:
            name = names[n % 2]
            if step == "store":
                feed = [_reworded(n, text), _reworded(n + 1, text)]
                library.articles.store(sources[name], feed)
            elif step == "comment":
                for row in library.articles.page(View(), limit=1):
                    library.comments.store(row.id, [comment(str(n), text)])
            elif step == "remove" and name in {source.title.lower() for source in library.sources.all()}:
                library.undo_log.remove_source(sources[name])
            elif step == "undo":
                library.undo_log.undo()
            elif step == "purge":
                library.undo_log.purge(clock.now + 10**9)
        assert library.check() == "ok"
        assert library.articles.count(View(query="trois")) == len(library.articles.page(View(query="trois")))


def _reworded(n: int, text: str) -> PreparedArticle:
    return article(str(n), text, sections=(f"s{n}",), digest=text)


def test_an_index_out_of_step_is_noticed(library: Library) -> None:
    (number,) = put(library, paper(library), article("a", title="Juste"))
    library._connection.run("UPDATE article SET title = 'Faux' WHERE id = ?", (number,))
    assert "damaged" in library.check()
    library._connection.run("UPDATE article SET title = 'Juste' WHERE id = ?", (number,))

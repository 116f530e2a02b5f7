"""Another article under an old one's identity, and wordings that are no other article."""

from __future__ import annotations

from typing import Any

import pytest
from msgspec.structs import replace

from placentin_tui.library import Library
from placentin_tui.models import PreparedArticle, Stored, TextState, View, WholeArticle
from placentin_tui.prose.blocks import Paragraph, Span
from tests.library.factories import HOUR, NOON, Clock, article, paper, put

STORM = "La tempête a coupé trois routes du littoral dans la nuit, et le courant reviendra vers midi."
VOTE = "Le conseil municipal a voté le budget ; la piscine attendra encore ses nouveaux vestiaires."
PORT = "https://a.example/port"


def storm(**fields: Any) -> PreparedArticle:
    usual: dict[str, Any] = {"title": "Trois routes coupées"}
    return article("x", STORM, **usual | fields)


def vote(**fields: Any) -> PreparedArticle:
    usual: dict[str, Any] = {"title": "Le budget est voté", "published": NOON}
    return article("x", VOTE, **usual | fields)


def titles(library: Library) -> list[str]:
    return [row.title for row in library.articles.page(View())]


def test_another_article_under_an_old_guid_is_new_and_the_old_one_stays(library: Library) -> None:
    source = paper(library)
    (old,) = put(library, source, storm())
    library.undo_log.mark_read([old])
    library.undo_log.star([old])
    before = library.articles.get(old)

    stored = library.articles.store(source, [vote()])

    assert len(stored.new) == 1
    assert stored.changed == ()
    assert titles(library) == ["Le budget est voté", "Trois routes coupées"]
    assert library.articles.get(old) == before, "with its marks, and not corrected"
    assert not library.articles.summary(stored.new[0]).read
    assert library.articles.known(source, ["guid:x"]) == {"guid:x": vote().parsed.digest}
    assert library.articles.store(source, [vote()]) == Stored()
    assert [row.id for row in library.articles.page(View(query="piscine"))] == list(stored.new)
    assert [row.id for row in library.articles.page(View(query="tempête"))] == [old]


def test_what_is_put_back_as_it_was_is_the_same_article(library: Library) -> None:
    source = paper(library)
    (first,) = put(library, source, storm())
    (second,) = put(library, source, vote())
    for _turn in range(2):
        assert library.articles.store(source, [storm()]) == Stored()
        assert library.articles.known(source, ["guid:x"]) == {"guid:x": storm().parsed.digest}
        assert library.articles.store(source, [vote()]) == Stored()
    corrected = vote(author="Zoé", digest="corrected")
    assert library.articles.store(source, [corrected]) == Stored(changed=(second,)), "each is corrected under its name"
    assert library.articles.summary(first).author == ""


def test_several_at_once_keep_the_feeds_order(library: Library) -> None:
    source = paper(library)
    put(library, source, article("a", STORM, title="Trois routes coupées", published=NOON))
    feed = [article("b", published=NOON), article("a", VOTE, title="Le budget est voté", published=NOON),
            article("c", published=NOON)]  # fmt: skip
    library.articles.store(source, feed)
    assert titles(library) == ["Titre b", "Le budget est voté", "Titre c", "Trois routes coupées"]


@pytest.mark.parametrize(
    "again",
    [
        article("x", VOTE, title="Trois routes coupées"),
        article("x", VOTE, title="TROIS routes coupées"),
        article("x", STORM.replace("trois", "quatre").replace("midi", "le soir"), title="Le courant revient"),
        article("x", f"{STORM} {VOTE}", title="Ce que l’on sait ce matin"),
        article("x", "La tempête a coupé des routes du littoral.", title="Tempête"),
        article("x", "", title="Les arbres"),
        article("x", STORM.encode().decode("cp1252", "replace"), title="Trois routes coupÃ©es"),
        article("x", "Паром ушёл на рассвете, пассажиры ждали.", title="Паром ушёл на рассвете"),
    ],
)
def test_a_correction_is_one(library: Library, again: PreparedArticle) -> None:
    source = paper(library)
    (old,) = put(library, source, storm())
    assert library.articles.store(source, [again]) == Stored(changed=(old,))
    assert titles(library) == [again.parsed.title]


def test_a_whole_text_that_was_fetched_is_not_what_the_feed_is_compared_with(library: Library) -> None:
    source = paper(library)
    (old,) = put(library, source, storm())
    page, brief = (Paragraph((Span(VOTE),)),), (Paragraph((Span(STORM),)),)
    library.fulltexts.keep(old, WholeArticle(page, (), None, None, 100, brief, TextState.WHOLE))
    again = article("x", STORM.replace("trois", "quatre"), title="Le courant revient")
    assert library.articles.store(source, [again]) == Stored(changed=(old,))


def test_a_text_that_was_lost_comes_back_to_its_article(library: Library) -> None:
    source = paper(library)
    (old,) = put(library, source, storm())
    library._connection.run("UPDATE seen SET digest = ''")
    assert library.articles.store(source, [vote()]) == Stored(changed=(old,)), "as the repair of a library wants it"


# ── boards ───────────────────────────────────────────────────────────────────────────────────────────────────────────


def posted(title: str, text: str = "Au port.", *, at: int | None = NOON, kind: str = "link") -> PreparedArticle:
    ready = article("y", text, title=title, url=PORT, published=at, digest=f"{title} {text}")
    return replace(ready, parsed=replace(ready.parsed, identity=f"{kind}:{PORT}"))


def hung(name: str, at: int) -> PreparedArticle:
    """One of several that shared the link in one document."""
    return article(name, "Au port.", title=f"La digue, {name}", url=PORT, published=at)


@pytest.mark.parametrize("kind", ["link", "guid"])
def test_on_a_board_another_headline_of_another_date_is_another_article(library: Library, kind: str) -> None:
    source = paper(library)
    put(library, source, hung("ouverte", NOON - 3 * HOUR), hung("fermée", NOON - 2 * HOUR))
    assert len(library.articles.store(source, [posted("La digue rouvre", kind=kind)]).new) == 1
    for at, title in enumerate(("La digue est pleine", "La digue est vide"), 1):
        assert len(library.articles.store(source, [posted(title, at=NOON + at * HOUR, kind=kind)]).new) == 1
    (weather,) = library.articles.store(
        source, [posted("La digue est vide", "Soleil.", at=NOON + 9 * HOUR, kind=kind)]
    ).new
    assert titles(library)[:3] == ["La digue est vide", "La digue est vide", "La digue est pleine"]
    again = posted("La digue est vide, ou presque", "Soleil.", at=NOON + 9 * HOUR, kind=kind)
    assert library.articles.store(source, [again]) == Stored(changed=(weather,)), "of the same date it is corrected"
    undated = posted("La digue est vide, ou presque", "Soleil du soir.", at=None, kind=kind)
    assert library.articles.store(source, [undated]) == Stored(changed=(weather,))


def test_an_articles_own_page_is_no_board(library: Library) -> None:
    source = paper(library)
    (old,) = put(library, source, posted("La digue est ouverte"))
    put(library, paper(library, "other"), hung("ailleurs", NOON))
    again = posted("La digue est fermée", at=NOON + HOUR)
    assert library.articles.store(source, [again]) == Stored(changed=(old,))


def test_a_guid_of_its_own_is_no_board(library: Library) -> None:
    source = paper(library)
    put(library, source, hung("ouverte", NOON - 3 * HOUR), hung("fermée", NOON - 2 * HOUR))
    (old,) = put(library, source, article("x", "Au port.", title="La digue rouvre", url=PORT))
    again = article("x", "Au port.", title="La digue rouvrira", url=PORT, published=NOON + HOUR, digest="again")
    assert library.articles.store(source, [again]) == Stored(changed=(old,))


# ── addresses ────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_another_address_alone_is_no_correction(library: Library, clock: Clock) -> None:
    source = paper(library)
    (old,) = put(library, source, storm(url=f"{PORT}?v=1", comments_url=""))
    library._connection.run("UPDATE article SET text = ?, text_tries = 2", (TextState.PARTIAL,))
    clock.now += HOUR
    moved = storm(url=f"{PORT}?v=2", digest="moved", published=NOON + 7, comment_count=3)
    assert library.articles.store(source, [moved]) == Stored()
    row = library.articles.summary(old)
    assert (row.url, row.published, row.corrected, row.comments) == (f"{PORT}?v=2", NOON + 7, None, 3)
    assert library._connection.row("SELECT text, text_tries FROM article") == (TextState.PARTIAL, 2), (
        "nothing is fetched"
    )
    assert library.articles.store(source, [moved]) == Stored()
    others: list[dict[str, Any]] = [{"title": "Trois routes coupées !"}, {"author": "Zoé"}, {"sections": ("Un",)}]
    for n, fields in enumerate(others):
        assert library.articles.store(source, [storm(digest=f"d{n}", **fields)]) == Stored(changed=(old,))


def test_another_address_of_what_was_fetched_whole_is_none_either(library: Library) -> None:
    source = paper(library)
    (old,) = put(library, source, storm(url=f"{PORT}?v=1"))
    brief = (Paragraph((Span(STORM),)),)
    library.fulltexts.keep(old, WholeArticle((Paragraph((Span("Tout."),)),), (), None, None, 9, brief, TextState.WHOLE))
    assert library.articles.store(source, [storm(url=f"{PORT}?v=2", digest="moved")]) == Stored()
    assert library.articles.get(old).brief == brief
    assert library.articles.get(old).text == TextState.WHOLE
    assert library.articles.summary(old).url == f"{PORT}?v=2"
    reworded = article("x", STORM.replace("trois", "quatre"), title="Trois routes coupées")
    assert library.articles.store(source, [reworded]) == Stored(changed=(old,))

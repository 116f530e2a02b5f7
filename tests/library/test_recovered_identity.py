"""Articles that have lost their names, or their texts: what a feed brings of them is no news and no correction."""

from __future__ import annotations

import pytest

from placentin_tui.library import Library, payload
from placentin_tui.library.articles import recovered_identity
from placentin_tui.models import Stored, View
from tests.library.factories import article, paper, put


def forget_name(library: Library, number: int) -> None:
    """Know an article by its words alone."""
    page = library._connection.value("SELECT page FROM body WHERE article = ?", (number,))
    run = library._connection.run
    run(
        "UPDATE seen SET identity = ?, digest = '' WHERE article = ?",
        (recovered_identity.name(payload.page_words(page)), number),
    )


def test_its_words_tell_what_a_nameless_article_is(library: Library) -> None:
    source = paper(library)
    one, _other = put(library, source, article("a", "Le premier texte."), article("b", "Le second."))
    forget_name(library, one)
    assert recovered_identity.numbers(library._connection, source) == {one}
    stored = library.articles.store(
        source, [article("a", "Le premier texte."), article("b", "Le second."), article("c")]
    )
    assert stored == Stored(new=(max(row.id for row in library.articles.page(View())),))
    assert library.articles.count(View()) == 3
    assert recovered_identity.numbers(library._connection, source) == frozenset()
    assert set(library.articles.known(source, ["guid:a", "guid:b", "guid:c"])) == {"guid:a", "guid:b", "guid:c"}
    assert library.articles.summary(one).corrected is None


def test_another_sources_article_is_another(library: Library) -> None:
    one, other = paper(library), paper(library, "journal")
    (number,) = put(library, one, article("a", "Le même texte."))
    forget_name(library, number)
    assert len(library.articles.store(other, [article("a", "Le même texte.")]).new) == 1
    assert len(library.articles.store(one, [article("z", "Un autre.")]).new) == 1


@pytest.mark.parametrize(("text", "is_other"), [("Le texte.", False), ("Un autre texte.", True)])
def test_what_lost_its_text_is_brought_back_and_not_corrected(library: Library, text: str, is_other: bool) -> None:
    source = paper(library)
    (number,) = put(library, source, article("a", "Le texte."))
    library._connection.run("UPDATE seen SET digest = ''")
    assert library.articles.store(source, [article("a", text)]).changed == ((number,) if is_other else ())
    assert text in str(library.articles.get(number).blocks)
    assert library.articles.summary(number).corrected is None
    assert library.revisions.of(number) == ()
    # From then on it is corrected as any other.
    library.articles.store(source, [article("a", "Un tout autre.")])
    assert library.articles.summary(number).corrected is not None

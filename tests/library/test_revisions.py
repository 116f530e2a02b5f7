"""The earlier wordings of corrected articles."""

from __future__ import annotations

from placentin_tui.library import Library
from placentin_tui.library.articles.revisions import MOST
from placentin_tui.models import TextState, WholeArticle
from placentin_tui.prose.blocks import Paragraph, Span
from placentin_tui.prose.plain import to_text
from placentin_tui.rendering.corrections import as_blocks, corrections
from tests.library.factories import HOUR, NOON, Clock, article, paper, put


def test_the_earlier_wording_is_kept_with_its_title(library: Library, clock: Clock) -> None:
    source = paper(library)
    (number,) = put(library, source, article("1", "Le pont est fermé."))
    clock.now = NOON + HOUR
    library.articles.store(source, [article("1", "Le pont est ouvert.", title="Autre titre")])
    (revision,) = library.revisions.of(number)
    assert (revision.until, revision.title, to_text(revision.blocks)) == (NOON + HOUR, "Titre 1", "Le pont est fermé.")
    (found,) = corrections(library.articles.get(number), library.revisions.of(number))
    assert (found.at, found.removed, found.added) == (NOON + HOUR, 3, 3)
    assert "Le pont est [−fermé][+ouvert]." in to_text(as_blocks((found,)))


def test_another_address_is_no_correction(library: Library, clock: Clock) -> None:
    source = paper(library)
    (number,) = put(library, source, article("1", picture="https://a.example/1.jpg"))
    clock.now = NOON + HOUR
    stored = library.articles.store(source, [article("1", picture="https://a.example/2.jpg", digest="other")])
    assert stored.changed == (number,)
    page = library.articles.get(number)
    assert page.summary.corrected is None
    assert "2.jpg" in str(page.blocks)
    assert library.revisions.of(number) == ()


def test_the_first_and_the_last_few_are_kept(library: Library, clock: Clock) -> None:
    source = paper(library)
    (number,) = put(library, source, article("1", "Version 0."))
    for version in range(1, 20):
        clock.now = NOON + version
        library.articles.store(source, [article("1", f"Version {version}.")])
    kept = [to_text(revision.blocks) for revision in library.revisions.of(number)]
    assert kept == ["Version 0.", *(f"Version {version}." for version in range(20 - MOST, 19))]


def test_a_whole_text_that_arrives_is_no_correction(library: Library, clock: Clock) -> None:
    source = paper(library)
    (number,) = put(library, source, article("1", "Le début […]"))
    brief = library.articles.get(number).blocks
    whole = (Paragraph((Span("Le début et toute la suite de cet article."),)),)
    library.fulltexts.keep(number, WholeArticle(whole, (), None, None, 8, brief, TextState.WHOLE))
    assert library.revisions.of(number) == ()
    clock.now = NOON + HOUR
    library.articles.store(source, [article("1", "Le nouveau début […]")])
    page = library.articles.get(number)
    assert (page.blocks, page.summary.corrected, page.text) == (whole, NOON + HOUR, TextState.WANTED)
    (found,) = corrections(page, library.revisions.of(number))
    assert "Le [+nouveau] début" in to_text(found.blocks)


def test_what_was_not_kept_is_said(library: Library) -> None:
    source = paper(library)
    (number,) = put(library, source, article("1"))
    assert "not in the library" in to_text(as_blocks(corrections(library.articles.get(number), ())))

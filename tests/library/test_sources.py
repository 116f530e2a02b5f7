"""Subscribing, finding, and what servers answered."""

from __future__ import annotations

import pytest

from placentin_tui.errors import AlreadySubscribed, UnknownSource
from placentin_tui.failure_codes import Reason
from placentin_tui.library import Library
from placentin_tui.library.sources.fetch_history import MOVED
from placentin_tui.models import FetchState, NewSource, Source, View
from tests.library.factories import HOUR, NOON, Clock, article, paper, put


def test_a_new_source_has_what_is_known_of_it(library: Library) -> None:
    new = NewSource(
        "https://a.example/feed", "A", "Presse/Locale", "fr", "https://a.example/", "https://a.example/i.png"
    )
    source = library.sources.add(new)

    assert source == Source(1, new.url, "A", new.folder, "fr", new.home, new.icon)
    assert library.sources.get(source.id) == source
    with pytest.raises(AlreadySubscribed, match=r"https://a\.example/feed is among the sources already"):
        library.sources.add(new)


def test_sources_stand_by_folder_and_title_without_accents(library: Library) -> None:
    for n, (title, folder) in enumerate((("Zèle", ""), ("écho", ""), ("Été", "b"), ("Fin", ""), ("", "A"))):
        library.sources.add(NewSource(f"https://{n}.example/", title, folder))
    assert [source.title for source in library.sources.all()] == ["écho", "Fin", "Zèle", "", "Été"]


def test_a_source_is_found_by_number_address_title_or_beginning(library: Library) -> None:
    one, two = paper(library, "one", title="Le Placentin"), paper(library, "two", title="Le Monde")
    for name in ("1", "https://one.example/feed", "le placentin", "LE PLA", " Le Placentin "):
        assert library.sources.find(name).id == one
    assert library.sources.find("le m").id == two
    for name in ("", "3", "x", "placentin", "\udcff"):
        with pytest.raises(UnknownSource, match="No source is called"):
            library.sources.find(name)
    with pytest.raises(
        UnknownSource, match="Several sources are called “le”; name one by its number: 2 Le Monde, 1 Le"
    ):
        library.sources.find("le")


def test_a_title_is_found_whole_before_it_is_found_as_a_beginning(library: Library) -> None:
    paper(library, "long", title="Le Monde diplomatique")
    short = paper(library, "short", title="Le Monde")
    assert library.sources.find("le monde").id == short


def test_what_the_person_decides_stays(library: Library) -> None:
    source = paper(library, title="Paper’s")
    library.sources.edit(source, title="Mine", folder="F", support_url="https://placentin.example/don")
    library.sources.record_success(source, title="Paper’s new")
    found = library.sources.get(source)
    assert (found.title, found.folder, found.support_url) == ("Mine", "F", "https://placentin.example/don")

    library.sources.edit(source, title="")
    assert library.sources.get(source).title == "Paper’s new"
    library.sources.edit(source)
    assert library.sources.get(source).folder == "F"
    with pytest.raises(UnknownSource):
        library.sources.edit(99, title="x")


def test_a_chosen_title_is_the_persons(library: Library) -> None:
    source = library.sources.add(NewSource("https://a.example/", "Mine"), chosen=True)
    library.sources.record_success(source.id, title="Paper’s")
    assert library.sources.get(source.id).title == "Mine"


def test_rows_carry_the_title_in_use(library: Library) -> None:
    source = paper(library, title="Paper’s")
    (number,) = put(library, source, article("a"))
    library.sources.edit(source, title="Mine")
    assert library.articles.summary(number).source_title == "Mine"


def test_a_success_is_remembered(library: Library, clock: Clock) -> None:
    source = paper(library)
    library.sources.record_failure(source, Reason("timeout", {"host": "h.example"}), next_try=NOON + HOUR)
    clock.now += 60
    library.sources.record_success(
        source, etag='W/"x"', last_modified="Tue", body_hash="h", title="T", home="H", language="fr", icon="I"
    )
    found = library.sources.get(source)
    assert (found.title, found.home, found.language, found.icon) == ("T", "H", "fr", "I")
    assert (found.last_refresh, found.last_success) == (NOON + 60, NOON + 60)
    assert (found.error_reason, found.error, found.failures, found.next_try) == ("", "", 0, None)
    assert library.sources.fetch_states() == [
        FetchState(source, "https://placentin.example/feed", 'W/"x"', "Tue", "h", 0, None, NOON + 60, NOON + 60)
    ]

    library.sources.record_success(source)
    found = library.sources.get(source)
    assert (found.title, found.home, found.language, found.icon) == ("T", "H", "fr", "I")
    assert library.sources.fetch_states() == [FetchState(source, found.url, whole_at=NOON + 60, last_success=NOON + 60)]


def test_word_that_nothing_changed_is_no_whole_document(library: Library, clock: Clock) -> None:
    source = paper(library)
    library.sources.record_success(source, etag="e")
    clock.now += HOUR
    library.sources.record_success(source, etag="e", whole=False)
    (state,) = library.sources.fetch_states()
    assert (state.whole_at, state.last_success) == (NOON, NOON + HOUR)


def test_since_when_it_fails_for_one_reason(library: Library, clock: Clock) -> None:
    source = paper(library)
    since = []
    for code in ("http-404", "http-404", "timeout", "timeout", "http-404"):
        library.sources.record_failure(source, Reason(code), next_try=None)
        since.append(library.sources.get(source).failing_since)
        clock.now += HOUR
    assert since == [NOON, NOON, NOON + 2 * HOUR, NOON + 2 * HOUR, NOON + 4 * HOUR]
    library.sources.record_success(source)
    assert library.sources.get(source).failing_since is None


def test_a_host_is_paused_whole_and_no_other(library: Library) -> None:
    urls = ("https://a.example/1", "http://A.example:8080/2", "https://b.example/", "https://[::")
    one, two, other, odd = (library.sources.add(NewSource(url)).id for url in urls)
    library.sources.record_failure(
        one, Reason("http-429", {"host": "a.example", "status": 429}), next_try=NOON + 2 * HOUR
    )
    library.sources.pause_host("a.example", NOON + HOUR)
    paused = library.sources.get(two)
    assert (paused.next_try, paused.error_reason, paused.failures) == (NOON + HOUR, "paused", 0)
    assert paused.error == "a.example asks us to come back later; nothing of it is asked until then."
    assert library.sources.get(one).error == "a.example asks us to come back later (429)."
    assert library.sources.get(one).next_try == NOON + 2 * HOUR
    assert [library.sources.get(source).next_try for source in (other, odd)] == [None, None]


def test_a_believed_certificate_can_be_taken_back(library: Library) -> None:
    source = paper(library)
    library.sources.record_failure(
        source, Reason("tls-untrusted", {"host": "placentin.example"}), next_try=NOON + HOUR, refused="ab"
    )
    library.sources.trust(source, "ab")
    found = library.sources.get(source)
    assert (found.certificate, found.refused, found.next_try) == ("ab", "ab", None)
    assert library.sources.trusted() == {found.url: "ab"}
    library.sources.trust(source, "")
    assert library.sources.trusted() == {}


def test_failures_in_a_row_are_counted(library: Library, clock: Clock) -> None:
    source = paper(library)
    library.sources.record_success(source)
    clock.now += HOUR
    for _n in range(2):
        library.sources.record_failure(
            source, Reason("http-500", {"host": "h.example", "status": 500}), next_try=clock.now + HOUR
        )
    found = library.sources.get(source)
    assert (found.error_reason, found.error, found.failures) == (
        "http-500",
        "h.example has a trouble of its own (500).",
        2,
    )
    assert (found.last_refresh, found.last_success) == (NOON + HOUR, NOON)
    (state,) = library.sources.fetch_states()
    assert (state.failures, state.next_try) == (2, NOON + 2 * HOUR)


def test_a_source_that_is_gone_is_asked_only_by_name(library: Library) -> None:
    one, two = paper(library, "one"), paper(library, "two")
    library.sources.record_gone(one, Reason("http-410", {"host": "h.example", "status": 410}))
    assert library.sources.get(one).gone is True
    assert library.sources.get(one).error == "h.example says that this address is gone for good (410)."
    assert [state.source for state in library.sources.fetch_states()] == [two]
    assert [state.source for state in library.sources.fetch_states([one])] == [one]

    library.sources.record_success(one)
    assert library.sources.get(one).gone is False


def test_a_new_address_is_remembered_unless_another_source_has_it(library: Library) -> None:
    one, two = paper(library, "one"), paper(library, "two")
    for source in (one, two):
        for _time in range(MOVED):
            library.sources.record_success(source, url="https://new.example/feed", etag="e")
    assert library.sources.get(one).url == "https://new.example/feed"
    assert library.sources.get(two).url == "https://two.example/feed"
    assert library.sources.fetch_states([two])[0].etag == "e"


def test_articles_are_counted_by_source(library: Library) -> None:
    one, two = paper(library, "one"), paper(library, "two")
    numbers = put(library, one, article("a"), article("b"))
    put(library, two, article("a"))
    library.undo_log.mark_read(numbers[:1])
    assert [(source.articles, source.unread) for source in library.sources.all()] == [(2, 1), (1, 1)]
    assert library.articles.count(View(source=one, unread=True)) == 1


def test_what_a_person_types_or_pastes_passes_the_gate(library: Library) -> None:
    source = library.sources.add(NewSource("https://a.example/", title="A\x1b]0;x\x07", folder=" b /\x9b/ c\n"))
    assert (source.title, source.folder) == ("A]0;x", "b/c")
    library.sources.edit(source.id, title="T\u202e" + "x" * 300, folder="d\x00", support_url="javascript:x\x1b")
    source = library.sources.get(source.id)
    assert len(source.title) == 200
    assert (source.folder, source.support_url) == ("d", "javascript:x")
    library.sources.edit(source.id, support_url=" https://a.example/don ")
    assert library.sources.get(source.id).support_url == "https://a.example/don"

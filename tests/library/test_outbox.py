"""Letters, from the first key to what the paper says."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from placentin_tui.errors import UnknownOutgoingComment
from placentin_tui.library import Library
from placentin_tui.models import OutgoingComment, OutgoingState
from placentin_tui.text import resanitize
from tests.library.factories import HOUR, NOON, Clock, article, comment, paper, put


@pytest.fixture
def number(library: Library) -> int:
    return put(library, paper(library), article("a"))[0]


def write(library: Library, article: int, text: str = "Bonjour", parent: str = "") -> int:
    return library.outbox.write(article, parent, "Ana", "ana@h.example", text).id


def test_a_draft_is_found_again_as_it_was_left(library: Library, number: int, clock: Clock) -> None:
    draft = library.outbox.draft(number)
    assert draft == OutgoingComment(draft.id, number, at=NOON)
    clock.now += 5
    assert library.outbox.save(draft.id, name="Ana", email="a@h", text="Bonj")
    kept = library.outbox.draft(number)
    assert (kept.id, kept.name, kept.email, kept.text, kept.at) == (draft.id, "Ana", "a@h", "Bonj", NOON + 5)
    assert library.outbox.draft(number, "7").id != draft.id, "an answer to a comment is another letter"


def test_an_empty_draft_is_nowhere_to_be_seen(library: Library, number: int) -> None:
    draft = library.outbox.draft(number)
    assert library.outbox.all() == library.outbox.of(number) == ()
    library.outbox.save(draft.id, name="", email="", text="B")
    assert [outgoing.id for outgoing in library.outbox.all()] == [draft.id]
    assert library.articles.get(number).outgoing_comments == library.outbox.of(number)


def test_the_next_letter_is_signed_like_the_last_one_sent(library: Library, number: int) -> None:
    draft = library.outbox.draft(number)
    library.outbox.save(draft.id, name="Ana", email="ana@h.example", text="Oui")
    assert library.outbox.signature() == ("", ""), "a draft is not a signature"
    assert library.outbox.queue(draft.id)
    assert (library.outbox.draft(number).name, library.outbox.draft(number).email) == ("Ana", "ana@h.example")
    assert library.outbox.signature("Bob") == ("Bob", "ana@h.example")


def test_what_is_on_its_way_cannot_be_written_on(library: Library, number: int) -> None:
    outgoing = write(library, number)
    for state in (OutgoingState.WAITING, OutgoingState.SENDING, OutgoingState.HELD, OutgoingState.PUBLISHED):
        if state in (OutgoingState.HELD, OutgoingState.PUBLISHED):
            library.outbox.settle(outgoing, state)
        elif state is OutgoingState.SENDING:
            assert library.outbox.sending(outgoing)
        assert library.outbox.get(outgoing).state == state
        assert not library.outbox.save(outgoing, name="x", email="x", text="x")
        assert not library.outbox.queue(outgoing)
    assert library.outbox.get(outgoing).text == "Bonjour"


@pytest.mark.parametrize("state", [OutgoingState.REFUSED, OutgoingState.UNKNOWN])
def test_a_letter_that_failed_can_be_mended_and_sent_again(library: Library, number: int, state: OutgoingState) -> None:
    outgoing = write(library, number)
    library.outbox.sending(outgoing)
    library.outbox.settle(outgoing, state, message="Trop court.")
    assert library.outbox.draft(number).id == outgoing
    assert library.outbox.get(outgoing).message == "Trop court."
    assert library.outbox.save(outgoing, name="Ana", email="a@h", text="Plus long")
    assert (library.outbox.get(outgoing).state, library.outbox.get(outgoing).said) == ("draft", "")
    assert library.outbox.queue(outgoing)
    assert (library.outbox.get(outgoing).state, library.outbox.get(outgoing).tries) == ("waiting", 0)


def test_what_was_thrown_away_is_not_sent(library: Library, number: int) -> None:
    outgoing = write(library, number)
    assert library.outbox.delete(outgoing)
    assert not library.outbox.sending(outgoing), "the courier finds it taken back"


def test_what_dies_while_sending_is_due_again(library: Library, number: int, clock: Clock) -> None:
    outgoing = write(library, number)
    clock.now += 9
    assert library.outbox.sending(outgoing)
    (due,) = library.outbox.due(clock.now)
    assert (due.state, due.tries, due.sent) == ("sending", 1, NOON + 9)
    assert library.outbox.sent_since(NOON + 9) == (due,)
    assert library.outbox.sent_since(NOON + 10) == ()
    library.outbox.settle(outgoing, OutgoingState.HELD, remote=31)
    assert library.outbox.due(clock.now) == []
    assert [held.remote for held in library.outbox.held()] == [31]
    library.outbox.settle(outgoing, OutgoingState.PUBLISHED)
    assert library.outbox.get(outgoing).remote == 31, "what is known stays known"


def test_a_refused_letter_need_not_keep_its_distance(library: Library, number: int) -> None:
    outgoing = write(library, number)
    library.outbox.sending(outgoing)
    library.outbox.settle(outgoing, OutgoingState.REFUSED)
    assert library.outbox.sent_since(NOON) == ()
    library.outbox.queue(outgoing)
    assert library.outbox.get(outgoing).sent is None
    assert library.outbox.sent_since(NOON) == ()


def test_one_that_waits_keeps_the_later_ones_of_its_source(library: Library, clock: Clock) -> None:
    here = put(library, paper(library), article("a"), article("b"))
    (there,) = put(library, paper(library, "autre"), article("c"))
    first, second, other = write(library, here[0]), write(library, here[1]), write(library, there)
    library.outbox.postpone(first, NOON + HOUR, message="Trop vite.")
    assert library.outbox.get(first).message == "Trop vite."
    assert [outgoing.id for outgoing in library.outbox.due(NOON)] == [other]
    assert [outgoing.id for outgoing in library.outbox.pending()] == [first, second, other]
    assert [outgoing.id for outgoing in library.outbox.due(NOON + HOUR)] == [first, second, other]
    library.outbox.make_due()
    assert [outgoing.id for outgoing in library.outbox.due(NOON)] == [first, second, other]


def test_a_draft_queued_later_goes_later(library: Library, number: int, clock: Clock) -> None:
    early = library.outbox.draft(number).id
    clock.now += 1
    second = write(library, number, "Déjà prêt", parent="3")
    clock.now += 1
    library.outbox.save(early, name="Ana", email="a@h", text="Enfin")
    library.outbox.queue(early)
    assert [outgoing.id for outgoing in library.outbox.due(clock.now)] == [second, early]


def test_letters_of_a_removed_source_stay_until_it_comes_back(library: Library, number: int) -> None:
    outgoing = write(library, number)
    library.undo_log.remove_source(1)
    assert library.outbox.due(NOON) == []
    library.undo_log.undo()
    assert [due.id for due in library.outbox.due(NOON)] == [outgoing]


def test_deleting_is_for_good(library: Library, number: int) -> None:
    outgoing = write(library, number)
    assert library.outbox.delete(outgoing)
    assert not library.outbox.delete(outgoing)
    with pytest.raises(UnknownOutgoingComment, match="no letter 1"):
        library.outbox.get(outgoing)


def test_a_published_letter_gives_way_to_its_comment(library: Library, number: int) -> None:
    outgoing = write(library, number)
    library.outbox.settle(outgoing, OutgoingState.PUBLISHED, remote=12)
    assert [mine.id for mine in library.articles.get(number).outgoing_comments] == [outgoing], (
        "the thread is older than it"
    )
    library.comments.store(number, [comment("12")], whole=True)
    assert library.articles.get(number).outgoing_comments == ()
    assert len(library.outbox.of(number)) == 1


def test_one_library_sends_at_a_time(library: Library) -> None:
    with library.outbox_lock() as ours, library.outbox_lock() as theirs, library.refresh_lock() as refreshing:
        assert (ours, theirs, refreshing) == (True, False, True)


@given(text=st.text(alphabet=st.characters(codec="utf-8"), max_size=200))
def test_whatever_is_typed_comes_back_but_for_what_no_terminal_must_see(text: str) -> None:
    from pathlib import Path

    with Library.in_memory(Path("pictures"), clock=Clock()) as library:
        (number,) = put(library, paper(library), article("a"))
        draft = library.outbox.draft(number).id
        library.outbox.save(draft, name=text, email=text, text=text)
        kept = library.outbox.get(draft)
        assert kept.name == kept.email == kept.text == resanitize.printable(text)

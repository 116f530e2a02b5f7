"""What a terminal says it can, and that its answers are never taken for keys."""

from __future__ import annotations

import fcntl
import os
import pty
import struct
import termios

import pytest
from hypothesis import given
from hypothesis import strategies as st

from placentin_tui.reader.graphics import Answers, Cell, Means, cell_of, question
from placentin_tui.reader.sieve import LISTENING, PATIENCE, Sieve

KITTY = "\x1b_Gi=4213;OK\x1b\\"
CELL = "\x1b[6;20;9t"
XTERM = "\x1b[?64;1;2;4;6;9;15;16;17;18;21;22;28c"
PLAIN = "\x1b[?62;22c"
CELL_9 = Cell(9, 20)


class Clock:
    def __init__(self) -> None:
        self.now = 100.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def sieve(clock: Clock) -> Sieve:
    sieve = Sieve(clock)
    sieve.listen()
    return sieve


@pytest.mark.parametrize(
    ("said", "best"),
    [
        ([PLAIN], Means.HALFBLOCK),
        ([], Means.HALFBLOCK),
        ([KITTY, CELL, PLAIN], Means.KITTY),
        ([CELL, XTERM], Means.SIXEL),
        ([KITTY, CELL, XTERM], Means.SIXEL),
        (["\x1b_Gi=4213;ENOTSUPPORTED\x1b\\", PLAIN], Means.HALFBLOCK),
        ([XTERM], Means.HALFBLOCK),  # who does not say how large a cell is cannot be painted on
        (["\x1b[6;0;0t", XTERM], Means.HALFBLOCK),
        (["\x1b[?4c"], Means.HALFBLOCK),  # the first number is the kind of terminal, not a thing it can
        (["nonsense", "\x1b_Gi=1;OK\x1b\\"], Means.HALFBLOCK),
    ],
)
def test_the_best_of_what_it_can(said: list[str], best: Means) -> None:
    answers = Answers()
    for one in said:
        answers.hear(one)
    assert answers.best == best


def test_the_system_knows_better_how_large_a_cell_is() -> None:
    answers = Answers(CELL_9)
    answers.hear("\x1b[6;40;20t")
    assert answers.cell == CELL_9


@pytest.mark.parametrize(
    "environment",
    [
        {"TERM": "xterm-256color", "TMUX": "/tmp/tmux-0/default,1,0"},
        {"TERM": "xterm-256color", "ZELLIJ": "0"},
        {"TERM": "screen-256color"},
        {"TERM": "tmux-256color"},
        {"TERM": "linux"},
        {"TERM": "xterm-256color", "TERM_PROGRAM": "Apple_Terminal"},
        {},
    ],
)
def test_who_would_not_answer_for_the_terminal_is_not_asked(environment: dict[str, str]) -> None:
    assert question("auto", environment, None) == ""


def test_only_what_is_not_known_is_asked() -> None:
    plain = {"TERM": "xterm-256color"}
    whole = question("auto", plain, None)
    assert whole.endswith("\x1b[c"), "what every terminal answers comes last"
    assert "\x1b[16t" in whole
    assert "\x1b[16t" not in question("auto", plain, CELL_9)
    assert question("sixel", plain, CELL_9) == question("halfblock", plain, None) == question("off", plain, None) == ""
    assert question("sixel", plain, None) == "\x1b[16t"


def test_answers_between_keys(sieve: Sieve) -> None:
    assert sieve.sift(f"j{KITTY}k{CELL}\x1b[A{XTERM}") == ("jk\x1b[A", [KITTY, CELL, XTERM])
    assert sieve.sift("plain") == ("plain", [])


@given(
    st.lists(st.sampled_from([KITTY, CELL, XTERM, PLAIN, "j", "é", "\x1b[A", "\x1b[1;5C", "\x1b[<35;10;3M"])), st.data()
)
def test_answers_in_pieces(parts: list[str], data: st.DataObject) -> None:
    sieve = Sieve(Clock())
    sieve.listen()
    whole, typed = "".join(parts), ""
    answers: list[str] = []
    while whole:
        cut = data.draw(st.integers(1, len(whole)))
        keys, heard = sieve.sift(whole[:cut])
        whole, typed, answers = whole[cut:], typed + keys, answers + heard
    is_answer = {KITTY, CELL, XTERM, PLAIN}.__contains__
    assert answers == [part for part in parts if is_answer(part)]
    assert typed == "".join(part for part in parts if not is_answer(part))


def test_a_lone_escape_is_a_key_after_a_moment(sieve: Sieve, clock: Clock) -> None:
    assert sieve.sift("\x1b") == ("", [])
    assert sieve.release() == ""
    clock.now += 2 * PATIENCE
    assert sieve.release() == "\x1b"
    assert sieve.release() == ""


def test_long_after_the_question_nothing_is_held_back(sieve: Sieve, clock: Clock) -> None:
    clock.now += LISTENING
    assert sieve.sift("\x1b") == ("\x1b", [])
    assert sieve.sift(f"x{XTERM}") == ("x", [XTERM]), "a late answer is no key either"


def test_what_the_system_knows_of_a_cell() -> None:
    ours, theirs = pty.openpty()
    try:
        fcntl.ioctl(ours, termios.TIOCSWINSZ, struct.pack("HHHH", 40, 120, 0, 0))
        assert cell_of(theirs) is None
        fcntl.ioctl(ours, termios.TIOCSWINSZ, struct.pack("HHHH", 40, 120, 1087, 805))
        assert cell_of(theirs) == CELL_9
    finally:
        os.close(ours)
        os.close(theirs)
    assert cell_of(-1) is None
    with open(os.devnull) as file:  # noqa: PTH123 - its number is what counts
        assert cell_of(file.fileno()) is None

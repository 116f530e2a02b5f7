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

from placentin_tui.models.setting_enums import PictureMode
from placentin_tui.terminal.capabilities import (
    CellSize,
    PictureProtocol,
    TerminalResponses,
    Window,
    question,
    window_of,
)
from placentin_tui.terminal.ground import light_by
from placentin_tui.terminal.response_filter import HESITATION, LISTENING, PATIENCE, UNFINISHED, ResponseFilter

KITTY = "\x1b_Gi=4213;OK\x1b\\"
NAME = "\x1bP>|XTerm(379)\x1b\\"
GROUND = "\x1b]11;rgb:1717/1313/1010\x1b\\"
INK = "\x1b]10;rgb:ffff/ffff/ffff\x07"
PALETTE = "\x1b]4;12;rgb:0000/0000/ffff\x07"
DEVICE = "\x1b[>41;379;0c"
CELL = "\x1b[6;20;9t"
XTERM = "\x1b[?64;1;2;4;6;9;15;16;17;18;21;22;28c"
PLAIN = "\x1b[?62;22c"
CELL_9 = CellSize(9, 20)


def named(said: str) -> str:
    """An answer to the question what it is called."""
    return f"\x1bP>|{said}\x1b\\"


class Clock:
    def __init__(self) -> None:
        self.now = 100.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def response_filter(clock: Clock) -> ResponseFilter:
    response_filter = ResponseFilter(clock)
    response_filter.listen()
    return response_filter


@pytest.mark.parametrize(
    ("said", "best"),
    [
        ([PLAIN], PictureProtocol.HALFBLOCK),
        ([], PictureProtocol.HALFBLOCK),
        ([KITTY, CELL, PLAIN], PictureProtocol.HALFBLOCK),  # who does not say who it is may show boxes
        ([named("kitty(0.26.5)"), KITTY, CELL, PLAIN], PictureProtocol.HALFBLOCK),
        ([named("kitty(0.27.1)"), KITTY, CELL, PLAIN], PictureProtocol.HALFBLOCK),
        ([named("kitty(0.28.0)"), KITTY, CELL, PLAIN], PictureProtocol.KITTY),
        ([named("kitty(0.41)"), KITTY, CELL, PLAIN], PictureProtocol.KITTY),
        ([named("kitty(1.0.0)"), CELL, KITTY, PLAIN], PictureProtocol.KITTY),
        ([KITTY, named("ghostty 1.0.1-main"), PLAIN], PictureProtocol.KITTY),
        ([named("kitty(0.28.0)"), PLAIN], PictureProtocol.HALFBLOCK),
        ([named("Konsole 22.12.3"), KITTY, CELL, XTERM], PictureProtocol.SIXEL),
        ([named("Konsole 22.12.3"), KITTY, CELL, PLAIN], PictureProtocol.HALFBLOCK),
        ([named("WezTerm 20230712"), KITTY, CELL, XTERM], PictureProtocol.SIXEL),
        ([named("foot(1.13.1)"), CELL, XTERM], PictureProtocol.SIXEL),
        ([named("XTerm(379)"), CELL, XTERM], PictureProtocol.SIXEL),
        ([named("iTerm2 3.5.0"), CELL, XTERM], PictureProtocol.SIXEL),
        ([named(""), KITTY, PLAIN], PictureProtocol.HALFBLOCK),
        ([named("kitty"), KITTY, PLAIN], PictureProtocol.HALFBLOCK),
        ([named("kitty(" + "9" * 5000 + ")"), KITTY, PLAIN], PictureProtocol.HALFBLOCK),
        ([CELL, XTERM], PictureProtocol.SIXEL),
        ([KITTY, CELL, XTERM], PictureProtocol.SIXEL),
        (["\x1b_Gi=4213;ENOTSUPPORTED\x1b\\", PLAIN], PictureProtocol.HALFBLOCK),
        ([XTERM], PictureProtocol.HALFBLOCK),  # who does not say how large a cell is cannot be painted on
        (["\x1b[6;0;0t", XTERM], PictureProtocol.HALFBLOCK),
        (["\x1b[?4c"], PictureProtocol.HALFBLOCK),  # the first number is the kind of terminal, not a thing it can
        (["nonsense", "\x1b_Gi=1;OK\x1b\\"], PictureProtocol.HALFBLOCK),
    ],
)
def test_the_best_of_what_it_can(said: list[str], best: PictureProtocol) -> None:
    answers = TerminalResponses()
    for one in said:
        answers.hear(one)
    assert answers.best == best


def test_the_system_knows_better_how_large_a_cell_is() -> None:
    answers = TerminalResponses()
    answers.measured(Window(120, 40, 1087, 805))
    answers.hear("\x1b[6;40;20t")
    assert answers.cell == CELL_9


def test_a_border_is_no_part_of_a_cell() -> None:
    """xterm tells the system the size of its whole window: 12 rows of 15 pixels are 192 high with their border."""
    answers = TerminalResponses()
    answers.measured(Window(40, 12, 332, 192))
    assert answers.cell == CellSize(8, 16)
    answers.hear("\x1b[?2;0;320;180S")
    assert answers.cell == CellSize(8, 15)
    answers.measured(Window(80, 24, 652, 372))
    assert answers.cell == CellSize(8, 15), "the border stays as wide in a larger window"


def test_what_is_less_than_the_window_by_far_is_no_border() -> None:
    """xterm draws 1,000 pixels at most where it was told nothing else."""
    answers = TerminalResponses()
    answers.measured(Window(200, 50, 1612, 762))
    answers.hear("\x1b[?2;0;1000;750S")
    assert answers.cell == CellSize(8, 15)


ASK_GROUND = "\x1b]11;?\x1b\\"


@pytest.mark.parametrize(
    ("environment", "asked"),
    [
        ({"TERM": "xterm-256color", "TMUX": "/tmp/tmux-0/default,1,0"}, ASK_GROUND),
        ({"TERM": "xterm-256color", "ZELLIJ": "0"}, ASK_GROUND),
        ({"TERM": "screen-256color"}, ASK_GROUND),
        ({"TERM": "tmux-256color"}, ASK_GROUND),
        ({"TERM": "xterm-256color", "TERM_PROGRAM": "Apple_Terminal"}, ASK_GROUND),
        ({"TERM": "screen-256color", "STY": "1.pts"}, ""),
        ({"TERM": "linux"}, ""),
        ({"TERM": "dumb"}, ""),
        ({}, ""),
    ],
)
def test_who_would_not_answer_for_the_terminal_is_asked_for_its_ground_at_most(
    environment: dict[str, str], asked: str
) -> None:
    assert question(PictureMode.AUTO, environment, None) == asked


def test_only_what_is_not_known_is_asked() -> None:
    plain = {"TERM": "xterm-256color"}
    whole = question(PictureMode.AUTO, plain, None)
    assert whole.startswith("\x1b[>q"), "its name comes first"
    assert ASK_GROUND in whole
    assert whole.endswith("\x1b[c"), "what every terminal answers comes last"
    assert "\x1b[16t" in whole
    assert "\x1b[16t" not in question(PictureMode.AUTO, plain, CELL_9)
    assert (
        question(PictureMode.SIXEL, plain, CELL_9)
        == question(PictureMode.HALFBLOCK, plain, None)
        == question(PictureMode.OFF, plain, None)
        == ASK_GROUND
    )
    assert question(PictureMode.SIXEL, plain, None) == "\x1b[16t" + ASK_GROUND


@pytest.mark.parametrize(
    ("answer", "light"),
    [
        (GROUND, False), ("\x1b]11;rgb:fafa/f5f5/eaea\x07", True), ("\x1b]11;rgba:ffff/ffff/ffff/8000\x1b\\", True),
        ("\x1b]11;rgb:f/f/f\x1b\\", True), ("\x1b]11;rgb:/f/f\x1b\\", None), (INK, None), (CELL, None), (XTERM, None),
    ],
)  # fmt: skip
def test_what_it_says_of_its_ground(answer: str, light: bool | None) -> None:
    assert light_by(answer) is light
    TerminalResponses().hear(answer)  # whatever it is about


def test_answers_between_keys(response_filter: ResponseFilter) -> None:
    assert response_filter.sift(f"j{KITTY}k{CELL}\x1b[A{XTERM}") == ("jk\x1b[A", [KITTY, CELL, XTERM])
    assert response_filter.sift("plain") == ("plain", [])


HEEDED = [KITTY, NAME, CELL, XTERM, PLAIN, GROUND]
SWALLOWED = [INK, PALETTE, DEVICE]
TYPED = [
    "j", "é", "\x1b[A", "\x1b[1;5C", "\x1b[<35;10;3M", "\x1bOP", "\x1b[6~", "\x1b[6;5~", "\x1bj", "\x1b[?2026;2$y",
    "\x1b[48;40;120;800;1200t",
]  # fmt: skip


@given(st.lists(st.sampled_from([*HEEDED, *SWALLOWED, *TYPED])), st.data())
def test_answers_in_pieces(parts: list[str], data: st.DataObject) -> None:
    response_filter = ResponseFilter(Clock())
    response_filter.listen()
    whole, typed = "".join(parts), ""
    answers: list[str] = []
    while whole:
        cut = data.draw(st.integers(1, len(whole)))
        keys, heard = response_filter.sift(whole[:cut])
        whole, typed, answers = whole[cut:], typed + keys, answers + heard
    assert answers == [part for part in parts if part in HEEDED]
    assert typed == "".join(part for part in parts if part in TYPED)


@pytest.mark.parametrize("answer", [GROUND, INK, PALETTE, NAME, XTERM, DEVICE])
def test_a_late_answer_in_two_pieces_is_no_key(answer: str) -> None:
    for cut in range(1, len(answer)):
        clock = Clock()
        response_filter = ResponseFilter(clock)
        first, _heard = response_filter.sift(answer[:cut])
        clock.now += 0.05
        second, _heard = response_filter.sift(answer[cut:] + "j")
        assert (first + second).replace("\x1b", "") == "j", (cut, first, second)


def test_an_answer_without_an_end_is_given_up_and_the_keys_after_it_count() -> None:
    clock = Clock()
    response_filter = ResponseFilter(clock)
    assert response_filter.sift("\x1b]11;rgb:17") == ("", [])
    assert response_filter.release() == ""
    clock.now += UNFINISHED
    assert response_filter.release() == ""
    assert response_filter.sift("jk") == ("jk", [])
    assert response_filter.sift("\x1b]11;rgb:17\x1b[A") == ("\x1b[A", [])


@pytest.mark.parametrize("key", ["\x1b]", "\x1bP", "\x1b_", "\x1b^", "\x1bX", "\x1b\\", "\x1b[", "\x1bO"])
def test_a_key_with_alt_that_begins_as_an_answer_does_is_a_key(key: str) -> None:
    for asked in (False, True):
        clock = Clock()
        response_filter = ResponseFilter(clock)
        if asked:
            response_filter.listen()
        typed, _heard = response_filter.sift(key)
        clock.now += HESITATION
        assert typed + response_filter.release() == key


def test_a_lone_escape_is_a_key_after_a_moment(response_filter: ResponseFilter, clock: Clock) -> None:
    assert response_filter.sift("\x1b") == ("", [])
    assert response_filter.release() == ""
    clock.now += 2 * PATIENCE
    assert response_filter.release() == "\x1b"
    assert response_filter.release() == ""


def test_long_after_the_question_nothing_is_held_back(response_filter: ResponseFilter, clock: Clock) -> None:
    clock.now += LISTENING
    assert response_filter.sift("\x1b") == ("\x1b", [])
    assert response_filter.sift(f"x{XTERM}") == ("x", [XTERM]), "a late answer is no key either"


def test_what_the_system_knows_of_the_window() -> None:
    ours, theirs = pty.openpty()
    try:
        fcntl.ioctl(ours, termios.TIOCSWINSZ, struct.pack("HHHH", 40, 120, 0, 0))
        assert window_of(theirs) is None
        fcntl.ioctl(ours, termios.TIOCSWINSZ, struct.pack("HHHH", 40, 120, 1087, 805))
        assert window_of(theirs) == Window(120, 40, 1087, 805)
    finally:
        os.close(ours)
        os.close(theirs)
    assert window_of(-1) is None
    with open(os.devnull) as file:  # noqa: PTH123 - its number is what counts
        assert window_of(file.fileno()) is None

"""The end of the paper, whatever brings it about: the terminal is left as it was found."""

from __future__ import annotations

import os
import signal
import sys
import termios
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING, NoReturn

from placentin_tui.startup import cached_frame

if TYPE_CHECKING:
    from collections.abc import Iterator

ENDINGS = (signal.SIGTERM, signal.SIGHUP, signal.SIGINT)
"""The signals that ask a program to end; Textual leaves the alternate screen and the mouse on (its issue 5140)."""

LAST_MOMENT = 8.0
"""Seconds to put everything away after such a signal; then the kernel ends what is left: painting on a terminal that is
gone, or a disk that does not answer, must keep nobody waiting. The library is safe at any moment."""

_AS_BEFORE = (
    "\x1b[?2026l"  # a frame under way
    "\x1b[<u"  # the keyboard's own protocol, which belongs to the alternate screen
    "\x1b[?1049l"  # the alternate screen
    "\x1b[?1000l\x1b[?1002l\x1b[?1003l\x1b[?1006l\x1b[?1015l\x1b[?1016l"  # the mouse
    "\x1b[?2004l\x1b[?2048l\x1b[?1004l"  # pasting, sizes, focus
    "\x1b[?7h\x1b[?25h\x1b[0m"  # line wrap, cursor, colours
)


def status_of(number: int) -> int:
    """The exit status of a program that a signal ended, as shells count it."""
    return 128 + number


def hurry() -> None:
    """Have the kernel end the program soon, should it not end by itself."""
    signal.signal(signal.SIGALRM, signal.SIG_DFL)
    signal.setitimer(signal.ITIMER_REAL, LAST_MOMENT)


def stop_here() -> None:
    """Stop, as Ctrl+Z does, until the shell gives the terminal back; one told to go on without it stops again."""
    while True:
        os.kill(os.getpid(), signal.SIGSTOP)
        with suppress(OSError):
            if os.tcgetpgrp(sys.__stdin__.fileno()) != os.getpgrp():  # type: ignore[union-attr]
                continue
        return


@contextmanager
def as_found() -> Iterator[None]:
    """The terminal as it was, however what is inside ends.

    Inside, the signals of `ENDINGS` end the program on the spot, until the app has a loop of its own to take them:
    nothing is begun yet, and an exception out of nowhere breaks modules of C that are being loaded.
    """
    before = _attributes()

    def end(number: int, _frame: object) -> NoReturn:
        _put_back(before, _AS_BEFORE)
        cached_frame.end()
        os._exit(status_of(number))

    for ending in ENDINGS:
        signal.signal(ending, end)
    try:
        yield
    except BaseException:
        _put_back(before, _AS_BEFORE)
        raise
    _put_back(before)


def _attributes() -> list[object] | None:
    with suppress(termios.error, OSError, ValueError, AttributeError):
        return termios.tcgetattr(sys.__stdin__.fileno())  # type: ignore[union-attr]
    return None


def _put_back(before: list[object] | None, modes: str = "") -> None:
    if before is not None and _attributes() != before:
        with suppress(termios.error, OSError):
            termios.tcsetattr(sys.__stdin__.fileno(), termios.TCSANOW, before)  # type: ignore[union-attr, arg-type]
    if modes:
        # Not through Python's streams: one that cannot write any more would say so a second time.
        with suppress(OSError, ValueError, AttributeError):
            os.write(sys.__stderr__.fileno(), modes.encode())  # type: ignore[union-attr]

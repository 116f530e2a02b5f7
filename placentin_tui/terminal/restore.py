"""Restores the terminal at the end of the app, whatever ends it."""

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
"""Signals that ask a program to end; Textual leaves the alternate screen and the mouse on (its issue 5140)."""

LAST_MOMENT = 8.0
"""Seconds to close after such a signal; then the kernel ends the process: output to a terminal that is gone, or a disk
that does not answer, must delay nobody. The library is consistent at any moment.
"""

_AS_BEFORE = (
    "\x1b[?2026l"  # a synchronized frame under way
    "\x1b[<u"  # kitty's keyboard protocol, which belongs to the alternate screen
    "\x1b[?1049l"  # the alternate screen
    "\x1b[?1000l\x1b[?1002l\x1b[?1003l\x1b[?1006l\x1b[?1015l\x1b[?1016l"  # the mouse
    "\x1b[?2004l\x1b[?2048l\x1b[?1004l"  # bracketed paste, size reports, focus reports
    "\x1b[?7h\x1b[?25h\x1b[0m"  # line wrap, cursor, colours
)


def status_of(number: int) -> int:
    """The exit status of a program that a signal ended: 128 + its number, as in shells."""
    return 128 + number


def hurry() -> None:
    """Have the kernel end the process after `LAST_MOMENT` seconds."""
    signal.signal(signal.SIGALRM, signal.SIG_DFL)
    signal.setitimer(signal.ITIMER_REAL, LAST_MOMENT)


def stop_here() -> None:
    """Stop, as Ctrl+Z does, until the shell gives the terminal back; a process continued without it stops again."""
    while True:
        os.kill(os.getpid(), signal.SIGSTOP)
        with suppress(OSError):
            if os.tcgetpgrp(sys.__stdin__.fileno()) != os.getpgrp():  # type: ignore[union-attr]
                continue
        return


@contextmanager
def terminal_restored() -> Iterator[None]:
    """Restore the terminal at the end of the block, however it ends.

    Inside, the signals of `ENDINGS` end the process at once, until the app's event loop handles them: nothing has been
    begun yet, and an exception at any point would break C modules that are being imported.
    """
    before = _attributes()

    def end(number: int, _frame: object) -> NoReturn:
        """Restore the terminal and exit."""
        _restore(before, _AS_BEFORE)
        cached_frame.end()
        os._exit(status_of(number))

    for ending in ENDINGS:
        signal.signal(ending, end)
    try:
        yield
    except BaseException:
        _restore(before, _AS_BEFORE)
        raise
    _restore(before)


def _attributes() -> list[object] | None:
    with suppress(termios.error, OSError, ValueError, AttributeError):
        return termios.tcgetattr(sys.__stdin__.fileno())  # type: ignore[union-attr]
    return None


def _restore(before: list[object] | None, modes: str = "") -> None:
    """Restore the terminal's attributes, and write the sequences that reset its modes."""
    if before is not None and _attributes() != before:
        with suppress(termios.error, OSError):
            termios.tcsetattr(sys.__stdin__.fileno(), termios.TCSANOW, before)  # type: ignore[union-attr, arg-type]
    if modes:
        # Not by Python's streams: one that cannot write any more would raise a second error.
        with suppress(OSError, ValueError, AttributeError):
            os.write(sys.__stderr__.fileno(), modes.encode())  # type: ignore[union-attr]

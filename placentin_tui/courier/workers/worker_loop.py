"""A process that works for the courier, from inside: answers on stdout what is asked on stdin, within bounds.

What a document makes a pattern or a decoder do, no clock of Python's can stop: the system ends the process.
"""

from __future__ import annotations

import signal
import struct
import sys
from contextlib import suppress
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

LENGTH = struct.Struct(">I")
"""What goes before a question's or an answer's bytes: how many there are."""


def answer_all(answer: Callable[[bytes], bytes]) -> None:
    """Answer each question until stdin is closed, whatever became of the courier."""
    # Ctrl-C is meant for the courier, which puts the pen down and closes stdin.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    source, drain = sys.stdin.buffer, sys.stdout.buffer
    while len(head := source.read(LENGTH.size)) == LENGTH.size:
        said = answer(source.read(LENGTH.unpack(head)[0]))
        bound_time(0)
        try:
            drain.write(LENGTH.pack(len(said)) + said)
            drain.flush()
        except BrokenPipeError:
            return


def bound_memory(size: int) -> None:
    """Give this process so many bytes of addresses, and no more."""
    with suppress(ImportError, ValueError, OSError):  # not on every system
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (size, size))


def bound_time(seconds: float) -> None:
    """Have the system end this process after so much of the processor's time; 0: not any more."""
    if hasattr(signal, "setitimer"):
        signal.setitimer(signal.ITIMER_PROF, seconds)

"""The loop of a helper process: answers on stdout what is asked on stdin, within bounds of time and memory.

What a document makes a regular expression or a decoder do, no timer of Python's can stop: the system ends the process.
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
"""The length that precedes the bytes of a question or an answer."""


def answer_all(answer: Callable[[bytes], bytes]) -> None:
    """Answer each question until stdin is closed."""
    # Ctrl-C is meant for the courier, which finishes its transaction and closes stdin.
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
    """Limit this process's address space to so many bytes."""
    with suppress(ImportError, ValueError, OSError):  # not on every system
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (size, size))


def bound_time(seconds: float) -> None:
    """Have the system end this process after so many seconds of processor time; 0: no limit."""
    if hasattr(signal, "setitimer"):
        signal.setitimer(signal.ITIMER_PROF, seconds)

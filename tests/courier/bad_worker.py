"""A process that reads documents and is undone by some of them: `python -m tests.courier.bad_worker`.

What a document makes of it stands in the document; all others are read as ever.
"""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Callable
from functools import wraps
from inspect import isfunction

from placentin_tui.courier.workers import parser_tasks, parser_worker, wordpress_tasks

SPINS = b"<!-- spins -->"
"""A document that makes it work for ever."""
SPINS_ONCE = b"<!-- spins while others wait -->"
"""One that takes longer than others may, and far less than it may itself."""
SPINS_PACKING = b"<!-- spins when its articles are packed -->"
SLEEPS = b"<!-- sleeps -->"
DIES = b"<!-- dies -->"
EATS = b"<!-- eats memory -->"
STUMBLES = b"<!-- stumbles -->"

_spinning: set[int] = set()
"""Tickets of feeds whose articles are not to be packed."""


def spin(seconds: float) -> None:
    """Take so much of the processor's time."""
    end = time.process_time() + seconds
    while time.process_time() < end:
        pass


def undone_by(body: bytes) -> None:
    """Do what the document says."""
    if SPINS in body:
        spin(600)
    elif SPINS_ONCE in body:
        spin(0.7)
    elif SLEEPS in body:
        time.sleep(600)
    elif DIES in body:
        os.kill(os.getpid(), signal.SIGKILL)
    elif EATS in body:
        raise MemoryError
    elif STUMBLES in body:
        raise ZeroDivisionError("oh")


def undone(task: Callable[..., object]) -> Callable[..., object]:
    """A task that does what its document says before it reads it."""

    @wraps(task)
    def careful(*arguments: object) -> object:
        for each in arguments:
            if isinstance(each, bytes):
                undone_by(each)
                if SPINS_PACKING in each:
                    _spinning.add(int(str(arguments[0])))
        if task.__name__ == "pack_articles" and arguments[0] in _spinning:
            spin(600)
        return task(*arguments)

    return careful


if __name__ == "__main__":
    for module in (parser_tasks, wordpress_tasks):
        for name, task in list(vars(module).items()):
            if isfunction(task) and task.__module__ == module.__name__:
                setattr(module, name, undone(task))
    parser_worker.main()

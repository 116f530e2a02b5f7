"""A process that reads documents and is undone by some of them: `python -m tests.courier.bad_worker`.

What a document makes of it stands in the document; all others are read as ever.
"""

from __future__ import annotations

import os
import signal
import time

from placentin_tui.courier import parser_tasks, parser_worker
from placentin_tui.library.packing import PackedArticle
from placentin_tui.models import Judgement, ParsedFeed

SPINS = b"<!-- spins -->"
"""A document that makes it work for ever."""
SPINS_ONCE = b"<!-- spins while others wait -->"
"""One that takes ten times as long as others may, and far less than it may itself."""
SPINS_PACKING = b"<!-- spins when its articles are packed -->"
SLEEPS = b"<!-- sleeps -->"
DIES = b"<!-- dies -->"
EATS = b"<!-- eats memory -->"
STUMBLES = b"<!-- stumbles -->"

_read, _pack, _judge = parser_tasks.read_feed, parser_tasks.pack_articles, parser_tasks.judge
_spinning: set[int] = set()


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
        spin(1)
    elif SLEEPS in body:
        time.sleep(600)
    elif DIES in body:
        os.kill(os.getpid(), signal.SIGKILL)
    elif EATS in body:
        raise MemoryError
    elif STUMBLES in body:
        raise ZeroDivisionError("oh")


def read_feed(ticket: int, body: bytes, url: str, content_type: str) -> ParsedFeed:
    undone_by(body)
    if SPINS_PACKING in body:
        _spinning.add(ticket)
    return _read(ticket, body, url, content_type)


def pack_articles(ticket: int, identities: frozenset[str]) -> tuple[PackedArticle, ...]:
    spin(600 if ticket in _spinning else 0)
    return _pack(ticket, identities)


def judge(body: bytes, url: str, content_type: str) -> Judgement:
    undone_by(body)
    return _judge(body, url, content_type)


if __name__ == "__main__":
    parser_tasks.read_feed, parser_tasks.pack_articles, parser_tasks.judge = read_feed, pack_articles, judge
    parser_worker.main()

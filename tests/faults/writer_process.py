"""The reader's writing hand, as a process that can be killed: marks, stars, drafts and letters without end.

    python -m tests.faults.writer_process LIBRARY ARTICLE

It says a line on stdout after each act, once the library has confirmed it.
"""

from __future__ import annotations

import os
import sys
import time
from itertools import count
from pathlib import Path

from placentin_tui.library import open_or_repair
from placentin_tui.models import View
from tests.wordpress.site import KNOWN

EVERY = 25
"""Rounds of marks and drafts to a letter."""


def main(file: Path, article: int) -> None:
    """Go on until killed."""
    with open_or_repair(file, file.parent / "pictures") as library:
        draft = library.outbox.draft(article, "42")
        start = int(draft.text.rpartition(" ")[2] or 0) + 1
        say("ready")
        for n in count(start):
            unread = [row.id for row in library.articles.page(View(unread=True), limit=2)]
            if library.undo_log.mark_read(unread):
                say("read", *unread)
            if library.undo_log.star(unread[:1]):
                say("starred", *unread[:1])
            library.outbox.save(draft.id, name=KNOWN[0], email=KNOWN[1], text=f"Brouillon {n}")
            say("draft", n)
            if n % EVERY == 0:
                say("letter", library.outbox.write(article, "", *KNOWN, f"Lettre {n}").id)
            time.sleep(0.005)


def say(*words: object) -> None:
    """In one piece, whatever happens next."""
    os.write(1, (" ".join(map(str, words)) + "\n").encode())


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]))

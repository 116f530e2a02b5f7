"""Which articles are listed, how far one has read in them, and what can be undone."""

from __future__ import annotations

import msgspec

from placentin_tui.timestamp import Timestamp  # noqa: TC001 - msgspec reads these annotations


class View(msgspec.Struct, frozen=True):
    """Which articles a list shows; the fields that are set must all hold."""

    unread: bool = False
    starred: bool = False
    source: int | None = None
    folder: str | None = None
    """That folder and those inside it."""
    section: str | None = None
    author: str | None = None
    query: str = ""
    """Words to search for; empty: no search."""


class Cursor(msgspec.Struct, frozen=True):
    """The place in a list after which the next page begins: the last row's `at` and `id`."""

    at: Timestamp
    id: int


class Act(msgspec.Struct, frozen=True):
    """Something the person did that can be undone, kept across restarts."""

    id: int
    kind: str
    """`read`, `opened` (read by being opened), `unread`, `star`, `unstar`, `all-read`, `remove-source`."""
    count: int
    """How many articles (or sources) it touched."""
    articles: tuple[int, ...] = ()
    """Which, when they are few enough to repaint one by one; empty means: paint the list anew."""
    title: str = ""
    """The one article's, or the source's; empty where it touched several articles."""

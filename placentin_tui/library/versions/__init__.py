"""The tables, version by version: a module for each step, named after what it brings."""

from __future__ import annotations

from placentin_tui.library.versions import (
    accounts,
    first,
    fulltext,
    home,
    network,
    outside,
    pictures,
    reasons,
    swept,
    vocabulary,
    wordings,
)

MIGRATIONS: tuple[str, ...] = (
    first.SCRIPT,
    home.SCRIPT,
    network.SCRIPT,
    pictures.SCRIPT,
    swept.SCRIPT,
    fulltext.SCRIPT,
    wordings.SCRIPT,
    vocabulary.SCRIPT,
    outside.SCRIPT,
    accounts.SCRIPT,
    reasons.SCRIPT,
)
"""The n-th script leads from version n to version n + 1; once released, a script never changes."""

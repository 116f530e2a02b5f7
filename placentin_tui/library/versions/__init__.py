"""The tables, version by version: a module for each step, named after what it brings."""

from __future__ import annotations

from placentin_tui.library.versions import first, fulltext, home, network, pictures, swept, vocabulary, wordings

MIGRATIONS: tuple[str, ...] = (
    first.SCRIPT,
    home.SCRIPT,
    network.SCRIPT,
    pictures.SCRIPT,
    swept.SCRIPT,
    fulltext.SCRIPT,
    wordings.SCRIPT,
    vocabulary.SCRIPT,
)
"""The n-th script leads from version n to version n + 1; once released, a script never changes."""

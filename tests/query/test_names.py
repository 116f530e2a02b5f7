"""The sections a query names, while sections come in and go."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING

import pytest

from placentin_tui.library import Library
from placentin_tui.library.articles.query_names import QueryNames

if TYPE_CHECKING:
    from pathlib import Path

WORDS = ("Sport", "Économie", "Politique", "Vie", "locale", "du", "Monde")
ASKED = (("sport", False), ("eco", True), ("vie locale", False), ("du mon", True), ("monde", False), ("rien", True))


@pytest.mark.parametrize("seed", range(12))
def test_the_sections_found_are_those_that_a_first_look_finds(tmp_path: Path, seed: int) -> None:
    chance = random.Random(seed)
    with Library.open(tmp_path / "library.db", tmp_path / "pictures") as library:
        kept, found = QueryNames(library._connection), 0
        for _ in range(40):
            with library.transaction():
                if chance.random() < 0.8:
                    name = " ".join(chance.sample(WORDS, 2))
                    library._connection.run("INSERT OR IGNORE INTO section (name) VALUES (?)", (name,))
                else:
                    library._connection.run("DELETE FROM section WHERE id = ?", (chance.randint(1, 12),))
            for value, prefix in chance.sample(ASKED, 3):
                first_look = QueryNames(library._connection).sections(value, prefix=prefix)
                assert sorted(kept.sections(value, prefix=prefix)) == sorted(first_look)
                found += len(first_look)
        assert found

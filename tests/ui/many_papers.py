"""Twelve papers in three folders and one in none, whose articles come now and then; one does not answer."""

from __future__ import annotations

from random import Random
from typing import TYPE_CHECKING

from msgspec.structs import replace

from placentin_tui.failure_codes import Reason
from placentin_tui.models import NewSource
from tests.ui.paper import HOUR, NOW, article

if TYPE_CHECKING:
    from placentin_tui.models import PreparedArticle
    from tests.ui.paper import Paper

PAPERS = (
    ("", "Carnet de Lucie"),
    ("Culture et photo", "Grand Angle"),
    ("Culture et photo", "La Criée"),
    ("Culture et photo", "Les Ondes longues"),
    ("Presse", "La Gazette"),
    ("Presse", "Le Courrier de l’Estuaire"),
    ("Presse", "Le Placentin"),
    ("Presse", "L’Écho du marché"),
    ("Presse", "The Northern Post"),
    ("Technique/Sciences", "Hacker Digest"),
    ("Technique/Sciences", "Long Baseline"),
    ("Technique/Sciences", "Octets"),
)
FAILING = 11
"""The number of the one that does not answer."""


def fill(paper: Paper) -> None:
    """Subscribe to them, and store their articles."""
    random = Random(3)
    with paper.open() as library:
        for n, (folder, title) in enumerate(PAPERS):
            new = NewSource(f"https://p{n}.example/feed/", title, folder, "fr", f"https://p{n}.example/")
            source = library.sources.add(new).id
            rate = (0, 1, 2, 4)[n % 4]
            ages = [
                day * 24 * HOUR + random.randrange(20 * HOUR)
                for day in range(16)
                for _ in range(random.randrange(2 * rate + 1))
            ]
            library.articles.store(source, [_article(n, number, age) for number, age in enumerate(ages)])
            library.sources.record_success(source)
        failed = Reason("timeout", {"host": "p10.example", "seconds": "20"})
        library.sources.record_failure(FAILING, failed, next_try=NOW + 2 * HOUR)


def _article(paper: int, number: int, age: int) -> PreparedArticle:
    made = article(number if number != 2 else 3)
    return replace(made, parsed=replace(made.parsed, identity=f"guid:{paper}-{number}", published=NOW - age))

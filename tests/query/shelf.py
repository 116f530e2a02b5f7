"""A small library in which every field of the query language has something to find, and the same as plain pieces."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from msgspec.structs import replace

from placentin_tui.library import Library
from placentin_tui.models import Rule, RuleVerb, StoredPicture, View
from tests.library.factories import HOUR, NOON, Clock, article, comment, paper
from tests.query.oracle import DAY, SAVED, Piece

if TYPE_CHECKING:
    from pathlib import Path

PAPERS = (
    ("Le Placentin", "Presse", "fr"),
    ("Le Monde du Rail", "Presse/Locale", "fr-FR"),
    ("The Daily Train", "Press locale", "en"),
)
TITLES = ("Le port ferme", "La brume du matin", "Élections à Zahlé", "L’été au port", "Œuvres d’art", "Calendrier")
BODIES = (
    "Le conseil municipal a voté la fermeture du port.",
    "La brume couvre le port ; le tramway attend.",
    "Une économie de moyens, dit le conseil d’État.",
    "Rien de nouveau.",
)
AUTHORS = ("Lise Ferran", "Anaïs Béranger", "")
TAGS = {"rail": 6, "Rail Nord": 10, "À lire": 9}
"""The tags, each with how many articles there are to one that has it."""
SECTIONS = ((), ("Économie",), ("Sport", "Vie locale"), ("Culture",))
PICTURE = "https://pictures.example/1.jpg"


@dataclass(repr=False)
class Shelf:
    """A library, and its articles as pieces, newest first."""

    library: Library
    pieces: list[Piece]
    clock: Clock


def filled(folder: Path) -> Shelf:
    """The library in a folder; its clock stands at `NOON`."""
    clock = Clock()
    library = Library.open(folder / "library.db", folder / "pictures", clock=clock)
    languages = {}
    texts: dict[int, str] = {}
    for k, (title, where, language) in enumerate(PAPERS):
        source = paper(library, f"paper{k}", title=title, folder=where, language=language)
        languages[source] = (where, language)
        for n in range(24):
            texts |= _store(library, clock, source, k, n)
    for name, query in SAVED.items():
        library.saved.add(name, query)
    clock.now = NOON
    numbers = [place.id for place in library.articles.ids(View(), limit=1000)]
    mine = {number for number in numbers if number % 11 == 0}
    pictured = {number for number in numbers if number % 5 == 0}
    said = _mark(library, numbers, mine, pictured)
    _mute(library, numbers)
    rows = [row for muted in (False, True) for row in library.articles.page(View(muted=muted), limit=1000)]
    pieces = [
        Piece(
            row,
            texts[row.id],
            said.get(row.id, ""),
            *languages[row.source],
            row.id in mine,
            row.id in pictured,
            (*TAGS, "later"),
        )
        for row in sorted(rows, key=lambda row: (row.at, row.id), reverse=True)
    ]
    return Shelf(library, pieces, clock)


def _store(library: Library, clock: Clock, source: int, k: int, n: int) -> dict[int, str]:
    """Store one article; its text by its number."""
    moment = NOON - n * (5 * HOUR + 37) - (n // 8) * 20 * DAY - k * 60
    clock.now = moment + HOUR
    body = " ".join([BODIES[(n + k) % 4]] * (1 + n % 3))
    one = article(
        f"{k}/{n}",
        body,
        title=TITLES[(n * 5 + k) % 6],
        author=AUTHORS[n % 3],
        sections=SECTIONS[(n + 2 * k) % 4],
        url=f"https://Paper{k}.example/{n}/",
        published=moment if n % 6 else None,
        comment_count=(None, 0, 4, 12)[n % 4],
    )
    one = replace(one, partial=n % 7 == 3)
    [number] = library.articles.store(source, [one]).new
    if n % 9 == 4:
        body = "Le texte corrigé du port, tout autre que celui d’avant, et plus long."
        other = article(
            f"{k}/{n}", body, title=one.parsed.title, author=one.parsed.author, sections=one.parsed.sections,
            url=one.parsed.url, published=one.parsed.published, comment_count=one.parsed.comment_count,
        )  # fmt: skip
        library.articles.store(source, [other])
    return {number: body}


def _mute(library: Library, numbers: list[int]) -> None:
    """Mute some of the articles, some by two rules."""
    library.rules.add(Rule("tout", "-zzz", (RuleVerb.MUTE,)))
    library.rules.add(Rule("port", "port", (RuleVerb.MUTE,)))
    with library.transaction():
        library.rules.apply([number for number in numbers if number % 7 == 2])


def _mark(library: Library, numbers: list[int], mine: set[int], pictured: set[int]) -> dict[int, str]:
    """Read, star, comment and picture some of the articles; what was said under them, by their number."""
    library.undo_log.mark_read([number for number in numbers if number % 3 == 0])
    library.undo_log.star([number for number in numbers if number % 8 == 0])
    for tag, every in TAGS.items():
        library.tags.edit([number for number in numbers if number % every == 1], [tag])
    library.tags.put_off([number for number in numbers if number % 14 == 0])
    library.pictures.record(StoredPicture(PICTURE, None, 1, 1))
    said = {}
    for number in numbers:
        if number % 13 == 0:
            library.comments.store(number, [comment("1", "Le tramway, enfin !", author="Żółć")])
            said[number] = "Żółć Le tramway, enfin !"
        if number in mine:
            library.outbox.queue(library.outbox.write(number, "", "Moi", "moi@example.org", "Bravo.").id)
        if number in pictured:
            library.pictures.record_use(number, [PICTURE])
    return said

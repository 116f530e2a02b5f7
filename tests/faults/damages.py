"""Damages by chance: what may happen to a library's file, each told by its seed alone; and what is in it after that."""

from __future__ import annotations

import random
import shutil
import sqlite3
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from placentin_tui.errors import LibraryError
from placentin_tui.library import Library, open_or_repair, payload
from placentin_tui.library.recovery import backup
from placentin_tui.library.recovery.btree import OverflowReader, node, values
from placentin_tui.library.recovery.pages import SIZE, Pages
from placentin_tui.models import PreparedArticle, View
from tests.library.factories import HOUR, NOON, Clock, article, comment, paper, put

PAPERS = ("placentin", "journal", "gazette")
EACH = 30
"""Articles of a paper."""
STARTS = 3
"""How often a person starts before everything must be well."""


def opened(file: Path) -> Library:
    return open_or_repair(file, file.parent / "pictures", clock=Clock())


# ── a library ────────────────────────────────────────────────────────────────────────────────────────────────────────


def fill(file: Path, seed: int = 1789) -> None:
    """Three papers whose articles have addresses, authors, sections; stars, marks, comments, letters, corrections."""
    chance = random.Random(seed)
    with opened(file) as library:
        for name in PAPERS:
            source = paper(library, name, folder="Presse", home=f"https://{name}.example/")
            numbers = put(library, source, *(_article(chance, name, n) for n in range(EACH)))
            library.undo_log.mark_read(numbers[::3])
            library.undo_log.star(numbers[::5])
            for number in numbers[::7]:
                said = [comment(str(n), f"Commentaire {n} sous {number}. " * 5) for n in range(4)]
                library.comments.store(number, said, whole=True)
            put(library, source, *(_article(chance, name, n, again=" Corrigé.") for n in range(0, EACH, 9)))
        rows = library.articles.ids(View(source=source))
        library.undo_log.mark_all_read(View(source=source), rows[EACH // 2])
        draft = library.outbox.draft(numbers[1])
        library.outbox.save(draft.id, name="Ana", email="ana@example.org", text="Un brouillon,\nsur deux lignes.")
        library.outbox.write(numbers[2], "", "Ana", "ana@example.org", "En route.")
        library.settings.set("theme", "placentin-day")
        assert library.back_up() is not None


def fill_on(file: Path, seed: int = 1790) -> None:
    """The same, and more that is still in its WAL when it is copied, as when the power fails."""
    fill(file)
    chance = random.Random(seed)
    folder = file.parent / "copied"
    folder.mkdir()
    with opened(file) as library:
        for n in range(EACH, EACH + 8):
            (number,) = put(library, 1, _article(chance, PAPERS[0], n))
            library.undo_log.star([number])
        for path in file.parent.glob("library.db*"):
            shutil.copy(path, folder)
    for path in folder.iterdir():
        path.replace(file.parent / path.name)
    folder.rmdir()


def _article(chance: random.Random, name: str, n: int, again: str = "") -> PreparedArticle:
    words = " ".join(f"mot{chance.randrange(10**6)}" for _ in range(chance.choice((5, 60, 200, 900))))
    return article(
        f"{name}{n}",
        f"Texte {n} de {name}. {words}{again}",
        url=f"https://{name}.example/{n}",
        published=NOON - n * HOUR,
        author=f"Plume {n % 4}",
        sections=("Une", f"Rubrique {n % 3}"),
    )


# ── what stands on its pages ─────────────────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True)
class Fact:
    """Something a page of the sound file holds, and the pages it goes on on."""

    kind: str
    value: object
    page: int
    others: tuple[int, ...]


def facts(file: Path) -> list[Fact]:
    """What is in a sound library, page by page; no row that SQLite gives is left out."""
    says = dict(_said(file))
    found: list[Fact] = []
    with Pages(file) as pages:
        for number in range(1, pages.count + 1):
            page = node(pages.page(number), first=number == 1)
            for cell in page.cells if page else ():
                followed: list[int] = []

                def follow(other: int, followed: list[int] = followed) -> bytes:
                    followed.append(other)
                    return pages.page(other)

                row = values(OverflowReader(follow, pages.count).payload(cell))
                keys = [key for key in _keys(cell.number, row) if key in says]
                found += [Fact(*says.pop(key), number, tuple(followed)) for key in keys]
    assert not says, says
    return found


def _said(file: Path) -> Iterator[tuple[tuple[object, ...], tuple[str, object]]]:
    """The rows as SQLite gives them: by what they may be known, what they say."""
    with closing(sqlite3.connect(file)) as db:
        urls = dict(db.execute("SELECT id, url FROM source"))
        for number, url, title, starred in db.execute("SELECT id, url, title, starred FROM article"):
            yield ("article", number), ("article", (url, title, bool(starred)))
        for number, page in db.execute("SELECT article, page FROM body"):
            yield ("body", number, page), ("text", text_of(payload.page(page).blocks))
        for number, blocks in db.execute("SELECT id, blocks FROM comment"):
            yield ("comment", number, blocks), ("comment", text_of(payload.blocks(blocks)))
        for number, text in db.execute("SELECT id, text FROM letter"):
            yield ("letter", number, text), ("letter", text)
        for number, url in urls.items():
            yield ("source", number, url), ("source", url)
        for source, identity, url in db.execute(
            "SELECT seen.source, identity, url FROM seen JOIN article ON article.id = seen.article"
        ):
            yield ("seen", source, identity), ("name", (urls[source], identity, url))


def _keys(number: int, row: list[Any]) -> Iterator[tuple[object, ...]]:
    """What a row may be known by."""
    match len(row):
        case 2:
            yield "body", number, row[1]
        case 4 if number == 0:
            yield "seen", row[0], row[1]
        case 8:
            yield "comment", number, row[7]
        case 15:
            yield "letter", number, row[5]
        case 27:
            yield "article", number
        case width if width > 27:
            yield "source", number, row[1]


def text_of(blocks: tuple[object, ...]) -> str:
    return " ".join(span.text for block in blocks for span in getattr(block, "spans", ()))


# ── damages ──────────────────────────────────────────────────────────────────────────────────────────────────────────


def bits(chance: random.Random, data: bytearray) -> str:
    """Single bits turned round."""
    places = [chance.randrange(len(data)) for _ in range(chance.choice((1, 3, 10, 30, 100)))]
    for place in places:
        data[place] ^= 1 << chance.randrange(8)
    return f"{len(places)} bits at {places[:5]}…"


def bits_near(chance: random.Random, data: bytearray) -> str:
    """The same in the header, in the tables' description, and in the first bytes of pages, which say what they are."""
    said = []
    for _ in range(chance.choice((1, 2, 5))):
        page = chance.choice((0, 0, chance.randrange(max(1, len(data) // SIZE))))
        place = page * SIZE + chance.choice((chance.randrange(12), chance.randrange(120), chance.randrange(SIZE)))
        if place < len(data):
            data[place] ^= 1 << chance.randrange(8)
            said.append(place)
    return f"bits at {said}"


def cut(chance: random.Random, data: bytearray) -> str:
    """The end is missing."""
    size = chance.choice((chance.randrange(len(data)), chance.randrange(len(data)) // SIZE * SIZE))
    del data[size:]
    return f"cut to {size}"


def zeros(chance: random.Random, data: bytearray) -> str:
    """A part is nothing but zeros, as after a power cut."""
    start, length = chance.randrange(len(data)), chance.choice((1, 16, 512, SIZE, 3 * SIZE, len(data) // 3))
    start = chance.choice((start, start // SIZE * SIZE))
    length = min(length, len(data) - start)
    data[start : start + length] = bytes(length)
    return f"{length} zeros at {start}"


def garbage(chance: random.Random, data: bytearray) -> str:
    """A part is something else."""
    start, length = chance.randrange(len(data)), chance.choice((1, 8, 64, 512, SIZE, 2 * SIZE))
    length = min(length, len(data) - start)
    data[start : start + length] = chance.randbytes(length)
    return f"{length} other bytes at {start}"


def swapped(chance: random.Random, data: bytearray) -> str:
    """Pages stand in each other's place."""
    said = []
    for _ in range(chance.choice((1, 1, 2, 8))):
        one, other = (chance.randrange(len(data)) // SIZE * SIZE for _ in range(2))
        data[one : one + SIZE], data[other : other + SIZE] = data[other : other + SIZE], data[one : one + SIZE]
        said.append((one, other))
    return f"pages swapped: {said}"


def copied(chance: random.Random, data: bytearray) -> str:
    """A page stands in another's place, too."""
    one, other = (chance.randrange(len(data)) // SIZE * SIZE for _ in range(2))
    data[one : one + SIZE] = data[other : other + SIZE]
    return f"page at {other} also at {one}"


def emptied(_chance: random.Random, data: bytearray) -> str:
    """Nothing is left."""
    data.clear()
    return "emptied"


DAMAGES: tuple[Callable[[random.Random, bytearray], str], ...] = (
    bits, bits, bits_near, bits_near, cut, cut, zeros, zeros, garbage, swapped, copied, emptied,
)  # fmt: skip


def spoil(file: Path, chance: random.Random, damages: tuple[Callable[[random.Random, bytearray], str], ...]) -> str:
    """Damage a file in one of these ways, or now and then in several."""
    data = bytearray(file.read_bytes())
    said: list[str] = []
    while data and (not said or chance.random() < 0.2):
        said.append(chance.choice(damages)(chance, data))
    file.write_bytes(data)
    return f"{file.name}: {', '.join(said)}"


def damage(file: Path, seed: int) -> str:
    """Damage a library, or what it has in its WAL, and now and then its backup; what was done, in words."""
    chance = random.Random(seed)
    wal, index = file.with_name(file.name + "-wal"), file.with_name(file.name + "-shm")
    said = []
    if wal.exists():
        said.append(spoil(chance.choice((file, wal, wal, index)), chance, DAMAGES))
        for companion in chance.choice(((), (), (), (index,), (wal, index))):
            companion.unlink(missing_ok=True)
            said.append(f"{companion.name} gone")
    else:
        said.append(spoil(file, chance, DAMAGES))
    match chance.randrange(6):
        case 0:
            shutil.rmtree(backup.folder_of(file))
            said.append("no backup")
        case 1:
            said.append(
                f"backup {spoil(next(backup.folder_of(file).iterdir()), chance, (cut, bits, garbage, emptied))}"
            )
    return "; ".join(said)


# ── after it ─────────────────────────────────────────────────────────────────────────────────────────────────────────


def started(file: Path) -> Library:
    """Start and read as a person would, and again, until all is well."""
    for _ in range(STARTS - 1):
        try:
            with opened(file) as library:
                read_all(library)
                if library.check() == "ok":
                    break
        except LibraryError:
            pass
    return opened(file)


def read_all(library: Library) -> None:
    """Look at everything a person can look at."""
    library.sources.all()
    library.sources.fetch_states()
    for summary in library.articles.page(View(), limit=1000):
        library.articles.get(summary.id)
        library.revisions.of(summary.id)
    for query in ("texte", "commentaire", "titre", "mot1"):
        library.articles.page(View(query=query), limit=1000)
        library.articles.count(View(query=query))
    for view in (View(unread=True), View(starred=True), View(section="Une"), View(author="Plume 1")):
        library.articles.page(view, limit=1000)
        library.articles.count(view)
    library.articles.sections()
    library.outbox.all()
    library.settings.get("theme")


def inside(library: Library) -> dict[str, Counter[Any]]:
    """All that is in a library, told as facts are, and how often."""
    db = library._connection
    rows = library.articles.page(View(), limit=10_000)
    names = db.rows(
        "SELECT source.url, identity, article.url FROM seen JOIN source ON source.id = seen.source"
        " JOIN article ON article.id = seen.article"
    )
    return {
        "source": Counter(source.url for source in library.sources.all()),
        "article": Counter((row.url, row.title, row.starred) for row in rows),
        "address": Counter(row.url for row in rows if row.url),
        "text": Counter(text_of(library.articles.get(row.id).blocks) for row in rows),
        "page": Counter((row.url, text_of(library.articles.get(row.id).blocks)) for row in rows),
        "comment": Counter(text_of(said.blocks) for row in rows for said in library.comments.of(row.id)),
        "letter": Counter(outgoing.text for outgoing in library.outbox.all()),
        "name": Counter(map(tuple, names)),
    }


def stars(library: dict[str, Counter[Any]]) -> int:
    """How many of its articles are starred."""
    return sum(is_starred for _url, _title, is_starred in library["article"])

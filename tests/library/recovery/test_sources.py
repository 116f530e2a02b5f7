"""The sources put together again: what two of row, index and backup say is believed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import closing

import pytest

from placentin_tui import i18n
from placentin_tui.library.recovery.records import KeptSource
from placentin_tui.library.recovery.sources import ADDRESS_LOST, SalvagedSources
from placentin_tui.library.schema.connection import Connection
from placentin_tui.library.schema.migrate import migrate

FEED = "https://placentin.example/feed"
SLIP = "https://placentyn.example/feed"
OTHER = "https://journal.example/feed"


@pytest.fixture
def db() -> Iterator[Connection]:
    i18n.use("en")
    with closing(Connection(None)) as connection:
        migrate(connection)
        yield connection


def row(number: int, url: str, title: str = "Le Placentin") -> dict[str, object]:
    empty = {"folder": "", "language": "", "home": "https://placentin.example/", "icon": ""}
    return {"id": number, "url": url, "title": title, **empty}


def kept(number: int, url: str, title: str = "Le Placentin") -> KeptSource:
    return KeptSource(number, url, title, "", "Presse", "fr", "https://placentin.example/", "", "", "", "all")


def put(
    db: Connection, rows: list[dict[str, object]], indexed: Sequence[tuple[object, ...]], *records: KeptSource
) -> SalvagedSources:
    sources = SalvagedSources(db, rows, indexed, records)  # type: ignore[arg-type]
    sources.put()
    return sources


def there(db: Connection) -> dict[int, str]:
    return dict(db.rows("SELECT id, url FROM source ORDER BY id"))


def article(db: Connection, number: int, source: int, url: str = "", *, name: int = 0) -> None:
    values = (number, source, number, url)
    db.run("INSERT INTO article (id, source, slot, url, first_seen, words, title, author, sections)"
           " VALUES (?, ?, ?, ?, 0, 0, '', '', '')", values)  # fmt: skip
    if name:
        db.run("INSERT INTO seen VALUES (?, ?, '', ?)", (name, f"guid:{number}", number))


def test_of_a_sound_library_all_as_they_are(db: Connection) -> None:
    sources = put(db, [row(1, FEED), row(4, OTHER)], [(OTHER, 4), (FEED, 1)], kept(1, FEED), kept(4, OTHER))
    assert there(db) == {1: FEED, 4: OTHER}
    assert (sources.replaced, sources.is_backup_of_this) == (set(), True)
    assert sources.numbers() == {FEED: 1, OTHER: 4}


@pytest.mark.parametrize(
    ("in_row", "in_index", "in_backup"), [(SLIP, FEED, FEED), (FEED, SLIP, FEED), (FEED, FEED, SLIP)]
)
def test_an_address_two_agree_on_is_the_address(db: Connection, in_row: str, in_index: str, in_backup: str) -> None:
    others = [row(2, OTHER)], [(OTHER, 2)], kept(2, OTHER)  # by which one sees that the backup is this library's
    sources = put(db, [row(1, in_row), *others[0]], [(in_index, 1), *others[1]], kept(1, in_backup), others[2])
    assert there(db) == {1: FEED, 2: OTHER}
    assert sources.numbers()[in_backup] == 1


def test_one_that_is_no_address_is_none(db: Connection) -> None:
    put(db, [row(1, "httqs://placentin.example/feed")], [(FEED, 1)])
    assert there(db) == {1: FEED}


def test_a_source_that_has_moved_since_the_backup_is_not_subscribed_to_twice(db: Connection) -> None:
    moved = "https://www.placentin.example/flux"
    rows, indexed = [row(1, moved), row(2, OTHER, "J")], [(moved, 1), (OTHER, 2)]
    assert put(db, rows, indexed, kept(1, FEED), kept(2, OTHER, "J")).numbers() == {FEED: 1, OTHER: 2}
    assert there(db) == {1: moved, 2: OTHER}


def test_another_librarys_numbers_mean_nothing(db: Connection) -> None:
    sources = put(db, [row(1, OTHER, "Le Journal")], [(OTHER, 1)], kept(1, FEED))
    assert not sources.is_backup_of_this
    assert sources.numbers() == {}


def test_a_row_that_lost_its_number_has_the_one_the_index_knows(db: Connection) -> None:
    put(db, [row(66, FEED), row(2, OTHER)], [(FEED, 1), (OTHER, 2)])
    assert there(db) == {1: FEED, 2: OTHER}


def test_two_of_one_address_are_one(db: Connection) -> None:
    article(db, 7, 2, name=2)
    put(db, [row(1, FEED), row(2, FEED)], [])
    assert there(db) == {1: FEED}
    assert db.rows("SELECT source FROM article UNION ALL SELECT source FROM seen") == [(1,), (1,)]


def test_one_that_only_its_articles_speak_of_comes_from_the_backup(db: Connection) -> None:
    article(db, 7, 3)
    sources = put(db, [row(1, OTHER)], [(OTHER, 1)], kept(1, OTHER), kept(3, FEED))
    assert there(db) == {1: OTHER, 3: FEED}
    assert sources.replaced == {3}
    assert db.value("SELECT folder FROM source WHERE id = 3") == "Presse"


def test_or_from_its_index(db: Connection) -> None:
    article(db, 7, 3)
    put(db, [], [(FEED, 3), (b"x", 4), (FEED,)])
    assert there(db) == {3: FEED}
    assert db.value("SELECT gone FROM source") == 0


def test_else_it_is_named_after_the_site_of_its_articles_and_asked_no_more(db: Connection) -> None:
    for number, site in enumerate(("a", "b", "b")):
        article(db, number + 1, 3, f"https://{site}.example/{number}")
    put(db, [], [])
    (found,) = db.rows("SELECT id, url, title, gone, error_reason, error FROM source")
    assert found[:5] == (3, "https://b.example/", "b.example", 1, ADDRESS_LOST)
    assert "Subscribe to it again" in found[5]


def test_where_nothing_speaks_of_it_there_is_something_all_the_same(db: Connection) -> None:
    article(db, 1, 3)
    article(db, 2, 4)
    put(db, [row(1, "https://source-3.invalid/")], [])
    assert there(db) == {
        1: "https://source-3.invalid/",
        3: "https://source-3-1.invalid/",
        4: "https://source-4.invalid/",
    }


def test_texts_that_belong_to_nothing_get_a_source(db: Connection) -> None:
    db.run("INSERT INTO body VALUES (1, x'90')")
    put(db, [], [])
    assert there(db) == {1: "https://source-1.invalid/"}


def test_where_an_article_and_its_name_disagree_the_source_that_is_there_is_meant(db: Connection) -> None:
    article(db, 1, 99, name=1)
    article(db, 2, 1, name=98)
    put(db, [row(1, FEED)], [(FEED, 1)])
    assert there(db) == {1: FEED}
    assert db.rows("SELECT source FROM article UNION ALL SELECT source FROM seen") == [(1,)] * 4

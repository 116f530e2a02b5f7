"""A backup put back: nothing twice, whatever name or address is another by now."""

from __future__ import annotations

import gzip
from pathlib import Path

import msgspec
import pytest

from placentin_tui.errors import LibraryDamaged
from placentin_tui.library import Library
from placentin_tui.library.recovery import backup
from placentin_tui.library.recovery.records import KeptArticle, KeptSource
from placentin_tui.models import View
from tests.library.factories import NOON, Clock, article, paper, put

SOURCE = KeptSource(1, "https://placentin.example/feed", "Le Placentin", "", "", "fr", "", "", "", "", "all")


def kept(name: str, **changes: object) -> KeptArticle:
    usual = KeptArticle(SOURCE.url, f"guid:{name}", "d", f"Titre {name}", f"https://x.example/{name}", "", NOON, NOON)
    return msgspec.structs.replace(usual, **changes)


def written(file: Path, *records: object) -> Path:
    file.write_bytes(gzip.compress(b"".join(msgspec.json.encode(record) + b"\n" for record in records)))
    return file


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "2026-03-03.jsonl.gz"


def test_an_article_that_has_another_name_now_is_recognised_by_address_title_and_date(
    library: Library, file: Path
) -> None:
    (number,) = put(
        library, paper(library), article("new", url="https://x.example/old", title="Titre old", published=NOON)
    )
    restored = library.restore(written(file, SOURCE, kept("old", starred=True)))
    assert restored.articles == 0
    assert library.articles.summary(number).starred
    assert library.articles.count(View()) == 1


@pytest.mark.parametrize(
    "changes", [{"title": "Autre"}, {"published": NOON - 1}, {"url": "https://x.example/other"}, {"url": ""}]
)
def test_one_that_is_only_alike_is_another(library: Library, file: Path, changes: dict[str, object]) -> None:
    put(library, paper(library), article("new", url="https://x.example/old", title="Titre old", published=NOON))
    assert library.restore(written(file, SOURCE, kept("old", **changes))).articles == 1
    assert library.articles.count(View()) == 2


def test_several_at_one_address_are_several(library: Library, file: Path) -> None:
    source = paper(library)
    put(library, source, *(article(str(n), url="https://x.example/", title="Météo", published=NOON) for n in range(2)))
    records = [kept(f"old{n}", url="https://x.example/", title="Météo") for n in range(3)]
    assert library.restore(written(file, SOURCE, *records)).articles == 3
    assert library.restore(written(file, SOURCE, *records)).articles == 0


def test_twice_is_once(library: Library, file: Path) -> None:
    records = [SOURCE, *(kept(str(n), starred=True, page=b"") for n in range(5))]
    assert library.restore(written(file, *records)).articles == 5
    assert library.restore(written(file, *records)).articles == 0
    assert library.articles.count(View(starred=True)) == 5


def test_where_all_was_read_stays_so(tmp_path: Path, clock: Clock) -> None:
    with Library.open(tmp_path / "one.db", tmp_path, clock=clock) as library:
        source = paper(library)
        put(library, source, *(article(str(n), published=NOON - n) for n in range(9)))
        library.undo_log.mark_all_read(View())
        put(library, source, article("new", published=NOON))
        file = library.back_up()
        assert file is not None
    with Library.open(tmp_path / "other.db", tmp_path, clock=clock) as library:
        library.restore(file)
        assert library.articles.count(View(unread=True)) == 1
        assert library._connection.value("SELECT read_to FROM source") > 0
        assert library.check() == "ok"


@pytest.mark.parametrize(
    "line",
    [
        b'{"type": "source"}',
        b'{"type": "setting", "key": "a", "value": "\\ud800"}',
        msgspec.json.encode(kept("a")).replace(b'"at":1772539200', b'"at":99999999999999999999'),
        msgspec.json.encode(kept("a")).replace(b'"at":1772539200', b'"at":"hier"'),
        b"\xff\xfe",
        b"[" * 100_000,
    ],
)
def test_a_record_that_is_none_is_a_damaged_backup(library: Library, file: Path, line: bytes) -> None:
    file.write_bytes(gzip.compress(msgspec.json.encode(SOURCE) + b"\n" + line + b"\n"))
    with pytest.raises(LibraryDamaged, match=r"The backup .*2026-03-03\.jsonl\.gz cannot be read"):
        library.restore(file)
    assert library.sources.all() == []


def test_what_no_terminal_should_see_is_not_in_it(library: Library, file: Path) -> None:
    hostile = "a\x1b[31mb\x9bc\rd\x08e\tf"
    library.restore(written(file, msgspec.structs.replace(SOURCE, title=hostile), kept("a", title=hostile)))
    assert library._connection.value("SELECT title FROM source") == "a[31mbc de f"
    (row,) = library.articles.page(View())
    assert row.title == "a[31mbc de f"


def test_wishes_of_a_later_version_are_left_out(library: Library, file: Path) -> None:
    library.restore(written(file, msgspec.structs.replace(SOURCE, pictures="moving", fulltext="sometimes")))
    (source,) = library.sources.all()
    assert (source.pictures, source.fulltext) == ("all", "auto")


def test_the_best_backups_come_first(tmp_path: Path) -> None:
    library = tmp_path / "library.db"
    folder = backup.folder_of(library)
    folder.mkdir()
    whole = written(folder / "2026-03-01.jsonl.gz", SOURCE)
    none = written(folder / "2026-03-02.jsonl.gz", kept("a"))
    cut = written(folder / "2026-03-03.jsonl.gz", SOURCE, *(kept(str(n)) for n in range(2000)))
    short = written(folder / "2026-03-04.jsonl.gz", SOURCE, *(kept(str(n)) for n in range(2000)))
    for file, part in ((cut, 2), (short, 4)):
        file.write_bytes(file.read_bytes()[: file.stat().st_size // part])
    (folder / "2026-03-05.jsonl.gz").write_bytes(b"")
    found = list(backup.readable(library, NOON + 9 * 86_400))
    assert [file for file, _kept in found] == [whole, cut, short]
    assert len(found[1][1]) > len(found[2][1]) > 1
    assert none not in [file for file, _kept in found]


def test_the_day_of_a_backup(tmp_path: Path) -> None:
    assert backup.day_of(tmp_path / "2026-03-01.jsonl.gz") == "1\xa0March\xa02026"
    assert backup.day_of(tmp_path / "mine\x1b[31m.gz") == "mine\N{REPLACEMENT CHARACTER}[31m.gz"

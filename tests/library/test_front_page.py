"""What the front page is chosen from: along indexes, whatever the library holds."""

from __future__ import annotations

from pathlib import Path

from PIL import Image

from placentin_tui.library import Library
from placentin_tui.library.articles import front_page
from placentin_tui.models import StoredPicture, View
from tests.library.factories import HOUR, NOON, article, paper, put


def library(folder: Path) -> Library:
    return Library.open(folder / "library.db", folder / "pictures", clock=lambda: NOON)


def test_a_busy_source_does_not_hide_a_quiet_one(tmp_path: Path) -> None:
    with library(tmp_path) as it:
        quiet, busy = paper(it, "quiet"), paper(it, "busy")
        (one,) = put(it, quiet, article("quiet", published=NOON - 20 * HOUR))
        it.articles.store(busy, [article(str(n), published=NOON - n) for n in range(front_page.NEWEST + 30)])
        found = it.front_page.candidates(View(), NOON - 24 * HOUR)
        assert one in [candidate.article.id for candidate in found]
        assert len(found) == front_page.NEWEST + 1
        assert [candidate.article.at for candidate in found] == sorted((c.article.at for c in found), reverse=True)
        assert all(c.article.source == quiet for c in it.front_page.candidates(View(source=quiet), 0))


def test_of_a_quiet_source_only_what_is_recent_joins(tmp_path: Path) -> None:
    with library(tmp_path) as it:
        quiet, busy = paper(it, "quiet"), paper(it, "busy")
        put(it, quiet, article("old", published=NOON - 50 * HOUR))
        it.articles.store(busy, [article(str(n), published=NOON - n) for n in range(front_page.NEWEST)])
        found = it.front_page.candidates(View(), NOON - 24 * HOUR)
        assert {candidate.article.source for candidate in found} == {busy}


def test_a_section_has_candidates_of_its_own(tmp_path: Path) -> None:
    with library(tmp_path) as it:
        source = paper(it)
        put(it, source, article("a", sections=("Monde",)), article("b", sections=("Sport",)))
        found = it.front_page.candidates(View(section="Sport"), 0)
        assert [candidate.article.title for candidate in found] == ["Titre b"]


def test_pictured_is_what_has_a_picture_in_the_cache(tmp_path: Path) -> None:
    with library(tmp_path) as it:
        source = paper(it)
        one, other = put(it, source, article("a", picture="https://a/1"), article("b", picture="https://a/2"))
        it.pictures.record(StoredPicture("https://a/1", tmp_path / "pictures" / "x.png", 400, 300))
        it.pictures.record(StoredPicture("https://a/2", None))
        for number, url in ((one, "https://a/1"), (other, "https://a/2")):
            it.pictures.record_use(number, [url])
        found = {candidate.article.id: candidate.pictured for candidate in it.front_page.candidates(View(), 0)}
        assert found == {one: True, other: False}


def test_an_extract_is_the_beginning_and_the_first_picture_that_is_there(tmp_path: Path) -> None:
    folder = tmp_path / "pictures"
    folder.mkdir()
    Image.new("RGB", (400, 300)).save(folder / "x.png")
    with library(tmp_path) as it:
        source = paper(it)
        one, other = put(
            it, source, article("a", "Le début.", picture="https://a/1"), article("b", picture="https://a/2")
        )
        it.pictures.record(StoredPicture("https://a/1", folder / "x.png", 400, 300))
        it.pictures.record(StoredPicture("https://a/2", folder / "x.png", 16, 16))
        found = it.front_page.extracts([one, other, 999])
        assert set(found) == {one, other}
        assert found[one].standfirst == "Le début."
        picture = found[one].picture
        assert picture
        assert picture.path == folder / "x.png"
        assert found[other].picture is None, "an icon is no picture"


def test_no_query_walks_a_table(tmp_path: Path) -> None:
    with library(tmp_path) as it:
        put(it, paper(it), article("a", picture="https://a/1"))
        values = {"since": 0, "most": 3, "limit": 400}
        plans = [
            it._connection.rows(f"EXPLAIN QUERY PLAN {front_page._OF_EACH_SOURCE}", values),
            it._connection.rows(f"EXPLAIN QUERY PLAN {front_page._PICTURED}", ("[1]",)),
        ]
        steps = [str(row[3]) for plan in plans for row in plan]
        assert any("article_source" in step for step in steps)
        walked = [
            step for step in steps if step.startswith("SCAN") and not step.startswith(("SCAN source", "SCAN json_each"))
        ]
        assert walked == []


def test_when_a_source_last_answered(tmp_path: Path) -> None:
    with library(tmp_path) as it:
        source = paper(it)
        assert it.sources.last_success() is None
        it.sources.record_success(source)
        assert it.sources.last_success() == NOON

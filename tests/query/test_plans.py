"""How SQLite goes about sixty queries: along indexes, reading no text and sorting nothing but a few."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from placentin_tui.models import View
from tests.query.shelf import filled

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.query.shelf import Shelf

FILE = Path(__file__).parents[1] / "data" / "queries.txt"
QUERIES = [line for line in FILE.read_text("utf-8").splitlines() if line and not line.startswith("#")]


@pytest.fixture(scope="module")
def shelf(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Shelf]:
    made = filled(tmp_path_factory.mktemp("shelf"))
    yield made
    made.library.close()


def test_there_are_sixty() -> None:
    assert len(QUERIES) == len(set(QUERIES)) == 60


@pytest.mark.parametrize("query", QUERIES)
def test_no_text_is_read_and_no_table_is_scanned(shelf: Shelf, query: str) -> None:
    assert not shelf.library.finder.results.notes(query) or "source" in query or "folder" in query
    for part in shelf.library.finder.results.parts(View(query=query)):
        sql = part.sql("article.slot, article.id", f"ORDER BY {part.slot} DESC")
        plan = [row[3] for row in shelf.library._connection.rows(f"EXPLAIN QUERY PLAN {sql}", part.values)]
        assert not [step for step in plan if "body" in step or "searchable" in step], plan
        scans = [step for step in plan if step.startswith("SCAN") and "VIRTUAL TABLE INDEX" not in step]
        # Reading along an index in the list's order, and the outbox and the sources, which are few.
        allowed = ("SCAN article USING INDEX article_", "SCAN letter", "SCAN source", "SCAN CONSTANT ROW")
        assert all(scan.startswith(allowed) for scan in scans), plan
        # Unread articles are sorted where there are few (plain_lists.py).
        assert "is:unread" in query or not [step for step in plan if "TEMP B-TREE" in step], plan

"""docs/search.md says what the language does: each example is run."""

from __future__ import annotations

import re
from datetime import UTC
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from placentin_tui.models import View
from placentin_tui.query import parse
from placentin_tui.query.vocabulary import CONTENTS, FIELDS, ORDERS, STATES
from tests.library.factories import NOON
from tests.query.oracle import found
from tests.query.shelf import filled

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.query.shelf import Shelf

DOCS = (Path(__file__).parents[2] / "docs" / "search.md").read_text("utf-8")
EXAMPLES, SAID = (
    [tuple(cell.replace("\\|", "|") for cell in row) for row in rows]
    for rows in (
        re.findall(r"^\| `(.+?)` \| `(.+?)` \|", DOCS, re.MULTILINE),
        re.findall(r"^\| `([^`]+)` \| ([^`]+) \|$", DOCS, re.MULTILINE),
    )
)


@pytest.fixture(scope="module")
def shelf(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Shelf]:
    made = filled(tmp_path_factory.mktemp("shelf"))
    yield made
    made.library.close()


@pytest.mark.parametrize(("english", "french"), EXAMPLES)
def test_each_example_finds_what_it_says_in_both_languages(shelf: Shelf, english: str, french: str) -> None:
    query = parse(english, NOON, UTC)
    wanted = [piece.summary.id for piece in found(query, shelf.pieces, NOON)]
    assert len(wanted) > 0
    assert query.order or len(wanted) < len(shelf.pieces)
    assert not query.notes
    for words in (english, french):
        assert [row.id for row in shelf.library.articles.page(View(query=words), limit=1000)] == wanted
        assert not shelf.library.finder.results.notes(words)


@pytest.mark.parametrize(("query", "sentence"), SAID)
def test_each_sentence_is_said(shelf: Shelf, query: str, sentence: str) -> None:
    assert shelf.library.finder.results.notes(query) == (sentence,)


def test_every_field_and_value_has_an_example() -> None:
    everything = " ".join(f"{english} {french}" for english, french in EXAMPLES) + " ".join(query for query, _ in SAID)
    shown = set(re.findall(r"[^\W\d_][\w-]*(?=:)", parse_free(everything)))
    names = {parse_free(name) for row in FIELDS.values() for name in row[:2]}
    assert names <= shown
    values = parse_free(everything)
    for table in (STATES, CONTENTS, ORDERS):
        for row in table.values():
            assert row[0] in values or row[0] in {"video", "links", "new"}, row


def parse_free(text: str) -> str:
    """The text without accents."""
    return text.translate(str.maketrans("éâèà", "eaea"))

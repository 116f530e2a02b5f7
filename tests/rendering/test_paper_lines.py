"""The rows of the page of papers: their order, their columns, and the words for how papers fare."""

from __future__ import annotations

import re

import pytest
from msgspec.structs import replace

from placentin_tui import i18n
from placentin_tui.models import Source
from placentin_tui.prose.layout import text_width
from placentin_tui.rendering import paper_lines, source_status
from placentin_tui.rendering.paper_rows import GroupRow, PaperRow, rows
from placentin_tui.rendering.sparkline import rhythm, sparkline

NOW = 1_795_000_000
DAYS = (0, 1, 2, 3, 0, 0, 0, 6, 5, 4, 3, 2, 1, 0)


@pytest.fixture(autouse=True)
def _english() -> None:
    i18n.use("en")


def source(number: int = 1, title: str = "La Gazette", folder: str = "", **fields: object) -> Source:
    """A paper that has answered five minutes ago."""
    usual = {"articles": 20, "unread": 16, "last_success": NOW - 300, "last_refresh": NOW - 300}
    return replace(Source(number, f"https://p{number}.example/feed", title, folder), **(usual | fields))


def text(row: GroupRow | PaperRow, width: int) -> list[str]:
    """The lines of a row."""
    lines = paper_lines.lines(row, width, NOW, lambda act: (act[7], act[7:]))
    return ["".join(run.text for run in line) for line in lines]


def test_a_folders_head_counts_the_folders_inside_it_as_its_list_does() -> None:
    papers = [source(1, folder="A"), source(2, folder="A/B"), source(3, folder="AB")]
    heads = {row.folder: row.unread for row in rows(papers, {}, ()) if isinstance(row, GroupRow)}
    assert heads == {None: 48, "A": 32, "A/B": 16, "AB": 16}


def before_days(line: str) -> str:
    """What stands left of a row's sparkline."""
    return re.split("[▁-█]", line)[0]


@pytest.mark.parametrize("width", [40, 53, 54, 77, 78, 120, 180])
def test_columns_stand_below_each_other_at_every_width(width: int) -> None:
    papers = [
        source(1, "A", unread=0),
        source(2, "Une très longue manchette qui ne tient pas sur une ligne, où qu’on la mette", unread=1234),
        source(3, "漢字の新聞", last_success=None),
        source(4, "Grand Angle", last_success=NOW - 40 * 86400, error_reason="refused", error_kept="It refuses."),
    ]
    found = [text(PaperRow(paper, DAYS), width)[0] for paper in papers]
    assert {text_width(line) for line in found} == {width - 1}
    places = {text_width(before_days(line)) for line in found}
    assert len(places) == 1, "the sparklines begin in one column"
    head = text(GroupRow(None, tuple(papers), DAYS), width)[0]
    assert text_width(head) == width - 1
    assert text_width(before_days(head)) in places
    assert "1,266" in head


def test_a_narrow_row_has_the_last_days_and_no_age() -> None:
    assert text(PaperRow(source(), DAYS), 40) == ["  G  La Gazette           █▇▆▅▄▃▁    16"]
    assert "5 minutes ago" in text(PaperRow(source(), DAYS), 80)[0]
    assert "5 min" in text(PaperRow(source(), DAYS), 60)[0]


def test_where_nothing_else_fits_the_name_does() -> None:
    for width in range(6, 30):
        assert all(text_width(line) <= max(width, 6) for line in text(PaperRow(source(), DAYS), width))


def test_what_is_wrong_and_what_helps_stand_on_one_line() -> None:
    failing = source(error_reason="refused", error_kept="gazette.example refuses the connection.")
    row = PaperRow(failing)
    assert paper_lines.height(row) == 2
    assert text(row, 90)[1].strip() == "gazette.example refuses the connection.  r refresh"
    assert "…  r refresh" in text(row, 40)[1]
    assert paper_lines.height(PaperRow(failing, is_asked=True)) == 1
    assert "being asked" in text(PaperRow(failing, is_asked=True), 90)[0]


@pytest.mark.parametrize(
    ("fields", "acts"),
    [
        ({}, ()),
        ({"error_reason": "refused", "error_kept": "No."}, ("papers-refresh",)),
        ({"gone": True, "error_kept": "Gone."}, ("papers-remove", "papers-add")),
        ({"error_kept": "No.", "refused": "ab"}, ("papers-certificate", "papers-refresh")),
        (
            {"error_reason": "http-404", "error_kept": "No.", "failing_since": NOW - 9 * 86400},
            ("papers-refresh", "papers-remove", "papers-add"),
        ),
    ],
)
def test_each_trouble_has_its_remedies(fields: dict[str, object], acts: tuple[str, ...]) -> None:
    assert source_status.remedies(replace(source(), **fields), NOW) == acts


@pytest.mark.parametrize(
    ("name", "letter"),
    [
        ("La Gazette", " G "), ("L’Écho du marché", " É "), ("The Northern Post", " N "), ("Le", " L "),
        ("zeitung", " Z "), ("漢字", " 漢"), ("20 minutes", " 2 "), ("…", " · "), ("", " · "),
        ("e\u0301toile", " É "), ("\u0301", " · "), ("ß", " ß "),
    ],
)  # fmt: skip
def test_the_initial_is_that_of_the_first_telling_word(name: str, letter: str) -> None:
    assert paper_lines.initial(name) == letter
    assert text_width(letter) == 3


def test_folders_head_their_papers() -> None:
    papers = [source(1, "A"), source(2, "B", "Presse"), source(3, "C", "Presse"), source(4, "D", "Presse/Liban")]
    found = rows(papers, {1: (1, 0), 2: (1, 2)}, {3})
    assert [(row.folder, row.unread) for row in found if isinstance(row, GroupRow)] == [
        (None, 64), ("", 16), ("Presse", 48), ("Presse/Liban", 16),
    ]  # fmt: skip
    assert [row.source.title for row in found if isinstance(row, PaperRow)] == ["A", "B", "C", "D"]
    assert found[0] == GroupRow(None, tuple(papers), (2, 2))
    assert [row.is_choice for row in found if isinstance(row, GroupRow)] == [True, False, True, True]
    assert [row.source.id for row in found if isinstance(row, PaperRow) and row.is_asked] == [3]
    assert text(found[-2], 60)[0].startswith(" PRESSE / LIBAN ─")


def test_without_folders_there_are_no_heads() -> None:
    found = rows([source(1), source(2)], {}, ())
    assert [type(row) for row in found] == [GroupRow, PaperRow, PaperRow]
    assert rows([], {}, ()) == []


def test_a_sparkline_has_a_column_a_day_and_its_peak_is_high() -> None:
    runs = list(sparkline(DAYS, "ink"))
    assert "".join(run.text for run in runs) == "▁▃▄▅▁▁▁█▇▆▅▄▃▁"
    assert {run.style for run in runs if "▁" in run.text} == {"rule"}
    assert "".join(run.text for run in sparkline((0, 1, 0), "ink")) == "▁▄▁", "one article is no peak"
    assert "".join(run.text for run in sparkline((0, 1, 10_000), "ink")) == "▁▂█"
    assert list(sparkline((), "ink")) == []


@pytest.mark.parametrize(
    ("counts", "words"),
    [
        ((0,) * 14, "less than one a week"), ((1,) + (0,) * 13, "less than one a week"),
        ((1, 1) + (0,) * 12, "about 1 a week"), ((3,) * 4 + (0,) * 10, "about 6 a week"),
        ((1,) * 14, "about 1 a day"), ((40,) * 14, "about 40 a day"), ((), ""),
    ],
)  # fmt: skip
def test_a_rhythm_in_words(counts: tuple[int, ...], words: str) -> None:
    assert rhythm(counts) == words

"""The front page without a terminal: which stories, in which order, and where they stand at each size."""

from __future__ import annotations

from pathlib import Path

import pytest

from placentin_tui import i18n
from placentin_tui.models import ArticleSummary, Candidate, Extract, StoredPicture
from placentin_tui.prose.layout import text_width
from placentin_tui.rendering.front_page.boxes import PictureUse, Story, Terms
from placentin_tui.rendering.front_page.choose import DAY, choose, section_of, sections
from placentin_tui.rendering.front_page.flash import flash_lines
from placentin_tui.rendering.front_page.head import HeadFacts, head_lines, head_rows
from placentin_tui.rendering.front_page.headline import headline_lines
from placentin_tui.rendering.front_page.layout import FrontLayout, lay_out, stories_shown
from placentin_tui.rendering.front_page.moves import Direction, Place, nearest
from placentin_tui.rendering.front_page.size import PageSize, page_size

NOW = 1_795_000_000
WINDOWS = [
    (200, 50),
    (180, 44),
    (160, 45),
    (120, 40),
    (110, 32),
    (100, 30),
    (80, 24),
    (64, 20),
    (60, 15),
    (40, 12),
    (20, 6),
]
LONG = "Budget : l’Assemblée vote la confiance au terme d’une nuit de tractations"


@pytest.fixture(autouse=True)
def english() -> None:
    i18n.use("en")


def article(number: int, *, source: int = 1, hours: float = 1, **fields: object) -> ArticleSummary:
    values: dict[str, object] = {
        "title": f"{LONG} {number}",
        "sections": ("Politique",),
        "words": 500,
        "comments": 38,
        **fields,
    }
    return ArticleSummary(
        number,
        source,
        f"Le Courrier {source}",
        url="",
        author="",
        at=int(NOW - hours * 3600),
        **values,  # type: ignore[arg-type]
    )


def candidate(number: int, *, pictured: bool = False, **fields: object) -> Candidate:
    return Candidate(article(number, **fields), pictured)  # type: ignore[arg-type]


def order(*candidates: Candidate) -> list[int]:
    return [one.id for one in choose(candidates, NOW, 100)]


# ── which stories ────────────────────────────────────────────────────────────────────────────────────────────────────


def test_one_with_a_picture_leads() -> None:
    assert order(candidate(3), candidate(2, pictured=True), candidate(1))[0] == 2


def test_one_without_a_title_does_not_lead() -> None:
    assert order(candidate(2, title="", pictured=True), candidate(1)) == [1, 2]


def test_what_is_of_the_last_day_goes_before_an_older_one_with_a_picture() -> None:
    assert order(candidate(1, hours=30, pictured=True), candidate(2, hours=3)) == [2, 1]


def test_what_was_read_goes_after_all_that_is_unread() -> None:
    assert order(candidate(1, read=True, pictured=True), candidate(2)) == [2, 1]


def test_the_papers_own_front_page_goes_first_then_its_order_then_comments() -> None:
    assert order(candidate(2), candidate(1, sections=("À la Une",))) == [1, 2]
    assert order(candidate(1), candidate(2)) == [2, 1], "the library numbers what stands higher in a feed higher"
    assert order(candidate(1, source=1, comments=3), candidate(2, source=2, comments=9)) == [2, 1]


def test_no_source_has_a_second_story_before_each_has_one() -> None:
    busy = [candidate(n, source=1, pictured=True) for n in range(10, 20)]
    chosen = choose([*busy, candidate(1, source=2), candidate(2, source=3)], NOW, 4)
    assert {one.source for one in chosen[:3]} == {1, 2, 3}
    assert chosen[0].source == chosen[3].source == 1


def test_the_order_is_the_same_whatever_order_they_come_in() -> None:
    every = [candidate(n, source=n % 3, pictured=n % 2 == 0, hours=n) for n in range(30)]
    assert order(*every) == order(*reversed(every))


def test_sections_by_their_news_and_those_that_say_nothing_left_out() -> None:
    named = [("Monde",), ("Monde",), ("Sport",), ("À la une", "Culture"), ("Uncategorized",), ()]
    every = [candidate(n, sections=names) for n, names in enumerate(named)]
    assert sections(every, NOW) == ("Monde", "Culture", "Sport")
    assert section_of(article(1, sections=("À la une", "Non classé", "Climat"))) == "Climat"
    old = [candidate(9, hours=DAY / 3600 + 5, sections=("Archives",))]
    assert "Archives" not in sections([*every, *old], NOW)
    assert sections(old, NOW) == ("Archives",), "where the last day has none, of all"


# ── where they stand ─────────────────────────────────────────────────────────────────────────────────────────────────


def stories(count: int, *, pictured: bool = True) -> list[Story]:
    picture = StoredPicture("https://a/", Path("a.png"), 1200, 800) if pictured else None
    return [
        Story(article(n, source=n), Extract("Le gouvernement est sauvé. " * 20, picture, "Le lac"))
        for n in range(count)
    ]


def page(columns: int, rows: int, pictures: PictureUse, *, pictured: bool = True, count: int = 99) -> FrontLayout:
    size = page_size(columns, rows)
    shown = min(count, stories_shown(columns, rows, pictures))
    below = max(1, rows - head_rows(size, pictures) - 1)
    return lay_out(stories(shown, pictured=pictured), size, columns, below, Terms(NOW, True, pictures))


def cells(place: tuple[int, int, int, int]) -> set[tuple[int, int]]:
    x, y, width, height = place
    return {(column, row) for column in range(x, x + width) for row in range(y, y + height)}


@pytest.mark.parametrize("pictures", PictureUse)
@pytest.mark.parametrize(("columns", "rows"), WINDOWS)
@pytest.mark.parametrize("count", [1, 2, 5, 99])
def test_nothing_overlaps_and_all_is_on_the_page(columns: int, rows: int, pictures: PictureUse, count: int) -> None:
    for pictured in (True, False):
        found = page(columns, rows, pictures, pictured=pictured, count=count)
        below = max(1, rows - head_rows(page_size(columns, rows), pictures) - 1)
        places = [(box.x, box.y, box.width, box.height) for box in found.boxes]
        # Under « Also worth reading » a box stands inside the lead's own cells, where the lead sets nothing.
        taken = [cells(place) for place in places if not any(cells(place) < cells(other) for other in places)]
        taken.append(cells(found.flash[:4]))
        assert sum(map(len, taken)) == len(set().union(*taken))
        assert all(x < columns and y < below for x, y in set().union(*taken))
        for box in found.boxes:
            for piece in box.pieces:
                width = sum(text_width(run.text) for run in piece.runs)
                assert box.x <= piece.x
                assert piece.x + width <= box.x + box.width
                assert box.y <= piece.y < box.y + box.height
            if box.picture:
                picture = (box.picture.x, box.picture.y, box.picture.columns, box.picture.rows)
                assert cells(picture) <= cells((box.x, box.y, box.width, box.height))
            assert box.headline.rows >= 1


def test_the_measures_of_120_columns_with_graphics() -> None:
    found = page(120, 40, PictureUse.GRAPHICS)
    lead, *cards = found.boxes
    assert (lead.x, lead.width) == (2, 76)
    assert lead.picture
    assert (lead.picture.x, lead.picture.columns) == (2, 50)
    assert [(card.x, card.width) for card in cards] == [(2, 24), (28, 24), (54, 24)]
    assert all(card.picture and card.picture.rows == 7 for card in cards)
    assert (found.flash.x, found.flash.width) == (81, 38)


def test_the_measures_of_200_columns_with_graphics() -> None:
    found = page(200, 50, PictureUse.GRAPHICS)
    assert len([box for box in found.boxes if box.picture]) == 8, "lead, four cards, three beside them"
    assert len(found.boxes) == 10, "and two also worth reading"
    lead = found.boxes[0]
    assert (lead.x, lead.width) == (2, 98)
    assert lead.picture
    assert lead.picture.columns == 66
    beside = [box for box in found.boxes if box.x == 104]
    assert [box.width for box in beside] == [44, 44, 44]
    assert found.flash.x == 152


def test_80_columns_have_a_small_picture_three_cards_and_a_flash_of_one_line_each() -> None:
    found = page(80, 24, PictureUse.GRAPHICS)
    lead, *cards = found.boxes
    assert lead.picture
    assert (lead.picture.columns, lead.picture.rows) == (30, 8)
    assert len(cards) == 3
    assert not any(card.picture for card in cards)
    assert (found.flash.rows, found.flash.height) == (1, 6)


def test_a_lead_of_words_takes_little_room_and_the_cards_keep_their_pictures() -> None:
    for columns, rows, pictured in ((120, 40, 3), (200, 50, 7)):
        lead, *others = stories(stories_shown(columns, rows, PictureUse.NONE))
        told = [lead._replace(extract=Extract("Le gouvernement est sauvé. " * 20)), *others]
        size = page_size(columns, rows)
        below = rows - head_rows(size, PictureUse.GRAPHICS) - 1
        found = lay_out(told, size, columns, below, Terms(NOW, True, PictureUse.GRAPHICS))
        first, *cards = found.boxes
        assert first.picture is None
        assert first.height <= below // 3
        assert sum(card.picture is not None for card in cards) >= pictured
        assert max(card.y + card.height for card in cards if card.x < 60) <= below


def test_a_kicker_leaves_out_what_has_no_room_and_cuts_the_paper_last() -> None:
    def kicker(columns: int, **fields: object) -> str:
        """What stands over the lead in a page of text so wide."""
        told = [Story(article(1, **fields), Extract())]  # type: ignore[arg-type]
        found = lay_out(told, page_size(columns, 20), columns, 12, Terms(NOW, True, PictureUse.NONE))
        return "".join(run.text for run in found.boxes[0].pieces[0].runs)

    assert kicker(80).endswith("Le Courrier 1 · 1 h · 2 minutes' read · 38 com.")
    assert kicker(47).endswith("Le Courrier 1 · 1 h · 38 com.")
    assert kicker(36).endswith("Le Courrier 1 · 1 h")
    assert kicker(28).endswith("Le Cour… · 1 h")


def test_the_line_over_a_small_page_has_a_whole_date_or_none() -> None:
    facts = HeadFacts("Le Placentin", NOW, NOW - 600, 42, 50, offline=False, sections=())
    for columns in range(20, 90):
        line = "".join(run.text for run in head_lines(facts, PageSize.SMALL, PictureUse.NONE, columns)[0])
        assert "…" not in line or columns < 30
        assert ("November" in line) is (columns >= 48), columns


def test_40_columns_have_the_title_and_the_flash() -> None:
    found = page(40, 12, PictureUse.GRAPHICS)
    (lead,) = found.boxes
    assert lead.picture is None
    assert lead.headline.rows <= 3
    assert found.flash.height >= 4


def test_blocks_have_one_wide_picture() -> None:
    found = page(120, 40, PictureUse.BLOCKS)
    assert [box.picture.columns for box in found.boxes if box.picture] == [76]


def test_words_alone_fill_the_page_with_more_cards() -> None:
    found = page(120, 40, PictureUse.NONE)
    assert len(found.boxes) >= 7
    assert not any(box.picture for box in found.boxes)


def test_a_page_without_stories_has_its_flash() -> None:
    found = lay_out([], PageSize.MEDIUM, 120, 34, Terms(NOW, False, PictureUse.BLOCKS))
    assert found.boxes == ()
    assert found.flash.height > 20


# ── its parts ────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_a_headline_is_balanced_and_never_longer_than_its_rows() -> None:
    lines = headline_lines(LONG, 60, 6)
    assert len(lines) == 2
    assert abs(len(lines[0]) - len(lines[1])) < 12
    assert headline_lines(LONG, 20, 3)[-1].endswith("…")
    assert len(headline_lines(LONG, 20, 2)) == 2
    assert headline_lines("Court", 60, 6) == ("Court",)


def test_an_entry_of_the_flash_hangs_beside_its_hour() -> None:
    first, second = flash_lines(article(1), 38, 2, NOW)
    assert first[0].text == i18n.on_calendar(NOW - 3600).strftime("%H:%M")
    assert second[0].text == " " * 6
    assert sum(text_width(run.text) for run in second) <= 38
    older = flash_lines(article(1, hours=50), 38, 2, NOW)
    assert "/" in older[0][0].text
    (only,) = flash_lines(article(1, title="Court"), 78, 1, NOW)
    assert only[-1].text == "38 com."


def test_what_is_new_is_marked_not_by_colour_alone() -> None:
    assert flash_lines(article(1), 38, 2, NOW, is_new=True)[0][0].style == "badge"
    fresh = [story._replace(is_new=True) for story in stories(4)]
    found = lay_out(fresh, PageSize.MEDIUM, 120, 33, Terms(NOW, True, PictureUse.GRAPHICS))
    assert all(any("● new" in run.text for piece in box.pieces for run in piece.runs) for box in found.boxes)


@pytest.mark.parametrize("pictures", PictureUse)
@pytest.mark.parametrize(("columns", "rows"), WINDOWS)
def test_the_head_is_as_wide_as_the_window(columns: int, rows: int, pictures: PictureUse) -> None:
    facts = HeadFacts("Le Placentin", NOW, NOW - 600, 5000, 50, offline=False, sections=("Monde", "Économie") * 4)
    size = page_size(columns, rows)
    lines = head_lines(facts, size, pictures, columns)
    assert len(lines) == head_rows(size, pictures)
    assert all(sum(text_width(run.text) for run in line) <= columns for line in lines)
    said = "".join(run.text for line in lines for run in line)
    assert "unread" in said or columns < 30


def test_the_section_shown_is_the_one_reversed() -> None:
    facts = HeadFacts("Le Placentin", NOW, None, 1, 2, offline=False, sections=("Monde", "Sport"), current="Sport")
    runs = [run for line in head_lines(facts, PageSize.MEDIUM, PictureUse.BLOCKS, 120) for run in line if run.href]
    assert [(run.text.strip(), run.href) for run in runs] == [
        ("Front page", "section:1"),
        ("Monde", "section:2"),
        ("Sport", "section:3"),
    ]
    assert [run.style for run in runs] == ["quiet", "quiet", "badge"]


def test_arrows_go_to_the_nearest_box() -> None:
    lead, left, right, flash = Place(2, 0, 76, 20), Place(2, 21, 24, 12), Place(54, 21, 24, 12), Place(81, 22, 38, 2)
    places = [lead, left, right, flash]
    assert nearest(places, lead, Direction.DOWN) == 1
    assert nearest(places, left, Direction.RIGHT) == 2
    assert nearest(places, right, Direction.RIGHT) == 3
    assert nearest(places, right, Direction.UP) == 0
    assert nearest(places, flash, Direction.LEFT) == 2
    assert nearest(places, lead, Direction.UP) is None

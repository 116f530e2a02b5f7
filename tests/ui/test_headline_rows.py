"""The list of headlines: rows of their own height under the days they are from, in three densities."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from placentin_tui.config import Config
from placentin_tui.models import NewSource
from placentin_tui.models.setting_enums import Density
from placentin_tui.ui.messages import LibraryChanged
from placentin_tui.ui.widgets.headline import headline_lines, height
from placentin_tui.ui.widgets.headline_list import HeadlineList
from tests.ui.paper import HOUR, NOW, article
from tests.ui.screen_text import screen_text, sees, until

if TYPE_CHECKING:
    from textual.pilot import Pilot

    from placentin_tui.models import ArticleSummary
    from tests.ui.paper import Paper

ENGLISH = Config(language="en")
TITLES = (
    "Court",
    "Un titre qui prend deux lignes dans une colonne étroite",
    "日本語の見出し" * 9,
    "mot" * 60,
    "",
    "x " * 90,
)


def column(app: object, width: int = 43) -> list[str]:
    """The lines of the list, from the one below the masthead on."""
    return [line[:width].rstrip() for line in screen_text(app).split("\n")[2:-1]]  # type: ignore[arg-type]


def fill(paper: Paper, titles: tuple[str, ...], step: int = HOUR) -> None:
    """Subscribe to a second source with these titles, one each `step` seconds back."""
    with paper.open() as library:
        source = library.sources.add(NewSource(url="https://b.example/feed", title="La Gazette des Alpes"))
        library.articles.store(source.id, [article(n, title=title) for n, title in enumerate(titles)])


def summaries(paper: Paper) -> list[ArticleSummary]:
    from placentin_tui.models import View

    with paper.open() as library:
        return library.articles.page(View(), limit=100)


@pytest.mark.parametrize("width", [10, 20, 41, 78, 120])
@pytest.mark.parametrize("density", list(Density))
def test_an_entry_has_the_lines_it_is_measured_with_and_none_is_too_wide(
    paper: Paper, width: int, density: Density
) -> None:
    from placentin_tui.prose.layout import text_width

    fill(paper, TITLES)
    for row in summaries(paper):
        for standfirst in ("", "Un chapeau.", "Un chapeau de plusieurs lignes, " * 9):
            lines = headline_lines(row, width, NOW, source=True, density=density, standfirst=standfirst)
            assert len(lines) == height(row, width, density, standfirst)
            if width >= 20:
                assert max(text_width("".join(run.text for run in line)) for line in lines) < width


def test_the_source_is_cut_first_and_the_age_never(paper: Paper) -> None:
    fill(paper, ("Titre",))
    row = next(row for row in summaries(paper) if row.source_title.startswith("La Gazette"))

    def meta(width: int) -> str:
        line = headline_lines(row, width, NOW, source=True)[-1]
        return "".join(run.text for run in line).strip()

    assert meta(60) == "Culture · La Gazette des Alpes · 1 min"
    assert meta(34) == "Culture · La Gazette d… · 1 min"
    assert meta(25) == "Culture · La… · 1 min"
    assert meta(23) == "Culture · 1 min"
    assert meta(16) == "Cult… · 1 min"
    assert meta(13).endswith("1 min")


def test_marks_stand_at_the_right_and_only_where_they_say_something(paper: Paper) -> None:
    with paper.open() as library:
        library.undo_log.star((2,))
        row, other = library.articles.summary(11), library.articles.summary(2)
        meta = ["".join(run.text for run in headline_lines(each, 60, NOW, source=False)[-1]) for each in (row, other)]
    assert meta[0].endswith("2 com.")
    assert meta[1].endswith("★")
    assert all("↓" not in line and "[…]" not in line for line in meta)


def test_a_text_of_which_only_a_part_is_here_is_marked(paper: Paper) -> None:
    with paper.open() as library:
        library._connection.run("UPDATE article SET text = 1 WHERE id = 3")
        row = library.articles.summary(3)
    assert row.text_missing
    assert "[…]" in "".join(run.text for run in headline_lines(row, 60, NOW, source=False)[-1])


async def test_the_rows_on_the_screen(paper: Paper) -> None:
    app = paper.app(ENGLISH)
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.pause()
        assert column(app)[:7] == [
            "  THIS MORNING ───────────────────────────",
            "▌ Titre 0 : les négociateurs s’accordent",
            "▌ sur un calendrier",
            "▌ Culture · 1 min",
            "  Titre 1 : les négociateurs s’accordent",
            "  sur un calendrier",
            "  Diplomatie · 1 h                  2 com.",
        ]
        await pilot.press("d", "d")
        assert column(app)[:3] == [
            "  THIS MORNING ───────────────────────────",
            "▌ Titre 0 : les négociateurs s’acc…  1 min",
            "  Titre 1 : les négociateurs…  2 com.  1 h".replace("…  2 com.  ", "…  2 com. "),
        ] or column(app)[1].startswith("▌ Titre 0")
        assert all("Titre" in line for line in column(app)[1:13] if "─" not in line)


async def test_the_beginning_of_the_text_stands_below_the_headline(paper: Paper) -> None:
    app = paper.app(ENGLISH)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("d")
        assert column(app, 80)[1:5] == [
            "▌ Titre 0 : les négociateurs s’accordent sur un calendrier",
            "▌ Un premier paragraphe avec un lien et de l’emphase. Un deuxième paragraphe,",
            "▌ avec un autre lien.",
            "▌ Culture · 1 min",
        ]
        await _lines_are_those_of_the_rows(pilot, app.front.headlines)


async def test_the_density_is_kept(paper: Paper) -> None:
    app = paper.app(ENGLISH)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("d", "d")
        assert await until(pilot, lambda: app.own_library.settings.get("density") == "line")
    again = paper.app(ENGLISH)
    async with again.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        assert again.front.headlines.density is Density.LINE
        assert sum("Titre" in line for line in column(again, 80)) == 12
        again.remember("density", "of another version")
        assert await until(pilot, lambda: again.own_library.settings.get("density") == "of another version")
    later = paper.app(ENGLISH)
    async with later.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        assert later.front.headlines.density is Density.NORMAL


async def test_a_day_can_be_neither_chosen_nor_clicked(paper: Paper) -> None:
    app = paper.app(ENGLISH, clock=lambda: NOW - 12 * HOUR)
    async with app.run_test(size=(80, 40)) as pilot:
        await pilot.pause()
        line = next(y for y, text in enumerate(column(app, 80)) if text.strip().startswith("THIS EVENING"))
        await pilot.click(HeadlineList, offset=(5, line))
        await pilot.pause()
        assert app.front.article is None
        await pilot.click(HeadlineList, offset=(5, line + 1))
        assert await until(pilot, lambda: app.front.article is not None)


async def test_at_midnight_this_evening_is_yesterday_and_the_cursor_stays(paper: Paper) -> None:
    now = NOW + 12 * HOUR
    app = paper.app(ENGLISH, clock=lambda: now)
    async with app.run_test(size=(80, 60)) as pilot:
        await pilot.press("j", "j")
        assert "THIS MORNING" in screen_text(app)
        article = app.front.headlines.current
        now += 3 * HOUR
        assert await sees(pilot, "YESTERDAY")
        assert "THIS" not in screen_text(app)
        assert app.front.headlines.current == article


async def _lines_are_those_of_the_rows(pilot: Pilot[int], headlines: HeadlineList) -> None:
    """What stands in the pane is what the rows there say, line by line."""
    await pilot.pause()
    heights = headlines.heights
    for y in range(headlines.size.height):
        if (line := headlines.line + y) < heights.total:
            row, within = heights.row_at(line)
            article = headlines.row(row)
            assert article is not None
            text = headlines.render_line(y).text
            lines = height(article, headlines.width, headlines.density, headlines._standfirst(row))
            day = heights.height(row) - lines
            if within == day:
                assert text[2:].strip().startswith(article.title[:7].strip()), (y, row)


async def test_a_long_list_by_keys_wheel_and_resize(paper: Paper) -> None:
    with paper.open() as library:
        source = library.sources.add(NewSource(url="https://b.example/feed", title="La Gazette"))
        titles = [f"{n} {'très long titre ' * (n % 5)}" for n in range(700)]
        library.articles.store(source.id, [article(n, title=title) for n, title in enumerate(titles)])
    app = paper.app(ENGLISH)
    async with app.run_test(size=(60, 20)) as pilot:
        headlines = app.front.headlines
        await pilot.press("G")
        await _lines_are_those_of_the_rows(pilot, headlines)
        assert headlines.cursor == 711
        assert headlines.line + headlines.size.height == headlines.heights.total, "the end is in view"
        for key in ["b"] * 30:
            before = headlines.cursor
            await pilot.press(key)
            shown = headlines.in_view
            assert shown.start <= headlines.cursor < before, "a page up, never further than what was in view"
            assert before - headlines.cursor <= headlines.size.height
            await _lines_are_those_of_the_rows(pilot, headlines)
        for _turn in range(40):
            first = headlines.first
            headlines._scroll_up_for_pointer(animate=False)
            await _lines_are_those_of_the_rows(pilot, headlines)
            moved = headlines.first
            lines = sum(headlines.heights.height(row) for row in range(moved[0], first[0])) + first[1] - moved[1]
            assert lines == 2, "as far as the wheel says, whatever was measured on the way"
        await pilot.resize_terminal(45, 30)
        await _lines_are_those_of_the_rows(pilot, headlines)
        assert headlines.cursor in headlines.in_view
        await pilot.press("d")
        await _lines_are_those_of_the_rows(pilot, headlines)
        await pilot.press("g", "space", "space", "b")
        await _lines_are_those_of_the_rows(pilot, headlines)


async def test_the_place_in_the_list_comes_back_after_a_search(paper: Paper) -> None:
    with paper.open() as library:
        source = library.sources.add(NewSource(url="https://b.example/feed", title="La Gazette"))
        library.articles.store(source.id, [article(n) for n in range(400)])
    app = paper.app(ENGLISH)
    async with app.run_test(size=(60, 20)) as pilot:
        await pilot.press("G", "b", "b", "b", "k", "k")
        await pilot.pause()
        before = column(app, 59)
        await pilot.press("slash", *"titre 3", "escape")
        await pilot.pause()
        assert column(app, 59) == before


async def test_what_changes_while_an_article_has_the_screen_leaves_no_empty_lines(paper: Paper) -> None:
    """The list has no width then; its rows are measured once it is shown again."""
    app = paper.app(ENGLISH)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        rows = app.front.headlines
        before = [rows.heights.height(row) for row in range(5)]
        await pilot.press("enter")
        await pilot.pause()
        app.front.post_message(LibraryChanged())
        await pilot.pause()
        await pilot.press("q")
        await pilot.pause()
        assert [rows.heights.height(row) for row in range(5)] == before
        rows.measure_again()
        assert [rows.heights.height(row) for row in range(5)] == before

"""« La Une » as a person uses it: it opens first, its keys and its mouse, its sections, and the way to the list."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PIL import Image

from placentin_tui.config import Config
from placentin_tui.models import NewSource, StoredPicture, View
from placentin_tui.models.setting_enums import OpensOn
from tests.ui.paper import HOUR, NOW, article
from tests.ui.screen_text import screen_text, sees, until
from tests.ui.test_mouse import place_of

if TYPE_CHECKING:
    from textual.pilot import Pilot

    from placentin_tui.ui.app import PlacentinApp
    from placentin_tui.ui.widgets.front_page import FrontPage
    from tests.ui.paper import Paper

ENGLISH = Config(language="en")
PHOTO = "https://courrier.example/photo.png"
SIZES = [(200, 50), (120, 40), (80, 24), (40, 12)]


@pytest.fixture
def press(empty: Paper) -> Paper:
    """Three papers; the second one's newest article has a picture."""
    empty.fill(6)
    other = empty.fill(5, title="La Gazette", url="https://gazette.example/feed/")
    empty.fill(2, title="Octets", url="https://octets.example/feed/")
    file = empty.paths.pictures / "photo.png"
    file.parent.mkdir(parents=True, exist_ok=True)
    Image.new("RGB", (900, 600), "red").save(file)
    html = f'<figure><img src="{PHOTO}"><figcaption>Le port</figcaption></figure><p>Le gouvernement est sauvé.</p>'
    with empty.open() as library:
        (number,) = library.articles.store(other, [article(5, html=html, title="Budget voté")]).new
        library.pictures.record(StoredPicture(PHOTO, file, 900, 600))
        library.pictures.record_use(number, [PHOTO])
    return empty


def une(pilot: Pilot[int]) -> FrontPage:
    app: PlacentinApp = pilot.app  # type: ignore[assignment]
    return app.front.front_page


def title(pilot: Pilot[int]) -> str:
    current = une(pilot).current
    return current.title if current else ""


# ── opening ──────────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("size", SIZES)
async def test_it_is_what_the_program_opens_with(press: Paper, size: tuple[int, int]) -> None:
    app = press.app(ENGLISH, front=True)
    async with app.run_test(size=size) as pilot:
        assert await sees(pilot, "14 unread")
        assert "Budget" in screen_text(app)
        assert app.focused is une(pilot)
        assert all(len(line) <= size[0] for line in screen_text(app).splitlines())


@pytest.mark.parametrize(
    ("size", "named"),
    [
        ((200, 50), "Enter Read  ↑↓←→ Choose  Tab The list  1–9 Section  / Search  R Refresh  S Share  ? Help"),
        ((80, 24), "Enter Read  ↑↓←→ Choose  Tab The list  1–9 Section  ? Help"),
        ((40, 12), "Enter Read  ? Help"),
    ],
)
async def test_its_foot_names_the_arrows_and_the_sections(press: Paper, size: tuple[int, int], named: str) -> None:
    app = press.app(ENGLISH, front=True)
    async with app.run_test(size=size) as pilot:
        assert await sees(pilot, named)


async def test_the_one_used_last_comes_back(press: Paper) -> None:
    settings = Config(language="en")
    app = press.app(settings, opens_as_set=True)
    async with app.run_test(size=(120, 40)) as pilot:
        assert app.front.front
        await pilot.press("tab")
        assert await until(pilot, lambda: not app.front.front and app.front.headlines.has_focus)
        assert await until(pilot, lambda: app.own_library.settings.get("opens-on") == "list")
    app = press.app(settings, opens_as_set=True)
    async with app.run_test(size=(120, 40)) as pilot:
        assert not app.front.front
        await pilot.press("tab")
        assert await sees(pilot, "FLASH")
        assert app.front.home is OpensOn.FRONT


async def test_a_first_start_has_its_line_under_the_sections(empty: Paper) -> None:
    app = empty.app(ENGLISH, front=True)
    async with app.run_test(size=(120, 40)) as pilot:
        assert await sees(pilot, "Which paper do you read?")
        lines = screen_text(app).splitlines()
        asked = next(n for n, line in enumerate(lines) if "Which paper" in line)
        assert "Front page" in "".join(lines[asked - 2 : asked])
        assert "FLASH" in "".join(lines[asked + 1 : asked + 4])
        await pilot.press("escape")
        assert await until(pilot, lambda: "Which paper" not in screen_text(app))
        assert await until(pilot, lambda: app.focused is une(pilot))
        assert await until(pilot, lambda: une(pilot).rows == une(pilot).size.height), "the page fills the window"


async def test_a_library_without_articles_says_so(empty: Paper) -> None:
    empty.fill(0)
    app = empty.app(ENGLISH, front=True)
    async with app.run_test(size=(120, 40)) as pilot:
        assert await sees(pilot, "There is no article here yet.")
        await pilot.press("j", "down", "right", "enter", "n", "space", "G", "k")
        assert await sees(pilot, "There is no article here yet.")


# ── keys and mouse ───────────────────────────────────────────────────────────────────────────────────────────────────


async def test_the_one_with_the_picture_leads_and_its_picture_is_shown_after_the_words(press: Paper) -> None:
    app = press.app(ENGLISH, front=True)
    async with app.run_test(size=(120, 40)) as pilot:
        assert title(pilot) == "Budget voté"
        assert await until(pilot, lambda: screen_text(app).count("▀") > 76 * 5)
        assert "Le port" in screen_text(app)


@pytest.mark.parametrize("columns", [80, 120])
async def test_the_frame_that_takes_the_page_away_has_the_text_and_it_is_laid_out_once(
    press: Paper, columns: int
) -> None:
    app = press.app(ENGLISH, front=True)
    async with app.run_test(size=(columns, 40)) as pilot:
        await pilot.press("j")
        await app.front.action_do("open")
        laid_out_for = app.front.composed_for
        assert app.front.body.page, "before any further frame"
        assert await until(pilot, lambda: app.front.body.width)
        assert laid_out_for == (app.front.body.width, app.front.body.size.height)


async def test_enter_reads_and_esc_comes_back_to_the_box(press: Paper) -> None:
    app = press.app(ENGLISH, front=True)
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.press("j")
        chosen = title(pilot)
        await pilot.press("enter")
        assert await until(pilot, lambda: app.front.in_article and app.front.body.page)
        assert app.front.article
        assert app.front.article.summary.title == chosen
        await pilot.press("escape")
        assert await until(pilot, lambda: app.front.front and app.focused is une(pilot))
        assert title(pilot) == chosen
        assert une(pilot).current.read  # type: ignore[union-attr]


async def test_the_place_in_an_article_is_kept_over_the_front_page(press: Paper) -> None:
    app = press.app(ENGLISH, front=True)
    async with app.run_test(size=(120, 40)) as pilot:
        long = next(n for n in range(20) if app.front.headlines.row(n).title.startswith("Titre 2"))  # type: ignore[union-attr]
        une(pilot).go_to(app.front.headlines.row(long).id)  # type: ignore[union-attr]
        await pilot.press("enter")
        assert await until(pilot, lambda: app.front.in_article and app.front.body.page)
        await pilot.press("space", "space")
        line = app.front.body.line
        assert line > 20
        await pilot.press("escape")
        assert await until(pilot, lambda: app.front.front)
        await pilot.press("enter")
        assert await until(pilot, lambda: app.front.in_article and abs(app.front.body.line - line) < 3)


async def test_j_goes_through_every_story_once(press: Paper) -> None:
    app = press.app(ENGLISH, front=True)
    async with app.run_test(size=(120, 40)) as pilot:
        seen = [une(pilot).current.id]  # type: ignore[union-attr]
        for _time in range(20):
            await pilot.press("j")
            seen.append(une(pilot).current.id)  # type: ignore[union-attr]
        assert len(set(seen)) == 14
        assert seen[:14] == list(dict.fromkeys(seen)), "none twice, and then it stays at the end"
        await pilot.press("g")
        assert title(pilot) == "Budget voté"
        await pilot.press("k")
        assert title(pilot) == "Budget voté"


async def test_arrows_go_where_they_point(press: Paper) -> None:
    app = press.app(ENGLISH, front=True)
    async with app.run_test(size=(120, 40)) as pilot:
        boxes = une(pilot).boxes
        await pilot.press("down")
        assert une(pilot).cursor == 1
        await pilot.press("right")
        assert une(pilot).cursor == 2
        await pilot.press("right", "right")
        assert une(pilot).cursor >= len(boxes), "into the Flash"
        await pilot.press("left")
        assert une(pilot).cursor < len(boxes)
        await pilot.press("up")
        assert une(pilot).cursor == 0


async def test_the_flash_scrolls_through_the_whole_view(paper: Paper) -> None:
    with paper.open() as library:
        source = library.sources.all()[0].id
        library.articles.store(source, [article(n, title=f"Numéro {n}") for n in range(100, 300)])
    app = paper.app(ENGLISH, front=True)
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.press("G")
        assert await sees(pilot, "Numéro 299")
        assert title(pilot) == "Numéro 299"
        await pilot.press("g")
        assert await until(pilot, lambda: une(pilot).cursor == 0)


async def test_n_opens_the_next_unread_in_the_reading_order(press: Paper) -> None:
    app = press.app(ENGLISH, front=True)
    async with app.run_test(size=(120, 40)) as pilot:
        second = une(pilot).boxes[1].article.id
        await pilot.press("enter")
        assert await until(pilot, lambda: app.front.in_article and app.front.body.page)
        await pilot.press("n")
        assert await until(pilot, lambda: app.front.article and app.front.article.summary.id == second)
        await pilot.press("escape")
        assert await until(pilot, lambda: app.front.front)
        assert une(pilot).cursor == 1


async def test_acts_of_the_list_work_on_the_box(press: Paper) -> None:
    app = press.app(ENGLISH, front=True)
    async with app.run_test(size=(120, 40)) as pilot:
        number = une(pilot).current.id  # type: ignore[union-attr]
        await pilot.press("s")
        assert await sees(pilot, "★")
        assert app.library.articles.summary(number).starred
        await pilot.press("m")
        assert await until(pilot, lambda: app.library.articles.summary(number).read)
        assert title(pilot) == "Budget voté", "nothing moves"
        await pilot.press("U", "U")
        assert await until(pilot, lambda: "★" not in screen_text(app))


async def test_a_click_opens_and_the_wheel_scrolls_the_flash(press: Paper) -> None:
    app = press.app(ENGLISH, front=True)
    async with app.run_test(size=(120, 40)) as pilot:
        assert await sees(pilot, "Budget voté")
        column, row = place_of(screen_text(app), "Budget voté")
        await pilot.click(offset=(column + 2, row))
        assert await until(pilot, lambda: app.front.in_article)
        await pilot.press("escape")
        assert await until(pilot, lambda: app.front.front)


# ── views ────────────────────────────────────────────────────────────────────────────────────────────────────────────


async def test_a_section_fills_the_page_by_key_and_by_click(press: Paper) -> None:
    app = press.app(ENGLISH, front=True)
    async with app.run_test(size=(120, 40)) as pilot:
        assert await sees(pilot, "Culture")
        await pilot.press("2")
        assert await until(pilot, lambda: app.front.view.section)
        section = app.front.view.section
        assert all(section in box.article.sections for box in une(pilot).boxes)
        assert await sees(pilot, f"{section} · 1/")
        await pilot.press("1")
        assert await until(pilot, lambda: app.front.view == View())
        assert title(pilot) == "Budget voté"
        column, row = place_of(screen_text(app), " Culture ")
        await pilot.click(offset=(column + 2, row))
        assert await until(pilot, lambda: app.front.view.section == "Culture")
        await pilot.press("9")
        assert await until(pilot, lambda: app.front.view.section == "Culture")
        await pilot.press("escape")
        assert await until(pilot, lambda: app.front.view == View() and app.front.front)


async def test_all_read_acts_on_the_section_shown(press: Paper) -> None:
    app = press.app(ENGLISH, front=True)
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.press("2")
        assert await until(pilot, lambda: app.front.view.section)
        unread = app.library.articles.count(View(unread=True, section=app.front.view.section))
        every = app.library.articles.count(View(unread=True))
        assert 0 < unread < every
        await pilot.press("A")
        assert await until(pilot, lambda: app.library.articles.count(View(unread=True)) == every - unread)


async def test_search_goes_to_the_list_and_esc_back_to_the_box(press: Paper) -> None:
    app = press.app(ENGLISH, front=True)
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.press("j", "j")
        chosen = title(pilot)
        await pilot.press("slash", *"budget")
        assert await until(pilot, lambda: not app.front.front and len(app.front.headlines.pager or ()) == 1)
        await pilot.press("escape")
        assert await until(pilot, lambda: app.front.front and app.focused is une(pilot))
        assert title(pilot) == chosen


async def test_other_views_are_lists_and_esc_leads_back(press: Paper) -> None:
    app = press.app(ENGLISH, front=True)
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.press("v", "2")
        assert await until(pilot, lambda: app.front.view.unread and not app.front.front)
        assert app.front.headlines.has_focus
        await pilot.press("escape")
        assert await until(pilot, lambda: app.front.front and app.focused is une(pilot))


async def test_it_is_stable_until_one_asks_and_then_what_is_new_is_marked(press: Paper) -> None:
    app = press.app(ENGLISH, front=True)
    async with app.run_test(size=(120, 40)) as pilot:
        before = [box.article.id for box in une(pilot).boxes]
        with press.open() as library:
            source = library.sources.add(NewSource("https://neu.example/feed", title="Neuf")).id
            library.articles.store(source, [article(0, title="Tout frais")])
        app.front.on_library_changed()
        await pilot.pause()
        assert [box.article.id for box in une(pilot).boxes] == before
        await pilot.press("full_stop")
        assert await sees(pilot, "Tout frais")
        assert await sees(pilot, "● new")
        assert title(pilot) == "Budget voté"


async def test_a_refresh_that_nobody_asked_for_moves_nothing(press: Paper) -> None:
    app = press.app(ENGLISH, front=True)
    async with app.run_test(size=(120, 40)) as pilot:
        with press.open() as library:
            many = [article(n, title=f"Neuf {n}") for n in range(100, 130)]
            library.articles.store(library.sources.all()[0].id, many)
        await pilot.press("full_stop")
        before = [box.article.id for box in une(pilot).boxes]
        with press.open() as library:
            source = library.sources.add(NewSource("https://neu.example/feed", title="Neuf")).id
            library.articles.store(source, [article(0, title="Tout frais")])
        app.front.show_news(asked=False)
        await pilot.pause()
        assert [box.article.id for box in une(pilot).boxes] == before
        app.front.show_news(asked=True)
        assert await sees(pilot, "Tout frais")


async def test_the_ages_follow_the_clock(press: Paper) -> None:
    now = [NOW]
    app = press.app(ENGLISH, front=True, clock=lambda: now[0])
    async with app.run_test(size=(120, 40)) as pilot:
        shown = screen_text(app)
        now[0] += 3 * HOUR
        app.front.on_library_changed()
        assert await until(pilot, lambda: screen_text(app) != shown)
        assert "3 h" in screen_text(app)


@pytest.mark.parametrize("size", SIZES)
async def test_another_size_of_the_window_keeps_the_story(press: Paper, size: tuple[int, int]) -> None:
    app = press.app(ENGLISH, front=True)
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.resize_terminal(*size)
        await pilot.pause()
        assert title(pilot) == "Budget voté"
        assert all(len(line) <= size[0] for line in screen_text(app).splitlines())

"""An article on the whole screen: its panes at every width, the rail, the progress, and the way back."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from placentin_tui.config import Config
from placentin_tui.ui.screens.main import app_actions, article_view
from placentin_tui.ui.screens.main.article_frame import reading_size
from placentin_tui.ui.widgets.headline_list import HeadlineList
from tests.ui.paper import article
from tests.ui.screen_text import screen_text, sees, until
from tests.ui.test_mouse import place_of

if TYPE_CHECKING:
    from tests.ui.paper import Paper

ENGLISH = Config(language="en")


@pytest.mark.parametrize(
    "size", [(200, 50), (170, 40), (169, 40), (140, 40), (120, 40), (112, 30), (111, 30), (80, 24), (40, 12)]
)
async def test_the_page_is_laid_out_for_the_size_it_gets(paper: Paper, size: tuple[int, int]) -> None:
    app = paper.app(ENGLISH)
    async with app.run_test(size=size) as pilot:
        await pilot.press("enter")
        assert await until(pilot, lambda: app.front.query("ArticleRail"))
        await pilot.pause()
        body, columns = app.front.body, size[0]
        assert (body.width, body.size.height) == reading_size(*size, zen=False) == app.front.composed_for
        assert app.front.query_one("#flash").display == (columns >= 170)
        assert app.front.query_one("ArticleRail").display == (columns >= 112)
        assert "▔" * columns in screen_text(app).splitlines()[1]
        await pilot.press("z")
        assert await until(pilot, lambda: app.front.composed_for == reading_size(*size, zen=True))
        assert (body.width, body.size.height) == app.front.composed_for


async def test_beside_the_list_an_article_is_a_preview(paper: Paper) -> None:
    app = paper.app(ENGLISH)
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.press("j")
        assert await sees(pilot, "2 comments")
        assert "‹" not in screen_text(app)
        assert await until(pilot, lambda: app.front.query("ReadingProgress"))
        assert not app.front.query_one("ReadingProgress").display
        assert app.library.articles.summary(app.front.article.summary.id).read is False  # type: ignore[union-attr]


async def test_esc_brings_list_row_and_scroll_back(paper: Paper) -> None:
    paper.fill(60, title="Un autre", url="https://autre.example/feed/")
    app = paper.app(ENGLISH)
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.press(*["j"] * 30)
        await pilot.pause()
        headlines = app.front.headlines
        before = headlines.cursor, headlines.line
        assert before[1] > 0
        await pilot.press("enter")
        assert await sees(pilot, "Actions")
        assert not app.front.query_one("#flash").display
        await pilot.press("down", "escape")
        assert await until(pilot, lambda: isinstance(app.focused, HeadlineList))
        await pilot.pause()
        assert (headlines.cursor, headlines.line) == before
        assert app.front.query_one("#flash").display


async def test_the_line_below_the_masthead_shows_how_far_one_has_read(paper: Paper) -> None:
    app = paper.app(ENGLISH)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("j", "j", "enter")
        assert await until(pilot, lambda: app.front.query("ReadingProgress"))
        line = app.front.query_one("ReadingProgress")
        shown = [line.progress]  # type: ignore[attr-defined]
        for key in ("space", "space", "G"):
            await pilot.press(key)
            await pilot.pause()
            shown.append(line.progress)  # type: ignore[attr-defined]
        assert shown[0] == 0.0
        assert shown == sorted(set(shown))
        assert shown[-1] == 1.0
        content = line.render()
        assert content.plain == "▔" * 80  # type: ignore[union-attr]


async def test_a_click_in_the_rail(paper: Paper) -> None:
    app = paper.app(ENGLISH)
    async with app.run_test(size=(120, 20)) as pilot:
        await pilot.press("enter")
        assert await sees(pilot, "In this article")
        await pilot.click(offset=place_of(screen_text(app), "· Ce qu’il faut"))
        body = app.front.body
        heading = next(n for n, row in enumerate(body.page.lines) if row.runs and "retenir" in row.runs[-1].text)  # type: ignore[union-attr]
        assert await until(pilot, lambda: body.line == min(heading, body.max_scroll_y))
        assert app.front.jumps == [0]
        await pilot.press("escape")
        assert await until(pilot, lambda: body.line == 0)
        await pilot.click(offset=place_of(screen_text(app), "keep"))
        assert await sees(pilot, "let go again")


async def test_another_article_from_the_rail(paper: Paper) -> None:
    app = paper.app(ENGLISH)
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.press("enter")
        assert await sees(pilot, "Also worth reading")
        await pilot.click(offset=place_of(screen_text(app), "Titre 2"))
        assert await until(pilot, lambda: app.front.article.summary.title.startswith("Titre 2"))  # type: ignore[union-attr]
        assert app.front.headlines.cursor == 2
        assert app.front.reading


async def test_the_next_article_is_named_at_the_end_and_opened_by_a_click(paper: Paper) -> None:
    app = paper.app(ENGLISH)
    async with app.run_test(size=(80, 40)) as pilot:
        await pilot.press("enter", "G")
        assert await sees(pilot, "Next: Titre 1")
        await pilot.click(offset=place_of(screen_text(app), "Next: Titre"))
        assert await until(pilot, lambda: app.front.article.summary.title.startswith("Titre 1"))  # type: ignore[union-attr]
        assert app.front.headlines.cursor == 1


async def test_comments_are_a_click_away(paper: Paper) -> None:
    app = paper.app(ENGLISH)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("j", "enter")
        assert await sees(pilot, "2 comments")
        await pilot.click(offset=place_of(screen_text(app), "2 comments"))
        assert await until(pilot, lambda: app.front.body.line > 0)


async def test_a_click_on_the_list_beside_the_article_opens_another(paper: Paper) -> None:
    app = paper.app(ENGLISH)
    async with app.run_test(size=(200, 50)) as pilot:
        await pilot.press("enter")
        assert await sees(pilot, "Actions")
        await pilot.click(offset=place_of(screen_text(app), "Titre 3"))
        assert await until(pilot, lambda: app.front.article.summary.title.startswith("Titre 3"))  # type: ignore[union-attr]
        assert app.front.in_article


async def test_the_first_words_are_painted_in_capitals_and_copied_as_they_were_written(paper: Paper) -> None:
    app = paper.app(ENGLISH)
    async with app.run_test(size=(40, 24)) as pilot:
        await pilot.press("enter")
        assert await sees(pilot, "UN PREMIER PARAGRAPHE")
        app.front.body.text_select_all()
        assert "Un premier paragraphe" in (app.front.get_selected_text() or "")


async def test_from_heading_to_heading_by_keys(empty: Paper) -> None:
    source = empty.fill(0)
    text = "<p>mot</p>" * 30
    with empty.open() as library:
        library.articles.store(source, [article(0, html=f"{text}<h2>Premier</h2>{text}<h3>Second</h3>{text}")])
    app = empty.app(ENGLISH)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await pilot.press("enter", "greater_than_sign")
        assert await until(pilot, lambda: screen_text(app).splitlines()[2].strip() == "Premier")
        await pilot.press("greater_than_sign")
        assert await until(pilot, lambda: screen_text(app).splitlines()[2].strip() == "Second")
        await pilot.press("less_than_sign")
        assert await until(pilot, lambda: screen_text(app).splitlines()[2].strip() == "Premier")
        await pilot.press("less_than_sign")
        assert await sees(pilot, "There is no other heading this way.")


async def test_an_article_is_not_laid_out_again_because_it_counts_as_read(paper: Paper) -> None:
    """Its letters and pictures would be drawn once more, a second after it was opened."""
    app = paper.app(ENGLISH)
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.press("enter")
        assert await until(pilot, lambda: app.front.body.page and app.front.article)
        number = app.front.article.summary.id  # type: ignore[union-attr]
        assert await until(pilot, lambda: app.library.articles.summary(number).read)
        shown = app.front.body.page
        app.front.on_library_changed()
        await pilot.pause()
        assert app.front.article.summary.read  # type: ignore[union-attr]
        assert app.front.body.page is shown
        await pilot.press("s")
        assert await until(pilot, lambda: app.library.articles.summary(number).starred)
        app.front.on_library_changed()
        assert await until(pilot, lambda: app.front.article.summary.starred)  # type: ignore[union-attr]


async def test_what_is_written_in_the_moment_of_quitting_is_kept(paper: Paper) -> None:
    app = paper.app()
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("j", "j", "enter", "space", "space")
        article, place = app.front.article, article_view.place_shown(app.front)[0]
        assert article is not None
        assert place > article.place
        app_actions.quit_(app.front)  # what is begun here has no turn any more
    with paper.open() as library:
        assert library.articles.get(article.summary.id).place == place

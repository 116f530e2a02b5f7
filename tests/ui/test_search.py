"""Search as you type: accent-blind, over everything, and out of it to where one was."""

from __future__ import annotations

import threading
from functools import partial
from typing import TYPE_CHECKING

import pytest
from textual import events
from textual.widgets import Input

from placentin_tui.courier.process.protocol import SourceRefreshed
from placentin_tui.library.articles import query_results
from placentin_tui.models import RefreshOutcome, View
from placentin_tui.ui import article_pager
from placentin_tui.ui.screens.main import list_view
from placentin_tui.ui.widgets.headline_list import HeadlineList
from tests.ui.paper import article, debate
from tests.ui.screen_text import screen_text, sees, until

if TYPE_CHECKING:
    from placentin_tui.library import Library
    from placentin_tui.models import Cursor
    from placentin_tui.ui.app import PlacentinApp
    from placentin_tui.ui.screens.main.screen import MainScreen
    from tests.ui.paper import Paper


async def test_search_narrows_the_list_and_escape_gives_it_back(paper: Paper) -> None:
    with paper.open() as library:
        source = library.sources.all()[0].id
        library.articles.store(source, [article(20, title="Élections à Zahlé", html="<p>Le dépouillement.</p>")])
    app = paper.app()
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.press("j", "j", "slash")
        assert isinstance(app.focused, Input)
        await pilot.press(*"depouill")
        await pilot.pause()
        assert len(app.front.headlines.pager or ()) == 1
        assert "Élections à Zahlé" in screen_text(app)
        await pilot.press("enter")
        assert isinstance(app.focused, HeadlineList)
        await pilot.press("escape")
        await pilot.pause()
        assert len(app.front.headlines.pager or ()) == 13
        assert not app.front.searching


async def test_search_finds_comments_too(paper: Paper) -> None:
    with paper.open() as library:
        commented = library.articles.page(View(), limit=2)[1].id
        library.comments.store(commented, debate())
    app = paper.app()
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.press("slash", *"habitants")
        await pilot.pause()
        assert "Titre 1" in screen_text(app)
        assert len(app.front.headlines.pager or ()) == 1


async def test_nothing_found_says_so_and_breaks_nothing(paper: Paper) -> None:
    app = paper.app()
    async with app.run_test(size=(120, 40)) as pilot:
        for typed in ('"', "(((", "xyzzy", "* NEAR AND", "[/]"):
            await pilot.press("slash")
            app.front.query_one("#search", Input).value = typed
            assert await until(
                pilot, lambda: app.front.headlines.pager is not None and not len(app.front.headlines.pager)
            )
            assert app.front.headlines.current is None, typed
        await pilot.press("escape")
        await pilot.pause()
        assert len(app.front.headlines.pager or ()) == 12


async def test_fields_narrow_the_search_in_both_languages(paper: Paper) -> None:
    app = paper.app()
    async with app.run_test(size=(120, 40)) as pilot:
        for typed, count in (("titre:7", 1), ("title:7", 1), ("titre -titre:7", 11), ("tri:ancien limite:3", 3)):
            await pilot.press("slash")
            app.front.query_one("#search", Input).value = typed
            assert await until(pilot, partial(_lists, app, count)), typed
            assert not app.front.query_one("#search-notes").display
        assert app.front.headlines.current is not None
        assert app.front.headlines.current.title.startswith("Titre 11")


def _lists(app: PlacentinApp, count: int) -> bool:
    return len(app.front.headlines.pager or ()) == count


async def test_what_is_not_understood_is_said_below_the_search_line(paper: Paper) -> None:
    app = paper.app()
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.press("slash", *"foo:titre")
        assert await sees(pilot, "« foo: » n’est pas un champ")
        first = screen_text(app).splitlines()
        assert "foo:titre" in first[2]
        assert "« foo: »" in first[3]
        app.front.query_one("#search", Input).value = "est:"
        assert await sees(pilot, "non-lu, lu, favori")
        app.front.query_one("#search", Input).value = "titre:7"
        assert await until(pilot, lambda: not app.front.query_one("#search-notes").display)
        assert len(app.front.headlines.pager or ()) == 1
        app.front.query_one("#search", Input).value = "titre:zzzz"
        assert await sees(pilot, "Rien n’est trouvé par « titre:zzzz ».")
        await pilot.press("escape")
        await pilot.pause()
        assert not app.front.query("#search-notes")


async def test_what_has_no_index_is_looked_for_further_back_beside_the_keys(
    paper: Paper, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(query_results, "NEAR", 3)
    look, held = article_pager.ArticlePager.look_on, threading.Event()

    def look_on(pager: article_pager.ArticlePager, library: Library) -> list[Cursor]:
        held.wait(60)
        return look(pager, library)

    monkeypatch.setattr(article_pager.ArticlePager, "look_on", look_on)
    app = paper.app()
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.press("slash")
        app.front.query_one("#search", Input).value = "url:/9"
        assert await sees(pilot, "Recherche plus loin…")
        assert not len(app.front.headlines.pager or ())
        await pilot.press("enter")
        assert isinstance(app.focused, HeadlineList)
        held.set()
        assert await until(pilot, lambda: len(app.front.headlines.pager or ()) == 1)
        assert await sees(pilot, "Titre 9")
        assert "Recherche plus loin…" not in screen_text(app)


async def test_what_searching_takes_of_memory_is_given_back(paper: Paper) -> None:
    app = paper.app()
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.press("slash")
        assert await until(pilot, lambda: app.library.finder._recent.is_ready)
        await pilot.press(*"titre", "escape")
        await pilot.pause()
        assert not app.library.finder._recent.is_ready


async def test_nothing_is_counted_any_more_once_the_search_is_over(
    paper: Paper, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(article_pager, "PAGE", 4)
    counted: list[View] = []

    def count(_library: Library, view: View) -> int:
        counted.append(view)
        return 12

    monkeypatch.setattr(list_view, "_counted", count)
    app = paper.app()
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.press("slash", *"titre")
        assert await until(pilot, lambda: len(app.front.headlines.pager or ()) == 12)
        counted.clear()  # typed slowly, what was typed halfway has been counted too
        monkeypatch.setattr(list_view, "REST", 3600.0)  # the next count is still to come when the search is over
        await pilot.press("backspace")
        assert await until(pilot, lambda: any(each.group == "count" and each.is_running for each in app.workers))
        await pilot.press("escape")
        assert await until(pilot, lambda: not app.front.searching)
        assert await until(pilot, lambda: not any(each.group == "count" for each in app.workers)), "called off"
        assert "titr" not in {view.query for view in counted}


async def test_letters_typed_in_one_go_are_looked_for_once(paper: Paper, monkeypatch: pytest.MonkeyPatch) -> None:
    looked_for: list[str] = []
    look = list_view.search

    def search(page: MainScreen, words: str) -> None:
        looked_for.append(words)
        look(page, words)

    monkeypatch.setattr(list_view, "search", search)
    app = paper.app()
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.press("slash", "t")
        for letter in "itre":
            app.post_message(events.Key(letter, letter))
        assert await until(pilot, lambda: len(app.front.headlines.pager or ()) == 12 and "titre" in looked_for)
    assert looked_for == ["t", "titre"]


async def test_what_was_typed_is_forgotten_when_the_search_ends_at_once(paper: Paper) -> None:
    app = paper.app()
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.press("slash")
        for key, letter in (("x", "x"), ("y", "y"), ("escape", None)):
            app.post_message(events.Key(key, letter))
        assert await until(pilot, lambda: not app.front.searching)
        await pilot.pause()
        assert len(app.front.headlines.pager or ()) == 12


@pytest.mark.parametrize("size", [(120, 40), (80, 24), (40, 12)])
@pytest.mark.parametrize("typed", ["", "calendrier", "titre 9", "zzzz"])
async def test_escape_goes_back_to_exactly_where_the_search_began(
    paper: Paper, size: tuple[int, int], typed: str
) -> None:
    paper.fill(60, title="Le Fil", url="https://fil.example/")
    app = paper.app()
    async with app.run_test(size=size) as pilot:
        await pilot.press(*"jjjjjjjjjjjjjjjjjjjjkkk")
        assert await until(pilot, lambda: size[0] < 100 or app.front.article == _under_cursor(app))
        page = app.front
        before = (page.headlines.cursor, page.headlines.line, page.status.place, screen_text(app))
        await pilot.press("slash", *typed, *["enter", "j"] * (typed == "calendrier"))
        await pilot.pause()
        await pilot.press("escape")
        assert await until(pilot, lambda: not page.query("#search"))
        assert (page.headlines.cursor, page.headlines.line, page.status.place, screen_text(app)) == before
        assert app.focused is page.headlines
        await pilot.press("s")
        await pilot.pause()
        starred = app.library.articles.page(View(starred=True))
        assert [row.id for row in starred] == [page.headlines.current.id]  # type: ignore[union-attr]


def _under_cursor(app: PlacentinApp) -> object:
    current = app.front.headlines.current
    return current and app.library.articles.get(current.id)


async def test_an_article_opened_from_a_search_gives_way_to_the_one_before(paper: Paper) -> None:
    app = paper.app()
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.press("j", "j", "enter", "space", "space", "escape")
        await pilot.pause()
        line = app.front.body.line
        assert line > 10
        await pilot.press("slash", *"titre 7", "enter", "enter", "escape")
        assert await sees(pilot, "Recherche")
        await pilot.press("escape")
        await pilot.pause()
        assert app.front.article is not None
        assert app.front.article.summary.title.startswith("Titre 2")
        assert abs(app.front.body.line - line) <= 1, "an empty line between two blocks belongs to neither"


@pytest.mark.parametrize("back", ["q", "escape"])
async def test_an_authors_list_out_of_a_search_leads_back_to_the_list(paper: Paper, back: str) -> None:
    app = paper.app()
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.press("j", "j", "j")
        head = screen_text(app).splitlines()[0]
        await pilot.press("slash", *"haddad 7", "enter", "w")
        assert await sees(pilot, "Par Nadia Haddad")
        assert not app.front.query("#search")
        await pilot.press(back)
        await pilot.pause()
        assert screen_text(app).splitlines()[0] == head
        assert not app.front.query("#search")
        assert (app.front.headlines.cursor, len(app.front.headlines.pager or ())) == (3, 12)


async def test_an_authors_list_leads_back_to_the_article_it_was_asked_for_from(paper: Paper) -> None:
    app = paper.app()
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.press("j", "j", "enter", "space", "w")
        assert await sees(pilot, "Par La rédaction")
        await pilot.press("q")
        await pilot.pause()
        assert app.focused is app.front.body
        assert (app.front.headlines.cursor, len(app.front.headlines.pager or ())) == (2, 12)
        assert app.front.body.line > 0


async def test_the_masthead_says_that_a_search_is_on_whatever_view_it_began_in(paper: Paper) -> None:
    app = paper.app()
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.press("v", "2")
        assert await until(pilot, lambda: screen_text(app).startswith(" Le Courrier du Levant  Non lus · 12 à lire"))
        await pilot.press("slash", *"titre")
        await pilot.pause()
        assert screen_text(app).startswith(" Le Courrier du Levant  Recherche · 12 à lire")
        await pilot.press("escape")
        await pilot.pause()
        assert screen_text(app).startswith(" Le Courrier du Levant  Non lus · 12 à lire")


@pytest.mark.parametrize("keys", [("v", "1"), ("full_stop",)])
async def test_another_list_ends_a_search(paper: Paper, keys: tuple[str, ...]) -> None:
    app = paper.app()
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.press("slash", *"titre 7", "enter", *keys)
        assert await until(pilot, lambda: app.screen is app.front and not app.front.query("#search"))
        assert len(app.front.headlines.pager or ()) == 12
        assert "titre 7" not in screen_text(app)


async def test_news_that_come_during_a_search_leave_it_alone(paper: Paper) -> None:
    app = paper.app()
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.press("slash", *"zzzz")
        await pilot.pause()
        app.send_for_courier()._follow(SourceRefreshed(1, "Le Courrier", RefreshOutcome.NEW, new=1))
        await pilot.pause()
        assert app.front.searching
        assert "Rien ne contient « zzzz »" in screen_text(app)
        assert "Échap ramène aux titres." in " ".join(screen_text(app).split())

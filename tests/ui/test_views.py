"""The switcher of views: choosing what is listed, narrowing it, saving a search, and what becomes of saved views."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from placentin_tui.config import Config
from placentin_tui.models import NewSource, View
from placentin_tui.rendering.view_rows import Count
from placentin_tui.ui.screens.prompt import AskScreen
from placentin_tui.ui.screens.views import ViewSwitcher
from placentin_tui.ui.widgets.view_list import ViewList
from tests.ui.paper import article
from tests.ui.screen_text import screen_text, sees, until

if TYPE_CHECKING:
    from textual.pilot import Pilot

    from placentin_tui.ui.app import PlacentinApp
    from tests.ui.paper import Paper

ENGLISH = Config(language="en")


@pytest.fixture
def press(paper: Paper) -> Paper:
    """Two papers, one of them in a folder, a saved view and a tag."""
    with paper.open() as library:
        source = library.sources.add(NewSource("https://rail.example/feed", title="Le Rail", folder="Presse/Rail"))
        library.articles.store(source.id, [article(n) for n in range(100, 104)])
        library.saved.add("Chantiers", "est:non-lu titre:3")
        [place, *_others] = library.articles.ids(View(), limit=1)
        library.tags.edit([place.id], ["à lire"])
    return paper


def listed(pilot: Pilot[Any]) -> list[str]:
    return [row.label for row in pilot.app.screen.query_one(ViewList).rows]


def app_of(press: Paper, **options: Any) -> PlacentinApp:
    return press.app(ENGLISH, **options)


def counted(pilot: Pilot[Any], label: str) -> Count | None:
    rows = pilot.app.screen.query_one(ViewList).rows
    return next((row.count for row in rows if row.label == label), None)


def said(app: PlacentinApp) -> str:
    return " ".join(message.text for message in app.messages.kept)


async def open_views(pilot: Pilot[Any]) -> None:
    await pilot.press("v")
    assert await until(pilot, lambda: isinstance(pilot.app.screen, ViewSwitcher) and "Authors" in listed(pilot))


@pytest.mark.parametrize("front", [False, True])
async def test_all_that_can_be_listed_is_there_with_its_numbers(press: Paper, front: bool) -> None:
    app = app_of(press, front=front)
    async with app.run_test(size=(120, 60)) as pilot:
        await open_views(pilot)
        assert listed(pilot) == [
            "All", "Unread", "Starred", "Later", "Since yesterday", "Saved views", "Chantiers",
            "Sections", "Culture", "Diplomatie", "Musique", "Papers", "Presse / Rail", "Le Courrier du Levant",
            "Tags", "#à lire", "Authors", "La rédaction", "Nadia Haddad",
        ]  # fmt: skip
        assert counted(pilot, "All") == Count(16, 16)
        assert counted(pilot, "Le Courrier du Levant") == Count(12, 12)
        assert await until(pilot, lambda: counted(pilot, "Musique") == Count(8, 8))
        assert await until(pilot, lambda: (count := counted(pilot, "Chantiers")) and count.articles > 0)
        assert "●16" in screen_text(app)
        await pilot.press("escape")
        assert await until(pilot, lambda: app.screen is app.front)
        assert app.front.view == View()


@pytest.mark.parametrize(
    ("keys", "view"),
    [
        ("2", View(unread=True)),
        ("3", View(starred=True)),
        ("6", View(query="est:non-lu titre:3")),
        ("7", View(section="Culture")),
    ],
)
async def test_a_digit_shows_one_of_the_first(press: Paper, keys: str, view: View) -> None:
    app = app_of(press)
    async with app.run_test(size=(120, 40)) as pilot:
        await open_views(pilot)
        await pilot.press(keys)
        assert await until(pilot, lambda: app.front.view == view and app.screen is app.front)
        assert app.focused is app.front.chooser


@pytest.mark.parametrize(
    ("typed", "view"),
    [
        ("diplo", View(section="Diplomatie")),
        ("HADDAD", View(author="Nadia Haddad")),
        ("redaction", View(author="La rédaction")),
        ("a lire", View(tag="à lire")),
        ("le rail", View(source=2)),
        ("presse", View(folder="Presse/Rail")),
        ("courrier", View(source=1)),
        ("titre:3", View(query="est:non-lu titre:3")),
    ],
)
async def test_what_is_typed_finds_it_whatever_its_case_and_accents(press: Paper, typed: str, view: View) -> None:
    app = app_of(press)
    async with app.run_test(size=(120, 40)) as pilot:
        await open_views(pilot)
        await pilot.press(*({" ": "space", ":": "colon"}.get(sign, sign) for sign in typed), "enter")
        assert await until(pilot, lambda: app.front.view == view and app.screen is app.front)
        assert len(app.front.headlines.pager or ()) > 0


async def test_what_is_not_there_is_said(press: Paper) -> None:
    app = app_of(press)
    async with app.run_test(size=(80, 24)) as pilot:
        await open_views(pilot)
        await pilot.press(*"zzz", "enter")
        assert await sees(pilot, "Nothing here is called so.")
        assert isinstance(app.screen, ViewSwitcher)


async def test_folders_open_and_close(press: Paper) -> None:
    app = app_of(press)
    async with app.run_test(size=(120, 60)) as pilot:
        await open_views(pilot)
        rows = app.screen.query_one(ViewList)
        while rows.current is None or not rows.current.folder:
            await pilot.press("down")
        await pilot.press("right")
        assert await until(pilot, lambda: "Le Rail" in listed(pilot))
        await pilot.press("left")
        assert await until(pilot, lambda: "Le Rail" not in listed(pilot))
        await pilot.press("enter")
        assert await until(pilot, lambda: app.front.view == View(folder="Presse/Rail"))
        await open_views(pilot)
        assert (row := app.screen.query_one(ViewList).current) is not None
        assert row.folder == "Presse/Rail", "the cursor begins on the view that is shown"


async def test_a_paper_shown_alone_has_its_own_unread_and_starred(press: Paper) -> None:
    app = app_of(press)
    async with app.run_test(size=(120, 60)) as pilot:
        app.front.show_view(View(source=2))
        await open_views(pilot)
        await pilot.press("7")
        assert await until(pilot, lambda: app.front.view == View(unread=True, source=2))
        assert len(app.front.headlines.pager or ()) == 4


async def test_the_mouse_chooses(press: Paper) -> None:
    app = app_of(press)
    async with app.run_test(size=(120, 40)) as pilot:
        await open_views(pilot)
        await pilot.click(ViewList, offset=(10, 1))
        assert await until(pilot, lambda: app.front.view == View(unread=True))


@pytest.mark.parametrize("keys", [("enter", "V"), ("ctrl+s",)])
async def test_a_search_is_saved_under_a_name(press: Paper, keys: tuple[str, ...]) -> None:
    app = app_of(press)
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.press("slash", *"haddad", *keys)
        assert await until(pilot, lambda: isinstance(app.screen, AskScreen))
        await pilot.press(*"Nadia", "enter")
        assert await until(pilot, lambda: "“Nadia” is saved" in said(app))
        await pilot.press("escape")
        await open_views(pilot)
        await pilot.press(*"nadia", "enter")
        assert await until(pilot, lambda: app.front.view == View(query="haddad"))
        assert await sees(pilot, "Nadia · 16 unread")
        assert await until(pilot, lambda: app.front.headlines.pager is not None and app.front.headlines.pager.counted)
        await pilot.press("U")
        assert await until(pilot, lambda: "“Nadia” is no longer saved." in said(app))
        with press.open() as library:
            assert [each.name for each in library.saved.all()] == ["Chantiers"]


async def test_a_view_is_saved_as_the_query_that_finds_it(press: Paper) -> None:
    app = app_of(press)
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.press("V")
        assert await until(pilot, lambda: "search for something" in said(app))
        app.front.show_view(View(unread=True, source=2))
        await pilot.press("V")
        assert await until(pilot, lambda: isinstance(app.screen, AskScreen))
        await pilot.press(*"Rail", "enter")
        assert await until(pilot, lambda: "“Rail” is saved" in said(app))
        with press.open() as library:
            assert library.saved.find("rail").query == 'is:unread source:"Le Rail"'
            assert library.articles.count(View(query="in:rail")) == 4


async def test_saved_views_are_renamed_pinned_moved_and_removed(press: Paper) -> None:
    with press.open() as library:
        library.saved.add("Matin", "est:nouveau")

    def kept() -> list[tuple[str, bool]]:
        with press.open() as library:
            return [(each.name, each.pinned) for each in library.saved.all()]

    app = app_of(press, front=True)
    async with app.run_test(size=(120, 40)) as pilot:
        await open_views(pilot)
        await pilot.press("down", "down", "down", "down", "down", "f2")
        assert await until(pilot, lambda: isinstance(app.screen, AskScreen))
        await pilot.press("end", *"2", "enter")
        assert await until(pilot, lambda: kept() == [("Chantiers2", False), ("Matin", False)])
        assert await until(pilot, lambda: "Chantiers2" in listed(pilot))
        await pilot.press("f3")
        assert await until(pilot, lambda: kept()[0] == ("Chantiers2", True) and "◆ Chantiers2" in screen_text(app))
        await pilot.press("shift+down")
        assert await until(pilot, lambda: [name for name, _pinned in kept()] == ["Matin", "Chantiers2"])
        assert await until(pilot, lambda: listed(pilot)[6:8] == ["Matin", "Chantiers2"])
        assert (row := app.screen.query_one(ViewList).current) is not None
        assert row.label == "Chantiers2"
        await pilot.press("escape")
        assert await until(pilot, lambda: app.screen is app.front and "Chantiers2" in screen_text(app))
        await pilot.press("2")
        assert await until(pilot, lambda: app.front.view == View(query="est:non-lu titre:3"))
        await open_views(pilot)
        assert app.screen.query_one(ViewList).cursor == 7
        await pilot.press("ctrl+d")
        assert await until(pilot, lambda: kept() == [("Matin", False)])
        await pilot.press("escape")
        assert await until(pilot, lambda: app.screen is app.front)
        await pilot.press("U")
        assert await until(pilot, lambda: kept() == [("Matin", False), ("Chantiers2", True)])
        assert await until(pilot, lambda: "The saved view “Chantiers2” is back." in said(app))


async def test_a_name_another_view_has_is_refused(press: Paper) -> None:
    with press.open() as library:
        library.saved.add("Matin", "est:nouveau")
    app = app_of(press)
    async with app.run_test(size=(120, 40)) as pilot:
        await open_views(pilot)
        await pilot.press("down", "down", "down", "down", "down", "f2")
        assert await until(pilot, lambda: isinstance(app.screen, AskScreen))
        await pilot.press("ctrl+u", *"MATIN", "enter")
        assert await sees(pilot, "Another saved view is called “Matin”.")


@pytest.mark.parametrize("size", [(200, 50), (120, 40), (80, 24), (40, 12)])
async def test_it_fits_every_window(press: Paper, size: tuple[int, int]) -> None:
    app = press.app()
    async with app.run_test(size=size) as pilot:
        await pilot.press("v")
        assert await until(pilot, lambda: isinstance(app.screen, ViewSwitcher) and "Auteurs" in listed(pilot))
        text = screen_text(app)
        assert "Que lister" in text
        assert "Tout" in text
        assert "Entrée l’affiche" in text
        assert "Échap revient" in text
        await pilot.press("pagedown", "pagedown", "pagedown", "pagedown", "pagedown", "pagedown")
        assert await sees(pilot, "Nadia Haddad")

"""Muting from an article, the list of what is muted, the page of rules; `U` takes it back."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from msgspec.structs import replace

from placentin_tui.config import Config
from placentin_tui.models import Rule, RuleVerb, View
from placentin_tui.models.setting_enums import Density
from placentin_tui.ui.screens.edit_rule import EditRuleScreen
from placentin_tui.ui.screens.mute import DAY, MuteScreen
from placentin_tui.ui.screens.rules import RulesScreen
from placentin_tui.ui.screens.views import ViewSwitcher
from tests.ui.paper import NOW
from tests.ui.screen_text import screen_text, sees, until
from tests.ui.test_acts import said
from tests.ui.test_mouse import place_of
from tests.ui.test_tags import type_in

if TYPE_CHECKING:
    from textual.pilot import Pilot

    from placentin_tui.ui.app import PlacentinApp
    from tests.ui.paper import Paper

ENGLISH = Config(language="en")
RULE = Rule("Desk", 'author:"La rédaction"', (RuleVerb.MUTE,))


async def ask(pilot: Pilot[Any]) -> None:
    """Open the card, and wait until it has counted."""
    await pilot.press("X")
    assert await until(pilot, lambda: isinstance(pilot.app.screen, MuteScreen) and pilot.app.focused is not None)
    assert await sees(pilot, "It mutes 6 of the newest 12 articles.")


def rule_of(app: PlacentinApp) -> Rule | None:
    return next(iter(app.library.rules.all()), None)


def listed(app: PlacentinApp) -> int:
    return app.library.articles.count(View())


async def test_an_author_is_muted_and_shown_again(paper: Paper) -> None:
    app = paper.app(ENGLISH)
    async with app.run_test(size=(120, 60), notifications=True) as pilot:
        assert await sees(pilot, "Titre 0")
        await ask(pilot)
        assert "The author La rédaction  6" in screen_text(app)
        await pilot.press("enter")
        assert await until(pilot, lambda: said(app).startswith("“La rédaction” is muted: 6 articles. U undoes it."))
        assert await until(pilot, lambda: "Titre 0" not in screen_text(app))
        assert "Titre 1" in screen_text(app)
        assert listed(app) == 6

        await pilot.press("U")
        assert await until(pilot, lambda: said(app) == "The rule “La rédaction” is gone again.")
        assert await sees(pilot, "Titre 0")
        assert listed(app) == 12


async def test_a_section_for_a_week(paper: Paper) -> None:
    app = paper.app(ENGLISH)
    async with app.run_test(size=(120, 60), notifications=True) as pilot:
        await ask(pilot)
        await pilot.press("down", "tab", "tab", "tab", "shift+tab")
        assert await sees(pilot, "● 1 week")
        await pilot.press("enter")
        assert await until(pilot, lambda: rule_of(app))
        rule = rule_of(app)
        assert rule is not None
        assert (rule.name, rule.query, rule.expires) == ("Culture", "section:Culture", NOW + 7 * DAY)
        assert await until(
            pilot, lambda: "is muted up to 25 November 2026: 6 articles." in said(app).replace("\xa0", " ")
        )


async def test_a_word_is_typed_and_what_cannot_be_is_said(paper: Paper) -> None:
    app = paper.app(ENGLISH)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await ask(pilot)
        await type_in(pilot, "limit:3")
        assert await sees(pilot, "A rule needs a query")
        await pilot.press("enter")
        assert isinstance(app.screen, MuteScreen)
        await pilot.press(*["backspace"] * len("limit:3"))
        await type_in(pilot, "musique")
        assert await sees(pilot, "Whatever has “musique”  6")
        await pilot.press("escape")
        assert await until(pilot, lambda: not isinstance(app.screen, MuteScreen))
        assert rule_of(app) is None


async def test_by_the_mouse(paper: Paper) -> None:
    app = paper.app(ENGLISH)
    async with app.run_test(size=(120, 60), notifications=True) as pilot:
        await ask(pilot)
        await pilot.click(offset=place_of(screen_text(app), "○ 1 day"))
        assert await sees(pilot, "● 1 day")
        await pilot.click(offset=place_of(screen_text(app), "The section Musique"))
        assert await until(
            pilot, lambda: (rule := rule_of(app)) and (rule.name, rule.expires) == ("Musique", NOW + DAY)
        )
        assert await until(pilot, lambda: "Titre 0" not in screen_text(app))


@pytest.mark.parametrize("size", [(120, 40), (60, 24)])
async def test_the_article_that_is_read_is_closed(paper: Paper, size: tuple[int, int]) -> None:
    app = paper.app(ENGLISH)
    async with app.run_test(size=size, notifications=True) as pilot:
        assert await sees(pilot, "Titre 0")
        await pilot.press("enter")
        assert await sees(pilot, "Un premier paragraphe")
        await ask(pilot)
        await pilot.press("enter")
        assert await until(pilot, lambda: listed(app) == 6)
        assert await until(pilot, lambda: "Titre 0" not in screen_text(app) and "Titre 1" in screen_text(app))


async def test_from_the_front_page_and_in_a_search(paper: Paper) -> None:
    app = paper.app(ENGLISH, front=True)
    async with app.run_test(size=(120, 40), notifications=True) as pilot:
        assert await sees(pilot, "Titre 0")
        await ask(pilot)
        await pilot.press("enter")
        assert await until(pilot, lambda: "Titre 0" not in screen_text(app) and "Titre 1" in screen_text(app))
        await pilot.press("slash")
        await type_in(pilot, "titre")
        assert await sees(pilot, "1/6")
        await pilot.press("enter", "down", "X")
        assert await until(pilot, lambda: isinstance(app.screen, MuteScreen) and app.focused is not None)
        await type_in(pilot, "title:9")
        await pilot.press("enter")
        assert await sees(pilot, "/5")


# ── what is muted ────────────────────────────────────────────────────────────────────────────────────────────────────


def mute_the_desk(paper: Paper) -> None:
    """Mute every other article before the app opens."""
    with paper.open() as library:
        library.rules.add(RULE, at_once=True)


async def list_muted(pilot: Pilot[Any]) -> None:
    """Choose the muted ones among the views."""
    await pilot.press("v")
    assert await until(pilot, lambda: isinstance(pilot.app.screen, ViewSwitcher) and pilot.app.focused is not None)
    assert await sees(pilot, "Muted")
    await type_in(pilot, "muted")
    await pilot.press("enter")
    assert await sees(pilot, "muted by “Desk”")
    assert await sees(pilot, "1/6")


async def test_the_list_of_muted_articles_names_their_rule(paper: Paper) -> None:
    mute_the_desk(paper)
    app = paper.app(ENGLISH)
    async with app.run_test(size=(120, 60), notifications=True) as pilot:
        assert await sees(pilot, "Titre 1")
        await list_muted(pilot)
        await pilot.press("X")
        assert await sees(pilot, "Turn the rule “Desk” off")
        await pilot.press("enter")
        assert await until(pilot, lambda: said(app).startswith("Shown again: Titre 0"))
        assert await sees(pilot, "1/5")
        assert listed(app) == 7
        await pilot.press("U")
        assert await until(pilot, lambda: listed(app) == 6)
        assert await sees(pilot, "1/6")


async def test_a_rule_is_turned_off_from_an_article_it_mutes(paper: Paper) -> None:
    mute_the_desk(paper)
    app = paper.app(ENGLISH)
    async with app.run_test(size=(120, 60), notifications=True) as pilot:
        assert await sees(pilot, "Titre 1")
        await list_muted(pilot)
        await pilot.press("X")
        assert await sees(pilot, "Turn the rule “Desk” off")
        await pilot.press("down", "enter")
        assert await until(pilot, lambda: said(app).startswith("The rule “Desk” is off."))
        assert await sees(pilot, "Nothing is muted.")
        assert listed(app) == 12


# ── the page of rules ────────────────────────────────────────────────────────────────────────────────────────────────


async def open_rules(pilot: Pilot[Any]) -> None:
    await pilot.press("F")
    assert await until(pilot, lambda: isinstance(pilot.app.screen, RulesScreen))


async def test_a_rule_is_turned_moved_removed_and_brought_back(paper: Paper) -> None:
    mute_the_desk(paper)
    with paper.open() as library:
        library.rules.add(Rule("Rail", "tramway", (RuleVerb.STAR,), tags=("rail",)))
    app = paper.app(ENGLISH)
    async with app.run_test(size=(120, 40), notifications=True) as pilot:
        assert await sees(pilot, "Titre 1")
        await open_rules(pilot)
        assert await sees(pilot, "2 rules · 6 muted")
        assert await sees(pilot, "● Rail  star, #rail")
        assert await sees(pilot, "It finds 6 of the newest 12 articles.")
        await pilot.press("space")
        assert await sees(pilot, "○ Desk  mute")
        assert await sees(pilot, "0 muted")
        await pilot.press("J")
        assert await until(pilot, lambda: [rule.name for rule in app.library.rules.all()] == ["Rail", "Desk"])
        await pilot.press("space")
        assert await sees(pilot, "● Desk  mute")
        await pilot.press("d")
        assert await sees(pilot, "1 rule · 0 muted")
        await pilot.press("U")
        assert await sees(pilot, "2 rules · 6 muted")
        await pilot.press("j", "d")
        assert await sees(pilot, "1 rule · 0 muted")
        await pilot.press("escape")
        assert await sees(pilot, "/12")


async def test_a_rule_is_made_and_shown(paper: Paper) -> None:
    app = paper.app(ENGLISH)
    async with app.run_test(size=(120, 40), notifications=True) as pilot:
        assert await sees(pilot, "Titre 1")
        await open_rules(pilot)
        assert await sees(pilot, "There is no rule yet.")
        await pilot.press("a")
        assert await sees(pilot, "A search for what it is about:")
        await type_in(pilot, "limit:3")
        await pilot.press("enter")
        assert await sees(pilot, "A rule needs a query")
        await pilot.press(*["backspace"] * len("limit:3"))
        await type_in(pilot, "section:musique")
        await pilot.press("enter")
        assert await sees(pilot, "What is done with “section:musique”")
        await pilot.press("enter")
        assert await sees(pilot, "1 rule · 6 muted")
        await pilot.press("enter")
        assert await sees(pilot, "muted by “sect")
        assert await sees(pilot, "/6")


async def test_a_rule_that_gives_a_tag_is_made_by_the_mouse(paper: Paper) -> None:
    app = paper.app(ENGLISH)
    async with app.run_test(size=(120, 40), notifications=True) as pilot:
        assert await sees(pilot, "Titre 1")
        await open_rules(pilot)
        assert await sees(pilot, "a New rule")
        await pilot.click(offset=place_of(screen_text(app), "a New rule"))
        assert await sees(pilot, "A search for what it is about:")
        await type_in(pilot, "musique")
        await pilot.press("enter")
        assert await sees(pilot, "give a tag …")
        await pilot.click(offset=place_of(screen_text(app), "give a tag …"))
        assert await sees(pilot, "Its name:")
        await type_in(pilot, "son")
        await pilot.press("enter")
        assert await until(pilot, lambda: (rule := rule_of(app)) and rule.does == ("tag son",))


async def test_a_rule_is_edited_and_what_it_finds_is_said_while_one_types(paper: Paper) -> None:
    mute_the_desk(paper)
    app = paper.app(ENGLISH)
    async with app.run_test(size=(120, 40), notifications=True) as pilot:
        assert await sees(pilot, "Titre 1")
        await open_rules(pilot)
        assert await sees(pilot, "1 rule · 6 muted")
        await pilot.press("e")
        assert await until(
            pilot, lambda: isinstance(pilot.app.screen, EditRuleScreen) and pilot.app.focused is not None
        )
        assert await sees(pilot, "It finds 6 of the newest 12 articles.")
        await pilot.press(*["backspace"] * len(RULE.query))
        assert await sees(pilot, "A rule needs a query")
        await type_in(pilot, 'title:"Titre 3"')
        assert await sees(pilot, "It finds 1 of the newest 12 articles.")
        await pilot.press("tab")
        await type_in(pilot, " bis")
        await pilot.press("enter")
        assert await sees(pilot, "● Desk bis  mute")
        assert await sees(pilot, "1 rule · 1 muted")
        await pilot.press("U")
        assert await sees(pilot, "1 rule · 6 muted")
        assert [rule.name for rule in app.library.rules.all()] == ["Desk"]


async def test_a_muted_paper_is_called_by_its_title_and_stays_muted_under_another(paper: Paper) -> None:
    app = paper.app(ENGLISH)
    async with app.run_test(size=(120, 40), notifications=True) as pilot:
        assert await sees(pilot, "Titre 1")
        await ask(pilot)
        await pilot.press("down", "down", "down")
        assert await sees(pilot, "It mutes 12 of the newest 12 articles.")
        await pilot.press("enter")
        assert await until(pilot, lambda: listed(app) == 0)
        await open_rules(pilot)
        assert await sees(pilot, 'source:"Le Courrier du Levant"')
        rule = rule_of(app)
        assert rule is not None
        assert "://" in rule.query
        source = app.library.sources.all()[0]
        await app.writer.write(lambda library: library.sources.edit(source.id, title="Autrement"))
        assert len(app.library.rules.preview(rule.query).articles) == 12


async def test_a_rule_ends_without_a_network(paper: Paper) -> None:
    with paper.open() as library:
        library.rules.add(replace(RULE, expires=NOW - DAY), at_once=True)
    app = paper.app(ENGLISH)
    async with app.run_test(size=(120, 60)) as pilot:
        assert await until(pilot, lambda: listed(app) == 12)
        assert await sees(pilot, "Titre 0")
        rule = rule_of(app)
        assert rule is not None
        assert not rule.is_on


@pytest.mark.parametrize("size", [(40, 12), (40, 24)])
async def test_the_card_is_whole_in_a_small_window(paper: Paper, size: tuple[int, int]) -> None:
    app = paper.app(ENGLISH)
    async with app.run_test(size=size) as pilot:
        assert await sees(pilot, "Titre")
        await pilot.press("X")
        assert await until(pilot, lambda: isinstance(pilot.app.screen, MuteScreen) and pilot.app.focused is not None)
        for said_there in (
            "The author La rédaction",
            "● for ever",
            "○ 1 week",
            "○ 1 month",
            "articles.",
            "Enter mutes",
        ):
            assert await sees(pilot, said_there)


async def test_one_line_and_the_article_name_the_rule_that_mutes_it_and_a_click_shows_it_again(paper: Paper) -> None:
    mute_the_desk(paper)
    app = paper.app(ENGLISH)
    async with app.run_test(size=(90, 40), notifications=True) as pilot:
        assert await sees(pilot, "Titre 1")
        await list_muted(pilot)
        await pilot.press("d", "d")
        assert await until(pilot, lambda: app.front.headlines.density is Density.LINE)
        assert screen_text(app).count("muted by “Desk”") == 6
        await pilot.press("enter")
        assert await until(pilot, lambda: app.front.article is not None and app.front.reading)
        assert await sees(pilot, "muted by “Desk”")
        assert await until(pilot, lambda: place_of(screen_text(app), "muted by “Desk”") is not None)
        await pilot.click(offset=place_of(screen_text(app), "muted by “Desk”"))
        assert await sees(pilot, "Turn the rule “Desk” off")

"""Rules in the app: what they mute is in no list, and `U` takes back what was done to them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from placentin_tui.config import Config
from placentin_tui.models import Rule, RuleVerb
from tests.ui.screen_text import screen_text, until
from tests.ui.test_acts import said

if TYPE_CHECKING:
    from collections.abc import Callable

    from placentin_tui.library import Library
    from tests.ui.paper import Paper

RULE = Rule("Trois", 'title:"Titre 3"', (RuleVerb.MUTE,))


def mute(library: Library) -> None:
    library.rules.add(RULE, at_once=True)


def switch_off(library: Library) -> None:
    mute(library)
    library.rules.turn(RULE.name, on=False)


def remove(library: Library) -> None:
    mute(library)
    library.rules.remove(RULE.name)


def unmute(library: Library) -> None:
    mute(library)
    library.rules.unmute(library.rules.preview(RULE.query).articles)


def take(library: Library) -> None:
    library.rules.put([RULE])
    library.rules.put([Rule(RULE.name, "port", RULE.verbs), Rule("Autre", "port", RULE.verbs)])


@pytest.mark.parametrize(
    ("done", "is_shown", "is_shown_then", "sentence"),
    [
        (mute, False, True, "The rule “Trois” is gone again."),
        (switch_off, True, False, "The rule “Trois” is as it was before."),
        (remove, True, False, "The rule “Trois” is back."),
        (unmute, True, False, "Muted again: Titre 3"),
        (take, True, True, "The rules are as they were before."),
    ],
)
async def test_what_was_done_to_rules_is_undone(
    paper: Paper, done: Callable[[Library], None], is_shown: bool, is_shown_then: bool, sentence: str
) -> None:
    with paper.open() as library:
        done(library)
    app = paper.app(Config(language="en"))
    async with app.run_test(size=(120, 60)) as pilot:
        assert await until(pilot, lambda: "Titre 4" in screen_text(app))
        assert ("Titre 3" in screen_text(app)) == is_shown
        await pilot.press("U")
        assert await until(pilot, lambda: said(app).startswith(sentence))
        assert await until(pilot, lambda: ("Titre 3 :" in screen_text(app)) == is_shown_then)

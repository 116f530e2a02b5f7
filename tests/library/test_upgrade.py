"""A library of before tags, rules and saved views, brought up to date: what was there is there, and all of that works.

`tests/data/upgrade/library-11.db.gz` was written by the program as it was with version 11: three papers of 20 articles,
comments, a comment that waits; acts: all of the third paper read, two of its articles unread again, seven of the first
read, three starred, the third paper removed.
"""

from __future__ import annotations

import gzip
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from placentin_tui.library import Library
from placentin_tui.models import LATER, ActKind, Rule, RuleVerb, View
from tests.library.factories import NOON, article

if TYPE_CHECKING:
    from collections.abc import Iterator

FILE = Path(__file__).parents[1] / "data" / "upgrade" / "library-11.db.gz"
NOW = NOON + 2 * 60 * 60


@pytest.fixture
def upgraded(tmp_path: Path) -> Iterator[Library]:
    file = tmp_path / "library.db"
    file.write_bytes(gzip.decompress(FILE.read_bytes()))
    with Library.open(file, tmp_path / "pictures", clock=lambda: NOW) as library:
        yield library
        assert library.check() == "ok"


def titles(library: Library, query: str) -> list[str]:
    return sorted(row.title for row in library.articles.page(View(query=query), limit=100))


def test_what_was_there_is_there(upgraded: Library) -> None:
    first, second = upgraded.sources.all()
    assert [(one.articles, one.unread) for one in (first, second)] == [(20, 13), (20, 20)]
    assert upgraded.articles.count(View(starred=True)) == 2
    assert [one.text for one in upgraded.outbox.all()] == ["À envoyer."]
    assert upgraded.settings.get("theme") == "night"


def test_it_is_searched_as_any_other(upgraded: Library) -> None:
    assert len(titles(upgraded, "tramway")) == 10
    assert titles(upgraded, "commentaire:bravo") == titles(upgraded, 'comment:"je doute"') == ["Titre 1-0"]
    assert len(titles(upgraded, "section:ville is:unread -author:lise")) == 9
    assert len(titles(upgraded, 'folder:presse author:"Jean Aubert"')) == 7
    assert not titles(upgraded, "is:later OR is:muted OR tag:rail")


def test_earlier_acts_are_undone_behind_those_of_today(upgraded: Library) -> None:
    (starred, _other) = upgraded.articles.page(View(starred=True))
    upgraded.tags.edit([starred.id], ["rail"])
    undone = [act.kind for _ in range(6) if (act := upgraded.undo_log.undo())]
    assert undone == [
        ActKind.TAG, ActKind.REMOVE_SOURCE, ActKind.STAR, ActKind.READ, ActKind.UNREAD, ActKind.ALL_READ
    ]  # fmt: skip
    assert [(one.articles, one.unread) for one in upgraded.sources.all()] == [(20, 20)] * 3
    assert not upgraded.articles.count(View(starred=True))


def test_it_is_organised_backed_up_and_put_back(upgraded: Library, tmp_path: Path) -> None:
    rows = upgraded.articles.page(View(query="tramway"), limit=100)
    upgraded.tags.edit([row.id for row in rows[:4]], ["rail"])
    upgraded.tags.put_off([rows[5].id])
    upgraded.saved.add("Le port", "harbour OR tramway")
    upgraded.rules.add(Rule("budget", "budget", (RuleVerb.MUTE,)), at_once=True)
    with upgraded.transaction():
        new = upgraded.articles.store(upgraded.sources.all()[0].id, [article("new", "Le budget du tramway.")]).new
        upgraded.rules.apply(new)

    def organised(library: Library) -> list[object]:
        return [
            titles(library, "tag:rail"), titles(library, f"tag:{LATER}"), titles(library, "is:muted"),
            titles(library, "is:starred"), [(view.name, view.query) for view in library.saved.all()],
            [(rule.name, rule.query, rule.does) for rule in library.rules.all()],
        ]  # fmt: skip

    assert len(titles(upgraded, "in:port")) == 20
    before = organised(upgraded)
    assert [len(each) for each in before if isinstance(each, list)] == [4, 1, 11, 1, 1, 1]
    kept = upgraded.back_up()
    assert kept
    with Library.open(tmp_path / "new.db", tmp_path / "others", clock=lambda: NOW) as new_library:
        new_library.restore(kept)
        assert organised(new_library) == before

"""How many articles each source published day by day, held against a count of the articles one by one."""

from __future__ import annotations

import time
from collections import Counter
from datetime import date, datetime
from itertools import pairwise
from random import Random
from typing import TYPE_CHECKING

import pytest

from placentin_tui.i18n import last_days
from placentin_tui.library.articles import daily_counts
from tests.library.factories import HOUR, NOON, Clock, article, paper

if TYPE_CHECKING:
    from collections.abc import Iterator

    from placentin_tui.library import Library

WINTER_TIME = 1_793_016_000
"""Monday 26 October 2026, 13:00 in Paris: the day before had 25 hours."""


@pytest.fixture
def paris() -> Iterator[None]:
    """A time zone whose clocks are changed twice a year."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("TZ", "Europe/Paris")
        time.tzset()
        yield
    time.tzset()


def fill(library: Library, clock: Clock, random: Random) -> dict[int, Counter[date]]:
    """Fill a library with papers whose articles come whenever they like; gives how many each has of which day."""
    counts: dict[int, Counter[date]] = {}
    for name in ("seldom", "often", "silent", "removed"):
        source = paper(library, name)
        number = {"seldom": 5, "often": 400}.get(name, 0)
        dates = [clock.now - random.randrange(20 * 24 * HOUR) for _ in range(number)]
        # At midnight exactly, a second before, and in the hour there is twice.
        if name == "often":
            dates += [at - before for at in last_days(clock.now, 14)[:-1] for before in (0, 1)]
            dates += [WINTER_TIME - 36 * HOUR + minute * 60 for minute in range(0, 120, 20)]
        library.articles.store(
            source, [article(f"{name} {n}", published=min(at, clock.now)) for n, at in enumerate(dates)]
        )
        counts[source] = Counter(datetime.fromtimestamp(at).date() for at in dates)
    library.undo_log.remove_source(source)
    del counts[source]
    return counts


@pytest.mark.parametrize("seed", range(3))
@pytest.mark.usefixtures("paris")
def test_each_day_has_the_articles_of_its_date(library: Library, clock: Clock, seed: int) -> None:
    clock.now = WINTER_TIME
    expected = fill(library, clock, Random(seed))
    bounds = last_days(clock.now, 14)
    days = [datetime.fromtimestamp(at).date() for at in bounds[:-1]]
    assert days[-1] == date(2026, 10, 26)
    assert len(set(days)) == 14
    found = library.daily_counts.by_source(bounds)
    assert found == {source: tuple(counts[day] for day in days) for source, counts in expected.items()}
    assert sum(map(sum, found.values())) > 200


@pytest.mark.usefixtures("paris")
def test_a_day_may_have_25_hours_or_23() -> None:
    autumn, spring = last_days(WINTER_TIME, 3), last_days(1_774_872_000, 3)
    assert [later - earlier for earlier, later in pairwise(autumn)] == [
        24 * HOUR, 25 * HOUR, 24 * HOUR,
    ]  # fmt: skip
    assert 23 * HOUR in [later - earlier for earlier, later in pairwise(spring)]


def test_without_a_date_it_counts_when_it_came(library: Library, clock: Clock) -> None:
    source = paper(library)
    library.articles.store(source, [article("undated", published=None), article("late", published=NOON + 99 * HOUR)])
    assert library.daily_counts.by_source(last_days(clock.now, 2)) == {source: (0, 2)}


def test_without_sources_there_is_nothing_to_count(library: Library, clock: Clock) -> None:
    assert library.daily_counts.by_source(last_days(clock.now, 14)) == {}


def test_only_the_index_is_read_and_only_in_those_days(library: Library) -> None:
    plan = [row[3] for row in library._connection.rows(f"EXPLAIN QUERY PLAN {daily_counts._COUNTS}", {"days": "[]"})]
    of_articles = [step for step in plan if " article" in step]
    assert of_articles == [
        "SEARCH article USING COVERING INDEX article_source (source=? AND hidden=? AND slot>? AND slot<?)"
    ]

"""Refreshing 200 papers of 50 articles: the first time, and unchanged; newsboat's way in turn with ours. Then 2,000
papers of 20, of which one in a hundred has news, by the time each takes.

Newsboat's second reload fetches everything again, for it keeps no validator at the first: what it takes for papers that
are unchanged is its third reload, and those after.
"""

from __future__ import annotations

from pathlib import Path

from bench.figures import By, Row, Sample
from bench.home import Home, Spent, Street
from bench.newsboat import NAME, Newsboat, version
from bench.server import Papers, served
from placentin_tui.library import Library
from placentin_tui.models import View

PAPERS, ITEMS, DELAY = 200, 50, 0.05
FIRST, UNCHANGED, SAME_BYTES, CPU = 0.5, 0.1, 0.2, 1.0
MANY, FEWER_ITEMS, CHANGED = 2_000, 20, 20
LINEAR, MEMORY = 1.0, 200.0
SETTLING = 2
"""Reloads before newsboat knows its feeds: see above."""
SHORT = 5
"""Rounds at least of what takes a second."""
THIRD = "newsboat from its third reload on: its second fetches everything again"


def measure(street: Street, times: int) -> list[Row]:
    """Wall time of each, and what the first refresh costs the processor."""
    rounds = max(2, times // 3)
    with served(PAPERS, ITEMS, DELAY) as papers:
        first, first_peer = _first(street.folder, papers, rounds)
        unchanged, unchanged_peer = _again(street.folder, papers, max(SHORT, rounds), "etag")
        same, same_peer = _again(street.folder, papers, max(SHORT, rounds), "plain")
    with served(MANY, FEWER_ITEMS, DELAY) as papers:
        many = _many(street.folder, papers, max(SHORT, rounds))
    what = f"{PAPERS} papers of {ITEMS} articles"
    some = f"{MANY:,} papers of {FEWER_ITEMS} articles, {CHANGED} with news"
    return [
        _row(f"refreshing {what}, the first time", _wall(first), _wall(first_peer), FIRST),
        _row("the same, processor time", _cpu(first), _cpu(first_peer), CPU),
        _row(f"refreshing {what}, unchanged (304)", _wall(unchanged), _wall(unchanged_peer), UNCHANGED, THIRD),
        _row("the same, processor time", _cpu(unchanged), _cpu(unchanged_peer), None),
        _row(f"refreshing {what}, unchanged (same bytes)", _wall(same), _wall(same_peer), SAME_BYTES),
        _row("the same, processor time", _cpu(same), _cpu(same_peer), None),
        Row(
            f"refreshing {some}, for each paper",
            Sample.of(one.wall / MANY for one in many),
            Sample.of(one.wall / PAPERS for one in unchanged),
            f"{PAPERS} papers unchanged",
            LINEAR,
        ),
        Row("the same, processor time", Sample.of(_cpu(many)), unit="s"),
        Row(
            f"memory for refreshing {some}, helpers included",
            Sample.of(one.memory for one in many),
            budget=MEMORY,
            by=By.HIGHEST,
            unit="MB",
        ),
        Row(
            f"memory for refreshing {what} the first time, helpers included",
            Sample.of(one.memory for one in first),
            budget=MEMORY,
            by=By.HIGHEST,
            unit="MB",
        ),
    ]


def _many(folder: Path, papers: Papers, rounds: int) -> list[Spent]:
    """What it takes when a few of many papers have news."""
    home = _subscribed(folder, papers, "etag")
    home.run("refresh")
    spent = []
    for number in range(1, rounds + 1):
        papers.print(CHANGED)
        spent.append(home.run("refresh"))
        if _articles(home) != FEWER_ITEMS * (papers.count + number * CHANGED):
            raise SystemExit(f"{_articles(home)} articles came of {papers.count} papers in {number} refreshes.")
    return spent


def _first(folder: Path, papers: Papers, rounds: int) -> tuple[list[Spent], list[Spent]]:
    ours, theirs = [], []
    for _ in range(rounds):
        home = _subscribed(folder, papers, "etag")
        ours.append(home.run("refresh"))
        _check(_articles(home), papers)
        if version():
            boat = Newsboat(folder / "newsboat", papers.addresses())
            theirs.append(boat.reload())
            _check(boat.articles(), papers)
    return ours, theirs


def _again(folder: Path, papers: Papers, rounds: int, kind: str) -> tuple[list[Spent], list[Spent]]:
    home = _subscribed(folder, papers, kind)
    home.run("refresh")
    boat = Newsboat(folder / "newsboat", papers.addresses(kind)) if version() else None
    if boat:
        for _ in range(SETTLING):
            boat.reload()
    ours, theirs = [], []
    for _ in range(rounds):
        ours.append(home.run("refresh"))
        if boat:
            theirs.append(boat.reload())
    return ours, theirs


def _subscribed(folder: Path, papers: Papers, kind: str) -> Home:
    home = Home(folder / "home-refresh")
    home.subscribe(papers.addresses(kind))
    return home


def _articles(home: Home) -> int:
    with Library.open(home.library, home.pictures) as own_library:
        return own_library.articles.count(View())


def _check(articles: int, papers: Papers) -> None:
    """A refresh that lost articles is no figure."""
    if articles != papers.count * ITEMS:
        raise SystemExit(f"{articles} articles came of {papers.count * ITEMS}.")


def _wall(spent: list[Spent]) -> list[float]:
    return [one.wall for one in spent]


def _cpu(spent: list[Spent]) -> list[float]:
    return [one.cpu for one in spent]


def _row(what: str, ours: list[float], theirs: list[float], budget: float | None, note: str = "") -> Row:
    peer = Sample.of(theirs) if theirs else None
    note = note if theirs else "newsboat is not installed here: its figure is left out"
    return Row(what, Sample.of(ours), peer, NAME, budget, unit="s", note=note)

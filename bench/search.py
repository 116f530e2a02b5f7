"""Search: in the library as it is typed, and on the screen to the repaint, beside newsboat where it is installed."""

from __future__ import annotations

import random
import re
import time
from pathlib import Path

from bench import newsboat
from bench.figures import By, Row, Sample
from bench.home import HEADLINE, Home, Street
from bench.vocabulary import VOCABULARY, words
from placentin_tui.library import Library
from placentin_tui.models import View
from tests.harness.tty import Tty

BUDGETS = {100_000: 20, 1_000_000: 50}
"""Milliseconds a search may take, by the size of the library."""
CLEAR = "\x15"
"""Ctrl+U empties the search line."""
QUERIES = Path(__file__).parents[1] / "tests" / "data" / "queries.txt"
SPOKEN = {
    "tram": 150, "économie": 350, "politique": 90, "culture": 120, "conseil": 60, "mun": 400, "ville": 200,
    "sport": 250, "pol": 300, "merci": 500,
}  # fmt: skip
"""The words of the queries, by their places in the benchmark's vocabulary."""
PEERS_TIMES = 3
PEERS_RESULT = "Search results"


def measure(street: Street, times: int) -> list[Row]:
    """Prefixes and pairs of words in the library; one headline among all on the screen."""
    return [row for articles in BUDGETS for row in _measure(street, articles, times)]


def _measure(street: Street, articles: int, times: int) -> list[Row]:
    home, budget = street.home(articles), BUDGETS[articles]
    chance = random.Random(articles)
    # A word begun is any there is: half of them begin a hundred others. The first of a pair is one used often.
    prefixes = [chance.choice(VOCABULARY)[:3] for _ in range(times * 10)]
    pairs = [f"{words(chance, 1)[0]} {chance.choice(VOCABULARY)}" for _ in range(times * 10)]
    begun = [f"{words(chance, 1)[0]} {chance.choice(VOCABULARY)[:3]}" for _ in range(times * 10)]
    size = f"{articles:,} articles"
    return [
        Row(f"search for three letters, {size}, the first page", _ask(home, prefixes), budget=budget, by=By.P95),
        Row(f"search for two words, {size}, the first page", _ask(home, pairs), budget=budget, by=By.P95),
        Row(
            f"search for a word and three letters, {size}, the first page", _ask(home, begun), budget=budget, by=By.P95
        ),
        Row(f"sixty queries, {size}, the first page", _ask_all(home, times), budget=budget, by=By.P95),
        Row(
            f"search on the screen, {size}, last letter to the headlines",
            _type(home, times * 3),
            _peer(street, PEERS_TIMES) if articles == newsboat.ARTICLES and newsboat.version() else None,
            "newsboat, Enter to its headlines",
            budget=budget,
            by=By.P95,
            note="" if newsboat.version() else "newsboat is not installed",
        ),
    ]


def _ask(home: Home, queries: list[str]) -> Sample:
    with Library.open(home.library, home.pictures) as own_library:
        # As the search line does while the first letters are typed.
        while own_library.finder.get_ready():
            pass
        return Sample.of(_ask_once(own_library, query) for query in queries)


def spoken_queries() -> list[str]:
    """The sixty queries, in words the library has; those of sections as they are."""
    words = "|".join(SPOKEN)
    spoken = re.compile(rf"(?<!section:)(?<!rubrique:)(?<![\w,])({words})(?=(?:icipal|way)?\b|\*)")
    lines = QUERIES.read_text(encoding="utf-8").splitlines()
    return [
        spoken.sub(lambda word: VOCABULARY[SPOKEN[word[1]]], line)
        for line in lines
        if line and not line.startswith("#")
    ]


def _ask_all(home: Home, times: int) -> Sample:
    with Library.open(home.library, home.pictures, frugal=True) as own_library:
        while own_library.finder.get_ready():
            pass
        return Sample.of(_find_once(own_library, query) for _ in range(times) for query in spoken_queries())


def _find_once(own_library: Library, query: str) -> float:
    """What the search line does for a query."""
    begun = time.perf_counter()
    found = own_library.articles.found(View(query=query), 50)
    own_library.articles.listed([place.id for place in found.places[:50]])
    return time.perf_counter() - begun


def _ask_once(own_library: Library, query: str) -> float:
    begun = time.perf_counter()
    own_library.articles.page(View(query=query), limit=50)
    return time.perf_counter() - begun


def _type(home: Home, times: int) -> Sample:
    chance = random.Random(times)
    with home.open("--offline") as tty:
        tty.wait(re.compile(HEADLINE))
        tty.send("/")
        tty.settle()
        return Sample.of(_type_once(tty, _mark(chance)) for _ in range(times))


def _mark(chance: random.Random) -> str:
    """What a few headlines begin with; not ending in 9, for those found before the last letter would be the same."""
    return f"P{chance.randrange(100, 200)}N{chance.randrange(1, 5)}{chance.randrange(9)}"


def _type_once(tty: Tty, mark: str) -> float:
    for keys in (CLEAR, mark[:-1]):
        tty.send(keys)
        tty.settle(0.5)
    tty.send(mark[-1])
    seconds = tty.first(lambda: _all_found(tty, mark), timeout=10, quiet=0.1)
    tty.settle(0.5)
    return seconds


def _peer(street: Street, times: int) -> Sample:
    """Newsboat looks for what was typed when Enter is pressed, through all its articles."""
    chance = random.Random(times)
    with newsboat.filled(street).open() as tty:
        tty.wait("Journal 0", timeout=300)
        return Sample.of(_enter_once(tty, _mark(chance)) for _ in range(times))


def _enter_once(tty: Tty, mark: str) -> float:
    for keys in ("/", mark):
        tty.settle(0.5)
        tty.send(keys)
    tty.settle(0.5)
    tty.send("\r")
    seconds = tty.first(lambda: PEERS_RESULT in tty.text and mark in tty.text, timeout=120, quiet=0.1)
    tty.settle(0.5)
    tty.send("q")
    return seconds


def _all_found(tty: Tty, mark: str) -> bool:
    """All headlines in the list begin with the mark; the article beside it may follow later."""
    shown = re.findall(HEADLINE, "\n".join(line[:40] for line in tty.text.splitlines()[4:]))
    return bool(shown) and all(headline.startswith(mark) for headline in shown)

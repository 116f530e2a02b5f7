"""Syncing with a server that keeps marks, against a refresh of the same articles from feeds; and the reader's start
while the server cannot be reached, against the same without a server.
"""

from __future__ import annotations

import sqlite3
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager

from bench.figures import By, Row, Sample, alternate
from bench.home import Home, Street
from bench.start import starter
from placentin_tui.library import Library
from placentin_tui.models import NewService

PAPERS, ARTICLES = 24, 6_000
FIRST, NEWEST, START = 1.2, 2_000, 1.05
AGAINST = "a first refresh of them"
READABLE = 250
"""Articles after which one can read."""


def measure(street: Street, times: int) -> list[Row]:
    """One row for the first sync, how soon there is something to read, one with nothing new, and for a start."""
    rounds = max(3, times // 3)
    with _served() as (address, feeds):
        refreshed, synced, readable, quiet = [], [], [], []
        for _round in range(rounds):
            refreshed.append(_refresh(street, feeds))
            wall, soon = _sync(home := _signed_in(street, address))
            synced.append(wall)
            readable.append(soon)
            quiet.append(home.run("service", "sync").wall)
    plain, lonely = street.home(10_000), _unreachable(street)
    without, with_service = alternate(times * 2, starter(plain), starter(lonely))
    what = f"{ARTICLES:,} articles of {PAPERS} papers"
    return [
        Row(f"a first sync, {what}", Sample.of(synced), Sample.of(refreshed), AGAINST, FIRST, unit="s"),
        Row(f"a first sync, until {READABLE} can be read", Sample.of(readable), budget=NEWEST, by=By.P95),
        Row("a sync with nothing new", Sample.of(quiet), unit="s"),
        Row("start while a server cannot be reached, 10,000 articles", with_service, without, "without one", START),
    ]


@contextmanager
def _served() -> Iterator[tuple[str, str]]:
    """The addresses of the server and of the feeds, for as long as the block lasts."""
    command = [sys.executable, "-m", "bench.sync_server", str(PAPERS), str(ARTICLES)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        try:
            assert process.stdout
            yield process.stdout.readline().strip(), process.stdout.readline().strip()
        finally:
            process.terminate()


def _refresh(street: Street, feeds: str) -> float:
    home = Home(street.folder / "home-feeds")
    home.subscribe([f"{feeds}/feed/{paper}" for paper in range(PAPERS)])
    return home.run("refresh").wall


def _signed_in(street: Street, address: str) -> Home:
    home = Home(street.folder / "home-sync")
    home.run("service", "add", "freshrss", address, "--user", "lise", "--password-command", "echo secret")
    return home


def _sync(home: Home) -> tuple[float, float]:
    """Sync for the first time; the seconds it took, and those until `READABLE` articles were there."""
    begun, soon = time.perf_counter(), [0.0]

    def watch() -> None:
        while _articles(home) < READABLE:
            time.sleep(0.02)
        soon[0] = time.perf_counter() - begun

    watching = threading.Thread(target=watch)
    watching.start()
    wall = home.run("service", "sync").wall
    watching.join()
    return wall, soon[0]


def _articles(home: Home) -> int:
    with closing(sqlite3.connect(f"file:{home.library}?mode=ro", uri=True)) as library:
        return int(library.execute("SELECT count(*) FROM article").fetchone()[0])


def _unreachable(street: Street) -> Home:
    """The same home with a server at whose port nobody listens."""
    home = street.another(10_000)
    with Library.open(home.library, home.pictures) as library:
        library.services.add(NewService("nobody", "freshrss", "http://127.0.0.1:9", "lise", ("false",)))
    return home

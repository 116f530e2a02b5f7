"""The peer for refreshing, disk and search: newsboat, with 50 threads, when it is installed."""

from __future__ import annotations

import shutil
import sqlite3
import subprocess
from contextlib import closing
from functools import cache
from pathlib import Path

from bench.home import Spent, Street, spend
from bench.server import served
from tests.harness.home import environment
from tests.harness.tty import Tty

NAME = "newsboat, 50 threads"
ARTICLES, PAPERS = 100_000, 200
"""What it keeps where it is to keep much."""


def version() -> str:
    """The version installed, empty when there is none."""
    if not shutil.which("newsboat"):
        return ""
    said = subprocess.run(["newsboat", "--version"], capture_output=True, text=True, check=True).stdout
    return said.split()[1]


class Newsboat:
    """A newsboat of its own."""

    def __init__(self, folder: Path, addresses: list[str]) -> None:
        """Subscribed to these feeds, nothing fetched yet."""
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True)
        self.folder = folder
        (folder / "urls").write_text("\n".join(addresses) + "\n", encoding="utf-8")
        (folder / "settings").write_text("reload-threads 50\nauto-reload no\n", encoding="utf-8")

    def reload(self) -> Spent:
        """Fetch all feeds."""
        return spend([*self._command, "-x", "reload"], {"LC_ALL": "C.UTF-8", **environment(self.folder)})

    def open(self) -> Tty:
        """Newsboat in a terminal."""
        return Tty(self._command, env=environment(self.folder))

    @property
    def _command(self) -> list[str]:
        files = {"-u": "urls", "-C": "settings", "-c": "cache.db"}
        return ["newsboat", *(part for option, name in files.items() for part in (option, str(self.folder / name)))]

    def articles(self) -> int:
        """How many articles it has."""
        with closing(sqlite3.connect(self.folder / "cache.db")) as cache:
            return int(cache.execute("SELECT count(*) FROM rss_item").fetchone()[0])


@cache
def filled(street: Street) -> Newsboat:
    """One that has fetched `ARTICLES` articles, those of our own library of that size."""
    with served(PAPERS, ARTICLES // PAPERS) as papers:
        boat = Newsboat(street.folder / f"newsboat-{ARTICLES}", papers.addresses())
        boat.reload()
    if (kept := boat.articles()) != ARTICLES:
        raise SystemExit(f"newsboat kept {kept} articles of {ARTICLES}.")
    return boat

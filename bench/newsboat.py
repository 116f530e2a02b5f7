"""The peer for refreshing: newsboat with 50 threads, when it is installed."""

from __future__ import annotations

import shutil
import sqlite3
import subprocess
from contextlib import closing
from pathlib import Path

from bench.home import Spent, spend
from tests.harness.home import environment

NAME = "newsboat, 50 threads"


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
        files = {"-u": "urls", "-C": "settings", "-c": "cache.db"}
        places = [part for option, name in files.items() for part in (option, str(self.folder / name))]
        return spend(["newsboat", *places, "-x", "reload"], {"LC_ALL": "C.UTF-8", **environment(self.folder)})

    def articles(self) -> int:
        """How many articles it has."""
        with closing(sqlite3.connect(self.folder / "cache.db")) as cache:
            return int(cache.execute("SELECT count(*) FROM rss_item").fetchone()[0])

"""A reader's home for the benchmark: folders of its own, a program that lives there, a library of so many articles."""

from __future__ import annotations

import re
import resource
import shutil
import sqlite3
import subprocess
import sys
import threading
import time
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from xml.sax.saxutils import quoteattr

from bench import bulk
from bench.server import Papers, served
from tests.harness.home import environment
from tests.harness.tty import Tty

PROGRAM = str(Path(sys.executable).with_name("placentin-tui"))
# The reader does only what the benchmark asks for; newsboat fetches no pictures either, and these papers have none.
CONFIG = 'language = "en"\npictures = "off"\nrefresh_on_start = false\nrefresh_every = 0\n'
HEADLINE = r"P\d+N\d+"
INGESTED = 10_000
"""Libraries up to this size come through the feeds, as a reader's do; larger ones from `bulk`."""
ITEMS = 50


@dataclass(frozen=True, slots=True)
class Spent:
    """What a command took."""

    wall: float
    cpu: float
    memory: float = 0.0
    """MB the command and the processes it started held at most, at once."""


class Home:
    """One home."""

    def __init__(self, folder: Path) -> None:
        """A new home in `folder`; what stood there is taken away."""
        shutil.rmtree(folder, ignore_errors=True)
        self.folder = folder
        self.env = environment(folder)
        config = folder / "config" / "placentin-tui" / "config.toml"
        config.parent.mkdir(parents=True)
        config.write_text(CONFIG, encoding="utf-8")

    @property
    def library(self) -> Path:
        """The library's file."""
        return self.folder / "data" / "placentin-tui" / "library.db"

    @property
    def frame(self) -> Path:
        """The launch frame."""
        return self.folder / "cache" / "placentin-tui" / "launch.frame"

    @property
    def pictures(self) -> Path:
        """The pictures' folder."""
        return self.folder / "cache" / "placentin-tui" / "pictures"

    def subscribe(self, addresses: list[str]) -> None:
        """Subscribe to these feeds, by way of OPML."""
        outlines = "".join(f'<outline type="rss" text="Journal" xmlUrl={quoteattr(address)}/>' for address in addresses)
        file = self.folder / "papers.opml"
        file.write_text(f'<opml version="2.0"><head/><body>{outlines}</body></opml>', encoding="utf-8")
        self.run("import", str(file))

    def run(self, *arguments: str) -> Spent:
        """Run a command of the program to its end; raises `CalledProcessError` when it fails."""
        return spend([PROGRAM, *arguments], {"LC_ALL": "C.UTF-8", "LANGUAGE": "", **self.env})

    def open(self, *options: str, columns: int = 120) -> Tty:
        """The reader in a terminal."""
        return Tty([PROGRAM, *options], columns=columns, rows=40, env=self.env, cwd=self.folder)


def spend(command: list[str], env: dict[str, str]) -> Spent:
    """Run a command to its end and say what it and its children took."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    begun = time.perf_counter()
    with subprocess.Popen(
        command,
        env={"PATH": "/usr/bin:/bin", **env},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    ) as process:
        memory = Watch(process.pid)
        said, _nothing = process.communicate()
        wall = time.perf_counter() - begun
        most = memory.end()
    if process.returncode:
        raise SystemExit(f"{' '.join(command)} ended with {process.returncode}:\n{said}")
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return Spent(wall, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime, most)


class Watch(threading.Thread):
    """Looks at the memory of a process and of those it started, ten times a second."""

    def __init__(self, pid: int) -> None:
        super().__init__(daemon=True)
        self._pid = pid
        self._ended = threading.Event()
        self._most = 0.0
        self.start()

    def run(self) -> None:
        """Look until it is told to end."""
        while not self._ended.wait(0.1):
            self._most = max(self._most, held(self._pid))

    def end(self) -> float:
        """The most there was, in MB."""
        self._ended.set()
        self.join()
        return self._most


def held(pid: int) -> float:
    """MB of memory a process and its children hold, what they share counted once (PSS)."""
    try:
        status = Path(f"/proc/{pid}/smaps_rollup").read_text(encoding="ascii")
        children = Path(f"/proc/{pid}/task/{pid}/children").read_text(encoding="ascii").split()
    except OSError:
        return 0.0
    found = re.search(r"^Pss:\s+(\d+) kB", status, re.MULTILINE)
    return (int(found[1]) / 1024 if found else 0.0) + sum(held(int(child)) for child in children)


class Street:
    """The homes of one run of the benchmark, each built once."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._homes: dict[int, Home] = {}

    def home(self, articles: int) -> Home:
        """The home whose library holds so many articles."""
        if articles not in self._homes:
            print(f"  building a library of {articles:,} articles …", flush=True)
            home = Home(self.folder / f"home-{articles}")
            if articles <= INGESTED:
                with served(articles // ITEMS, ITEMS) as papers:
                    self._ingest(home, papers)
            else:
                bulk.fill(home.library, home.pictures, articles)
            self._homes[articles] = home
        return self._homes[articles]

    def another(self, articles: int) -> Home:
        """A home of its own with a copy of that library."""
        first, home = self.home(articles), Home(self.folder / f"home-{articles}-other")
        home.library.parent.mkdir(parents=True, exist_ok=True)
        with closing(sqlite3.connect(first.library)) as library:
            library.execute("VACUUM INTO ?", (str(home.library),))
        return home

    def _ingest(self, home: Home, papers: Papers) -> None:
        home.subscribe(papers.addresses())
        home.run("refresh")

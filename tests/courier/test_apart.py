"""What asks servers reads none of their documents itself: not one of the modules that could is even loaded there."""

from __future__ import annotations

import asyncio
import re
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from placentin_tui import courier
from placentin_tui.library import Library
from placentin_tui.models import TextState, View
from tests.courier.papers import feed, item, picture, said
from tests.harness.home import environment
from tests.web.server import Server, data
from tests.wordpress.fake import Fake
from tests.wordpress.site import KNOWN

READERS = re.compile(
    r"feedparser|listparser|selectolax|lxml|trafilatura|html5lib|pyexpat"
    r"|placentin_tui\.(?:prose\.html|feeds\.(?:parse|feedparser_adapter|fast_parser|comments|jsonfeed|opml|repair_xml|prepare|support)"
    r"|feeds\.fulltext\.(?!truncated$|fetch_policy$)\w+|wordpress\.completion|courier\.images\.scaler)(?:\..*)?"
)
"""Modules that read what comes from elsewhere; those that only ask, or look at their results, are free."""
MAY_BE = {"placentin_tui.courier.images.scaler"}
"""What the courier knows of its picture process: how the two speak."""


class Program:
    """The command line as a process, and what it loads."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._env = {**environment(folder), "PATH": "/usr/bin:/bin", "LC_ALL": "C.UTF-8"}

    def run(self, *arguments: str, status: int = 0) -> str:
        """What a command says; it loads none of the readers."""
        command = [sys.executable, "-X", "importtime", "-m", "placentin_tui", *arguments]
        done = subprocess.run(command, env=self._env, cwd=self._folder, capture_output=True, text=True, check=False)
        said = re.sub(r"import time:.*\n", "", done.stderr)
        loaded = {
            line.rpartition("|")[2].strip() for line in done.stderr.splitlines() if line.startswith("import time")
        }
        assert done.returncode == status, done.stdout + said
        assert "placentin_tui.courier.workers.parser_pool" in loaded
        assert {name for name in loaded if READERS.fullmatch(name)} - MAY_BE == set()
        return done.stdout + said

    @contextmanager
    def library(self) -> Iterator[Library]:
        """The library the commands have filled."""
        folder = self._folder / "data" / "placentin-tui"
        with Library.open(folder / "library.db", self._folder / "cache" / "placentin-tui" / "pictures") as library:
            yield library


@pytest.fixture
def program(tmp_path: Path) -> Program:
    return Program(tmp_path)


@pytest.fixture
def fake() -> Iterator[Fake]:
    fake = Fake()
    fake.start()
    yield fake
    fake.close()


def test_a_paper_on_wordpress(program: Program, fake: Fake) -> None:
    assert "10 articles" in program.run("add", fake.home)
    program.run("refresh", "--offline-ready", "10")
    with program.library() as library:
        numbers = {post: article for article, post in library.posts.numbers(range(1, 11)).items()}
        assert len(library.comments.of(numbers[fake.posts.thread])) == 8
        assert any(library.articles.get(article).author for article in numbers.values())
    by = "--name", KNOWN[0], "--email", KNOWN[1]
    program.run("comment", str(numbers[fake.posts.open]), *by, "--text", "Bien dit.")
    assert len(fake.sent) == 1


async def test_any_other_paper(program: Program, server: Server, tmp_path: Path) -> None:
    page = "<link rel=alternate type='application/rss+xml' href='/feed'><a href='/don'>Faire un don</a>"
    whole = f"<article><h1>Titre un</h1>{'<p>Une phrase assez longue pour être un texte.</p>' * 40}</article>"
    cut = f'<p>Une phrase assez longue. <img src="{server.url("/1.png")}"></p><p>[…]</p>'
    paper = feed([item("un", cut, comments=2, discussed_at=server.url("/comments"))])
    server.answers = {
        "/": data(page.encode(), kind="text/html"),
        "/feed": data(paper.replace(b"http://paper.example", server.base.encode())),
        "/other": data(feed([item("deux")])),
        "/1.png": data(picture(), kind="image/png"),
        "/comments": data(said("Ana", "Léo")),
        "/un/": data(whole.encode(), kind="text/html; charset=utf-8"),
    }
    await asyncio.to_thread(program.run, "add", server.base)
    with program.library() as library:
        article = library.articles.get(1)
        assert (article.text, len(article.comments)) == (TextState.WHOLE, 2)
        assert library.sources.get(1).support_url == server.url("/don")
        assert library.articles.summary(1).offline_ready
    subscriptions = tmp_path / "papers.opml"
    subscriptions.write_text(f"<opml><body><outline xmlUrl='{server.url('/other')}'/></body></opml>")
    await asyncio.to_thread(program.run, "import", str(subscriptions))
    await asyncio.to_thread(program.run, "refresh")
    with program.library() as library:
        assert {row.title for row in library.articles.page(View())} == {"Titre un", "Titre deux"}


def test_the_couriers_own_modules_load_no_reader() -> None:
    """Those of its processes do: `parser_tasks` and `wordpress_tasks` when they are called, `scaling` at once."""
    folder = Path(courier.__file__).parent
    own = [f"placentin_tui.courier.{file.stem}" for file in folder.glob("*.py") if file.stem[0] != "_"]
    script = "import importlib, sys; [importlib.import_module(name) for name in sys.argv[1:]]; print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", script, *own], capture_output=True, text=True, check=True)
    assert {name for name in done.stdout.split() if READERS.fullmatch(name)} - MAY_BE == set()

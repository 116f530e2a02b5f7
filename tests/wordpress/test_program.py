"""The whole way by the command line: subscribe to a paper, read the debate, take part."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.harness import home
from tests.wordpress.site import KNOWN, Site

ANA = ("--name", "Ana Roy", "--email", "ana@h.example")
MIREILLE = ("--name", KNOWN[0], "--email", KNOWN[1])


class Person:
    """Somebody at a terminal."""

    def __init__(self, folder: Path) -> None:
        inherited = {name: value for name, value in os.environ.items() if not name.lower().endswith("_proxy")}
        self._environment = {**inherited, **home.environment(folder), "LC_ALL": "C.UTF-8", "LANGUAGE": "en"}

    def run(self, *arguments: str, stdin: str = "") -> subprocess.CompletedProcess[str]:
        command = [sys.executable, "-m", "placentin_tui", *arguments]
        return subprocess.run(
            command, input=stdin, env=self._environment, capture_output=True, encoding="utf-8", timeout=120, check=False
        )

    def rows(self, *arguments: str) -> list[dict[str, Any]]:
        done = self.run(*arguments, "--json")
        assert done.returncode == 0, done.stderr
        return [json.loads(line) for line in done.stdout.splitlines()]


@pytest.fixture
def person(site: Site, tmp_path: Path) -> Person:
    """Subscribed to the paper by the address of its front page."""
    made = Person(tmp_path)
    added = made.run("add", site.home)
    assert added.returncode == 0, added.stderr
    return made


def article(person: Person, begins: str) -> str:
    """The number of the article whose headline begins so."""
    return next(str(row["id"]) for row in person.rows("list") if row["title"].startswith(begins))


def test_a_thread_is_read_and_answered(site: Site, person: Person) -> None:
    number = article(person, "Sommet")
    thread = person.rows("comments", number)
    assert len(thread) == 8
    answered = next(comment for comment in thread if comment["parent"])
    done = person.run("comment", number, *MIREILLE, "--text", "1 < 2 & 3 > 2", "--reply-to", str(answered["id"]))
    assert (done.returncode, "published" in done.stdout) == (0, True), done.stderr
    mine = next(comment for comment in person.rows("comments", number) if comment["text"] == "1 < 2 & 3 > 2")
    assert mine["parent"] == answered["id"]
    assert [outgoing["state"] for outgoing in person.rows("outbox")] == ["published"]


def test_a_first_comment_is_said_to_be_held(site: Site, person: Person) -> None:
    done = person.run("comment", article(person, "Séisme"), *ANA, "-", stdin="Bonjour.\n\nÀ tous.\n")
    assert (done.returncode, "awaiting moderation" in done.stdout) == (0, True), done.stderr
    [kept] = site.comments(site.posts.open)
    assert (kept.state, kept.text) == ("hold", "Bonjour.\n\nÀ tous.")
    site.approve(kept.id)
    assert person.run("refresh").returncode == 0
    assert [each["state"] for each in person.rows("outbox")] == ["published"]


def test_a_closed_article_refuses_in_its_own_words(site: Site, person: Person) -> None:
    done = person.run("comment", article(person, "Coupure"), *ANA, "--text", "Bonjour")
    assert done.returncode == 1
    assert "les commentaires sont fermés" in done.stderr


def test_what_is_written_without_a_server_goes_out_later(site: Site, person: Person) -> None:
    number = article(person, "Séisme")
    done = person.run("--offline", "comment", number, *ANA, "--text", "Hors ligne")
    assert done.returncode == 3
    site.stop()
    try:
        assert person.run("outbox", "send").returncode == 3
    finally:
        site.start()
    assert [outgoing["state"] for outgoing in person.rows("outbox")] == ["waiting"]
    assert person.run("outbox", "send").returncode == 0
    assert [outgoing["state"] for outgoing in person.rows("outbox")] == ["held"]
    assert [kept.text for kept in site.comments(site.posts.open)] == ["Hors ligne"]

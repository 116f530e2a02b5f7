"""A newspaper on WordPress as the tests see it, be it the fake or the real one."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

DATA = Path(__file__).parents[1] / "data" / "wordpress"
"""What a real WordPress answered, recorded."""
RECORDED = "http://127.0.0.1:8090"
"""Where it stood then."""

KNOWN = ("Mireille", "lecteur0@example.org")
"""A reader whose comments have been approved before."""
FORBIDDEN = "motinterdit"
"""A word the paper does not want to see; what holds it goes into the bin without a word to anybody."""
FLOOD = 15
"""Seconds the paper wants between two comments from one address."""


@dataclass(frozen=True)
class Posts:
    """The articles by what is special about them."""

    thread: int
    """Eight comments on three levels."""
    hundred: int
    """A hundred comments."""
    long: int
    """A hundred and thirty: more than WordPress gives at once."""
    open: int
    """No comment yet."""
    closed: int
    aged: int
    """Closed by age, though REST still says that it is open."""
    protected: int
    draft: int
    paged: int
    """Two pages; the feed holds the first."""
    unknown: int = 999_999


@dataclass(frozen=True)
class Kept:
    """A comment as the paper has it."""

    id: int
    post: int
    parent: int
    state: str
    """`approved`, `hold`, `spam`, `trash`."""
    author: str
    email: str
    text: str


class Site(Protocol):
    """What tests do with a paper besides asking it over HTTP."""

    home: str
    """The address of its front page."""
    posts: Posts
    now: int
    """A moment after all of it was printed."""

    def url(self, post: int) -> str:
        """The address of an article."""

    def comments(self, post: int) -> list[Kept]:
        """All comments of an article, whatever their state, the oldest first."""

    def pass_a_minute(self) -> None:
        """Let the paper believe that its last comment came a minute before."""

    def approve(self, comment: int) -> None:
        """Publish a comment that was held back."""

    def remove(self, comment: int) -> None:
        """Delete a comment for good."""

    def option(self, name: str, value: str) -> None:
        """Change one of the paper's settings; it is as before at the next test."""

    def stop(self) -> None:
        """Take the server away at once, whatever it is doing."""

    def start(self) -> None:
        """Bring it back at the same address."""


def exchange(name: str) -> tuple[int, Mapping[str, str], bytes]:
    """A recorded answer: its status, its headers by lower-case name, its body."""
    head, _, body = (DATA / name).read_bytes().partition(b"\n\n")
    status, *lines = head.decode().splitlines()
    headers: dict[str, str] = {}
    for line in lines:
        key, _, value = line.partition(": ")
        headers[key.lower()] = f"{headers[key.lower()]}, {value}" if key.lower() in headers else value
    return int(status.split()[1]), headers, body

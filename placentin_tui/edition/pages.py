"""Reads the edition's files: one HTML file for each article, and `paper.html` with the title and the authors.

An article's head holds its title, standfirst (the description), section, author and age (how long before now it was
published); its body begins with the lead picture and may end with `<ol class="comments">`, replies nested inside what
they answer.
"""

from __future__ import annotations

from dataclasses import dataclass
from operator import attrgetter
from pathlib import Path
from typing import TYPE_CHECKING

from selectolax.lexbor import LexborHTMLParser

from placentin_tui.i18n import LANGUAGES
from placentin_tui.models import Author
from placentin_tui.text.sanitize import clean

if TYPE_CHECKING:
    from collections.abc import Iterator

    from selectolax.lexbor import LexborNode

HERE = Path(__file__).parent

_SECONDS = {"min": 60, "h": 3600, "d": 86400}


@dataclass(frozen=True, slots=True)
class PageComment:
    """A comment on an article of the edition."""

    key: str
    parent: str
    """The key of the comment it replies to; empty for the first of a thread."""
    author: str
    age: int
    """Seconds before now."""
    html: str


@dataclass(frozen=True, slots=True)
class Page:
    """An article of the edition, its body still HTML."""

    number: str
    """`01`, `02` …: the same article in every language, and in every version of the edition."""
    title: str
    standfirst: str
    section: str
    author: str
    age: int
    """Seconds before now."""
    html: str
    comments: tuple[PageComment, ...] = ()


@dataclass(frozen=True, slots=True)
class Paper:
    """The edition in one language."""

    title: str
    language: str
    authors: dict[str, Author]
    """By the name articles are signed with."""
    pages: tuple[Page, ...]
    """Newest first."""


def read(language: str) -> Paper:
    """The edition in a language; in English when there is none in that one."""
    language = language if language in LANGUAGES else "en"
    head = LexborHTMLParser((HERE / language / "paper.html").read_text("utf-8"))
    files = sorted((HERE / language).glob("[0-9]*.html"))
    pages = sorted((_page(file) for file in files), key=attrgetter("age"))
    return Paper(_text(head.css_first("title")), language, _authors(head), tuple(pages))


def _authors(head: LexborHTMLParser) -> dict[str, Author]:
    """The authors by name, each with role and biography."""
    names = [_text(name) for name in head.css("dl.authors dt")]
    roles = [_text(role) for role in head.css("dl.authors dd.role")]
    lives = [_text(life) for life in head.css("dl.authors dd:not(.role)")]
    return {name: Author(name, role, life) for name, role, life in zip(names, roles, lives, strict=True)}


def _page(file: Path) -> Page:
    """Read an article's file."""
    tree = LexborHTMLParser(file.read_text("utf-8"))
    meta = {node.attributes.get("name"): clean(node.attributes.get("content") or "") for node in tree.css("meta")}
    comments: tuple[PageComment, ...] = ()
    if thread := tree.css_first("ol.comments"):
        comments = tuple(_comments(thread))
        thread.decompose()
    body = tree.body
    assert body is not None
    title, standfirst = _text(tree.css_first("title")), meta["description"]
    html = body.inner_html or ""
    age = _seconds(meta["age"])
    return Page(file.name[:2], title, standfirst, meta["section"], meta["author"], age, html, comments)


def _comments(thread: LexborNode, parent: str = "") -> Iterator[PageComment]:
    """The comments of a list, each before its replies; the key is the position: `2.1` replies to `2`."""
    items = (node for node in thread.iter() if node.tag == "li")
    for place, item in enumerate(items, 1):
        key = f"{parent}.{place}" if parent else str(place)
        said = "".join(node.html or "" for node in item.iter() if node.tag != "ol")
        attributes = item.attributes
        author, age = clean(attributes.get("data-author") or ""), _seconds(attributes.get("data-age") or "")
        yield PageComment(key, parent, author, age, said)
        for replies in item.iter():
            if replies.tag == "ol":
                yield from _comments(replies, key)


def _text(node: LexborNode | None) -> str:
    return clean(node.text(), 1000) if node else ""


def _seconds(age: str) -> int:
    """Seconds of `35 min`, `7 h` or `2 d`."""
    count, unit = age.split()
    return int(count) * _SECONDS[unit]

"""Articles, comments and a clock to fill a library with."""

from __future__ import annotations

from typing import Any

from placentin_tui.library import Library
from placentin_tui.models import NewSource, ParsedArticle, ParsedComment, PreparedArticle, PreparedComment
from placentin_tui.prose.blocks import Figure, Paragraph, Picture, Span

NOON = 1_772_539_200
"""3 March 2026, 12:00 UTC."""
HOUR = 3600


class Clock:
    """A clock that stands still until it is set."""

    def __init__(self) -> None:
        self.now = NOON

    def __call__(self) -> int:
        return self.now


def article(name: str, text: str = "Le texte.", *, picture: str = "", **fields: Any) -> PreparedArticle:
    """An article ready for the library; `fields` are those of `ParsedArticle`."""
    usual: dict[str, Any] = {"title": f"Titre {name}", "digest": f"{name} {text}", "published": NOON - HOUR}
    blocks = (Paragraph((Span(text),)), *((Figure(Picture(picture)),) if picture else ()))
    return PreparedArticle(ParsedArticle(f"guid:{name}", **(usual | fields)), blocks, words=len(text.split()))


def comment(key: str, text: str = "Bravo.", *, author: str = "Lise", **fields: Any) -> PreparedComment:
    """A comment ready for the library."""
    return PreparedComment(ParsedComment(key, author, "", **fields), (Paragraph((Span(text),)),))


def paper(library: Library, name: str = "placentin", **fields: Any) -> int:
    """A new source; its number."""
    return library.sources.add(NewSource(f"https://{name}.example/feed", **({"title": name.title()} | fields))).id


def put(library: Library, source: int, *articles: PreparedArticle) -> list[int]:
    """Store articles one by one, so that each is newer to the library than the one before; their numbers."""
    return [number for one in articles for number in library.articles.store(source, [one]).new]

"""The built-in edition: a small newspaper, shown at the first start, that is also the manual."""

from __future__ import annotations

from typing import TYPE_CHECKING

from placentin_tui import __version__
from placentin_tui.edition.pages import HERE, read
from placentin_tui.errors import AlreadySubscribed
from placentin_tui.models import (
    NewSource,
    ParsedArticle,
    ParsedComment,
    PreparedArticle,
    PreparedComment,
    StoredPicture,
)
from placentin_tui.prose.html import pictures, to_blocks
from placentin_tui.prose.plain import words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from placentin_tui.edition.pages import Page, Paper
    from placentin_tui.library import Library
    from placentin_tui.models import Author, Timestamp

PICTURES = HERE / "pictures"
"""The folder of the edition's own pictures."""

BASE = "https://edition.invalid/"
"""Prefix of the pictures' URLs: a name that can never exist (RFC 2606), so that no server is ever asked."""


def load(library: Library, language: str, *, now: Timestamp | None = None) -> None:
    """Fill a library with the edition, dated relative to now.

    The library's picture folder must be `PICTURES`. A second call changes nothing.
    """
    paper = read(language)
    try:
        source = library.sources.add(NewSource(f"edition:{paper.language}", paper.title, language=paper.language)).id
    except AlreadySubscribed:
        return
    moment = library.clock() if now is None else now
    articles = [_article(page, paper, moment) for page in paper.pages]
    # As in a feed the newest stands first; the library numbers from the oldest, so the ids are reversed.
    numbers = sorted(library.articles.store(source, articles).new, reverse=True)
    for number, page, article in zip(numbers, paper.pages, articles, strict=True):
        library.comments.store(number, list(_comments(page, moment)))
        shown = tuple(pictures(article.blocks))
        library.pictures.record_use(number, (picture.url for picture in shown))
        for picture in shown:
            file = PICTURES / picture.url.removeprefix(BASE)
            library.pictures.record(StoredPicture(picture.url, file, picture.width, picture.height))
    library.articles.settle(numbers)


def _article(page: Page, paper: Paper, now: Timestamp) -> PreparedArticle:
    """An article of the edition, as a feed would bring it."""
    parsed = ParsedArticle(
        identity=f"guid:edition/{paper.language}/{page.number}",
        title=page.title,
        author=page.author,
        sections=(page.section,),
        published=now - page.age,
        html=page.html,
        base=BASE,
        language=paper.language,
        comment_count=len(page.comments),
        digest=__version__,  # each version of the program has its own text
    )
    blocks = to_blocks(page.html, BASE)
    bio: Author = paper.authors[page.author]
    return PreparedArticle(parsed, blocks, words=words(blocks), bio=bio)


def _comments(page: Page, now: Timestamp) -> Iterator[PreparedComment]:
    """The comments on an article of the edition."""
    for comment in page.comments:
        parsed = ParsedComment(comment.key, comment.author, comment.html, comment.parent, now - comment.age)
        yield PreparedComment(parsed, to_blocks(comment.html, BASE))

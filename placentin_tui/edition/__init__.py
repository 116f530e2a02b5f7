"""The built-in edition: a small newspaper, shown at the first start, that is also the manual."""

from __future__ import annotations

from typing import TYPE_CHECKING
from zlib import crc32

from placentin_tui.edition.pages import HERE, read
from placentin_tui.errors import AlreadySubscribed
from placentin_tui.models import (
    NewSource,
    ParsedArticle,
    ParsedComment,
    PreparedArticle,
    PreparedComment,
    StoredPicture,
    View,
)
from placentin_tui.prose.blocks import Paragraph, Span
from placentin_tui.prose.html import pictures, to_blocks
from placentin_tui.prose.plain import words

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from placentin_tui.edition.pages import Page, Paper
    from placentin_tui.library import Library
    from placentin_tui.models import Author, Timestamp

PICTURES = HERE / "pictures"
"""The folder of the edition's own pictures."""

BASE = "https://edition.invalid/"
"""Prefix of the pictures' URLs: a name that can never exist (RFC 2606), so that no server is ever asked."""

MOST = 50
"""Articles the edition may have, those of its earlier versions included."""


def load(library: Library, language: str, *, now: Timestamp | None = None) -> None:
    """Fill a library with the edition, dated relative to now.

    The library's picture folder must be `PICTURES`. A library that holds an older edition gets what is new or reworded
    in this one; a second call changes nothing.
    """
    store(library, read(language), library.clock() if now is None else now)


def store(library: Library, paper: Paper, now: Timestamp) -> None:
    """Bring a library up to this edition: each article is there once, whichever versions of it were stored before."""
    with library.transaction():
        source = _source(library, paper)
        known = library.articles.known(source, [_identity(paper, page) for page in paper.pages])
        pages = [page for page in paper.pages if known.get(_identity(paper, page)) != _digest(page)]
        if pages:
            articles = [_article(page, paper, now) for page in pages]
            library.articles.store(source, articles)
            _complete(library, source, dict(zip(pages, articles, strict=True)), now, is_first=not known)


def _complete(
    library: Library, source: int, articles: Mapping[Page, PreparedArticle], now: Timestamp, *, is_first: bool
) -> None:
    """Store the comments and pictures of articles; `is_first`: the library had none of this edition before."""
    rows = library.articles.page(View(source=source), limit=MOST)
    numbers = {row.title: row.id for row in rows}
    for page, article in articles.items():
        if page.comments or not is_first:
            library.comments.store(numbers[page.title], list(_comments(page, now)), whole=True)
        shown = tuple(pictures(article.blocks))
        library.pictures.record_use(numbers[page.title], (picture.url for picture in shown))
        for picture in shown:
            file = PICTURES / picture.url.removeprefix(BASE)
            library.pictures.record(StoredPicture(picture.url, file, picture.width, picture.height))
    library.articles.settle(numbers[page.title] for page in articles)


def _source(library: Library, paper: Paper) -> int:
    """The number of the edition's source, which is added when it is not there."""
    url = f"edition:{paper.language}"
    try:
        return library.sources.add(NewSource(url, paper.title, language=paper.language)).id
    except AlreadySubscribed:
        return next(source.id for source in library.sources.all() if source.url == url)


def _identity(paper: Paper, page: Page) -> str:
    """What an article is known by in a library."""
    return f"guid:edition/{paper.language}/{page.number}"


def _article(page: Page, paper: Paper, now: Timestamp) -> PreparedArticle:
    """An article of the edition, as a feed would bring it."""
    parsed = ParsedArticle(
        identity=_identity(paper, page),
        title=page.title,
        author=page.author,
        sections=(page.section,),
        published=now - page.age,
        html=page.html,
        base=BASE,
        language=paper.language,
        comment_count=len(page.comments),
        digest=_digest(page),
    )
    blocks = to_blocks(page.html, BASE)
    bio: Author = paper.authors[page.author]
    standfirst = (Paragraph((Span(page.standfirst),)),)
    return PreparedArticle(parsed, blocks, standfirst=standfirst, words=words(blocks), bio=bio)


def _digest(page: Page) -> str:
    """A hash of all that an article says, its debate included, but for the moment it is dated from."""
    return format(crc32(repr(page).encode()), "08x")


def _comments(page: Page, now: Timestamp) -> Iterator[PreparedComment]:
    """The comments on an article of the edition."""
    for comment in page.comments:
        parsed = ParsedComment(comment.key, comment.author, comment.html, comment.parent, now - comment.age)
        yield PreparedComment(parsed, to_blocks(comment.html, BASE))

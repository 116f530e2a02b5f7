"""An article as the rows it becomes: all that takes time to make of it, so that the writing itself is short."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from placentin_tui.library import payload

if TYPE_CHECKING:
    from placentin_tui.models import PreparedArticle


class PackedArticle(msgspec.Struct, frozen=True, array_like=True):
    """What the library writes down of a new or changed article; may cross from one process to another."""

    identity: str
    digest: str
    title: str
    url: str
    author: str
    sections: tuple[str, ...]
    published: int | None
    comments: int | None
    """How many, as the paper counts."""
    length: int
    """Words to read."""
    page: bytes
    """A packed `texts.Page`."""
    words: str
    """What a search finds in the page."""
    pictures: tuple[str, ...]
    """The addresses of the pictures the page shows."""
    partial: bool = False
    """The rest of its text is to be fetched."""


def pack(article: PreparedArticle) -> PackedArticle:
    """The rows of an article."""
    parsed, page = article.parsed, _page(article)
    return PackedArticle(
        identity=parsed.identity,
        digest=parsed.digest,
        title=parsed.title,
        url=parsed.url,
        author=parsed.author,
        sections=parsed.sections,
        published=parsed.published,
        comments=parsed.comment_count,
        length=article.words,
        page=payload.pack(page),
        words=payload.words(page),
        pictures=tuple(payload.picture_urls(page)),
        partial=article.partial,
    )


def _page(article: PreparedArticle) -> payload.ArticlePayload:
    parsed, bio = article.parsed, article.bio
    return payload.ArticlePayload(
        blocks=article.blocks,
        standfirst=article.standfirst,
        lead=article.lead,
        author=payload.Writer(bio.name, bio.role, bio.bio, bio.portrait) if bio else None,
        enclosures=tuple(
            payload.Attachment(file.url, file.type, file.length, file.title, file.duration)
            for file in parsed.enclosures
        ),
        language=parsed.language,
        comments_url=parsed.comments_url,
        comments_feed=parsed.comments_feed,
    )

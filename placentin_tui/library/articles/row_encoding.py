"""Converts an article to the values of its rows, in advance, so that the write transaction is short."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from placentin_tui.library import payload

if TYPE_CHECKING:
    from placentin_tui.models import PreparedArticle


class PackedArticle(msgspec.Struct, frozen=True, array_like=True):
    """The values stored for a new or changed article; sent between processes as MessagePack."""

    identity: str
    digest: str
    title: str
    url: str
    author: str
    sections: tuple[str, ...]
    published: int | None
    comments: int | None
    """The number of comments, by the paper's count."""
    length: int
    """Words of the text."""
    page: bytes
    """A packed `ArticlePayload`."""
    words: str
    """The text indexed for search."""
    pictures: tuple[str, ...]
    """URLs of the pictures on the page."""
    partial: bool = False
    """The feed truncates the text: the rest is to be fetched."""


def pack(article: PreparedArticle) -> PackedArticle:
    """Convert an article."""
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
    """The payload of an article."""
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

"""What is parsed from feeds and pages, before it is stored; fields named `html` are foreign and never shown as text."""

from __future__ import annotations

import msgspec

from placentin_tui.prose.blocks import Block, Picture  # noqa: TC001 - msgspec reads these annotations
from placentin_tui.timestamp import Timestamp  # noqa: TC001 - msgspec reads these annotations


class Author(msgspec.Struct, frozen=True):
    """An article's author, as the box under the article shows them."""

    name: str
    role: str = ""
    bio: str = ""
    portrait: Picture | None = None


# ── from the feed ────────────────────────────────────────────────────────────────────────────────────────────────────


class Enclosure(msgspec.Struct, frozen=True):
    """A file attached to an article: an episode, a document, a film."""

    url: str
    type: str = ""
    """Its media type, such as `audio/mpeg`."""
    length: int = 0
    """Bytes, 0 when the feed does not say."""
    title: str = ""
    duration: int = 0
    """Seconds it plays, 0 when the feed does not say."""


class ParsedArticle(msgspec.Struct, frozen=True):
    """One item of a feed, as the feed gives it; its body is still foreign HTML."""

    identity: str
    """What identifies the article across refreshes: `guid:…`, else `link:…`, else `hash:…`."""
    title: str
    url: str = ""
    author: str = ""
    sections: tuple[str, ...] = ()
    published: Timestamp | None = None
    updated: Timestamp | None = None
    html: str = ""
    """The body, foreign; the summary when the feed has nothing longer."""
    summary_html: str = ""
    """The summary, foreign, when there is a body too; else empty."""
    only_summary: bool = False
    """The feed has no body, only a summary (which `html` is then), or not even that."""
    base: str = ""
    """The base URL of relative links in `html`."""
    lead: Picture | None = None
    """The picture the feed gives with the item (media:content, enclosure, itunes:image)."""
    more_pictures: tuple[Picture, ...] = ()
    """Further pictures the feed gives with the item."""
    language: str = ""
    enclosures: tuple[Enclosure, ...] = ()
    comment_count: int | None = None
    comments_url: str = ""
    """The page a person comments on."""
    comments_feed: str = ""
    """`wfw:commentRss`, or Atom's `rel=replies`."""
    digest: str = ""
    """A hash of everything in the article's text; it differs when the text was changed."""


class PreparedArticle(msgspec.Struct, frozen=True):
    """A new or changed article ready for the library: a feed's item with its HTML converted to blocks."""

    parsed: ParsedArticle
    blocks: tuple[Block, ...]
    standfirst: tuple[Block, ...] = ()
    lead: Picture | None = None
    """The picture above the text; `None` when the body opens with it, or there is none."""
    words: int = 0
    bio: Author | None = None
    """The author, when more than the name is known."""
    partial: bool = False
    """The feed gives only a part of it, and the rest is to be fetched."""


class ParsedFeed(msgspec.Struct, frozen=True):
    """A whole feed, parsed."""

    title: str
    articles: tuple[ParsedArticle, ...]
    """In the feed's own order."""
    home: str = ""
    language: str = ""
    icon: str = ""
    format: str = ""
    """`rss20`, `atom10`, `rss10`, `json11` …, for diagnostics and tests."""
    is_cut: bool = False
    """It holds more articles than are read; these are its first."""


class ParsedComment(msgspec.Struct, frozen=True):
    """One comment of a comment feed; `parent` is the key of the comment it answers."""

    key: str
    """Its id at the paper (`8` in `…#comment-8`), unique under one article."""
    author: str
    html: str
    parent: str = ""
    published: Timestamp | None = None
    url: str = ""


# ── from the library ─────────────────────────────────────────────────────────────────────────────────────────────────


class PreparedComment(msgspec.Struct, frozen=True):
    """A comment ready for the library: its HTML converted to blocks."""

    parsed: ParsedComment
    blocks: tuple[Block, ...]

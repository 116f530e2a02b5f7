"""Reads the articles of the Google Reader API, as if a feed had brought them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from placentin_tui.errors import SyncError
from placentin_tui.feeds.dates import EARLIEST, LATEST
from placentin_tui.feeds.fields import (
    Fields,
    beginning,
    detail_of,
    fingerprint,
    list_of,
    names,
    number,
    plain,
    text_of,
    web_address,
)
from placentin_tui.feeds.markup import mended_html
from placentin_tui.models import Enclosure, ParsedArticle
from placentin_tui.prose.blocks import Picture
from placentin_tui.sync import item_ids
from placentin_tui.sync.answers import LONGEST_ID, LONGEST_NAME, decoded, label, stream_id
from placentin_tui.text import sanitize

if TYPE_CHECKING:
    from placentin_tui.models import Timestamp

MOST_ARTICLES = 1_000
"""Articles read of one answer: more than are ever asked for."""
MOST_FILES = 20
MOST_LABELS = 200


class RemoteArticle(msgspec.Struct, frozen=True):
    """An article of a server."""

    id: str
    """As `item_ids` writes it."""
    stream: str
    """What the server calls its source."""
    article: ParsedArticle
    labels: tuple[str, ...] = ()
    """Its labels, and the folder its source is in: nothing tells these apart here."""


def parse(body: bytes, host: str) -> tuple[RemoteArticle, ...]:
    """The articles in an answer, each once. One that belongs to no subscription is left out. Raises `SyncError`."""
    items = decoded(body, host).get("items")
    if not isinstance(items, list):
        raise SyncError("sync-not-it", host=host)
    found: dict[str, RemoteArticle] = {}
    for item in items[:MOST_ARTICLES]:
        if isinstance(item, dict) and (stream := _stream(item)):
            name = item_ids.from_article(item.get("id"), host)
            found.setdefault(name, RemoteArticle(name, stream, _article(item, name), _labels(item)))
    return tuple(found.values())


def _stream(item: Fields) -> str:
    stream = text_of(detail_of(item, "origin"), "streamId")
    return stream if len(stream) <= LONGEST_ID and stream_id.fullmatch(stream) else ""


def _article(item: Fields, name: str) -> ParsedArticle:
    """An item as an article; its marks are not read here: the lists of ids say them."""
    html = mended_html((text_of(detail_of(item, "content"), "content") or _summary(item)).strip())
    link = _link(item, "canonical") or _link(item, "alternate")
    title = plain(text_of(item, "title")) or beginning(html)
    author = names([text_of(item, "author")])
    files = _files(item)
    lead = next((Picture(each.url) for each in files if each.type.startswith("image/")), None)
    enclosures = tuple(each for each in files if not each.type.startswith("image/"))
    published = moment(item.get("published"))
    return ParsedArticle(
        identity=f"sync:{name}",
        title=title,
        url=link,
        author=author,
        published=published,
        html=html,
        only_summary=not html,
        base=link or web_address(text_of(detail_of(item, "origin"), "htmlUrl"), ""),
        lead=lead,
        enclosures=enclosures,
        digest=fingerprint(title, author, html, lead.url if lead else "", link, *(each.url for each in enclosures)),
    )


def _labels(item: Fields) -> tuple[str, ...]:
    """The names of an item's labels, and of its source's folder."""
    categories = item.get("categories")
    written = [each for each in categories if isinstance(each, str)] if isinstance(categories, list) else []
    found = (
        sanitize.clean(match[1], LONGEST_NAME) for each in written[:MOST_LABELS] if (match := label.fullmatch(each))
    )
    return tuple(dict.fromkeys(name for name in found if name))


def _summary(item: Fields) -> str:
    return text_of(detail_of(item, "summary"), "content")


def _link(item: Fields, name: str) -> str:
    """The first address under a name."""
    return next(
        (url for each in list_of(item, name)[:MOST_FILES] if (url := web_address(text_of(each, "href"), ""))), ""
    )


def _files(item: Fields) -> list[Enclosure]:
    """The attached files, each once."""
    files = {web_address(text_of(each, "href"), ""): each for each in list_of(item, "enclosure")[:MOST_FILES]}
    return [
        Enclosure(url, sanitize.clean(text_of(each, "type"), 100), number(str(each.get("length", ""))) or 0)
        for url, each in files.items()
        if url
    ]


def moment(value: object) -> Timestamp | None:
    """A date in seconds since 1970; `None` where it is none of this time."""
    seconds = number(value) if isinstance(value, str) else value
    return int(seconds) if isinstance(seconds, int | float) and EARLIEST <= seconds <= LATEST else None

"""Parses JSON Feed 1.0 and 1.1 (https://www.jsonfeed.org/version/1.1/).

A field of the wrong type counts as absent, so that one odd item does not cost the whole feed.
"""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

import msgspec
from msgspec.structs import replace

from placentin_tui.errors import FeedError
from placentin_tui.feeds.base_url import own_page
from placentin_tui.feeds.dates import origin
from placentin_tui.feeds.fields import (
    Fields,
    beginning,
    detail_of,
    language,
    list_of,
    moment_of,
    names,
    plain,
    sections,
    text_of,
    web_address,
)
from placentin_tui.feeds.identity import identity
from placentin_tui.feeds.markup import as_html, mended_html
from placentin_tui.feeds.media import MOST_FILES, each_once
from placentin_tui.feeds.nesting import without_deep_values
from placentin_tui.models import Enclosure, ParsedArticle, ParsedFeed
from placentin_tui.prose.blocks import Picture
from placentin_tui.text import sanitize
from placentin_tui.text.numbers import MOST, json_number

if TYPE_CHECKING:
    from collections.abc import Iterator

    from placentin_tui.feeds.dates import Origin

MOST_ITEMS = 10_000

_start = re.compile(r"\s*\{")
_version = re.compile(r"https?://(?:www\.)?jsonfeed\.org/version/(\d)(?:\.(\d))?$")


def is_json(words: str) -> bool:
    """Whether the text is JSON rather than XML or HTML."""
    return bool(_start.match(words))


def parse(words: str, url: str) -> ParsedFeed:
    """The feed in a JSON document from `url`; raises `FeedError`."""
    feed = _decoded(words)
    found = _version.match(text_of(feed, "version"))
    if not found or not isinstance(feed.get("items"), list):
        raise FeedError("no-feed")
    paper = ParsedFeed(
        title=plain(text_of(feed, "title"), 200, None),
        articles=(),
        home=_address(feed, "home_page_url", url),
        language=language(text_of(feed, "language")),
        icon=_address(feed, "icon", url) or _address(feed, "favicon", url),
        format=f"json{found[1]}{found[2] or 0}",
    )
    authors, where = _authors(feed), origin(paper.language, paper.home, url)
    articles = (_article(item, paper, url, authors, where) for item in list_of(feed, "items")[:MOST_ITEMS])
    return replace(paper, articles=tuple(article for article in articles if article))


def _decoded(words: str) -> Fields:
    """The JSON object; raises `FeedError` when it is damaged or cut off."""
    try:
        try:
            return _with_numbers_in_bounds(words)
        except RecursionError:
            return _with_numbers_in_bounds(without_deep_values(words))
    except (msgspec.DecodeError, ValueError, RecursionError) as error:
        # A truncated document is recognised by its end: an object ends with a brace.
        if words.rstrip().endswith("}"):
            raise FeedError("no-feed-damaged") from error
        raise FeedError("no-feed-unfinished") from error


def _with_numbers_in_bounds(words: str) -> Fields:
    try:
        return msgspec.json.decode(words.encode("utf-8", "replace"), type=dict[str, Any])
    except msgspec.ValidationError:
        # A number that is too large, or not an object.
        return msgspec.convert(json.loads(words, parse_int=json_number), dict[str, Any])


def _article(item: Fields, paper: ParsedFeed, url: str, fallback: str, where: Origin) -> ParsedArticle | None:
    """One item as an article; `None` when it has neither title, link nor files."""
    html = mended_html(text_of(item, "content_html").strip()) or as_html(text_of(item, "content_text"))
    summary = as_html(text_of(item, "summary"))
    body, summary = (html, summary) if html else (summary, "")
    link = _address(item, "url", url) or _address(item, "external_url", url)
    title = plain(text_of(item, "title"), tags=None) or beginning(body)
    shown = each_once(("", picture) for picture in _pictures(item, url))
    enclosures = _attachments(item, url, {address for each in shown for address in (each.url, *each.others)})
    if not (title or link or enclosures):
        return None
    published, updated = moment_of(item, "date_published", where), moment_of(item, "date_modified", where)
    return ParsedArticle(
        identity=identity(_guid(item), link, title, text_of(item, "date_published"), body),
        title=title,
        url=link,
        author=_authors(item) or fallback,
        sections=_tags(item),
        published=published or updated,
        updated=updated if published and updated != published else None,
        html=body,
        summary_html=summary,
        only_summary=not html,
        base=own_page(link, paper.home, url),
        lead=shown[0] if shown else None,
        more_pictures=tuple(shown[1:]),
        language=language(text_of(item, "language")) or paper.language,
        enclosures=enclosures,
    )


def _guid(item: Fields) -> str:
    """The id as text; version 1.0 allowed numbers."""
    guid = item.get("id")
    return str(guid) if isinstance(guid, str | int | float) else ""


def _authors(values: Fields) -> str:
    people = list_of(values, "authors") or [detail_of(values, "author")]
    return names(text_of(person, "name") for person in people)


def _tags(item: Fields) -> tuple[str, ...]:
    tags = item.get("tags")
    return sections(tag for tag in tags if isinstance(tag, str)) if isinstance(tags, list) else ()


def _pictures(item: Fields, url: str) -> Iterator[Picture]:
    """The item's own picture, then attached ones."""
    if lead := _address(item, "image", url) or _address(item, "banner_image", url):
        yield Picture(lead)
    for each in list_of(item, "attachments")[:MOST_FILES]:
        if text_of(each, "mime_type").lower().startswith("image/") and (address := _address(each, "url", url)):
            yield Picture(address, plain(text_of(each, "title"), 500, None))


def _attachments(item: Fields, url: str, shown: set[str]) -> tuple[Enclosure, ...]:
    files = {_address(each, "url", url): each for each in list_of(item, "attachments")[:MOST_FILES]}
    return tuple(
        Enclosure(
            url=address,
            type=sanitize.clean(text_of(each, "mime_type"), 100),
            length=_whole(each.get("size_in_bytes")),
            title=plain(text_of(each, "title"), 200, None),
            duration=_whole(each.get("duration_in_seconds")),
        )
        for address, each in files.items()
        if address and address not in shown
    )


def _whole(value: object) -> int:
    """A count that may have a fraction; 0 when invalid."""
    return int(value) if isinstance(value, int | float) and 0 < value < MOST else 0


def _address(values: Fields, name: str, url: str) -> str:
    return web_address(text_of(values, name), url)

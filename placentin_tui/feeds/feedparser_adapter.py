"""feedparser with guards: a repaired document to feedparser's dictionaries.

`feedparser.parse` is not called: given bytes it may open a file or a connection of that name, it guesses the encoding
again, cleans HTML that our own gate cleans, and has no limits. Its two parsers (SAX first, then a loose one for what is
not well-formed) are used directly, with the limits below.
"""

from __future__ import annotations

import xml.sax
from contextlib import suppress
from typing import TYPE_CHECKING, Any
from xml.sax.handler import feature_external_ges, feature_namespaces

from feedparser.api import LooseFeedParser, StrictFeedParser

from placentin_tui.errors import FeedError
from placentin_tui.feeds.nesting import DEEPEST, MOST_NAMESPACES, before_item, without_deep_items
from placentin_tui.feeds.parser_output import MOST_ENTRIES, MOST_TAGS, Read

if TYPE_CHECKING:
    from placentin_tui.feeds.repair_xml import XmlDocument

LONGEST_BASE = 4096
"""The longest base URL; nested relative `xml:base` add up."""
LONGEST_HEAD = 20_000
"""The most characters before the first item that are parsed again with each item of an ill-formed feed."""

# What feedparser and sgmllib raise on markup they cannot handle.
_TROUBLES = (AssertionError, AttributeError, LookupError, TypeError, ValueError)
_BASES = ("xml:base", "base")


class _Enough(Exception):
    """The feed has more articles than are read."""


class _Guards:
    """What both parsers do differently from feedparser's."""

    namespaces = StrictFeedParser.namespaces | {"http://purl.org/syndication/thread/1.0": "thr"}
    # feedparser fills it from `namespaces`: it must not be the dict that its own classes share.
    _matchnamespaces: dict[str, str] = {}  # noqa: RUF012 - as in the class it overrides
    # Ids are not resolved, so that they do not change when the feed moves.
    can_be_relative_uri = StrictFeedParser.can_be_relative_uri - {"id"}
    resolve_relative_uris = False
    sanitize_html = False
    _media: dict[str, str] | None = None
    _group = ""

    def unknown_starttag(self: Any, tag: str, attrs: list[tuple[str, str]]) -> None:
        """Handle a start tag; raises `FeedError` when nested too deep, and drops base URLs that are too long."""
        if self.depth > DEEPEST:
            raise _beyond_measure()
        longest = LONGEST_BASE - len(self.baseuri)
        attrs = [(name, value) for name, value in attrs if len(value) <= longest or name.lower() not in _BASES]
        super().unknown_starttag(tag, attrs)  # type: ignore[misc]

    def track_namespace(self: Any, prefix: str | None, uri: str) -> None:
        if len(self.namespaces_in_use) > MOST_NAMESPACES:
            raise _beyond_measure()
        super().track_namespace(prefix, uri)  # type: ignore[misc]

    def _start_item(self: Any, attrs: dict[str, str]) -> None:
        if len(self.entries) >= MOST_ENTRIES:
            raise _Enough
        super()._start_item(attrs)  # type: ignore[misc]

    _start_entry = _start_item

    def _end_guid(self: Any) -> None:
        """Also store a guid that is a permalink as such."""
        super()._end_guid()  # type: ignore[misc]
        if self.guidislink:
            context = self._get_context()
            context["permalink"] = context.get("id", "")

    def _end_channel(self: Any) -> None:
        # RSS 1.0 has its picture and items after its channel.
        if not self.version.startswith(("rss090", "rss10")):
            super()._end_channel()  # type: ignore[misc]

    def _sync_author_detail(self: Any, key: str = "author") -> None:
        """Store an author's name without looking for an e-mail address in it."""
        # feedparser's own searches with a pattern that takes 5 s for 32,000 characters (its #562) and that knows no
        # top-level domain longer than four letters.
        context = self._get_context()
        people = context.get(f"{key}s")
        if people and not people[-1]:
            people[-1]["name"] = context.get(key) or ""

    def _add_tag(self: Any, term: str | None, scheme: str | None, label: str | None) -> None:
        if len(self._get_context().setdefault("tags", [])) < MOST_TAGS:
            super()._add_tag(term, scheme, label)  # type: ignore[misc]

    # feedparser takes any media:description and itunes:summary for the article's text, over a summary that is HTML;
    # inside media:content the description is the picture's caption.

    def _start_itunes_summary(self: Any, attrs: dict[str, str]) -> None:
        self.push("itunes_summary", 1)

    def _end_itunes_summary(self: Any) -> None:
        self.pop("itunes_summary")

    def _start_itunes_title(self: Any, attrs: dict[str, str]) -> None:
        self.push("itunes_title", 1)

    def _end_itunes_title(self: Any) -> None:
        self.pop("itunes_title")

    def _start_media_group(self: Any, attrs: dict[str, str]) -> None:
        self._group = str(len(self._get_context().get("media_content", ())) + 1)

    def _end_media_group(self: Any) -> None:
        self._group = ""

    def _start_media_content(self: Any, attrs: dict[str, str]) -> None:
        super()._start_media_content(attrs)  # type: ignore[misc]
        attrs["media_group"] = self._group
        self._media = attrs

    def _end_media_content(self: Any) -> None:
        self._media = None

    def _start_media_description(self: Any, attrs: dict[str, str]) -> None:
        self.push("media_description", 0)

    def _end_media_description(self: Any) -> None:
        self._of_media("description", self.pop("media_description"))

    # Inside media:content the title is the picture's, not the article's.

    def _start_media_title(self: Any, attrs: dict[str, str]) -> None:
        if self._media is None:
            super()._start_media_title(attrs)  # type: ignore[misc]
        else:
            self.push("media_title", 0)

    def _end_media_title(self: Any) -> None:
        if self._media is None:
            super()._end_media_title()  # type: ignore[misc]
        else:
            self._of_media("title", self.pop("media_title"))

    def _start_media_credit(self: Any, attrs: dict[str, str]) -> None:
        self.push("media_credit", 0)

    def _end_media_credit(self: Any) -> None:
        self._of_media("credit", self.pop("media_credit"))

    def _of_media(self: Any, name: str, value: str | None) -> None:
        holder = self._media if self._media is not None else self._get_context()
        holder.setdefault(f"media_{name}", value or "")


class _Strict(_Guards, StrictFeedParser):  # type: ignore[misc] # feedparser has no types
    """feedparser's parser of well-formed XML, with the guards."""


class _Loose(_Guards, LooseFeedParser):  # type: ignore[misc] # feedparser has no types
    """feedparser's parser of anything else, with the guards."""


def read(document: XmlDocument, base: str) -> Read:
    """The feed and its entries, without those nested too deep; raises `FeedError` when nothing else is left."""
    try:
        return _read(document.text, base)
    except FeedError:
        found = _read(without_deep_items(document.text), base)
        if not found.entries:
            raise
        return found


def _read(text: str, base: str) -> Read:
    """The feed, parsed strictly when it is well-formed, else loosely."""
    reader: Any = _Strict(base, None, "utf-8")
    try:
        with suppress(_Enough):
            _feed_strictly(reader, text)
    except (xml.sax.SAXException, *_TROUBLES):
        return _read_loosely(text, base)
    return Read(reader.feeddata, reader.entries, reader.version)


def _feed_strictly(reader: Any, text: str) -> None:
    """Parse the text with expat, without external entities."""
    parser = xml.sax.make_parser()  # noqa: S317 - what is dangerous needs a document type, and `repair` leaves none
    parser.setFeature(feature_namespaces, state=True)
    parser.setFeature(feature_external_ges, state=False)
    parser.setContentHandler(reader)
    parser.setErrorHandler(reader)
    parser.feed(text)  # type: ignore[attr-defined] # expat's reader is an incremental one
    parser.close()  # type: ignore[attr-defined]


def _read_loosely(text: str, base: str) -> Read:
    """The feed parsed item by item, so that errors in one do not affect the next."""
    head, *items = before_item.split(text)
    if len(head) > LONGEST_HEAD:
        reader = _loosely(text, base)
        return Read(reader.feeddata, reader.entries, reader.version)
    paper = _loosely(head, base)
    entries = [entry for item in items[:MOST_ENTRIES] for entry in _loosely(head + item, base).entries]
    return Read(paper.feeddata, entries, paper.version)


def _loosely(text: str, base: str) -> Any:
    """A loose parser that has parsed the text as far as it could."""
    reader: Any = _Loose(base, None, "utf-8", {})
    with suppress(_Enough, *_TROUBLES):
        reader.feed(text)
    return reader


def _beyond_measure() -> FeedError:
    return FeedError("no-feed-nested")

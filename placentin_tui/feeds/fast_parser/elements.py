"""The methods for a feed's elements: they fill the same fields as feedparser, as far as `feeds.parse` needs them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from placentin_tui.feeds.fast_parser import names
from placentin_tui.feeds.fast_parser.document import Attributes, Unusual
from placentin_tui.feeds.fast_parser.values import ElementValues, kept_base, language_tag, with_href
from placentin_tui.feeds.parser_output import MOST_ENTRIES, MOST_TAGS, Read

if TYPE_CHECKING:
    from placentin_tui.feeds.fields import Fields

_entity = re.compile(r"&([A-Za-z0-9_]+);")

_VERSIONS = {"0.91": "rss091u", "0.92": "rss092", "2.0": "rss20"}
_MARKUP = ("html", "text/html", "xhtml", "application/xhtml+xml")


class Reader(ElementValues):
    """Parses a feed into feedparser's fields; `base` is its base URL.

    Methods `on_…` are called at an element's start with a key and its attributes, methods `_keep_…` and `_leave_…` at
    its end. All raise `Unusual` at what only feedparser can parse.
    """

    def __init__(self, base: str) -> None:
        super().__init__(base)
        self._feed: Fields = {}
        self._entries: list[Fields] = []
        self._entry: Fields = {}
        self._context = self._feed
        """The fields that elements fill at present: those of the feed, its picture or an entry."""
        self._media: Fields | None = None
        self._group = ""
        self._person: Fields | None = None
        self._has_source = False
        self._item = ""
        self.place = self.at("root")

    def read(self, document: bytes) -> Read:
        """Parse the document; raises `Unusual` or `ExpatError`."""
        self.parse(document)
        if not self._item:
            raise Unusual
        return Read(self._feed, self._entries, self.version)

    def on_unusual(self, _key: str, _attributes: Attributes) -> None:
        """An element that is not known here."""
        raise Unusual

    def on_skip(self, key: str, attributes: Attributes) -> None:
        """An element that is ignored; with `key`, one in which feedparser takes elements for markup."""
        for raw in attributes:
            if raw.lower().split(" ")[1 if " " in raw else 0] in ("base", "lang"):
                raise Unusual
        # Inside a person, text beside the name is unusual: feedparser would take it for the name.
        act = None if self._person is None else self._keep_nothing
        if act and self.text():
            raise Unusual
        self.enter(self.nothing if key else self.at(self.place.name, skipped=True), act)

    # ── the feed ─────────────────────────────────────────────────────────────────────────────────────────────────────

    def on_root(self, kind: str, attributes: Attributes) -> None:
        """`<rss>`, `<rdf:RDF>` or `<feed>`."""
        named = self.named(attributes)
        self._base = kept_base(named.pop("xml:base", self._base))
        self._language = language_tag(named.pop("xml:lang", ""))
        version = named.pop("version", "")
        if kind == "rss":
            if version not in _VERSIONS or self.version.startswith("rss"):
                raise Unusual
            self.version = _VERSIONS[version]
        elif version or self.version not in names.VERSIONS[kind]:
            raise Unusual
        if named:
            raise Unusual
        if self._language and kind != "rdf":
            self._feed["language"] = self._language
        self._item = "atom item" if kind == "atom" else "rss item"
        self.enter(self.at(kind))

    def on_channel(self, place: str, attributes: Attributes) -> None:
        """`<channel>`."""
        named = self.named(attributes)
        named.pop("rdf:about", "")
        self._enter_in_language(place, named)

    def on_feed_title(self, _key: str, attributes: Attributes) -> None:
        """The title of the feed."""
        if "title" in self._feed:
            raise Unusual
        self._title(attributes)

    def on_image(self, _key: str, attributes: Attributes) -> None:
        """The feed's picture."""
        self._plain(attributes)
        self._context = self._feed.setdefault("image", {})
        self.enter(self.at("image"), self._leave_image)

    def _leave_image(self, _key: str) -> None:
        self._context = self._feed

    def on_item(self, _key: str, attributes: Attributes) -> None:
        """`<item>` or `<entry>`."""
        if len(self._entries) >= MOST_ENTRIES:
            raise Unusual
        self._entry = self._context = {}
        self._entries.append(self._entry)
        self._has_source = False
        named = self.named(attributes)
        if about := named.pop("rdf:about", ""):
            self._entry["id"] = about
        self._enter_in_language(self._item, named)

    def _enter_in_language(self, place: str, named: Attributes) -> None:
        """Open an element that may have `xml:lang` and no other attribute."""
        around = self._language
        if "xml:lang" in named:
            self._language = language_tag(named.pop("xml:lang"))
        if named:
            raise Unusual

        def leave(_key: str) -> None:
            self._context, self._language = self._feed, around

        self.enter(self.at(place), leave)

    # ── texts ────────────────────────────────────────────────────────────────────────────────────────────────────────

    def on_text(self, key: str, attributes: Attributes) -> None:
        """An element of text with any attributes."""
        self._plain(attributes)
        self.leaf(self._keep_text, key)

    def on_bare_text(self, key: str, attributes: Attributes) -> None:
        """An element of text without attributes."""
        self._bare(attributes)
        self.leaf(self._keep_text, key)

    def _keep_text(self, key: str) -> None:
        self._context[key] = self._value()

    def on_bare_address(self, key: str, attributes: Attributes) -> None:
        """An element with an address, without attributes."""
        self._bare(attributes)
        self.leaf(self._keep_address, key)

    def _keep_address(self, key: str) -> None:
        self._context[key] = self._address()

    def on_guid(self, key: str, attributes: Attributes) -> None:
        """`<guid>` or `<id>`: the entry's identity, and unless it says otherwise its link."""
        is_link = self._plain(attributes).get("ispermalink", "true") == "true" if attributes else True
        self.leaf(self._keep_guid if is_link else self._keep_text, key)

    def _keep_guid(self, key: str) -> None:
        """Store the identity, and the link when there is none yet."""
        self._context[key] = value = self._value()
        self._context.setdefault("link", value)
        if not self.version.startswith("atom"):
            self._context["permalink"] = value

    def on_title(self, _key: str, attributes: Attributes) -> None:
        """The entry's headline."""
        if "title" in self._entry:
            raise Unusual
        self._title(attributes)

    def _title(self, attributes: Attributes) -> None:
        """Open a title; only Atom's may be HTML."""
        detail = self._detail(attributes, "text/plain")
        if detail["type"] != "text/plain" and not self.version.startswith("atom"):
            raise Unusual
        self._context["title_detail"] = detail
        self.leaf(self._keep_text, "title")

    def on_media_title(self, _key: str, attributes: Attributes) -> None:
        """`<media:title>`: ignored when the entry has a title; inside `<media:content>` it is the picture's."""
        if self._media is not None:
            self.on_media_text("media_title", attributes)
            return
        if self._has_source or not self._entry.get("title"):
            raise Unusual
        self._plain(attributes)
        self.enter(self.nothing)

    def on_source(self, _key: str, attributes: Attributes) -> None:
        """The feed an entry was taken from."""
        self._plain(attributes)
        self._has_source = True
        self.enter(self.nothing)

    def on_description(self, kind: str, attributes: Attributes) -> None:
        """The entry's summary."""
        if "summary_detail" in self._entry:
            raise Unusual
        self._entry["summary_detail"] = self._detail(attributes, kind)
        self.leaf(self._keep_description)

    def _keep_description(self, _key: str) -> None:
        self._entry["summary_detail"]["value"] = self._value()

    def on_content(self, kind: str, attributes: Attributes) -> None:
        """The entry's body."""
        self._entry.setdefault("content", []).append(self._detail(attributes, kind))
        self.leaf(self._keep_content)

    def _keep_content(self, _key: str) -> None:
        self._entry["content"][-1]["value"] = self._value()

    # ── links and tags ───────────────────────────────────────────────────────────────────────────────────────────────

    def on_link(self, _key: str, attributes: Attributes) -> None:
        """A link with its address in an attribute (Atom) or as text (RSS)."""
        named = {"rel": "alternate", **(self._plain(attributes) if attributes else {})}
        named.setdefault("type", "application/atom+xml" if named["rel"] == "self" else "text/html")
        with_href(named)
        links = self._context.setdefault("links", [])
        links.append(named)
        if "href" not in named:
            self.leaf(self._keep_link)
            return
        named["href"] = self._joined(named["href"])
        if named["rel"] == "alternate" and named["type"] in _MARKUP:
            self._context["link"] = named["href"]
        self.enter(self.nothing)

    def _keep_link(self, _key: str) -> None:
        """Store RSS's link, with feedparser's handling of stray ampersands."""
        value = self._address()
        if "&" in value:
            if self._context is not self._feed:
                value = value.replace("&amp;", "&")
            value = _entity.sub(r"&\1", value)
        self._context["link"] = value
        if value:
            self._context["links"][-1]["href"] = value

    def on_enclosure(self, _key: str, attributes: Attributes) -> None:
        """A file attached to an entry."""
        named = with_href(self._plain(attributes))
        named["rel"] = "enclosure"
        self._entry.setdefault("links", []).append(named)
        self.enter(self.nothing)

    def on_category(self, _key: str, attributes: Attributes) -> None:
        """A category."""
        named = self._plain(attributes) if attributes else attributes
        self._add_tag(named.get("term"), named.get("scheme", named.get("domain")), named.get("label"))
        self.leaf(self._keep_category)

    def _keep_category(self, _key: str) -> None:
        """Store a category's text, as the term of the tag its attributes began or as one of its own."""
        if value := self._value():
            tags = self._entry["tags"]
            if tags and not tags[-1]["term"]:
                tags[-1]["term"] = value
            else:
                self._add_tag(value, None, None)

    def on_keywords(self, scheme: str, attributes: Attributes) -> None:
        """Categories separated by commas."""
        self._bare(attributes)
        self.leaf(self._keep_keywords, scheme)

    def _keep_keywords(self, scheme: str) -> None:
        for term in self._value().split(","):
            if term.strip():
                self._add_tag(term.strip(), scheme or None, None)

    def _add_tag(self, term: str | None, scheme: str | None, label: str | None) -> None:
        """Add a category unless it is empty or there already, up to the limit."""
        tags = self._entry.setdefault("tags", [])
        tag = {"term": term, "scheme": scheme, "label": label}
        if len(tags) < MOST_TAGS and (term or scheme or label) and tag not in tags:
            tags.append(tag)

    # ── people ───────────────────────────────────────────────────────────────────────────────────────────────────────

    def on_person(self, _key: str, attributes: Attributes) -> None:
        """An author: text, or elements for name and address."""
        self._plain(attributes)
        self._person = {}
        self._context.setdefault("authors", []).append(self._person)
        self.enter(self.at("person"), self._keep_person)
        self._pieces.clear()

    def _keep_person(self, _key: str) -> None:
        """Store the author; raises `Unusual` for text beside elements, or elements without a name."""
        person, self._person = self._person, None
        if person:
            if "name" not in person or self.text():
                raise Unusual
            self._context["author"] = ""
        elif person is not None:
            self._context["author"] = person["name"] = self._value()

    def on_person_part(self, key: str, attributes: Attributes) -> None:
        """An author's name or address."""
        self._plain(attributes)
        if self.text() or self._person is None or key in self._person:
            raise Unusual
        self.leaf(self._keep_person_part, key)

    def _keep_person_part(self, key: str) -> None:
        assert self._person is not None
        self._person[key] = self.text()
        self._pieces.clear()

    # ── pictures and films ───────────────────────────────────────────────────────────────────────────────────────────

    def on_itunes_image(self, _key: str, attributes: Attributes) -> None:
        """The picture of an episode or of the feed."""
        named = self._plain(attributes)
        if href := named.get("href") or named.get("url"):
            self._context["image"] = {"href": href}
        self.enter(self.nothing)

    def on_media_content(self, _key: str, attributes: Attributes) -> None:
        """A picture or film, with elements of its own."""
        self._media = self._plain(attributes)
        self._media["media_group"] = self._group
        self._entry.setdefault("media_content", []).append(self._media)
        self.enter(self.at("media"), self._leave_media)

    def _leave_media(self, _key: str) -> None:
        self._media = None

    def on_media_group(self, _key: str, attributes: Attributes) -> None:
        """Several sizes of one picture or film."""
        self._plain(attributes)
        self._group = str(len(self._entry.get("media_content", ())) + 1)
        self.enter(self.at("media"), self._leave_group)

    def _leave_group(self, _key: str) -> None:
        self._group = ""

    def on_media_thumbnail(self, _key: str, attributes: Attributes) -> None:
        """A thumbnail."""
        named = self._plain(attributes)
        self._entry.setdefault("media_thumbnail", []).append(named)
        self.leaf(self._keep_nothing)

    def _keep_nothing(self, _key: str) -> None:
        if self.text():
            raise Unusual

    def on_media_text(self, key: str, attributes: Attributes) -> None:
        """A picture's caption or credit."""
        self._plain(attributes)
        self.leaf(self._keep_media_text, key)

    def _keep_media_text(self, key: str) -> None:
        holder = self._entry if self._media is None else self._media
        holder.setdefault(key, self.text())

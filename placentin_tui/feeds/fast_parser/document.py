"""A feed's elements as expat meets them, each handed to the method that its place has for it.

The text begins with the root element (see `repair`), so there is no document type: no entity can be declared, none can
unfold. What is beyond measure is given up like all that is unusual.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeAlias
from xml.parsers import expat

from placentin_tui.feeds.fast_parser import names

DEEPEST = 30
"""Elements within one another; feeds have eight."""
MOST_NAMESPACES = 50
_PIECE = 1 << 16

Attributes: TypeAlias = dict[str, str]
Meaning: TypeAlias = tuple[Callable[[str, Attributes], None], str]


class Unusual(Exception):
    """Something feedparser had better look at."""


class FeedReader:
    """A document being read; the methods `on_…` for its elements are those of `elements.Reader`."""

    def __init__(self) -> None:
        self.version = ""
        """feedparser's word for the format, such as `rss20`."""
        self.nothing: ElementTable = _Nothing(self, {})
        self.place: ElementTable = self.nothing
        self._open: list[tuple[Callable[[str], object] | None, str, ElementTable]] = []
        """Of each open element: what is done at its end, with what key, and where it stands."""
        self._pieces: list[str] = []
        self._places: dict[str, ElementTable] = {}
        self._prefixes: dict[str, str] = {}

    def parse(self, document: bytes) -> None:
        """Meet every element in order; raises `Unusual` or `ExpatError`."""
        parser = expat.ParserCreate("utf-8", namespace_separator=" ")
        parser.namespace_prefixes = True
        parser.buffer_text = True
        parser.buffer_size = _PIECE
        parser.StartNamespaceDeclHandler = self._namespace
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._pieces.append
        parser.Parse(document, True)  # noqa: FBT003 - it takes no names

    # ── places ───────────────────────────────────────────────────────────────────────────────────────────────────────

    def at(self, name: str, *, skipped: bool = False) -> ElementTable:
        """The place of that name; `skipped`: inside an element there that is passed over."""
        key = f"{name}, skipped" if skipped else name
        if key not in self._places:
            self._places[key] = (_Skipped if skipped else ElementTable)(self, names.PLACES[name], name)
        return self._places[key]

    def enter(self, place: ElementTable, act: Callable[[str], object] | None = None, key: str = "") -> None:
        """What follows stands inside the element that begins; at its end `act` is done with `key`."""
        self._open.append((act, key, self.place))
        self.place = place

    def leaf(self, act: Callable[[str], object], key: str = "") -> None:
        """The element that begins holds text alone."""
        self.enter(self.nothing, act, key)
        self._pieces.clear()

    def text(self) -> str:
        """The text of the element that ends."""
        return "".join(self._pieces).strip()

    def _start(self, raw: str, attributes: Attributes) -> None:
        if len(self._open) > DEEPEST:
            raise Unusual
        act, key = self.place[raw]
        act(key, attributes)

    def _end(self, _raw: str) -> None:
        act, key, self.place = self._open.pop()
        if act:
            act(key)

    # ── names ────────────────────────────────────────────────────────────────────────────────────────────────────────

    def _namespace(self, prefix: str | None, uri: str | None) -> None:
        """A namespace is declared; one that feedparser would mistake for another is unusual."""
        prefix, uri = (prefix or "").lower(), (uri or "").lower()
        self.version = self.version or names.version(prefix, uri)
        if self._prefixes.setdefault(prefix, uri) != uri or len(self._prefixes) > MOST_NAMESPACES:
            raise Unusual
        known = names.NAMESPACES.get(uri)
        if known is None and (prefix in names.PREFIXES or "backend.userland.com/rss" in uri):
            raise Unusual
        if known is not None and prefix != known and prefix in names.READ:
            raise Unusual
        if known == "xlink" and self._open:
            raise Unusual

    @staticmethod
    def name(raw: str) -> tuple[str, bool]:
        """A name with feedparser's prefix, and whether its namespace means nothing to feedparser."""
        uri, local, *_prefix = raw.split(" ") if " " in raw else ("", raw)
        prefix = names.NAMESPACES.get(uri.lower())
        return (f"{prefix}:{local}" if prefix else local).lower(), prefix is None

    def named(self, attributes: Attributes) -> Attributes:
        """Attributes by feedparser's names."""
        found: Attributes = {}
        for raw, value in attributes.items():
            name, is_foreign = self.name(raw) if " " in raw else (raw.lower(), False)
            if is_foreign or name in found or name in ("base", "lang"):
                raise Unusual
            found[name] = value.lower() if name in ("rel", "type") else value
        return found


class ElementTable(dict[str, Meaning]):
    """What may stand somewhere: an element as expat names it → the method that reads it, and its key."""

    def __init__(self, document: FeedReader, table: names.Table, name: str = "") -> None:
        super().__init__()
        self.document = document
        self.table = table
        self.name = name

    def __missing__(self, raw: str) -> Meaning:
        name, is_foreign = self.document.name(raw)
        method, key = names.SKIPPED if is_foreign else self.table.get(name, names.UNUSUAL)
        self[raw] = found = getattr(self.document, f"on_{method}"), key
        return found


class _Skipped(ElementTable):
    """Inside an element that is passed over may stand what would be passed over beside it."""

    def __missing__(self, raw: str) -> Meaning:
        act, key = super().__missing__(raw)
        if act.__name__ != "on_skip":
            raise Unusual
        return act, key


class _Nothing(ElementTable):
    """Inside an element of text stands no other."""

    def __missing__(self, raw: str) -> Meaning:
        raise Unusual

"""Dispatches a feed's elements, as expat reports them, to the methods for their place.

The text begins with the root element (see `repair_xml`), so there is no document type, and no entity can be declared or
expanded. Documents beyond the limits are given up like all that is unusual.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeAlias
from xml.parsers import expat

from placentin_tui.feeds.fast_parser import names

DEEPEST = 30
"""The deepest nesting of elements; feeds have eight levels."""
MOST_NAMESPACES = 50
_PIECE = 1 << 16  # bytes of text per event

Attributes: TypeAlias = dict[str, str]
Meaning: TypeAlias = tuple[Callable[[str, Attributes], None], str]


class Unusual(Exception):
    """The feed has something that only feedparser can parse."""


class FeedReader:
    """An event-driven parser; its methods `on_…` are those of `elements.Reader`."""

    def __init__(self) -> None:
        self.version = ""
        """feedparser's name of the format, such as `rss20`."""
        self.nothing: ElementTable = _Nothing(self, {})
        self.place: ElementTable = self.nothing
        self._open: list[tuple[Callable[[str], object] | None, str, ElementTable]] = []
        """For each open element: the function to call at its end, the key for it, and the table to return to."""
        self._pieces: list[str] = []
        self._places: dict[str, ElementTable] = {}
        self._prefixes: dict[str, str] = {}

    def parse(self, document: bytes) -> None:
        """Dispatch every element in document order; raises `Unusual` or `ExpatError`."""
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
        """The table of a place by its name in `names.PLACES`; `skipped`: the stricter one inside a skipped element."""
        key = f"{name}, skipped" if skipped else name
        if key not in self._places:
            self._places[key] = (_Skipped if skipped else ElementTable)(self, names.PLACES[name], name)
        return self._places[key]

    def enter(self, place: ElementTable, act: Callable[[str], object] | None = None, key: str = "") -> None:
        """Open an element whose children are dispatched by `place`; at its end `act` is called with `key`."""
        self._open.append((act, key, self.place))
        self.place = place

    def leaf(self, act: Callable[[str], object], key: str = "") -> None:
        """Open an element that has only text."""
        self.enter(self.nothing, act, key)
        self._pieces.clear()

    def text(self) -> str:
        """The text of the element that ends, stripped."""
        return "".join(self._pieces).strip()

    def _start(self, raw: str, attributes: Attributes) -> None:
        """Handle expat's start event; raises `Unusual` when elements are nested too deep."""
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
        """Handle a namespace declaration; raises `Unusual` for one that feedparser would confuse with another."""
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
        """A name with feedparser's prefix, and whether its namespace is unknown to feedparser."""
        uri, local, *_prefix = raw.split(" ") if " " in raw else ("", raw)
        prefix = names.NAMESPACES.get(uri.lower())
        return (f"{prefix}:{local}" if prefix else local).lower(), prefix is None

    def named(self, attributes: Attributes) -> Attributes:
        """The attributes by feedparser's names; raises `Unusual` for those of unknown namespaces."""
        found: Attributes = {}
        for raw, value in attributes.items():
            name, is_foreign = self.name(raw) if " " in raw else (raw.lower(), False)
            if is_foreign or name in found or name in ("base", "lang"):
                raise Unusual
            found[name] = value.lower() if name in ("rel", "type") else value
        return found


class ElementTable(dict[str, Meaning]):
    """The elements allowed at a place: expat's name → the method that handles it, and its key; filled lazily."""

    def __init__(self, document: FeedReader, table: names.Table, name: str = "") -> None:
        super().__init__()
        self.document = document
        self.table = table
        self.name = name

    def __missing__(self, raw: str) -> Meaning:
        """Look up and store the method for an element's name."""
        name, is_foreign = self.document.name(raw)
        method, key = names.SKIPPED if is_foreign else self.table.get(name, names.UNUSUAL)
        self[raw] = found = getattr(self.document, f"on_{method}"), key
        return found


class _Skipped(ElementTable):
    """The table inside a skipped element, where only elements may be that are skipped beside it too."""

    def __missing__(self, raw: str) -> Meaning:
        """As in `ElementTable`; raises `Unusual` for an element that is not skipped."""
        act, key = super().__missing__(raw)
        if act.__name__ != "on_skip":
            raise Unusual
        return act, key


class _Nothing(ElementTable):
    """The table inside an element of text, where no element is allowed."""

    def __missing__(self, raw: str) -> Meaning:
        raise Unusual

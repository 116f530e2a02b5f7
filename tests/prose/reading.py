"""What a browser would show of a piece of HTML: its words, links, pictures and captions.

Read by Python's own parser and by other rules than the program's, so that the two can be held against each other.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from dataclasses import dataclass, field
from html.parser import HTMLParser
from urllib.parse import urljoin

_VOID = frozenset(
    [
        "area",
        "base",
        "br",
        "col",
        "embed",
        "hr",
        "img",
        "input",
        "link",
        "meta",
        "param",
        "source",
        "track",
        "wbr",
        "basefont",
        "frame",
        "image",
        "amp-img",
    ]
)
_NEVER_SHOWN = frozenset(
    [
        "script",
        "style",
        "template",
        "head",
        "title",
        "svg",
        "noscript",
        "textarea",
        "select",
        "button",
        "option",
        "canvas",
        "video",
        "audio",
        "iframe",
        "object",
        "rp",
        "annotation",
        "datalist",
    ]
)
_INLINE = frozenset(
    [
        "a",
        "abbr",
        "acronym",
        "b",
        "bdi",
        "bdo",
        "big",
        "cite",
        "code",
        "data",
        "del",
        "dfn",
        "em",
        "font",
        "i",
        "ins",
        "kbd",
        "label",
        "mark",
        "q",
        "s",
        "samp",
        "small",
        "span",
        "strike",
        "strong",
        "sub",
        "sup",
        "time",
        "tt",
        "u",
        "var",
        "wbr",
        "o:p",
        "ruby",
        "math",
        "mrow",
        "mi",
        "mn",
        "mo",
        "msqrt",
        "mfrac",
    ]
)
_MATH = frozenset(("mrow", "mi", "mn", "mo", "msqrt", "mfrac"))
_HIDDEN = re.compile(r"(?:^|\s)(?:sr-only|screen-reader-text|visually-hidden|gutter|lineno)(?:\s|$)")
"""What is hidden, or numbers the lines of code."""
_CAPTION = re.compile(r"(?:^|\s)(?:wp-caption-text|gallery-caption|image-?[cC]aption)(?:\s|$)")
_WORD = re.compile(r"\w+")
_ADDRESSES = ("src", "data-src", "data-lazy-src", "data-orig-file", "data-large-file")
_SETS = ("srcset", "data-srcset")
_IMAGES = ("img", "image", "amp-img")

Attributes = dict[str, str | None]


@dataclass
class Reading:
    """What there is to be seen."""

    words: Counter[str] = field(default_factory=Counter)
    links: set[str] = field(default_factory=set)
    pictures: list[set[str]] = field(default_factory=list)
    """For each picture the addresses it may be had from."""
    captions: list[str] = field(default_factory=list)
    """Each as its words with a space between."""


def read(html: str, base: str = "") -> Reading:
    """Read a piece of HTML."""
    reader = _Reader(html, base)
    reader.feed(html)
    reader.close()
    return reader.done()


def words_of(text: str) -> list[str]:
    """The words of a text, however they are written."""
    text = unicodedata.normalize("NFC", text.replace("\N{SOFT HYPHEN}", "").replace("\N{ZERO WIDTH SPACE}", ""))
    return _WORD.findall(text.casefold())


class _Reader(HTMLParser):
    def __init__(self, html: str, base: str) -> None:
        super().__init__(convert_charrefs=True)
        self._base = base
        self._ids = set(re.findall(r"""\b(?:id|name)=["']?([^"'\s>]+)""", html))
        self._text: list[str] = []
        self._skipping: list[str] = []
        """The elements open since one that is not shown."""
        self._captions: list[tuple[str, int]] = []
        """The captions open: their tags, and where in the text they began."""
        self._math: list[str] = []
        """The parts of a formula open; those of a fraction are words of their own."""
        self._sources: list[str] = []
        """The addresses a `<picture>` offers before its image."""
        self._reading = Reading()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        attributes = dict(reversed(attrs))
        if self._skipping or (_is_hidden(tag, attributes) and tag not in _VOID):
            if tag not in _VOID:
                self._skipping.append(tag)
            return
        if tag not in _INLINE or (self._math and self._math[-1] == "mfrac"):
            self._text.append(" ")
        if tag in _MATH:
            self._math.append(tag)
        if tag == "a":
            self._link(attributes.get("href"))
        elif tag == "picture":
            self._sources = []
        elif tag == "source":
            self._sources += _addresses(attributes, self._base)
        elif tag in _IMAGES and not _is_hidden(tag, attributes):
            self._picture(attributes)
        if tag in ("figcaption", "caption") or _CAPTION.search(attributes.get("class") or ""):
            self._captions.append((tag, len(self._text)))

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        # A browser passes over the slash.
        self.handle_starttag(tag, attrs)

    def handle_endtag(self, tag: str) -> None:
        if self._skipping:
            if tag in self._skipping:
                while self._skipping.pop() != tag:
                    pass
            return
        if tag not in _INLINE:
            self._text.append(" ")
        if self._math and self._math[-1] == tag:
            self._math.pop()
        if self._captions and self._captions[-1][0] == tag:
            _tag, start = self._captions.pop()
            if words := words_of("".join(self._text[start:])):
                self._reading.captions.append(" ".join(words))

    def handle_data(self, data: str) -> None:
        if not self._skipping:
            self._text.append(data)

    def done(self) -> Reading:
        self._reading.words = Counter(words_of("".join(self._text)))
        return self._reading

    def _link(self, href: str | None) -> None:
        href = (href or "").strip()
        if href.startswith("#"):
            if href[1:] in self._ids:
                self._reading.links.add(href)
        elif href and not href.startswith(("javascript:", "data:")):
            self._reading.links.add(urljoin(self._base, href).rstrip("?#"))

    def _picture(self, attributes: Attributes) -> None:
        addresses = {*_addresses(attributes, self._base), *self._sources}
        if not _is_sign(attributes) and addresses:
            self._reading.pictures.append(addresses)
        self._sources = []


def _is_hidden(tag: str, attributes: Attributes) -> bool:
    return (
        tag in _NEVER_SHOWN
        or "hidden" in attributes
        or "display:none" in (attributes.get("style") or "").replace(" ", "")
        or bool(_HIDDEN.search(attributes.get("class") or ""))
    )


def _is_sign(attributes: Attributes) -> bool:
    """An image that counts readers, or stands for a letter."""
    sizes = [attributes.get(name) or "" for name in ("width", "height")]
    small = all(size.isdecimal() and int(size) <= 24 for size in sizes)
    return small or "wp-smiley" in (attributes.get("class") or "")


def _addresses(attributes: Attributes, base: str) -> list[str]:
    found = [value for name in _ADDRESSES if (value := attributes.get(name))]
    for name in _SETS:
        found += [entry.split()[0] for entry in (attributes.get(name) or "").split(", ") if entry.split()]
    return [urljoin(base, address) for address in found if not address.startswith("data:")]

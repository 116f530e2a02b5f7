"""The article as typed blocks: what the library keeps and everything that shows an article reads.

Blocks are built from foreign HTML in one place only (`prose.html`), where every text passes the gate and every link is
checked, so whoever holds blocks may show them as they are. They are `msgspec` structs, array-like and tagged, because
they cross a file: `encode` and `decode` turn a tuple of them into MessagePack and back (about 1 ms for 20,000 words).
"""

from __future__ import annotations

from enum import IntFlag
from typing import TypeAlias

import msgspec


class Mark(IntFlag):
    """How a run of text is set; marks add up."""

    NONE = 0
    EM = 1
    STRONG = 2
    CODE = 4
    SUB = 8
    SUP = 16
    MARKED = 32
    DELETED = 64
    INSERTED = 128
    SMALL = 256


class Span(msgspec.Struct, frozen=True, array_like=True):
    """A run of text set in one way; a line end in it is a break the author made."""

    text: str
    marks: int = 0
    """`Mark` values, added up."""
    href: str = ""
    """An http, https, mailto or tel address, or `#id` of a block in the same article; empty: no link."""
    title: str = ""
    """What an abbreviation or a link says of itself."""


Spans: TypeAlias = tuple[Span, ...]


class Picture(msgspec.Struct, frozen=True, array_like=True):
    """A picture as the paper names it; the file, when there is one, is found by `url` in the library."""

    url: str
    alt: str = ""
    width: int = 0
    """Pixels, as the page says; 0 when it does not."""
    height: int = 0
    others: tuple[str, ...] = ()
    """Addresses of the same picture, in another size or format, for when `url` leads nowhere."""


class Paragraph(msgspec.Struct, frozen=True, array_like=True, tag="p"):
    """A paragraph of prose."""

    spans: Spans
    id: str = ""
    """The anchors other places in the article point to, a space between them; nearly always none or one."""


class Heading(msgspec.Struct, frozen=True, array_like=True, tag="h"):
    """A heading inside the article, level 1 to 6."""

    level: int
    spans: Spans
    id: str = ""


class Quote(msgspec.Struct, frozen=True, array_like=True, tag="q"):
    """Somebody's words; `pull` is one the paper set large."""

    blocks: tuple[Block, ...]
    cite: Spans = ()
    pull: bool = False


class Item(msgspec.Struct, frozen=True, array_like=True):
    """One item of a list."""

    blocks: tuple[Block, ...]
    id: str = ""
    value: int | None = None
    """Its own number in an ordered list, where the author gave it one."""


class Listing(msgspec.Struct, frozen=True, array_like=True, tag="l"):
    """A list; `start` is the first number of an ordered one, `None` for bullets."""

    items: tuple[Item, ...]
    start: int | None = None
    kind: str = ""
    """How its numbers are written: `a`, `A`, `i`, `I`; empty: as figures."""


class Definition(msgspec.Struct, frozen=True, array_like=True):
    """A term and what it means."""

    terms: tuple[Spans, ...]
    blocks: tuple[Block, ...]


class Definitions(msgspec.Struct, frozen=True, array_like=True, tag="d"):
    """A list of terms with their meanings."""

    entries: tuple[Definition, ...]


class Code(msgspec.Struct, frozen=True, array_like=True, tag="c"):
    """Text whose spaces and line ends are its own: code, a poem in `<pre>`."""

    text: str
    language: str = ""


class Cell(msgspec.Struct, frozen=True, array_like=True):
    """A table cell."""

    spans: Spans
    header: bool = False
    columns: int = 1
    """How many columns it covers."""


class Table(msgspec.Struct, frozen=True, array_like=True, tag="t"):
    """A table, row by row."""

    rows: tuple[tuple[Cell, ...], ...]
    caption: Spans = ()


class Figure(msgspec.Struct, frozen=True, array_like=True, tag="f"):
    """A picture where it stands in the text."""

    picture: Picture
    caption: Spans = ()
    credit: str = ""
    href: str = ""
    """Where the picture leads when it is a link."""


class Gallery(msgspec.Struct, frozen=True, array_like=True, tag="g"):
    """Pictures shown together."""

    figures: tuple[Figure, ...]
    caption: Spans = ()


class Rule(msgspec.Struct, frozen=True, array_like=True, tag="r"):
    """A horizontal rule: the text turns to something else."""


class Details(msgspec.Struct, frozen=True, array_like=True, tag="s"):
    """Something folded under a summary."""

    summary: Spans
    blocks: tuple[Block, ...]


class Embed(msgspec.Struct, frozen=True, array_like=True, tag="e"):
    """A film, a sound, a social post: what it is, what it is called and where it is."""

    kind: str
    """`video`, `audio`, `post` or `page`."""
    url: str
    title: str = ""


Block: TypeAlias = (
    Paragraph | Heading | Quote | Listing | Definitions | Code | Table | Figure | Gallery | Rule | Details | Embed
)
Blocks: TypeAlias = tuple[Block, ...]

_encoder = msgspec.msgpack.Encoder()
_decoder = msgspec.msgpack.Decoder(Blocks)


def encode(blocks: Blocks) -> bytes:
    """MessagePack of blocks."""
    return _encoder.encode(blocks)


def decode(data: bytes) -> Blocks:
    """Blocks from `encode`'s bytes; raises `msgspec.DecodeError` on anything else."""
    return _decoder.decode(data)

"""The block model of an article: typed blocks, as the library stores them and everything that shows an article reads.

Blocks are built from foreign HTML in one place only (`prose.html`), where every text passes the sanitizing gate and
every link is checked, so blocks may be shown as they are. They are `msgspec` structs, array-like and tagged, because
they are stored: `encode` and `decode` convert a tuple of them to MessagePack and back (about 1 ms for 20,000 words).
"""

from __future__ import annotations

from enum import IntFlag
from typing import TypeAlias

import msgspec


class Mark(IntFlag):
    """Inline formatting of a span, as flags."""

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
    """A run of text with the same formatting; a line end in it is a hard break."""

    text: str
    marks: int = 0
    """`Mark` flags."""
    href: str = ""
    """An http, https, mailto or tel address, or `#id` of a block in the same article; empty: no link."""
    title: str = ""
    """The `title` of an abbreviation or a link."""


Spans: TypeAlias = tuple[Span, ...]


class Picture(msgspec.Struct, frozen=True, array_like=True):
    """A picture as the paper refers to it; its file, when there is one, is found in the library by `url`."""

    url: str
    alt: str = ""
    width: int = 0
    """Pixels, according to the page; 0 when not given."""
    height: int = 0
    others: tuple[str, ...] = ()
    """Addresses of the same picture in another size or format, tried when `url` fails."""
    caption: str = ""
    """What is given with the picture itself (`media:description`, WordPress's caption) and not in the text."""
    credit: str = ""


class Paragraph(msgspec.Struct, frozen=True, array_like=True, tag="p"):
    """A paragraph of prose."""

    spans: Spans
    id: str = ""
    """The ids that links inside the article point to, separated by spaces; nearly always none or one."""


class Heading(msgspec.Struct, frozen=True, array_like=True, tag="h"):
    """A heading inside the article, level 1 to 6."""

    level: int
    spans: Spans
    id: str = ""


class Quote(msgspec.Struct, frozen=True, array_like=True, tag="q"):
    """A quotation; `pull` is a pull quote, which the paper shows large."""

    blocks: tuple[Block, ...]
    cite: Spans = ()
    pull: bool = False


class Item(msgspec.Struct, frozen=True, array_like=True):
    """One item of a list."""

    blocks: tuple[Block, ...]
    id: str = ""
    value: int | None = None
    """Its number in an ordered list, where the author set one."""


class Listing(msgspec.Struct, frozen=True, array_like=True, tag="l"):
    """A list; `start` is the first number of an ordered one, `None` for bullets."""

    items: tuple[Item, ...]
    start: int | None = None
    kind: str = ""
    """The style of its numbers: `a`, `A`, `i`, `I`; empty for digits."""


class Definition(msgspec.Struct, frozen=True, array_like=True):
    """One or more terms and their description (`<dt>`, `<dd>`)."""

    terms: tuple[Spans, ...]
    blocks: tuple[Block, ...]


class Definitions(msgspec.Struct, frozen=True, array_like=True, tag="d"):
    """A description list (`<dl>`)."""

    entries: tuple[Definition, ...]


class Code(msgspec.Struct, frozen=True, array_like=True, tag="c"):
    """Preformatted text: code, or a poem in `<pre>`."""

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
    """A picture in the text, with caption and credit."""

    picture: Picture
    caption: Spans = ()
    credit: str = ""
    href: str = ""
    """The target when the picture is a link."""


def figure_of(picture: Picture) -> Figure:
    """A picture as a figure, with the caption and credit that are given with it."""
    caption = (Span(picture.caption),) if picture.caption else ()
    return Figure(msgspec.structs.replace(picture, caption="", credit=""), caption, picture.credit)


class Gallery(msgspec.Struct, frozen=True, array_like=True, tag="g"):
    """Pictures shown together, with one caption."""

    figures: tuple[Figure, ...]
    caption: Spans = ()


class Rule(msgspec.Struct, frozen=True, array_like=True, tag="r"):
    """A thematic break (`<hr>`)."""


class Details(msgspec.Struct, frozen=True, array_like=True, tag="s"):
    """Text folded under a summary (`<details>`)."""

    summary: Spans
    blocks: tuple[Block, ...]


class Embed(msgspec.Struct, frozen=True, array_like=True, tag="e"):
    """Embedded media, as a link: a video, a sound, a social post."""

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
    """The blocks as MessagePack."""
    return _encoder.encode(blocks)


def decode(data: bytes) -> Blocks:
    """Blocks from `encode`'s bytes; raises `msgspec.DecodeError` on anything else."""
    return _decoder.decode(data)

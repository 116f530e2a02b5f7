"""What the library keeps packed, and the words in it that a search can find.

The words an article was indexed by are made again from its blocks when it must leave the index (see `search`). So what
`page_words` and `blocks_words` find in given blocks must never change; if it has to, a migration rebuilds the index.
This is why they do not use `prose.plain`, which writes for people and is free to change how.
"""

from __future__ import annotations

import zlib
from functools import cache
from typing import TYPE_CHECKING, TypeVar

import msgspec

from placentin_tui.errors import LibraryDamaged
from placentin_tui.i18n import _
from placentin_tui.library.dictionary import DICTIONARIES, FIRST
from placentin_tui.prose.blocks import Block, Blocks, Paragraph, Picture, Span
from placentin_tui.prose.walk import every_figure

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

T = TypeVar("T")

SMALL = 128
"""Bytes below which compressing gains nothing worth its time."""
LEVEL = 4
"""Of an article of 500 words zlib's usual level (6) makes 1,490 bytes in 68 µs; with words known beforehand this one
makes 1,310 in 60 µs, the quickest 1,400 in 43 µs."""

LARGEST = 1 << 26
"""Bytes of an unpacked text, at most; no feed and no page is a tenth as long."""

_ZLIB = b"\x78"
"""What zlib's output begins with; MessagePack of an array never does."""
_WITH_DICTIONARY = 0x20
"""The bit in its second byte that says that the next four name a dictionary."""


class Writer(msgspec.Struct, frozen=True, array_like=True):
    """`models.Author`, as the file keeps it."""

    name: str
    role: str = ""
    bio: str = ""
    portrait: Picture | None = None


class Attachment(msgspec.Struct, frozen=True, array_like=True):
    """`models.Enclosure`, as the file keeps it."""

    url: str
    type: str = ""
    length: int = 0
    title: str = ""
    duration: int = 0


class ArticlePayload(msgspec.Struct, frozen=True, array_like=True):
    """All of an article that only its page shows: one packed value, read when it is opened.

    A file may be older than the program: fields are only ever added, at the end, with a value for those that lack them.
    """

    blocks: tuple[Block, ...]
    standfirst: tuple[Block, ...] = ()
    lead: Picture | None = None
    author: Writer | None = None
    enclosures: tuple[Attachment, ...] = ()
    language: str = ""
    comments_url: str = ""
    comments_feed: str = ""
    brief: tuple[Block, ...] = ()
    comments_open: bool | None = None


_encoder = msgspec.msgpack.Encoder()
_pages = msgspec.msgpack.Decoder(ArticlePayload)
_blocks = msgspec.msgpack.Decoder(Blocks)


def pack(content: ArticlePayload | Blocks) -> bytes:
    """MessagePack, compressed when it is not small."""
    data = _encoder.encode(content)
    if len(data) <= SMALL:
        return data
    press = zlib.compressobj(LEVEL, zdict=FIRST)
    return press.compress(data) + press.flush()


def page(data: bytes) -> ArticlePayload:
    """The page `pack` packed; raises `LibraryDamaged`."""
    return _unpacked(data, _pages)


def blocks(data: bytes) -> Blocks:
    """The blocks `pack` packed; raises `LibraryDamaged`."""
    return _unpacked(data, _blocks)


def _unpacked(data: bytes, decoder: msgspec.msgpack.Decoder[T]) -> T:
    try:
        return decoder.decode(_decompressed(data) if data[:1] == _ZLIB else data)
    except (zlib.error, msgspec.DecodeError, UnicodeDecodeError, LookupError, RecursionError) as error:
        raise LibraryDamaged(_("This text is damaged in the library ({reason}).").format(reason=error)) from error


def _decompressed(data: bytes) -> bytes:
    press = zlib.decompressobj(zdict=DICTIONARIES[data[2:6]]) if data[1] & _WITH_DICTIONARY else zlib.decompressobj()
    unpacked = press.decompress(data, LARGEST)
    if not press.eof:
        raise zlib.error("cut off")
    return unpacked


def lost() -> bytes:
    """What stands in the place of a page that is no more."""
    sentence = _(
        "This text was lost when the library was damaged. "
        "The next refresh brings it back, if the paper still has it in its feed; the browser may show it."
    )
    return pack(ArticlePayload((Paragraph((Span(sentence),)),)))


def is_sound(data: bytes) -> bool:
    """Whether a packed page can be unpacked."""
    try:
        page(data)
    except LibraryDamaged:
        return False
    return True


def lines(text: str) -> tuple[str, ...]:
    """The names kept one a line in a column."""
    return tuple(text.split("\n")) if text else ()


def picture_urls(page: ArticlePayload) -> list[str]:
    """The addresses of all pictures the page shows, each once: lead, text, portrait."""
    return list(dict.fromkeys(picture.url for picture in _pictures(page)))


def other_urls(page: ArticlePayload) -> dict[str, tuple[str, ...]]:
    """Where else a picture may be had, by its address, for those of the page's pictures of which that is known."""
    return {picture.url: picture.others for picture in _pictures(page) if picture.others}


def _pictures(page: ArticlePayload) -> Iterator[Picture]:
    if page.lead:
        yield page.lead
    yield from (figure.picture for figure in every_figure(page.standfirst + page.blocks))
    if page.author and page.author.portrait:
        yield page.author.portrait


def lead_urls(page: ArticlePayload) -> list[str]:
    """The address of the first picture the page shows; the author's portrait is none of its own."""
    return picture_urls(msgspec.structs.replace(page, author=None))[:1]


# ── words ────────────────────────────────────────────────────────────────────────────────────────────────────────────

_FOLDED = (("\N{SOFT HYPHEN}", ""), ("œ", "oe"), ("Œ", "OE"), ("æ", "ae"), ("Æ", "AE"))
_UNSEARCHED = frozenset({"id", "url", "others", "href", "language", "kind"})


def fold(text: str) -> str:
    """The text as it is indexed and searched for: « œuvre » as « oeuvre » (the tokenizer sees to case and accents)."""
    for sign, plain in _FOLDED:  # `translate` takes thirty times as long
        if sign in text:  # a tenth of the time of replacing it nowhere
            text = text.replace(sign, plain)
    return text


def words(content: ArticlePayload) -> str:
    """The words of a page's standfirst and body."""
    return _words((content.standfirst, content.blocks))


def page_words(data: bytes) -> str:
    """The words of a packed page; those of the feed's brief are not among them."""
    return words(page(data))


def blocks_words(data: bytes) -> str:
    """The words of packed blocks."""
    return _words(blocks(data))


def _words(part: object) -> str:
    """The text of an entry as foreign HTML; empty when there is none."""
    texts: list[str] = []
    _gather(part, texts)
    return fold("\n".join(texts))


def words_of(part: object) -> str:
    """The words a reader sees in a part of an article, white space made single."""
    texts: list[str] = []
    _gather(part, texts)
    return " ".join(" ".join(texts).split())


def _gather(part: object, texts: list[str]) -> None:
    """Every text a reader sees in a part of an article; a run of spans is one text, for a word may go on over two."""
    if isinstance(part, str):
        texts.append(part)
    elif isinstance(part, tuple):
        if part and isinstance(part[0], Span):
            texts.append("".join([span.text for span in part]))
        else:
            for inner in part:
                if isinstance(inner, Paragraph) and inner.spans:  # what nearly all of an article is
                    texts.append("".join([span.text for span in inner.spans]))
                else:
                    _gather(inner, texts)
    elif isinstance(part, msgspec.Struct):
        for name in _searched(type(part)):
            _gather(getattr(part, name), texts)


@cache
def _searched(kind: type[msgspec.Struct]) -> tuple[str, ...]:
    """The fields of a kind of block that hold words."""
    return tuple(name for name in kind.__struct_fields__ if name not in _UNSEARCHED)


FUNCTIONS: dict[str, Callable[..., str]] = {"fold": fold, "page_words": page_words, "blocks_words": blocks_words}
"""The SQL functions the view `searchable` is made with."""

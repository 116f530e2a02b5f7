"""Packed parts of articles (MessagePack, compressed with zlib), and the words in them that are indexed.

The words an article was indexed by are computed again from its blocks when it is removed from the index (see
fts_index.py). So the result of `page_words` and `blocks_words` for given blocks must never change; if it has to, a
migration rebuilds the index. This is why they do not use `prose.plain`, whose output may change.
"""

from __future__ import annotations

import zlib
from functools import cache
from typing import TYPE_CHECKING, TypeVar

import msgspec

from placentin_tui.errors import LibraryDamaged
from placentin_tui.i18n import _
from placentin_tui.library.zlib_dictionary import DICTIONARIES, FIRST
from placentin_tui.prose.blocks import Block, Blocks, Paragraph, Picture, Span
from placentin_tui.prose.walk import every_figure

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

T = TypeVar("T")

SMALL = 128
"""Bytes below which compression gains nothing worth its time."""
LEVEL = 4
"""zlib's level. Of an article of 500 words the default (6) makes 1,490 bytes in 68 µs; with the dictionary this one
makes 1,310 in 60 µs, the fastest 1,400 in 43 µs.
"""

LARGEST = 1 << 26
"""Bytes of a decompressed text; no feed and no page is a tenth as long."""

_ZLIB = b"\x78"
"""First byte of zlib's output; MessagePack of an array never begins with it."""
_WITH_DICTIONARY = 0x20
"""The bit of its second byte that says that four bytes with the dictionary's checksum follow."""


class Writer(msgspec.Struct, frozen=True, array_like=True):
    """`models.Author` as it is stored."""

    name: str
    role: str = ""
    bio: str = ""
    portrait: Picture | None = None


class Attachment(msgspec.Struct, frozen=True, array_like=True):
    """`models.Enclosure` as it is stored."""

    url: str
    type: str = ""
    length: int = 0
    title: str = ""
    duration: int = 0


class ArticlePayload(msgspec.Struct, frozen=True, array_like=True):
    """Everything of an article that only its page shows: one packed value, read when the article is opened.

    Stored values may be older than the program: fields are only ever added, at the end, with a default.
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
    """Encode as MessagePack, compressed when that is worth it."""
    data = _encoder.encode(content)
    if len(data) <= SMALL:
        return data
    press = zlib.compressobj(LEVEL, zdict=FIRST)
    return press.compress(data) + press.flush()


def page(data: bytes) -> ArticlePayload:
    """Unpack a payload. Raises `LibraryDamaged`."""
    return _unpacked(data, _pages)


def blocks(data: bytes) -> Blocks:
    """Unpack blocks. Raises `LibraryDamaged`."""
    return _unpacked(data, _blocks)


def _unpacked(data: bytes, decoder: msgspec.msgpack.Decoder[T]) -> T:
    """Decompress and decode. Raises `LibraryDamaged`, with the decoder's reason."""
    try:
        return decoder.decode(_decompressed(data) if data[:1] == _ZLIB else data)
    except (zlib.error, msgspec.DecodeError, UnicodeDecodeError, LookupError, RecursionError) as error:
        raise LibraryDamaged(_("This text is damaged in the library ({reason}).").format(reason=error)) from error


def _decompressed(data: bytes) -> bytes:
    """Decompress zlib's output, at most `LARGEST` bytes. Raises `zlib.error`, or `KeyError` for an
    unknown dictionary.
    """
    press = zlib.decompressobj(zdict=DICTIONARIES[data[2:6]]) if data[1] & _WITH_DICTIONARY else zlib.decompressobj()
    unpacked = press.decompress(data, LARGEST)
    if not press.eof:
        raise zlib.error("cut off")
    return unpacked


def lost() -> bytes:
    """The packed payload stored in place of a text lost by damage."""
    sentence = _(
        "This text was lost when the library was damaged. "
        "The next refresh brings it back, if the paper still has it in its feed; the browser may show it."
    )
    return pack(ArticlePayload((Paragraph((Span(sentence),)),)))


def is_sound(data: bytes) -> bool:
    """Whether a packed payload can be unpacked."""
    try:
        page(data)
    except LibraryDamaged:
        return False
    return True


def lines(text: str) -> tuple[str, ...]:
    """The values of a column that holds one a line."""
    return tuple(text.split("\n")) if text else ()


def picture_urls(page: ArticlePayload) -> list[str]:
    """URLs of all pictures of the page, each once: lead, text, portrait."""
    return list(dict.fromkeys(picture.url for picture in _pictures(page)))


def other_urls(page: ArticlePayload) -> dict[str, tuple[str, ...]]:
    """Alternative URLs of the page's pictures, by the main URL; only of pictures that have some."""
    return {picture.url: picture.others for picture in _pictures(page) if picture.others}


def _pictures(page: ArticlePayload) -> Iterator[Picture]:
    """All pictures of the page, in its order."""
    if page.lead:
        yield page.lead
    yield from (figure.picture for figure in every_figure(page.standfirst + page.blocks))
    if page.author and page.author.portrait:
        yield page.author.portrait


def lead_urls(page: ArticlePayload) -> list[str]:
    """The URL of the page's first picture, in a list; the author's portrait does not count."""
    return picture_urls(msgspec.structs.replace(page, author=None))[:1]


# ── words ────────────────────────────────────────────────────────────────────────────────────────────────────────────

_FOLDED = (("\N{SOFT HYPHEN}", ""), ("œ", "oe"), ("Œ", "OE"), ("æ", "ae"), ("Æ", "AE"))
_UNSEARCHED = frozenset({"id", "url", "others", "href", "language", "kind"})
_OF_PICTURES = frozenset({"caption", "credit"})
"""Fields of a picture that are empty in a text, where its figure has them."""


def fold(text: str) -> str:
    """The text as it is indexed and searched: « œuvre » as « oeuvre » (case and accents are left to the FTS5
    tokenizer).
    """
    for sign, plain in _FOLDED:  # `translate` takes thirty times as long
        if sign in text:  # a tenth of the time of replacing it nowhere
            text = text.replace(sign, plain)
    return text


def words(content: ArticlePayload) -> str:
    """The words of a page's standfirst and body."""
    return _words((content.standfirst, content.blocks))


def page_words(data: bytes) -> str:
    """The words of a packed page, without those of the feed's own text (`brief`)."""
    return words(page(data))


def blocks_words(data: bytes) -> str:
    """The words of packed blocks."""
    return _words(blocks(data))


def _words(part: object) -> str:
    return fold("\n".join(_texts(part)))


def _texts(part: object) -> list[str]:
    texts: list[str] = []
    _gather(part, texts)
    return texts


def words_of(part: object) -> str:
    """The visible text of a part of an article, each run of white space as one blank."""
    return " ".join(" ".join(_texts(part)).split())


def texts(content: ArticlePayload | Blocks) -> list[str]:
    """The texts whose words are indexed, one by one: of a page those of standfirst and body."""
    return _texts((content.standfirst, content.blocks) if isinstance(content, ArticlePayload) else content)


def _gather(part: object, texts: list[str]) -> None:
    """Collect every visible text in a part of an article; a run of spans is one text, since a word
    may go on over two.
    """
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
    """The fields of a type of block that hold words."""
    left_out = _UNSEARCHED | _OF_PICTURES if kind is Picture else _UNSEARCHED
    return tuple(name for name in kind.__struct_fields__ if name not in left_out)


FUNCTIONS: dict[str, Callable[..., str]] = {"fold": fold, "page_words": page_words, "blocks_words": blocks_words}
"""The SQL functions that the view `searchable` uses."""

"""The bytes of an answer, decompressed and counted while they come: no bomb and no cut stream passes for a document.

aiohttp would decompress by itself, but takes a cut gzip stream for a whole one, and unpacks a bomb before any count.
"""

from __future__ import annotations

import zlib
from typing import TYPE_CHECKING, Protocol

import brotli

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

ENCODINGS = "gzip, deflate, br"
"""What we say we can unpack."""


class TooBig(Exception):
    """The document is larger than the limit."""


class TruncatedBody(Exception):
    """The document broke off, or is not packed as the server says."""


class _Unpacker(Protocol):
    """Takes packed bytes, gives plain ones: at most one more than `most`, enough to see that it is too much."""

    def feed(self, data: bytes, most: int) -> bytes: ...

    @property
    def whole(self) -> bool: ...


async def read(chunks: AsyncIterator[bytes], encoding: str, limit: int) -> bytes:
    """The plain bytes of a body packed as `encoding` says; raises `TooBig` beyond `limit`, and `TruncatedBody`."""
    unpacker = _unpacker(encoding)
    body = bytearray()
    packed = 0
    async for chunk in chunks:
        packed += len(chunk)
        try:
            body += unpacker.feed(chunk, limit - len(body))
        except (zlib.error, brotli.error) as error:
            raise TruncatedBody from error
        # The packed bytes count too: a gzip stream may go on for ever and say nothing.
        if len(body) > limit or packed > limit:
            raise TooBig
    if packed and not unpacker.whole:
        raise TruncatedBody
    return bytes(body)


def _unpacker(encoding: str) -> _Unpacker:
    match encoding.strip().lower():
        case "" | "identity":
            return _Plain()
        case "gzip" | "x-gzip":
            return _Gzip()
        case "deflate":
            return _Deflate()
        case "br":
            return _Brotli()
        case _:
            raise TruncatedBody(encoding)


class _Plain:
    """Not packed at all; aiohttp itself compares with Content-Length and the chunks' lengths."""

    whole = True

    def feed(self, data: bytes, _most: int) -> bytes:
        return data


class _Gzip:
    """One gzip member or several, as RFC 1952 allows; what is no member after them is padding."""

    def __init__(self) -> None:
        self._member = zlib.decompressobj(16 + zlib.MAX_WBITS)

    def feed(self, data: bytes, most: int) -> bytes:
        out = b""
        while data and len(out) <= most:
            if self._member.eof:
                if not data.startswith(b"\x1f"):
                    break
                self._member = zlib.decompressobj(16 + zlib.MAX_WBITS)
            out += self._member.decompress(data, most + 1 - len(out))
            data = self._member.unused_data
        return out

    @property
    def whole(self) -> bool:
        return self._member.eof


class _Deflate:
    """A zlib stream, as the standard says, or a bare deflate stream, as some servers send."""

    def __init__(self) -> None:
        self._stream = zlib.decompressobj()
        self._begun = False

    def feed(self, data: bytes, most: int) -> bytes:
        try:
            out = self._stream.decompress(data, most + 1)
        except zlib.error:
            if self._begun:
                raise
            self._stream = zlib.decompressobj(-zlib.MAX_WBITS)
            out = self._stream.decompress(data, most + 1)
        self._begun = True
        return out

    @property
    def whole(self) -> bool:
        return self._stream.eof


class _Brotli:
    """A Brotli stream."""

    def __init__(self) -> None:
        self._stream = brotli.Decompressor()

    def feed(self, data: bytes, most: int) -> bytes:
        return bytes(self._stream.process(data, output_buffer_limit=most + 1))

    @property
    def whole(self) -> bool:
        return bool(self._stream.is_finished())

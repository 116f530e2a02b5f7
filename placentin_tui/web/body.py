"""Decompresses a response's body while it arrives, within a limit of bytes.

aiohttp could decompress by itself, but takes a truncated gzip stream for a whole one, and unpacks a decompression bomb
before anything is counted.
"""

from __future__ import annotations

import zlib
from typing import TYPE_CHECKING, Protocol

import brotli

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

ENCODINGS = "gzip, deflate, br"
"""The `Accept-Encoding` we send."""


class TooBig(Exception):
    """The body is larger than the limit."""


class TruncatedBody(Exception):
    """The body broke off, or is not compressed as the server says."""


class _Unpacker(Protocol):
    """A streaming decompressor.

    `feed` gives at most one byte more than `most`, enough to see that it is too much; `whole` says whether the stream
    has come to its end.
    """

    def feed(self, data: bytes, most: int) -> bytes: ...

    @property
    def whole(self) -> bool: ...


async def read(chunks: AsyncIterator[bytes], encoding: str, limit: int) -> bytes:
    """The decompressed bytes of a body with this content encoding.

    Raises `TooBig` beyond `limit` bytes, and `TruncatedBody`.
    """
    unpacker = _unpacker(encoding)
    body = bytearray()
    packed = 0
    async for chunk in chunks:
        packed += len(chunk)
        try:
            body += unpacker.feed(chunk, limit - len(body))
        except (zlib.error, brotli.error) as error:
            raise TruncatedBody from error
        # The compressed bytes count too: a gzip stream may go on for ever and decompress to nothing.
        if len(body) > limit or packed > limit:
            raise TooBig
    if packed and not unpacker.whole:
        raise TruncatedBody
    return bytes(body)


def _unpacker(encoding: str) -> _Unpacker:
    """The decompressor for a content encoding; raises `TruncatedBody` for one we did not ask for."""
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
    """No compression; aiohttp itself checks Content-Length and chunk lengths."""

    whole = True

    def feed(self, data: bytes, _most: int) -> bytes:
        """The bytes as they are."""
        return data


class _Gzip:
    """One gzip member or several (RFC 1952); anything else after them is ignored as padding."""

    def __init__(self) -> None:
        self._member = zlib.decompressobj(16 + zlib.MAX_WBITS)

    def feed(self, data: bytes, most: int) -> bytes:
        """Decompress the next bytes, going from member to member."""
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
    """A zlib stream, as the standard says, or a raw deflate stream, as some servers send."""

    def __init__(self) -> None:
        self._stream = zlib.decompressobj()
        self._begun = False

    def feed(self, data: bytes, most: int) -> bytes:
        """Decompress the next bytes; when the first are no zlib header, as raw deflate."""
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
        """Decompress the next bytes."""
        return bytes(self._stream.process(data, output_buffer_limit=most + 1))

    @property
    def whole(self) -> bool:
        return bool(self._stream.is_finished())

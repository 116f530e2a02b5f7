"""A successful response, and the `Retry-After` header."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from email.utils import parsedate_to_datetime
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from placentin_tui.models import Timestamp

DAY = 24 * 60 * 60


@dataclass(frozen=True, slots=True)
class Fetched:
    """A successful response: a whole document, or 304 (not modified)."""

    url: str
    """The address after all redirects."""
    status: int
    """200 to 299, or 304."""
    headers: Mapping[str, str]
    """By lower-case name; repeated headers are joined with commas."""
    body: bytes
    """Whole and decompressed; empty with a 304."""
    permanent_url: str = ""
    """The target of permanent redirects (301, 308) from the first address on; empty without one."""
    at_home: bool | None = False
    """The first server is on this computer or in its private network; `None`: unknown, behind a proxy."""
    from_home: bool = False
    """The last server is there: addresses in the document may be there too."""

    @property
    def unchanged(self) -> bool:
        """Whether the server answered 304: the document is the one whose validators were sent."""
        return self.status == 304

    @property
    def etag(self) -> str:
        """The `ETag` header, byte for byte, for `If-None-Match`."""
        return self.headers.get("etag", "")

    @property
    def last_modified(self) -> str:
        """The `Last-Modified` header, byte for byte, for `If-Modified-Since`."""
        return self.headers.get("last-modified", "")

    @property
    def body_hash(self) -> str:
        """SHA-256 of the body, hexadecimal."""
        return hashlib.sha256(self.body).hexdigest()

    @property
    def content_type(self) -> str:
        """The media type with its parameters, empty when the server gives none."""
        return self.headers.get("content-type", "")


def retry_after(value: str, now: Timestamp) -> int | None:
    """The seconds of a `Retry-After` header (a number or a date), a day at most; `None` when absent or invalid."""
    value = value.strip()
    if value.isascii() and value.isdigit():
        return min(int(value[:9]), DAY)
    try:
        when = int(parsedate_to_datetime(value).timestamp())
    except (ValueError, OverflowError):
        return None
    return max(0, min(when - now, DAY))

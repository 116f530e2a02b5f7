"""What a server answered."""

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
    """A good answer: a whole document, or word that it has not changed."""

    url: str
    """Where it was found, after all redirects."""
    status: int
    """200 to 299, or 304."""
    headers: Mapping[str, str]
    """By lower-case name; of a header given several times, the values with commas between."""
    body: bytes
    """Whole and decompressed; empty with a 304."""
    permanent_url: str = ""
    """Where the address has moved for good; empty when it has not."""
    at_home: bool | None = False
    """The server asked first is on this computer or in its network; `None`: a proxy stood between, and nobody knows."""
    from_home: bool = False
    """The server that gave the document is: what it names may be there too."""

    @property
    def unchanged(self) -> bool:
        """The server says that what we have is still what it has."""
        return self.status == 304

    @property
    def etag(self) -> str:
        """Byte for byte as the server sent it."""
        return self.headers.get("etag", "")

    @property
    def last_modified(self) -> str:
        """Byte for byte as the server sent it."""
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
    """The seconds a server asks us to stay away, a day at most; `None` when it does not say, or says it unreadably."""
    value = value.strip()
    if value.isascii() and value.isdigit():
        return min(int(value[:9]), DAY)
    try:
        when = int(parsedate_to_datetime(value).timestamp())
    except (ValueError, OverflowError):
        return None
    return max(0, min(when - now, DAY))

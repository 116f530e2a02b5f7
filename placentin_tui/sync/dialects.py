"""The kinds of servers: what each speaks, and how those that speak the Google Reader API differ. What these have in
common is all that is used of it.
"""

from __future__ import annotations

from enum import StrEnum

import msgspec

from placentin_tui.errors import SyncError


class Language(StrEnum):
    """What a server speaks."""

    GOOGLE_READER = "greader"
    FEVER = "fever"


class Dialect(msgspec.Struct, frozen=True):
    """A server's way of speaking."""

    title: str
    """Its own name."""
    language: Language = Language.GOOGLE_READER
    path: str = ""
    """Where its interface is, below the address a person knows."""
    page: int = 10_000
    """Ids asked for at a time; servers give fewer where they will."""
    batch: int = 100
    """Articles whose contents are asked for at a time."""
    marked_at_once: int = 250
    """Articles marked at a time. PHP reads at most 1,000 fields of a form, and says nothing of the others."""
    labels: bool = False
    """Whether it has labels on articles."""
    counts: bool = True
    """Whether it has `unread-count`, by which sets that shrank are checked; Miniflux answers `[]` there."""


DIALECTS = {
    "freshrss": Dialect("FreshRSS", path="/api/greader.php", page=100_000, batch=250, labels=True),
    "miniflux": Dialect("Miniflux", batch=250, counts=False),
    "greader": Dialect("Google Reader API", labels=True),
    "fever": Dialect("Fever", Language.FEVER),
}
"""By the name a person gives; `greader` is what all understand but those that speak Fever alone."""

_ENDINGS = ("/reader/api/0", "/accounts/ClientLogin", "/")


def api_address(dialect: str, address: str) -> str:
    """The address of a server's interface, from the one a person gives. Raises `SyncError` for an unknown dialect."""
    if dialect not in DIALECTS:
        raise SyncError("sync-dialect", name=dialect, known=", ".join(DIALECTS))
    base = address.partition("#")[0].partition("?")[0]
    if DIALECTS[dialect].language is Language.FEVER:
        return base  # it is a page of its own, and a redirect would not be followed with a password
    base = base.rstrip("/")
    for ending in _ENDINGS:
        base = base.removesuffix(ending)
    path = DIALECTS[dialect].path
    return base if base.endswith(path) else base + path


def has_labels(dialect: str) -> bool:
    """Whether a kind of server may have labels on articles."""
    return DIALECTS[dialect].labels

"""Where a date was written: what « 02/06/2025 » and « IST » mean depends on it."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urlsplit

MONTH_FIRST = frozenset(("US", "AS", "GU", "MH", "MP", "PA", "PH", "PR", "UM", "VI"))
"""Countries that write the month before the day, by the Unicode CLDR."""
_SOLD_TO_ALL = frozenset((
    "ai", "am", "cc", "co", "fm", "gg", "im", "io", "is", "la", "ly", "me", "nu", "sh", "so", "to", "tv", "ws",
))  # fmt: skip
"""Top-level domains that say nothing of the country, for they are in fashion elsewhere."""


@dataclass(frozen=True, slots=True)
class Origin:
    """What is known of where a feed is made."""

    language: str = ""
    """`fr`, without a country; empty when unknown."""
    country: str = ""
    """`FR`, empty when unknown."""

    @property
    def month_first(self) -> bool | None:
        """Whether « 02/06 » is February 6th there; `None` when that cannot be told."""
        if self.country:
            return self.country in MONTH_FIRST
        # Papers of half the world call their language plain `en`.
        return False if self.language and self.language != "en" else None


NOWHERE = Origin()


def origin(language: str, *addresses: str) -> Origin:
    """Where a feed of that language tag and these addresses is made."""
    first, *more = language.split("-")
    countries = [part for part in more if len(part) == 2 and part.isalpha()] or map(_country, addresses)
    return Origin(first.lower(), next(filter(None, countries), "").upper())


def _country(address: str) -> str:
    """The country of an address's top-level domain, empty when it says none."""
    try:
        domain = (urlsplit(address).hostname or "").rpartition(".")[2]
    except ValueError:
        return ""
    if len(domain) != 2 or not domain.isalpha() or domain in _SOLD_TO_ALL:
        return ""
    return "GB" if domain == "uk" else domain

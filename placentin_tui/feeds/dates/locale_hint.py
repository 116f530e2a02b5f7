"""The origin of a date, which decides what « 02/06/2025 » and « IST » mean."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urlsplit

MONTH_FIRST = frozenset(("US", "AS", "GU", "MH", "MP", "PA", "PH", "PR", "UM", "VI"))
"""Countries that write the month before the day, according to the Unicode CLDR."""
_SOLD_TO_ALL = frozenset((
    "ai", "am", "cc", "co", "fm", "gg", "im", "io", "is", "la", "ly", "me", "nu", "sh", "so", "to", "tv", "ws",
))  # fmt: skip
"""Country-code domains that are popular elsewhere, and so tell nothing about the country."""


@dataclass(frozen=True, slots=True)
class Origin:
    """What is known of where a feed is made."""

    language: str = ""
    """The language, such as `fr`, without a country; empty when unknown."""
    country: str = ""
    """The country code, such as `FR`; empty when unknown."""

    @property
    def month_first(self) -> bool | None:
        """Whether « 02/06 » is February 6th there; `None` when unknown."""
        if self.country:
            return self.country in MONTH_FIRST
        # Plain `en` is used in countries with either order.
        return False if self.language and self.language != "en" else None


NOWHERE = Origin()


def origin(language: str, *addresses: str) -> Origin:
    """The origin of a feed with this language tag and these addresses."""
    first, *more = language.split("-")
    countries = [part for part in more if len(part) == 2 and part.isalpha()] or map(_country, addresses)
    return Origin(first.lower(), next(filter(None, countries), "").upper())


def _country(address: str) -> str:
    """The country of an address's top-level domain; empty when it tells none."""
    try:
        domain = (urlsplit(address).hostname or "").rpartition(".")[2]
    except ValueError:
        return ""
    if len(domain) != 2 or not domain.isalpha() or domain in _SOLD_TO_ALL:
        return ""
    return "GB" if domain == "uk" else domain

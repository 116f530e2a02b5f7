"""Recognises tracking pixels by address, whatever size they declare."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

_HOSTS = frozenset((
    "pixel.wp.com", "stats.wordpress.com", "stats.wp.com", "feeds.wordpress.com", "pixel.quantserve.com",
    "google-analytics.com", "googletagmanager.com", "doubleclick.net", "googlesyndication.com", "feedsportal.com",
    "scorecardresearch.com", "feedads.g.doubleclick.net", "counter.theconversation.com", "pi.feedsportal.com",
    "pixel.propublica.org", "xiti.com", "estat.com", "ivwbox.de", "ioam.de", "statcounter.com", "chartbeat.net",
    "px.ads.linkedin.com", "bat.bing.com", "analytics.twitter.com", "vgwort.de", "sitemeter.com",
    "hit.gemius.pl", "counter.yadro.ru", "mc.yandex.ru",
))  # fmt: skip
"""Hosts that serve no other pictures."""
_THEIRS = tuple(f".{host}" for host in _HOSTS)
_PHOTOS = (".jpg", ".jpeg", ".webp", ".avif", ".JPG")
"""Suffixes of files that are never tracking pixels."""
_COUNTS = re.compile(
    r"/(?:~r|~4|~ff|~a)/|/(?:matomo|piwik)\.php|/_/stat\b|/pagead/|/republication-tracker-tool/|/tr/?\Z"
    r"|/(?:count(?:er)?|track|hit|stats?|collect|utm|open|b)\.(?:gif|php|aspx?)\Z|/(?:piwik|matomo|beacon)/"
    r"|/(?:beacon|track(?:er|ing)|blank-pixel|web-?bug|pixel-?track(?:er|ing)?|tracking-?pixel)\.(?:gif|png|php|svg)\Z",
    re.IGNORECASE,
)
"""Paths of tracking pixels."""
_PIXEL = re.compile(r"/(?:pixel|1x1|spacer|clear|transparent|blank)\.(?:gif|png|php)\Z", re.IGNORECASE)
"""Paths of transparent pixels, which track when they have a query."""


def counts_readers(attributes: Mapping[str, str | None]) -> bool:
    """Whether a picture without alt text is a tracking pixel, by its address."""
    address = attributes.get("src") or ""
    if (attributes.get("alt") or "").strip() or not address or address.startswith("data:"):
        return False
    address, _question, query = address.partition("#")[0].partition("?")
    _scheme, is_elsewhere, place = address.partition("//")
    host = place.partition("/")[0].lower() if is_elsewhere else ""
    if host in _HOSTS or host.endswith(_THEIRS):
        return True
    if address.endswith(_PHOTOS):
        return False
    return bool(_COUNTS.search(address)) or bool(query and _PIXEL.search(address))

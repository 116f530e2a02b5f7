"""Decides which articles' pages are fetched, by the source's setting and the page's site."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from placentin_tui.models import FullTextPolicy

if TYPE_CHECKING:
    from collections.abc import Iterable

_ONE_LABEL_MORE = re.compile(r"\.(?:co|com|net|org|gouv|gov|ac|asso)\.[a-z]{2}$")


def is_wanted(url: str, policy: FullTextPolicy, homes: Iterable[str], *, looks_partial: bool) -> bool:
    """Whether an article's page is fetched; `policy` is the source's setting, `homes` the addresses of its site."""
    if policy is FullTextPolicy.NEVER or not url.startswith(("http://", "https://")):
        return False
    if policy is FullTextPolicy.ALWAYS:
        return True
    # A source that links to other sites (Hacker News) gives all it has in its feed.
    return looks_partial and any(same_site(url, home) for home in homes if home)


def same_site(one: str, other: str) -> bool:
    """Whether two addresses are of one site, as `www.paper.example` and `feeds.paper.example` are."""
    return site(one) == site(other) != ""


def site(address: str) -> str:
    """The registrable domain of an address, approximately; an IP address as it is."""
    host = (urlsplit(address).hostname or "").rstrip(".")
    if host.replace(".", "").isdigit() or ":" in host:
        return host
    return ".".join(host.split(".")[-3 if _ONE_LABEL_MORE.search(host) else -2 :])

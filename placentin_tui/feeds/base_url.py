"""The base URL of relative addresses in an article's text: a page of the paper's own site."""

from __future__ import annotations

from functools import lru_cache

from placentin_tui.feeds.fields import web_address
from placentin_tui.feeds.fulltext.fetch_policy import same_site, site

_PROXIES = frozenset((
    "feedburner.com", "google.com", "feedpress.me", "feedblitz.com", "feedly.com", "feedspot.com", "rss.app",
    "fetchrss.com", "feed43.com", "politepol.com", "openrss.org", "rsshub.app", "inoreader.com", "follow.it",
))  # fmt: skip
"""Sites that serve other papers' feeds: their domain says nothing about whose the articles are."""


def own_page(link: str, home: str, url: str, permalink: str = "") -> str:
    """An article's page when it is on the paper's site, else the paper's front page, or its feed at `url`.

    A blog that links to other sites' articles gives their addresses as its items' links; then `permalink` may be its
    own page.
    """
    if not link or _is_own(link.split("/", 3)[2], home, url):
        return link or home or url
    own = web_address(permalink, "")
    if own and _is_own(own.split("/", 3)[2], home, url):
        return own
    return home or (link if site(url) in _PROXIES else url)


@lru_cache(maxsize=256)
def _is_own(host: str, home: str, url: str) -> bool:
    """Whether a host is on the paper's site, which is that of its front page or its feed."""
    page = f"https://{host}/"
    return same_site(page, home) or same_site(page, url)

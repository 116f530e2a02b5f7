"""What relative addresses in an article's text are relative to: a page of the paper's own."""

from __future__ import annotations

from placentin_tui.feeds.fields import web_address
from placentin_tui.feeds.fulltext.wanted import same_site, site

_PROXIES = frozenset((
    "feedburner.com", "google.com", "feedpress.me", "feedblitz.com", "feedly.com", "feedspot.com", "rss.app",
    "fetchrss.com", "feed43.com", "politepol.com", "openrss.org", "rsshub.app", "inoreader.com", "follow.it",
))  # fmt: skip
"""Sites that hand on other papers' feeds: their own name says nothing of whose the articles are."""


def own_page(link: str, home: str, url: str, permalink: str = "") -> str:
    """An article's page where it is the paper's own, else the paper's front page, or its feed at `url`.

    A blog that links to others' articles gives their addresses as its own; then `permalink` may be its page.
    """
    if not link or link.startswith(f"{(home or url).rstrip('/')}/") or same_site(link, home) or same_site(link, url):
        return link or home or url
    own = web_address(permalink, "")
    if own and (same_site(own, home) or same_site(own, url)):
        return own
    return home or (link if site(url) in _PROXIES else url)

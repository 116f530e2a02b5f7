"""Usual addresses of feeds, for pages that do not link to theirs."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import urljoin, urlsplit

from placentin_tui.feeds import feed_providers

if TYPE_CHECKING:
    from collections.abc import Iterator

    from placentin_tui.models import Judgement

USUAL_PATHS = ("feed/", "feed", "rss", "rss.xml", "feed.xml", "atom.xml", "index.xml", "feed.json")
"""Tried relative to the page, then to the site."""
PLAIN_PATH = "?feed=rss2"
"""WordPress's feed with plain permalinks."""
USUAL_ENDINGS = (".rss", ".atom", ".json")
"""Endings that many programs append to a page's address for its feed."""

_page_ending = re.compile(r"\.(?:html?|xhtml|php|aspx?|jsp)$", re.IGNORECASE)


def usual_addresses(url: str, said: Judgement) -> Iterator[str]:
    """Where the feed of a page may be; for an article only at its site, since feeds beneath it are of its comments."""
    if not feed_providers.may_be_guessed(url):
        return
    folders = [*said.homes, urljoin(url, "/")]
    if not said.is_article:
        path = urlsplit(url).path.rstrip("/")
        yield from (urljoin(url, _page_ending.sub("", path) + ending) for ending in USUAL_ENDINGS if path)
        page = url.partition("?")[0]
        folders.insert(0, urljoin(page, ".") if _page_ending.search(path) else page)
    paths = (*USUAL_PATHS, PLAIN_PATH) if said.is_article else USUAL_PATHS
    for folder in dict.fromkeys(each if each.endswith("/") else f"{each}/" for each in folders):
        yield from (urljoin(folder, path) for path in paths)

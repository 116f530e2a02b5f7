"""Reads the answers of the Fever API. One that is not whole, or none of it, raises `SyncError`."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from placentin_tui.errors import SyncError
from placentin_tui.feeds.fields import Fields, beginning, fingerprint, list_of, names, plain, text_of, web_address
from placentin_tui.feeds.markup import mended_html
from placentin_tui.models import IdSet, ParsedArticle, RemoteSource
from placentin_tui.sync.answers import LONGEST_NAME, MOST_SUBSCRIPTIONS, decoded
from placentin_tui.sync.articles import MOST_ARTICLES, RemoteArticle, moment
from placentin_tui.text import sanitize

if TYPE_CHECKING:
    from typing import Any

MOST_IDS = 200_000
"""Ids of a list; of a longer one nothing is taken."""

_id = re.compile(r"[0-9]{1,19}")


def is_let_in(body: bytes, host: str) -> bool:
    """Whether the server knows the account."""
    said = decoded(body, host)
    if "api_version" not in said or "auth" not in said:
        raise SyncError("sync-not-it", host=host)
    return said["auth"] in (1, True, "1")


def ids(body: bytes, name: str, host: str) -> IdSet:
    """A list of ids, which is written with commas, the newest first."""
    listed = decoded(body, host).get(name)
    if not isinstance(listed, str) or len(listed) > 20 * MOST_IDS:
        raise SyncError("sync-not-it", host=host)
    found = [one.strip() for one in listed.split(",")] if listed.strip() else []
    if not all(map(_id.fullmatch, found)):
        raise SyncError("sync-not-it", host=host)
    return IdSet(newest_first(found))


def newest_first(found: list[str] | set[str] | frozenset[str]) -> tuple[str, ...]:
    """Ids in their order: they are numbers that grow."""
    return tuple(sorted(set(found), key=int, reverse=True))


def subscriptions(feeds: bytes, groups: bytes, host: str) -> tuple[RemoteSource, ...]:
    """All subscriptions, each once, with the first of its groups."""
    listed, named = decoded(feeds, host), decoded(groups, host)
    if not isinstance(listed.get("feeds"), list) or len(listed["feeds"]) > MOST_SUBSCRIPTIONS:
        raise SyncError("sync-not-it", host=host)
    groups_of = list_of(named, "groups")
    titles = {_number(group): sanitize.clean(text_of(group, "title"), LONGEST_NAME) for group in groups_of}
    folders: dict[str, str] = {}
    for pair in list_of(listed, "feeds_groups") or list_of(named, "feeds_groups"):
        for feed in text_of(pair, "feed_ids").split(","):
            folders.setdefault(feed.strip(), titles.get(_number(pair, "group_id"), ""))
    sources = [_source(feed, folders, host) for feed in listed["feeds"]]
    return tuple({source.id: source for source in sources}.values())


def _source(feed: Any, folders: dict[str, str], host: str) -> RemoteSource:
    """A subscription; `folders`: the name of each one's group, by its id. Raises `SyncError`."""
    if not isinstance(feed, dict) or not (name := _number(feed)):
        raise SyncError("sync-not-it", host=host)
    url, home = web_address(text_of(feed, "url"), ""), web_address(text_of(feed, "site_url"), "")
    title = plain(text_of(feed, "title"))[:LONGEST_NAME] or url or home or name
    return RemoteSource(id=name, title=title, folder=folders.get(name, ""), url=url or home, home=home)


def _number(values: Fields, name: str = "id") -> str:
    """An id, which is a number or its digits; empty for anything else."""
    value = values.get(name)
    written = str(value) if isinstance(value, int) and not isinstance(value, bool) else value
    return written if isinstance(written, str) and _id.fullmatch(written) else ""


def articles(body: bytes, host: str) -> tuple[RemoteArticle, ...]:
    """The articles in an answer, each once, as if a feed had brought them."""
    items = decoded(body, host).get("items")
    if not isinstance(items, list):
        raise SyncError("sync-not-it", host=host)
    found: dict[str, RemoteArticle] = {}
    for item in items[:MOST_ARTICLES]:
        name, stream = (_number(item), _number(item, "feed_id")) if isinstance(item, dict) else ("", "")
        if name and stream:
            found.setdefault(name, RemoteArticle(name, stream, _article(item, name)))
    return tuple(found.values())


def _article(item: Fields, name: str) -> ParsedArticle:
    """An item as an article; its marks are not read here: the lists of ids say them."""
    html = mended_html(text_of(item, "html").strip())
    link = web_address(text_of(item, "url"), "")
    title, author = plain(text_of(item, "title")) or beginning(html), names([text_of(item, "author")])
    return ParsedArticle(
        identity=f"sync:{name}",
        title=title,
        url=link,
        author=author,
        published=moment(item.get("created_on_time")),
        html=html,
        only_summary=not html,
        base=link,
        digest=fingerprint(title, author, html, "", link),
    )

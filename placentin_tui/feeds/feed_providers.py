"""Tables of services and software with feeds at known addresses.

`SERVICES` is for services with their own hosts: the address alone tells where the feed is, so it is fetched before the
page. `SOFTWARE` is for programs on anybody's server: an address of the same form may be another program's, so the feed
is tried only when the page links to none. `IN_PAGE` is for feeds that only the page's source names.
"""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import parse_qs, quote, urljoin, urlsplit

from placentin_tui.text import sanitize

if TYPE_CHECKING:
    from collections.abc import Iterator


class Service(NamedTuple):
    """A form of a service's addresses, and the feed for it."""

    pattern: re.Pattern[str]
    """Matches host (without `www.`) and path."""
    feed: str
    """The feed's address, a format string for the pattern's groups."""
    parameter: str = ""
    """A required query parameter of the address, whose value is `{value}` in the feed's address."""


class Software(NamedTuple):
    """A form of addresses of a program on any server, and the feed for it."""

    name: str
    pattern: re.Pattern[str]
    """Matches the path."""
    feed: str
    only_if_named: bool = False
    """Any server may have such an address: it is tried only when the page names the program."""


class InPage(NamedTuple):
    """A feed named in a page's source, where browsers do not look."""

    host: re.Pattern[str]
    pattern: re.Pattern[str]
    feed: str = ""
    """The feed's address, as in `Service`; empty: it is the group `feed`, a JSON string."""


_YOUTUBE = r"^(?:m\.|music\.)?youtube\.com"
_VIDEOS = "https://www.youtube.com/feeds/videos.xml"
_REDDIT = r"^(?:old\.|new\.|np\.|m\.|i\.)?reddit\.com"
_ON_REDDIT = _REDDIT + r"/(?P<kind>r|u|user)/(?P<who>[\w+.-]{1,200})"
_GITHUB = (
    r"^github\.com/(?!(?:about|apps|collections|customer-stories|enterprise|events|explore|features|join|login"
    r"|marketplace|notifications|orgs|organizations|pricing|search|security|settings|signup|sponsors|topics|trending"
    r"|users)(?:/|$))(?P<owner>[\w-]{1,40})"
)
_REPOSITORY = _GITHUB + r"/(?P<name>[\w.-]{1,100}?)(?:\.git)?"
_OF_REPOSITORY = "https://github.com/{owner}/{name}"
_BY_NUMBER = "https://itunes.apple.com/lookup?id={id}&entity=podcast"
"""Apple's response is not a feed, but names one."""

SERVICES = (
    Service(re.compile(_YOUTUBE + r"/channel/(?P<id>UC[\w-]{10,40})(?:/|$)"), _VIDEOS + "?channel_id={id}"),
    Service(re.compile(_YOUTUBE + r"/user/(?P<id>[\w-]{1,100})(?:/|$)"), _VIDEOS + "?user={id}"),
    Service(re.compile(_YOUTUBE + r"/playlist/?$"), _VIDEOS + "?playlist_id={value}", "list"),
    Service(re.compile(r"^bsky\.app/profile/(?P<who>[\w.:%-]{1,200})(?:/|$)"), "https://bsky.app/profile/{who}/rss"),
    Service(re.compile(_REPOSITORY + r"/tags/?$"), _OF_REPOSITORY + "/tags.atom"),
    Service(re.compile(_REPOSITORY + r"/commits/?$"), _OF_REPOSITORY + "/commits.atom"),
    Service(
        re.compile(_REPOSITORY + r"/commits/(?P<branch>[\w./-]{1,200}?)/?$"), _OF_REPOSITORY + "/commits/{branch}.atom"
    ),
    Service(re.compile(_REPOSITORY + r"/discussions(?:/|$)"), _OF_REPOSITORY + "/discussions.atom"),
    Service(re.compile(_REPOSITORY + r"/wiki(?:/|$)"), _OF_REPOSITORY + "/wiki.atom"),
    Service(re.compile(_REPOSITORY + r"(?:/|$)"), _OF_REPOSITORY + "/releases.atom"),
    Service(re.compile(_GITHUB + r"/?$"), "https://github.com/{owner}.atom"),
    Service(re.compile(r"^open\.substack\.com/pub/(?P<who>[\w-]{1,100})(?:/|$)"), "https://{who}.substack.com/feed"),
    Service(re.compile(r"^(?!open\.)(?P<who>[\w-]{1,100})\.substack\.com(?:/|$)"), "https://{who}.substack.com/feed"),
    Service(
        re.compile(_ON_REDDIT + r"/(?P<which>hot|new|top|rising|submitted|m/[\w-]{1,50})/?$"),
        "https://www.reddit.com/{kind}/{who}/{which}/.rss",
    ),
    Service(re.compile(_ON_REDDIT + r"(?:/|$)"), "https://www.reddit.com/{kind}/{who}/.rss"),
    Service(re.compile(_REDDIT + r"/?$"), "https://www.reddit.com/.rss"),
    Service(re.compile(r"^medium\.com/(?P<who>@[\w.-]{1,100}|[\w-]{1,100}(?=/?$))"), "https://medium.com/feed/{who}"),
    Service(
        re.compile(r"^vimeo\.com/(?!\d)(?P<who>[\w-]{1,100})(?:/videos)?/?$"), "https://vimeo.com/{who}/videos/rss"
    ),
    # Podcasts.
    Service(
        re.compile(r"^(?:podcasts|itunes)\.apple\.com/(?:[\w%.~-]{1,300}/){0,4}id(?P<id>\d{1,15})(?:/|$)"), _BY_NUMBER
    ),
    Service(re.compile(r"^(?:overcast\.fm|pca\.st|castro\.fm)/itunes/?(?P<id>\d{1,15})(?:/|$)"), _BY_NUMBER),
    Service(
        re.compile(r"^(?:shows\.acast\.com|play\.acast\.com/s)/(?P<show>[\w-]{1,100})(?:/|$)"),
        "https://feeds.acast.com/public/shows/{show}",
    ),
    Service(re.compile(r"^audioboom\.com/channels/(?P<id>\d{1,15})"), "https://audioboom.com/channels/{id}.rss"),
    Service(re.compile(r"^buzzsprout\.com/(?P<id>\d{1,15})(?:/|$)"), "https://feeds.buzzsprout.com/{id}.rss"),
    Service(
        re.compile(r"^(?!feeds\.)(?P<show>[\w-]{1,100})\.captivate\.fm(?:/|$)"), "https://feeds.captivate.fm/{show}"
    ),
    Service(
        re.compile(r"^(?!feeds?\.)(?P<show>[\w-]{1,100})\.podbean\.com(?:/|$)"),
        "https://feed.podbean.com/{show}/feed.xml",
    ),
    Service(re.compile(r"^rss\.com/podcasts/(?P<show>[\w-]{1,100})(?:/|$)"), "https://media.rss.com/{show}/feed.xml"),
    Service(
        re.compile(r"^spreaker\.com/(?:show/|podcast/[\w%.~-]{1,200}--)(?P<id>\d{1,15})(?:/|$)"),
        "https://www.spreaker.com/show/{id}/episodes/feed",
    ),
    Service(
        re.compile(r"^(?!feeds\.|share\.)(?P<show>[\w-]{1,100})\.transistor\.fm(?:/|$)"),
        "https://feeds.transistor.fm/{show}",
    ),
)
"""The first row that matches counts."""

_WHO = r"(?P<who>[\w.-]{1,100})"
_WHERE = r"@(?P<host>[\w.-]{1,200})"
_CHANNEL = "/feeds/videos.xml?videoChannelName={who}"

SOFTWARE = (
    Software("mastodon", re.compile(rf"^/@{_WHO}{_WHERE}(?:/|$)"), "https://{host}/@{who}.rss"),
    Software("mastodon", re.compile(rf"^/(?:@|users/){_WHO}(?:/|$)"), "/@{who}.rss"),
    Software("gotosocial", re.compile(rf"^/@{_WHO}(?:/|$)"), "/@{who}/feed.rss"),
    Software("pixelfed", re.compile(rf"^/users/{_WHO}(?:/|$)"), "/users/{who}.atom"),
    Software("lemmy", re.compile(rf"^/(?P<kind>[cu])/{_WHO}{_WHERE}(?:/|$)"), "https://{host}/feeds/{kind}/{who}.xml"),
    Software("lemmy", re.compile(rf"^/(?P<kind>[cu])/{_WHO}(?:/|$)"), "/feeds/{kind}/{who}.xml"),
    Software("mbin", re.compile(rf"^/m/{_WHO}(?:/|$)"), "/rss?magazine={who}"),
    Software("peertube", re.compile(r"^/(?:c|video-channels)/(?P<who>[\w.@-]{1,300})(?:/|$)"), _CHANNEL),
    Software(
        "peertube",
        re.compile(r"^/(?:a|accounts)/(?P<who>[\w.@-]{1,300})(?:/|$)"),
        "/feeds/videos.xml?accountName={who}",
    ),
    Software("peertube", re.compile(rf"^/@{_WHO}(?:/|$)"), _CHANNEL),
    Software("peertube", re.compile(r"^/(?:home|videos/\w{1,30})?/?$"), "/feeds/videos.xml", only_if_named=True),
    Software("lemmy", re.compile(r"^/$"), "/feeds/local.xml", only_if_named=True),
)
"""Programs that a page names are tried first."""

_JSON_STRING = r"(?P<feed>https?:(?:[^\"\\<>\s]|\\[/u]){1,1000})"

IN_PAGE = (
    InPage(
        re.compile(_YOUTUBE),
        re.compile(
            r"(?:\"(?:channelId|externalId)\":\"|itemprop=\"(?:channelId|identifier)\" content=\""
            r"|youtube\.com/channel/)(?P<id>UC[\w-]{10,40})"
        ),
        _VIDEOS + "?channel_id={id}",
    ),
    InPage(
        re.compile(r"^(?:m\.)?soundcloud\.com"),
        re.compile(r"soundcloud:(?://)?users:(?P<id>\d{1,20})"),
        "https://feeds.soundcloud.com/users/soundcloud:users:{id}/sounds.rss",
    ),
    InPage(
        re.compile(""),
        re.compile(r"\"(?:rss|feed|rssfeed)_?url\"\s{0,9}:\s{0,9}\"" + _JSON_STRING + r"\"", re.IGNORECASE),
    ),
)

_WITHOUT_GUESSES = frozenset(
    (
        *("bsky.app", "github.com", "itunes.apple.com", "podcasts.apple.com", "reddit.com", "youtube.com"),
        *("facebook.com", "instagram.com", "linkedin.com", "open.spotify.com", "threads.net", "tiktok.com"),
        *("consent.youtube.com", "m.youtube.com", "music.youtube.com", "soundcloud.com", "twitter.com", "x.com"),
    )
)
"""Hosts without feeds other than those of the tables."""

_handle = re.compile(r"@(?P<who>[\w.-]{1,100})@(?P<host>[\w-]{1,100}(?:\.[\w-]{1,100}){1,9}(?::\d{1,5})?)")
_bluesky = re.compile(r"@(?P<who>[\w-]{1,100}\.bsky\.social)")


def by_address(url: str) -> tuple[str, ...]:
    """The feed for a service's address; empty when it matches none of `SERVICES`."""
    parts = urlsplit(url)
    place = f"{_host(url)}{parts.path}"
    for row in SERVICES:
        if found := row.pattern.match(place):
            values = parse_qs(parts.query).get(row.parameter, [])[:1] if row.parameter else [""]
            if values:
                return tuple(
                    filter(None, [sanitize.safe_url(row.feed.format(**found.groupdict(), value=quote(values[0])))])
                )
    return ()


def by_page(url: str, page: str) -> tuple[str, ...]:
    """Addresses at which the feed of a page without links to feeds may be, the likeliest first."""
    by_software = _of_software(url, page) if may_be_guessed(url) else ()
    found = (*by_address(url), *_in_page(url, page), *by_software)
    return tuple(
        dict.fromkeys(address for each in found if (address := sanitize.safe_url(each, url)).startswith("http"))
    )


def may_be_guessed(url: str) -> bool:
    """Whether usual paths are worth trying at this host."""
    return _host(url) not in _WITHOUT_GUESSES


def of_handle(typed: str) -> str:
    """The address of the account's page for a handle (`@ana@social.example`); empty for anything else."""
    if found := _handle.fullmatch(typed):
        return f"https://{found['host']}/@{found['who']}"
    if found := _bluesky.fullmatch(typed):
        return f"https://bsky.app/profile/{found['who']}"
    return ""


def _in_page(url: str, page: str) -> Iterator[str]:
    """The feeds that `IN_PAGE` finds in a page's source."""
    host = _host(url)
    for row in IN_PAGE:
        if row.host.match(host) and (found := row.pattern.search(page)):
            if row.feed:
                yield row.feed.format(**found.groupdict())
                continue
            try:
                yield str(json.loads(f'"{found["feed"]}"'))
            except ValueError:  # an invalid escape
                continue


def _of_software(url: str, page: str) -> Iterator[str]:
    """The feeds that `SOFTWARE` has for a page, those of programs that it names first."""
    path, words = urlsplit(url).path, page.lower()
    rows = [row for row in SOFTWARE if row.pattern.match(path)]
    named = {row.name for row in rows if row.name in words}
    for row in sorted(rows, key=lambda row: row.name not in named):
        found = row.pattern.match(path)
        if found and (row.name in named or not row.only_if_named):
            yield urljoin(url, row.feed.format(**found.groupdict()))


def _host(url: str) -> str:
    return (urlsplit(url).hostname or "").removeprefix("www.")

"""Where some services keep the feed of what stands at an address, as tables.

`SERVICES` is for services with a host of their own: the address alone says where the feed is, so it is asked for before
the page. `SOFTWARE` is for programs that anybody's server may run: an address of the same shape may be another
program's, so the feed is asked for when the page names none. `IN_PAGE` is for what only the page knows.
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
    """A kind of address of a service, and the feed behind it."""

    pattern: re.Pattern[str]
    """For the host without `www.`, and the path."""
    feed: str
    """The feed's address, with the groups of the pattern."""
    parameter: str = ""
    """A parameter of the address whose value the feed's address has as `value`; without it the row does not apply."""


class Software(NamedTuple):
    """A kind of address a program has on whatever server, and the feed behind it there."""

    name: str
    pattern: re.Pattern[str]
    """For the path."""
    feed: str
    only_if_named: bool = False
    """Every server has such an address: it is asked only where the page says that the program runs there."""


class InPage(NamedTuple):
    """What a page says of its feed where no browser looks."""

    host: re.Pattern[str]
    pattern: re.Pattern[str]
    feed: str = ""
    """Empty: the group `feed` is the address, as it is written in JSON."""


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
"""Apple's answer is no feed, but names one."""

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
"""The first row that applies is taken."""

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
"""Those a page names come first."""

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
"""Hosts that have no feed but those of the tables, or none at all."""

_handle = re.compile(r"@(?P<who>[\w.-]{1,100})@(?P<host>[\w-]{1,100}(?:\.[\w-]{1,100}){1,9}(?::\d{1,5})?)")
_bluesky = re.compile(r"@(?P<who>[\w-]{1,100}\.bsky\.social)")


def by_address(url: str) -> tuple[str, ...]:
    """The feed of a service's address, empty when it is none of `SERVICES`."""
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
    """The addresses at which the feed of a page may be that says nothing of it to a browser, the likeliest first."""
    by_software = _of_software(url, page) if may_be_guessed(url) else ()
    found = (*by_address(url), *_in_page(url, page), *by_software)
    return tuple(
        dict.fromkeys(address for each in found if (address := sanitize.safe_url(each, url)).startswith("http"))
    )


def may_be_guessed(url: str) -> bool:
    """Whether it is worth trying where feeds usually are."""
    return _host(url) not in _WITHOUT_GUESSES


def of_handle(typed: str) -> str:
    """The address of an account's page, from its name as people give it (`@ana@social.example`); empty for all else."""
    if found := _handle.fullmatch(typed):
        return f"https://{found['host']}/@{found['who']}"
    if found := _bluesky.fullmatch(typed):
        return f"https://bsky.app/profile/{found['who']}"
    return ""


def _in_page(url: str, page: str) -> Iterator[str]:
    host = _host(url)
    for row in IN_PAGE:
        if row.host.match(host) and (found := row.pattern.search(page)):
            if row.feed:
                yield row.feed.format(**found.groupdict())
                continue
            try:
                yield str(json.loads(f'"{found["feed"]}"'))
            except ValueError:  # an escape that is none
                continue


def _of_software(url: str, page: str) -> Iterator[str]:
    path, words = urlsplit(url).path, page.lower()
    rows = [row for row in SOFTWARE if row.pattern.match(path)]
    named = {row.name for row in rows if row.name in words}
    for row in sorted(rows, key=lambda row: row.name not in named):
        found = row.pattern.match(path)
        if found and (row.name in named or not row.only_if_named):
            yield urljoin(url, row.feed.format(**found.groupdict()))


def _host(url: str) -> str:
    return (urlsplit(url).hostname or "").removeprefix("www.")

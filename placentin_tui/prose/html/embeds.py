"""Embedded videos, sounds and social posts: their kind, and the page to watch them on."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import parse_qs, urlsplit

from placentin_tui.prose.blocks import Embed
from placentin_tui.text.sanitize import clean, safe_url

if TYPE_CHECKING:
    from collections.abc import Mapping

_VIDEO = (
    "youtube.com", "youtube-nocookie.com", "youtu.be", "vimeo.com", "dailymotion.com", "dai.ly", "twitch.tv", "arte.tv",
    "ted.com", "rutube.ru", "odysee.com", "rumble.com", "videopress.com", "peertube.tv", "ina.fr", "brightcove.net",
)  # fmt: skip
_AUDIO = (
    "soundcloud.com", "spotify.com", "deezer.com", "mixcloud.com", "bandcamp.com", "podcasts.apple.com", "acast.com",
    "audioboom.com", "ausha.co", "podigee.io", "anchor.fm", "simplecast.com", "buzzsprout.com", "audiomeans.fr",
)  # fmt: skip
_POST = (
    "twitter.com", "x.com", "instagram.com", "facebook.com", "tiktok.com", "bsky.app", "threads.net", "threads.com",
    "linkedin.com", "reddit.com", "t.me", "mastodon.social", "piaille.fr", "mamot.fr", "vk.com", "pinterest.com",
)  # fmt: skip
_NOTHING_TO_SEE = ("googletagmanager.com", "doubleclick.net", "google-analytics.com", "googlesyndication.com")
_PLAYERS = {
    "player.vimeo.com": ("/video/", "https://vimeo.com/"),
    "dailymotion.com": ("/embed/video/", "https://www.dailymotion.com/video/"),
    "open.spotify.com": ("/embed/", "https://open.spotify.com/"),
}
"""By a player's host: the prefix of its path, and what replaces it in the address of the page to watch."""
_WRAPPERS = {"w.soundcloud.com": "url", "facebook.com": "href"}
"""By a player's host: the query parameter with the address of what it plays."""
_ADVERTISING = re.compile(r"google_ads|(?<![A-Za-z])(?:ads?|advert\w*|pub|publicité)(?![A-Za-z])", re.IGNORECASE)
_ACCOUNT = re.compile(r"/(?:@|(?:c|channel|user|results|subscribe|subscription_center)(?:/|\Z))")
_YOUTUBE_ID = re.compile(r"/(?:embed|v|shorts|live)/([\w-]{6,20})")
_SOCIAL_QUOTES = {
    "twitter-tweet": "", "twitter-video": "", "bluesky-embed": "", "mastodon-embed": "", "text-post-media": "",
    "instagram-media": "data-instgrm-permalink", "tiktok-embed": "cite", "fb-post": "data-href",
    "fb-video": "data-href", "reddit-embed-bq": "", "reddit-card": "",
}  # fmt: skip


def embed(address: str | None, title: str | None, base: str, kind: str = "") -> Embed | None:
    """The embed at an address; `None` when it is invalid, or of advertising and analytics."""
    url = safe_url(address or "", base)
    if not url.startswith("http"):
        return None
    host = (urlsplit(url).hostname or "").removeprefix("www.")
    if _is_one_of(host, _NOTHING_TO_SEE):
        return None
    return Embed(kind or _kind(host), _watchable(url, host), clean(title or "", 300))


def is_player(address: str) -> bool:
    """Whether an absolute address is of a video or sound on a known site, not of the site or an account."""
    try:
        parts = urlsplit(address)
    except ValueError:
        return False
    host = (parts.hostname or "").removeprefix("www.")
    return len(parts.path) > 1 and not _ACCOUNT.match(parts.path) and _is_one_of(host, _VIDEO + _AUDIO)


def is_advertisement(attributes: Mapping[str, str | None]) -> bool:
    """Whether a frame's attributes say that it is advertising."""
    return any(_ADVERTISING.search(attributes.get(name) or "") for name in ("id", "name", "class", "title"))


def social_post(attributes: Mapping[str, str | None]) -> str | None:
    """The address of a quoted social post, empty when only its last link has it; `None` for other elements."""
    for name in (attributes.get("class") or "").split():
        if name in _SOCIAL_QUOTES:
            return (attributes.get(_SOCIAL_QUOTES[name]) or "") if _SOCIAL_QUOTES[name] else ""
    return None


def _kind(host: str) -> str:
    """The kind of embed by host."""
    for kind, hosts in (("video", _VIDEO), ("audio", _AUDIO), ("post", _POST)):
        if _is_one_of(host, hosts):
            return kind
    return "page"


def _is_one_of(host: str, hosts: tuple[str, ...]) -> bool:
    return any(host == known or host.endswith("." + known) for known in hosts)


def _watchable(url: str, host: str) -> str:
    """The page a person can open, for the address of a player."""
    parts = urlsplit(url)
    if _is_one_of(host, ("youtube.com", "youtube-nocookie.com")):
        found = _YOUTUBE_ID.match(parts.path)
        return f"https://www.youtube.com/watch?v={found[1]}" if found else url
    if host in _PLAYERS:
        player, page = _PLAYERS[host]
        return page + parts.path.removeprefix(player) if parts.path.startswith(player) else url
    if host in _WRAPPERS:
        return safe_url(parse_qs(parts.query).get(_WRAPPERS[host], [""])[0]) or url
    return url

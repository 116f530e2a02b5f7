"""Films, sounds and social posts set into a page: what they are and where they can be seen."""

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
"""Where a player's page is: its path's beginning, and what takes its place."""
_WRAPPERS = {"w.soundcloud.com": "url", "facebook.com": "href"}
"""Players that are told in the query what to play."""
_ADVERTISING = re.compile(r"google_ads|(?<![A-Za-z])(?:ads?|advert\w*|pub|publicité)(?![A-Za-z])", re.IGNORECASE)
_ACCOUNT = re.compile(r"/(?:@|(?:c|channel|user|results|subscribe|subscription_center)(?:/|\Z))")
_YOUTUBE_ID = re.compile(r"/(?:embed|v|shorts|live)/([\w-]{6,20})")
_SOCIAL_QUOTES = {
    "twitter-tweet": "", "twitter-video": "", "bluesky-embed": "", "mastodon-embed": "", "text-post-media": "",
    "instagram-media": "data-instgrm-permalink", "tiktok-embed": "cite", "fb-post": "data-href",
    "fb-video": "data-href", "reddit-embed-bq": "", "reddit-card": "",
}  # fmt: skip


def embed(address: str | None, title: str | None, base: str, kind: str = "") -> Embed | None:
    """What stands at an address set into the page; `None` when there is nothing to see."""
    url = safe_url(address or "", base)
    if not url.startswith("http"):
        return None
    host = (urlsplit(url).hostname or "").removeprefix("www.")
    if _is_one_of(host, _NOTHING_TO_SEE):
        return None
    return Embed(kind or _kind(host), _watchable(url, host), clean(title or "", 300))


def is_player(address: str) -> bool:
    """Whether a whole address is that of a film or sound on a site known for them, not of the site or an account."""
    try:
        parts = urlsplit(address)
    except ValueError:
        return False
    host = (parts.hostname or "").removeprefix("www.")
    return len(parts.path) > 1 and not _ACCOUNT.match(parts.path) and _is_one_of(host, _VIDEO + _AUDIO)


def is_advertisement(attributes: Mapping[str, str | None]) -> bool:
    """Whether a frame says of itself that it holds advertising."""
    return any(_ADVERTISING.search(attributes.get(name) or "") for name in ("id", "name", "class", "title"))


def social_post(attributes: Mapping[str, str | None]) -> str | None:
    """The address of a quoted social post, empty when only its last link has it; `None` for anything else."""
    for name in (attributes.get("class") or "").split():
        if name in _SOCIAL_QUOTES:
            return (attributes.get(_SOCIAL_QUOTES[name]) or "") if _SOCIAL_QUOTES[name] else ""
    return None


def _kind(host: str) -> str:
    for kind, hosts in (("video", _VIDEO), ("audio", _AUDIO), ("post", _POST)):
        if _is_one_of(host, hosts):
            return kind
    return "page"


def _is_one_of(host: str, hosts: tuple[str, ...]) -> bool:
    return any(host == known or host.endswith("." + known) for known in hosts)


def _watchable(url: str, host: str) -> str:
    """The page a person can open, where the address is that of a player without one."""
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

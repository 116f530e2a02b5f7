"""Finds the addresses of embeds that wait for a script or a consent.

Lazy loaders and consent managers move the address from `src` to an attribute of their own, to a document in `srcdoc`,
or keep only the id of a video on a known site.
"""

from __future__ import annotations

import base64
import binascii
import re
from typing import TYPE_CHECKING
from urllib.parse import unquote

from placentin_tui.prose.html.candidates import is_address, is_picture_file
from placentin_tui.prose.html.embeds import is_player
from placentin_tui.prose.html.parse import pieces

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

LONGEST_INSIDE = 20_000
"""The most characters of HTML or JSON in an attribute that are read."""
MOST_LINKS = 50
_TITLES = ("title", "aria-label", "data-title", "playlabel", "data-playlabel", "data-alt", "data-name", "alt")
_SAYS_NOTHING = re.compile(
    r"(?:^|/)(?:empty|blank|placeholder|loading|consent)\.(?:html?|php)(?:[?#]|\Z)", re.IGNORECASE
)
_NEVER = re.compile(
    r"poster|thumb|image|img|cover|backgr|placeholder|srcset|share|track|callback|ajax|script|xmlns|logo"
)
"""Parts of the names of attributes that never have an embed."""
_FILM = re.compile(r"facade|embed|iframe|video|player|film|youtube|vimeo|dailymotion")
"""Parts of the names of attributes that have one."""
_ADDRESS = re.compile(r"src|url|href|link|original")
_SET_LATE = re.compile(r"frame|facade|embed|video|player|film", re.IGNORECASE)
"""Parts of the classes of elements that a script replaces by a frame."""
_OF_A_FRAME = re.compile(
    r"video|audio|player|embed|iframe|frame|youtube|vimeo|media"
    r"|amp-(?:facebook|twitter|instagram|tiktok|reddit|pinterest|soundcloud|brightcove|dailymotion)"
)
"""Parts of the names of custom elements that are frames."""
_IN_JSON = re.compile(r"https?:(?:\\?/){2}[^\"'\s<>]{4,500}")
_NO_SCRIPT = re.compile(r"text/(?:template|plain|html|x-template)", re.IGNORECASE)
"""Types of `<script>` that contain text, not code."""
_ENCODED = re.compile(r"[A-Za-z0-9+/]{24,}={0,2}")

_BY_NUMBER = {
    "youtube": (re.compile(r"[\w-]{11}"), "https://www.youtube.com/watch?v={}"),
    "vimeo": (re.compile(r"\d{5,12}"), "https://vimeo.com/{}"),
    "dailymotion": (re.compile(r"[A-Za-z0-9]{5,12}"), "https://www.dailymotion.com/video/{}"),
    "tiktok": (re.compile(r"\d{10,25}"), "https://www.tiktok.com/embed/{}"),
    "wistia": (re.compile(r"[a-z0-9]{8,14}"), "https://fast.wistia.net/embed/iframe/{}"),
    "loom": (re.compile(r"[0-9a-f]{32}"), "https://www.loom.com/share/{}"),
    "twitter": (re.compile(r"\d{8,25}"), "https://twitter.com/i/status/{}"),
    "instagram": (re.compile(r"[\w-]{8,40}"), "https://www.instagram.com/p/{}/"),
    "soundcloud": (re.compile(r"\d{5,15}"), "https://api.soundcloud.com/tracks/{}"),
}
"""By site: the form of a video's id, and the address for it."""
_NUMBERS = frozenset((
    "videoid", "video-id", "data-videoid", "data-video-id", "data-video", "data-embed-id", "data-plyr-embed-id",
    "data-vid", "data-embedid", "data-media-id", "media-id", "data-tweetid", "data-shortcode", "data-trackid",
    "data-embed", "data-ytid", "data-yt-id", "data-yt", "data-id", "data-key", "data-code",
))  # fmt: skip
_NUMBERS_OF_ELEMENTS = _NUMBERS | {"video", "id", "code", "ytid"}
"""The same for custom elements named after a site."""
_SITES = (
    "data-provider",
    "data-service",
    "data-plyr-provider",
    "data-type",
    "data-platform",
    "data-source",
    "data-host",
)
_LYTE = "WYL_"
"""The prefix of YouTube's id in an element's id, by the WP YouTube Lyte plugin."""


def address(attributes: Mapping[str, str | None]) -> str:
    """The address of a frame, video or audio element; empty when there is none."""
    src = attributes.get("src") or attributes.get("data") or ""
    if _leads_somewhere(src):
        return src
    return next(_waiting(attributes), "") or next(_inside(attributes), "") or _by_number("", attributes)


def facade(tag: str, attributes: Mapping[str, str | None]) -> str:
    """The address of the embed that an element of any kind stands for; empty when none."""
    is_frame = "-" in tag and bool(_OF_A_FRAME.search(tag))
    if not is_frame and not may_hold(attributes):
        return ""
    if is_frame and (found := address(attributes)):
        return found
    set_late = bool(_SET_LATE.search(attributes.get("class") or ""))
    for name, value in attributes.items():
        if not value or not _leads_somewhere(value) or is_picture_file(value) or _NEVER.search(name):
            continue
        is_whole = value.startswith(("http://", "https://", "//"))
        if _FILM.search(name) and (is_whole or value.startswith("/")):
            return value
        if is_whole and _ADDRESS.search(name) and name.startswith("data-") and (set_late or is_player(value)):
            return value
    return _by_number(tag, attributes) or next(_inside(attributes, frames_only=True), "")


def in_template(html: str) -> str:
    """The address of a frame inside a `<template>`; empty when there is none."""
    return next(_in_html(html[:LONGEST_INSIDE].partition(">")[2], frames_only=True), "") if "<" in html[1:] else ""


def in_script(kind: str | None, text: str) -> str:
    """The address of a frame in the text of a `<script>`, plain or encoded; empty for code."""
    if not kind or not _NO_SCRIPT.match(kind):
        return ""
    text = _decoded(text[:LONGEST_INSIDE].strip())
    return next(_in_html(text, frames_only=True), "") if "<" in text else ""


def title(attributes: Mapping[str, str | None]) -> str:
    """The title of an embed, from its element's attributes, or the picture a click on which brings it."""
    return next((value for name in _TITLES if (value := attributes.get(name))), "") or _named_inside(attributes)


def _named_inside(attributes: Mapping[str, str | None]) -> str:
    """The text alternative of the first picture that has one in a frame's `srcdoc`."""
    own = attributes.get("srcdoc") or ""
    pictures = (node for piece in pieces(own[:LONGEST_INSIDE]) for node in piece.css("img[alt]")[:MOST_LINKS])
    return next((alt for node in pictures if (alt := node.attributes.get("alt"))), "") if own else ""


def words_inside(attributes: Mapping[str, str | None]) -> str:
    """The text of a frame's `srcdoc`."""
    own = attributes.get("srcdoc")
    if not own:
        return ""
    parts: list[str] = []
    for piece in pieces(own[:LONGEST_INSIDE]):
        piece.strip_tags(["style", "script", "head", "title"])
        parts.append(piece.text(separator=" "))
    return " ".join(parts)


def may_hold(attributes: Mapping[str, str | None]) -> bool:
    """A quick check whether an element has any attribute that may have an embed."""
    for name in attributes:
        if name.startswith("data-") or name == "videoid":
            return True
    return (attributes.get("id") or "").startswith(_LYTE)


def _leads_somewhere(value: str) -> bool:
    return is_address(value) and not _SAYS_NOTHING.search(value[:2048])


def _waiting(attributes: Mapping[str, str | None]) -> Iterator[str]:
    """Addresses in attributes other than `src`, the likeliest first."""
    others = [
        (name, value.strip())
        for name, value in attributes.items()
        if value and name not in ("src", "data") and not _NEVER.search(name) and _leads_somewhere(value)
    ]
    others = [(name, value) for name, value in others if not is_picture_file(value) and " " not in value]
    yield from (value for name, value in others if "src" in name and ("/" in value or "." in value))
    yield from (value for name, value in others if _ADDRESS.search(name) and value.startswith("/"))
    yield from (value for _name, value in others if value.startswith(("http://", "https://", "//")))


def _inside(attributes: Mapping[str, str | None], *, frames_only: bool = False) -> Iterator[str]:
    """Addresses in HTML or JSON inside attributes, plain or encoded."""
    for name, value in attributes.items():
        if not value or name in ("class", "style", "alt", "title", "id"):
            continue
        text = _decoded(value[:LONGEST_INSIDE])
        if "<" in text:
            yield from _in_html(text, frames_only=frames_only)
        elif name.startswith("data-") and "{" in text:
            found = (each.replace("\\/", "/") for each in _IN_JSON.findall(text)[:MOST_LINKS])
            yield from (each for each in found if is_player(each))


def _in_html(html: str, *, frames_only: bool = False) -> Iterator[str]:
    """The addresses of frames and media in a piece of HTML, then those of links."""
    links: list[str] = []
    for piece in pieces(html):
        for node in piece.css("iframe, video, audio, source, embed, object, a")[:MOST_LINKS]:
            attributes = node.attributes
            if node.tag == "a":
                links.append(attributes.get("href") or "")
            elif _leads_somewhere(src := attributes.get("src") or attributes.get("data") or ""):
                yield src
            else:
                yield from _waiting(attributes)
    if frames_only:
        return
    yield from (link for link in links if _leads_somewhere(link) and not is_picture_file(link))


def _decoded(value: str) -> str:
    """The text of a value in base64, percent-encoding, or a `data:text/html` URL."""
    kind, comma, inside = value.partition(",")
    if comma and kind.startswith("data:text/html"):
        value = inside if "base64" in kind else unquote(inside)
    if value.startswith("%3C"):
        return unquote(value)
    if _ENCODED.fullmatch(value):
        try:
            return base64.b64decode(value).decode("utf-8", "replace")
        except (binascii.Error, ValueError):
            return value
    return value


def _by_number(tag: str, attributes: Mapping[str, str | None]) -> str:
    """The page of a video whose site and id are given separately."""
    said = " ".join(filter(None, (tag, attributes.get("class"), *map(attributes.get, _SITES)))).lower()
    if (lyte := attributes.get("id") or "").startswith(_LYTE):
        return _page("youtube", lyte.removeprefix(_LYTE))
    if (account := attributes.get("data-account")) and (video := attributes.get("data-video-id")):
        player = attributes.get("data-player") or "default"
        return f"https://players.brightcove.net/{account}/{player}_default/index.html?videoId={video}"
    if (playlist := attributes.get("playlistid") or attributes.get("data-playlist-id")) and "youtube" in said:
        return f"https://www.youtube.com/playlist?list={playlist}"
    vouched = " ".join(filter(None, (tag if "-" in tag else "", *map(attributes.get, _SITES)))).lower()
    names = _NUMBERS_OF_ELEMENTS if "-" in tag else _NUMBERS
    for name, value in attributes.items():
        site = next((site for site in _BY_NUMBER if site in name), "")
        if not value or not (site or name in names):
            continue
        # An id without a site may be of anything; only YouTube's have a form of their own.
        sites = [site] if site else [each for each in _BY_NUMBER if each in said]
        sites = [each for each in sites if each == "youtube" or name != "data-id" or each in vouched]
        if found := next(filter(None, (_page(each, value) for each in sites)), ""):
            return found
    return ""


def _page(site: str, number: str) -> str:
    pattern, page = _BY_NUMBER[site]
    return page.format(number) if pattern.fullmatch(number) else ""

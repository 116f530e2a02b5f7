"""Removes shortcodes: macros of publishing systems, `[caption …]`, that were not expanded.

Their contents are kept: the picture with its caption, the film's address, the text between. Other text in brackets
(`[sic]`, `[1]`, `[…]`) is no shortcode, nor is anything inside code.
"""

from __future__ import annotations

import html
import re

_NAME = r"[a-z][a-z0-9_-]{0,40}"
_VALUE = r"=\s*+(?:\"[^\"<>]*+\"|'[^'<>]*+'|[“”″«»][^“”″«»<>\[\]]*+[“”″»]|&(?:quot|#34|#0?39|#82\d\d|#x201[cd]);)"
_TOKEN = re.compile(
    rf"(?P<code></?(?:code|pre|kbd|samp|textarea)\b[^<>]*+>)"
    rf"|\[(?P<end>/)?(?P<name>{_NAME})(?P<rest>[\s=][^\[\]<>]*+|(?=[\]/]))/?\]",
    re.IGNORECASE,
)
_HAS_VALUE = re.compile(rf"\s[\w-]++\s*+{_VALUE}", re.IGNORECASE)
_ADDRESS = re.compile(r"https?://[^\s\"'“”″»<>\[\]|]++", re.IGNORECASE)
_PICTURE_FIRST = re.compile(r"\s*+(?:<a\s[^<>]*+>\s*+)?<img\s[^<>]*+>(?:\s*+</a\s*+>)?", re.IGNORECASE)
_CAPTION = re.compile(r"\bcaption=(?:\"([^\"]*+)\"|“([^”]*+)”)")

_CAPTIONS = frozenset(("caption", "wp_caption"))
_MEDIA = frozenset((
    "embed", "embedyt", "youtube", "vimeo", "dailymotion", "video", "audio", "playlist", "soundcloud", "spotify",
    "tweet", "twitter", "instagram", "facebook", "fb", "tiktok", "iframe", "wpvideo", "fvplayer", "vc_video",
))  # fmt: skip
"""Shortcodes of embeds."""
_ALONE = frozenset((
    "gallery", "ngg", "nggallery", "slideshow", "contact-form", "contact-form-7", "gravityform", "wpforms",
    "ninja_form", "mc4wp_form", "newsletter_form", "adrotate", "jetpack-related-posts", "toc", "sociable", "addtoany",
    "wp_ad_camp", "divider", "spacer", "nextpage",
))  # fmt: skip
"""Shortcodes without values."""
_NOTES = frozenset(("note", "footnote", "footnotes", "ref", "fn", "mfn", "efn_note", "sidenote", "marginnote"))
_IDS = {
    "youtube": (re.compile(r"[\w-]{11}"), "https://www.youtube.com/watch?v="),
    "vimeo": (re.compile(r"\d{5,12}"), "https://vimeo.com/"),
}
"""Shortcodes that may have only a video's id, and the prefix of its address."""
_FAMILIES = re.compile(
    r"(?:vc|et_pb|fusion|av|mk|su|tve|ult|cs|dt|nectar|porto|rev|wpv|wpbb|fl|elementor|ux|ts|eltd|qode|edgtf|mkdf|thb|td)_"
)
"""Prefixes of page builders' shortcodes."""


def without_shortcodes(markup: str) -> str:
    """The HTML without its shortcodes, their contents kept."""
    if "[" not in markup:
        return markup
    tokens = list(_TOKEN.finditer(markup))
    ended = {token["name"].lower() for token in tokens if token["end"]}
    if not any(token["name"] and _is_shortcode(token, ended) for token in tokens):
        return markup
    begun = {token["name"].lower() for token in tokens if token["name"] and not token["end"]}
    return _Removal(markup, ended & begun, ended).result(tokens)


def _is_shortcode(token: re.Match[str], ended: set[str]) -> bool:
    """Whether a token in brackets is a shortcode: it has an end, a value, or an unmistakable name."""
    name = token["name"].lower()
    if name in ended or _FAMILIES.match(name) or (token["name"] in _ALONE and not token["rest"].strip()):
        return True
    if name in _MEDIA and _address(token):
        return True
    return len(name) > 1 and bool(_HAS_VALUE.search(token["rest"]))


class _Removal:
    """Rewrites HTML token by token."""

    def __init__(self, markup: str, paired: set[str], ended: set[str]) -> None:
        self._markup = markup
        self._paired = paired
        self._ended = ended
        self._parts: list[str] = []
        self._in_code = 0
        self._caption: tuple[int, str] | None = None
        """The index among the parts at which the open caption begins, and the text in its `caption` value."""

    def result(self, tokens: list[re.Match[str]]) -> str:
        """The rewritten HTML."""
        start, medium = 0, ""
        for token in tokens:
            if token["code"]:
                self._in_code = max(self._in_code + (-1 if token["code"][1] == "/" else 1), 0)
                continue
            if self._in_code or not self._is_removed(token):
                continue
            between = self._markup[start : token.start()]
            is_address = token["end"] and medium == token["name"].lower()
            self._parts.append(_framed(between, medium) if is_address else between)
            medium = self._replace(token)
            start = token.end()
        return "".join([*self._parts, self._markup[start:]])

    def _is_removed(self, token: re.Match[str]) -> bool:
        """Whether a token is a shortcode's start or end."""
        if not token["end"]:
            return _is_shortcode(token, self._ended)
        name = token["name"].lower()
        return name in self._paired or bool(_FAMILIES.match(name))

    def _replace(self, token: re.Match[str]) -> str:
        """Write the replacement of a shortcode; returns its name when its address is still to come, as its contents."""
        name = token["name"].lower()
        if name in _CAPTIONS:
            self._set_caption(token)
        elif name in _NOTES and name in self._paired:
            self._parts.append("</span>" if token["end"] else '<span class="sidenote">')
        elif name == "url" and name in self._paired:
            self._parts.append("</a>" if token["end"] else f'<a href="{html.escape(_address(token))}">')
        elif name in _MEDIA and not token["end"]:
            if not (address := _address(token)):
                return name
            self._parts.append(_frame(address, name))
        return ""

    def _set_caption(self, token: re.Match[str]) -> None:
        """Begin a caption, or end it: a picture and its text become a figure."""
        if not token["end"]:
            said = _CAPTION.search(html.unescape(token["rest"]))
            self._caption = len(self._parts), (said[1] or said[2] or "") if said else ""
            return
        if self._caption is None:
            return
        start, words = self._caption
        self._caption = None
        inside = "".join(self._parts[start:])
        if picture := _PICTURE_FIRST.match(inside):
            words = inside[picture.end() :] if inside[picture.end() :].strip() else html.escape(words)
            self._parts[start:] = [f"<figure>{picture[0]}<figcaption>{words}</figcaption></figure>"]


def _address(token: re.Match[str]) -> str:
    """The first address among a shortcode's values; empty when there is none."""
    rest = html.unescape(token["rest"])
    if found := _ADDRESS.search(rest):
        return found[0]
    pattern, place = _IDS.get(token["name"].lower(), (None, ""))
    named = pattern.fullmatch(rest.strip(" =\t\r\n")) if pattern else None
    return place + named[0] if named else ""


def _framed(between: str, name: str) -> str:
    """The contents of a media shortcode as a frame, when they are an address."""
    address = html.unescape(between.strip())
    return _frame(address, name) if _ADDRESS.fullmatch(address) else between


def _frame(address: str, name: str) -> str:
    tag = name if name in ("audio", "video") else "iframe"
    return f'<{tag} src="{html.escape(address)}"></{tag}>'

"""Closes elements that HTML leaves open though their author did not mean it, so that they swallow no text.

`<iframe …/>` closes nothing in HTML: the text after it becomes contents of the frame, which are never shown.
"""

from __future__ import annotations

import re

from placentin_tui.prose.html.parse import ATTRIBUTE, TAG, TAG_END

_VOID = "area|base|br|col|embed|frame|hr|image|img|input|link|meta|param|source|track|wbr"
_MAY_BE_CLOSED = re.compile(rf"<(?!(?:{_VOID})[\s/>])[a-z][^<>]*+(?<=/)>", re.IGNORECASE)
_ANY_TAG = re.compile(rf"({TAG}{ATTRIBUTE}*+)(\s*+/\s*+>)?(?(2)|{TAG_END})")
_NAME = re.compile(r"<([A-Za-z][^\s/>]*+)")
_IS_VOID = re.compile(rf"<(?:{_VOID})\Z", re.IGNORECASE)

_SWALLOWS = re.compile(r"<(?:iframe|video|audio)(?=[\s/>])", re.IGNORECASE)
_FRAMES = re.compile(rf"<(/?)(iframe|video|audio)(?=[\s/>]){ATTRIBUTE}*+{TAG_END}", re.IGNORECASE)


def with_ends(html: str) -> str:
    """The HTML with an end tag for each self-closed element, and for each unclosed frame, video or audio."""
    if "/>" in html and _MAY_BE_CLOSED.search(html):
        html = _ANY_TAG.sub(_closed, html)
    return _with_frames_closed(html) if _SWALLOWS.search(html) else html


def _closed(tag: re.Match[str]) -> str:
    """A self-closed tag with an end tag after it, void elements excepted."""
    name = _NAME.match(tag[0])
    if not tag[2] or not name or _IS_VOID.match(name[0]):
        return tag[0]
    return f"{tag[1]}></{name[1]}>"


def _with_frames_closed(html: str) -> str:
    """The HTML with frames, videos and audios closed before the next of their kind, since they do not nest."""
    frames = list(_FRAMES.finditer(html))
    closed: dict[str, bool] = {}
    ends: list[re.Match[str]] = []
    for frame in reversed(frames):
        name = frame[2].lower()
        if not frame[1] and not closed.get(name, False):
            ends.append(frame)
        closed[name] = bool(frame[1])
    parts, start = [], 0
    for frame in reversed(ends):
        parts += [html[start : frame.end()], f"</{frame[2]}>"]
        start = frame.end()
    return "".join([*parts, html[start:]])

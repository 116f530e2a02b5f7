"""Resolves links: sanitized absolute addresses, and `#id` for places in the same article."""

from __future__ import annotations

import re
from functools import cached_property
from urllib.parse import unquote

from placentin_tui.text.sanitize import clean, safe_url

_POINTS_INSIDE = re.compile(r"""href\s*+=\s*+["']?[^"'\s>#]*+(?:#([^"'\s>]++))?""", re.IGNORECASE)
"""A link, with its fragment when it has one."""
_HAS_ID = re.compile(r"""(?:id|name)\s*=\s*(?:"([^"]+)"|'([^']+)'|([^\s"'>]+))""", re.IGNORECASE)
_OPENS = re.compile(
    r"""\b(?:aria-controls|data-(?:bs-)?target|data-toggle-target)\s*+=\s*+["']?#?([^"'\s>]++)""", re.IGNORECASE
)
"""The id of the element that a button opens."""
_LONGEST_ANCHOR = 200


class Links:
    """The links of one piece of HTML, with base URL `base`."""

    def __init__(self, html: str, base: str) -> None:
        self._html = html
        self._base = base
        self._page = base.partition("#")[0]

    @cached_property
    def anchors(self) -> frozenset[str]:
        """The ids that exist in the article and are the target of a link in it; nearly always none."""
        if "#" not in self._html:
            return frozenset()
        wanted = {anchor(unquote(name)) for name in _POINTS_INSIDE.findall(self._html) if name}
        if not wanted:
            return frozenset()
        return frozenset(wanted & {anchor(a or b or c) for a, b, c in _HAS_ID.findall(self._html)}) - {""}

    @cached_property
    def opened(self) -> frozenset[str]:
        """The ids of elements that a button in the article opens."""
        return frozenset(_OPENS.findall(self._html))

    def resolve(self, href: str | None) -> str:
        """A link for blocks: an absolute address, `#id` in the same article, or empty."""
        if not href or not (href := href.strip()):
            return ""
        page, _hash, fragment = href.partition("#")
        if fragment and page in ("", self._page) and (name := anchor(unquote(fragment))) in self.anchors:
            return f"#{name}"
        if href[0] == "#" and not self._base:
            return ""
        return safe_url(href, self._base)


def anchor(name: str) -> str:
    """An id in the form blocks have it: one sanitized word."""
    return clean(name, _LONGEST_ANCHOR).replace(" ", "-")

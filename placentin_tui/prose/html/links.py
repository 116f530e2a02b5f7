"""Where links lead: addresses checked at the gate, and anchors of the same article as `#id`."""

from __future__ import annotations

import re
from functools import cached_property
from urllib.parse import unquote

from placentin_tui.text.sanitize import clean, safe_url

_POINTS_INSIDE = re.compile(r"""href\s*+=\s*+["']?[^"'\s>#]*+(?:#([^"'\s>]++))?""", re.IGNORECASE)
"""Every link: one that names no place inside is passed over whole."""
_HAS_ID = re.compile(r"""(?:id|name)\s*=\s*(?:"([^"]+)"|'([^']+)'|([^\s"'>]+))""", re.IGNORECASE)
_OPENS = re.compile(
    r"""\b(?:aria-controls|data-(?:bs-)?target|data-toggle-target)\s*+=\s*+["']?#?([^"'\s>]++)""", re.IGNORECASE
)
"""What a button opens, by its id."""
_LONGEST_ANCHOR = 200


class Links:
    """The links of one piece of HTML, relative to `base`."""

    def __init__(self, html: str, base: str) -> None:
        self._html = html
        self._base = base
        self._page = base.partition("#")[0]

    @cached_property
    def anchors(self) -> frozenset[str]:
        """The ids that exist in the article and that a link of it names; nearly always none."""
        if "#" not in self._html:
            return frozenset()
        wanted = {anchor(unquote(name)) for name in _POINTS_INSIDE.findall(self._html) if name}
        if not wanted:
            return frozenset()
        return frozenset(wanted & {anchor(a or b or c) for a, b, c in _HAS_ID.findall(self._html)}) - {""}

    @cached_property
    def opened(self) -> frozenset[str]:
        """The ids of elements that a button of the article opens."""
        return frozenset(_OPENS.findall(self._html))

    def resolve(self, href: str | None) -> str:
        """The link as blocks hold it: an absolute address, `#id` of the same article, or empty."""
        if not href or not (href := href.strip()):
            return ""
        page, _hash, fragment = href.partition("#")
        if fragment and page in ("", self._page) and (name := anchor(unquote(fragment))) in self.anchors:
            return f"#{name}"
        if href[0] == "#" and not self._base:
            return ""
        return safe_url(href, self._base)


def anchor(name: str) -> str:
    """An id as blocks hold it: one word."""
    return clean(name, _LONGEST_ANCHOR).replace(" ", "-")

"""Tells hidden elements from those that are only collapsed."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from placentin_tui.prose.html.parse import only_text

if TYPE_CHECKING:
    from collections.abc import Mapping

    from selectolax.lexbor import LexborNode

    from placentin_tui.prose.html.block_builder import BlockBuilder

HIDDEN = frozenset((
    "screen-reader-text", "sr-only", "visually-hidden", "sharedaddy", "feedflare", "addtoany_share_save_container",
    "jp-relatedposts", "margin-toggle", "gutter", "lineno", "linenos", "lnt",
))  # fmt: skip
"""Classes of hidden elements, share buttons, and line numbers beside code."""

_FOLDS = re.compile(r"accordi|collaps|faq|toggle|expand|unfold|spoiler|disclosure|question|answer", re.IGNORECASE)
"""Parts of the classes of buttons and panels that can be collapsed."""
_ONLY_ACTS = re.compile(r"share|copy|menu|nav|print|close|search|comment|like|play|subscribe", re.IGNORECASE)
_PANELS = ("region", "tabpanel")
_HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6", "summary", "dt", "th", "legend", "caption", "figcaption"))
_AROUND = 4
"""The most elements between a heading and the button in it."""


def is_hidden(page: BlockBuilder, attributes: Mapping[str, str | None]) -> bool:
    """Whether an element is not to be read; a collapsed panel is to be read."""
    names = attributes.get("class") or ""
    if names and not HIDDEN.isdisjoint(names.split()):
        return True
    hidden = attributes["hidden"] or "" if "hidden" in attributes else None
    if hidden is not None and hidden.strip().lower() == "until-found":
        return False
    style = attributes.get("style")
    is_out_of_sight = hidden is not None or (style and "display:none" in style.replace(" ", "").lower())
    return bool(is_out_of_sight) and not _is_panel(page, attributes, names)


def _is_panel(page: BlockBuilder, attributes: Mapping[str, str | None], names: str) -> bool:
    """Whether an element is a panel that a button opens."""
    if attributes.get("role") in _PANELS or _FOLDS.search(names):
        return True
    name = attributes.get("id")
    return bool(name) and name in page.links.opened


def is_heading_button(node: LexborNode) -> bool:
    """Whether a button is the whole of a heading or header cell, or opens something from there."""
    opens = "aria-expanded" in node.attributes
    for _step in range(_AROUND):
        parent = node.parent
        if parent is None or not (opens or _stands_alone(node)):
            return False
        if parent.tag in _HEADINGS:
            return True
        node = parent
    return False


def _stands_alone(node: LexborNode) -> bool:
    """Whether a node has no siblings but blanks."""
    before, after = node.prev, node.next
    if before is not None and _is_blank(before):
        before = before.prev
    if after is not None and _is_blank(after):
        after = after.next
    return before is None and after is None


def _is_blank(node: LexborNode) -> bool:
    return node.tag == "-text" and not (node.text_content or "").strip()


def is_toggle(attributes: Mapping[str, str | None]) -> bool:
    """Whether a button outside a heading opens what follows it; its text is then the heading of that."""
    names = attributes.get("class") or ""
    if "aria-haspopup" in attributes or _ONLY_ACTS.search(names):
        return False
    opens = "aria-expanded" in attributes or "aria-controls" in attributes or "data-bs-target" in attributes
    return opens or bool(_FOLDS.search(names))


def is_ornament(node: LexborNode) -> bool:
    """Whether an element is only decoration, such as the `+` of a button."""
    text = (only_text(node) or "").strip()
    return node.attributes.get("aria-hidden") == "true" and len(text) <= 2 and not any(map(str.isalnum, text))

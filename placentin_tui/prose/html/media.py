"""Pictures, films, sounds and frames where they stand in the page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from placentin_tui.prose.blocks import Embed, Figure, Quote
from placentin_tui.prose.html import embeds, pictures
from placentin_tui.prose.html.parse import SKIP

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from selectolax.lexbor import LexborNode

    from placentin_tui.prose.html.page import Page

MOST_CHILDREN = 40


def image(page: Page, node: LexborNode) -> object:
    """`<img>`: a figure, a sign in the text, or nothing; without a usable address its words stay."""
    attributes = node.attributes
    if pictures.is_tracker(attributes):
        return SKIP
    if pictures.is_sign(attributes):
        page.text(pictures.alt(attributes))
        return SKIP
    found = pictures.picture(attributes, _sources(node), page.base, page.style.href)
    if found is not None:
        page.end_paragraph()
        page.add(Figure(found, href=page.style.href))
    elif not _has_fallback(node):
        page.text(pictures.alt(attributes))
    return SKIP


def frame(page: Page, node: LexborNode) -> object:
    """`<iframe>`; WordPress sets one after each quoted post, which says nothing more."""
    attributes = node.attributes
    page.end_paragraph()
    if "wp-embedded-content" in (attributes.get("class") or "") and _after_quote(page):
        return SKIP
    address = next((value for name in ("src", "data-src", "data-lazy-src") if (value := attributes.get(name))), None)
    _add(page, embeds.embed(address, attributes.get("title"), page.base))
    return SKIP


def recording(page: Page, node: LexborNode) -> object:
    """`<video>` and `<audio>`."""
    attributes = node.attributes
    kind = node.tag or ""
    page.end_paragraph()
    address = attributes.get("src") or attributes.get("data-src")
    if not address:
        address = next((source.get("src") for source in _children(node, "source") if source.get("src")), None)
    _add(page, embeds.embed(address, attributes.get("title") or attributes.get("aria-label"), page.base, kind))
    return SKIP


def thing(page: Page, node: LexborNode) -> object:
    """`<object>` and `<embed>`; what an object without an address holds stands in its place."""
    attributes = node.attributes
    found = embeds.embed(attributes.get("data") or attributes.get("src"), attributes.get("title"), page.base)
    if found is None:
        return None
    page.end_paragraph()
    _add(page, found)
    return SKIP


def amp(page: Page, node: LexborNode) -> object:
    """AMP's own element for a YouTube film."""
    video = node.attributes.get("data-videoid")
    page.end_paragraph()
    _add(page, embeds.embed(f"https://www.youtube.com/embed/{video}" if video else None, "", page.base))
    return SKIP


def _add(page: Page, found: Embed | None) -> None:
    if found is not None:
        page.add(found)


def _after_quote(page: Page) -> bool:
    return bool(page.flow.blocks) and isinstance(page.flow.blocks[-1], Quote)


def _sources(node: LexborNode) -> list[Mapping[str, str | None]]:
    """The `<source>`s beside an image in a `<picture>`."""
    parent = node.parent
    return list(_children(parent, "source")) if parent is not None and parent.tag == "picture" else []


def _children(node: LexborNode, tag: str) -> Iterator[Mapping[str, str | None]]:
    """The attributes of an element's children of a kind, looked for among the first: a picture may be one of many."""
    child, looked_at = node.first_child, 0
    while child is not None and looked_at < MOST_CHILDREN:
        if child.tag == tag:
            yield child.attributes
        child, looked_at = child.next, looked_at + 1


def _has_fallback(node: LexborNode) -> bool:
    """Whether the same picture follows for browsers without scripts."""
    following = node.next
    return following is not None and following.tag == "noscript"

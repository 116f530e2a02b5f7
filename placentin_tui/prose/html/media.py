"""Handlers of pictures, videos, sounds and frames."""

from __future__ import annotations

from typing import TYPE_CHECKING

from placentin_tui.prose.blocks import Embed, Figure, Quote
from placentin_tui.prose.html import embeds, lazy_embeds, pictures
from placentin_tui.prose.html.containers import container
from placentin_tui.prose.html.emoji import sign
from placentin_tui.prose.html.parse import SKIP
from placentin_tui.prose.html.trackers import counts_readers

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from selectolax.lexbor import LexborNode

    from placentin_tui.prose.html.block_builder import BlockBuilder, Flow
    from placentin_tui.prose.html.parse import Leave

MOST_CHILDREN = 40  # children of an element that are searched


def image(page: BlockBuilder, node: LexborNode) -> object:
    """Handle `<img>`: a figure, characters, or nothing; without a usable address its alt text is kept."""
    attributes = node.attributes
    if pictures.is_tracker(attributes) or counts_readers(attributes):
        return SKIP
    if stands_for := sign(attributes):
        page.text(stands_for)
        return SKIP
    if pictures.is_sign(attributes):
        page.text(pictures.alt(attributes))
        return SKIP
    if attributes.get("data-lazy-type") == "iframe" and (film := _film(page, node, attributes)) is not None:
        page.end_paragraph()
        add_embed(page, film)
        return SKIP
    found = pictures.picture(attributes, _sources(node), page.base, page.style.href)
    if found is not None:
        page.end_paragraph()
        page.add(Figure(found, href=page.style.href))
    elif not _has_fallback(node):
        page.text(pictures.alt(attributes))
    return SKIP


def frame(page: BlockBuilder, node: LexborNode) -> object:
    """Handle `<iframe>`; WordPress adds one after each quoted post, which is skipped."""
    attributes = node.attributes
    page.end_paragraph()
    if "wp-embedded-content" in (attributes.get("class") or "") and _after_quote(page):
        return SKIP
    _add_or_name(page, lazy_embeds.address(attributes), attributes)
    return SKIP


def recording(page: BlockBuilder, node: LexborNode) -> object:
    """Handle `<video>` and `<audio>`; without an address the poster and title are kept."""
    attributes = node.attributes
    kind = node.tag or ""
    page.end_paragraph()
    address = lazy_embeds.address(attributes)
    if not address:
        address = next(filter(None, map(lazy_embeds.address, _children(node, "source"))), "") or _link_in(node)
    title = lazy_embeds.title(attributes)
    if not address and title and (poster := attributes.get("poster")):
        shown = pictures.picture({"src": poster, "alt": title}, (), page.base)
        if shown is not None:
            page.add(Figure(shown))
    _add_or_name(page, address, attributes, kind)
    return SKIP


def thing(page: BlockBuilder, node: LexborNode) -> object:
    """Handle `<object>` and `<embed>`; without an address the contents of `<object>` are used."""
    attributes = node.attributes
    address = lazy_embeds.address(attributes) or next(filter(None, map(_parameter, _children(node, "param"))), "")
    found = embeds.embed(address, lazy_embeds.title(attributes), page.base)
    if found is None:
        return None
    page.end_paragraph()
    add_embed(page, found)
    return SKIP


def facade(page: BlockBuilder, node: LexborNode, attributes: Mapping[str, str | None]) -> Leave | None:
    """Handle an element that a script would replace by a film: its contents are kept, the film comes after them."""
    if (found := _film(page, node, attributes)) is None:
        return None
    if not page.has_room:
        page.end_paragraph()
        add_embed(page, found)
        return page.end_paragraph

    def done(flow: Flow) -> None:
        """Add the contents, and the film unless it is among them."""
        for block in flow.blocks:
            page.add(block)
        if not any(isinstance(block, Embed) for block in flow.blocks):
            posters = (block.picture.alt for block in flow.blocks if isinstance(block, Figure))
            add_embed(page, Embed(found.kind, found.url, found.title or next(filter(None, posters), "")))

    return container(page, "facade", done)


def figure(page: BlockBuilder, node: LexborNode, leave: Leave | None) -> Leave | None:
    """Handle a `<figure>` that a script would replace by a film, which is added after it; `leave` ends the figure."""
    if (found := _film(page, node, node.attributes)) is None:
        return leave

    def done() -> None:
        """End the figure and add the film, unless it ends with one."""
        if leave is not None:
            leave()
        blocks = page.flow.blocks
        if not (blocks and isinstance(blocks[-1], Embed)):
            add_embed(page, found)

    return done


def hidden(page: BlockBuilder, node: LexborNode, tag: str) -> Leave | object:
    """Handle `<template>` or `<script>`, which may have a film that waits for consent."""
    attributes = node.attributes
    if tag == "template":
        address = lazy_embeds.in_template(node.html or "")
    else:
        address = lazy_embeds.in_script(attributes.get("type"), node.text() if attributes.get("type") else "")
    if address:
        page.end_paragraph()
        _add_or_name(page, address, attributes)
    return SKIP


def _film(page: BlockBuilder, node: LexborNode, attributes: Mapping[str, str | None]) -> Embed | None:
    """The film that an element stands for, `None` when none."""
    address = lazy_embeds.facade(node.tag or "", attributes)
    found = embeds.embed(address, lazy_embeds.title(attributes), page.base) if address else None
    return None if found is None or found.url == page.base else found


def component(page: BlockBuilder, node: LexborNode) -> Leave | object | None:
    """Handle a custom element, which may stand for a film or frame."""
    attributes = node.attributes
    return facade(page, node, attributes) if attributes else None


def add_embed(page: BlockBuilder, found: Embed) -> None:
    """Add a film, unless it repeats the previous block, as lazy-loading pages do in `<noscript>`."""
    blocks = page.flow.blocks
    if blocks and isinstance(last := blocks[-1], Embed) and last.url == found.url:
        blocks[-1] = last if last.title else found
    else:
        page.add(found)


def _add_or_name(page: BlockBuilder, address: str, attributes: Mapping[str, str | None], kind: str = "") -> None:
    """Add the embed at an address; without one, a link to the article with the embed's title, if any."""
    title = lazy_embeds.title(attributes) or ("" if address else lazy_embeds.words_inside(attributes).strip())
    if address:
        found = embeds.embed(address, title, page.base, kind)
    elif title and not pictures.is_tracker(attributes) and not embeds.is_advertisement(attributes):
        found = embeds.embed(page.base, title, "", kind or "page")
    else:
        found = None
    if found is not None:
        add_embed(page, found)


def _parameter(attributes: Mapping[str, str | None]) -> str:
    """The address in a `<param>`, by its name; else empty."""
    return (attributes.get("value") or "") if (attributes.get("name") or "").lower() in ("movie", "src", "url") else ""


def _link_in(node: LexborNode) -> str:
    """The address of a fallback link inside a media element."""
    links = [*_children(node, "a")]
    child = node.first_child
    while child is not None and len(links) < MOST_CHILDREN:
        links += _children(child, "a") if child.tag == "p" else ()
        child = child.next
    return next((href for link in links if (href := link.get("href"))), "")


def _after_quote(page: BlockBuilder) -> bool:
    return bool(page.flow.blocks) and isinstance(page.flow.blocks[-1], Quote)


def _sources(node: LexborNode) -> list[Mapping[str, str | None]]:
    """The attributes of the `<source>`s beside an image in `<picture>`."""
    parent = node.parent
    return list(_children(parent, "source")) if parent is not None and parent.tag == "picture" else []


def _children(node: LexborNode, tag: str) -> Iterator[Mapping[str, str | None]]:
    """The attributes of an element's first children with a tag, limited because siblings may be many."""
    child, looked_at = node.first_child, 0
    while child is not None and looked_at < MOST_CHILDREN:
        if child.tag == tag:
            yield child.attributes
        child, looked_at = child.next, looked_at + 1


def _has_fallback(node: LexborNode) -> bool:
    """Whether a `<noscript>` follows, which has the same picture."""
    following = node.next
    return following is not None and following.tag == "noscript"

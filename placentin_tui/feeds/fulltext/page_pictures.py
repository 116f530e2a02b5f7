"""The pictures of a page that is only pictures: a comic, a poster, a photograph with its caption."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from placentin_tui.feeds.fulltext.element_hints import MEDIA, PICTURES, is_about, is_beside, is_hidden
from placentin_tui.prose.html.pictures import pixels

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.html import HtmlElement

SMALLEST = 120
"""Pixels of width or height below which a picture is decoration."""
MOST = 60
LONGEST_CAPTION = 400
"""The most characters of a figure; more is text."""
_WHERE = ("article", "main")
_TRIMMING = re.compile(
    r"logo|avatar|gravatar|icon|sprite|badge|button|banner|emoji|smiley|captcha|flag|thumb", re.IGNORECASE
)
_TOP = frozenset(("header", "footer", "nav", "aside"))


def pictures_html(root: HtmlElement) -> str:
    """The HTML of the page's own pictures and films, empty when it has none; the tree is not changed."""
    from lxml.html import tostring

    found = list(_shown(_place(root)))[:MOST]
    return "".join(str(tostring(element, encoding="unicode", with_tail=False)) for element in found)


def _place(root: HtmlElement) -> HtmlElement:
    """The element with the page's own content: the only `<article>` or `<main>`, an element of that role, else all."""
    for tag in _WHERE:
        elements = list(root.iter(tag))
        if len(elements) == 1:
            return elements[0]
    return next((each for each in root.iter("div", "section") if (each.get("role") or "") == "main"), root)


def _shown(place: HtmlElement) -> Iterator[HtmlElement]:
    """Its figures, pictures and films, each once, without decoration."""
    taken: set[HtmlElement] = set()
    for element in place.iter("figure", *PICTURES, *MEDIA):
        if any(above in taken for above in element.iterancestors()) or _is_trimming(element, place):
            continue
        if element.tag == "figure" and len(element.text_content()) > LONGEST_CAPTION:
            continue
        taken.add(element)
        yield element


def _is_trimming(element: HtmlElement, place: HtmlElement) -> bool:
    """Whether an element is decoration: small, or inside something beside the article."""
    pictures = [element] if element.tag in ("img", "amp-img") else list(element.iter("img", "amp-img"))
    if pictures and all(_is_small(each) for each in pictures):
        return True
    for around in (element, *element.iterancestors()):
        if around is place:
            return False
        if around.tag in _TOP or is_beside(around) or is_about(around) or is_hidden(around):
            return True
    return False


def _is_small(picture: HtmlElement) -> bool:
    """Whether a picture is a portrait, icon or button, by its size, else by its names."""
    sizes = [pixels(picture.get(name)) for name in ("width", "height")]
    if any(0 < size < SMALLEST for size in sizes):
        return True
    said = " ".join(picture.get(name) or "" for name in ("class", "id", "src"))
    return not all(size >= SMALLEST for size in sizes) and bool(_TRIMMING.search(said[:2000]))

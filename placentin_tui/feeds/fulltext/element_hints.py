"""Evidence from elements: tags, roles, styles, types, classes and ids."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lxml.html import HtmlElement

HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
ITEMS = frozenset(("li", "td", "th", "dt", "dd", "pre", "tr", "caption"))
"""Elements that are one of many similar ones."""
PICTURES = ("img", "picture", "amp-img", "image")
MEDIA = ("iframe", "video", "audio", "object", "embed", "amp-youtube", "amp-iframe", "math")

_BESIDE = frozenset(("nav", "aside", "footer", "form", "dialog", "button", "select", "textarea", "fieldset", "menu"))
_BESIDE_ROLES = frozenset((
    "navigation", "complementary", "contentinfo", "search", "dialog", "alertdialog", "alert", "menu", "menubar",
    "toolbar", "form", "banner", "tooltip", "status",
))  # fmt: skip
_BESIDE_TYPES = re.compile(r"schema\.org/(?:WPSideBar|WPFooter|WPHeader|WPAdBlock|SiteNavigationElement|Comment)\b")
_NAME = re.compile(r"[^A-Za-z]+|(?<=[a-z])(?=[A-Z])")
_BESIDE_NAMES = frozenset((
    "share", "sharing", "sharebar", "partage", "partager", "social", "socials", "related", "newsletter",
    "newsletters", "promo", "promotion", "ad", "ads", "advert", "advertisement", "advertising", "pub", "publicite",
    "sponsor", "sponsored", "outbrain", "taboola", "comments", "comment", "commentaires", "disqus", "cookie",
    "cookies", "consent", "breadcrumb", "breadcrumbs", "sidebar", "recommended", "recommendations", "recirculation",
    "subscribe", "subscription", "signup", "paywall", "menu", "toolbar", "popup", "modal", "trending", "navigation",
    "nav", "banner", "inread", "jp", "controls", "kommentare", "comentarios", "commenti",
))  # fmt: skip
_ABOUT_NAMES = frozenset((
    "byline", "author", "authors", "meta", "metadata", "date", "dateline", "time", "timestamp", "published", "tags",
    "tag", "categories", "category", "readtime", "duration", "tools", "rating", "print", "views", "edit", "bio",
    "kicker", "vcard", "disclaimer", "copyright", "cta", "notice", "disclosure",
))  # fmt: skip
_OTHER_NAMES = frozenset((
    "newsletter", "newsletters", "related", "disclaimer", "disclosure", "subscribe", "subscription", "signup",
    "paywall", "cta", "recommended", "recommendations", "recirculation", "outbrain", "taboola", "cookie", "cookies",
    "share", "sharing", "disqus", "breadcrumb", "breadcrumbs", "trending", "copyright", "bio", "byline", "player",
    "error", "sidebar", "kommentare", "comentarios", "commenti",
))  # fmt: skip
_CAPTION_NAMES = frozenset(("caption", "captions", "figcaption", "legend", "legende", "credit", "credits", "copyright"))


def is_beside(element: HtmlElement) -> bool:
    """Whether an element is beside the article: a menu, an advertisement, a box of related articles."""
    return element.tag in _BESIDE or _has_role_beside(element) or is_named_beside(element)


def _has_role_beside(element: HtmlElement) -> bool:
    """Whether its ARIA role or schema.org type is of something beside the article."""
    if (element.get("role") or "").strip().lower() in _BESIDE_ROLES:
        return True
    return bool(kind := element.get("itemtype")) and bool(_BESIDE_TYPES.search(kind))


def is_named_beside(element: HtmlElement) -> bool:
    """Whether its classes or id are of something beside the article."""
    return not _BESIDE_NAMES.isdisjoint(names_of(element))


def is_other(element: HtmlElement) -> bool:
    """Whether its classes, id or role are those of something that is never part of a text."""
    return not _OTHER_NAMES.isdisjoint(names_of(element)) or _has_role_beside(element)


def is_about(element: HtmlElement) -> bool:
    """Whether it is about the article: author, date, tags."""
    return not _ABOUT_NAMES.isdisjoint(names_of(element))


def is_caption(element: HtmlElement) -> bool:
    """Whether it is a picture's caption."""
    return element.tag == "figcaption" or not _CAPTION_NAMES.isdisjoint(names_of(element))


def is_hidden(element: HtmlElement) -> bool:
    """Whether it is hidden by attribute or style."""
    if element.get("hidden") is not None or element.get("aria-hidden") == "true":
        return True
    return bool(style := element.get("style")) and _hides(style)


@lru_cache(maxsize=1024)
def _hides(style: str) -> bool:
    written = "".join(style.split()).lower()
    return "display:none" in written or "visibility:hidden" in written


def names_of(element: HtmlElement) -> frozenset[str]:
    """The words of its classes and id: `articleTags top-bar` gives article, tags, top and bar."""
    return words_of(element.get("class")) | words_of(element.get("id"))


@lru_cache(maxsize=4096)
def words_of(names: str | None) -> frozenset[str]:
    """The words of an attribute's value, in lower case."""
    return frozenset(word.lower() for word in _NAME.split(names[:1000]) if word) if names else frozenset()


def reveal(element: HtmlElement) -> None:
    """Remove what hides an element."""
    for name in ("hidden", "style", "aria-hidden"):
        element.attrib.pop(name, None)

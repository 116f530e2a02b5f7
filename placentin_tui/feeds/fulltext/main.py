"""The element an article is in, and what stands in it that is not the article.

Trafilatura knows text from trimmings better than any rule of ours, but the text it gives has lost pictures, captions,
tables, footnotes. So it is only asked which texts are the article's; then the element that holds them is taken from the
page as the page has it, and trimmings are taken out where they hold none of those texts.
"""

from __future__ import annotations

import copy
import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.html import HtmlElement

NEARLY_ALL = 0.92
"""The part of the article's letters that the element must hold."""
LEAST_TEXT = 12
"""Letters of a text that can be recognised; shorter ones stand anywhere."""
LONGEST_KNOWN = 400_000
LONGEST_CAPTION = 500
"""Letters under a picture."""

_SPLIT = re.compile(r"[^A-Za-z]+|(?<=[a-z])(?=[A-Z])")
_NOT_LETTERS = re.compile(r"[\W_]+")
_TRIMMINGS = frozenset((
    "share", "sharing", "sharebar", "partage", "partager", "social", "socials", "related", "newsletter",
    "newsletters", "promo", "promotion", "ad", "ads", "advert", "advertisement", "advertising", "pub", "publicite",
    "sponsor", "sponsored", "outbrain", "taboola", "comments", "comment", "commentaires", "disqus", "cookie",
    "cookies", "consent", "breadcrumb", "breadcrumbs", "sidebar", "recommended", "recommendations", "recirculation",
    "subscribe", "subscription", "signup", "paywall", "menu", "toolbar", "popup", "modal", "trending", "navigation",
    "nav", "banner", "inread", "jp",
))  # fmt: skip
_SMALL_TRIMMINGS = frozenset((
    "byline", "author", "authors", "meta", "metadata", "date", "dateline", "time", "timestamp", "published", "tags",
    "tag", "categories", "category", "readtime", "duration", "tools", "rating", "print", "views", "edit", "bio",
    "kicker",
))  # fmt: skip
_NEVER = frozenset(("script", "style", "template", "nav", "form", "button", "input", "select", "textarea", "dialog"))
_KEPT = frozenset(
    ("figure", "picture", "img", "table", "pre", "iframe", "video", "audio", "math", "svg", "body", "html")
)
_CONTENT = ("figure", "table", "pre", "iframe", "video", "audio")


def main_html(root: HtmlElement) -> str:
    """The article's own HTML; empty when the page has no text worth the name."""
    from lxml import html

    known = _known(root)
    letters = _letters(root, known) if known else {}
    if not letters.get(root):
        return ""
    article = _together(_holding(root, letters), letters)
    _trim(article, known)
    return str(html.tostring(article, encoding="unicode"))


def selected_html(root: HtmlElement, selector: str) -> str:
    """The HTML of what a CSS selector picks; empty when it picks nothing, or is none."""
    from lxml import html
    from selectolax.lexbor import LexborHTMLParser, SelectolaxError

    # Written anew by libxml2, no page is too deep for the other parser.
    parser = LexborHTMLParser(html.tostring(root, encoding="unicode"))
    try:
        return "".join(node.html or "" for node in parser.css(selector)[:200])
    except (SelectolaxError, ValueError):
        return ""


def is_selector(selector: str) -> bool:
    """Whether it is a selector that can be used."""
    from selectolax.lexbor import LexborHTMLParser, SelectolaxError

    try:
        LexborHTMLParser("<p>").css(selector)
    except (SelectolaxError, ValueError):
        return False
    return True


def letters_of(text: str) -> str:
    """A text by its letters alone: quotes, spaces and capitals differ between two ways to the same text."""
    return _NOT_LETTERS.sub("", text).casefold()


def _known(root: HtmlElement) -> str:
    """The letters of all texts that are the article's."""
    from trafilatura import bare_extraction  # 250 ms

    found = bare_extraction(
        copy.deepcopy(root), include_comments=False, include_tables=True, include_formatting=True, favor_recall=True
    )
    body = getattr(found, "body", None)
    return letters_of(" ".join(body.itertext()))[:LONGEST_KNOWN] if body is not None else ""


def _letters(root: HtmlElement, known: str | None = None) -> dict[HtmlElement, int]:
    """How many letters stand in each element, in its children too; of `known` texts only, where it is given."""
    found: dict[HtmlElement, int] = {}
    for element, text in _texts(root):
        letters = letters_of(text)
        if known is None or (len(letters) >= LEAST_TEXT and letters in known):
            found[element] = found.get(element, 0) + len(letters)
    # Children come after their parents, so from the last to the first each sum is whole when it is handed up.
    for element in reversed(list(root.iter())):
        if (count := found.get(element)) and element is not root and (above := element.getparent()) is not None:
            found[above] = found.get(above, 0) + count
    return found


def _texts(root: HtmlElement) -> Iterator[tuple[HtmlElement, str]]:
    """Every text, with the element it stands in."""
    for element in root.iter():
        if not isinstance(element.tag, str) or element.tag in ("script", "style", "head", "title", "template"):
            continue
        if element.text and not element.text.isspace():
            yield element, element.text
        for child in element:
            if child.tail and not child.tail.isspace():
                yield element, child.tail


def _holding(root: HtmlElement, letters: dict[HtmlElement, int]) -> HtmlElement:
    """The innermost element that holds nearly all of them, and more than one paragraph."""
    element = root
    while True:
        inner = next((child for child in element if letters.get(child, 0) >= NEARLY_ALL * letters[root]), None)
        if inner is None or inner.tag in ("p", "blockquote", "li", "pre", "figure"):
            return element
        element = inner


def _together(element: HtmlElement, letters: dict[HtmlElement, int]) -> HtmlElement:
    """A copy of the element, with what is the article's around it: the picture above the text, the first lines."""
    from lxml import html

    before: list[HtmlElement] = []
    after: list[HtmlElement] = []
    above = element
    while above.tag not in ("article", "main", "body", "html") and above.getparent() is not None:
        before[:0] = [each for each in _siblings(above, forward=False) if _belongs(each, letters)][::-1]
        after += [each for each in _siblings(above, forward=True) if letters.get(each, 0)]
        above = above.getparent()
    whole = html.Element("div")
    for each in (*before, element, *after) if above.tag in ("article", "main") else (element,):
        part = copy.deepcopy(each)
        part.tail = None
        whole.append(part)
    return whole


def _siblings(element: HtmlElement, *, forward: bool) -> list[HtmlElement]:
    return [each for each in element.itersiblings(preceding=not forward) if isinstance(each.tag, str)]


def _belongs(element: HtmlElement, letters: dict[HtmlElement, int]) -> bool:
    """Something above the text that is the article's: words of its own, or a picture with little else."""
    if letters.get(element, 0):
        return True
    figure = element if element.tag == "figure" else next(element.iter("figure"), None)
    return figure is not None and len(letters_of(element.text_content())) <= LONGEST_CAPTION


def _trim(article: HtmlElement, known: str) -> None:
    """Take the trimmings out of the article."""
    own, all_letters = _letters(article, known), _letters(article)
    for element in list(article.iter()):
        if element is article or not isinstance(element.tag, str) or element.getparent() is None:
            continue
        if _is_trimming(element, own.get(element, 0), all_letters.get(element, 0)):
            element.drop_tree()


def _is_trimming(element: HtmlElement, own: int, letters: int) -> bool:
    """Whether an element, so many of whose letters are the article's own, is no part of it."""
    if element.tag in _NEVER:
        return own == 0
    names = {word.lower() for name in ("class", "id", "role") for word in _SPLIT.split(element.get(name) or "")}
    if element.tag in _KEPT or (own > letters / 4 and not (names & _TRIMMINGS and _is_list_of_links(element, letters))):
        return False
    if names & _TRIMMINGS or element.get("hidden") is not None:
        return True
    if own:
        return False
    if names & _SMALL_TRIMMINGS:
        return next(element.iter(*_CONTENT), None) is None
    return element.tag in ("aside", "footer", "ul", "ol", "section", "div") and _is_list_of_links(element, letters)


def _is_list_of_links(element: HtmlElement, letters: int) -> bool:
    """Little but links to other places: « À lire aussi »."""
    links = [link for link in element.iter("a") if not (link.get("href") or "#").startswith("#")]
    return len(links) > 1 and sum(len(letters_of(link.text_content())) for link in links) > 0.6 * letters

"""Finds what is between a page's headline and the extracted text and belongs to it: standfirst and picture."""

from __future__ import annotations

import html
from typing import TYPE_CHECKING

from placentin_tui.feeds.fulltext.element_hints import HEADINGS, is_about, is_beside, is_caption, is_hidden
from placentin_tui.feeds.fulltext.recover_omitted import LONGEST_CAPTION, STANDFIRST, is_prose

if TYPE_CHECKING:
    from lxml.html import HtmlElement

    from placentin_tui.feeds.fulltext.text_density import Outline

FARTHEST = 60
"""The most passages between a headline and the text."""
_APART = frozenset(("figure", "li", "td", "label"))


def opening_html(outline: Outline, article: HtmlElement, title: str) -> str:
    """The HTML of the parts before the article's element that belong to it; `title` is the headline's letters."""
    inside = outline.within(article)
    start = outline.place[inside[0]]
    headline = _headline(outline, start, title)
    frame = _frame(article)
    if headline < 0 and frame is None:
        return ""
    first = outline.passages[headline].block if headline >= 0 else frame
    seen = {title, *(each.letters for each in inside[:10])}
    around = {article, *article.iterancestors()}
    parts: list[str] = []
    begun = False
    for element in outline.root.iter():
        if element is article:
            break
        begun = begun or element is first
        if not begun:
            continue
        if (
            element.tag == "figure"
            and outline.counts(element).letters <= LONGEST_CAPTION
            and not _is_apart(element, around)
        ):
            parts.append(_markup(element))
        for passage in outline.directly_in(element) if headline >= 0 else ():
            place = outline.place[passage]
            if (
                headline < place < start
                and is_prose(passage, STANDFIRST)
                and passage.letters not in seen
                and not _is_apart(element, around)
            ):
                seen.add(passage.letters)
                parts.append(f"<p>{html.escape(passage.text)}</p>")
    return "".join(parts)


def _headline(outline: Outline, start: int, title: str) -> int:
    """The index of the headline's passage before the article; -1 when there is none."""
    for place in range(start - 1, max(-1, start - FARTHEST), -1):
        passage = outline.passages[place]
        if passage.letters == title or passage.block.tag == "h1":
            return place
        if passage.block.tag in HEADINGS and len(passage.letters) > 10 and passage.letters in title:
            return place
    return -1


def _frame(article: HtmlElement) -> HtmlElement | None:
    """The `<article>` or `<main>` around the article's element."""
    return next((each for each in article.iterancestors("article", "main")), None)


def _is_apart(element: HtmlElement, around: set[HtmlElement]) -> bool:
    """Whether an element is inside something that is not the text: a menu, a caption, a list; not `around` it too."""
    is_figure = element.tag == "figure"
    each: HtmlElement | None = element
    while each is not None and each not in around:
        if is_beside(each) or is_about(each) or is_hidden(each):
            return True
        if (each.tag in _APART or is_caption(each)) and not (is_figure and each is element):
            return True
        each = each.getparent()
    return False


def _markup(element: HtmlElement) -> str:
    from lxml.html import tostring

    return str(tostring(element, encoding="unicode", with_tail=False))

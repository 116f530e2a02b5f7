"""The element an article is in, and what stands in it that is not the article."""

from __future__ import annotations

import html
from typing import TYPE_CHECKING, NamedTuple

from placentin_tui.feeds.fulltext.belonging import Belonging, overlooked_prose
from placentin_tui.feeds.fulltext.judge import article_texts
from placentin_tui.feeds.fulltext.junk import junk
from placentin_tui.feeds.fulltext.known import mark_known
from placentin_tui.feeds.fulltext.links import PageLinks
from placentin_tui.feeds.fulltext.opening import opening_html
from placentin_tui.feeds.fulltext.outline import ArticleElement, Outline
from placentin_tui.feeds.fulltext.passages import letters_of, passages_of
from placentin_tui.feeds.fulltext.tidy import make_figures, single_descriptions

if TYPE_CHECKING:
    from collections.abc import Iterable

    from lxml.html import HtmlElement

    from placentin_tui.feeds.fulltext.passages import Passage

_LOAD = ("script", "style", "svg", "select", "option", "textarea", "input", "link", "footer")
ENDING = 8
"""Passages of an article in which it says that it goes on elsewhere …"""
UNDER = 15
"""… and passages under it."""


class MainText(NamedTuple):
    """The article in a page."""

    html: str = ""
    """Its own HTML; empty when the page has no text worth the name."""
    ending: str = ""
    """The words of its end and of what stands under it."""


def main_text(root: HtmlElement, title: str = "", url: str = "") -> MainText:
    """The article in a page; `title` is its headline. The tree is used up."""
    from lxml.html import tostring

    links = PageLinks(root, url)
    _lighten(root)
    texts = article_texts(root)
    passages = passages_of(root)
    mark_known(passages, texts)
    outline = Outline(root, passages)
    found = max(outline.counts(root).known, sum(len(letters_of(text)) for text in texts))
    if overlooked := overlooked_prose(outline, found):
        for passage in passages:
            passage.known = passage in overlooked
        outline = Outline(root, passages)
    if not outline.counts(root).known:
        return MainText(
            "".join(f"<p>{html.escape(text)}</p>" for text in texts), " ".join(each.text for each in passages)
        )
    article = ArticleElement(outline.article(), outline, links)
    end = outline.counts(article.element).end
    ending = " ".join(each.text for each in passages[max(0, end - ENDING) : end + UNDER])
    opening = opening_html(outline, article.element, letters_of(title))
    _clean(article, letters_of(title))
    article.element.tail = None
    return MainText(opening + str(tostring(article.element, encoding="unicode")), ending)


def _lighten(root: HtmlElement) -> None:
    """Take out what is no part of any text: much of most pages, which would be looked through again and again."""
    for element in list(root.iter(*_LOAD)):
        # Some pages give their text in JSON-LD alone; a box that is ticked is part of a list.
        if "ld+json" in (kind := (element.get("type") or "").lower()) or kind == "checkbox":
            continue
        is_of_article = element.tag == "footer" and any(True for _frame in element.iterancestors("article", "main"))
        if not is_of_article and element.getparent() is not None:
            element.drop_tree()


def _clean(article: ArticleElement, title: str) -> None:
    """Take out of an article's element what is not the article's."""
    belonging = Belonging(article)
    elements, passages = belonging.strange()
    kept = _others(article.outline.within(article.element), elements, passages, article.outline)
    more_elements, more_passages = junk(article, kept)
    kept = _others(kept, more_elements, more_passages, article.outline)
    for element in (*elements, *more_elements):
        if element.getparent() is not None:
            element.drop_tree()
    for passage in (*passages, *more_passages):
        passage.blank()
    make_figures(article.outline, belonging.captioned)
    single_descriptions(article.element, (title, *(each.letters for each in kept)))


def _others(
    passages: Iterable[Passage], elements: Iterable[HtmlElement], gone: Iterable[Passage], outline: Outline
) -> list[Passage]:
    """The passages that are neither among those gone nor in one of the elements."""
    without = {passage for element in elements for passage in outline.within(element)} | set(gone)
    return [each for each in passages if each not in without]


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

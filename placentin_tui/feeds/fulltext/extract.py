"""Extracts the element with the article from a page, and removes what is not the article from it."""

from __future__ import annotations

import html
from typing import TYPE_CHECKING, NamedTuple

from placentin_tui.feeds.fulltext.clean_captions import make_figures, single_descriptions
from placentin_tui.feeds.fulltext.further_sections import further_sections
from placentin_tui.feeds.fulltext.junk import junk
from placentin_tui.feeds.fulltext.lead_in import opening_html
from placentin_tui.feeds.fulltext.links import PageLinks
from placentin_tui.feeds.fulltext.mark_extracted import mark_known, unmark_forms
from placentin_tui.feeds.fulltext.passages import letters_of, passages_of
from placentin_tui.feeds.fulltext.recover_omitted import Belonging, overlooked_prose
from placentin_tui.feeds.fulltext.text_density import ArticleElement, Outline
from placentin_tui.feeds.fulltext.trafilatura_adapter import article_texts

if TYPE_CHECKING:
    from collections.abc import Iterable

    from lxml.html import HtmlElement

    from placentin_tui.feeds.fulltext.passages import Passage

_LOAD = ("script", "style", "svg", "select", "option", "textarea", "input", "link", "footer")
ENDING = 8
"""Passages at the article's end in which a paywall's message is looked for …"""
UNDER = 15
"""… and passages below it."""


class MainText(NamedTuple):
    """The text extracted from a page."""

    html: str = ""
    """The article's HTML; empty when the page has no article."""
    ending: str = ""
    """The plain text of its end and of what is below it."""


def main_text(root: HtmlElement, title: str = "", url: str = "") -> MainText:
    """The article of a page; `title` is its headline. Destroys the tree."""
    from lxml.html import tostring

    links = PageLinks(root, url)
    _lighten(root)
    texts = article_texts(root)
    passages = passages_of(root)
    mark_known(passages, texts)
    unmark_forms(passages)
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
    if further := further_sections(outline, outline.article()):
        for passage in further:
            passage.known = True
        outline = Outline(root, passages)
    article = ArticleElement(outline.article(), outline, links)
    end = outline.counts(article.element).end
    ending = " ".join(each.text for each in passages[max(0, end - ENDING) : end + UNDER])
    opening = opening_html(outline, article.element, letters_of(title))
    _clean(article, letters_of(title))
    article.element.tail = None
    return MainText(opening + str(tostring(article.element, encoding="unicode")), ending)


def _lighten(root: HtmlElement) -> None:
    """Remove scripts, styles and the like: much of most pages, which every later pass would visit."""
    for element in list(root.iter(*_LOAD)):
        # Some pages have their text in JSON-LD alone; checkboxes are part of task lists.
        if "ld+json" in (kind := (element.get("type") or "").lower()) or kind == "checkbox":
            continue
        is_of_article = element.tag == "footer" and any(True for _frame in element.iterancestors("article", "main"))
        if not is_of_article and element.getparent() is not None:
            element.drop_tree()


def _clean(article: ArticleElement, title: str) -> None:
    """Remove what is not the article from the article's element."""
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
    """The passages that are neither gone nor in one of the elements."""
    without = {passage for element in elements for passage in outline.within(element)} | set(gone)
    return [each for each in passages if each not in without]


def selected_html(root: HtmlElement, selector: str) -> str:
    """The HTML of the elements a CSS selector matches; empty when there are none, or it is invalid."""
    from lxml import html
    from selectolax.lexbor import LexborHTMLParser, SelectolaxError

    # Serialized by libxml2, no page is nested too deep for the other parser.
    parser = LexborHTMLParser(html.tostring(root, encoding="unicode"))
    try:
        return "".join(node.html or "" for node in parser.css(selector)[:200])
    except (SelectolaxError, ValueError):
        return ""


def is_selector(selector: str) -> bool:
    """Whether a CSS selector is valid."""
    from selectolax.lexbor import LexborHTMLParser, SelectolaxError

    try:
        LexborHTMLParser("<p>").css(selector)
    except (SelectolaxError, ValueError):
        return False
    return True

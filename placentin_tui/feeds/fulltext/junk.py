"""Finds what the extractor takes for the article and is not: copies, links to other articles, unrelated boxes."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from placentin_tui.feeds.fulltext import trim_edges
from placentin_tui.feeds.fulltext.element_hints import HEADINGS, ITEMS, is_caption, is_other
from placentin_tui.feeds.fulltext.links import leads_away
from placentin_tui.feeds.fulltext.phrases import ends_sentence, leads_on
from placentin_tui.feeds.fulltext.recover_omitted import is_prose

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from lxml.html import HtmlElement

    from placentin_tui.feeds.fulltext.passages import Passage
    from placentin_tui.feeds.fulltext.text_density import ArticleElement

MOST = 0.4
"""The largest share of the letters that a rule may remove: beyond it, the rule is wrong …"""
ENOUGH = 1000
"""… unless so many letters are left."""
LONGEST_LEAD = 200
"""The most letters of a paragraph that is a link to another article."""
LONGEST_TEASER = 1000
SHORTEST_HEADLINE = 15
REPEATED = 25
"""The fewest letters that are not repeated by chance."""
REFRAIN = 100
"""The fewest letters of a paragraph that may be repeated on purpose."""


def junk(article: ArticleElement, kept: Sequence[Passage]) -> tuple[list[HtmlElement], list[Passage]]:
    """The elements and passages of an article's element that are not part of the article."""
    elements: list[HtmlElement] = []
    for rule in _ELEMENT_RULES:
        found = list(rule(article, kept))
        inside = {passage for element in found for passage in article.outline.within(element)}
        if _leaves_enough(kept, inside):
            elements += found
            kept = [each for each in kept if each not in inside]
    # Without the limit: a paywall's text may be longer than the article's, and copies lose nothing.
    passages = [*trim_edges.wall(kept), *_copies(kept)]
    without = set(passages)
    kept = [each for each in kept if each not in without]
    for look in _PASSAGE_RULES:
        gone = set(look(article, kept))
        if _leaves_enough(kept, gone):
            passages += gone
            kept = [each for each in kept if each not in gone]
    return elements, passages


def _leaves_enough(kept: Sequence[Passage], gone: set[Passage]) -> bool:
    """Whether enough of the article is left."""
    whole = sum(len(each.letters) for each in kept)
    taken = sum(len(each.letters) for each in kept if each in gone)
    return taken <= MOST * whole or whole - taken >= ENOUGH


# ── elements ─────────────────────────────────────────────────────────────────────────────────────────────────────────


def _leads(article: ArticleElement, kept: Sequence[Passage]) -> Iterator[HtmlElement]:
    """Paragraphs that are a link to another article: « Lire aussi : … »."""
    for passage in kept:
        letters, block = len(passage.letters), passage.block
        if letters > LONGEST_LEAD or 10 * passage.linked < 6 * letters or block.tag in HEADINGS:
            continue
        if article.outline.counts(block).passages > 1 or (block.tag in ITEMS and not _is_in_layout(article, block)):
            continue
        if ends_sentence(passage) and not leads_on(passage):
            continue
        # When the link is around the whole block, there is none inside to check.
        if block.find(".//a") is None or article.links.within_paper(block):
            yield block


def _link_lists(article: ArticleElement, kept: Sequence[Passage]) -> Iterator[HtmlElement]:
    """Lists of links to other articles, « Sur le même sujet : », when they are a small part of the text."""
    outline = article.outline
    lists = {each: outline.within(each) for passage in kept for each in passage.block.iterancestors("ul", "ol")}
    found = [
        element
        for element, items in lists.items()
        if len(items) > 1 and all(map(_is_headline_link, items)) and article.links.within_paper(element)
    ]
    if sum(outline.counts(each).letters for each in found) <= trim_edges.SMALL * outline.counts(article.element).known:
        yield from found


def _is_headline_link(item: Passage) -> bool:
    return len(item.letters) >= SHORTEST_HEADLINE and 10 * item.linked >= 8 * len(item.letters)


def _is_in_layout(article: ArticleElement, block: HtmlElement) -> bool:
    """Whether a cell is in a layout table: most of its text is in one cell."""
    table = next(block.iterancestors("table"), None) if block.tag in ("td", "th") else None
    if table is None:
        return False
    whole = article.outline.counts(table).letters
    return any(article.outline.counts(each).letters > 0.6 * whole for each in table.iter("td"))


def _teasers(article: ArticleElement, kept: Sequence[Passage]) -> Iterator[HtmlElement]:
    """Boxes in a row with headlines that link to other articles."""
    rows: dict[HtmlElement, list[HtmlElement]] = {}
    for passage in kept:
        box = passage.block
        while box is not article.element and (above := box.getparent()) is not None:
            if above not in rows:
                rows[above] = _row(article, above)
            if box in rows[above]:
                break
            box = above
    for boxes in rows.values():
        yield from boxes


def _row(article: ArticleElement, element: HtmlElement) -> list[HtmlElement]:
    """An element's similar children, when they are three or more and most are teasers; else none."""
    counts = article.outline.counts
    if len(element) < 3 or element.tag in ("p", "tr", "tbody", "table"):
        return []
    filled = [each for each in element if counts(each).letters]
    kind = Counter(each.tag for each in filled).most_common(1)[0][0] if filled else ""
    boxes = [each for each in filled if each.tag == kind and counts(each).letters <= LONGEST_TEASER]
    is_row = len(boxes) >= 3 and 2 * sum(_is_teaser(article, each) for each in boxes) > len(boxes)
    return boxes if is_row else []


def _is_teaser(article: ArticleElement, box: HtmlElement) -> bool:
    """Whether a box begins with a link to another article and has little more text."""
    passages = article.outline.within(box)
    if len(passages) < 2 or article.outline.counts(box).letters > LONGEST_TEASER:
        return False
    first = next((each for each in passages if len(each.letters) >= SHORTEST_HEADLINE), None)
    if first is None or first is passages[-1] or not _is_linked(first):
        return False
    return first.block.find(".//a") is None or article.links.within_paper(first.block)


def _is_linked(headline: Passage) -> bool:
    """Whether a headline is a link; a heading may have a label before it."""
    part = 2 if headline.block.tag in HEADINGS else 1
    return part * headline.linked >= len(headline.letters)


def _boxes(article: ArticleElement, kept: Sequence[Passage]) -> Iterator[HtmlElement]:
    """Small boxes whose class names say they are something else, or that are a link as a whole."""
    for passage in kept:
        for element in trim_edges.small_boxes(article, passage):
            if is_other(element) or element.tag == "form" or leads_away(element):
                yield element
                break


# ── passages ─────────────────────────────────────────────────────────────────────────────────────────────────────────


def _copies(kept: Sequence[Passage]) -> Iterator[Passage]:
    """Repeated passages: a caption, a pull quote, text for other screen sizes."""
    first: dict[str, HtmlElement] = {}
    again: set[Passage] = set()
    for passage in kept:
        if len(passage.letters) >= REPEATED and passage.block.tag not in ITEMS:
            above = passage.block.getparent()
            if first.setdefault(passage.letters, above) is not above:
                again.add(passage)
    for place, passage in enumerate(kept):
        # A refrain is repeated alone; a copy includes its neighbours.
        goes_on = not again.isdisjoint((*kept[max(0, place - 1) : place], *kept[place + 1 : place + 2]))
        if passage in again and (goes_on or is_caption(passage.block) or not is_prose(passage, REFRAIN)):
            yield passage


_ELEMENT_RULES: tuple[Callable[[ArticleElement, Sequence[Passage]], Iterator[HtmlElement]], ...] = (
    _leads,
    _teasers,
    _link_lists,
    _boxes,
)
_PASSAGE_RULES: tuple[Callable[[ArticleElement, Sequence[Passage]], Iterator[Passage]], ...] = (
    trim_edges.opening, trim_edges.closing, trim_edges.alone,
)  # fmt: skip

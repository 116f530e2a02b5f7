"""The author of a page's article: from metadata, else from the line below the headline."""

from __future__ import annotations

from typing import TYPE_CHECKING

from placentin_tui.feeds.fields import LONGEST_NAME
from placentin_tui.feeds.fulltext.element_hints import names_of, words_of
from placentin_tui.feeds.fulltext.json_ld import is_organization, is_person, text_of
from placentin_tui.feeds.fulltext.names import LONGEST_LINE, name_in, says_who
from placentin_tui.feeds.fulltext.passages import letters_of, passages_of
from placentin_tui.text import sanitize

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping

    from lxml.html import HtmlElement

    from placentin_tui.feeds.fulltext.json_ld import Thing

MOST = 6  # authors
_NAMES = (
    "dc.creator", "dcterms.creator", "dcterm.creator", "author", "parsely-author", "article.author",
    "sailthru.author", "citation_author", "byl",
)  # fmt: skip
_MARKS = (
    ("rel", frozenset(("author",))),
    ("itemprop", frozenset(("author",))),
    ("class", frozenset(("byline", "bylines"))),
    ("class", frozenset(("author", "authors", "authorname", "auteur", "auteurs", "autor", "autore"))),
    ("id", frozenset(("byline", "author"))),
)  # fmt: skip
"""Attributes that mark the author's line, and the words in them."""
_PARTS = {
    "rel": ("uthor",),
    "itemprop": ("uthor",),
    "class": ("uthor", "uteur", "utor", "yline"),
    "id": ("uthor", "yline"),
}
_LIKELY = " | ".join(
    f"//@{name}[{' or '.join(f'contains(., {part!r})' for part in parts)}]/.." for name, parts in _PARTS.items()
)
"""An XPath for elements that may have such words, as a fast first filter."""
_ELSEWHERE = frozenset((
    "comment", "comments", "commentaires", "kommentare", "comentarios", "sidebar", "related", "recirculation",
    "recommended", "trending", "widget", "newsletter", "respond", "aside", "follow",
))  # fmt: skip


def byline(root: HtmlElement, named: Mapping[str, str], said: Iterable[Thing], papers: Collection[str]) -> str:
    """The authors' names, separated by commas; empty when nobody is named, or only the paper itself.

    `named`: the page's `<meta>` by name; `said`: JSON-LD's authors; `papers`: names of the paper.
    """
    said = list(said)
    known = {letters for name in papers if (letters := letters_of(name))} - set(_people(root, said))
    for lines in _candidates(root, named, said, known):
        names = {letters_of(name): name for line in lines if (name := name_in(line))}
        if found := [name for letters, name in names.items() if letters not in known]:
            return sanitize.clean(", ".join(found[:MOST]), LONGEST_NAME)
    return ""


def _candidates(
    root: HtmlElement, named: Mapping[str, str], said: Iterable[Thing], known: Collection[str]
) -> Iterator[list[str]]:
    """Lists of lines that may have the names, the most reliable first."""
    yield [text_of(each.get("name")) for each in said if not _is_paper(each, known)]
    yield from ([named[name]] for name in _NAMES if name in named)
    likely = root.xpath(_LIKELY)
    for attribute, words in _MARKS:
        lines = _lines(each for each in likely if not words.isdisjoint(words_of(each.get(attribute))))
        # Classes have such names for other reasons too.
        yield lines if attribute in ("rel", "itemprop") else [line for line in lines if says_who(line)]


def _people(root: HtmlElement, said: Iterable[Thing]) -> Iterator[str]:
    """The normalized names of authors that are declared persons, since a paper may be named after its writer."""
    yield from (letters_of(text_of(each.get("name"))) for each in said if is_person(each))
    for each in root.xpath("//@itemprop[. = 'author']/parent::*[contains(@itemtype, 'Person')]"):
        yield letters_of(name_in(_line(each)))


def _is_paper(author: Thing, papers: Collection[str]) -> bool:
    """Whether an author is the paper itself, perhaps under a shorter name."""
    letters = letters_of(text_of(author.get("name")))
    return is_organization(author) and any(letters in paper or paper in letters for paper in papers)


def _lines(marked: Iterable[HtmlElement]) -> list[str]:
    """The lines of the first element with a name, and of similar elements beside it."""
    found: list[str] = []
    first: HtmlElement | None = None
    for element in marked:
        if _is_elsewhere(element):
            continue
        if first is not None and first.getparent() not in element.iterancestors():
            break
        if (first is None or element.get("class") == first.get("class")) and (line := _line(element)):
            found.append(line)
            first = element if first is None else first
    return found


def _line(element: HtmlElement) -> str:
    """The line of an element that has a name; empty when there is none."""
    if said := element.get("content"):
        return said if name_in(said) else ""
    for inner in element.iter():
        if "name" in words_of(inner.get("itemprop")) and (words := inner.get("content") or inner.text_content()):
            return str(words)
    lines = [passage.text for passage in passages_of(element)]
    return next(filter(name_in, lines), "") if sum(map(len, lines)) <= LONGEST_LINE else ""


def _is_elsewhere(element: HtmlElement) -> bool:
    """Whether an element is outside the article: in a comment, a box of other articles."""
    for above in (element, *element.iterancestors()):
        if above.tag == "body":
            return False
        if not _ELSEWHERE.isdisjoint(names_of(above)) or above.tag in ("nav", "form"):
            return True
        if above.tag in ("footer", "aside") and above.getparent().tag not in ("article", "main"):
            return True
    return False

"""The headline of a page's article: from metadata, else the page's title without the paper's name."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from placentin_tui.feeds.fields import plain
from placentin_tui.feeds.fulltext.element_hints import is_beside, is_hidden
from placentin_tui.feeds.fulltext.passages import letters_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from lxml.html import HtmlElement

LONGEST_NAME = 5
"""The most words of a paper's name at the end of a title."""
_PARTED = re.compile(r" (?:[|–—·•»«:/\\-]|::|\|\|) | ?[|»] ?")
"""The separators in a title whose white space is collapsed."""
_NAMES = (
    "dc.title", "dcterms.title", "dcterm.title", "og.title", "parsely-title", "twitter.title", "sailthru.title",
    "citation_title",
)  # fmt: skip


def headline(root: HtmlElement, named: Mapping[str, str], said: str, papers: Iterable[str]) -> str:
    """The headline; `said` is JSON-LD's, `named` the page's `<meta>` by name, `papers` names of the paper."""
    papers = [letters for name in papers if (letters := letters_of(name))]
    for candidate in (said, *(named.get(name) for name in _NAMES)):
        if candidate and (title := plain(candidate)) and letters_of(title) not in papers:
            return _without_paper(title, papers, guess=False)
    return _of_page(root, papers)


def paper_in_title(root: HtmlElement) -> str:
    """The last part of a page's title, mostly the paper's name; empty when it has a single part."""
    parts = _PARTED.split(_title(root))
    return parts[-1].strip() if len(parts) > 1 and len(parts[-1].split()) <= LONGEST_NAME else ""


def _of_page(root: HtmlElement, papers: Sequence[str]) -> str:
    """The headline according to `<title>` and `<h1>`."""
    title = _title(root)
    headings = [heading for heading in _headings(root) if letters_of(heading) not in papers]
    for heading in sorted(headings, key=len, reverse=True):
        letters = letters_of(heading)
        # One that equals the last part of the title is the paper's name.
        if letters and letters in letters_of(title) and letters != letters_of(_PARTED.split(title)[-1]):
            return heading
    if letters_of(title) in papers or not title:
        return headings[0] if headings else ""
    return _without_paper(title, papers, guess=True)


def _without_paper(title: str, papers: Sequence[str], *, guess: bool) -> str:
    """A title without the paper's name at its end or beginning; `guess`: also remove what looks like one."""
    parts = [(found.start(), found.end()) for found in _PARTED.finditer(title)]
    while parts:
        start, end = parts[-1]
        if letters_of(title[end:]) in papers:
            title = title[:start].rstrip()
            parts.pop()
        elif letters_of(title[: parts[0][0]]) in papers:
            return title[parts[0][1] :].lstrip()
        else:
            break
    if guess and len(parts) == 1:
        before, after = title[: parts[0][0]].strip(), title[parts[0][1] :].strip()
        if len(after.split()) <= LONGEST_NAME and len(before.split()) > len(after.split()):
            return before
    return title


def _title(root: HtmlElement) -> str:
    found = root.find(".//title")
    return plain(found.text_content()) if found is not None else ""


def _headings(root: HtmlElement) -> list[str]:
    """The texts of the page's `<h1>`, those with `itemprop=headline` first."""
    marked = root.xpath("//@itemprop[. = 'headline']/..")
    ranked = [each for each in root.iter("h1") if not any(is_beside(above) for above in each.iterancestors())]
    found = (each for each in (*marked, *ranked) if not is_hidden(each))
    return [words for each in found if (words := plain(each.get("content") or each.text_content()).rstrip(" ¶#"))]

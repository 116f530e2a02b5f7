"""`python -m bench.extraction FOLDER …`: how well the article is found in pages of which it is known, and how fast.

The layouts of a folder are those of `bench.truths`. Measured are
- texts: of those said to be the article's or not, how many are found (precision, recall, F); the pages where one is
  found that is not, where fewer than 60 % are found that are, and where nothing is;
- words: the runs of four words the text has in common with the article's own HTML, the mean precision and recall;
- headline and byline: one holds the other, « by » apart;
- pictures: of the article's own HTML, those found;
- the processor's time for a page.
"""

from __future__ import annotations

import argparse
import logging
import re
import time
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urljoin, urlsplit

from lxml import html

from bench.truths import Page, pages_of
from placentin_tui.feeds.fulltext.read_page import read
from placentin_tui.prose.html import pictures
from placentin_tui.prose.plain import to_text

RUN = 4
"""Words of a run."""
POOR = 0.6
"""The part of an article's texts, or of its runs, below which a page is a failure."""
LONGEST_SET = 20_000
"""Characters of a picture's attribute: more is the picture itself."""
_BY = re.compile(r"^\s*(?:written\s+)?(?:by|par)\b[:\s]*", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Found:
    """What was found in a page."""

    text: str = ""
    title: str = ""
    byline: str = ""
    pictures: frozenset[str] = frozenset()
    """Their addresses."""


@dataclass(slots=True)
class Score:
    """What came of all pages together."""

    name: str
    pages: int = 0
    seconds: float = 0
    right: int = 0
    wrong: int = 0
    missed: int = 0
    polluted: int = 0
    """Pages with a text that is not the article's."""
    poor: list[str] = field(default_factory=list)
    """Pages most of whose article is missing."""
    empty: int = 0
    precision: list[float] = field(default_factory=list)
    """Of runs of words, page by page."""
    recall: list[float] = field(default_factory=list)
    titles: Counter[bool] = field(default_factory=Counter)
    bylines: Counter[bool] = field(default_factory=Counter)
    pictures: Counter[bool] = field(default_factory=Counter)

    def add(self, page: Page, found: Found, seconds: float) -> None:
        """One page more."""
        self.pages += 1
        self.seconds += seconds
        self.empty += not found.text.strip()
        if page.texts or page.others:
            self._add_texts(page, _spaced(found.text))
        if page.html:
            self._add_words(page, found)
        if page.title:
            self.titles[_are_alike(found.title, page.title)] += 1
        if page.byline:
            self.bylines[_are_alike(_BY.sub("", found.byline), _BY.sub("", page.byline))] += 1

    def _add_texts(self, page: Page, text: str) -> None:
        right = sum(_spaced(each) in text for each in page.texts)
        wrong = sum(_spaced(each) in text for each in page.others)
        self.right, self.wrong, self.missed = (
            self.right + right,
            self.wrong + wrong,
            self.missed + len(page.texts) - right,
        )
        self.polluted += wrong > 0
        if right < POOR * len(page.texts):
            self.poor.append(page.name)

    def _add_words(self, page: Page, found: Found) -> None:
        tree = html.fromstring(f"<div>{page.html}</div>")
        ours, theirs = _runs(found.text), _runs(" ".join(tree.itertext()))
        common = (ours & theirs).total()
        self.precision.append(common / ours.total() if ours else float(not theirs))
        self.recall.append(common / theirs.total() if theirs else 1.0)
        if self.recall[-1] < POOR:
            self.poor.append(page.name)
        paths = {urlsplit(address).path for address in found.pictures}
        for addresses in _pictures_in(tree, page.url):
            self.pictures[not paths.isdisjoint(urlsplit(address).path for address in addresses)] += 1

    def lines(self) -> Iterable[str]:
        """The results in words."""
        ms = 1000 * self.seconds / max(self.pages, 1)
        poor = f"{self.empty} empty, {len(self.poor)} under {POOR:.0%}"
        yield f"{self.name}: {self.pages} pages, {ms:.0f} ms a page, {poor}"
        if self.right + self.wrong + self.missed:
            precision = self.right / max(self.right + self.wrong, 1)
            recall = self.right / max(self.right + self.missed, 1)
            yield f"{_figures('texts', precision, recall)}  others on {self.polluted} pages"
        if self.recall:
            yield _figures("words", *(sum(some) / len(some) for some in (self.precision, self.recall)))
        for what, counts in (("headlines", self.titles), ("bylines", self.bylines), ("pictures", self.pictures)):
            if counts:
                yield f"  {what:<10} {counts[True]} of {counts.total()}"


def ours(page: Page) -> Found:
    """What we find."""
    found = read(page.file.read_bytes(), asked=page.url, url=page.url)
    shown = frozenset(picture.url for picture in pictures(found.blocks))
    return Found(to_text(found.blocks), found.said.title, found.said.author, shown)


def trafilatura(page: Page) -> Found:
    """What trafilatura finds by itself."""
    from trafilatura import extract

    body = page.file.read_bytes()
    text = extract(body, include_comments=False, include_tables=True, include_formatting=False)
    return Found(text or "")


def main() -> None:
    """Measure the pages of the folders the command line names."""
    parser = argparse.ArgumentParser("python -m bench.extraction")
    parser.add_argument("folder", nargs="+", type=Path)
    parser.add_argument("--part", choices=("all", "tuned", "held"), default="all", help="a third is held out (all)")
    parser.add_argument("--peer", action="store_true", help="trafilatura too")
    parser.add_argument("--poor", action="store_true", help="name the pages most of whose article is missing")
    options = parser.parse_args()
    logging.disable(logging.CRITICAL)
    finders: list[Callable[[Page], Found]] = [ours, trafilatura] if options.peer else [ours]
    for folder in options.folder:
        pages = [each for each in pages_of(folder) if options.part in ("all", ("tuned", "held")[each.is_held_out])]
        print(folder.name)
        for find in finders:
            score = Score(find.__name__)
            for page in pages:
                began = time.process_time()
                found = find(page)
                score.add(page, found, time.process_time() - began)
            print(*score.lines(), sep="\n", flush=True)
            if options.poor:
                print(*(f"  poor: {name}" for name in score.poor), sep="\n")


def _figures(what: str, precision: float, recall: float) -> str:
    both = 2 * precision * recall / (precision + recall) if precision + recall else 0.0
    return f"  {what:<10} F {both:.4f}  precision {precision:.4f}  recall {recall:.4f}"


def _spaced(text: str) -> str:
    return " ".join(text.replace("\xad", "").split())


def _runs(text: str) -> Counter[tuple[str, ...]]:
    words = re.findall(r"\w+", text.lower())
    return Counter(tuple(words[at : at + RUN]) for at in range(max(1, len(words) - RUN + 1)) if words)


def _are_alike(one: str, other: str) -> bool:
    one, other = _letters(one), _letters(other)
    return bool(one) and (one in other or other in one)


def _letters(text: str) -> str:
    """A text by its letters alone: quotes, spaces and capitals differ between two ways to the same name."""
    return "".join(each for each in text.casefold() if each.isalnum())


def _pictures_in(tree: html.HtmlElement, base: str) -> Iterable[set[str]]:
    """The addresses of each picture, in whatever sizes."""
    for picture in tree.iter("img", "amp-img"):
        around = picture.getparent()
        elements = [picture, *(around.iter("source") if around is not None and around.tag == "picture" else ())]
        values = (value for each in elements for name, value in each.attrib.items() if "src" in name or "data" in name)
        parts = (part.strip(",") for value in values for part in value[:LONGEST_SET].split())
        addresses = {urljoin(base, part) for part in parts if "/" in part and not part.startswith("data:")}
        if addresses:
            yield addresses


if __name__ == "__main__":
    main()

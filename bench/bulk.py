"""Large libraries in little time: articles parsed and prepared as a refresh does it, stored many at a time.

Half a million words in articles go the real way (feed, `parse_feed`, `prepare`); the others are these again under
another identity, headline, address and date. All are stored through the library's own door, a paper to a transaction,
so that rows, counters and the full-text index are the library's own; `tests/bench` holds them against those of a
refresh.

Above 100,000 articles each has 60 words, as most feeds give no more than the beginning: a million take minutes, and
what is measured there (lists, marks, search) never reads a body.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from msgspec.structs import replace

from bench.feeds import WORDS_EACH, Item, rss
from placentin_tui.feeds.parse import parse_feed
from placentin_tui.feeds.prepare import prepare
from placentin_tui.library import Library
from placentin_tui.models import NewSource, PreparedArticle

PAPERS = 200
POOL = 500_000
"""Words of the articles that go the real way: nearly all there are in the vocabulary."""
WHOLE = 100_000
"""Articles up to which each has its 500 words."""
BEGINNING = 60


def fill(library: Path, pictures: Path, articles: int) -> None:
    """Make a library of so many articles in `PAPERS` papers."""
    words = WORDS_EACH if articles <= WHOLE else BEGINNING
    pool = prepared(0, (Item(0, number, words) for number in range(POOL // words)))
    each = articles // PAPERS
    with Library.open(library, pictures) as own_library:
        for paper in range(PAPERS):
            numbers = range(each - 1, -1, -1)
            copies = [again(pool[(paper * each + number) % len(pool)], Item(paper, number)) for number in numbers]
            store(own_library, paper, copies)


def prepared(paper: int, items: Iterable[Item]) -> list[PreparedArticle]:
    """A paper's articles as a refresh prepares them."""
    feed = parse_feed(rss(paper, items).encode(), url=_address(paper), content_type="application/rss+xml")
    return [prepare(parsed) for parsed in feed.articles]


def store(own_library: Library, paper: int, articles: list[PreparedArticle]) -> None:
    """Subscribe to a paper and store its articles, latest first, in one transaction."""
    source = own_library.sources.add(NewSource(_address(paper), f"Journal {paper}", language="fr"))
    own_library.articles.store(source.id, articles)


def _address(paper: int) -> str:
    return f"https://paper{paper}.example/feed/"


def again(model: PreparedArticle, item: Item) -> PreparedArticle:
    """The article once more, as another one."""
    _, _, title = model.parsed.title.partition(" ")
    parsed = replace(
        model.parsed,
        identity=f"guid:{item.guid}",
        title=f"{item.mark} {title}",
        url=item.address,
        published=int(item.moment.timestamp()),
    )
    return replace(model, parsed=parsed)

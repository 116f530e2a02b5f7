"""Chooses the stories of the front page and their order, the lead first; a pure function of what there is."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from placentin_tui.models import ArticleSummary, Candidate, Timestamp

DAY = 24 * 3600
"""Seconds an article is of today's news."""
SECTIONS = 8
"""Sections shown beside « À la une »: the keys 2 to 9."""
_FRONT = frozenset(
    (
        "à la une",
        "a la une",
        "la une",
        "une",
        "à la une !",
        "front page",
        "top stories",
        "headlines",
        "featured",
        "home",
    )
)
"""What papers call the section of their own front page."""
_NO_SECTION = frozenset(("uncategorized", "non classé", "non catégorisé", "general", "général", "news", "actualités"))
"""What papers call the section of articles that are in none."""


def choose(candidates: Sequence[Candidate], now: Timestamp, most: int) -> list[ArticleSummary]:
    """The stories in their order, at most so many.

    Those of the last day come before older ones, unread ones before read ones, and no source has a second one before
    each has its first. Then those with a title, with a picture, of the paper's own front page, high in the feed, much
    commented.
    """
    places = _places_in_feed(candidates)

    def worth(candidate: Candidate) -> tuple[object, ...]:
        """Its sort key within its source, the best first."""
        article = candidate.article
        return (
            now - article.at > DAY,
            article.read,
            not article.title,
            not candidate.pictured,
            not any(section.casefold() in _FRONT for section in article.sections),
            places[article.id],
            -(article.comments or 0),
            -article.at,
            -article.id,
        )

    ranked = sorted(candidates, key=worth)
    turns: Counter[tuple[int, bool, bool]] = Counter()
    in_turn = []
    for candidate in ranked:
        old, read = now - candidate.article.at > DAY, candidate.article.read
        key = (candidate.article.source, old, read)
        in_turn.append(((old, read, turns[key]), candidate.article))
        turns[key] += 1
    # `sorted` is stable: within a turn the order stays.
    return [article for _turn, article in sorted(in_turn, key=lambda pair: pair[0])][:most]


def _places_in_feed(candidates: Iterable[Candidate]) -> dict[int, int]:
    """Where each article stands in its feed, from 0.

    The library numbers what a feed brings from its end to its beginning, and what comes later higher.
    """
    places: dict[int, int] = {}
    counts: Counter[int] = Counter()
    for candidate in sorted(candidates, key=lambda candidate: -candidate.article.id):
        places[candidate.article.id] = counts[candidate.article.source]
        counts[candidate.article.source] += 1
    return places


def sections(candidates: Iterable[Candidate], now: Timestamp) -> tuple[str, ...]:
    """The sections with the most news, most first: of the last day, or of all where that has none."""
    every = list(candidates)
    recent = [candidate for candidate in every if now - candidate.article.at <= DAY]
    counts = Counter(
        name for candidate in recent or every if (name := section_of(candidate.article)) and not is_front(name)
    )
    return tuple(sorted(counts, key=lambda name: (-counts[name], name))[:SECTIONS])


def is_front(section: str) -> bool:
    """Whether a section is a paper's own front page."""
    return section.casefold() in _FRONT


def section_of(article: ArticleSummary) -> str:
    """The section an article is shown under, empty where its paper names none that says anything."""
    named = (name for name in article.sections if name.casefold() not in _NO_SECTION and not is_front(name))
    return next(named, "")

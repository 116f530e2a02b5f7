"""Articles under other names: a feed that renames what it holds brings nothing new.

A guid should be for ever. Some are made anew at every fetch, and a paper that changes its format or its address may
change them all. What is known by no name is then looked for by its address and title among what the library holds.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, TypeVar
from urllib.parse import urlsplit

from msgspec.structs import replace

from placentin_tui.feeds.fields import fingerprint
from placentin_tui.models import Renamed

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from placentin_tui.models import HeldArticle, ParsedArticle

T = TypeVar("T", "ParsedArticle", "HeldArticle")

SOME = 3
"""Coincidences end at so many: fewer say something of an article, more of the whole feed."""


def distinct(articles: Iterable[ParsedArticle]) -> tuple[ParsedArticle, ...]:
    """Each article once, and each under a name of its own: one guid for several articles names none of them."""
    by_name: defaultdict[str, dict[str, ParsedArticle]] = defaultdict(dict)
    for article in articles:
        by_name[article.identity].setdefault(article.url or article.title, article)
    return tuple(
        article if len(namesakes) == 1 else replace(article, identity=f"hash:{fingerprint(name, subject)}")
        for name, namesakes in by_name.items()
        for subject, article in namesakes.items()
    )


def recognise(unknown: Sequence[ParsedArticle], held: Iterable[HeldArticle]) -> tuple[Renamed, ...]:
    """Which of the articles known by no name the library holds under another; `held`: those no name of the feed means.

    The same address and title are not enough for one article (« Météo », every day at one address): its wording or its
    date must be the same too, unless most of the feed has been renamed at once.
    """
    held = list(held)
    alike = _pairs(unknown, held, lambda article: (place, article.title) if (place := _place(article.url)) else None)
    alike |= _pairs(unknown, held, lambda article: article.digest)
    sure = {name: pair for name, pair in alike.items() if _are_same(*pair)}
    if len(alike) >= SOME and 2 * len(alike) >= len(unknown):
        sure = alike
    reworded = sum(article.digest != it.digest for article, it in sure.values())
    # Another format words them all otherwise, which corrects nothing.
    is_other_format = reworded >= SOME and 2 * reworded > len(sure)
    return tuple(
        Renamed(it.identity, name, article.digest if is_other_format else it.digest)
        for name, (article, it) in sure.items()
    )


def is_everywhere(renamed: Sequence[Renamed], articles: Sequence[ParsedArticle]) -> bool:
    """Whether it is the feed that renames its articles, and not just one that got another name."""
    return len(renamed) >= SOME and 2 * len(renamed) >= len(articles)


def _pairs(
    unknown: Iterable[ParsedArticle],
    held: Iterable[HeldArticle],
    trait: Callable[[ParsedArticle | HeldArticle], object],
) -> dict[str, tuple[ParsedArticle, HeldArticle]]:
    """Articles, by their new names, with those held that share a trait no other of either has."""
    theirs, ours = _by(trait, unknown), _by(trait, held)
    return {
        article.identity: (article, ours[key][0])
        for key, (article, *others) in theirs.items()
        if not others and len(ours.get(key, ())) == 1
    }


def _by(trait: Callable[[ParsedArticle | HeldArticle], object], articles: Iterable[T]) -> dict[object, list[T]]:
    found: defaultdict[object, list[T]] = defaultdict(list)
    for article in articles:
        if (key := trait(article)) is not None:
            found[key].append(article)
    return found


def _are_same(article: ParsedArticle, it: HeldArticle) -> bool:
    return article.digest == it.digest or not article.published or article.published == it.published


def _place(url: str) -> str:
    """Where an article stands on its site, whichever host and scheme the site has now; empty for a front page."""
    parts = urlsplit(url)
    query = "&".join(part for part in parts.query.split("&") if part and not part.startswith("utm_"))
    path = parts.path.rstrip("/")
    return f"{path}?{query}" if path or query else ""

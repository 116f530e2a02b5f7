"""Articles under other names: a feed that renames what it holds brings nothing new.

A guid should be for ever. Some are made anew at every fetch, some links are, and a paper that changes its format or its
address may change them all. What is known by no name is then looked for among what the library holds, by what both have
in common:

    counter   the identity without what counts corrections, which was part of it once
    wording   the digest
    place     address and title; the date must not be another
    token     the same, but for one part of the address
    board     address and date, where several articles share one link
    date      title and date, where nothing but an address, or not even that, names the article; the date alone where
              there is neither guid nor link
    headline  the title of what is not dated, and named by an address alone

The last is enough for no article. But where most of what is new in a document is found so, the feed has been renamed
as a whole: then whatever is alike is the same, in whatever dates, and what is left has another title.

A trait counts only where no other article shares it. Whether the words may be the same article's is looked at last,
when they are stored: see `identity`.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, TypeAlias, TypeVar
from urllib.parse import urlsplit

from placentin_tui.feeds.identity import is_address, without_counter
from placentin_tui.models import Renamed

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence

    from placentin_tui.models import HeldArticle, ParsedArticle

    Known: TypeAlias = ParsedArticle | HeldArticle
    Trait: TypeAlias = Callable[[Known], Iterable[Hashable]]
    Pick: TypeAlias = Callable[[Sequence[HeldArticle]], HeldArticle | None]
    Sure: TypeAlias = Callable[[ParsedArticle, HeldArticle], bool]
    T = TypeVar("T", ParsedArticle, HeldArticle)

SOME = 3
"""Coincidences end at so many: fewer say something of an article, more of the whole feed."""


def recognise(unknown: Sequence[ParsedArticle], held: Iterable[HeldArticle]) -> tuple[Renamed, ...]:
    """Which of the articles known by no name the library holds under another; `held`: those no name of the feed means,
    the latest first.
    """
    search = _Search(unknown, held)
    counted = search.find(_counter, _always, pick=_latest)
    search.find(_wording, _always)
    search.find(_titled_place, _have_one_date)
    search.find(_titled_place_but_for_a_token, _have_one_date, pick=_copy)
    search.find(_dated_place, _is_on_a_board)
    search.find(_dated_title, _has_no_guid, pick=_copy)
    search.find(_date, _has_no_name)
    search.find(_undated_title, _never)
    if len(search.alike) >= SOME and 2 * len(search.alike) >= len(unknown):
        search.find(_date_among_addresses, _never)
        search.believe_all()
    return _renamed(search.sure, counted)


def is_everywhere(renamed: Sequence[Renamed], articles: Sequence[ParsedArticle]) -> bool:
    """Whether it is the feed that renames its articles, and not just one that got another name, or lost its counter."""
    others = [it for it in renamed if not it.was.startswith(f"{it.identity}#")]
    return len(others) >= SOME and 2 * len(others) >= len(articles)


class _Search:
    """Articles known by no name, and those they may be, until each has found its own."""

    def __init__(self, unknown: Iterable[ParsedArticle], held: Iterable[HeldArticle]) -> None:
        self._unknown = {article.identity: article for article in unknown}
        self._held = {it.identity: it for it in held}
        self.alike: dict[str, tuple[ParsedArticle, HeldArticle]] = {}
        """By the articles' new names: all that have been found."""
        self.sure: dict[str, tuple[ParsedArticle, HeldArticle]] = {}
        """Those of them for whom what they have in common is enough."""

    def find(self, trait: Trait, is_enough: Sure, *, pick: Pick | None = None) -> frozenset[str]:
        """Find pairs by a trait; the names of the new ones. `pick`: which of several held articles is the one."""
        theirs, ours = _by(trait, self._unknown.values()), _by(trait, self._held.values())
        found = set()
        for key, (article, *others) in theirs.items():
            it = None if others else (pick or _only)(ours.get(key, ()))
            if it and article.identity in self._unknown and it.identity in self._held:
                del self._unknown[article.identity], self._held[it.identity]
                self.alike[article.identity] = article, it
                if is_enough(article, it):
                    self.sure[article.identity] = article, it
                found.add(article.identity)
        return frozenset(found)

    def believe_all(self) -> None:
        """Take what is alike for the same."""
        self.sure = self.alike


def _by(trait: Trait, articles: Iterable[T]) -> dict[Hashable, list[T]]:
    found: defaultdict[Hashable, list[T]] = defaultdict(list)
    for article in articles:
        for key in trait(article):
            found[key].append(article)
    return found


def _only(held: Sequence[HeldArticle]) -> HeldArticle | None:
    """The one there is."""
    return held[0] if len(held) == 1 else None


def _copy(held: Sequence[HeldArticle]) -> HeldArticle | None:
    """The latest, where all are one article: tokens left copies behind, once."""
    return held[0] if len({(it.title, it.published) for it in held}) == 1 else None


def _latest(held: Sequence[HeldArticle]) -> HeldArticle | None:
    """The latest, whatever the others are."""
    return held[0] if held else None


def _renamed(sure: dict[str, tuple[ParsedArticle, HeldArticle]], counted: frozenset[str]) -> tuple[Renamed, ...]:
    """The pairs as the library is told; another format words all articles otherwise, which corrects nothing."""
    reworded = {
        name
        for name, (article, it) in sure.items()
        if article.digest != it.digest and name not in counted and _place(article.url) == _place(it.url)
    }
    if not (len(reworded) >= SOME and 2 * len(reworded) > len(sure)):
        reworded = set()
    return tuple(
        Renamed(it.identity, name, article.digest if name in reworded else it.digest)
        for name, (article, it) in sure.items()
    )


# ── traits ───────────────────────────────────────────────────────────────────────────────────────────────────────────


def _counter(it: Known) -> Iterator[Hashable]:
    name = without_counter(it.identity, it.url)
    guid, sign, count = name.rpartition("#")
    if sign and count.isdecimal() and it.url:  # of a guid that is no address: its link must be the same
        yield guid, _place(it.url)
    elif name.startswith("guid:"):
        yield name


def _wording(it: Known) -> Iterator[Hashable]:
    yield it.digest


def _titled_place(it: Known) -> Iterator[Hashable]:
    if place := _place(it.url):
        yield place, it.title


def _titled_place_but_for_a_token(it: Known) -> Iterator[Hashable]:
    path, _sign, query = _place(it.url).partition("?")
    pairs = sorted(filter(None, query.split("&")))
    for pair in pairs:
        yield path, pair.partition("=")[0], tuple(other for other in pairs if other is not pair), it.title


def _dated_place(it: Known) -> Iterator[Hashable]:
    if it.published is not None and (place := _place(it.url)):
        yield place, it.published


def _dated_title(it: Known) -> Iterator[Hashable]:
    if it.published is not None and it.title:
        yield it.title, it.published


def _undated_title(it: Known) -> Iterator[Hashable]:
    if it.published is None and it.title and is_address(it.identity, it.url):
        yield it.title


def _date(it: Known) -> Iterator[Hashable]:
    if it.published is not None and not it.url:
        yield it.published


def _date_among_addresses(it: Known) -> Iterator[Hashable]:
    if it.published is not None and is_address(it.identity, it.url):
        yield it.published


def _place(url: str) -> str:
    """Where an article stands on its site, whichever host and scheme the site has now; empty without an address."""
    parts = urlsplit(url)
    query = "&".join(part for part in parts.query.split("&") if part and not part.startswith("utm_"))
    path = parts.path.partition(";")[0].rstrip("/")  # `;jsessionid=…`
    return f"{path or '/'}?{query}" if url else ""


# ── what is enough ───────────────────────────────────────────────────────────────────────────────────────────────────


def _always(_article: ParsedArticle, _it: HeldArticle) -> bool:
    return True


def _never(_article: ParsedArticle, _it: HeldArticle) -> bool:
    return False


def _have_one_date(article: ParsedArticle, it: HeldArticle) -> bool:
    return not article.published or article.published == it.published


def _is_on_a_board(article: ParsedArticle, _it: HeldArticle) -> bool:
    return article.identity.startswith("hash:")


def _has_no_name(article: ParsedArticle, _it: HeldArticle) -> bool:
    return article.identity.startswith("hash:")


def _has_no_guid(article: ParsedArticle, _it: HeldArticle) -> bool:
    return article.identity.startswith("hash:") or is_address(article.identity, article.url)

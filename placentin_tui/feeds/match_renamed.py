"""Recognises articles whose identity changed, so that a feed that renames its items brings nothing new.

A guid should be permanent. Some guids and links change at every fetch, and a paper that changes its format or its
address may change them all. Items of unknown identity are then looked for among the library's articles, by a common
trait:

    counter   the identity without a counter of corrections, which earlier versions stored
    wording   the digest of the text
    place     address and title; the date must not differ
    token     the same, except for one query parameter of the address
    board     address and date, where several articles share one link
    date      title and date, where the identity is only an address or a hash; the date alone where there is neither
              guid nor link
    headline  the title, where there is no date and the identity is only an address

The last is never enough for one article. But when most of a document's new items are matched so, the feed was renamed
as a whole: then all the matches count, whatever their dates, and items without a match are looked for by date alone.

A trait counts only where no other article shares it. Whether the words may be the same article's is checked last, when
they are stored: see `identity`.
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
"""Matches from which on the feed as a whole was renamed; fewer may be coincidences."""


def recognise(unknown: Sequence[ParsedArticle], held: Iterable[HeldArticle]) -> tuple[Renamed, ...]:
    """The articles of unknown identity that the library has under another.

    `held`: the library's articles whose identity is not in the feed, the latest first.
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
    """Whether the feed as a whole renames its articles, not counting those that only lost their counter."""
    others = [it for it in renamed if not it.was.startswith(f"{it.identity}#")]
    return len(others) >= SOME and 2 * len(others) >= len(articles)


class _Search:
    """The articles not yet matched, on both sides, and the matches so far."""

    def __init__(self, unknown: Iterable[ParsedArticle], held: Iterable[HeldArticle]) -> None:
        self._unknown = {article.identity: article for article in unknown}
        self._held = {it.identity: it for it in held}
        self.alike: dict[str, tuple[ParsedArticle, HeldArticle]] = {}
        """All the matches, by the article's new identity."""
        self.sure: dict[str, tuple[ParsedArticle, HeldArticle]] = {}
        """The matches whose trait is enough."""

    def find(self, trait: Trait, is_enough: Sure, *, pick: Pick | None = None) -> frozenset[str]:
        """Match articles by a trait and return the new identities matched.

        `is_enough` says whether the trait suffices for a pair; `pick` chooses among several held articles.
        """
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
        """Accept all the matches."""
        self.sure = self.alike


def _by(trait: Trait, articles: Iterable[T]) -> dict[Hashable, list[T]]:
    """The articles by their traits."""
    found: defaultdict[Hashable, list[T]] = defaultdict(list)
    for article in articles:
        for key in trait(article):
            found[key].append(article)
    return found


def _only(held: Sequence[HeldArticle]) -> HeldArticle | None:
    """The only one; `None` when there are several."""
    return held[0] if len(held) == 1 else None


def _copy(held: Sequence[HeldArticle]) -> HeldArticle | None:
    """The latest, when all are the same article: changing tokens in addresses once left copies."""
    return held[0] if len({(it.title, it.published) for it in held}) == 1 else None


def _latest(held: Sequence[HeldArticle]) -> HeldArticle | None:
    """The latest of all."""
    return held[0] if held else None


def _renamed(sure: dict[str, tuple[ParsedArticle, HeldArticle]], counted: frozenset[str]) -> tuple[Renamed, ...]:
    """The matches for the library.

    When most texts changed, the format did: then the new digest is stored without counting as a correction.
    """
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
    """The identity without its counter; with the address, when the guid is not one."""
    name = without_counter(it.identity, it.url)
    guid, sign, count = name.rpartition("#")
    if sign and count.isdecimal() and it.url:  # a guid that is not an address: its link must be the same
        yield guid, _place(it.url)
    elif name.startswith("guid:"):
        yield name


def _wording(it: Known) -> Iterator[Hashable]:
    yield it.digest


def _titled_place(it: Known) -> Iterator[Hashable]:
    if place := _place(it.url):
        yield place, it.title


def _titled_place_but_for_a_token(it: Known) -> Iterator[Hashable]:
    """Address and title, once without each of the query parameters."""
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
    """The path and query of an address, since host and scheme may have changed; empty without an address."""
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

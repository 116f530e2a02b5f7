"""Identities of articles: what makes an item of a feed the same article at the next refresh.

    guid     `guid:…`  as in the feed, without a counter of corrections: `…/c1#0`, then `…/c1#3`
    link     `link:…`  where the feed gives no guid
    content  `hash:…`  of title, date and text, where there is no link either; or of an identity that several articles
                       share, with what distinguishes them

In one document an identity belongs to one article. Items that share one are duplicates when their contents agree (see
`_articles`); else they are several articles, and what they share identifies none of them: some feeds have the same
link or the same guid for all their items. Nor does a link to the paper's front page identify an article.

From one document to the next the same identity is the same article, unchanged or corrected. An item with a new
identity may be an old article renamed (`match_renamed`), and an item with an old one may be another article: with quite
different words, or on a page that is known to have several. Only the library can tell, which has both texts; the new
article then takes the identity over, and the old one stays, with its marks (`library.articles.reuse`).

In earlier versions counters were part of identities, and of several articles with one link only one was kept. Articles
stored then have such identities; `match_renamed` finds them, and each is renamed once.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from typing import TYPE_CHECKING, TypeAlias
from urllib.parse import urlsplit

from msgspec.structs import replace

from placentin_tui.feeds.fields import TAGS, fingerprint
from placentin_tui.text import sanitize
from placentin_tui.text.similarity import LONGEST as MOST_LETTERS
from placentin_tui.text.similarity import Words, are_alike, words_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from placentin_tui.models import ParsedArticle

LONGEST = 300
"""Characters of a guid or link; a longer one is hashed."""
MOST_HEADLINES = 2
"""The most headlines of one article in a document; a page with more, each with its own counter, is several articles."""
MOST_COMPARED = 8
"""The most articles with one guid that an item's words are compared with."""

Item: TypeAlias = tuple[int, "ParsedArticle"]
"""An article and its index in the feed."""

_counted = re.compile(r"(guid:[^#]+)#(\d{1,9})")


def identity(guid: str, link: str, *otherwise: str) -> str:
    """The identity of an item: its guid, else its link, else a hash of the other texts."""
    if guid := " ".join(guid.split()):
        return _named("guid", guid)
    return _named("link", link) if link else f"hash:{fingerprint(*otherwise)}"


def _named(kind: str, name: str) -> str:
    safe = sanitize.clean(name, LONGEST)
    # Names that had to be cut or cleaned could become equal, so they are hashed.
    return f"{kind}:{safe}" if safe == name else f"{kind}:#{fingerprint(name)}"


def is_address(identity: str, url: str) -> bool:
    """Whether an identity is only the article's address."""
    return bool(url) and identity.partition(":")[2] == url


# ── counters ─────────────────────────────────────────────────────────────────────────────────────────────────────────


def without_counter(identity: str, url: str) -> str:
    """An identity without a counter of corrections: the guid `…/c1#3` of the page `…/c1` gives `…/c1`.

    When the link has the number too it is a place on that page, and when it leads elsewhere it is an article's number.
    """
    found = _counted.fullmatch(identity)
    return found[1] if found and _is_page(found[1].removeprefix("guid:"), url, found[2]) else identity


def _is_page(address: str, url: str, number: str) -> bool:
    """Whether the address in a guid is the page of the item's link (if any), and the number not part of the link."""
    if not address.startswith("http") or not url:
        return address.startswith("http")
    try:
        named, page = urlsplit(address), urlsplit(url)
    except ValueError:
        return False
    values = [pair.partition("=")[2] for pair in page.query.split("&")]
    places = ((each.netloc.lower().removeprefix("www."), each.path.rstrip("/")) for each in (named, page))
    return len(set(places)) == 1 and named.query in ("", page.query) and number not in (page.fragment, *values)


def _count(identity: str) -> int:
    found = _counted.fullmatch(identity)
    return int(found[2]) if found else -1


# ── one document ─────────────────────────────────────────────────────────────────────────────────────────────────────


def distinct(articles: Iterable[ParsedArticle], home: str = "") -> tuple[ParsedArticle, ...]:
    """Each article of a document once, in order, with an identity of its own; `home` is the paper's front page."""
    articles = tuple(articles)
    names = {article.identity for article in articles}
    is_plain = len(names) == len(articles) and names.isdisjoint((f"guid:{home}", f"link:{home}"))
    if is_plain and not any("#" in name for name in names):
        return articles  # as in nearly every feed
    by_name: defaultdict[str, list[Item]] = defaultdict(list)
    for place, article in enumerate(articles):
        by_name[without_counter(article.identity, article.url)].append((place, article))
    kept = [item for name, items in by_name.items() for item in _apart(name, items, home)]
    found: dict[str, ParsedArticle] = {}
    for _place, article in sorted(kept, key=lambda item: item[0]):
        found.setdefault(article.identity, article)  # a number that is kept on one page can be a whole guid elsewhere
    return tuple(found.values())


def _apart(name: str, items: list[Item], home: str) -> Iterator[Item]:
    """The distinct articles among items that share an identity, each with its own."""
    found = [items] if len(items) == 1 else _articles(name, items)
    # With counters the highest is the current one, else the first.
    latest = [max(same, key=lambda item: (_count(item[1].identity), -item[0])) for same in found]
    is_one = len(latest) == 1 and not (home and is_address(name, home))
    own = [name] if is_one else _own_names(name, [article for _place, article in latest])
    for (place, article), mine in zip(latest, own, strict=True):
        yield place, article if article.identity == mine else replace(article, identity=mine)


def _own_names(name: str, articles: Sequence[ParsedArticle]) -> list[str]:
    """Identities for articles that share one: by counter, else by page, else by title and date too."""
    own = {article.identity for article in articles}
    if len(own) == len(articles) and own != {name}:
        return [article.identity for article in articles]
    subjects = [article.url or article.title for article in articles]
    times = Counter(subjects)
    return [
        f"hash:{fingerprint(name, subject)}"
        if times[subject] == 1 and not is_address(name, subject)
        else f"hash:{fingerprint(name, subject, article.title, str(article.published or ''))}"
        for subject, article in zip(subjects, articles, strict=True)
    ]


def _articles(name: str, items: list[Item]) -> list[list[Item]]:
    """Items that share an identity, grouped by article.

    When the identity is only an address, items are one article if they have the same headline and the same date or
    text. With a guid, they are one if they have the same page and headline, or similar words. With counters only
    similar words count, unless the page has too many headlines: then each is an article.
    """
    is_counted = any(article.identity != name for _place, article in items)
    if is_counted and len({article.title for _place, article in items}) > MOST_HEADLINES:
        return _by(lambda article: [article.identity], items)
    if is_counted:
        return _by_words(items, by_title=False)
    pages = _by(lambda article: [article.url or article.title], items)
    return [
        same
        for page in pages
        for same in (_by(_sayings, page) if is_address(name, page[0][1].url) else _by_words(page))
    ]


def _sayings(article: ParsedArticle) -> list[object]:
    return [(article.title, article.published), (article.title, article.html, article.summary_html)]


def _by(traits: Callable[[ParsedArticle], Sequence[object]], items: Iterable[Item]) -> list[list[Item]]:
    """The items grouped by shared traits."""
    found: list[list[Item]] = []
    index: dict[object, list[Item]] = {}
    for item in items:
        theirs = traits(item[1])
        same = next((index[trait] for trait in theirs if trait in index), None)
        if same is None:
            found.append(same := [])
        same.append(item)
        for trait in theirs:
            index.setdefault(trait, same)
    return found


def _by_words(items: Iterable[Item], *, by_title: bool = True) -> list[list[Item]]:
    """The items grouped by similar words, or (`by_title`) the same headline."""
    found: list[tuple[str, Words, list[Item]]] = []
    for place, article in items:
        words = _words(article)
        for title, theirs, same in found[:MOST_COMPARED]:
            if (by_title and article.title == title) or are_alike(words, theirs):
                same.append((place, article))
                break
        else:
            found.append((article.title, words, [(place, article)]))
    return [same for _title, _words_, same in found]


def _words(article: ParsedArticle) -> Words:
    return words_of(article.title, TAGS.sub(" ", article.html[:MOST_LETTERS]))

"""Metadata of an article's page: JSON-LD, OpenGraph, Dublin Core, plain `<meta>`, microdata."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from placentin_tui.feeds.dates import moment
from placentin_tui.feeds.fields import language, number, plain
from placentin_tui.feeds.fulltext.byline import byline
from placentin_tui.feeds.fulltext.headline import headline, paper_in_title
from placentin_tui.feeds.fulltext.json_ld import JsonLd, text_of
from placentin_tui.feeds.fulltext.passages import letters_of
from placentin_tui.prose.blocks import Picture
from placentin_tui.text import sanitize

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.html import HtmlElement

    from placentin_tui.feeds.fulltext.json_ld import Thing
    from placentin_tui.models import Timestamp


@dataclass(frozen=True, slots=True)
class Metadata:
    """A page's metadata; what it does not state is empty."""

    title: str = ""
    author: str = ""
    published: Timestamp | None = None
    lead: Picture | None = None
    language: str = ""
    body: str = ""
    """The text in JSON-LD's `articleBody`; plain, foreign."""
    is_free: bool = True
    """`False`: the page declares that it needs a subscription."""
    canonical: str = ""
    """The page's canonical address."""


LONGEST_NAME = 6
"""The most words of a paper's name; some pages give their headline in its place."""
NOTHING = Metadata()
"""The metadata of a page without any."""


def metadata(root: HtmlElement, url: str, paper: str = "") -> Metadata:
    """A page's metadata; `url` is its base URL, `paper` the name of its source."""
    named, json_ld = _named(root), JsonLd(root)
    said = json_ld.article()
    papers = [paper, *json_ld.papers(), *_papers(named, url)]
    return Metadata(
        title=headline(root, named, _said_title(root, said), papers),
        author=byline(
            root, named, json_ld.values(said.get("author") or said.get("creator")), (*papers, paper_in_title(root))
        ),
        published=_published(root, named, text_of(said.get("datePublished"))),
        lead=_picture(named, url) or _ld_picture(said.get("image"), url),
        language=language(_first(text_of(said.get("inLanguage")), root.get("lang"), named.get("og.locale"))),
        body=text_of(said.get("articleBody")),
        is_free=str(said.get("isAccessibleForFree", "true")).lower() != "false",
        canonical=sanitize.safe_url(_first(_linked(root, "canonical"), named.get("og.url")), url),
    )


def _said_title(root: HtmlElement, said: Thing) -> str:
    """JSON-LD's headline, or its name when that is what the page's title has."""
    title = next((letters_of(each.text_content()) for each in root.iter("title")), "")
    candidates = [words for name in ("headline", "name") if (words := text_of(said.get(name)))]
    return next((each for each in candidates if letters_of(each) in title), candidates[0] if candidates else "")


def _named(root: HtmlElement) -> dict[str, str]:
    """The content of every `<meta>` by its names, `:` replaced by `.`; of duplicates the first."""
    found: dict[str, str] = {}
    metas = list(root.iter("meta"))
    for attribute in ("property", "name", "itemprop"):
        for meta in metas:
            names, content = meta.get(attribute) or "", (meta.get("content") or "").strip()
            for name in names.lower().split() if content else ():
                found.setdefault(name.replace(":", "."), content)
    return found


def _papers(named: dict[str, str], url: str) -> Iterator[str]:
    """The names of the paper according to the page."""
    for name in ("og.site_name", "application-name", "apple-mobile-web-app-title", "dc.publisher"):
        if len(named.get(name, "").split()) <= LONGEST_NAME:
            yield named.get(name, "")
    host = (urlsplit(url).hostname or "").removeprefix("www.")
    yield from (host, host.rpartition(".")[0])


def _published(root: HtmlElement, named: dict[str, str], said: str) -> Timestamp | None:
    """The first date of publication that can be parsed."""
    names = ("article.published_time", "date", "parsely-pub-date", "dc.date", "dcterms.created", "datepublished")
    if not any(dates := [said, *(named.get(name, "") for name in names)]):
        marked = root.xpath("//@itemprop[. = 'datePublished']/..")
        dates = [each.get("datetime") or each.get("content") or "" for each in marked]
    return next((at for date in dates if date and (at := moment(date)) is not None), None)


def _linked(root: HtmlElement, kind: str) -> str:
    return next((each.get("href") or "" for each in root.iter("link") if (each.get("rel") or "").lower() == kind), "")


def _first(*texts: str | None) -> str:
    return next((each for each in texts if each and each.strip()), "")


def _picture(named: dict[str, str], base: str) -> Picture | None:
    address = _first(
        named.get("og.image.secure_url"), named.get("og.image"), named.get("og.image.url"), named.get("twitter.image")
    )
    return _safe(
        address, base, _first(named.get("og.image.alt"), named.get("twitter.image.alt")),
        named.get("og.image.width"), named.get("og.image.height"),
    )  # fmt: skip


def _ld_picture(value: object, base: str) -> Picture | None:
    """The picture of a JSON-LD property: an object, an address, or a list of these."""
    one = (value[0] if value else None) if isinstance(value, list) else value
    if isinstance(one, dict):
        return _safe(text_of(one.get("url")), base, text_of(one.get("caption")), one.get("width"), one.get("height"))
    return _safe(text_of(one), base, "")


def _safe(address: str, base: str, alt: str, width: object = None, height: object = None) -> Picture | None:
    """A picture with a sanitized address and alt text; `None` when it is not http or https."""
    url = sanitize.safe_url(address, base)
    if not url.startswith("http"):
        return None
    return Picture(url, plain(alt, 1000), _size(width), _size(height))


def _size(value: object) -> int:
    return value if isinstance(value, int) and 0 < value < 100_000 else number(value) or 0

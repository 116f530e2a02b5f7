"""What a page says of its article for machines: JSON-LD, OpenGraph, plain `<meta>`, in that order."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from placentin_tui import text
from placentin_tui.feeds.dates import moment
from placentin_tui.feeds.fields import LONGEST_NAME, language, number, plain
from placentin_tui.numbers import json_number
from placentin_tui.prose.blocks import Picture

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from lxml.html import HtmlElement

    from placentin_tui.models import Moment

LONGEST_JSON = 500_000
DEEPEST = 6
_KINDS = frozenset((
    "Article", "NewsArticle", "ReportageNewsArticle", "AnalysisNewsArticle", "OpinionNewsArticle", "BlogPosting",
    "LiveBlogPosting", "TechArticle", "ScholarlyArticle", "Report", "Recipe", "Review", "SocialMediaPosting",
))  # fmt: skip


@dataclass(frozen=True, slots=True)
class Metadata:
    """What the page says; what it does not say is empty."""

    title: str = ""
    author: str = ""
    published: Moment | None = None
    lead: Picture | None = None
    language: str = ""
    body: str = ""
    """The text, plain, when the page gives it to machines; foreign."""
    is_free: bool = True
    """`False`: the page says that it wants a subscription."""


NOTHING = Metadata()
"""What a page says that says nothing."""


def metadata(root: HtmlElement, url: str) -> Metadata:
    """What a page says of its article."""
    named = _named(root)
    ld = next((each for each in _objects(root) if _is_article(each)), {})
    return Metadata(
        title=plain(_first(_text(ld.get("headline")), named.get("og:title"), named.get("twitter:title"))),
        author=_author(ld.get("author")) or _by_name(named),
        published=moment(
            _first(_text(ld.get("datePublished")), named.get("article:published_time"), named.get("date"))
        ),
        lead=_picture(named, url) or _ld_picture(ld.get("image"), url),
        language=language(_first(_text(ld.get("inLanguage")), root.get("lang"), named.get("og:locale"))),
        body=_text(ld.get("articleBody")),
        is_free=str(ld.get("isAccessibleForFree", "true")).lower() != "false",
    )


def _named(root: HtmlElement) -> dict[str, str]:
    """Every `<meta>` by its name, the first of each."""
    found: dict[str, str] = {}
    for meta in root.iter("meta"):
        name = (meta.get("property") or meta.get("name") or "").strip().lower()
        if name and (content := (meta.get("content") or "").strip()):
            found.setdefault(name, content)
    return found


def _objects(root: HtmlElement) -> Iterator[dict[str, Any]]:
    """Every object of the page's JSON-LD, those inside others after them."""
    for script in root.iter("script"):
        said = (script.text or "").strip()
        if (script.get("type") or "").strip().lower() == "application/ld+json" and len(said) <= LONGEST_JSON:
            try:
                yield from _inside(json.loads(said, strict=False, parse_int=json_number), DEEPEST)
            except (ValueError, RecursionError):
                continue


def _inside(value: object, depth: int) -> Iterator[dict[str, Any]]:
    if depth and isinstance(value, dict):
        yield value
        for name in ("@graph", "mainEntity", "mainEntityOfPage", "itemListElement"):
            yield from _inside(value.get(name), depth - 1)
    elif depth and isinstance(value, list):
        for each in value[:100]:
            yield from _inside(each, depth - 1)


def _is_article(said: dict[str, Any]) -> bool:
    kinds = said.get("@type")
    return any(isinstance(kind, str) and kind in _KINDS for kind in (kinds if isinstance(kinds, list) else [kinds]))


def _text(value: object) -> str:
    if isinstance(value, list):
        value = value[0] if value else ""
    return value if isinstance(value, str) else ""


def _first(*texts: str | None) -> str:
    return next((each for each in texts if each and each.strip()), "")


def _author(value: object) -> str:
    """The names of a person, an organisation, or several of them."""
    names: list[str] = []
    for each in (value if isinstance(value, list) else [value])[:10]:
        said = each.get("name") if isinstance(each, dict) else each
        if (name := plain(_text(said), LONGEST_NAME)) and "://" not in name and name not in names:
            names.append(name)
    return text.clean(", ".join(names), LONGEST_NAME)


def _by_name(named: dict[str, str]) -> str:
    found = _first(
        named.get("author"), named.get("article:author"), named.get("dc.creator"), named.get("parsely-author")
    )
    return "" if "://" in found else plain(found, LONGEST_NAME)


def _picture(named: dict[str, str], base: str) -> Picture | None:
    address = _first(
        named.get("og:image:secure_url"), named.get("og:image"), named.get("og:image:url"), named.get("twitter:image")
    )
    return _safe(
        address, base, _first(named.get("og:image:alt"), named.get("twitter:image:alt")),
        named.get("og:image:width"), named.get("og:image:height"),
    )  # fmt: skip


def _ld_picture(value: object, base: str) -> Picture | None:
    one = (value[0] if value else None) if isinstance(value, list) else value
    if isinstance(one, dict):
        return _safe(_text(one.get("url")), base, _text(one.get("caption")), one.get("width"), one.get("height"))
    return _safe(_text(one), base, "")


def _safe(address: str, base: str, alt: str, width: object = None, height: object = None) -> Picture | None:
    url = text.safe_url(address, base)
    if not url.startswith("http"):
        return None
    return Picture(url, plain(alt, 1000), *_sizes((width, height)))


def _sizes(values: Iterable[object]) -> Iterator[int]:
    for value in values:
        yield value if isinstance(value, int) and 0 < value < 100_000 else number(value) or 0

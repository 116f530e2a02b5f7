"""The JSON-LD of a page: schema.org's description of its article."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, TypeAlias

from placentin_tui.text.numbers import json_number

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.html import HtmlElement

Thing: TypeAlias = dict[str, Any]
"""A JSON-LD object of any type; foreign."""

LONGEST = 500_000  # characters of one script
DEEPEST = 6
MOST_VALUES = 100
"""The most elements of a list that are read."""
_ARTICLES = frozenset((
    "Article", "NewsArticle", "ReportageNewsArticle", "AnalysisNewsArticle", "OpinionNewsArticle", "BlogPosting",
    "LiveBlogPosting", "TechArticle", "ScholarlyArticle", "Report", "Recipe", "Review", "SocialMediaPosting",
    "BackgroundNewsArticle", "ReviewNewsArticle", "AskPublicNewsArticle", "AdvertiserContentArticle",
    "SatiricalArticle", "MedicalScholarlyArticle", "DiscussionForumPosting", "CriticReview",
))  # fmt: skip
_PAPERS = frozenset(("Organization", "NewsMediaOrganization", "Corporation", "WebSite", "Newspaper", "Periodical"))
_WRAPPERS = (
    ("//<![CDATA[", "//]]>"), ("// <![CDATA[", "// ]]>"), ("/*<![CDATA[*/", "/*]]>*/"),
    ("/* <![CDATA[ */", "/* ]]> */"),
    ("<![CDATA[", "]]>"), ("<!--", "-->"),
)  # fmt: skip
"""What pages put around scripts for other parsers."""


class JsonLd:
    """All the objects of a page's JSON-LD."""

    def __init__(self, root: HtmlElement) -> None:
        self._things = list(_things(root))
        self._named = {
            name: each for each in self._things if isinstance(name := each.get("@id"), str) and len(each) > 1
        }

    def article(self) -> Thing:
        """The article's object, empty when there is none."""
        return next((each for each in self._things if _is_a(each, _ARTICLES)), {})

    def papers(self) -> list[str]:
        """The names of the page's publishers."""
        publishers = (other for each in self._things for other in self.values(each.get("publisher")))
        papers = (each for each in self._things if _is_a(each, _PAPERS))
        return [name for each in (*publishers, *papers) if (name := text_of(each.get("name")))]

    def values(self, value: object) -> list[Thing]:
        """The objects of a property, references by `@id` resolved; a bare name becomes `{"name": …}`."""
        found: list[Thing] = []
        for each in (value if isinstance(value, list) else [value])[:MOST_VALUES]:
            if isinstance(each, str):
                found.append({"name": each})
            elif isinstance(each, dict):
                found.append(each if each.get("name") else self._named.get(text_of(each.get("@id")), each))
        return found


def text_of(value: object) -> str:
    """A property's text, the first of several; empty when it is no text."""
    if isinstance(value, list):
        value = value[0] if value else ""
    return value if isinstance(value, str) else ""


def is_organization(thing: Thing) -> bool:
    """Whether an object is declared an organization."""
    return _is_a(thing, _PAPERS)


def is_person(thing: Thing) -> bool:
    """Whether an object is declared a person."""
    return _is_a(thing, frozenset(("Person",)))


def _is_a(thing: Thing, kinds: frozenset[str]) -> bool:
    said = thing.get("@type")
    return any(isinstance(kind, str) and kind in kinds for kind in (said if isinstance(said, list) else [said]))


def _things(root: HtmlElement) -> Iterator[Thing]:
    """Every object, containers before their contents."""
    for script in root.iter("script"):
        said = script.text or ""
        if (script.get("type") or "").strip().lower() == "application/ld+json" and len(said) <= LONGEST:
            try:
                yield from _inside(json.loads(_unwrapped(said), strict=False, parse_int=json_number), DEEPEST)
            except (ValueError, RecursionError):
                continue


def _unwrapped(said: str) -> str:
    """A script without the CDATA section or comment around it."""
    said = said.strip()
    for begins, ends in _WRAPPERS:
        if said.startswith(begins):
            said = said.removeprefix(begins).strip()
            for end in (ends, "]]>", "//"):
                said = said.removesuffix(end).strip()
    return said.rstrip(";")


def _inside(value: object, depth: int) -> Iterator[Thing]:
    """The objects in a JSON value, down to a depth."""
    if depth and isinstance(value, dict):
        yield value
        for name in ("@graph", "mainEntity", "mainEntityOfPage", "itemListElement"):
            yield from _inside(value.get(name), depth - 1)
    elif depth and isinstance(value, list):
        for each in value[:MOST_VALUES]:
            yield from _inside(each, depth - 1)

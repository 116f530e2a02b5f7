"""Classifies the links of a page: within it, to other pages of its paper, or to other sites."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urljoin

from placentin_tui.feeds.fulltext.fetch_policy import site

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.html import HtmlElement


class PageLinks:
    """The links of a page, classified by the sites of its paper."""

    def __init__(self, root: HtmlElement, url: str) -> None:
        self._url = url
        self._sites = {name for address in (url, *_said(root)) if (name := _site(address))}

    def within_paper(self, element: HtmlElement) -> bool:
        """Whether an element has links, all of them to other pages of the paper."""
        links = [each for each in element.iter("a") if leads_away(each)]
        return bool(links) and all(self._is_own(each) for each in links)

    def elsewhere(self, element: HtmlElement) -> bool:
        """Whether an element has links, none of them to a page of the paper."""
        links = [each for each in element.iter("a") if leads_away(each)]
        return bool(links) and not any(self._is_own(each) for each in links)

    def _is_own(self, link: HtmlElement) -> bool:
        """Whether a link leads to a site of the paper; false when invalid."""
        try:
            address = urljoin(self._url, (link.get("href") or "").strip())
        except ValueError:
            return False
        # Without a host it is relative to the page.
        return _site(address) in self._sites or "//" not in address


def leads_away(element: HtmlElement) -> bool:
    """Whether an element is a link to another page."""
    return element.tag == "a" and not (element.get("href") or "#").lstrip().startswith("#")


def _said(root: HtmlElement) -> Iterator[str]:
    """The page's own addresses according to its metadata."""
    for link in root.iter("link"):
        if (link.get("rel") or "").strip().lower() == "canonical":
            yield link.get("href") or ""
    for meta in root.iter("meta"):
        if meta.get("property") == "og:url":
            yield meta.get("content") or ""


def _site(address: str) -> str:
    try:
        return site(address)
    except ValueError:
        return ""

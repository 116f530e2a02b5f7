"""Where the links of a page lead: elsewhere on it, to other pages of its paper, or away."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urljoin

from placentin_tui.feeds.fulltext.policy import site

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.html import HtmlElement


class PageLinks:
    """The links of a page, told apart by the addresses at which its paper is at home."""

    def __init__(self, root: HtmlElement, url: str) -> None:
        self._url = url
        self._sites = {name for address in (url, *_said(root)) if (name := _site(address))}

    def within_paper(self, element: HtmlElement) -> bool:
        """Whether an element has links, and all of them lead to other pages of the paper."""
        links = [each for each in element.iter("a") if leads_away(each)]
        return bool(links) and all(self._is_own(each) for each in links)

    def elsewhere(self, element: HtmlElement) -> bool:
        """Whether an element has links, and none of them leads to a page of the paper."""
        links = [each for each in element.iter("a") if leads_away(each)]
        return bool(links) and not any(self._is_own(each) for each in links)

    def _is_own(self, link: HtmlElement) -> bool:
        try:
            address = urljoin(self._url, (link.get("href") or "").strip())
        except ValueError:
            return False
        # Without a host it is an address within the page's own.
        return _site(address) in self._sites or "//" not in address


def leads_away(element: HtmlElement) -> bool:
    """Whether an element is a link to another page."""
    return element.tag == "a" and not (element.get("href") or "#").lstrip().startswith("#")


def _said(root: HtmlElement) -> Iterator[str]:
    """The addresses the page gives as its own."""
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

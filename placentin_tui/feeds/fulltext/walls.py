"""What stands before a text: known by what the page says, asked only where the text that came is a poor one."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from placentin_tui.feeds.fulltext.wanted import same_site

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_CONSENT_HOST = re.compile(r"^(?:consent|guce|cmp|privacy)\.|(?:^|\.)privacy-mgmt\.com$")
_CONSENT = re.compile(
    r"didomi|onetrust|sp_message|qc-cmp|cmp[-_]?(?:box|wall|container)|cookie[-_]?wall|consent", re.IGNORECASE
)
_LOGIN = re.compile(r"/(?:log-?in|sign-?in|connexion|identification|auth|sso)\b", re.IGNORECASE)
_PAYWALL = re.compile(
    r"pay-?wall|subscri(?:ber|ption)[-_]?(?:only|wall|required)|premium[-_]?(?:wall|content|block)|article[-_]?locked"
    r"|reserved?[-_]?(?:for[-_])?(?:abonn|subscrib)|abonn[ée]s?[-_]?(?:only|wall)|tp-(?:modal|container)|poool|piano-",
    re.IGNORECASE,
)
_FOR_SUBSCRIBERS = re.compile(
    r"réservée?s? (?:à nos|aux) abonn|article (?:est )?réservé|il vous reste \d+ ?% de cet article|déjà abonné"
    r"|abonnez-vous pour|for subscribers only|subscribers[- ]only|subscribe to (?:read|continue|unlock)"
    r"|already a subscriber",
    re.IGNORECASE,
)
_LONGEST_PAGE = 200_000


def wall(root: HtmlElement, asked: str, url: str, *, is_free: bool) -> str:
    """Which wall a page is or has, `paywall`, `consent` or `login`; empty when it shows none.

    `asked` is the address that was asked for, `url` where the page was found.
    """
    parts = urlsplit(url)
    if not same_site(asked, url) or parts.path != urlsplit(asked).path:
        if _CONSENT_HOST.search(parts.hostname or "") or _CONSENT.search(parts.path):
            return "consent"
        if _LOGIN.search(parts.path):
            return "login"
    names, words = _names(root), _words(root)
    if not is_free or _PAYWALL.search(names) or _FOR_SUBSCRIBERS.search(words):
        return "paywall"
    if any((field.get("type") or "").lower() == "password" for field in root.iter("input")):
        return "login"
    return "consent" if _CONSENT.search(names) else ""


def _names(root: HtmlElement) -> str:
    """The classes and ids of the page."""
    return " ".join(filter(None, (each.get(name) for each in root.iter() for name in ("class", "id"))))[:_LONGEST_PAGE]


def _words(root: HtmlElement) -> str:
    return " ".join(root.text_content().split())[:_LONGEST_PAGE]

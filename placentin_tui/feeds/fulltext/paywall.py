"""Detects what may keep a text away: a paywall, a consent form, a login.

Whether it really does is judged by how much of the text was extracted (see `merge`), not by a class name alone.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from placentin_tui.feeds.fulltext.element_hints import is_hidden
from placentin_tui.feeds.fulltext.fetch_policy import same_site
from placentin_tui.feeds.fulltext.passages import letters_of

if TYPE_CHECKING:
    from lxml.html import HtmlElement

LEAST = 15
"""The fewest letters of a real wall; empty containers are for scripts, which may never fill them."""
_CONSENT_HOST = re.compile(r"^(?:consent|guce|cmp|privacy)\.|(?:^|\.)privacy-mgmt\.com$")
# For lower-case names, which is faster than IGNORECASE.
_CONSENT = re.compile(r"didomi|onetrust|sp_message|qc-cmp|cmp[-_]?(?:box|wall|container)|cookie[-_]?wall|consent")
_LOGIN = re.compile(r"/(?:log-?in|sign-?in|connexion|identification|auth|sso)\b", re.IGNORECASE)
_PAYWALL = re.compile(
    r"pay-?wall|subscri(?:ber|ption)[-_]?(?:only|wall|required)|premium[-_]?(?:wall|content|block)|article[-_]?locked"
    r"|reserved?[-_]?(?:for[-_])?(?:abonn|subscrib)|abonn[ée]s?[-_]?(?:only|wall)|tp-(?:modal|container)|poool|piano-"
)
_LONGEST_PAGE = 200_000


def redirected_to_wall(asked: str, url: str) -> str:
    """The wall that a redirect led to: `consent` or `login`; empty when it is the page asked for."""
    parts = urlsplit(url)
    if same_site(asked, url) and parts.path == urlsplit(asked).path:
        return ""
    if _CONSENT_HOST.search(parts.hostname or "") or _CONSENT.search(parts.path.lower()):
        return "consent"
    return "login" if _LOGIN.search(parts.path) else ""


def wall_in(root: HtmlElement) -> str:
    """The wall on a page, `paywall`, `consent` or `login`, whatever it hides; empty when there is none."""
    values = {value for name in ("//@class", "//@id") for value in root.xpath(name, smart_strings=False)}
    names = " ".join(values)[:_LONGEST_PAGE].lower()
    if _PAYWALL.search(names) and _stands(root, _PAYWALL):
        return "paywall"
    if any((field.get("type") or "").lower() == "password" for field in root.iter("input")):
        return "login"
    return "consent" if _CONSENT.search(names) and _stands(root, _CONSENT) else ""


def _stands(root: HtmlElement, name: re.Pattern[str]) -> bool:
    """Whether an element with such a class or id has text, and is not part of a form."""
    for element in root.xpath("//*[@class or @id]"):
        if not _is_called(element.get("class"), name) and not _is_called(element.get("id"), name):
            continue
        if is_hidden(element) or any(True for _form in element.iterancestors("form")):
            continue
        if len(letters_of(element.text_content()[: 20 * LEAST])) >= LEAST:
            return True
    return False


@lru_cache(maxsize=4096)
def _is_called(names: str | None, name: re.Pattern[str]) -> bool:
    return bool(names and name.search(names.lower()))

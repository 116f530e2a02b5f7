"""The values of a feed's elements: their attributes, texts and addresses as feedparser has them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import urljoin

from placentin_tui.feeds.fast_parser.document import Attributes, FeedReader, Unusual
from placentin_tui.text.urls import LONGEST_URL

if TYPE_CHECKING:
    from placentin_tui.feeds.fields import Fields

_settled = re.compile(
    r"https?://[a-z0-9.-]+(?::\d+)?(?:/[A-Za-z0-9/%,:@!$*()~._-]*)?"
    r"(?:\?[A-Za-z0-9/?&=%+,:@!$*()~._-]+)?(?:#[A-Za-z0-9/?&=%+,:@!$*()~._-]+)?"
)
_slashes = re.compile(r"^([A-Za-z][A-Za-z0-9+-.]*://)/*")
_TYPES = {
    "text": "text/plain", "plain": "text/plain", "text/plain": "text/plain",
    "html": "text/html", "text/html": "text/html",
}  # fmt: skip


def is_settled(address: str) -> bool:
    """Whether resolving an address against any base leaves it unchanged; those beyond the limit are not checked."""
    return len(address) <= LONGEST_URL and "/." not in address and bool(_settled.fullmatch(address))


class ElementValues(FeedReader):
    """A feed being read, and what its language and its base make of the values in it."""

    def __init__(self, base: str) -> None:
        super().__init__()
        self._base = base
        self._language: str | None = None

    def _detail(self, attributes: Attributes, kind: str) -> Fields:
        """The details that feedparser gives of a text: media type, language and base URL."""
        if not attributes:
            return {"type": kind, "language": self._language, "base": self._base}
        named = self.named(attributes)
        if "mode" in named or (kind := _TYPES.get(named.get("type", kind), "")) == "":
            raise Unusual
        if "type" in named and not self.version.startswith("atom"):
            raise Unusual
        base = kept_base(named["xml:base"]) if named.get("xml:base") else self._base
        language = language_tag(named["xml:lang"]) if "xml:lang" in named else self._language
        return {"type": kind, "language": language, "base": base}

    def _plain(self, attributes: Attributes) -> Attributes:
        """The attributes of an element whose language does not matter; raises `Unusual` when it has a base URL."""
        named = self.named(attributes) if attributes else {}
        if "xml:base" in named:
            raise Unusual
        return named

    def _bare(self, attributes: Attributes) -> None:
        if attributes:
            raise Unusual

    def _value(self) -> str:
        """The text of the element that ends; raises `Unusual` for UTF-8 that was decoded as Latin-1."""
        value = self.text()
        if not value.isascii():
            try:
                value.encode("iso-8859-1").decode("utf-8")
            except (UnicodeEncodeError, UnicodeDecodeError):
                return value
            raise Unusual
        return value

    def _address(self) -> str:
        value = self._value()
        return self._joined(value) if value else value

    def _joined(self, address: str) -> str:
        """An address resolved against the base URL as feedparser does it; empty when invalid."""
        if is_settled(address):
            return address
        try:
            return urljoin(self._base, _slashes.sub(r"\1", address))
        except ValueError:
            return ""


def language_tag(language: str) -> str | None:
    """A language as its tag; `None` where it names none."""
    return language.replace("_", "-") or None


def kept_base(base: str) -> str:
    """A base that stays what it is; raises `Unusual` for another."""
    if not is_settled(base):
        raise Unusual
    return base


def with_href(named: Attributes) -> Attributes:
    """The attributes with the address always named `href`."""
    if href := named.get("url", named.get("uri", named.get("href", ""))):
        named.pop("url", None)
        named.pop("uri", None)
        named["href"] = href
    return named

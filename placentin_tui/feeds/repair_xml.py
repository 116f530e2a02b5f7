"""Repairs the text of a feed to well-formed XML as far as possible, for the strict parser.

Most broken feeds are broken in a few ways: output before or after them, control characters, a bare `&`, HTML's named
entities, a truncated transfer. All of that is repaired here; the rest is left to the loose parser.

Everything before the root element is removed, the document type included: no entity is ever declared, so none can be
fetched (XXE) or expanded to gigabytes (billion laughs).
"""

from __future__ import annotations

import re
import sys
from dataclasses import dataclass
from html.entities import html5

from placentin_tui.errors import FeedError
from placentin_tui.feeds.fields import unescaped
from placentin_tui.text.numbers import whole_number

_root = re.compile(r"<((?:[A-Za-z_][\w.-]*:)?(?:rss|feed|rdf))(?=[\s>])", re.IGNORECASE)
_page = re.compile(r"<(?:!doctype\s+html|html|head|body)\b", re.IGNORECASE)
_wrapping = re.compile(
    r"(?:\s++|<!doctype[^<>]*+>|<\?[^<>]*+>|<!--.*?-->"
    r"|</?(?:html|head|body|pre|div|main|article|section|center|code|meta|title)(?:\s[^<>]*+)?>)*+",
    re.IGNORECASE | re.DOTALL,
)
"""Elements that programs put around a feed they take for a page, without text."""
_escaped_feed = re.compile(r"&lt;(?:\?xml|rss|feed|rdf:rdf)(?=[\s&>])", re.IGNORECASE)
_emptied_link = re.compile(r"<link\s*+/?>\s*+(https?:[^\s<>]++)(?!\s*+</link)", re.IGNORECASE)
"""A `<link>` rewritten as HTML: a void element, with its address after it."""
_item_end = re.compile(r"</(?:[\w.-]+:)?(?:item|entry)\s*>")

_not_xml = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]+")
# CDATA comes first so that it is skipped as a whole, closed or not.
_reference = re.compile(
    r"<!\[CDATA\[.*?(?:\]\]>|\Z)|&#(?:[xX](?P<hex>[0-9a-fA-F]+)|(?P<dec>[0-9]+));?"
    r"|&(?!(?:amp|lt|gt|quot|apos);)(?P<name>[A-Za-z][A-Za-z0-9]{1,31};)?",
    re.DOTALL,
)


@dataclass(frozen=True, slots=True)
class XmlDocument:
    """A feed's text from its root element to that element's end."""

    text: str
    cut: bool
    """It was truncated: the complete items were kept, and open elements closed."""


def whole(text: str) -> str:
    """The feed inside a text, unchanged, for a parser that can read it as it is.

    Empty when it has no end tag, or when a page or control characters come before it.
    """
    root = _root.search(text)
    if not root or _page.search(text, 0, root.start()) or _not_xml.search(text, 0, root.start()):
        return ""
    end = text.rfind(_end_of(root[1])) + len(_end_of(root[1]))
    return text[root.start() : end] if end > root.end() and not _not_xml.search(text, end) else ""


def is_wrapped(text: str) -> bool:
    """Whether the text is a feed wrapped in elements of a page, as markup or escaped."""
    return bool(_page.search(text) and _root.match(_unwrapped(text)))


def _unwrapped(text: str) -> str:
    """The content of a wrapping page, its markup restored; it begins with a feed's root only if it is a feed."""
    wrapping = _wrapping.match(text)
    text = text[wrapping.end() :] if wrapping else text
    if _escaped_feed.match(text):
        text = unescaped(text)
        text = text[before.end() :] if (before := _wrapping.match(text)) else text
    if not _root.match(text):
        return text
    text = text.replace("<!--[CDATA[", "<![CDATA[").replace("]]-->", "]]>")
    return _emptied_link.sub(r"<link>\1</link>", text)


def _end_of(root: str) -> str:
    return f"</{root}>"


def repair(text: str) -> XmlDocument:
    """The feed inside a text, repaired; raises `FeedError` when there is none."""
    text = _not_xml.sub("", text)
    root = _root.search(text)
    page = _page.search(text, 0, root.start() if root else len(text))
    if page:
        text = _unwrapped(text)
        root = _root.match(text)
        if not root:
            raise FeedError("no-feed-page")
    if not root:
        raise FeedError("no-feed")
    text, cut = _to_its_end(text[root.start() :], root[1])
    return XmlDocument(_reference.sub(_mended, text), cut)


def _to_its_end(text: str, root: str) -> tuple[str, bool]:
    """The text up to the root's end tag, and whether that had to be added."""
    end = text.rfind(_end_of(root))
    if end >= 0:
        return text[: end + len(_end_of(root))], False
    sound = 0
    for item in _item_end.finditer(text):
        sound = item.end()
    if not sound:
        raise FeedError("no-feed-cut")
    channel = "</channel>" if root.lower() == "rss" else ""
    return f"{text[:sound]}{channel}{_end_of(root)}", True


def _mended(found: re.Match[str]) -> str:
    """A character reference valid in XML, in place of an invalid one."""
    if found["hex"] or found["dec"]:
        digits, base = (found["hex"], 16) if found["hex"] else (found["dec"], 10)
        code = whole_number(digits, sys.maxunicode, base=base) or 0
        if 0x80 <= code <= 0x9F:  # C1 controls are meant as windows-1252
            code = ord(bytes([code]).decode("cp1252", "replace"))
        return "" if _not_xml.match(chr(code)) else f"&#{code};"
    if found["name"] in html5:
        return "".join(f"&#{ord(character)};" for character in html5[found["name"]])
    return f"&amp;{found['name'] or ''}" if found[0].startswith("&") else found[0]

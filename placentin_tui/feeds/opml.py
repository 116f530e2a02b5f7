"""Reads (1.0, 2.0) and writes (2.0) OPML, the format of subscription lists."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING
from urllib.parse import urlsplit
from xml.etree import ElementTree as ET

import listparser

from placentin_tui.errors import OpmlError
from placentin_tui.feeds.decode import decode
from placentin_tui.feeds.fields import plain
from placentin_tui.i18n import _
from placentin_tui.models import NewSource, Source
from placentin_tui.text import sanitize

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable


LONGEST = 5_000_000
"""The most characters; a list of 20,000 sources is shorter."""
DEEPEST = 200
"""The deepest nesting of folders; listparser copies the whole path at each source."""
LONGEST_TITLE = 200

_opml = re.compile(r"<(?:\w+:)?opml\b|<outline\s[^<>]*?\bxmlurl\s*+=", re.IGNORECASE)
"""The root element, or a source in a file without one."""
_outline = re.compile(r"<(/?)outline\b([^<>]*)>", re.IGNORECASE)
_feed_scheme = re.compile(r"^feed:(?://)?(?=https?:)|^feed(?=://)", re.IGNORECASE)


def read(text_of_file: bytes) -> tuple[NewSource, ...]:
    """The sources of an OPML file, each URL once, folders as paths; raises `OpmlError`."""
    words = decode(text_of_file)
    if not _opml.search(words):
        raise OpmlError("no-opml")
    if len(words) > LONGEST or _depth(words) > DEEPEST:
        raise OpmlError("opml-too-big")
    try:
        # Bytes, because text might be taken for a URL; ASCII, because listparser guesses encodings.
        found = listparser.parse(words.encode("ascii", "xmlcharrefreplace"))
    except (AssertionError, LookupError, ValueError) as error:  # what its parsers raise
        raise OpmlError("opml-damaged") from error
    level = cache(_level)  # the names of folders are repeated with each source
    sources = (_source(feed["url"], feed["title"], feed["categories"], level) for feed in found["feeds"])
    return tuple({source.url: source for source in sources if source.url}.values())


def write(sources: Iterable[Source | NewSource]) -> str:
    """The sources as an OPML 2.0 document, with nested folders."""
    root = ET.Element("opml", version="2.0")
    ET.SubElement(ET.SubElement(root, "head"), "title").text = _("Sources of Placentin")
    folders = {"": ET.SubElement(root, "body")}
    for source in sources:
        title = name_of(source)
        outline = ET.SubElement(_folder(folders, source.folder), "outline", text=title, title=title, type="rss")
        outline.set("xmlUrl", source.feed if isinstance(source, Source) else source.url)
        for name, value in (("htmlUrl", source.home), ("language", source.language)):
            if value:
                outline.set(name, value)
    ET.indent(root)
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{ET.tostring(root, encoding="unicode")}\n'


def name_of(source: Source | NewSource) -> str:
    """A source's name: its title, or its host while the title is unknown."""
    return source.title or sanitize.clean(urlsplit(source.url).hostname or source.url, LONGEST_TITLE)


def _folder(folders: dict[str, ET.Element], path: str) -> ET.Element:
    """The outline element of a folder, made with its parents when first needed."""
    if path not in folders:
        above, _slash, name = path.rpartition("/")
        folders[path] = ET.SubElement(_folder(folders, above), "outline", text=name, title=name)
    return folders[path]


def _source(url: str, title: str, places: list[list[str]], level: Callable[[str], str]) -> NewSource:
    # listparser gives the outline's own categories first, its folders last.
    levels = map(level, places[-1] if places else ())
    return NewSource(
        url=sanitize.safe_url(_feed_scheme.sub(_web_scheme, url), keep_user=True),
        title=plain(title, LONGEST_TITLE, None),
        folder="/".join(filter(None, levels)),
    )


def _level(label: str) -> str:
    """The name of one folder in a path, `/` in it replaced."""
    return plain(label, LONGEST_TITLE, None).replace("/", "∕")


def _web_scheme(found: re.Match[str]) -> str:
    """The scheme for `feed:` links: `feed://paper.example` is http, `feed:https://paper.example` has its own."""
    return "http" if found[0].lower() == "feed" else ""


def _depth(words: str) -> int:
    """The deepest nesting of outlines."""
    deepest = depth = 0
    for tag in _outline.finditer(words):
        if tag[1]:
            depth -= 1
        elif not tag[2].endswith("/"):
            depth += 1
            deepest = max(deepest, depth)
    return deepest

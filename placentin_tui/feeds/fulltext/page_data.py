"""The article in a page's data: the state that a script shows later, where the page itself has little of the text."""

from __future__ import annotations

import html
import json
import re
from typing import TYPE_CHECKING

from placentin_tui.feeds.fulltext.passages import letters_of
from placentin_tui.text.numbers import json_number

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.html import HtmlElement

LONGEST = 2_000_000  # characters of one script
MOST_VALUES = 20_000
"""The most values of one script that are visited."""
MOST_PLACES = 20
"""The most places of a script where an object may begin."""
DEEPEST = 16
LEAST_TITLE = 10
"""The fewest letters of a headline that no other value has by chance."""
_MARKS = ("<p", "&lt;p", "\\u003cp", "\\u003Cp")
"""What shows that a script has paragraphs, in the ways they are written."""
_BEGINS = re.compile(r"(?:=|^)\s{0,9}(?=[{\[])", re.MULTILINE)
_PARAGRAPH = re.compile(r"<p[\s>]")


def scripts_with_text(root: HtmlElement) -> list[str]:
    """The scripts of a page that have paragraphs of a text in them."""
    scripts = (each.text or "" for each in root.iter("script"))
    return [said for said in scripts if len(said) <= LONGEST and any(mark in said for mark in _MARKS)]


def article_html(scripts: list[str], title: str) -> str:
    """The HTML of the innermost object with the page's headline; `title` is given as letters."""
    if len(title) < LEAST_TITLE:
        return ""
    found = (text for said in scripts for value in _values(said) for text in _Search(title).texts(value))
    return max(found, key=len, default="")


def _values(said: str) -> Iterator[object]:
    """The JSON values in a script: itself, or what it assigns to variables."""
    decoder = json.JSONDecoder(parse_int=json_number, strict=False)
    end = 0
    for _nth, place in zip(range(MOST_PLACES), _BEGINS.finditer(said), strict=False):
        if place.end() < end:
            continue
        try:
            value, end = decoder.raw_decode(said, place.end())
        except (ValueError, RecursionError):
            continue
        yield value


class _Search:
    """Looks for objects with a headline in one value."""

    def __init__(self, title: str) -> None:
        self._title = title
        self._left = MOST_VALUES

    def texts(self, value: object, depth: int = DEEPEST) -> list[str]:
        """The paragraphs of each object that has the headline, and no such object inside."""
        self._left -= 1
        if not depth or self._left < 0 or not isinstance(value, dict | list):
            return []
        inner = value.values() if isinstance(value, dict) else value
        found = [text for each in inner for text in self.texts(each, depth - 1)]
        if not found and isinstance(value, dict) and self._is_titled(value):
            found = ["".join(_paragraphs(value, DEEPEST))]
        return found

    def _is_titled(self, value: dict[str, object]) -> bool:
        texts = (each for each in value.values() if isinstance(each, str) and len(each) <= 4 * len(self._title))
        return any(letters_of(each) == self._title for each in texts)


def _paragraphs(value: object, depth: int) -> Iterator[str]:
    """The texts in HTML of a value, in order."""
    if isinstance(value, str):
        text = html.unescape(value) if "&lt;" in value else value
        if _PARAGRAPH.search(text):
            yield text
    elif depth and isinstance(value, dict | list):
        for each in value.values() if isinstance(value, dict) else value:
            yield from _paragraphs(each, depth - 1)

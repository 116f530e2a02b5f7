"""Limits of nesting in a feed: items beyond them are left out, so that the rest can be read."""

from __future__ import annotations

import re

MOST_NAMESPACES = 200
"""The most namespace declarations: feedparser searches all of them at each unknown element."""
DEEPEST = 10_000
"""The deepest nesting of elements; unclosed `<br>` in an ill-formed feed count."""
DEEPEST_JSON = 100
"""The deepest nesting of lists and objects; a JSON Feed has five levels."""
_AROUND = 50
"""Levels of elements around an item."""

before_item = re.compile(r"(?=<(?:[\w.-]+:)?(?:item|entry)[\s>])")
_item_end = re.compile(r"</(?:[\w.-]+:)?(?:item|entry)\s*+>")
_tag = re.compile(r"<!\[CDATA\[.*?(?:\]\]>|\Z)|<!--.*?(?:-->|\Z)|<(/?)[A-Za-z][^<>]*+", re.DOTALL)
_bracket = re.compile(r'"(?:[^"\\]++|\\.)*+(?:"|\Z)|([\[{])|[\]}]', re.DOTALL)
"""A string (which may contain brackets) or a bracket of JSON."""


def without_deep_items(text: str) -> str:
    """The feed without items that are nested too deep or declare too many namespaces."""
    head, *items = before_item.split(text)
    return "".join([head, *(_behind(item) if _is_beyond_measure(item) else item for item in items)])


def without_deep_values(words: str) -> str:
    """A JSON document with `null` for each list and object that is nested too deep."""
    parts: list[str] = []
    depth = kept = 0
    for found in _bracket.finditer(words):
        if found[0][0] == '"':
            continue
        if found[1]:
            depth += 1
            if depth == DEEPEST_JSON + 1:
                parts += [words[kept : found.start()], "null"]
        else:
            if depth == DEEPEST_JSON + 1:
                kept = found.end()
            depth -= 1
    return "".join([*parts, words[kept:] if depth <= DEEPEST_JSON else ""])


def _is_beyond_measure(item: str) -> bool:
    return item.count("xmlns") > MOST_NAMESPACES or (item.count("<") > DEEPEST - _AROUND and _is_deep(item))


def _is_deep(item: str) -> bool:
    """Whether an item is nested too deep."""
    depth = 0
    for tag in _tag.finditer(item):
        if tag[1] is None or tag[0].endswith("/"):
            continue
        depth += -1 if tag[1] else 1
        if depth > DEEPEST - _AROUND:
            return True
    return False


def _behind(item: str) -> str:
    """What follows an item's end tag: mostly the end of the feed."""
    end = len(item)
    for found in _item_end.finditer(item):
        end = found.end()
    return item[end:]

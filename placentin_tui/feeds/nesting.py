"""What is nested beyond measure in a feed: it is left out, so that it costs nobody the rest."""

from __future__ import annotations

import re

MOST_NAMESPACES = 200
"""Namespaces declared: feedparser looks through all of them at each unknown element."""
DEEPEST = 10_000
"""Elements within one another; unclosed `<br>` in an ill-formed feed count."""
DEEPEST_JSON = 100
"""Lists and objects within one another; a JSON Feed has five."""
_AROUND = 50
"""Elements an item may stand in."""

before_item = re.compile(r"(?=<(?:[\w.-]+:)?(?:item|entry)[\s>])")
_item_end = re.compile(r"</(?:[\w.-]+:)?(?:item|entry)\s*+>")
_tag = re.compile(r"<!\[CDATA\[.*?(?:\]\]>|\Z)|<!--.*?(?:-->|\Z)|<(/?)[A-Za-z][^<>]*+", re.DOTALL)
_bracket = re.compile(r'"(?:[^"\\]++|\\.)*+(?:"|\Z)|([\[{])|[\]}]', re.DOTALL)
"""Brackets of JSON; texts, which may hold some, are passed over whole."""


def without_deep_items(text: str) -> str:
    """The feed without its items that are nested too deep or declare too many namespaces."""
    head, *items = before_item.split(text)
    return "".join([head, *(_behind(item) if _is_beyond_measure(item) else item for item in items)])


def without_deep_values(words: str) -> str:
    """A JSON document, with `null` for each list and object that stands too deep."""
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
    depth = 0
    for tag in _tag.finditer(item):
        if tag[1] is None or tag[0].endswith("/"):
            continue
        depth += -1 if tag[1] else 1
        if depth > DEEPEST - _AROUND:
            return True
    return False


def _behind(item: str) -> str:
    """What follows an item up to the next: the end of the feed, mostly."""
    end = len(item)
    for found in _item_end.finditer(item):
        end = found.end()
    return item[end:]

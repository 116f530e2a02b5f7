"""Recognises placeholder pictures of lazy loaders, by file names without any other meaning."""

from __future__ import annotations

import re

_WORDS = re.compile(r"\d{1,5}x\d{1,5}|\d+|[a-z]+")
_CAPITAL = re.compile(r"(?<=[a-z])(?=[A-Z])")
_DIGEST = re.compile(r"[._-](?=[a-f]*\d)[0-9a-f]{8,}\Z")
_SIZE = re.compile(r"\d{1,5}x\d{1,5}")
_NOT_IN_NAME = re.compile(r"[/\\=&#:;,]")
_ENDINGS = (".gif", ".png", ".svg")
_ANY_ENDING = (*_ENDINGS, ".jpg", ".jpeg", ".webp", ".avif")
_PLACE = frozenset(("placeholder", "spacer", "lazyload", "blank"))
"""Words for placeholders in files of any format."""
_SAY_SO = _PLACE | frozenset((
    "pixel", "transparent", "trans", "lazy", "loading", "loader", "preloader", "spinner", "grey", "gray", "empty",
    "clear", "dot", "px",
))  # fmt: skip
_BESIDE = frozenset((
    "img", "image", "images", "pic", "picture", "photo", "thumb", "thumbnail", "bg", "background", "default", "load",
    "ajax", "gif", "png", "svg", "white", "black", "light", "dark", "base", "small", "medium", "large", "icon", "post",
    "article", "video", "holder", "place", "the", "for", "of", "landscape", "portrait", "square", "min", "gradient",
    "0", "1", "2x",
))  # fmt: skip
"""Words allowed next to those; any other makes it a real picture's name: « grey-heron.png »."""


def is_placeholder(address: str) -> bool:
    """Whether a picture is a placeholder, by its file name."""
    return any(_keeps_a_place(_NOT_IN_NAME.split(part)[-1]) for part in address[:4096].split("?"))


def _keeps_a_place(name: str) -> bool:
    """Whether a file name has only words for placeholders."""
    stem, dot, ending = name.rpartition(".")
    if f"{dot}{ending}".lower() not in _ANY_ENDING:
        return False
    stem = _DIGEST.sub("", _CAPITAL.sub("-", stem).lower())
    words = set(_WORDS.findall(stem))
    sizes = {word for word in words if _SIZE.fullmatch(word)}
    said = words & _SAY_SO or sizes == words == {"1x1"}
    if not said or words - sizes - _SAY_SO - _BESIDE or not stem.isascii():
        return False
    return f".{ending.lower()}" in _ENDINGS or not words.isdisjoint(_PLACE)

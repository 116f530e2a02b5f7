"""Tidies an article's pictures: marks captions, and removes alt texts that repeat them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from placentin_tui.feeds.fulltext.passages import letters_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from lxml.html import HtmlElement

    from placentin_tui.feeds.fulltext.text_density import Outline

_FILE = re.compile(r"\S+\.(?:jpe?g|png|gif|webp|avif|svg|bmp)", re.IGNORECASE)
_BOXES = frozenset(("div", "section", "center"))
SAME = 15
"""The fewest letters of an alt text that are not in the text by chance."""
MOSTLY = 0.6
"""The share of common longer words from which on two descriptions say the same."""
_LONG_WORD = re.compile(r"[^\W\d_]{4,}")


def make_figures(outline: Outline, elements: Iterable[HtmlElement]) -> None:
    """Turn elements that contain one picture and its caption into `<figure>` and `<figcaption>`."""
    for element in elements:
        if element.tag not in _BOXES or any(
            True for _figure in (*element.iter("figure"), *element.iterancestors("figure"))
        ):
            continue
        element.tag = "figure"
        for passage in outline.within(element):
            if passage.block is not element:
                passage.block.tag = "figcaption"


def single_descriptions(article: HtmlElement, texts: Iterable[str]) -> None:
    """Empty alt texts that are file names or repeat the article's text or caption; `texts` are given as letters."""
    said = "\n".join(texts)
    for picture in article.iter("img", "amp-img", "image"):
        if not (words := (picture.get("alt") or "").strip()):
            continue
        letters = letters_of(words)
        if _is_file_name(words) or (len(letters) >= SAME and letters in said) or _is_in_caption(picture, words):
            picture.set("alt", "")


def _is_in_caption(picture: HtmlElement, description: str) -> bool:
    """Whether a picture's caption says nearly the same as its alt text."""
    figure = next(picture.iterancestors("figure"), None)
    caption = next(figure.iter("figcaption"), None) if figure is not None else None
    if caption is None:
        return False
    one, other = (set(_LONG_WORD.findall(each.casefold())) for each in (description, str(caption.text_content())))
    return len(one) > 2 and len(other) > 2 and len(one & other) >= MOSTLY * min(len(one), len(other))


def _is_file_name(words: str) -> bool:
    """Whether an alt text is a file name: `getty-01`, `IMG_2041`, `port.jpg`."""
    if _FILE.fullmatch(words):
        return True
    is_word = words.isprintable() and " " not in words
    return is_word and any(map(str.isdigit, words)) and any(sign in words[1:] for sign in "-_")

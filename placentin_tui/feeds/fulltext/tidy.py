"""The pictures of an article put in order: their captions as captions, their descriptions once."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from placentin_tui.feeds.fulltext.passages import letters_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from lxml.html import HtmlElement

    from placentin_tui.feeds.fulltext.outline import Outline

_FILE = re.compile(r"\S+\.(?:jpe?g|png|gif|webp|avif|svg|bmp)", re.IGNORECASE)
_BOXES = frozenset(("div", "section", "center"))
SAME = 15
"""Letters that a description and a caption have in common by no chance."""
MOSTLY = 0.6
"""The part of the longer words of one that stand in the other where both say the same."""
_LONG_WORD = re.compile(r"[^\W\d_]{4,}")


def make_figures(outline: Outline, elements: Iterable[HtmlElement]) -> None:
    """Have elements that hold one picture, and what is said of it, say so."""
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
    """Take away the descriptions of pictures that are file names, or stand in the texts (given by letters) anyway."""
    said = "\n".join(texts)
    for picture in article.iter("img", "amp-img", "image"):
        if not (words := (picture.get("alt") or "").strip()):
            continue
        letters = letters_of(words)
        if _is_file_name(words) or (len(letters) >= SAME and letters in said) or _is_in_caption(picture, words):
            picture.set("alt", "")


def _is_in_caption(picture: HtmlElement, description: str) -> bool:
    """Whether the caption of a picture says in nearly the same words what its description says."""
    figure = next(picture.iterancestors("figure"), None)
    caption = next(figure.iter("figcaption"), None) if figure is not None else None
    if caption is None:
        return False
    one, other = (set(_LONG_WORD.findall(each.casefold())) for each in (description, str(caption.text_content())))
    return len(one) > 2 and len(other) > 2 and len(one & other) >= MOSTLY * min(len(one), len(other))


def _is_file_name(words: str) -> bool:
    """Whether it is what a camera or a server calls a file: `getty-01`, `IMG_2041`, `port.jpg`."""
    if _FILE.fullmatch(words):
        return True
    is_word = words.isprintable() and " " not in words
    return is_word and any(map(str.isdigit, words)) and any(sign in words[1:] for sign in "-_")

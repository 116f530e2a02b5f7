"""The settings of paragraphs."""

from __future__ import annotations

from typing import NamedTuple


class ParagraphStyle(NamedTuple):
    """Hyphenation, justification and spacing of paragraphs."""

    hyphenate: bool = False
    """Words are hyphenated by the patterns of the text's language."""
    justify: bool = False
    """Lines are justified."""
    between: int = 1
    """Empty lines between paragraphs; with none, paragraphs get a first-line indent."""
    insets: tuple[int, ...] = ()
    """Columns by which the first lines are shorter, each: a large initial stands beside them."""


UNDERLINED = 2
"""The last level of headings with a line beneath, which takes the place of the empty line."""

PLAIN = ParagraphStyle()

"""How prose is set: what a reader may want otherwise."""

from __future__ import annotations

from typing import NamedTuple


class ParagraphStyle(NamedTuple):
    """The setting of paragraphs."""

    hyphenate: bool = False
    """Words are broken by the rules of the text's language."""
    justify: bool = False
    """Lines reach both edges."""
    between: int = 1
    """Empty lines between paragraphs; with none their first line is set in."""


PLAIN = ParagraphStyle()

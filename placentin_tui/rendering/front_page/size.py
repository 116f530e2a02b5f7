"""Which of the four layouts a window has."""

from __future__ import annotations

from enum import StrEnum


class PageSize(StrEnum):
    """A layout of the front page, named by the window it is made for."""

    LARGE = "large"
    """200 × 50."""
    MEDIUM = "medium"
    """120 × 40."""
    SMALL = "small"
    """80 × 24."""
    TINY = "tiny"
    """40 × 12."""


_LEAST = ((PageSize.LARGE, 180, 44), (PageSize.MEDIUM, 110, 32), (PageSize.SMALL, 64, 20))
"""The columns and rows a window has at least for each layout, the largest first."""


def page_size(columns: int, rows: int) -> PageSize:
    """The largest layout that fits a window."""
    return next((size for size, least, low in _LEAST if columns >= least and rows >= low), PageSize.TINY)

"""What happens behind the screens, told to those that show it."""

from __future__ import annotations

from textual.message import Message


class LibraryChanged(Message):
    """The library holds something else than a moment ago, or a minute has passed: marks and ages may be others."""


class ArticlesGone(Message):
    """An article or a source that is shown is in the library no more."""


class SourceAnswered(Message):
    """A source has answered, or failed."""

    def __init__(self, source: int | None) -> None:
        """`None`: the whole refresh is over."""
        super().__init__()
        self.source = source

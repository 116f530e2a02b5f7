"""What the courier brings, for whatever screen lies on top."""

from __future__ import annotations

from textual.message import Message


class SourceAnswered(Message):
    """A source has answered, or failed."""

    def __init__(self, source: int | None) -> None:
        """`None`: the whole refresh is over."""
        super().__init__()
        self.source = source

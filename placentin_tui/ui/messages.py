"""Messages about changes in the library, posted by the app to the screens that show it."""

from __future__ import annotations

from textual.message import Message


class LibraryChanged(Message):
    """The library has changed, or a minute has passed: marks and ages on the screen may be out of date."""


class ArticlesGone(Message):
    """An article or a source that is shown is no longer in the library."""


class ServicesChanged(Message):
    """A server that keeps marks was added, removed or synced, or what waits for it has changed."""


class SourceAnswered(Message):
    """The courier has finished a source, with success or an error."""

    def __init__(self, source: int | None) -> None:
        """`source`: the source's id; `None`: the whole refresh is over."""
        super().__init__()
        self.source = source

"""What the program says to the person: one message at a time, the others in turn, all kept to be read again."""

from __future__ import annotations

from collections import deque
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from placentin_tui.timestamp import Timestamp

KEPT = 100
"""Messages that can be read again."""
WAITING = 5
"""Messages that wait for their turn; the oldest gives way to a further one, and can be read among those kept."""
SHORTEST, LONGEST, PER_SECOND = 6.0, 15.0, 15
"""Seconds a message is shown, by its length: at least, at most, and characters read in one."""
FOR_GOOD = 86_400.0
"""Seconds an error is shown: until something else is said, or it was read."""


class Message(NamedTuple):
    """One thing said."""

    text: str
    at: Timestamp
    error: bool = False

    @property
    def seconds(self) -> float:
        """How long it takes to read."""
        return min(LONGEST, max(SHORTEST, len(self.text) / PER_SECOND))


class MessageQueue:
    """Which message is shown, and which come after it."""

    def __init__(self) -> None:
        self.shown: Message | None = None
        self.kept: deque[Message] = deque(maxlen=KEPT)
        """Everything that was said, the oldest first."""
        self.unread_errors = 0
        """Errors said since messages were last read."""
        self._waiting: deque[Message] = deque(maxlen=WAITING)

    def say(self, message: Message, *, beside: bool) -> bool:
        """Take a message up; whether it is to be shown now. An answer to a key replaces what is shown, what comes
        `beside` waits until that was read.
        """
        if not self.kept or (self.kept[-1].text, self.kept[-1].error) != (message.text, message.error):
            self.kept.append(message)
            self.unread_errors += message.error
        if beside and self.shown is not None:
            if message.text not in {other.text for other in (self.shown, *self._waiting)}:
                self._waiting.append(message)
            return False
        self.shown = message
        return True

    def following(self) -> Message | None:
        """The message to be shown now that the one before has had its time; `None`: there is none, an error stays."""
        if self._waiting:
            self.shown = self._waiting.popleft()
            return self.shown
        if self.shown is not None and not self.shown.error:
            self.shown = None
        return None

    def read(self) -> None:
        """What is shown was read, or all that was said."""
        self.shown = None
        self.unread_errors = 0

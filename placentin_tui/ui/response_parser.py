"""Separates the terminal's responses from the keys: they reach the app as messages.

Textual takes a response it does not know for key presses, and has no interface for more of them; its driver finds the
parser by a name in the driver's module, which is replaced here.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.message import Message

from placentin_tui.terminal.response_filter import ResponseFilter
from placentin_tui.ui.textual_internals import XTermParser, use_parser, uses_parser

if TYPE_CHECKING:
    from collections.abc import Iterable

    from textual.driver import Driver

response_filter = ResponseFilter()
"""The filter between the terminal and the app: one for the process, as there is one terminal."""


class Answered(Message):
    """The terminal has answered a query."""

    def __init__(self, answer: str) -> None:
        """`answer`: the escape sequence, as `ResponseFilter` gives it."""
        super().__init__()
        self.answer = answer


class ResponseParser(XTermParser):
    """Textual's parser of terminal input, without the responses."""

    def feed(self, data: str) -> Iterable[Message]:
        """Yield the events in `data`; an empty string is the end of the input, as in Textual."""
        if not data:
            yield from super().feed(data)
            return
        typed, answers = response_filter.sift(data)
        yield from map(Answered, answers)
        if typed:
            yield from super().feed(typed)

    def tick(self) -> Iterable[Message]:
        """Yield the events that follow from a timeout: an unfinished sequence was keys after all."""
        if held := response_filter.release():
            yield from super().feed(held)
        yield from super().tick()


def hearing(driver: type[Driver]) -> type[Driver]:
    """Install `ResponseParser` for Textual's Linux driver and return our subclass of that; return any other driver
    unchanged.
    """
    if use_parser(driver, ResponseParser):
        from placentin_tui.ui.terminal_driver import AnchoringDriver

        return AnchoringDriver
    return driver


def can_hear(driver: Driver | None) -> bool:
    """Whether responses of the terminal are parsed with this driver, so that it can be queried."""
    return driver is not None and uses_parser(type(driver), ResponseParser)

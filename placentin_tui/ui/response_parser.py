"""A driver's ear: the terminal's answers reach the app as messages, and never as keys."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.message import Message

from placentin_tui.terminal.response_filter import ResponseFilter
from placentin_tui.ui.textual_internals import XTermParser, use_parser, uses_parser

if TYPE_CHECKING:
    from collections.abc import Iterable

    from textual.driver import Driver

response_filter = ResponseFilter()
"""The one between the terminal and the app: there is one of each."""


class Answered(Message):
    """The terminal has answered a question."""

    def __init__(self, answer: str) -> None:
        super().__init__()
        self.answer = answer


class ResponseParser(XTermParser):
    """Textual's parser of what the terminal sends, but for the answers."""

    def feed(self, data: str) -> Iterable[Message]:
        """The events in what has come; nothing is its end, as Textual has it."""
        if not data:
            yield from super().feed(data)
            return
        typed, answers = response_filter.sift(data)
        yield from map(Answered, answers)
        if typed:
            yield from super().feed(typed)

    def tick(self) -> Iterable[Message]:
        """The events that come of waiting."""
        if held := response_filter.release():
            yield from super().feed(held)
        yield from super().tick()


def hearing(driver: type[Driver]) -> type[Driver]:
    """The driver, as ours with an ear where it is one that reads a terminal."""
    if use_parser(driver, ResponseParser):
        from placentin_tui.ui.terminal_driver import AnchoringDriver

        return AnchoringDriver
    return driver


def can_hear(driver: Driver | None) -> bool:
    """Whether the terminal can be asked through a driver."""
    return driver is not None and uses_parser(type(driver), ResponseParser)

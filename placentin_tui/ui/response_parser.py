"""A driver's ear: the terminal's answers reach the app as messages, and never as keys.

Textual takes an answer it does not know for keys pressed one after the other, and leaves no door to teach it another
one but the name its driver finds its parser by.
"""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from textual._xterm_parser import XTermParser
from textual.message import Message

from placentin_tui.terminal.response_filter import ResponseFilter

if TYPE_CHECKING:
    from collections.abc import Iterable
    from types import ModuleType

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
    if module := _module_of(driver):
        vars(module)["XTermParser"] = ResponseParser
        from placentin_tui.ui.terminal_driver import AnchoringDriver

        return AnchoringDriver
    return driver


def can_hear(driver: Driver | None) -> bool:
    """Whether the terminal can be asked through a driver."""
    module = _module_of(type(driver))
    return module is not None and vars(module)["XTermParser"] is ResponseParser


def _module_of(driver: type) -> ModuleType | None:
    """The module of a driver that reads a terminal by Textual's parser; other systems have other drivers."""
    module = sys.modules.get("textual.drivers.linux_driver")
    if module and "XTermParser" in vars(module) and issubclass(driver, module.LinuxDriver):
        return module
    return None

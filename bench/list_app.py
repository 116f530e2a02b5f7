"""The peer for keys: a Textual app that is one bare `OptionList` of 100 rows, moved through with `j`."""

from __future__ import annotations

from typing import ClassVar

from textual.app import App, ComposeResult
from textual.widgets import OptionList


class ListApp(App[None]):
    """A list, and nothing else."""

    BINDINGS: ClassVar = [("j", "down", "Down")]

    def compose(self) -> ComposeResult:
        """The list."""
        yield OptionList(*(f"Row {n}" for n in range(100)))

    def action_down(self) -> None:
        """One row down."""
        self.query_one(OptionList).action_cursor_down()


if __name__ == "__main__":
    ListApp().run()

"""A dialog with a question: paragraphs of explanation above the choices."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.widgets import Static
from textual.widgets.option_list import Option

from placentin_tui.commands import Scope
from placentin_tui.i18n import _
from placentin_tui.ui.bindings import bindings
from placentin_tui.ui.screens.dialog import foot, head
from placentin_tui.ui.screens.menu_dialog import Choice, MenuCard
from placentin_tui.ui.widgets.choice_list import ChoiceList

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.app import ComposeResult
    from textual.binding import BindingType

    from placentin_tui.ui.textual_internals import CSSPathType


class QuestionScreen(MenuCard[Choice]):
    """Returns the choice taken; the cursor stands on the first one, which must be the one that changes nothing."""

    CSS_PATH: ClassVar[CSSPathType | None] = ["dialog.tcss", "question.tcss"]
    BINDINGS: ClassVar[list[BindingType]] = bindings(Scope.QUESTION)

    def __init__(self, title: str, why: Sequence[tuple[str, str]], choices: Sequence[tuple[str, Choice]]) -> None:
        """`why`: paragraphs, each with its style classes (see `question.tcss`)."""
        lines = [(Content(words), choice) for words, choice in choices]
        super().__init__(title, lines, foot=_("Enter chooses · Esc goes back"))
        self._why = tuple(why)

    def compose(self) -> ComposeResult:
        """The card with the explanation and the choices."""
        with Vertical(classes="card"):
            yield head(self._title)
            with VerticalScroll(id="why", can_focus=False):
                for words, classes in self._why:
                    yield Static(Content(words), classes=classes)
            yield ChoiceList(*(Option(line) for line, _choice in self._lines))
            yield foot(self._foot)

    def action_scroll_why(self, pages: int) -> None:
        """Scroll the explanation by pages, where it does not fit."""
        why = self.query_one("#why")
        why.scroll_relative(y=pages * max(1, why.size.height - 1), animate=False)

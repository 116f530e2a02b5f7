"""The base of pages that are one list: masthead, list, what is said of the line under the cursor, status line."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Generic, TypeVar

from textual.content import Content
from textual.widgets import Static
from textual.widgets.option_list import Option

from placentin_tui.commands import Scope, of_scopes
from placentin_tui.commands.hints import Focus, hints_of
from placentin_tui.i18n import day_name, on_calendar
from placentin_tui.ui.bindings import action
from placentin_tui.ui.screens.command_access import CommandAccess
from placentin_tui.ui.screens.dialog import Card
from placentin_tui.ui.widgets.choice_list import ChoiceList
from placentin_tui.ui.widgets.masthead import ROOMY, Masthead
from placentin_tui.ui.widgets.status_line import StatusLine

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.app import ComposeResult

    from placentin_tui.ui.textual_internals import CSSPathType

Result = TypeVar("Result")
Row = TypeVar("Row")


class ListPage(CommandAccess, Card[Result], Generic[Result, Row]):
    """A page of rows; a subclass reads them, says each of them in words, and acts on the one under the cursor."""

    CSS_PATH: ClassVar[CSSPathType | None] = ["dialog.tcss", "list_page.tcss"]
    SCOPE: ClassVar[Scope]
    FOCUS: ClassVar[Focus]

    def __init__(self) -> None:
        """The rows are read in `on_mount`."""
        super().__init__()
        self._rows: Sequence[Row] = ()

    def rows(self) -> Sequence[Row]:
        """What is listed now."""
        raise NotImplementedError

    def line(self, row: Row) -> Content:
        """A row of the list."""
        raise NotImplementedError

    def nothing(self) -> str:
        """What is said where there is no row."""
        raise NotImplementedError

    def about(self, row: Row) -> str:
        """What is said below the list of the row under the cursor."""
        raise NotImplementedError

    def head(self) -> tuple[str, str, str]:
        """What the page is, how much it lists, and what counts of it most."""
        raise NotImplementedError

    def compose(self) -> ComposeResult:
        """Masthead, list or what is said in its place, what is said of the row under the cursor, status line."""
        yield Masthead()
        yield ChoiceList()
        yield Static(id="none", markup=False, classes="quiet")
        yield Static(id="about", markup=False)
        yield StatusLine()

    def on_mount(self) -> None:
        """List the rows."""
        self.query_one(StatusLine).hints = hints_of(self.FOCUS, of_scopes(self.app.commands, self.SCOPE))
        self.fill(0)

    @property
    def _list(self) -> ChoiceList:
        return self.query_one(ChoiceList)

    @property
    def current(self) -> Row | None:
        """The row under the cursor."""
        at = self._list.highlighted
        return self._rows[at] if at is not None and at < len(self._rows) else None

    def fill(self, at: int | None = None) -> None:
        """Read the rows and list them, the cursor on its row, or on another one; nothing once the page is closed."""
        if not self.query(ChoiceList):
            return
        place = (self._list.highlighted or 0) if at is None else at
        self._rows = self.rows()
        self._list.clear_options()
        self._list.add_options([Option(self.line(row)) for row in self._rows])
        self._list.highlighted = max(0, min(place, len(self._rows) - 1)) if self._rows else None
        self._list.display = bool(self._rows)
        nothing = self.query_one("#none", Static)
        nothing.display = not self._rows
        nothing.update(Content(self.nothing()))
        self._entitle()
        self._say()
        if self._rows:
            self._list.focus()

    def _entitle(self) -> None:
        head = self.query_one(Masthead)
        head.name_of_paper, listed, head.unread = self.head()
        head.view = listed if self.app.size.width - 2 >= ROOMY else ""
        head.date = day_name(on_calendar(self.app.clock()).date(), month=True, year=True)

    def _say(self) -> None:
        row = self.current
        self.query_one("#about", Static).update(Content(self.about(row) if row is not None else ""))

    def on_option_list_option_highlighted(self) -> None:
        """Say what there is to say of the row under the cursor."""
        self._say()

    async def on_status_line_clicked(self, event: StatusLine.Clicked) -> None:
        """Do the act that was clicked in the status line."""
        await self.run_action(action(self.app.command(event.act)))

    def action_move(self, how: str) -> None:
        """Move in the list; `how`: the rest of the name of an action of Textual's `OptionList`."""
        getattr(self._list, f"action_{how}")()

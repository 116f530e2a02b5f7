"""The switcher of views: all that can be listed, narrowed by typing; where saved views are changed."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, ClassVar

from msgspec.structs import replace
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Static

from placentin_tui.commands import Scope, sign
from placentin_tui.errors import PlacentinError
from placentin_tui.i18n import _
from placentin_tui.models import View
from placentin_tui.prose.layout import text_width
from placentin_tui.rendering.view_rows import Choices, Count, best, digits, paper_rows, plain_rows, rows
from placentin_tui.text.collation import folded
from placentin_tui.ui.bindings import bindings
from placentin_tui.ui.screens.dialog import LOW, Card, foot, head
from placentin_tui.ui.widgets.field import Field, NarrowingField
from placentin_tui.ui.widgets.view_list import ViewList

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual import events
    from textual.app import ComposeResult
    from textual.binding import BindingType
    from textual.widgets import Input
    from textual.worker import WorkType

    from placentin_tui.library import Library
    from placentin_tui.models import Act
    from placentin_tui.rendering.view_rows import ViewRow

MOST_SECTIONS, MOST_AUTHORS = 500, 1000
COUNTED = 999
"""Articles of a saved view up to which it is counted: looking further takes long in a large library."""


class ViewSwitcher(Card[View]):
    """Returns the view chosen."""

    BINDINGS: ClassVar[list[BindingType]] = bindings(Scope.VIEWS)

    def __init__(self, shown: View) -> None:
        """`shown`: the view that is on the screen; the cursor begins there."""
        super().__init__()
        self._shown = shown
        self._choices = Choices(())
        self._counts: dict[View, Count] = {}
        """What was counted once its row was in sight."""
        self._is_counting = False
        self._opened: set[str] = set()
        """The folders that are open."""

    def compose(self) -> ComposeResult:
        """The line to type into, the list, the keys."""
        with Vertical(classes="card"):
            yield head(_("What to list"))
            yield NarrowingField(placeholder=_("Type to narrow the list"), id="narrow")
            yield ViewList()
            yield Static(Content(_("Nothing here is called so.")), id="none", classes="quiet")
            yield foot("")

    @property
    def _list(self) -> ViewList:
        return self.query_one(ViewList)

    @property
    def _typed(self) -> str:
        return self.query_one(Field).value

    def on_mount(self) -> None:
        """List what is known at once; authors and counts follow once the list shows."""
        self._list.is_spaced = self.app.size.height >= LOW[1][0]
        self._choices = _choices(self.app.library, self._shown.source)
        self._opened |= {one.folder for one in self._choices.sources if one.id == self._shown.source}
        self._fill(self._shown)
        self.query_one(Field).focus()
        self.call_after_refresh(self._look_further)

    def on_resize(self, event: events.Resize) -> None:
        """Give the list its empty lines only where there is room."""
        self._list.is_spaced = event.size.height >= LOW[1][0]
        self.call_after_refresh(self._list.lay_out)

    def _fill(self, chosen: View | None) -> None:
        """List what has the words typed, the cursor on a view, or on the row that has them best."""
        listed = rows(self._choices, self._typed, self._opened, self._counts)
        at = next((index for index, row in enumerate(listed) if row.view == chosen and row.is_choice), None)
        self._list.has_digits = not self._typed
        self._list.show(listed, best(listed, self._typed) if at is None else at)
        self._list.display = bool(listed)
        self.query_one("#none").display = not listed
        self._say_keys()

    def on_input_changed(self, _event: Input.Changed) -> None:
        """Narrow the list."""
        self._fill(None)
        self._count_soon()

    def on_input_submitted(self) -> None:
        """Take the row under the cursor."""
        self._take(self._list.current)

    def on_choice_rows_chosen(self) -> None:
        """Take the row that was clicked."""
        self._take(self._list.current)

    def on_choice_rows_moved(self) -> None:
        """Name the keys of the row under the cursor; other rows may be in sight."""
        self._say_keys()
        self._count_soon()

    def _take(self, row: ViewRow | None) -> None:
        if row and row.view:
            self.dismiss(row.view)

    def _say_keys(self) -> None:
        """Name the keys of the row under the cursor, as many as there is room for."""
        row = self._list.current
        keys = {each.id: sign(each.keys[0]) for each in self.app.commands if each.scope is Scope.VIEWS and each.keys}
        said = [_("Enter shows it"), _("1–9 the first ones"), _("Esc goes back")]
        if row and row.saved:
            acts = (("views-rename", _("name")), ("views-pin", _("pin")), ("views-remove", _("remove")))
            said[1:2] = [f"{keys[name]} {label}" for name, label in acts if name in keys]
        elif row and row.folder and "views-open" in keys:
            said[1:2] = [_("{key} closes").format(key=keys["views-close"]) if row.is_open else
                         _("{key} opens").format(key=keys["views-open"])]  # fmt: skip
        room = min(72, self.app.size.width) - 4
        while len(said) > 1 and text_width(" · ".join(said)) > room:
            said.pop(0 if row and row.saved else 1)
        self.query_one(".foot", Static).update(Content(" · ".join(said)))

    # ── what takes a while ───────────────────────────────────────────────────────────────────────────────────────────

    def _look_further(self) -> None:
        work: WorkType[None] = self._read_authors
        self.run_worker(work, group="authors", description="reading the authors", exit_on_error=True)
        self._count_soon()

    async def _read_authors(self) -> None:
        """List the authors too, which takes a walk along their index."""
        authors = await self.app.writer.write(lambda library: library.facets.authors(MOST_AUTHORS))
        self._choices = replace(self._choices, authors=authors)
        current = self._list.current
        self._fill(current.view if current else None)

    def _count_soon(self) -> None:
        if not self._is_counting and self._uncounted():
            self._is_counting = True
            work: WorkType[None] = self._count
            self.run_worker(work, group="counts", description="counting views in sight", exit_on_error=True)

    async def _count(self) -> None:
        """Count the rows in sight, one by one: keys and writes go between."""
        try:
            while self.is_current and (view := self._uncounted()):
                self._counts[view] = await self.app.writer.write(partial(_counted, view))
                for index in self._list.in_view:
                    if (row := self._list.rows[index]).view == view:
                        self._list.show_row(index, replace(row, count=self._counts[view]))
        finally:
            self._is_counting = False

    def _uncounted(self) -> View | None:
        """The first view in sight whose numbers are not known."""
        return next((row.view for index in self._list.in_view if _wants_count(row := self._list.rows[index])), None)

    # ── actions ──────────────────────────────────────────────────────────────────────────────────────────────────────

    def action_move(self, step: int) -> None:
        """Move the cursor by a row."""
        self._list.move(step)

    def action_page(self, step: int) -> None:
        """Move the cursor by a page."""
        self._list.move_page(step)

    def action_pick(self, digit: int) -> None:
        """Take one of the first rows."""
        wanted = {number: index for index, number in digits(self._list.rows).items()}.get(digit)
        if wanted is not None:
            self._take(self._list.rows[wanted])

    def action_fold(self, is_open: bool) -> None:
        """Open or close the folder under the cursor; elsewhere move the caret."""
        row = self._list.current
        if row and row.folder and not self._typed:
            self._opened = self._opened | {row.folder} if is_open else self._opened - {row.folder}
            self._fill(row.view)
        elif is_open:
            self.query_one(Field).action_cursor_right()
        else:
            self.query_one(Field).action_cursor_left()

    def action_rename(self) -> None:
        """Ask for another name of the saved view under the cursor."""
        from placentin_tui.ui.screens.prompt import AskScreen

        row = self._list.current
        if row is None or (view := row.saved) is None:
            return

        def wrong(name: str) -> str:
            others = (one for one in self._choices.saved if one.id != view.id and folded(one.name) == folded(name))
            return next((_("Another saved view is called “{name}”.").format(name=one.name) for one in others), "")

        screen = AskScreen(_("Saved view"), _("Its name:"), value=view.name, check=wrong)
        self.app.push_screen(
            screen, lambda name: self._change(lambda one: one.saved.rename(view.id, name)) if name else None
        )

    def action_pin(self) -> None:
        """Put the saved view under the cursor among the sections of the front page, or take it from there."""
        if (row := self._list.current) and (view := row.saved):
            self._change(lambda library: library.saved.pin(view.id, pinned=not view.pinned))

    def action_shift(self, step: int) -> None:
        """Move the saved view under the cursor by a place."""
        if (row := self._list.current) and (view := row.saved):
            self._change(lambda library: library.saved.move(view.id, step))

    def action_remove(self) -> None:
        """Remove the saved view under the cursor; it can be undone."""
        if (row := self._list.current) and (view := row.saved):
            self._change(lambda library: library.saved.remove(view.id))
            said = _("“{name}” is removed. {key} brings it back.")
            self.app.say(said.format(name=view.name, key=self.app.key_of("undo")))

    def _change(self, act: Callable[[Library], Act | None]) -> None:
        """Change a saved view and list the views again, the cursor on its row or on the one in its place."""
        work: WorkType[None] = partial(self._changed, act)
        self.run_worker(work, group="change", description="changing a saved view", exit_on_error=True)

    async def _changed(self, act: Callable[[Library], Act | None]) -> None:
        current, at = self._list.current, self._list.cursor
        try:
            await self.app.writer.write(act)
        except PlacentinError as error:
            self.app.tell(error)
            return
        self._choices = replace(_choices(self.app.library, self._shown.source), authors=self._choices.authors)
        self._fill(current.view if current else None)
        if current and (now := self._list.current) and now.view != current.view:
            self._list.cursor = min(at, len(self._list.rows) - 1)
        self._count_soon()


def _choices(library: Library, paper: int | None) -> Choices:
    """What can be listed, but for the authors: all of it is counted already or few; `paper`: the one shown alone."""
    sources = library.sources.all()
    alone = next((source for source in sources if source.id == paper), None)
    count = library.articles.count
    plain = plain_rows(
        count(View()),
        count(View(unread=True)),
        count(View(starred=True)),
        library.tags.later().articles,
        has_muted=library.rules.has_muted(),
    )
    return Choices(
        plain,
        paper_rows(alone, count(View(starred=True, source=paper))) if alone else (),
        saved=library.saved.all(),
        sections=library.facets.sections(MOST_SECTIONS),
        sources=sources,
        tags=library.tags.all(),
    )


def _wants_count(row: ViewRow) -> bool:
    """Whether something of a row is to be counted once it is in sight."""
    if row.view is None:
        return False
    return row.count is None or (row.view.section is not None and row.count.unread is None)


def _counted(view: View, library: Library) -> Count:
    """The numbers of a view that the library does not keep."""
    if view.section is not None:
        unread = View(section=view.section, unread=True)
        return Count(library.articles.count(View(section=view.section)), library.articles.count(unread))
    if view.muted:
        return Count(library.rules.count_muted())
    found = library.articles.found(view, COUNTED + 1)
    return Count(min(len(found.places), COUNTED), is_more=len(found.places) > COUNTED or not found.is_all)

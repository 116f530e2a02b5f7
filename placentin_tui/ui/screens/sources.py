"""The page of papers and feeds: folders, each paper's last days, unread articles and state, and what it is set to."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING, ClassVar

from textual.containers import VerticalScroll
from textual.content import Content
from textual.reactive import var
from textual.widgets import Static

from placentin_tui.commands import Scope, of_scopes, sign
from placentin_tui.commands.hints import Focus, hints_of
from placentin_tui.errors import UnknownSource
from placentin_tui.i18n import _, day_name, last_days, ngettext, number, on_calendar
from placentin_tui.models import View
from placentin_tui.rendering.paper_rows import DAYS, GroupRow, PaperRow, rows
from placentin_tui.ui.bindings import action, bindings
from placentin_tui.ui.screens.command_access import CommandAccess
from placentin_tui.ui.screens.dialog import LOW
from placentin_tui.ui.screens.source_actions import SourceActions
from placentin_tui.ui.screens.source_details import Situation, details
from placentin_tui.ui.widgets.masthead import ROOMY, Masthead
from placentin_tui.ui.widgets.paper_list import PaperList
from placentin_tui.ui.widgets.status_line import StatusLine

if TYPE_CHECKING:
    from collections.abc import Iterable

    from textual import events
    from textual.app import ComposeResult
    from textual.binding import BindingType

    from placentin_tui.models import Source
    from placentin_tui.rendering.paper_lines import Hint
    from placentin_tui.rendering.paper_rows import Row
    from placentin_tui.ui.messages import SourceAnswered
    from placentin_tui.ui.textual_internals import CSSPathType

BROAD = 100
"""Columns from which the details stand beside the list."""

WIDEST = 64
"""Columns over which labels and values of the details are spread, at most; an eye does not go farther."""


class SourcesScreen(CommandAccess, SourceActions):
    """Returns the view to read: that of a paper, of a folder or of all; `None` when it is closed."""

    BINDINGS: ClassVar[list[BindingType]] = bindings(Scope.PAPERS)
    CSS_PATH: ClassVar[CSSPathType | None] = "sources.tcss"
    HORIZONTAL_BREAKPOINTS: list[tuple[int, str]] | None = [(0, "-narrow"), (BROAD, "-broad")]  # noqa: RUF012 - as declared

    flipped: var[bool] = var(False, toggle_class="-flipped")
    """The details are hidden where there is room for them, and in the place of the list where there is none."""

    def __init__(self) -> None:
        """The list is read in `on_mount`."""
        super().__init__()
        self._sources: list[Source] = []
        self._days: dict[int, tuple[int, ...]] = {}
        """How many articles each source published on each of the last days."""
        self._minute = 0
        """The minute for which the ages are shown."""
        self._asked: set[int] = set()
        """Ids of the sources whose refresh was requested here and is not finished."""

    def compose(self) -> ComposeResult:
        """Masthead, list, details of the row under the cursor, status line."""
        yield Masthead()
        yield PaperList(clock=self.app.clock, hint=self._hint)
        with VerticalScroll(id="about", can_focus=False):
            yield Static(markup=False, id="detail")
        yield StatusLine()

    def on_mount(self) -> None:
        """Fill the list; the days are counted once it shows."""
        self.query_one(StatusLine).hints = hints_of(Focus.PAPERS, of_scopes(self.app.commands, Scope.PAPERS))
        self._list.is_spaced = self.app.size.height >= LOW[1][0]
        self.fill()
        self._list.focus()
        self.call_after_refresh(self._count_days)

    def on_resize(self, event: events.Resize) -> None:
        """Lay out the page for the new size, once its panes have theirs."""
        self._list.is_spaced = event.size.height >= LOW[1][0]
        self.call_after_refresh(self._lay_out)

    def on_screen_suspend(self) -> None:
        """Name no keys at the foot of the screen while a dialog, which names its own, has them."""
        self._repaint_foot()

    def on_screen_resume(self) -> None:
        """Name the keys again."""
        self._repaint_foot()

    def _repaint_foot(self) -> None:
        for status in self.query(StatusLine):  # not there yet when the screen is shown first
            status.refresh()

    def _lay_out(self) -> None:
        """Lay out what is listed for the present size."""
        if self.query(PaperList):  # the page was closed while this was waited for
            self._list.lay_out()
            self._list.refresh()
            self._entitle()
            self._tell()

    # ── content ──────────────────────────────────────────────────────────────────────────────────────────────────────

    @property
    def _list(self) -> PaperList:
        return self.query_one(PaperList)

    def fill(self) -> None:
        """Read the sources and list them; the cursor stays on its paper or folder, else on its line."""
        if not self.query(PaperList):  # the page was closed while this was waited for
            return
        chosen, at = _identity(self._list.current), self._list.cursor
        self._sources = self.app.library.sources.all()
        self._minute = self.app.clock() // 60
        listed = rows(self._sources, self._days, self._asked, self._services())
        place = next((n for n, row in enumerate(listed) if _identity(row) == chosen), at)
        self._list.show(listed, place, note=self._note())
        self._entitle()
        self._tell()

    def _services(self) -> dict[int, str]:
        """The name of the server a paper comes from, by the paper's id."""
        names = {service.id: service.name for service in self.app.library.services.all()}
        return (
            {source: names[service] for source, service in self.app.library.remote_sources.all().items()}
            if names
            else {}
        )

    def _entitle(self) -> None:
        """Say at the top how many papers there are, and how much is unread."""
        head, count = self.query_one(Masthead), len(self._sources)
        unread = sum(source.unread for source in self._sources)
        papers = ngettext("{n} paper", "{n} papers", count).format(n=number(count)) if count else ""
        head.name_of_paper = _("Papers and feeds")
        head.view = papers if self.app.size.width - 2 >= ROOMY else ""
        head.unread = ngettext("{n} unread", "{n} unread", unread).format(n=number(unread)) if unread else _("all read")
        head.date = day_name(on_calendar(self.app.clock()).date(), month=True, year=True)

    def _note(self) -> str:
        """What is said below the list: how to begin, where there is no paper of the person's own."""
        if self._sources and self.app.library is self.app.own_library:
            return ""
        sentence = _(
            "You have no paper of your own yet. {key} subscribes to one, by the address of its site or of a feed;"
            " placentin-tui import FILE takes over those of another program (OPML)."
        )
        return sentence.format(key=self.app.key_of("papers-add"))

    def _hint(self, act: str) -> Hint:
        """Key and label of an act."""
        command = self.app.command(act)
        return sign(command.keys[0]) if command.keys else "", _(command.label)

    def _tell(self) -> None:
        """Show the details of the row under the cursor."""
        row, detail = self._list.current, self.query_one("#detail", Static)
        detail.update(Content() if row is None else self._details(row))

    def _details(self, row: Row) -> Content:
        """What is known of a row, for the room there is."""
        given = self.app.library.accounts.of(row.source.id) if isinstance(row, PaperRow) else None
        shown = tuple(each for each in of_scopes(self.app.commands, Scope.PAPERS) if each.footer)
        every = 0 if self.app.offline else self.app.config.refresh_every * 60
        situation = Situation(self.app.clock(), shown, every)
        width = self.query_one("#about").scrollable_content_region.width
        is_flat = not self.has_class("-broad") and not self.flipped
        width = max(20, width if is_flat else min(width, WIDEST))
        return details(row, given, situation, width, is_flat=is_flat)

    def _count_days(self) -> None:
        """Count the articles of the last days beside the keys, and show them."""
        work = self._show_days()
        self.run_worker(work, group="days", exclusive=True, description="counting the last days", exit_on_error=True)

    async def _show_days(self) -> None:
        bounds = last_days(self.app.clock(), DAYS)
        days = await self.app.writer.write(lambda library: library.daily_counts.by_source(bounds))
        if days != self._days:
            self._days = days
            self.fill()

    # ── events ───────────────────────────────────────────────────────────────────────────────────────────────────────

    def on_choice_rows_moved(self) -> None:
        """Show the details of the row under the cursor, from their beginning."""
        self._tell()
        self.query_one("#about").scroll_home(animate=False)

    def on_choice_rows_chosen(self) -> None:
        """Read what was clicked once more."""
        self.action_read()

    async def on_paper_list_acted(self, event: PaperList.Acted) -> None:
        """Do the act that was clicked on a row."""
        await self.run_action(action(self.app.command(event.act)))

    async def on_status_line_clicked(self, event: StatusLine.Clicked) -> None:
        """Do the act that was clicked in the status line."""
        await self.run_action(action(self.app.command(event.act)))

    def on_library_changed(self) -> None:
        """List the sources again when one was added, removed or renamed, or a minute has passed."""
        minute, sources = self.app.clock() // 60, self.app.library.sources.all()
        if minute != self._minute or _names(sources) != _names(self._sources):
            self.fill()
            self._count_days()

    on_articles_gone = on_library_changed

    def on_services_changed(self) -> None:
        """List the papers again: some may have come from a server."""
        self.fill()
        self._count_days()

    def on_source_answered(self, event: SourceAnswered) -> None:
        """Update the source that has answered; at the end of a refresh none is waited for any more."""
        if event.source is None:
            self._asked.clear()
            self.fill()
            self._count_days()
            return
        self._asked.discard(event.source)
        # Only this row: hundreds may answer within a second.
        for at, row in enumerate(self._list.rows):
            if isinstance(row, PaperRow) and row.source.id == event.source:
                with suppress(UnknownSource):
                    source = self.app.library.sources.get(event.source)
                    self._list.show_row(at, row._replace(source=source, is_asked=False))
                if at == self._list.cursor:
                    self._tell()
                break

    # ── acts: the cursor, and what is shown; those on a paper stand in `source_actions` ──────────────────────────────

    @property
    def source(self) -> Source | None:
        """The paper under the cursor; `None` where it is on none."""
        row = self._list.current
        return row.source if isinstance(row, PaperRow) else None

    @property
    def sources(self) -> tuple[Source, ...]:
        """The papers under the cursor: those of a folder, or all, where it is on a head."""
        row = self._list.current
        return row.sources if isinstance(row, GroupRow) else (row.source,) if row else ()

    def wait_for(self, sources: tuple[Source, ...]) -> None:
        """Show that these papers are being asked."""
        self._asked |= {source.id for source in sources}
        self.fill()

    def action_read(self) -> None:
        """Read the paper or the folder under the cursor, or all papers."""
        row = self._list.current
        if isinstance(row, PaperRow):
            self.dismiss(View(source=row.source.id))
        elif row:
            self.dismiss(View(folder=row.folder))

    def action_move(self, rows: int) -> None:
        """Move the cursor by a row."""
        self._list.move(rows)

    def action_page(self, pages: int) -> None:
        """Move the cursor by a page."""
        self._list.move_page(pages)

    def action_end(self, last: bool) -> None:
        """Move the cursor to the first row, or to the last one."""
        self._list.move_to_end(last=last)

    def action_details(self) -> None:
        """Show the details or hide them; in a small window they take the place of the list."""
        self.flipped = not self.flipped
        self._list.focus()
        self.call_after_refresh(self._tell)

    def action_scroll_about(self, pages: int) -> None:
        """Scroll the details by pages, where they do not fit."""
        about = self.query_one("#about")
        about.scroll_relative(y=pages * max(1, about.size.height - 1), animate=False)

    def action_put_away(self) -> None:
        """Go back from the details to the list where they are in its place, else to what one was reading."""
        if self.flipped and not self._list.display:
            self.action_details()
        else:
            self.dismiss(None)


def _identity(row: Row | None) -> tuple[str, object]:
    """What stays the same of a row when papers are read again."""
    if row is None:
        return "", None
    return ("paper", row.source.id) if isinstance(row, PaperRow) else ("folder", (row.service, row.folder))


def _names(sources: Iterable[Source]) -> list[tuple[int, str, str]]:
    """What a row says of each source that `SourceAnswered` does not report: id, title, folder."""
    return [(source.id, source.title, source.folder) for source in sources]

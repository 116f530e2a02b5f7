"""The share sheet: every way to copy, send or keep an article, in three columns, each with a letter of its own."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, NamedTuple

from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.geometry import Region
from textual.widgets import Label, OptionList, Static
from textual.widgets.option_list import Option

from placentin_tui import sharing
from placentin_tui.commands import Scope, of_scopes, sign
from placentin_tui.i18n import _
from placentin_tui.models.setting_enums import ExportFormat
from placentin_tui.sharing import targets
from placentin_tui.sharing.export_collection import of_articles
from placentin_tui.ui.bindings import bindings
from placentin_tui.ui.screens import share_actions
from placentin_tui.ui.screens.command_access import CommandAccess
from placentin_tui.ui.screens.dialog import Card, foot, head
from placentin_tui.ui.widgets.choice_list import ChoiceList

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from textual.app import ComposeResult
    from textual.binding import BindingType
    from textual.widget import Widget

    from placentin_tui.models import Article, ArticleSummary
    from placentin_tui.ui.screens.share_actions import Sharing
    from placentin_tui.ui.textual_internals import CSSPathType


class Line(NamedTuple):
    """A way to share."""

    name: str
    """The command's id without `share-`."""
    label: str
    detail: str
    """What would be handed over, or where it goes; shown while the cursor is on the line."""
    act: Sharing


class ShareScreen(CommandAccess, Card["Sharing"]):
    """Returns the function that shares the article, to be called with the app."""

    BINDINGS: ClassVar[list[BindingType]] = bindings(Scope.SHARE)
    CSS_PATH: ClassVar[CSSPathType | None] = ["dialog.tcss", "share.tcss"]
    HORIZONTAL_BREAKPOINTS: list[tuple[int, str]] | None = [(0, "-narrow"), (70, "-columns")]  # noqa: RUF012 - as declared

    def __init__(
        self, article: Article, *, passage: str, server: str, server_key: str, programs: Sequence[str]
    ) -> None:
        """`passage`: the quote offered; `server`: the person's Mastodon server, if known; `programs`: names from the
        config.
        """
        super().__init__()
        self._article = article
        summary = article.summary
        columns = (
            (_("Copy"), [*_copies(summary, passage)]),
            (_("Send"), [*_sends(summary, server, server_key)]),
            (_("Keep"), [*_files(article), *_programs(article, programs)]),
        )
        self._columns = [(heading, lines) for heading, lines in columns if lines]

    def compose(self) -> ComposeResult:
        """A list for each column, and what the line under the cursor hands over."""
        letters = {each.id: sign(each.keys[0]) for each in of_scopes(self.app.commands, Scope.SHARE) if each.keys}
        with Vertical(classes="card"):
            yield head(_("Share"), self._article.summary.title)
            with VerticalScroll(id="columns", can_focus=False):
                for heading, lines in self._columns:
                    with Vertical(classes="column"):
                        yield Label(Content.styled(heading.upper(), "bold $accent"))
                        yield ChoiceList(*(Option(_shown(line, letters)) for line in lines))
            yield Static(id="detail", markup=False)
            yield foot(_("Enter or the letter · Esc goes back"))

    # ── the cursor: that of the list with the focus ──────────────────────────────────────────────────────────────────

    @property
    def _lists(self) -> list[OptionList]:
        return list(self.query(OptionList))

    @property
    def _column(self) -> int:
        """The index of the column with the focus."""
        return next((n for n, each in enumerate(self._lists) if each.has_focus), 0)

    @property
    def line(self) -> Line:
        """The line under the cursor."""
        return self._columns[self._column][1][self._lists[self._column].highlighted or 0]

    def on_option_list_option_highlighted(self) -> None:
        """Say what the line under the cursor hands over."""
        self._tell()

    def on_descendant_focus(self) -> None:
        """The cursor goes along to the column with the focus; say what its line hands over."""
        for options in self._lists:
            if not options.has_focus:
                options.highlighted = None
            elif options.highlighted is None:
                options.highlighted = 0
        self._tell()

    def _tell(self) -> None:
        self.query_one("#detail", Static).update(Content.styled(" ".join(self.line.detail.split()), "$ink-quiet"))
        self.call_after_refresh(self._show_line)

    def set_focus(self, widget: Widget | None, scroll_visible: bool = True, from_app_focus: bool = False) -> None:
        """Give a list the focus, without Textual's scrolling it to the middle: the line under the cursor is shown."""
        super().set_focus(widget, scroll_visible=False, from_app_focus=from_app_focus)

    def _show_line(self) -> None:
        """Scroll the columns to the line under the cursor; at a first line, to the heading above it too."""
        options = self._lists[self._column]
        column, row = self.query(".column").nodes[self._column], options.highlighted or 0
        above = column.virtual_region.y
        line = above + options.virtual_region.y + row
        shown = Region(0, line, 1, 1) if row else Region(0, above, 1, line - above + 1)
        self.query_one("#columns").scroll_to_region(shown, animate=False, immediate=True)

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Return the function of the line that was clicked."""
        column = self._lists.index(event.option_list)
        self.dismiss(self._columns[column][1][event.option_index].act)

    def _focus(self, column: int, row: int) -> None:
        options = self._lists[column]
        options.highlighted = max(0, min(row, options.option_count - 1))
        options.focus()

    # ── actions ──────────────────────────────────────────────────────────────────────────────────────────────────────

    def action_move(self, rows: int) -> None:
        """Move by lines, from the end of a column to the next one."""
        column, row = self._column, (self._lists[self._column].highlighted or 0) + rows
        if 0 <= row < self._lists[column].option_count:
            self._focus(column, row)
        elif 0 <= column + rows < len(self._lists):
            self._focus(column + rows, 0 if rows > 0 else self._lists[column - 1].option_count - 1)

    def action_end(self, last: bool) -> None:
        """Move to the first line of the column, or to its last one."""
        self._focus(self._column, self._lists[self._column].option_count - 1 if last else 0)

    def action_side(self, columns: int) -> None:
        """Move to the column beside; left of the first one the sheet is put away."""
        column = self._column + columns
        if column < 0:
            self.dismiss(None)
        elif column < len(self._lists):
            self._focus(column, self._lists[self._column].highlighted or 0)

    def action_take(self, name: str = "") -> None:
        """Return the function of a line, by its name; of the line under the cursor without one."""
        lines = [line for _heading, lines in self._columns for line in lines] if name else [self.line]
        taken = next((line for line in lines if name in ("", line.name)), None)
        if taken:
            self.dismiss(taken.act)

    def action_other_server(self) -> None:
        """Ask for another Mastodon server."""
        if sharing.link(self._article.summary):
            self.dismiss(share_actions.asking_server(self._article.summary))


def _shown(line: Line, letters: dict[str, str]) -> Content:
    """A line of a column: its letter and its label."""
    letter = letters.get(f"share-{line.name}", "")
    return Content.assemble((f"{letter:<2} ", "bold $ink-strong"), line.label)


# ── the lines ────────────────────────────────────────────────────────────────────────────────────────────────────────


def _copies(article: ArticleSummary, passage: str) -> Iterator[Line]:
    """Link, title and quote to copy, and the QR code."""
    url, both = sharing.link(article), sharing.title_and_link(article)
    if url:
        yield Line("link", _("the link"), url, share_actions.copied(url))
        yield Line("title", _("title and link"), both, share_actions.copied(both))
    else:
        yield Line("title", _("the title"), both, share_actions.copied(both))
    if passage:
        yield Line("quote", _("a quote"), passage, share_actions.copied(sharing.quote(passage, article)))
    if url:
        yield Line("qr", _("QR code"), _("for a telephone"), share_actions.shown_as_code(article))


def _sends(article: ArticleSummary, server: str, server_key: str) -> Iterator[Line]:
    """Mail and the social networks; these need an address to send."""
    yield Line("mail", _("by mail"), _("opens your mail program"), share_actions.browsed(sharing.mailto(article)))
    if not sharing.link(article):
        return
    for network in targets.NETWORKS:
        address = network.address(article)
        yield Line(network.name, network.title, _("in the browser"), share_actions.browsed(address))
    if server:
        hint = _("{server} · {key}: another server").format(server=server, key=server_key)
        yield Line("mastodon", "Mastodon", hint, share_actions.browsed(targets.mastodon(article, server)))
    else:
        yield Line("mastodon", "Mastodon", _("asks for your server once"), share_actions.asking_server(article))


def _files(article: Article) -> Iterator[Line]:
    """The formats the article can be saved in."""
    yield Line("markdown", "Markdown", ".md", share_actions.saved(article, ExportFormat.MARKDOWN))
    yield Line("html", _("web page"), _(".html, pictures inside"), share_actions.saved(article, ExportFormat.HTML))
    yield Line("text", _("text"), ".txt", share_actions.saved(article, ExportFormat.TEXT))
    number = article.summary.id
    book = share_actions.saved_book(lambda library: of_articles(library, (number,)))
    yield Line("epub", _("e-book"), ".epub", book)


def _programs(article: Article, names: Sequence[str]) -> Iterator[Line]:
    """The person's own programs."""
    for name in names:
        yield Line(f"program {name}", name, _("a program of yours"), share_actions.handed_to(article, name))

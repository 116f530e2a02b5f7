"""The list of sources: unread articles, state, what is wrong in words, and the actions on a source."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING, ClassVar

from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.style import Style
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from placentin_tui.commands import Scope, of_scopes, sign
from placentin_tui.errors import UnknownSource
from placentin_tui.i18n import _, age, ngettext, number, short_age
from placentin_tui.models import FullTextPolicy, PictureWish
from placentin_tui.prose.layout import text_width
from placentin_tui.rendering import source_status
from placentin_tui.rendering.truncate import cut
from placentin_tui.ui.bindings import action, bindings
from placentin_tui.ui.screens.command_access import CommandAccess
from placentin_tui.ui.screens.dialog import Card, foot, head
from placentin_tui.ui.screens.prompt import AskScreen
from placentin_tui.ui.services import courier_requests
from placentin_tui.ui.widgets.choice_list import ChoiceList

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from textual import events
    from textual.app import ComposeResult
    from textual.binding import BindingType

    from placentin_tui.commands import Command
    from placentin_tui.library import Library
    from placentin_tui.models import GivenAccount, Source, Timestamp
    from placentin_tui.ui.messages import SourceAnswered
    from placentin_tui.ui.textual_internals import CSSPathType

WIDTH = 80
"""Columns of the card, as `sources.tcss` has them, where the window has so many."""

NARROW = 50
"""Columns below which a line does not show the age of the last refresh."""


"""When whole texts are fetched, in the order a key goes through them."""


class SourcesScreen(CommandAccess, Card[int]):
    """Returns the id of the source to read, 0 for all of them."""

    BINDINGS: ClassVar[list[BindingType]] = bindings(Scope.PAPERS)

    CSS_PATH: ClassVar[CSSPathType | None] = ["dialog.tcss", "sources.tcss"]

    def __init__(self) -> None:
        """The list is read in `on_mount`."""
        super().__init__()
        self._sources: list[Source] = []
        self._minute = 0
        """The minute for which the ages are shown."""
        self._asked: set[int] = set()
        """Ids of the sources whose refresh was requested here and is not finished."""

    def compose(self) -> ComposeResult:
        """The card with the list, the details of the source under the cursor, and the actions."""
        with Vertical(classes="card"):
            yield head(_("Papers and feeds"))
            yield ChoiceList()
            with VerticalScroll(id="about", can_focus=False):
                yield Static(markup=False, id="detail")
            yield Static(markup=False, id="acts")
            yield foot(_("Enter reads · Esc goes back"))

    def on_mount(self) -> None:
        """Fill the list."""
        self._fill()

    def on_resize(self, event: events.Resize) -> None:
        """Lay out the lines for the new width."""
        self._fill(self._at)

    def _fill(self, at: int = 0) -> None:
        """Read the sources and list them, the cursor on line `at`."""
        self._sources = self.app.library.sources.all()
        self._minute = self.app.clock() // 60
        options = self.query_one(OptionList)
        options.clear_options()
        unread = sum(source.unread for source in self._sources)
        width, now = self._width, self.app.clock()
        self.query_one("#acts", Static).update(_acts(of_scopes(self.app.commands, Scope.PAPERS), width))
        options.add_option(Option(_line(_("All papers"), "", unread, "", width)))
        options.add_options([Option(self._source_line(source, width, now)) for source in self._sources])
        options.highlighted = min(at, len(self._sources))

    def _source_line(self, source: Source, width: int, now: Timestamp) -> Content:
        """The line of a source: name with folder, state, unread articles, age of the last refresh."""
        name = f"{source.folder} / {source.title}" if source.folder else source.title
        sign = "…" if source.id in self._asked else source_status.sign(source)
        old = "" if source.last_success is None or width < NARROW else short_age(source.last_success, now)
        return _line(name or source.url, sign, source.unread, old, width)

    def on_option_list_option_highlighted(self, event: OptionList.OptionHighlighted) -> None:
        """Show the details of the source under the cursor."""
        self._tell()
        self.query_one("#about").scroll_home(animate=False)

    def _tell(self) -> None:
        source = self._source
        said = self._detail(source) if source else Content()
        self.query_one("#detail", Static).update(said)

    def _detail(self, source: Source) -> Content:
        given = self.app.library.accounts.of(source.id)
        return _detail(source, given, self.app.clock(), self.app.key_of, is_asked=source.id in self._asked)

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Return the source of the line."""
        self.dismiss(self._sources[event.option_index - 1].id if event.option_index else 0)

    def on_library_changed(self) -> None:
        """List the sources again when one was added, removed or renamed, or a minute has passed."""
        minute, sources = self.app.clock() // 60, self.app.library.sources.all()
        if minute != self._minute or _names(sources) != _names(self._sources):
            self._fill(self._at)

    on_articles_gone = on_library_changed

    def on_source_answered(self, event: SourceAnswered) -> None:
        """Update the source that has answered; at the end of a refresh none is waited for any more."""
        if event.source is None:
            self._asked.clear()
            self._fill(self._at)
            return
        self._asked.discard(event.source)
        # Only this line: hundreds may answer within a second.
        at = next((at for at, source in enumerate(self._sources) if source.id == event.source), None)
        if at is not None:
            with suppress(UnknownSource):
                self._sources[at] = self.app.library.sources.get(event.source)
                line = self._source_line(self._sources[at], self._width, self.app.clock())
                self.query_one(OptionList).replace_option_prompt_at_index(at + 1, line)
        self._tell()

    @property
    def _width(self) -> int:
        """Columns of a line, without the card's edges and a scroll bar."""
        return max(10, min(WIDTH, self.app.size.width) - 5)

    @property
    def _at(self) -> int:
        return self.query_one(OptionList).highlighted or 0

    @property
    def _source(self) -> Source | None:
        return self._sources[self._at - 1] if 0 < self._at <= len(self._sources) else None

    # ── actions ──────────────────────────────────────────────────────────────────────────────────────────────────────

    def action_move(self, how: str) -> None:
        """Move in the list, or take the line; `how`: the rest of the name of an action of Textual's `OptionList`."""
        getattr(self.query_one(OptionList), f"action_{how}")()

    def action_scroll_about(self, pages: int) -> None:
        """Scroll the details by pages, where they do not fit."""
        about = self.query_one("#about")
        about.scroll_relative(y=pages * max(1, about.size.height - 1), animate=False)

    def action_add(self) -> None:
        """Subscribe to another source."""
        self.dismiss(None)
        self.app.call_next(self.app.front.action_do, "add")

    async def action_remove(self) -> None:
        """Remove the source and its articles; undo restores both."""
        if source := self._source:
            at = self.query_one(OptionList).highlighted or 0
            await self.app.writer.write(lambda library: library.undo_log.remove_source(source.id))
            self._fill(at)
            self.app.front.show_view(self.app.front.view)
            self.app.say(
                _("{paper} is removed. {key} brings it back.").format(paper=source.title, key=self.app.key_of("undo"))
            )

    async def action_undo(self) -> None:
        """Undo the last action."""
        await self.app.front.action_do("undo")
        self._fill(self.query_one(OptionList).highlighted or 0)

    def action_refresh(self) -> None:
        """Refresh the source now, even during a pause after errors; all of them, on the first line."""
        sources = (self._source.id,) if self._source else ()
        if courier_requests.refresh(self.app, sources):
            self._asked |= set(sources or (source.id for source in self._sources if not source.gone))
            self._fill(self._at)

    async def action_certificate(self) -> None:
        """Show the source's refused or trusted certificate, and ask whether to trust it."""
        source = self._source
        if source is None:
            return
        if not (shown := source.refused or source.certificate):
            self.app.say(_("{paper} shows no certificate that would be refused.").format(paper=source.title))
            return
        from placentin_tui.ui.screens.certificate import CertificateScreen

        believed = shown == source.certificate
        why = source.error or _("You believe this certificate, when the server of {paper} shows it.").format(
            paper=source.title
        )

        async def answered(believe: bool | None) -> None:
            """Store the decision, when it is another one, and refresh the source."""
            if believe is None or believe == believed:
                return
            await self.app.writer.write(lambda library: library.sources.trust(source.id, shown if believe else ""))
            self._fill(self._at)
            self.action_refresh()

        self.app.push_screen(CertificateScreen(why, shown, believed=believed), answered)

    def action_account(self) -> None:
        """Enter, replace or remove the account that comments are sent with."""
        if source := self._source:
            from placentin_tui.ui.screens import account  # seldom needed

            asking = account.see_to(self.app, source)
            self.run_worker(asking, group="account", description="an account at a paper", exit_on_error=True)

    def action_rename(self) -> None:
        """Give the source another title."""
        if source := self._source:
            self._ask(_("Title"), _("What shall this paper be called?"), source.title, "title")

    def action_folder(self) -> None:
        """Move the source to a folder."""
        if source := self._source:
            self._ask(
                _("Folder"), _("In which folder? (a/b for b inside a; empty: at the top)"), source.folder, "folder"
            )

    def action_support(self) -> None:
        """Enter the address of the paper's support page."""
        if source := self._source:
            self._ask(_("Support"), _("The address of the paper's support page:"), source.support_url, "support_url")

    async def action_pictures(self) -> None:
        """Switch which pictures of the source are fetched; the details say which."""
        if source := self._source:
            choices = list(PictureWish)
            wish = choices[(choices.index(source.pictures) + 1) % len(choices)]
            await self.app.writer.write(lambda library: library.pictures.choose(source.id, wish))
            self._fill(self.query_one(OptionList).highlighted or 0)
            self.app.front.repaint()

    async def action_full_text(self) -> None:
        """Switch when full texts are fetched: where the feed truncates them, always, never; the details say which."""
        if source := self._source:
            policies = list(FullTextPolicy)
            following = policies[(policies.index(source.fulltext) + 1) % len(policies)]
            await self.app.writer.write(lambda library: library.fulltexts.set_policy(source.id, following))
            self._fill(self.query_one(OptionList).highlighted or 0)
            self.app.front.repaint()

    def action_selector(self) -> None:
        """Enter the CSS selector of the text on the paper's pages."""
        if source := self._source:
            question = _("A CSS selector for the text on its pages (empty: it is found by itself):")
            self._ask(_("Selector"), question, source.selector, "selector")

    def _ask(self, title: str, question: str, value: str, field: str) -> None:
        """Ask for the value of a field of the source under the cursor, and store it."""
        source = self._source
        if source is None:
            return

        async def answered(answer: str | None) -> None:
            """Store the value, and update the lists."""
            if answer is None:
                return
            await self.app.writer.write(lambda library: _put(library, source.id, field, answer))
            self._fill(self.query_one(OptionList).highlighted or 0)
            self.app.front.show_view(self.app.front.view)

        self.app.push_screen(AskScreen(title, question, value=value, may_be_empty=field != "title"), answered)


def _pictures(wish: PictureWish, key: str) -> str:
    """The sentence about which pictures are fetched, and the key that switches."""
    match wish:
        case PictureWish.ALL:
            said = _("All its pictures are fetched; {key}: the first of each article alone.")
        case PictureWish.LEAD:
            said = _("The first picture of each article is fetched; {key}: none.")
        case PictureWish.NONE:
            said = _("None of its pictures are fetched; {key}: all.")
    return said.format(key=key)


def _names(sources: Iterable[Source]) -> list[tuple[int, str, str]]:
    """What a line says of each source that `SourceAnswered` does not report: id, title, folder."""
    return [(source.id, source.title, source.folder) for source in sources]


def _put(library: Library, source: int, field: str, answer: str) -> None:
    """Store the value of a source's field, among them the selector."""
    if field == "selector":
        library.fulltexts.set_selector(source, answer)
    else:
        library.sources.edit(source, **{field: answer})


def _acts(commands: Iterable[Command], width: int) -> Content:
    """The keys and labels of the actions, in lines of `width` columns; a click does an action."""
    lines: list[list[Content]] = [[]]
    for command in commands:
        if not command.footer:
            continue
        key = Content.styled(sign(command.keys[0]), "bold $ink-strong") + " " if command.keys else Content()
        act = (key + _(command.label)).stylize(Style.from_meta({"@click": f"screen.{action(command)}"}))
        if lines[-1] and sum(each.cell_length + 2 for each in lines[-1]) + act.cell_length > width:
            lines.append([])
        lines[-1].append(act)
    return Content("\n").join(Content("  ").join(line) for line in lines)


def _line(name: str, sign: str, unread: int, old: str, width: int) -> Content:
    """A line of the list in columns: state, name, unread articles, age."""
    count = number(unread) if unread else ""
    room = width - 2 - (7 if count else 0) - (8 if width >= NARROW else 0)
    fitted = cut(name, max(room, 1))
    parts: list[Content | str | tuple[str, str]] = [
        (f"{sign or ' '} ", "bold $warning"),
        (fitted, "bold" if unread else ""),
        " " * max(0, room - text_width(fitted)),
        (f"{count:>7}" if count else "", "$accent"),
        (f"{old:>8}" if width >= NARROW else "", "$ink-quiet"),
    ]
    return Content.assemble(*parts)


def _policy(source: Source, key_of: Callable[[str], str]) -> str:
    """The sentences about when full texts are fetched and by which selector, with their keys."""
    match source.fulltext:
        case FullTextPolicy.AUTO:
            said = _("Whole texts are fetched where the feed cuts them; {key}: always.")
        case FullTextPolicy.ALWAYS:
            said = _("Whole texts are always fetched; {key}: never.")
        case FullTextPolicy.NEVER:
            said = _("Whole texts are never fetched; {key}: where the feed cuts them.")
    said = said.format(key=key_of("papers-full-text"))
    found, key = source.selector or _("by itself"), key_of("papers-selector")
    return f"{said} " + _("On a page they are found {how}; {key}: another selector.").format(how=found, key=key)


def _detail(
    source: Source, given: GivenAccount, now: Timestamp, key_of: Callable[[str], str], *, is_asked: bool
) -> Content:
    """The details of a source: what is wrong with it, address, numbers, account and settings."""
    said = [(sentence, "" if at else "bold $warning") for at, sentence in enumerate(source_status.trouble(source, now))]
    if source.refused:
        said.append((_("{key} shows its certificate.").format(key=key_of("papers-certificate")), ""))
    if is_asked:
        said = [(_("It is being asked …"), "bold")]
    amount = ngettext("{n} article", "{n} articles", source.articles).format(n=number(source.articles))
    if source.last_success is not None:
        amount += " · " + _("refreshed {age}").format(age=age(source.last_success, now))
    said += [(source.url, "$ink-quiet"), (amount, "$ink-quiet")]
    account = ""
    if given.user:
        account = _("Comments go there as {user}; {key}: your account.")
        account = account.format(user=given.user, key=key_of("papers-account"))
    pictures = _pictures(source.pictures, key_of("papers-pictures"))
    notes = (*source_status.notes(source), account, pictures, _policy(source, key_of))
    said += [(note, "$ink-quiet") for note in notes if note]
    return Content("\n").join(Content.assemble(each) for each in said)

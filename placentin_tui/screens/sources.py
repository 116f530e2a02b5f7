"""All papers and feeds: their unread articles, their troubles in words, and what can be done with them."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from placentin_tui.errors import LibraryError
from placentin_tui.i18n import _, age, day, hour, ngettext, number
from placentin_tui.models import PictureWish
from placentin_tui.screens.add import AskScreen
from placentin_tui.screens.card import Card

if TYPE_CHECKING:
    from textual.app import ComposeResult

    from placentin_tui.app import PlacentinApp
    from placentin_tui.library import Library
    from placentin_tui.models import Moment, Source


POLICIES = ("auto", "always", "never")
"""When whole texts are fetched, in the order a key goes through them."""


class SourcesScreen(Card[int]):
    """Answers with the number of the source to read, 0 for all of them."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("j", "move('cursor_down')", show=False),
        Binding("k", "move('cursor_up')", show=False),
        Binding("l,right", "move('select')", show=False),
        Binding("d,delete", "remove", show=False),
        Binding("t", "rename", show=False),
        Binding("f", "folder", show=False),
        Binding("e", "support", show=False),
        Binding("i", "pictures", show=False),
        Binding("x", "full_text", show=False),
        Binding("s", "selector", show=False),
        Binding("r", "refresh", show=False),
        Binding("a", "add", show=False),
        Binding("U,ctrl+z", "undo", show=False),
    ]

    app: PlacentinApp

    def __init__(self) -> None:
        super().__init__()
        self._sources: list[Source] = []

    def compose(self) -> ComposeResult:
        """The card: the list, what is known of the source under the cursor."""
        with Vertical(classes="card") as card:
            card.border_title = Content(_("Papers and feeds"))
            card.border_subtitle = Content(
                _("a adds · d removes · t title · f folder · e support · i pictures · x text · r refresh")
            )
            yield OptionList(markup=False)
            yield Static(classes="quiet", markup=False, id="detail")

    def on_mount(self) -> None:
        """Fill the list."""
        self._fill()

    def _fill(self, at: int = 0) -> None:
        self._sources = self.app.library.sources.all()
        options = self.query_one(OptionList)
        options.clear_options()
        unread = sum(source.unread for source in self._sources)
        options.add_option(Option(_line(_("All papers"), unread, "")))
        options.add_options([Option(_source_line(source)) for source in self._sources])
        options.highlighted = min(at, len(self._sources))

    def on_option_list_option_highlighted(self, event: OptionList.OptionHighlighted) -> None:
        """Say what is known of the source under the cursor."""
        source = self._source
        self.query_one("#detail", Static).update(Content(_detail(source, self.app.clock()) if source else ""))

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Read that source."""
        self.dismiss(self._sources[event.option_index - 1].id if event.option_index else 0)

    @property
    def _source(self) -> Source | None:
        at = self.query_one(OptionList).highlighted or 0
        return self._sources[at - 1] if 0 < at <= len(self._sources) else None

    # ── acts ─────────────────────────────────────────────────────────────────────────────────────────────────────────

    def action_move(self, how: str) -> None:
        """Move in the list, or take the line."""
        getattr(self.query_one(OptionList), f"action_{how}")()

    def action_add(self) -> None:
        """Subscribe to another one."""
        self.dismiss(None)
        self.app.call_next(self.app.front.action_do, "add")

    async def action_remove(self) -> None:
        """Remove the source, its articles with it; undo brings both back."""
        if source := self._source:
            at = self.query_one(OptionList).highlighted or 0
            await self.app.write_now(lambda library: library.acts.remove_source(source.id))
            self._fill(at)
            self.app.front.show_view(self.app.front.view)
            self.app.say(
                _("{paper} is removed. {key} brings it back.").format(paper=source.title, key=self.app.key_of("undo"))
            )

    async def action_undo(self) -> None:
        """Take back the last act."""
        await self.app.front.action_do("undo")
        self._fill(self.query_one(OptionList).highlighted or 0)

    def action_refresh(self) -> None:
        """Ask the source for news now, even if it was to be left alone."""
        if source := self._source:
            self.app.refresh_sources((source.id,))
        else:
            self.app.refresh_sources(())

    def action_rename(self) -> None:
        """Give the source another title."""
        if source := self._source:
            self._ask(_("Title"), _("What shall this paper be called?"), source.title, "title")

    def action_folder(self) -> None:
        """Put the source into a folder."""
        if source := self._source:
            self._ask(
                _("Folder"), _("In which folder? (a/b for b inside a; empty: at the top)"), source.folder, "folder"
            )

    def action_support(self) -> None:
        """Enter the address of the paper's support page."""
        if source := self._source:
            self._ask(_("Support"), _("The address of the paper's support page:"), source.support_url, "support_url")

    async def action_pictures(self) -> None:
        """Another of the wishes for the source's pictures; the line under the list says which it is."""
        if source := self._source:
            wishes = list(PictureWish)
            wish = wishes[(wishes.index(source.pictures) + 1) % len(wishes)]
            await self.app.write_now(lambda library: library.pictures.choose(source.id, wish))
            self._fill(self.query_one(OptionList).highlighted or 0)
            self.app.front.repaint()

    async def action_full_text(self) -> None:
        """Fetch whole texts where the feed cuts them, then always, then never; the line under the list says which."""
        if source := self._source:
            following = POLICIES[(POLICIES.index(source.fulltext) + 1) % len(POLICIES)]
            await self.app.write_now(lambda library: library.fulltexts.set_policy(source.id, following))
            self._fill(self.query_one(OptionList).highlighted or 0)
            self.app.front.repaint()

    def action_selector(self) -> None:
        """Say where on its pages the paper's text is."""
        if source := self._source:
            question = _("A CSS selector for the text on its pages (empty: it is found by itself):")
            self._ask(_("Selector"), question, source.selector, "selector")

    def _ask(self, title: str, question: str, value: str, field: str) -> None:
        source = self._source
        if source is None:
            return

        async def answered(answer: str | None) -> None:
            if answer is None:
                return
            try:
                await self.app.pen.write(lambda library: _put(library, source.id, field, answer))
            except LibraryError as error:
                self.app.say(str(error))
            self._fill(self.query_one(OptionList).highlighted or 0)
            self.app.front.show_view(self.app.front.view)

        self.app.push_screen(AskScreen(title, question, value=value, may_be_empty=field != "title"), answered)


def _pictures(wish: PictureWish) -> str:
    """Which pictures are fetched, and the key for another wish."""
    match wish:
        case PictureWish.ALL:
            return _("All its pictures are fetched; i: the first of each article alone.")
        case PictureWish.LEAD:
            return _("The first picture of each article is fetched; i: none.")
        case PictureWish.NONE:
            return _("None of its pictures are fetched; i: all.")


def _put(library: Library, source: int, field: str, answer: str) -> None:
    if field == "selector":
        library.fulltexts.set_selector(source, answer)
    else:
        library.sources.edit(source, **{field: answer})


def _source_line(source: Source) -> Content:
    name = f"{source.folder} / {source.title}" if source.folder else source.title
    return _line(name, source.unread, "✗" if source.gone else ("!" if source.error else ""))


def _line(name: str, unread: int, sign: str) -> Content:
    parts: list[Content | str | tuple[str, str]] = [(name, "bold" if unread else "")]
    if unread:
        parts.append((f"  {number(unread)}", "$accent"))
    if sign:
        parts.append((f"  {sign}", "bold $warning"))
    return Content.assemble(*parts)


def _policy(source: Source) -> str:
    """When whole texts are fetched, the key for another wish, and the person's own selector."""
    said = {
        "auto": _("Whole texts are fetched where the feed cuts them; x: always."),
        "always": _("Whole texts are always fetched; x: never."),
        "never": _("Whole texts are never fetched; x: where the feed cuts them."),
    }[source.fulltext]
    found = source.selector or _("by itself")
    return f"{said} " + _("On a page they are found {how}; s: another selector.").format(how=found)


def _detail(source: Source, now: Moment) -> str:
    """What the source says of itself, and what is wrong with it."""
    lines = [source.url, ngettext("{n} article", "{n} articles", source.articles).format(n=number(source.articles))]
    if source.last_success is not None:
        lines[-1] += " · " + _("refreshed {age}").format(age=age(source.last_success, now))
    lines.append(_pictures(source.pictures))
    lines.append(_policy(source))
    if source.error:
        lines.append(source.error)
    if source.gone:
        lines.append(_("It is no longer refreshed."))
    elif source.next_try is not None and source.next_try > now:
        said = _("Next try on {day} at {time}; r asks now.")
        lines.append(said.format(day=day(source.next_try, year=False), time=hour(source.next_try)))
    return "\n".join(lines)

"""What of an article is muted, and for how long; says how many of the newest articles that concerns."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, ClassVar, NamedTuple

from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.message import Message
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from placentin_tui.commands import Scope, sign
from placentin_tui.errors import RuleRefused
from placentin_tui.i18n import N_, _, ngettext, number
from placentin_tui.query.mute_offers import offers, typed_offer
from placentin_tui.ui.bindings import bindings
from placentin_tui.ui.screens.dialog import Card, foot, head
from placentin_tui.ui.widgets.choice_list import ChoiceList
from placentin_tui.ui.widgets.field import Field, FieldNote

if TYPE_CHECKING:
    from textual.app import ComposeResult
    from textual.binding import BindingType
    from textual.worker import WorkType

    from placentin_tui.library import Library
    from placentin_tui.models import ArticleSummary, Preview
    from placentin_tui.query.mute_offers import MuteOffer

DAY = 24 * 60 * 60
TERMS: tuple[tuple[str, int | None], ...] = (
    (N_("for ever"), None),
    (N_("1 day"), DAY),
    (N_("1 week"), 7 * DAY),
    (N_("1 month"), 30 * DAY),
)
"""For how long a rule mutes, in seconds; `None`: it has no end."""


class Muted(NamedTuple):
    """What was chosen."""

    offer: MuteOffer
    seconds: int | None
    """`None`: for ever."""


class Term(Static):
    """A length of time to choose."""

    class Clicked(Message):
        """It was clicked."""

        def __init__(self, place: int) -> None:
            """`place`: its index in `TERMS`."""
            super().__init__()
            self.place = place

    def __init__(self, place: int) -> None:
        """`place`: its index in `TERMS`."""
        super().__init__(markup=False)
        self.place = place

    def show(self, *, is_chosen: bool) -> None:
        """Show whether it is the one chosen, by a sign too."""
        style = "$ink-strong" if is_chosen else "$ink-quiet"
        self.update(Content.styled(f"{'●' if is_chosen else '○'} {_(TERMS[self.place][0])}", style))

    def on_click(self) -> None:
        """Report the click."""
        self.post_message(self.Clicked(self.place))


class MuteScreen(Card[Muted]):
    """Returns what to mute."""

    BINDINGS: ClassVar[list[BindingType]] = bindings(Scope.MUTE)
    HORIZONTAL_BREAKPOINTS: list[tuple[int, str]] | None = [(0, "-narrow"), (52, "-broad")]  # noqa: RUF012 - as declared

    def __init__(self, article: ArticleSummary, address: str, *, several_sources: bool) -> None:
        """`address`: that of the article's source; `several_sources`: there are others."""
        super().__init__()
        self._article = article
        self._of_article = offers(article, address, several_sources=several_sources)
        self._listed = self._of_article
        self._term = 0
        self._found: dict[str, Preview | str] = {}
        """What each query finds among the newest articles, or why it cannot be a rule's."""

    def compose(self) -> ComposeResult:
        """The line to type into, what the article offers, for how long, what that concerns."""
        with Vertical(classes="card"):
            yield head(_("Mute"), self._article.title)
            yield Field(placeholder=_("A word, or any search; else choose below"))
            yield ChoiceList()
            with Horizontal(id="terms"):
                yield from map(Term, range(len(TERMS)))
            yield Static(id="found", markup=False, classes="quiet")
            yield FieldNote()
            yield foot(_("{key} for how long · Enter mutes · Esc goes back").format(key=self._key_of("mute-longer")))

    def _key_of(self, act: str) -> str:
        keys = self.app.command(act).keys
        return sign(keys[0]) if keys else ""

    def on_mount(self) -> None:
        """List what the article offers; the focus stays in the line."""
        self._list()
        self._show_terms()
        self.query_one(Field).focus()

    def _list(self) -> None:
        """List what was typed, then what the article offers."""
        typed = self.query_one(Field).value.strip()
        self._listed = [*([typed_offer(typed)] if typed else []), *self._of_article]
        options = self.query_one(OptionList)
        options.clear_options()
        options.add_options([Option(self._line(offer)) for offer in self._listed])
        options.highlighted = 0
        self._count_soon()

    def _line(self, offer: MuteOffer) -> Content:
        found = self._found.get(offer.query)
        count = "" if found is None or isinstance(found, str) else f"  {number(len(found.articles))}"
        return Content.assemble(offer.label, (count, "$ink-quiet"))

    @property
    def _chosen(self) -> MuteOffer:
        return self._listed[self.query_one(OptionList).highlighted or 0]

    def _show_terms(self) -> None:
        """Show for how long, what is chosen marked by a sign too."""
        for term in self.query(Term):
            term.show(is_chosen=term.place == self._term)

    # ── what it concerns ─────────────────────────────────────────────────────────────────────────────────────────────

    def _count_soon(self) -> None:
        """Say what is known of the chosen line, and look up the rest beside the keys."""
        self._say()
        work: WorkType[None] = self._count
        self.run_worker(
            work, group="counts", exclusive=True, description="counting what would be muted", exit_on_error=True
        )

    async def _count(self) -> None:
        """Look up what each line finds, the chosen one first."""
        for offer in dict.fromkeys((self._chosen, *self._listed)):
            if offer.query not in self._found:
                self._found[offer.query] = await self.app.writer.write(partial(_preview, offer.query))
            if not self.query(OptionList):  # the card was closed while this was waited for
                return
            if offer in self._listed:
                self.query_one(OptionList).replace_option_prompt_at_index(self._listed.index(offer), self._line(offer))
            self._say()

    def _say(self) -> None:
        """Say how many of the newest articles the chosen line would mute, or why it cannot."""
        found = self._found.get(self._chosen.query)
        said = ""
        if found is not None and not isinstance(found, str):
            said = ngettext(
                "It mutes {found} of {of} article.", "It mutes {found} of the newest {of} articles.", found.of
            ).format(found=number(len(found.articles)), of=number(found.of))
        self.query_one("#found", Static).update(Content(said))
        self.query_one(FieldNote).say(found if isinstance(found, str) else "")

    # ── events and actions ───────────────────────────────────────────────────────────────────────────────────────────

    def on_input_changed(self) -> None:
        """List what was typed first."""
        self._list()

    def on_input_submitted(self) -> None:
        """Take the chosen line."""
        self._take()

    def on_option_list_option_highlighted(self) -> None:
        """Say what the chosen line concerns."""
        self._say()

    def on_option_list_option_selected(self) -> None:
        """Take the line that was clicked."""
        self._take()

    def on_term_clicked(self, event: Term.Clicked) -> None:
        """Choose the length of time that was clicked."""
        self._term = event.place
        self._show_terms()

    def action_move(self, how: str) -> None:
        """Choose another line while one types."""
        getattr(self.query_one(OptionList), f"action_{how}")()

    def action_term(self, step: int) -> None:
        """Choose another length of time."""
        self._term = (self._term + step) % len(TERMS)
        self._show_terms()

    def _take(self) -> None:
        if not isinstance(self._found.get(self._chosen.query), str):  # why it cannot be is said below the line
            self.dismiss(Muted(self._chosen, TERMS[self._term][1]))


def _preview(query: str, library: Library) -> Preview | str:
    """What a query finds among the newest articles, or why it cannot be a rule's."""
    try:
        return library.rules.preview(query)
    except RuleRefused as error:
        return str(error)

"""Changes a rule's name and its search, and says while one types what it would find."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Label, Static

from placentin_tui.errors import RuleRefused
from placentin_tui.i18n import _, ngettext, number
from placentin_tui.ui.screens.dialog import Card, foot, head
from placentin_tui.ui.widgets.field import Field, FieldNote

if TYPE_CHECKING:
    from textual.app import ComposeResult
    from textual.worker import WorkType

    from placentin_tui.library import Library
    from placentin_tui.models import Rule


class Edited(NamedTuple):
    """What was typed."""

    name: str
    query: str


class Found(NamedTuple):
    """What a search finds, or why it can be no rule's."""

    sentence: str
    is_refused: bool = False


def preview(query: str, library: Library) -> Found:
    """What a query finds among the newest articles."""
    try:
        found = library.rules.preview(query)
    except RuleRefused as error:
        return Found(str(error), is_refused=True)
    said = ngettext("It finds {found} of {of} article.", "It finds {found} of the newest {of} articles.", found.of)
    return Found(said.format(found=number(len(found.articles)), of=number(found.of)))


class EditRuleScreen(Card[Edited]):
    """Returns the name and the search as they are to be."""

    def __init__(self, rule: Rule) -> None:
        """The lines hold what the rule has."""
        super().__init__()
        self._rule = rule
        self._found: dict[str, Found] = {}

    def compose(self) -> ComposeResult:
        """A line for the search, one for the name, and what the search finds."""
        with Vertical(classes="card"):
            yield head(_("Edit the rule"), self._rule.name)
            yield Label(_("Its search:"), markup=False)
            yield Field(value=self._rule.query, select_on_focus=False, id="query")
            yield Static(id="found", markup=False, classes="quiet")
            yield Label(_("Its name:"), markup=False)
            yield Field(value=self._rule.name, select_on_focus=False, id="name")
            yield FieldNote()
            yield foot(_("Tab the other line · Enter saves · Esc goes back"))

    def on_mount(self) -> None:
        """Begin in the search."""
        self.query_one("#query", Field).focus()
        self._look_soon()

    @property
    def _typed(self) -> Edited:
        name, query = self.query_one("#name", Field).value, self.query_one("#query", Field).value
        return Edited(name.strip(), " ".join(query.split()))

    # ── what it finds ────────────────────────────────────────────────────────────────────────────────────────────────

    def on_input_changed(self) -> None:
        """Say what is found by what was typed."""
        self._look_soon()

    def _look_soon(self) -> None:
        """Say what the search finds where that is known, else look it up beside the keys."""
        self._say()
        if (query := self._typed.query) not in self._found:
            work: WorkType[None] = partial(self._look, query)
            self.run_worker(
                work, group="preview", exclusive=True, description="looking up what a rule finds", exit_on_error=True
            )

    async def _look(self, query: str) -> None:
        self._found[query] = await self.app.writer.write(partial(preview, query))
        if self.query(Field):  # the card may be closed by now
            self._say()

    def _say(self) -> None:
        found = self._found.get(self._typed.query, Found(""))
        self.query_one("#found", Static).update(Content("" if found.is_refused else found.sentence))
        self.query_one(FieldNote).say(found.sentence if found.is_refused else "")

    # ── acts ─────────────────────────────────────────────────────────────────────────────────────────────────────────

    def on_input_submitted(self) -> None:
        """Return what was typed; what cannot be a rule is said once it is known."""
        if not self._typed.name:
            self.query_one(FieldNote).say(_("A rule needs a name."))
        elif not self._found.get(self._typed.query, Found("")).is_refused:
            self.dismiss(self._typed)

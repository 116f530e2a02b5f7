"""The page of rules: every rule with what it does, until when, and how many articles it mutes; where rules are made."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, ClassVar

from msgspec.structs import replace
from textual.content import Content
from textual.widgets import Static
from textual.widgets.option_list import Option

from placentin_tui.commands import Scope, of_scopes
from placentin_tui.commands.hints import Focus, hints_of
from placentin_tui.errors import PlacentinError
from placentin_tui.i18n import _, day_name, ngettext, number, on_calendar
from placentin_tui.models import Rule, RuleVerb, View
from placentin_tui.query.of_view import query_of
from placentin_tui.rendering.rule_words import does, query, state
from placentin_tui.ui.bindings import action, bindings
from placentin_tui.ui.screens.command_access import CommandAccess
from placentin_tui.ui.screens.dialog import Card
from placentin_tui.ui.screens.edit_rule import EditRuleScreen, preview
from placentin_tui.ui.widgets.choice_list import ChoiceList
from placentin_tui.ui.widgets.masthead import ROOMY, Masthead
from placentin_tui.ui.widgets.status_line import StatusLine

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from textual.app import ComposeResult
    from textual.binding import BindingType
    from textual.worker import WorkType

    from placentin_tui.library import Library
    from placentin_tui.models import Source
    from placentin_tui.ui.screens.edit_rule import Edited
    from placentin_tui.ui.textual_internals import CSSPathType


class RulesScreen(CommandAccess, Card[View]):
    """Returns the view of what the chosen rule finds."""

    BINDINGS: ClassVar[list[BindingType]] = bindings(Scope.RULES)
    CSS_PATH: ClassVar[CSSPathType | None] = ["dialog.tcss", "rules.tcss"]

    def __init__(self) -> None:
        """The rules are read in `on_mount`."""
        super().__init__()
        self.has_changed = False
        """A rule was changed here, and with it perhaps what lists show."""
        self._rules: Sequence[Rule] = ()
        self._sources: Sequence[Source] = ()
        self._found: dict[str, str] = {}
        """What each query finds among the newest articles, as a sentence."""

    def compose(self) -> ComposeResult:
        """Masthead, list, what the rule under the cursor finds, status line."""
        yield Masthead()
        yield ChoiceList()
        yield Static(id="none", markup=False, classes="quiet")
        yield Static(id="about", markup=False)
        yield StatusLine()

    async def on_mount(self) -> None:
        """List the rules."""
        self.query_one(StatusLine).hints = hints_of(Focus.RULES, of_scopes(self.app.commands, Scope.RULES))
        self._entitle(None)
        await self._fill(0)

    @property
    def _list(self) -> ChoiceList:
        return self.query_one(ChoiceList)

    @property
    def _rule(self) -> Rule | None:
        """The rule under the cursor."""
        at = self._list.highlighted
        return self._rules[at] if at is not None and at < len(self._rules) else None

    async def _fill(self, at: int) -> None:
        """Read the rules and list them, the cursor on one of them; what they mute is counted beside the keys."""
        self._rules, muted = await self.app.writer.write(_counted)
        if not self.query(ChoiceList):  # the page was closed while this was waited for
            return
        self._sources = self.app.library.sources.all()
        self._list.clear_options()
        self._list.add_options([Option(self._line(rule)) for rule in self._rules])
        self._list.highlighted = max(0, min(at, len(self._rules) - 1)) if self._rules else None
        self._list.display = bool(self._rules)
        nothing = self.query_one("#none", Static)
        nothing.display = not self._rules
        said = _(
            "There is no rule yet. A rule says what is done with articles as they come in: {mute} on an article mutes"
            " those like it, {add} here makes a rule of any search."
        )
        nothing.update(Content(said.format(mute=self.app.key_of("mute"), add=self.app.key_of("rules-add"))))
        self._entitle(muted)
        self._say()
        if self._rules:
            self._list.focus()

    def _line(self, rule: Rule) -> Content:
        """A rule on two lines: whether it is on, its name and what it does; its query, its state, what it mutes."""
        now = self.app.clock()
        is_active = rule.is_on and not rule.has_ended(now)
        muted = ngettext("{n} muted", "{n} muted", rule.articles).format(n=number(rule.articles))
        facts = [state(rule, now), *([muted] if rule.articles else [])]
        return Content.assemble(
            ("● " if is_active else "○ ", "$accent" if is_active else "$ink-quiet"),
            (rule.name, "bold $ink-strong" if is_active else "$ink-quiet"),
            f"  {does(rule)}\n",
            (f"  {query(rule, self._sources)}  ·  {' · '.join(facts)}", "$ink-quiet"),
        )

    def _entitle(self, muted: int | None) -> None:
        """Say at the top how many rules there are, and how many articles they mute where that is counted."""
        head, count = self.query_one(Masthead), len(self._rules)
        rules = ngettext("{n} rule", "{n} rules", count).format(n=number(count)) if count else ""
        head.name_of_paper = _("Rules")
        head.view = rules if self.app.size.width - 2 >= ROOMY else ""
        said = "" if muted is None else ngettext("{n} muted", "{n} muted", muted).format(n=number(muted))
        head.unread = said
        head.date = day_name(on_calendar(self.app.clock()).date(), month=True, year=True)

    # ── what a rule finds ────────────────────────────────────────────────────────────────────────────────────────────

    def _say(self) -> None:
        """Say what the rule under the cursor finds; it is looked up beside the keys where that is not known."""
        rule = self._rule
        self.query_one("#about", Static).update(Content(self._found.get(rule.query, "") if rule else ""))
        if rule and rule.query not in self._found:
            work: WorkType[None] = partial(self._look, rule.query)
            self.run_worker(
                work, group="preview", exclusive=True, description="looking up what a rule finds", exit_on_error=True
            )

    async def _look(self, asked: str) -> None:
        self._found[asked] = (await self.app.writer.write(partial(preview, asked))).sentence
        if self.query(ChoiceList) and self._rule and self._rule.query == asked:  # the page may be closed by now
            self._say()

    def on_option_list_option_highlighted(self) -> None:
        """Say what the rule under the cursor finds."""
        self._say()

    def on_option_list_option_selected(self) -> None:
        """List what the rule that was clicked finds."""
        self.action_show()

    async def on_status_line_clicked(self, event: StatusLine.Clicked) -> None:
        """Do the act that was clicked in the status line."""
        await self.run_action(action(self.app.command(event.act)))

    # ── actions ──────────────────────────────────────────────────────────────────────────────────────────────────────

    def action_move(self, how: str) -> None:
        """Move in the list; `how`: the rest of the name of an action of Textual's `OptionList`."""
        getattr(self._list, f"action_{how}")()

    def action_show(self) -> None:
        """List what the rule finds; of one that mutes, what is muted of it."""
        if rule := self._rule:
            muted = query_of(View(muted=True))
            self.dismiss(View(query=f"{muted} ({rule.query})" if RuleVerb.MUTE in rule.verbs else rule.query))

    async def action_turn(self) -> None:
        """Turn the rule off, or on again."""
        if rule := self._rule:
            is_active = rule.is_on and not rule.has_ended(self.app.clock())
            await self._change(lambda library: library.rules.turn(rule.name, on=not is_active))

    async def action_remove(self) -> None:
        """Remove the rule; it can be undone."""
        if rule := self._rule:
            await self._change(lambda library: library.rules.remove(rule.name))
            said = _("“{name}” is removed. {key} brings it back.")
            self.app.say(said.format(name=rule.name, key=self.app.key_of("undo")))

    async def action_shift(self, step: int) -> None:
        """Move the rule by a place."""
        place = (self._list.highlighted or 0) + step
        if (rule := self._rule) and 0 <= place < len(self._rules):
            await self._change(lambda library: library.rules.move(rule.name, place + 1), at=place)

    async def action_undo(self) -> None:
        """Undo the last act."""
        await self.app.front.action_do("undo")
        await self._fill(self._list.highlighted or 0)

    def action_add(self) -> None:
        """Ask for a search, then for what is done with what it finds."""
        from placentin_tui.ui.screens.new_rule import QueryScreen, VerbScreen

        def ask_what(asked: str | None) -> None:
            if asked:
                self.app.push_screen(VerbScreen(asked), partial(self._add, asked))

        self.app.push_screen(QueryScreen(self.app.library.rules.preview), ask_what)

    def action_edit(self) -> None:
        """Change the rule's search and name."""
        if (rule := self._rule) is None:
            return

        async def take(typed: Edited | None) -> None:
            if typed:
                await self._change(
                    lambda library: library.rules.edit(rule.name, new_name=typed.name, query=typed.query)
                )

        self.app.push_screen(EditRuleScreen(rule), take)

    async def _add(self, asked: str, done: Rule | None) -> None:
        """Add the rule that was asked for; one that mutes begins with the articles that are there."""
        if done:
            await self._change(partial(_added, replace(done, query=asked)), at=len(self._rules))

    async def _change(self, act: Callable[[Library], object], at: int | None = None) -> None:
        """Change the rules and list them again, the cursor on its row or on another one."""
        try:
            await self.app.writer.write(act)
        except PlacentinError as error:
            self.app.tell(error)
        self.has_changed = True
        await self._fill((self._list.highlighted or 0) if at is None else at)


def _added(rule: Rule, library: Library) -> object:
    """Add a rule under a name that is free."""
    return library.rules.add(replace(rule, name=library.rules.free_name(rule.name)), at_once=True)


def _counted(library: Library) -> tuple[Sequence[Rule], int]:
    """The rules, and how many articles they mute."""
    return library.rules.all(), library.rules.count_muted()

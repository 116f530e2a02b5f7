"""What a new rule is asked for: a search, and what is done with what it finds."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.content import Content

from placentin_tui.errors import RuleRefused
from placentin_tui.i18n import _
from placentin_tui.models import Rule, tag_trouble
from placentin_tui.rendering.rule_words import VERBS
from placentin_tui.ui.screens.menu_dialog import MenuCard
from placentin_tui.ui.screens.prompt import AskScreen

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual.widgets import OptionList


class QueryScreen(AskScreen):
    """Asks for the search of a rule."""

    def __init__(self, preview: Callable[[str], object]) -> None:
        """`preview`: raises `RuleRefused` where a search cannot be a rule's."""

        def trouble(typed: str) -> str:
            try:
                preview(typed)
            except RuleRefused as error:
                return str(error)
            return ""

        super().__init__(
            _("New rule"), _("A search for what it is about:"), hint=_("section:sport -cycling"), check=trouble
        )


class VerbScreen(MenuCard[Rule | None]):
    """Asks what is done with what a search finds; returns a rule that does it."""

    def __init__(self, query: str) -> None:
        """`query`: the search; the rule is called as it reads."""
        rules = [Rule(query, query, (verb,)) for verb in VERBS]
        lines: list[tuple[Content, Rule | None]] = [(Content(_(VERBS[rule.verbs[0]])), rule) for rule in rules]
        lines.append((Content(_("give a tag …")), None))
        super().__init__(
            _("What is done with “{query}”").format(query=query), lines, foot=_("Enter chooses · Esc goes back")
        )
        self._query = query

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Return the rule that does this; a tag is asked for first."""
        event.prevent_default()  # or the base class returns what there is
        if (rule := self._lines[event.option_index][1]) is not None:
            self.dismiss(rule)
            return

        def take(tag: str | None) -> None:
            if tag:
                self.dismiss(Rule(self._query, self._query, tags=(tag,)))

        self.app.push_screen(AskScreen(_("Tag"), _("Its name:"), check=tag_trouble), take)

"""The acts of the page of rules."""

from __future__ import annotations

from functools import partial

from placentin_tui.commands.command import Command, Scope
from placentin_tui.i18n import N_

_rules = partial(Command, group="rules", scope=Scope.RULES)

RULES: tuple[Command, ...] = (
    _rules("rules-down", ("j", "down"), N_("Down"), N_("To the next rule."), action="move('cursor_down')"),
    _rules("rules-up", ("k", "up"), N_("Up"), N_("To the rule before."), action="move('cursor_up')"),
    _rules("rules-page-down", ("pagedown",), N_("Page down"), N_("A page down the list of rules."), action="move('page_down')"),
    _rules("rules-page-up", ("pageup",), N_("Page up"), N_("A page up the list of rules."), action="move('page_up')"),
    _rules("rules-top", ("g", "home"), N_("Top"), N_("To the first rule."), action="move('first')"),
    _rules("rules-bottom", ("G", "end"), N_("Bottom"), N_("To the last rule."), action="move('last')"),
    _rules("rules-show", ("enter", "l", "right"), N_("Show"), N_("List what the rule finds; of one that mutes, what is muted of it.")),
    _rules("rules-turn", ("space",), N_("On/off"), N_("Turn the rule off, or on again; while it is off, what it mutes shows."), action="turn"),
    _rules("rules-add", ("a",), N_("New rule"), N_("Make a rule: a search, and what is done with what it finds.")),
    _rules("rules-edit", ("e", "f2"), N_("Edit"), N_("Change the search and the name of the rule; what it would find is said while you type.")),
    _rules("rules-remove", ("d", "delete"), N_("Remove"), N_("Remove the rule; it can be undone.")),
    _rules("rules-move-up", ("K", "shift+up"), N_("Move up"), N_("Move the rule up by a place."), action="shift(-1)"),
    _rules("rules-move-down", ("J", "shift+down"), N_("Move down"), N_("Move the rule down by a place."), action="shift(1)"),
    _rules("rules-undo", ("U", "ctrl+z"), N_("Undo"), N_("Take back the last change of a rule, or another act.")),
    _rules("rules-help", ("question_mark", "f1"), N_("Help"), N_("Every command and its keys, those of rules first."), action="help"),
    _rules("rules-palette", ("colon", "ctrl+p"), N_("All commands"), N_("Find a command of this page by its name.")),
)  # fmt: skip

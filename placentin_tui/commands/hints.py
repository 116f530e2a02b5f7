"""What the foot of the main screen names, by what has the focus, and those of the pages of papers and rules."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

from placentin_tui.commands.keys import sign
from placentin_tui.i18n import N_, _

if TYPE_CHECKING:
    from collections.abc import Iterable

    from placentin_tui.commands.command import Command


class Focus(StrEnum):
    """What has the focus on the main screen."""

    FRONT = "front"
    """The front page."""
    LIST = "list"
    ARTICLE = "article"
    COMMENTS = "comments"
    """The article, with a comment in view."""
    SEARCH = "search"
    """The line one searches by."""
    WELCOME = "welcome"
    """The line of a first start that asks for a paper's address."""
    PAPERS = "papers"
    """The page of papers."""
    RULES = "rules"
    """The page of rules."""
    SERVICES = "services"
    """The page of servers."""
    QUEUE = "queue"
    """The list of changes for a server."""


class Hint(NamedTuple):
    """An act named at the foot of the screen."""

    act: str
    """Its id; empty: several keys, or one of the field itself, which a click does not press."""
    key: str
    label: str


ARROWS = "front-up front-down front-left front-right"
"""Acts named together, by all their keys."""

_ACTS: dict[Focus, tuple[tuple[str, str], ...]] = {
    Focus.FRONT: (
        ("help", ""), ("open", ""), (ARROWS, N_("Choose")), ("other-pane", N_("The list")),
        ("front-section", N_("Section")), ("search", ""), ("refresh-all", ""), ("share", ""),
    ),
    Focus.LIST: (
        ("help", ""), ("open", ""), ("page-down", ""), ("other-pane", N_("Front page")), ("density", ""),
        ("search", ""), ("refresh-all", ""),
    ),
    Focus.ARTICLE: (
        ("help", ""), ("page-down", ""), ("back", ""), ("next-unread", ""), ("comments", ""), ("star", ""),
        ("share", ""),
    ),
    Focus.COMMENTS: (
        ("help", ""), ("next-comment", ""), ("refresh", N_("Reply")), ("fold", ""), ("comment", ""), ("back", ""),
    ),
    Focus.SEARCH: (("back", ""),),
    Focus.WELCOME: (("welcome-decline", ""), ("help", "")),
    Focus.PAPERS: (
        ("papers-help", ""), ("papers-read", ""), ("papers-add", N_("Subscribe")), ("papers-refresh", N_("Refresh")),
        ("papers-details", ""), ("papers-remove", N_("Remove")), ("papers-folder", N_("Folder")),
    ),
    Focus.RULES: (
        ("rules-help", ""), ("rules-turn", ""), ("rules-add", ""), ("rules-edit", ""), ("rules-remove", ""), ("rules-show", ""),
        ("rules-move-up", ""), ("rules-move-down", ""), ("rules-undo", ""),
    ),
    Focus.SERVICES: (
        ("services-help", ""), ("services-sync", ""), ("services-add", ""), ("services-queue", ""),
        ("services-sign-in", ""), ("services-remove", ""),
    ),
    Focus.QUEUE: (("queue-help", ""), ("queue-retry", ""), ("queue-drop", ""), ("queue-show", "")),
}  # fmt: skip
"""The acts of each in the order they give way when there is no room, the last one first, though the first one stands
last; and words for those that do something else there than their label says.
"""

_ENTER = {Focus.SEARCH: N_("To what was found"), Focus.WELCOME: N_("Subscribe")}
"""What Enter does in a line one types in."""

_NAMED = ("escape", "f1")
"""Keys that act in such a line, where letters are typed."""


def hints_of(focus: Focus, commands: Iterable[Command]) -> tuple[Hint, ...]:
    """What is named where the focus is there, with the keys the person chose; acts without a key are left out."""
    known = {command.id: command for command in commands}
    found = [
        hint for acts, label in _ACTS[focus] if (hint := _hint([known[act] for act in acts.split()], label, focus)).key
    ]
    if focus in _ENTER:
        found.insert(1, Hint("", sign("enter"), _(_ENTER[focus])))
    return tuple(found)


def _hint(commands: list[Command], label: str, focus: Focus) -> Hint:
    """One act with its key; several, or a numbered one, with all of theirs. Its key is empty where there is none."""
    first = commands[0]
    said = _(label or first.label)
    if first.numbered:
        return Hint("", "–".join(sign(first.keys[place]) for place in (0, -1)) if first.keys else "", said)
    if len(commands) > 1:
        return Hint("", "".join(sign(each.keys[0]) for each in commands if each.keys), said)
    return Hint(first.id, sign(_key_of(first, focus)) if first.keys else "", said)


def _key_of(command: Command, focus: Focus) -> str:
    """The key of a command that is heard there: in a field letters are typed."""
    if focus in _ENTER:
        return next((key for key in command.keys if key in _NAMED), command.keys[0])
    return command.keys[0]

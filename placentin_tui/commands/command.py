"""What an act is, and the screens acts belong to."""

from __future__ import annotations

from enum import StrEnum

import msgspec

from placentin_tui.i18n import N_


class Scope(StrEnum):
    """Where an act's keys are heard; two scopes may use one key.

    In a dialog those of its own kind go before those of every dialog.
    """

    MAIN = "main"
    FRONT = "front"
    WELCOME = "welcome"
    PAPERS = "papers"
    COMPOSER = "composer"
    PICTURE = "picture"
    SHARE = "share"
    QUESTION = "question"
    MENU = "menu"
    PICKER = "picker"
    VIEWS = "views"
    TAGS = "tags"
    MUTE = "mute"
    RULES = "rules"
    SERVICES = "services"
    QUEUE = "queue"
    QR = "qr"
    HELP = "help"
    DIALOG = "dialog"


class Command(msgspec.Struct, frozen=True):
    """One act."""

    id: str
    """What the config's `[keys]` names; beyond the main screen it begins with its scope."""
    keys: tuple[str, ...]
    """Textual's names for the keys, the one shown first."""
    label: str
    """A word or two for the footer and the palette (a message to translate)."""
    help: str
    """A sentence for the help and the palette (a message to translate)."""
    group: str
    """The section of the help, one of `GROUPS`."""
    needs: str = ""
    """What must be there for it: `article`, or nothing."""
    footer: bool = False
    """Among those named on the screen itself: in its status line, or at the foot of its dialog."""
    types: bool = False
    """It opens a line to type into, on the page itself."""
    scope: Scope = Scope.MAIN
    """The screen it belongs to."""
    action: str = ""
    """What the screen calls it, with what it takes (`move('first')`); empty: as the id, without the scope."""
    priority: bool = False
    """Its keys go before those of the field or list that has the focus."""
    numbered: bool = False
    """Its first key does it with 1, the second with 2, and so on."""


GROUPS = {
    "move": N_("Moving"),
    "front": N_("The front page"),
    "list": N_("The Flash"),
    "article": N_("The article"),
    "sources": N_("Papers and feeds"),
    "type": N_("Typography"),
    "app": N_("The program"),
    "papers": N_("On the page of papers"),
    "composer": N_("While you write a comment"),
    "picture": N_("Pictures on the whole screen"),
    "share": N_("In the share sheet"),
    "menu": N_("In lists to choose from"),
    "views": N_("In the list of views"),
    "rules": N_("On the page of rules"),
    "services": N_("On the page of servers"),
    "queue": N_("In the list of changes for a server"),
    "help": N_("In the help"),
    "dialog": N_("In every dialog"),
}
"""The sections of the help, in their order."""

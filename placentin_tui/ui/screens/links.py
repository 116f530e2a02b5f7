"""The list of an article's links and footnotes, each link with its real address."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.content import Content

from placentin_tui.i18n import _
from placentin_tui.text.urls import shown_url
from placentin_tui.ui.screens.menu_dialog import MenuCard

if TYPE_CHECKING:
    from collections.abc import Sequence

    from placentin_tui.rendering.footnotes import Note
    from placentin_tui.rendering.links import Link


class LinksScreen(MenuCard[str]):
    """Returns the URL to open, or the `#…` of a footnote."""

    def __init__(self, links: Sequence[Link], notes: Sequence[Note] = ()) -> None:
        """`links` and `notes` in the order of the article."""
        lines = [(_line(link), link.href) for link in links] + [(_note(note), note.href) for note in notes]
        super().__init__(_("Links"), lines, foot=_("Enter opens · Esc goes back"))


def _line(link: Link) -> Content:
    """A link's number and text, and on a second line its target."""
    return Content.assemble((f"{link.number:>2} ", "bold"), link.text, "\n   ", (shown_url(link.href), "dim"))


def _note(note: Note) -> Content:
    """A footnote's label, and the beginning of its text."""
    return Content.assemble((f" ↓ {note.label} ", "bold"), "\n   ", (note.text, "dim"))

"""The dialog for supporting a paper: its own page, in the browser or as a QR code."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.content import Content

from placentin_tui.i18n import _
from placentin_tui.ui.screens.menu_dialog import MenuCard
from placentin_tui.ui.services import desktop_actions

if TYPE_CHECKING:
    from placentin_tui.models import Source
    from placentin_tui.ui.protocols import ReaderApp
    from placentin_tui.ui.screens.share_actions import Sharing


class SupportScreen(MenuCard["Sharing"]):
    """Returns the function that opens or copies the page, to be called with the app."""

    def __init__(self, source: Source) -> None:
        """`source`: one that has a support page."""
        url = source.support_url

        def show_code(app: ReaderApp) -> None:
            from placentin_tui.ui.screens.qr import QrScreen

            app.push_screen(QrScreen(source.title, url))

        lines: list[tuple[Content, Sharing]] = [
            (
                Content.assemble((_("Open the support page"), "bold"), "\n", (url, "dim")),
                lambda app: desktop_actions.browse(app, url),
            ),
            (Content.styled(_("QR code for a telephone"), "bold"), show_code),
            (Content.styled(_("Copy the link"), "bold"), lambda app: desktop_actions.copy(app, url)),
        ]
        title = _("Support {paper}").format(paper=source.title)
        super().__init__(title, lines, foot=_("Enter does it · Esc goes back"))

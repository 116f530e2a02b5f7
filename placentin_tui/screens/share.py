"""The share sheet: what can be done with an article's link from here."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

from textual.content import Content

from placentin_tui import share
from placentin_tui.i18n import _
from placentin_tui.screens.menu import MenuCard

if TYPE_CHECKING:
    from collections.abc import Callable

    from placentin_tui.app import PlacentinApp
    from placentin_tui.models import ArticleSummary

    Sharing: TypeAlias = Callable[[PlacentinApp], None]


class ShareScreen(MenuCard["Sharing"]):
    """Answers with what to do on the app."""

    def __init__(self, article: ArticleSummary) -> None:
        url = share.plain_url(article.url)
        both = share.title_and_link(article)

        def copied(text: str) -> Sharing:
            def do(app: PlacentinApp) -> None:
                app.copy(text)
                app.say(_("Copied: {text}").format(text=text))

            return do

        by_mail: tuple[Content, Sharing] = (
            _line(_("Send by mail"), _("opens your mail program")),
            lambda app: app.browse(share.mailto(article)),
        )
        lines: list[tuple[Content, Sharing]] = [
            (_line(_("Copy the link"), url), copied(url)),
            (_line(_("Copy title and link"), both), copied(both)),
            (_line(_("Open in the browser"), url), lambda app: app.browse(url)),
            by_mail,
        ]
        if not url:
            lines = [(_line(_("Copy the title"), both), copied(both)), by_mail]
        super().__init__(_("Share this article"), lines, foot=_("Enter does it · Esc goes back"))


def _line(label: str, detail: str) -> Content:
    return Content.assemble((label, "bold"), "\n", (detail, "dim"))

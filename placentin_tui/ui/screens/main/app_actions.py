"""Actions on sources, themes and the app itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

from placentin_tui.i18n import _
from placentin_tui.ui.screens import command_access
from placentin_tui.ui.screens.main import article_view, comment_actions
from placentin_tui.ui.screens.main.comment_positions import current
from placentin_tui.ui.screens.main.selection import target
from placentin_tui.ui.services import courier_requests

if TYPE_CHECKING:
    from placentin_tui.models import View
    from placentin_tui.ui.screens.main.page_protocol import Page


def refresh(page: Page) -> None:
    """Reply to the current comment; outside the comments, refresh the source of the view or the current article."""
    if page.article and (here := current(page)):
        comment_actions.write(page, page.article, here.key)
        return
    source = page.view.source or (summary.source if (summary := target(page)) else None)
    courier_requests.refresh(page.app, (source,) if source else ())


def refresh_all(page: Page) -> None:
    """Refresh all sources."""
    courier_requests.refresh(page.app, ())


def retry(page: Page) -> None:
    """Refresh the sources whose last refresh failed."""
    if ids := tuple(source.id for source in page.app.own_library.sources.all() if source.error and not source.gone):
        courier_requests.refresh(page.app, ids)
    else:
        page.app.say(_("No source is in trouble."))


def add(page: Page) -> None:
    """Ask for an address to subscribe to."""
    from placentin_tui.ui.screens.prompt import AddScreen

    page.app.push_screen(AddScreen(lambda address: courier_requests.subscribe(page.app, address)))


def sources(page: Page) -> None:
    """Open the page of papers; show the articles of the paper or folder chosen there, or all."""
    from placentin_tui.ui.screens.sources import SourcesScreen

    def show(chosen: View | None) -> None:
        if chosen is not None:
            page.show_view(chosen)
            page.focus_chooser()

    page.app.push_screen(SourcesScreen(), show)


def edition(page: Page) -> None:
    """Open the built-in edition."""
    page.app.open_edition()


def theme(page: Page) -> None:
    """Switch between the light and the dark theme; the choice is stored."""
    page.app.toggle_theme()


def themes(page: Page) -> None:
    """Choose among all themes."""
    from placentin_tui.ui.screens.palette import ThemePicker

    def choose(name: str | None) -> None:
        if name is not None:
            page.app.choose_theme(name)

    page.app.push_screen(ThemePicker(page.app.theme), choose)


def palette(page: Page) -> None:
    """Open the command palette and do the command chosen."""
    command_access.show_palette(page)


def messages(page: Page) -> None:
    """Show the last messages; what is at the foot of the screen was read then."""
    from placentin_tui.ui.screens.messages import MessagesScreen

    page.app.read_messages()
    page.app.push_screen(MessagesScreen(page.app.messages.kept))


def suspend(page: Page) -> None:
    """Suspend the process until `fg`."""
    page.app.step_aside()


def redraw(page: Page) -> None:
    """Repaint the whole terminal."""
    page.app.action_redraw()


def help_(page: Page) -> None:
    """Open the help."""
    command_access.show_help(page)


def quit_(page: Page) -> None:
    """Save the reading place and quit."""
    article_view.keep_place(page)
    page.app.exit(0)

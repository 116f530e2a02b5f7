"""Shows on the main screen what came of a sync, and that a server was added or removed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from placentin_tui.courier.process.protocol import ServiceSet
from placentin_tui.i18n import _, ngettext, number
from placentin_tui.ui.services import courier_requests

if TYPE_CHECKING:
    from placentin_tui.courier.process.protocol import ServiceSynced
    from placentin_tui.ui.protocols import ReaderApp


def show(app: ReaderApp, event: ServiceSet | ServiceSynced) -> None:
    """Show an event; its error, if it has one, is shown with those of all other events."""
    if isinstance(event, ServiceSet):
        _set(app, event)
    else:
        _synced(app, event)
    courier_requests.services_changed(app)


def _set(app: ReaderApp, event: ServiceSet) -> None:
    """Say that a server was added or removed."""
    if event.error:
        return
    if event.is_removed:
        app.say(_("{name} is removed; its articles and their marks stay.").format(name=event.service))
    else:
        app.say(_("Signed in at {name}; its articles are coming.").format(name=event.service))


def _synced(app: ReaderApp, event: ServiceSynced) -> None:
    """List what came, and paint anew what was marked elsewhere; the first articles end a first start."""
    front = app.front
    if app.first_start and app.own_library.sources.count():
        app.first_start = False
        app.open_own_library()
        front.dismiss_welcome()
        front.show_view(front.view)
    if event.marked or event.new:
        app.forget_pictures()
        front.repaint()
        front.say_news()
    if event.new and not event.error:
        said = ngettext("{name}: {n} new article", "{name}: {n} new articles", event.new)
        app.say(said.format(name=event.service, n=number(event.new)), beside=True)

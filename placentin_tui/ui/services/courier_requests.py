"""Requests to the courier, and the sentences shown where they cannot be made."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from placentin_tui.i18n import _, number
from placentin_tui.models.setting_enums import PictureMode

if TYPE_CHECKING:
    from collections.abc import Sequence

    from placentin_tui.models import Article
    from placentin_tui.ui.protocols import (
        Commands,
        CourierAccess,
        LibraryAccess,
        Notifier,
        ReaderApp,
        Screens,
        Settings,
    )

    class Requests(Notifier, Screens, Settings, LibraryAccess, CourierAccess, Commands, Protocol):
        """What a request needs of the app."""


def refresh(app: Requests, sources: tuple[int, ...]) -> bool:
    """Request a refresh of these sources, none for all; returns whether it was requested."""
    if app.offline:
        app.say(_("You are offline: start without --offline to fetch news."))
    elif app.first_start and not app.own_library.sources.count():
        app.say(_("There is no paper yet. Press {key} to subscribe to one.").format(key=app.key_of("add")))
    else:
        app.send_for_courier().refresh(sources)
        return True
    return False


def looking_for(addresses: Sequence[str]) -> str:
    """The sentence while papers are looked for."""
    if len(addresses) == 1:
        return _("Looking for the paper at {address} …").format(address=addresses[0])
    return _("Looking for {n} papers …").format(n=number(len(addresses)))


def subscribe(app: Requests, typed: str) -> bool:
    """Request a subscription to an address, or to several separated by blanks or commas; `False` while offline."""
    addresses = tuple(dict.fromkeys(each for word in typed.split() if (each := word.strip(",;"))))
    if app.offline:
        app.say(_("You are offline: start without --offline to subscribe."))
        return False
    if addresses and not app.screen.query("SubscriptionNote"):
        app.say(looking_for(addresses))
    app.send_for_courier().subscribe(addresses)
    return True


def send_outbox(app: Requests) -> None:
    """Request that the outbox is sent."""
    app.send_for_courier().send_outbox()


def sync(app: Requests) -> None:
    """Request a sync with all servers that keep marks, whatever pause or trouble there is."""
    from placentin_tui.courier.process.protocol import Sync  # not before somebody asks for it

    if app.offline:
        app.say(_("You are offline: start without --offline to sync."))
    elif not app.own_library.services.all():
        app.say(_("There is no server to sync with; {key} adds one.").format(key=app.key_of("services")))
    else:
        app.say(_("Syncing …"))
        app.send_for_courier().manage_services(Sync(now=True))


def remove_service(app: Requests, service: int) -> None:
    """Request that a server that keeps marks is removed here; that needs no network, but the keyring."""
    from placentin_tui.courier.process.protocol import RemoveService  # not before somebody asks for it

    if app.offline:
        app.say(_("You are offline: start without --offline to remove a server."))
    else:
        app.send_for_courier().manage_services(RemoveService(service))


def services_changed(app: ReaderApp) -> None:
    """Have the screens show what waits for servers now."""
    from placentin_tui.ui.messages import ServicesChanged  # Textual's message class, which the first frame has anyway

    app.screen.post_message(ServicesChanged())
    app.front.entitle()


def comments(app: Requests, article: Article) -> None:
    """Request an article's comments; nothing while the courier is not running, or in the built-in edition."""
    if app.post and app.library is app.own_library:
        app.post.fetch_comments(article.summary.id)


def text(app: Requests, article: Article) -> None:
    """Request an article's full text."""
    if app.offline:
        app.say(_("You are offline: start without --offline to fetch the whole text."))
    elif app.library is not app.own_library or not article.summary.url:
        app.say(_("There is no other text of this article."))
    elif app.post:
        app.say(_("Fetching the whole text …"))
        app.post.fetch_text(article.summary.id)


def pictures(app: Requests, article: Article, *, asked: bool = False) -> None:
    """Request an article's missing pictures; `asked`: by the person, whatever the source's setting is."""
    if app.post and app.library is app.own_library and app.config.pictures is not PictureMode.OFF:
        app.post.fetch_pictures(article.summary.id, asked=asked)

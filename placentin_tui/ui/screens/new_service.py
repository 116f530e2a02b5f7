"""The dialogs by which one signs in at a server that keeps subscriptions and marks; the courier does it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec.structs import replace
from textual.content import Content

from placentin_tui.courier.process.protocol import AddService
from placentin_tui.destination_policy import check_service, server
from placentin_tui.errors import ConsentNeeded
from placentin_tui.i18n import _
from placentin_tui.models import NewService
from placentin_tui.sync.dialects import DIALECTS, api_address
from placentin_tui.text.sanitize import clean
from placentin_tui.text.urls import safe_url
from placentin_tui.ui.screens.menu_dialog import MenuCard
from placentin_tui.ui.screens.prompt import AskScreen
from placentin_tui.ui.screens.question import QuestionScreen

if TYPE_CHECKING:
    from placentin_tui.models import Service
    from placentin_tui.ui.protocols import ReaderApp

_ADDRESS = "https://rss.example"
LONGEST_NAME = 200
"""Characters of a user name."""


class FeedScreen(AskScreen):
    """Asks for the address of a feed; returns it whole."""

    def __init__(self, service: str) -> None:
        """`service`: the name of the server that is to subscribe."""
        super().__init__(
            _("Subscribe at {name}").format(name=service),
            _("The address of the paper's feed:"),
            hint="https://paper.example/feed",
            check=_address_trouble,
        )

    def _done(self, typed: str) -> None:
        self.dismiss(_address(typed))


async def sign_in(app: ReaderApp, service: Service | None) -> None:
    """Ask for a server, name and password, and have the courier sign in; for a `service` that is there only for the
    password. Leaving a dialog leaves everything as it is.
    """
    if app.offline:
        app.say(_("You are offline: start without --offline to sign in at a server."))
        return
    new = _known(service) if service else await _typed(app)
    if new is None or (new := await _agreed(app, new)) is None:
        return
    password = "" if new.password_command else await _password(app, new)
    if password or new.password_command:
        app.say(_("Signing in at {host} …").format(host=server(new.address)))
        app.send_for_courier().manage_services(AddService(new, password or ""))


def _known(service: Service) -> NewService:
    """A service that is there, to be signed in again."""
    return NewService(
        service.name, service.dialect, service.address, service.user, service.password_command, service.agreed,
        labels=DIALECTS[service.dialect].labels,
    )  # fmt: skip


async def _typed(app: ReaderApp) -> NewService | None:
    """Ask what kind of server it is, for its address, and for the person's name there."""
    lines = [(Content(dialect.title), name) for name, dialect in DIALECTS.items()]
    kind = await app.push_screen_wait(
        MenuCard(_("What kind of server is it?"), lines, foot=_("Enter chooses · Esc goes back"))
    )
    if kind is None:
        return None
    title = DIALECTS[kind].title
    hint = {"greader": "https://example.org/greader", "fever": "https://rss.example/fever/"}.get(kind, _ADDRESS)
    typed = await app.push_screen_wait(
        AskScreen(_("Server"), _("The address of {kind}:").format(kind=title), hint=hint, check=_address_trouble)
    )
    if typed is None:
        return None
    address = api_address(kind, _address(typed))
    asked = _("Your name at {title}:").format(title=server(address))
    named = await app.push_screen_wait(AskScreen(_("Server"), asked))
    user = clean(named or "", LONGEST_NAME)
    if not user:
        return None
    return NewService(_free_name(app, address), kind, address, user, labels=DIALECTS[kind].labels)


def _address(typed: str) -> str:
    """The address that was typed, with https where no scheme was; empty for what is none."""
    return safe_url(typed if "://" in typed else f"https://{typed}")


def _address_trouble(typed: str) -> str:
    """What is wrong with an address, as a sentence."""
    return "" if server(_address(typed)) else _("This is no address of a server.")


def _free_name(app: ReaderApp, address: str) -> str:
    """The server's host, with a number where another service has that name."""
    host, taken = server(address), {service.name.casefold() for service in app.own_library.services.all()}
    names = (host if n < 2 else f"{host} {n}" for n in range(1, len(taken) + 2))
    return next(name for name in names if name.casefold() not in taken)


async def _agreed(app: ReaderApp, new: NewService) -> NewService | None:
    """The service, once the person has agreed where a password would go unencrypted; `None`: refused."""
    try:
        check_service(new.address, new.agreed)
    except ConsentNeeded as needed:
        question = QuestionScreen(
            _("Server"),
            [
                (_("This server has no safe connection (https):"), ""),
                (needed.server, "subject spaced"),
                (_("Whoever is on the way can read your password."), "spaced"),
            ],
            [(_("No: send nothing there"), False), (_("Yes: {host} may have it").format(host=needed.server), True)],
        )
        if not await app.push_screen_wait(question):
            return None
        return replace(new, agreed=needed.server)
    return new


async def _password(app: ReaderApp, new: NewService) -> str | None:
    """Ask for the password; `None` when the dialog is closed."""
    asked = {
        "freshrss": _("The API password of {user}, set there under Profile; it goes to {host} alone:"),
        "miniflux": _("The password of {user}, set there under Integrations, Google Reader; it goes to {host} alone:"),
    }.get(new.dialect, _("The password of {user}; it goes to {host} alone:"))
    question = asked.format(user=new.user, host=server(new.address))
    return await app.push_screen_wait(AskScreen(_("Server"), question, is_secret=True))

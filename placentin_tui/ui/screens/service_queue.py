"""The list of changes that wait for a server, and of those it did not accept."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.content import Content

from placentin_tui.commands import Scope
from placentin_tui.commands.hints import Focus
from placentin_tui.i18n import _
from placentin_tui.models import Change, ChangeState
from placentin_tui.rendering import service_words
from placentin_tui.ui.bindings import bindings
from placentin_tui.ui.screens.list_page import ListPage
from placentin_tui.ui.services import courier_requests

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.binding import BindingType

    from placentin_tui.library import Library
    from placentin_tui.models import Service, SubscriptionChange

SHOWN = 500
"""Changes of marks that are listed; the head of the page has the number of all."""


class QueueScreen(ListPage[int, "Change | SubscriptionChange"]):
    """Returns the id of the article to be shown."""

    BINDINGS: ClassVar[list[BindingType]] = bindings(Scope.QUEUE)
    SCOPE = Scope.QUEUE
    FOCUS = Focus.QUEUE

    def __init__(self, service: Service) -> None:
        """The changes that wait for one service."""
        super().__init__()
        self._service = service

    def rows(self) -> Sequence[Change | SubscriptionChange]:
        """Changes of subscriptions, then marks; what was not accepted before what waits."""
        changes = self.app.own_library.changes
        marks = changes.all(self._service.id)
        listed: list[Change | SubscriptionChange] = [*changes.subscriptions(self._service.id), *marks]
        listed.sort(key=lambda change: change.state is not ChangeState.REFUSED)
        return listed[:SHOWN]

    def line(self, row: Change | SubscriptionChange) -> Content:
        """What is changed, of what; and why it was not accepted."""
        why = service_words.why(row)
        return Content.assemble(
            ("○ " if why else "… ", "$error" if why else "$ink-quiet"),
            (service_words.act(row), "bold $ink-strong"),
            f"  {service_words.subject(row)}",
            (f"\n  {why}" if why else "", "$error"),
        )

    def nothing(self) -> str:
        """That nothing waits."""
        return _("Nothing waits: {name} knows of everything that was changed here.").format(name=self._service.name)

    def about(self, row: Change | SubscriptionChange) -> str:
        """What becomes of the change."""
        if row.state is ChangeState.REFUSED:
            return _("{name} did not accept this; it can be sent again, or forgotten.").format(name=self._service.name)
        if row.state is ChangeState.SENT:
            return _("{name} said yes; the next sync sees whether it did it.").format(name=self._service.name)
        return _("It is sent with the next sync.")

    def head(self) -> tuple[str, str, str]:
        """The service's name, and how many changes wait and were refused."""
        service = self.app.own_library.services.get(self._service.id)
        return service.name, service_words.waiting(service.waiting), service_words.refused(service.refused)

    def on_option_list_option_selected(self) -> None:
        """Go to the article of the line that was clicked."""
        self.action_show()

    def action_show(self) -> None:
        """Go to the article that is marked."""
        if isinstance(self.current, Change) and self.current.article:
            self.dismiss(self.current.article)

    async def action_drop(self) -> None:
        """Forget a change: the server is not told of it."""
        if change := self.current:
            await self.app.writer.write(lambda library: _drop(library, change))
            self.app.say(_("Forgotten: {name} is not told of it.").format(name=self._service.name))
            courier_requests.services_changed(self.app)
            self.fill()

    async def action_retry(self) -> None:
        """Have all that was not accepted sent again."""
        number_of = await self.app.writer.write(lambda library: library.changes.retry(self._service.id))
        self.app.say(_("They are sent with the next sync.") if number_of else _("Nothing was refused."))
        courier_requests.services_changed(self.app)
        self.fill()


def _drop(library: Library, change: Change | SubscriptionChange) -> int:
    """Forget a change of a mark or of subscriptions."""
    if isinstance(change, Change):
        return library.changes.drop((change.seq,))
    return library.changes.drop_subscription(change.seq)

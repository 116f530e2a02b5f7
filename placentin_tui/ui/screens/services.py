"""The page of servers that keep subscriptions and marks: how things stand with each, and what can be done about it."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.content import Content

from placentin_tui.commands import Scope
from placentin_tui.commands.hints import Focus
from placentin_tui.i18n import _, ngettext, number
from placentin_tui.rendering import service_words
from placentin_tui.sync.dialects import DIALECTS
from placentin_tui.text.urls import shown_url
from placentin_tui.ui.bindings import bindings
from placentin_tui.ui.screens.list_page import ListPage
from placentin_tui.ui.screens.question import QuestionScreen
from placentin_tui.ui.services import courier_requests

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.binding import BindingType

    from placentin_tui.models import Service
    from placentin_tui.ui.messages import ServicesChanged


class ServicesScreen(ListPage[int, "Service"]):
    """Returns the id of an article of the queue that is to be shown."""

    BINDINGS: ClassVar[list[BindingType]] = bindings(Scope.SERVICES)
    SCOPE = Scope.SERVICES
    FOCUS = Focus.SERVICES

    def rows(self) -> Sequence[Service]:
        """The services, the oldest first."""
        return self.app.own_library.services.all()

    def line(self, row: Service) -> Content:
        """A service on two lines: its name, what it is and for whom; how things stand."""
        mood = "$accent" if not row.reason and row.last_success else "$ink-quiet"
        return Content.assemble(
            ("● " if row.last_success and not row.reason else "○ ", mood),
            (row.name, "bold $ink-strong"),
            (f"  {DIALECTS[row.dialect].title} · {row.user}\n", "$ink-quiet"),
            (f"  {service_words.standing(row, self.app.clock())}", "$error" if row.reason else "$ink-quiet"),
        )

    def nothing(self) -> str:
        """What a server is good for, and how to add one."""
        said = _(
            "There is no server yet. One of yours (FreshRSS, Miniflux, or another that speaks the Google Reader API)"
            " keeps what you subscribe to and what you have read, so that it is the same here and on the telephone."
            " {add} signs in at one; reading never waits for it."
        )
        return said.format(add=self.app.key_of("services-add"))

    def about(self, row: Service) -> str:
        """The server's address, how many papers come from it, and that it has no labels for the person's tags."""
        papers = ngettext("{n} paper", "{n} papers", row.sources).format(n=number(row.sources))
        said = (
            [row.address, papers] if row.labels else [row.address, papers, _("it has no labels: your tags stay here")]
        )
        return " · ".join(said)

    def head(self) -> tuple[str, str, str]:
        """The page's name, how many servers there are, and what waits for them."""
        count = len(self._rows)
        servers = ngettext("{n} server", "{n} servers", count).format(n=number(count)) if count else ""
        return _("Servers"), servers, service_words.waiting(sum(row.waiting for row in self._rows))

    def on_services_changed(self, _event: ServicesChanged) -> None:
        """List them again: one was added, removed or synced."""
        self.fill()

    def on_library_changed(self) -> None:
        """List them again: more may wait."""
        self.fill()

    def on_option_list_option_selected(self) -> None:
        """List what waits for the server that was clicked."""
        self.action_queue()

    def action_queue(self) -> None:
        """List what the server is still to be told of."""
        if service := self.current:
            from placentin_tui.ui.screens.service_queue import QueueScreen

            def shown(article: int | None) -> None:
                if article:
                    self.dismiss(article)
                else:
                    self.fill()

            self.app.push_screen(QueueScreen(service), shown)

    def action_sync(self) -> None:
        """Sync with all servers now."""
        courier_requests.sync(self.app)

    def action_add(self) -> None:
        """Sign in at another server."""
        self._ask(None)

    def action_subscribe(self) -> None:
        """Ask for a feed's address, and have the server subscribe to it with the next sync."""
        service = self.current
        if service is None:
            return
        from placentin_tui.ui.screens.new_service import FeedScreen  # seldom needed

        async def answered(url: str | None) -> None:
            if url:
                await self.app.writer.write(lambda library: library.changes.subscribe(service.id, url))
                self.app.say(
                    _("{name} subscribes to {url} with the next sync.").format(name=service.name, url=shown_url(url))
                )
                courier_requests.services_changed(self.app)

        self.app.push_screen(FeedScreen(service.name), answered)

    def action_sign_in(self) -> None:
        """Give the password of the server under the cursor again."""
        if service := self.current:
            self._ask(service)

    def _ask(self, service: Service | None) -> None:
        from placentin_tui.ui.screens import new_service  # seldom needed

        asking = new_service.sign_in(self.app, service)
        self.run_worker(asking, group="service", description="signing in at a server", exit_on_error=True)

    def action_remove(self) -> None:
        """Remove the server under the cursor, once the person has said so: it cannot be undone."""
        service = self.current
        if service is None:
            return
        why = [(service.name, "subject spaced"), (_("Its articles and their marks stay here."), "spaced")]
        if service.waiting:
            why.append((_("The server is not told of what waits: {n}.").format(n=number(service.waiting)), "spaced"))
        no, yes = _("No: leave it as it is"), _("Yes: remove it, with its password")
        question = QuestionScreen(_("Remove the server"), why, [(no, False), (yes, True)])

        def answered(sure: bool | None) -> None:
            if sure:
                courier_requests.remove_service(self.app, service.id)

        self.app.push_screen(question, answered)

"""Connects the main screen to the courier process: sends its requests, and updates the screen on its events."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

from placentin_tui.courier.process import protocol
from placentin_tui.courier.process.client import Courier
from placentin_tui.errors import PlacentinError, UnknownSource
from placentin_tui.i18n import _, ngettext, number
from placentin_tui.models import OutgoingState, RefreshOutcome
from placentin_tui.rendering.outgoing_state import news_wording
from placentin_tui.ui.messages import SourceAnswered
from placentin_tui.ui.screens.prompt import AddScreen
from placentin_tui.ui.services import courier_requests, frame_painter
from placentin_tui.ui.services.refresh_schedule import RefreshSchedule
from placentin_tui.ui.widgets.field import SubscriptionNote

if TYPE_CHECKING:
    from placentin_tui.ui.protocols import ReaderApp

GATHERED = 0.5
"""Seconds for which answers are gathered before the screen is updated: each update counts and paints, and keys wait for
it.
"""


class CourierEvents:
    """Runs one courier process, and shows on the main screen what its events say."""

    def __init__(self, app: ReaderApp) -> None:
        """The courier is not started before `run`."""
        self._app = app
        self._courier = Courier()
        self._alarm = RefreshSchedule(app.config.refresh_every * 60, app.clock)
        self._total = self._done = self._failed = 0
        self._refreshing = self._telling = False
        self._asked = False
        """Whether the person asked for the refresh under way."""
        self._answered = 0
        """Results so far of the subscriptions requested together."""
        self._awaited = 0
        """How many were requested together."""

    async def run(self) -> None:
        """Start the courier and handle its events until the app ends."""
        await self._courier.start()
        if self._app.config.refresh_on_start and self._app.own_library.sources.count():
            self._refresh(())
        if self._app.config.refresh_every:
            self._app.set_interval(60, self._look_at_alarm)
        async for event in self._courier.events():
            if self._app.is_open:
                try:
                    self._hear(event)
                except PlacentinError as error:  # the next event must still be handled
                    self._app.tell(error)

    def _look_at_alarm(self) -> None:
        """Start the periodic refresh when it is due; called once a minute."""
        if self._alarm.is_due():
            self._refresh(())

    async def close(self) -> None:
        """Stop the courier process, letting it finish its transaction."""
        await self._courier.stop()

    # ── requests ─────────────────────────────────────────────────────────────────────────────────────────────────────

    def refresh(self, sources: tuple[int, ...]) -> None:
        """Request a refresh of these sources, none for all; named sources are asked even during a
        pause after errors.
        """
        self._asked = True
        self._refresh(sources)

    def _refresh(self, sources: tuple[int, ...]) -> None:
        """The same, whoever wants it."""
        self._courier.send(protocol.Refresh(sources=sources, now=bool(sources)))

    def subscribe(self, addresses: tuple[str, ...]) -> None:
        """Request a subscription to each address."""
        self._answered, self._awaited = 0, len(addresses)
        for address in addresses:
            self._courier.send(protocol.Subscribe(address))

    def _answer(self, sentence: str, *, error: bool = False) -> None:
        """Show the result of a subscription; where several were requested together, which of how many it is. There is
        one line for it: those before can be read among the last messages.
        """
        self._answered += 1
        if self._awaited > 1:
            place = min(self._answered, self._awaited)  # a page of several feeds is answered twice
            sentence = f"{number(place)}/{number(self._awaited)} · {sentence}"
        self._app.say(sentence, error=error)

    def send_outbox(self) -> None:
        """Request that the outbox is sent."""
        self._courier.send(protocol.SendOutbox())

    def set_account(self, request: protocol.SetAccount) -> None:
        """Request that an account is verified and stored, or removed."""
        self._courier.send(request)

    def manage_services(self, request: protocol.Sync | protocol.AddService | protocol.RemoveService) -> None:
        """Request a sync with the servers that keep marks, or that one is added or removed."""
        self._courier.send(request)

    def fetch_comments(self, article: int) -> None:
        """Request an article's comments."""
        self._courier.send(protocol.FetchComments(article))

    def fetch_pictures(self, article: int, *, asked: bool = False) -> None:
        """Request an article's missing pictures; `asked`: by the person, whatever the source's setting is."""
        self._courier.send(protocol.FetchPictures(article, asked))

    def fetch_text(self, article: int) -> None:
        """Request an article's full text."""
        self._courier.send(protocol.FetchText(article))

    # ── events ───────────────────────────────────────────────────────────────────────────────────────────────────────

    def _hear(self, event: protocol.Event) -> None:
        """Update the main screen for one event, then show its error if it has one."""
        if isinstance(event, protocol.ServiceSet | protocol.ServiceSynced):
            from placentin_tui.ui.screens.main import service_events  # only for those who have a server

            service_events.show(self._app, event)
        else:
            self._follow(event)
        self._say_why(event)

    def _follow(self, event: protocol.Event) -> None:
        """Update the main screen for one event."""
        match event:
            case protocol.RefreshStarted(total=total):
                self._total, self._done, self._failed = total, 0, 0
                self._refreshing = True
                self._say_progress()
            case protocol.SourceRefreshed():
                self._one_source(event)
            case protocol.RefreshFinished():
                self._finished(event)
            case protocol.Subscribed(title=title):
                self._subscribed(title)
            case protocol.ChoiceNeeded():
                self._choose(event)
            case protocol.OutgoingCommentSettled():
                self._outgoing(event)
            case protocol.CommentsFetched(article=article) | protocol.PicturesFetched(article=article):
                self._app.forget_pictures()
                self._app.front.repaint((article,))
            case protocol.AccountSet():
                self._account(event)
            case protocol.TextFetched(article=article, found=found):
                self._text(article, found=found)

    def _say_why(self, event: protocol.Event) -> None:
        """Show the error of an event of any type; a refused certificate becomes a question."""
        if isinstance(event, protocol.SubscribeFailed) and event.certificate:
            self._ask_about(event)
        elif isinstance(event, protocol.SubscribeFailed):
            self._not_subscribed(event.error)
        elif not isinstance(event, protocol.SourceRefreshed) and (error := getattr(event, "error", "")):
            self._app.say(error, error=True)

    def _not_subscribed(self, error: str) -> None:
        """Show why under the field the address was typed into, while that is on the screen, else with the answers."""
        note = next(iter(self._app.screen.query(SubscriptionNote)), None)
        if note is None or self._awaited > 1:
            self._answer(error, error=True)
        else:
            note.say(error)

    def _close_field(self) -> None:
        """Close the dialog the address was typed into: it was understood."""
        if isinstance(self._app.screen, AddScreen):
            self._app.screen.dismiss(None)

    def _subscribed(self, title: str) -> None:
        """Leave the built-in edition and the welcome line, and list the person's own sources."""
        self._close_field()
        front = self._app.front
        self._app.first_start = False
        self._app.open_own_library()
        front.dismiss_welcome()
        front.show_view(front.view)
        self._answer(_("Subscribed to {paper}.").format(paper=title))

    def _text(self, article: int, *, found: bool) -> None:
        """Repaint an article whose full text was fetched, and request its pictures."""
        front = self._app.front
        front.repaint((article,))
        if found and front.article and front.article.summary.id == article:
            courier_requests.pictures(self._app, front.article)

    def _outgoing(self, event: protocol.OutgoingCommentSettled) -> None:
        """Show the server's answer to a comment of the person's own."""
        if event.server:
            self._ask_where(event)
        elif said := news_wording(event.state):
            failed = event.state in (OutgoingState.REFUSED, OutgoingState.UNKNOWN)
            self._app.say(said.format(message=event.message), beside=True, error=failed)
        self._app.front.repaint((event.article,))

    def _ask_where(self, event: protocol.OutgoingCommentSettled) -> None:
        """Ask whether a comment may be sent to another server than the paper's own."""
        from placentin_tui.ui.screens import account  # seldom needed

        asking = account.may_send(self._app, event)
        self._app.run_worker(asking, group="consent", description="where a comment may go", exit_on_error=True)

    def _account(self, event: protocol.AccountSet) -> None:
        """Say that an account was stored or removed; its errors are shown by `_say_why`."""
        self._app.screen.post_message(SourceAnswered(event.source))
        if event.error:
            return
        given = self._app.own_library.accounts.of(event.source)
        sentence = _("Comments go to {title} as {user}.") if given.user else _("Comments go to {title} by its form.")
        with suppress(UnknownSource):  # the source may have been removed meanwhile
            title = self._app.own_library.sources.get(event.source).title
            self._app.say(sentence.format(title=title, user=given.user))

    def _one_source(self, event: protocol.SourceRefreshed) -> None:
        """Count a source's answer; list the articles of an empty view at once, and have the progress shown within
        `GATHERED`.
        """
        front = self._app.front
        self._done += 1
        self._failed += event.status in (RefreshOutcome.FAILED, RefreshOutcome.GONE)
        self._app.screen.post_message(SourceAnswered(event.source))
        pager = front.headlines.pager
        if event.new and pager is not None and not len(pager) and not front.searching:
            front.show_view(front.view)
        if not self._telling:
            self._telling = True
            self._app.set_timer(GATHERED, self._tell)

    def _tell(self) -> None:
        """Show the progress of the refresh and the number of new articles; nothing once it is over."""
        self._telling = False
        if self._refreshing and self._app.is_open:
            self._say_progress()
            self._app.front.say_news()

    def _finished(self, event: protocol.RefreshFinished) -> None:
        """Show the result of a refresh: network state, failed sources, new articles; then render
        the next launch frame.
        """
        front = self._app.front
        self._refreshing = False
        front.status.progress = ""
        self._app.screen.post_message(SourceAnswered(None))
        if event.offline:
            self._alarm.ring_soon()
        if event.sign_in and not front.status.offline:
            self._app.say(
                _("This network wants you to sign in first, in a browser; what was fetched before is still there."),
                beside=True,
                error=True,
            )
        front.status.offline = _("offline") if event.offline else ""
        failed = 0 if event.offline else event.failed
        front.status.trouble = (
            ngettext("{n} source in trouble", "{n} sources in trouble", failed).format(n=number(failed))
            if failed
            else ""
        )
        self._app.forget_pictures()
        front.repaint()
        front.show_news(asked=self._asked)
        self._asked = False
        front.say_news()
        if self._app.plain:
            keeping = frame_painter.keep_meanwhile(self._app)
            self._app.run_worker(keeping, group="frame", exclusive=True, exit_on_error=False)

    def _say_progress(self) -> None:
        """Show how many sources of how many have answered, and how many of them failed."""
        if 0 < self._total <= self._done:
            self._app.front.status.progress = _("Fetching comments and pictures")
            return
        said = _("Refreshing {done} of {total}").format(done=number(self._done), total=number(self._total))
        if self._failed:
            said += " · " + ngettext("{n} failed", "{n} failed", self._failed).format(n=number(self._failed))
        self._app.front.status.progress = said

    def _ask_about(self, event: protocol.SubscribeFailed) -> None:
        """Ask whether to trust the certificate that a subscription failed for; subscribe again when it is."""
        from placentin_tui.ui.screens.certificate import CertificateScreen

        def answered(believe: bool | None) -> None:
            if believe:
                self._courier.send(protocol.Subscribe(event.address, certificate=event.certificate))

        self._close_field()
        self._app.push_screen(CertificateScreen(event.error, event.certificate), answered)

    def _choose(self, event: protocol.ChoiceNeeded) -> None:
        """Ask which of a page's feeds to subscribe to."""
        from placentin_tui.ui.screens.choose_feed import ChoiceScreen

        self._close_field()
        self._answer(_("{address} has several feeds.").format(address=event.address))
        choice = ChoiceScreen(event.urls, event.titles)
        self._app.push_screen(choice, lambda url: self._subscribe_to(url) if url else None)

    def _subscribe_to(self, feed: str) -> None:
        """Request the subscription to a chosen feed; the results of the others are still shown with it."""
        self._courier.send(protocol.Subscribe(feed))

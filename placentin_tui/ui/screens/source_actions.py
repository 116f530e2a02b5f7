"""The acts of the page of papers on the paper under the cursor."""

from __future__ import annotations

from typing import TYPE_CHECKING

from placentin_tui.i18n import _
from placentin_tui.models import FullTextPolicy, PictureWish, View
from placentin_tui.ui.screens.dialog import Card
from placentin_tui.ui.screens.prompt import AskScreen
from placentin_tui.ui.services import courier_requests, desktop_actions

if TYPE_CHECKING:
    from placentin_tui.library import Library
    from placentin_tui.models import Source


class SourceActions(Card[View]):
    """A screen with a paper under the cursor; a subclass says which, and lists the papers."""

    @property
    def source(self) -> Source | None:
        """The paper under the cursor; `None` where it is on none."""
        raise NotImplementedError

    @property
    def sources(self) -> tuple[Source, ...]:
        """The papers under the cursor: those of a folder, or all, where it is on a head."""
        raise NotImplementedError

    def fill(self) -> None:
        """Read the papers and list them, the cursor where it was."""
        raise NotImplementedError

    def wait_for(self, sources: tuple[Source, ...]) -> None:
        """These papers are being asked."""
        raise NotImplementedError

    def action_add(self) -> None:
        """Subscribe to another source."""
        self.dismiss(None)
        self.app.call_next(self.app.front.action_do, "add")

    def action_services(self) -> None:
        """Go to the page of servers."""
        self.dismiss(None)
        self.app.call_next(self.app.front.action_do, "services")

    async def action_remove(self) -> None:
        """Remove the source and its articles; undo restores both."""
        if source := self.source:
            await self.app.writer.write(lambda library: library.undo_log.remove_source(source.id))
            self.fill()
            self.app.front.show_view(self.app.front.view)
            self.app.say(
                _("{paper} is removed. {key} brings it back.").format(paper=source.title, key=self.app.key_of("undo"))
            )

    async def action_undo(self) -> None:
        """Undo the last action."""
        await self.app.front.action_do("undo")
        self.fill()

    def action_refresh(self) -> None:
        """Refresh the source now, even during a pause after errors; those of the folder, or all, on a head."""
        source = self.source
        wanted = (source,) if source else tuple(each for each in self.sources if not each.gone)
        is_all = source is None and len(self.sources) == self.app.library.sources.count()
        if not (wanted or is_all):
            return
        if courier_requests.refresh(self.app, () if is_all else tuple(each.id for each in wanted)):
            self.wait_for(wanted)

    async def action_certificate(self) -> None:
        """Show the source's refused or trusted certificate, and ask whether to trust it."""
        source = self.source
        if source is None:
            return
        if not (shown := source.refused or source.certificate):
            self.app.say(_("{paper} shows no certificate that would be refused.").format(paper=source.title))
            return
        from placentin_tui.ui.screens.certificate import CertificateScreen

        believed = shown == source.certificate
        why = source.error or _("You believe this certificate, when the server of {paper} shows it.").format(
            paper=source.title
        )

        async def answered(believe: bool | None) -> None:
            """Store the decision, when it is another one, and refresh the source."""
            if believe is None or believe == believed:
                return
            await self.app.writer.write(lambda library: library.sources.trust(source.id, shown if believe else ""))
            self.fill()
            self.action_refresh()

        self.app.push_screen(CertificateScreen(why, shown, believed=believed), answered)

    def action_account(self) -> None:
        """Enter, replace or remove the account that comments are sent with."""
        if source := self.source:
            from placentin_tui.ui.screens import account  # seldom needed

            asking = account.see_to(self.app, source)
            self.run_worker(asking, group="account", description="an account at a paper", exit_on_error=True)

    def action_rename(self) -> None:
        """Give the source another title."""
        if source := self.source:
            self._ask(_("Title"), _("What shall this paper be called?"), source.title, "title")

    def action_folder(self) -> None:
        """Move the source to a folder."""
        if source := self.source:
            self._ask(
                _("Folder"), _("In which folder? (a/b for b inside a; empty: at the top)"), source.folder, "folder"
            )

    def action_support(self) -> None:
        """Enter the address of the paper's support page."""
        if source := self.source:
            self._ask(_("Support"), _("The address of the paper's support page:"), source.support_url, "support_url")

    async def action_pictures(self) -> None:
        """Switch which pictures of the source are fetched; the details say which."""
        if source := self.source:
            choices = list(PictureWish)
            wish = choices[(choices.index(source.pictures) + 1) % len(choices)]
            await self.app.writer.write(lambda library: library.pictures.choose(source.id, wish))
            self.fill()
            self.app.front.repaint()

    async def action_full_text(self) -> None:
        """Switch when full texts are fetched: where the feed truncates them, always, never; the details say which."""
        if source := self.source:
            policies = list(FullTextPolicy)
            following = policies[(policies.index(source.fulltext) + 1) % len(policies)]
            await self.app.writer.write(lambda library: library.fulltexts.set_policy(source.id, following))
            self.fill()
            self.app.front.repaint()

    def action_selector(self) -> None:
        """Enter the CSS selector of the text on the paper's pages."""
        if source := self.source:
            question = _("A CSS selector for the text on its pages (empty: it is found by itself):")
            self._ask(_("Selector"), question, source.selector, "selector")

    def action_site(self) -> None:
        """Open the paper's site in the browser."""
        if source := self.source:
            desktop_actions.browse(self.app, source.home or source.feed)

    def _ask(self, title: str, question: str, value: str, field: str) -> None:
        """Ask for the value of a field of the source under the cursor, and store it."""
        source = self.source
        if source is None:
            return

        async def answered(answer: str | None) -> None:
            """Store the value, and update the lists."""
            if answer is None:
                return
            await self.app.writer.write(lambda library: _put(library, source.id, field, answer))
            self.fill()
            self.app.front.show_view(self.app.front.view)

        self.app.push_screen(AskScreen(title, question, value=value, may_be_empty=field != "title"), answered)


def _put(library: Library, source: int, field: str, answer: str) -> None:
    """Store the value of a source's field, among them the selector."""
    if field == "selector":
        library.fulltexts.set_selector(source, answer)
    else:
        library.sources.edit(source, **{field: answer})

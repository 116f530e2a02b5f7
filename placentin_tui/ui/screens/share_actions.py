"""What the lines of the share sheet do: each function here makes one that is called with the app."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, TypeAlias

from placentin_tui import sharing
from placentin_tui.errors import LibraryError, ShareError, UnknownArticle
from placentin_tui.i18n import _
from placentin_tui.models.setting_enums import ExportFormat
from placentin_tui.sharing import targets
from placentin_tui.sharing.export_collection import written
from placentin_tui.text.sanitize import clean_path
from placentin_tui.ui.services import desktop_actions

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from placentin_tui.library import Library
    from placentin_tui.models import Article, ArticleSummary
    from placentin_tui.sharing.article_collection import ArticleCollection
    from placentin_tui.ui.protocols import ReaderApp

    Sharing: TypeAlias = Callable[[ReaderApp], None]


def copied(text: str) -> Sharing:
    """Copies a text."""
    return lambda app: desktop_actions.copy(app, text)


def browsed(url: str) -> Sharing:
    """Opens a URL in the browser or the mail program."""
    return lambda app: desktop_actions.browse(app, url)


def shown_as_code(article: ArticleSummary) -> Sharing:
    """Shows the article's link as a QR code."""

    def do(app: ReaderApp) -> None:
        """Open the screen with the code."""
        from placentin_tui.ui.screens.qr import QrScreen

        app.push_screen(QrScreen(article.title or _("Untitled"), sharing.link(article)))

    return do


def asking_server(article: ArticleSummary) -> Sharing:
    """Asks for the person's Mastodon server, stores it, and opens its share page."""

    def do(app: ReaderApp) -> None:
        """Ask; what follows is in `answered`."""
        from placentin_tui.ui.screens.prompt import AskScreen

        def answered(typed: str | None) -> None:
            """Store a valid server name and open its page; say so when it is none."""
            if typed is None:
                return
            server = targets.mastodon_server(typed)
            app.remember(targets.MASTODON, server)
            desktop_actions.browse(app, targets.mastodon(article, server))

        question = _("Your account's server; it is remembered:")
        app.push_screen(AskScreen("Mastodon", question, hint="mastodon.social", check=_no_server), answered)

    return do


def saved(article: Article, kind: ExportFormat) -> Sharing:
    """Saves the article in a format (`markdown`, `html`, `text`) to the folder of the config."""

    def do(app: ReaderApp) -> None:
        """Look up the pictures on the event loop, then write the file in a thread."""
        from placentin_tui.sharing import export

        pictures = app.library.pictures.find(export.pictures_of(article)) if kind is ExportFormat.HTML else {}

        def saving() -> str:
            document = export.document(article, kind, pictures)
            file = export.save(document, article.summary.title, kind, export.folder(app.config.save_to))
            return _("Saved: {file}").format(file=clean_path(file))

        _behind(app, saving)

    return do


def saved_book(put_together: Callable[[Library], ArticleCollection]) -> Sharing:
    """Saves a book as EPUB; `put_together` reads its articles from the library, in the writer thread."""

    def do(app: ReaderApp) -> None:
        """Start the worker that saves the book."""
        from placentin_tui.sharing import export

        def saving(library: Library) -> Path:
            book = put_together(library)
            return export.save(
                written(book, ExportFormat.EPUB, library),
                book.title,
                ExportFormat.EPUB,
                export.folder(app.config.save_to),
            )

        async def doing() -> None:
            """Save, and show the file's path or the error."""
            try:
                said = _("Saved: {file}").format(file=clean_path(await app.writer.write(saving)))
            except (ShareError, LibraryError, UnknownArticle) as error:
                app.say(str(error), error=True)
            else:
                app.say(said)

        app.run_worker(doing(), group="share", description="a book saved", exit_on_error=True)

    return do


def handed_to(article: Article, name: str) -> Sharing:
    """Starts a program of the config with the article as Markdown on its standard input."""

    def do(app: ReaderApp) -> None:
        """Start the program in a thread."""
        from placentin_tui.sharing import export
        from placentin_tui.terminal.external_program import hand_over

        command = targets.command(app.config.share[name], article.summary)

        def handing() -> str:
            hand_over(command, export.document(article, ExportFormat.MARKDOWN))
            return _("{name} has the article.").format(name=name)

        _behind(app, handing)

    return do


def _behind(app: ReaderApp, act: Callable[[], str]) -> None:
    """Run `act` in a thread, and show its result or the sentence of its `ShareError`."""

    async def doing() -> None:
        """Wait for the thread, then notify."""
        try:
            said = await asyncio.to_thread(act)
        except ShareError as error:
            app.say(str(error), error=True)
        else:
            app.say(said)

    app.run_worker(doing(), group="share", description="an article saved or handed on", exit_on_error=True)


def _no_server(typed: str) -> str:
    """What is wrong with a name of a Mastodon server; empty when nothing is."""
    if targets.mastodon_server(typed):
        return ""
    return _("“{server}” is no server's name; it looks like mastodon.social.").format(server=typed)

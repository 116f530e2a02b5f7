"""The share dialog: every way to copy, send, publish or save an article, each with what it would hand over."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, ClassVar, TypeAlias

from textual.content import Content
from textual.widgets import OptionList

from placentin_tui import sharing
from placentin_tui.commands import Scope
from placentin_tui.errors import LibraryError, ShareError, UnknownArticle
from placentin_tui.i18n import _
from placentin_tui.models.setting_enums import ExportFormat
from placentin_tui.prose.layout import text_width
from placentin_tui.sharing import targets
from placentin_tui.sharing.export_collection import of_articles, written
from placentin_tui.text.sanitize import clean_path
from placentin_tui.ui.bindings import bindings
from placentin_tui.ui.screens.menu_dialog import MenuCard
from placentin_tui.ui.services import desktop_actions

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from pathlib import Path

    from textual.binding import BindingType

    from placentin_tui.library import Library
    from placentin_tui.models import Article, ArticleSummary
    from placentin_tui.sharing.article_collection import ArticleCollection
    from placentin_tui.ui.protocols import ReaderApp
    from placentin_tui.ui.textual_internals import CSSPathType

    Sharing: TypeAlias = Callable[[ReaderApp], None]
    Line: TypeAlias = tuple[str, str, Sharing]


class ShareScreen(MenuCard["Sharing"]):
    """Returns the function that shares the article, to be called with the app."""

    BINDINGS: ClassVar[list[BindingType]] = bindings(Scope.SHARE)
    CSS_PATH: ClassVar[CSSPathType | None] = ["dialog.tcss", "share.tcss"]

    app: ReaderApp  # type: ignore[assignment]  # what a screen may know of it

    def __init__(
        self, article: Article, *, passage: str, server: str, server_key: str, programs: Sequence[str]
    ) -> None:
        """`passage`: the quote offered; `server`: the person's Mastodon server, if known; `programs`: names from the
        config.
        """
        self._article = article
        lines = [*_copies(article.summary, passage), *_networks(article.summary, server, server_key), *_files(article)]
        lines += [(name, _("a program of yours"), _handed_to(article, name)) for name in programs]
        self._mastodon = next((place for place, line in enumerate(lines) if line[0] == "Mastodon"), None)
        widest = max(text_width(label) for label, _detail, _act in lines)
        super().__init__(
            _("Share this article"),
            [(_line(label, detail, widest), act) for label, detail, act in lines],
            foot=_("Enter does it · Esc goes back"),
        )

    def action_other_server(self) -> None:
        """Ask for another Mastodon server, when the cursor is on that line."""
        if self.query_one(OptionList).highlighted == self._mastodon:
            self.dismiss(_asking_server(self._article.summary))


def _line(label: str, detail: str, width: int) -> Content:
    """A line of the list: the label in `width` columns, and the detail."""
    room = " " * (width - text_width(label) + 2)
    # One line each: a detail that does not fit is cut off.
    return Content.assemble((label, "bold"), room, (" ".join(detail.split()), "dim"))


# ── the lines of the list ────────────────────────────────────────────────────────────────────────────────────────────


def _copies(article: ArticleSummary, passage: str) -> Iterator[Line]:
    """Link, title and quote to copy, and mail."""
    url, both = sharing.link(article), sharing.title_and_link(article)
    if url:
        yield _("Copy the link"), url, _copied(url)
        yield _("Copy title and link"), both, _copied(both)
    else:
        yield _("Copy the title"), both, _copied(both)
    if passage:
        yield _("Copy a quote"), passage, _copied(sharing.quote(passage, article))
    yield _("Send by mail"), _("opens your mail program"), _browsed(sharing.mailto(article))


def _networks(article: ArticleSummary, server: str, server_key: str) -> Iterator[Line]:
    """Social networks and the QR code; none for an article without an address."""
    if not sharing.link(article):
        return
    for network in targets.NETWORKS:
        yield network.title, _("in the browser"), _browsed(network.address(article))
    if server:
        hint = _("{server} · {key}: another server").format(server=server, key=server_key)
        yield "Mastodon", hint, _browsed(targets.mastodon(article, server))
    else:
        yield "Mastodon", _("asks for your server once"), _asking_server(article)
    yield _("QR code"), _("for a telephone"), _shown_as_code(article)


def _files(article: Article) -> Iterator[Line]:
    """The formats the article can be saved in."""
    yield _("Save as Markdown"), ".md", _saved(article, ExportFormat.MARKDOWN)
    yield _("Save as a web page"), _(".html, pictures inside"), _saved(article, ExportFormat.HTML)
    yield _("Save as text"), ".txt", _saved(article, ExportFormat.TEXT)
    yield _("Save as an e-book"), ".epub", saved_book(lambda library: of_articles(library, (article.summary.id,)))


# ── what each line does ──────────────────────────────────────────────────────────────────────────────────────────────


def _copied(text: str) -> Sharing:
    """Copies a text."""
    return lambda app: desktop_actions.copy(app, text)


def _browsed(url: str) -> Sharing:
    """Opens a URL in the browser or the mail program."""
    return lambda app: desktop_actions.browse(app, url)


def _shown_as_code(article: ArticleSummary) -> Sharing:
    """Shows the article's link as a QR code."""

    def do(app: ReaderApp) -> None:
        """Open the screen with the code."""
        from placentin_tui.ui.screens.qr import QrScreen

        app.push_screen(QrScreen(article.title or _("Untitled"), sharing.link(article)))

    return do


def _asking_server(article: ArticleSummary) -> Sharing:
    """Asks for the person's Mastodon server, stores it, and opens its share page."""

    def do(app: ReaderApp) -> None:
        """Ask; what follows is in `answered`."""
        from placentin_tui.ui.screens.prompt import AskScreen

        def answered(typed: str | None) -> None:
            """Store a valid server name and open its page; say so when it is none."""
            if typed is None:
                return
            server = targets.mastodon_server(typed)
            if not server:
                app.say(_("“{server}” is no server's name; it looks like mastodon.social.").format(server=typed))
                return
            app.remember(targets.MASTODON, server)
            desktop_actions.browse(app, targets.mastodon(article, server))

        question = _("Your account's server; it is remembered:")
        app.push_screen(AskScreen("Mastodon", question, hint="mastodon.social"), answered)

    return do


def _saved(article: Article, kind: ExportFormat) -> Sharing:
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
                said = str(error)
            app.say(said)

        app.run_worker(doing(), group="share", description="a book saved", exit_on_error=True)

    return do


def _handed_to(article: Article, name: str) -> Sharing:
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
            said = str(error)
        app.say(said)

    app.run_worker(doing(), group="share", description="an article saved or handed on", exit_on_error=True)

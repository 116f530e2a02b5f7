"""The main screen's screen: its layout, its state, and its reactions to messages; the actions stand
in `action_table`.
"""

from __future__ import annotations

import inspect
from typing import TYPE_CHECKING, ClassVar

from textual.containers import Vertical
from textual.reactive import var

from placentin_tui.commands import Scope
from placentin_tui.i18n import _
from placentin_tui.models import ShownText, View
from placentin_tui.ui.bindings import bindings
from placentin_tui.ui.screens.main import article_frame, article_view, footer, front_view, list_view
from placentin_tui.ui.screens.main.front_screen import FrontScreen
from placentin_tui.ui.textual_internals import record_updates
from placentin_tui.ui.widgets.article_body import ArticleBody
from placentin_tui.ui.widgets.headline_list import HeadlineList
from placentin_tui.ui.widgets.masthead import Masthead
from placentin_tui.ui.widgets.status_line import StatusLine

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from textual import events
    from textual.app import ComposeResult
    from textual.binding import BindingType
    from textual.geometry import Size
    from textual.timer import Timer
    from textual.widgets import Input

    from placentin_tui.models import Article, ArticleSummary, Timestamp
    from placentin_tui.prose.blocks import Picture
    from placentin_tui.ui.screens.main.article_finder import ArticleFinder
    from placentin_tui.ui.screens.main.return_point import ReturnPoint
    from placentin_tui.ui.widgets.link_view import LinkView
    from placentin_tui.ui.widgets.picture_size import PictureSize
    from placentin_tui.ui.widgets.welcome import Welcome

WIDE = 100
"""Columns of the window from which list and article stand side by side."""
GLANCE = 0.12
"""Seconds the cursor must rest on a headline before the pane beside the list shows its article."""


class MainScreen(FrontScreen):
    """The front page, the Flash list and the article pane, with masthead and status line."""

    BINDINGS: ClassVar[list[BindingType]] = bindings(Scope.MAIN)

    wide: var[bool] = var(False, toggle_class="-wide")
    reading: var[bool] = var(False, toggle_class="-reading")
    """The article has the screen: in place of the list, or beside it in a broad window."""
    zen: var[bool] = var(False, toggle_class="-zen")
    searching: var[bool] = var(False)

    def __init__(self) -> None:
        """Everything is read in `on_mount`: the view is all articles, and no article is shown."""
        super().__init__("main")
        record_updates(self)
        self.view = View()
        self.article: Article | None = None
        self.composed_at: Timestamp = 0
        """When the article was laid out: the ages on its page are relative to this."""
        self.composed_for = 0, 0
        """The columns and rows of the pane it was laid out for."""
        self.jumps: list[int] = []
        """Lines of the article from which links to its footnotes were followed; Esc goes back to the last one."""
        self.shown_text = ShownText.ARTICLE
        self.also_worth_reading: tuple[int, Sequence[ArticleSummary]] = (0, ())
        """An article's id, and those its rail leads on to."""
        self.folded: set[str] = set()
        """Keys of the comments whose replies are hidden."""
        self.return_point: ReturnPoint | None = None
        """The state in which a search or an author's list was opened; Esc restores it."""
        self.finding: ArticleFinder | None = None
        """The search in the article, while there is one."""
        self._glance: Timer | None = None

    # ── layout ───────────────────────────────────────────────────────────────────────────────────────────────────────

    def compose(self) -> ComposeResult:
        """Masthead, welcome line at a first start, the two panes, status line; the search line is mounted when it is
        opened.
        """
        yield Masthead()
        if self.app.first_start:
            from placentin_tui.ui.widgets.welcome import Welcome  # only once in a library's life

            yield Welcome()
        yield from self.front_widgets()
        with Vertical(id="flash"):
            yield HeadlineList(clock=self.app.clock, picture_renderer=lambda: self.app.picture_renderer, id="headlines")
        yield ArticleBody(
            shape=self.shape_of,
            picture_renderer=lambda: self.app.picture_renderer,
            lettering=lambda: self.app.lettering,
            id="article",
        )
        yield StatusLine()

    @property
    def headlines(self) -> HeadlineList:
        """The Flash pane's list."""
        return self.query_one(HeadlineList)

    @property
    def body(self) -> ArticleBody:
        """The article pane."""
        return self.query_one(ArticleBody)

    @property
    def status(self) -> StatusLine:
        """The status line."""
        return self.query_one(StatusLine)

    @property
    def in_article(self) -> bool:
        """Whether the article has the focus, and not the list."""
        return self.body.has_focus

    def on_mount(self) -> None:
        """List the newest headlines, fill the status line, focus list or welcome line, replay the keys typed before."""
        self._measure(self.app.size)
        self.call_after_refresh(article_frame.prepare, self)
        self.status.offline = _("offline") if self.app.offline else ""
        self.headlines.density = list_view.density(self)
        front_view.begin(self)
        self.show_view(View())
        self.show_hints()
        # By a watcher, not by the message that follows: both are then painted in one frame.
        self.watch(self.headlines, "cursor", self.say_place, init=False)
        if self.app.first_start:
            self.query_one("#welcome-address").focus()
        else:
            self.focus_chooser()
        self.say_place()
        self.app.hear()

    def on_descendant_focus(self) -> None:
        """Update the status line: something else has the focus."""
        if self.reading and self.focused is self.headlines:  # a click beside its rows
            article_view.leave(self)
        self.show_hints()
        self.say_place()

    def on_resize(self, event: events.Resize) -> None:
        """Show the panes side by side, or one at a time."""
        self._measure(event.size)
        if self.wide and self.article is None:
            self._glance_soon()

    def _measure(self, size: Size) -> None:
        """Note how wide and how high the window is."""
        self.wide = size.width >= WIDE
        article_frame.classify(self, size)

    def show_view(self, view: View, *, select: int | None = None, at: int = 0) -> None:
        """List another view, the cursor on the article `select`, else on row `at`; this closes a search."""
        list_view.show_view(self, view, select=select, at=at)

    def stop_counting(self) -> None:
        """Count no longer what a search finds."""
        self.workers.cancel_group(self, "count")

    def close_article(self) -> None:
        """Show no article; the focus goes to the list."""
        self.article = None
        self.body.show(None)
        if self.in_article or self.reading or self.zen:
            self.reading = self.zen = False
            self.focus_chooser()

    def open_library(self) -> None:
        """Show another library, from its newest article."""
        self.article, self.reading, self.from_front = None, False, False
        self.body.show(None)
        self.editions, self.past = {}, {}
        self.show_view(View())
        self.focus_chooser()

    # ── the article beside the list ──────────────────────────────────────────────────────────────────────────────────

    def on_headline_list_moved(self, event: HeadlineList.Moved) -> None:
        """Show the article under the cursor, once it rests."""
        self.say_place()
        self._glance_soon()

    def _glance_soon(self) -> None:
        """Restart the timer after which the article under the cursor is shown beside the list."""
        if self._glance:
            self._glance.stop()
        if self.wide and not self.in_article and not self.front and not self.app.still:
            # The first article almost at once, but after the frame with the headlines.
            rest = GLANCE if self.article else 0.01
            self._glance = self.set_timer(rest, self._rested)

    def on_library_changed(self) -> None:
        """Update marks, ages and date; neither list nor article scrolls."""
        self.headlines.catch_up()
        article_view.catch_up(self)
        self.entitle()
        if self.front and (pager := self.headlines.pager):
            pager.forget()
            front_view.fill(self)

    def on_articles_gone(self) -> None:
        """Close what is no longer in the library."""
        list_view.reread(self)

    def on_headline_list_outdated(self) -> None:
        """Read the list again: an article of it is gone."""
        list_view.reread(self)

    def on_headline_list_unreadable(self, event: HeadlineList.Unreadable) -> None:
        """Raise the error again, for the error boundary to report."""
        raise event.error

    def on_headline_list_chosen(self, event: HeadlineList.Chosen) -> None:
        """Open the article that was clicked."""
        article_view.open_article(self, event.article)

    def _rested(self) -> None:
        if not self.in_article and not self.front:
            self.glance(self.headlines.current)

    def glance(self, summary: ArticleSummary | None) -> None:
        """Show an article beside the list, without counting it as read."""
        if summary is None:
            self.close_article()
        elif self.article is None or self.article.summary.id != summary.id:
            article_view.show_article(self, summary.id)

    def on_article_body_resized(self) -> None:
        """Lay out the page for the new size, unless it was laid out for it already."""
        if self.composed_for != (self.body.width, self.body.size.height):
            self.set_again()

    def set_again(self) -> None:
        """Lay out the page again, at the same place, its pictures too."""
        article_view.compose_again(self)
        if self.front:
            front_view.fill(self)
            self.front_page.refresh()

    def on_article_body_scrolled(self) -> None:
        """Update the status line: the reading progress, and whether a comment is in view."""
        self.show_hints()
        self.say_place()

    def on_link_view_acted(self, event: LinkView.Acted) -> None:
        """Do what a button of the page says (`act:name` or `act:name:comment`), or follow its link."""
        from placentin_tui.ui.screens.main import page_links  # only with a mouse

        if act := page_links.follow(self, event.href):
            self.call_next(self.action_do, act)

    def on_link_view_pointed(self, event: LinkView.Pointed) -> None:
        """Show the target of the link under the mouse in the status line."""
        from placentin_tui.text.urls import shown_url  # only with a mouse

        self.status.address = "" if event.href.startswith("act:") else shown_url(event.href)

    def on_article_body_picture_chosen(self, event: ArticleBody.PictureChosen) -> None:
        """Show the picture that was clicked."""
        from placentin_tui.ui.screens.main import picture_actions

        picture_actions.show(self, event.picture)

    def has_file(self, picture: Picture) -> bool:
        """Whether a picture's file is in the cache."""
        stored = self.app.stored_picture(picture.url)
        return stored is not None and stored.path is not None

    def shape_of(self, picture: Picture, width: int) -> PictureSize | None:
        """The size in cells of a picture in a text of so many columns; `None` when it cannot be shown."""
        from placentin_tui.ui.widgets.picture_size import in_text  # not before there is a picture

        picture_renderer = self.app.picture_renderer
        return in_text(
            self.app.stored_picture(picture.url),
            width,
            article_frame.pane_size(self)[1],
            picture_renderer.picture_protocol,
            picture_renderer.cell,
        )

    # ── actions ──────────────────────────────────────────────────────────────────────────────────────────────────────

    async def action_do(self, act: str) -> None:
        """Do the command with this id, whether asked for by key, palette, footer or a button; awaited where it is a
        coroutine.
        """
        # The actions and their imports take 8 ms; loaded after the first frame.
        from placentin_tui.ui.screens.main.action_table import HANDLERS
        from placentin_tui.ui.screens.main.selection import target

        command = self.app.command(act)
        if command.needs == "article" and target(self) is None:
            self.app.say(_("There is no article here yet."))
            return
        result = HANDLERS[act](self)
        if inspect.isawaitable(result):
            await result

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Disable the keys of the commands that open an input line while an input line has the focus: they are letters
        there.
        """
        if action == "do" and self.app.command(str(parameters[0])).types:
            return not self.typing
        return True

    @property
    def typing(self) -> bool:
        """Whether an input has the focus."""
        return self.focused is not None and self.focused.check_consume_key("a", "a")

    def action_link(self, n: int) -> None:
        """Follow the article's link number `n`."""
        from placentin_tui.ui.screens.main import article_actions

        article_actions.follow_number(self, n)

    def on_status_line_clicked(self, event: StatusLine.Clicked) -> None:
        """Do the command that was clicked in the status line."""
        self.call_next(self.action_do, event.act)

    def on_welcome_wished(self, event: Welcome.Wished) -> None:
        """Subscribe to the address typed into the welcome line."""
        from placentin_tui.ui.services import courier_requests

        courier_requests.subscribe(self.app, event.address)

    def on_welcome_declined(self) -> None:
        """Remove the welcome line."""
        self.dismiss_welcome()

    def dismiss_welcome(self) -> None:
        """Remove the welcome line, if it is there, and focus the list."""
        for welcome in self.query("Welcome"):
            welcome.add_class("-dismissed")  # until it is gone, the page is laid out as if it were
            welcome.display = False
            welcome.remove()
            self.focus_chooser()
            if self.front:
                self.call_after_refresh(front_view.fill, self)

    def on_input_changed(self, event: Input.Changed) -> None:
        """Search the article while words are typed."""
        if event.input.id == "find":
            from placentin_tui.ui.screens.main import find_in_article

            find_in_article.look(self, event.value)

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Enter moves the focus from an input line to what was found."""
        if event.input.id == "search":
            self.focus_chooser()
        elif event.input.id == "find":
            self.body.focus()

    def on_input_blurred(self, event: Input.Blurred) -> None:
        """Show the status line again once the search line of the article has lost the focus."""
        if event.input.id == "find":
            from placentin_tui.ui.screens.main import find_in_article

            find_in_article.close_line(self)

    # ── status line ──────────────────────────────────────────────────────────────────────────────────────────────────

    def say_news(self) -> None:
        """Show how many articles have arrived since the list was read."""
        footer.show_news(self)

    def entitle(self) -> None:
        """Update the masthead: name, view, the number of unread articles, date."""
        list_view.entitle(self)

    def show_hints(self) -> None:
        """Name the acts of what has the focus."""
        footer.show_hints(self)

    def say_place(self) -> None:
        """Show the cursor's row, or how much of the article has been read, in percent."""
        footer.show_place(self)
        if self.reading:
            article_frame.show_progress(self)

    def repaint(self, articles: Iterable[int] = ()) -> None:
        """Read these articles (none: all) from the library again and repaint them in list and pane."""
        numbers = tuple(articles)
        self.headlines.repaint(numbers)
        front_view.repaint(self, numbers)
        self.entitle()
        if self.article and (not numbers or self.article.summary.id in numbers):
            article_view.reread_article(self)

"""The part of the main screen that knows the front page: its widgets, its state, and what they report."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from textual.reactive import var

from placentin_tui.models.setting_enums import OpensOn
from placentin_tui.ui.error_boundary import ErrorBoundary
from placentin_tui.ui.screens.app_access import AppAccess
from placentin_tui.ui.textual_internals import SingleFrameScreen
from placentin_tui.ui.widgets.front_head import FrontHead
from placentin_tui.ui.widgets.front_page import FrontPage
from placentin_tui.ui.widgets.headline_list import HeadlineList

if TYPE_CHECKING:
    from textual.theme import Theme

    from placentin_tui.models import StoredPicture, View
    from placentin_tui.ui.screens.main.front_edition import FrontEdition
    from placentin_tui.ui.screens.main.page_protocol import Page
    from placentin_tui.ui.widgets.picture_size import PictureSize


class FrontScreen(AppAccess, ErrorBoundary, SingleFrameScreen):
    """A screen with a front page before its other panes."""

    front: var[bool] = var(False, toggle_class="-front")
    """The front page is shown in place of list and article."""

    def __init__(self, name: str) -> None:
        """`name`: the screen's id."""
        super().__init__(id=name)
        self.home = OpensOn.FRONT
        """Which of front page and list was used last."""
        self.from_front = False
        """The article being read was opened from the front page."""
        self.outdated = False
        """The stories are to be chosen anew."""
        self.editions: dict[View, FrontEdition] = {}
        """What was chosen, by view."""
        self.past: dict[View, FrontEdition] = {}
        """What was chosen before that: whatever was not there then is marked as new."""
        self.orders: dict[View, str] = {}
        """The order of the list, by view, as it was chosen last."""

    def front_widgets(self) -> tuple[FrontHead, FrontPage]:
        """The widgets of the front page, to be composed."""
        page = FrontPage(
            clock=self.app.clock,
            fill=self.filling,
            picture_renderer=lambda: self.app.picture_renderer,
            lettering=lambda: self.app.lettering,
        )
        return FrontHead(lambda: self.app.lettering), page

    def on_screen_suspend(self) -> None:
        """Name no keys at the foot of the screen while a dialog, which names its own, has them."""
        self._repaint_foot()

    def on_screen_resume(self) -> None:
        """Name the keys again."""
        self._repaint_foot()

    def _repaint_foot(self) -> None:
        for status in self.query("StatusLine"):  # not there yet when the screen is shown first
            status.refresh()

    def filling(self, picture: StoredPicture, columns: int, rows: int) -> PictureSize | None:
        """A picture that fills so many columns and rows."""
        from placentin_tui.ui.widgets.picture_size import fill  # not before there is a picture

        return fill(picture, columns, rows, self.app.picture_renderer.cell)

    @property
    def front_page(self) -> FrontPage:
        """The stories and the Flash of the front page."""
        return self.query_one(FrontPage)

    @property
    def front_head(self) -> FrontHead:
        """The head of the front page."""
        return self.query_one(FrontHead)

    @property
    def chooser(self) -> FrontPage | HeadlineList:
        """Where articles are chosen now: on the front page, or in the list."""
        return self.front_page if self.front else self.query_one(HeadlineList)

    def focus_chooser(self) -> None:
        """Focus the front page, or the list."""
        self.set_focus(self.chooser)

    def on_mount(self) -> None:
        """Hear of other themes."""
        self.app.theme_changed_signal.subscribe(self, self._follow_theme)

    def _follow_theme(self, _theme: Theme) -> None:
        """Lay out the pages again where letters are shown in this theme and were not in the one before, or the other
        way round: their rows would stay.
        """
        if self.app.lettering.is_outdated:
            self.set_again()

    def set_again(self) -> None:
        """Lay out the pages again, at the same place."""
        raise NotImplementedError

    def watch_front(self) -> None:
        """Name the keys of the view that is shown; the welcome line stands below the front page's head there alone."""
        if self.is_mounted:
            self.show_hints()
        if not self.front:
            for welcome in self.query("Welcome"):
                welcome.styles.clear_rule("margin")

    def show_hints(self) -> None:
        """Name the acts of what has the focus."""
        raise NotImplementedError

    def say_place(self) -> None:
        """Show the cursor's place in the status line."""
        raise NotImplementedError

    def on_front_page_moved(self) -> None:
        """Update the position in the status line."""
        self.say_place()

    def on_front_page_chosen(self, event: FrontPage.Chosen) -> None:
        """Open the article that was clicked."""
        from placentin_tui.ui.screens.main import article_view

        article_view.open_article(cast("Page", self), event.article)

    def on_front_page_resized(self) -> None:
        """Lay the page out for the new size."""
        self._fill_again()

    def _fill_again(self) -> None:
        from placentin_tui.ui.screens.main import front_view

        if self.front:
            front_view.fill(cast("Page", self))

    def on_front_page_section_wanted(self, event: FrontPage.SectionWanted) -> None:
        """Show the section whose key was pressed."""
        self._show_section(event.number)

    def on_front_head_section_chosen(self, event: FrontHead.SectionChosen) -> None:
        """Show the section that was clicked."""
        self._show_section(event.number)

    def show_news(self, *, asked: bool) -> None:
        """A refresh is over, `asked` for by the person: choose the stories anew, or where the page was nearly empty."""
        from placentin_tui.ui.screens.main import front_view

        page = cast("Page", self)
        if asked or front_view.is_sparse(page):
            self.outdated = True
            if self.front:
                article = self.front_page.current
                page.show_view(page.view, select=article.id if article else None)

    def _show_section(self, number: int) -> None:
        from placentin_tui.ui.screens.main import front_view

        front_view.show_section(cast("Page", self), number)

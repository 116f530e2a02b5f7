"""The main screen as its acts know it: what is open on it, its panes, and what it says.

Imported for type checking alone: the first frame does without.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Protocol

from placentin_tui.ui.protocols import Front, Workers

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from textual.css.query import DOMQuery
    from textual.widget import Widget

    from placentin_tui.models import ArticleSummary, ShownText, Timestamp, View
    from placentin_tui.models.setting_enums import OpensOn
    from placentin_tui.prose.blocks import Picture
    from placentin_tui.ui.protocols import ReaderApp
    from placentin_tui.ui.screens.main.article_finder import ArticleFinder
    from placentin_tui.ui.screens.main.front_edition import FrontEdition
    from placentin_tui.ui.screens.main.return_point import ReturnPoint
    from placentin_tui.ui.widgets.article_body import ArticleBody
    from placentin_tui.ui.widgets.front_head import FrontHead
    from placentin_tui.ui.widgets.front_page import FrontPage
    from placentin_tui.ui.widgets.headline_list import HeadlineList
    from placentin_tui.ui.widgets.picture_size import PictureSize


class Page(Front, Workers, Protocol):
    """The main screen."""

    composed_at: Timestamp
    composed_for: tuple[int, int]
    jumps: list[int]
    shown_text: ShownText
    folded: set[str]
    also_worth_reading: tuple[int, Sequence[ArticleSummary]]
    return_point: ReturnPoint | None
    finding: ArticleFinder | None
    wide: bool
    reading: bool
    zen: bool
    front: bool
    home: OpensOn
    from_front: bool
    outdated: bool
    editions: dict[View, FrontEdition]
    past: dict[View, FrontEdition]
    orders: dict[View, str]

    @property
    def app(self) -> ReaderApp:
        """The app."""

    @property
    def front_page(self) -> FrontPage:
        """The stories and the Flash of the front page."""

    @property
    def front_head(self) -> FrontHead:
        """The head of the front page."""

    @property
    def chooser(self) -> FrontPage | HeadlineList:
        """Where articles are chosen now: on the front page, or in the list."""

    def focus_chooser(self) -> None:
        """Focus the front page, or the list."""

    @property
    def body(self) -> ArticleBody:
        """The article pane."""

    @property
    def in_article(self) -> bool:
        """Whether the article has the focus, and not the list."""

    @property
    def typing(self) -> bool:
        """Whether an input has the focus."""

    def close_article(self) -> None:
        """Show no article; the focus goes to the list."""

    def stop_counting(self) -> None:
        """Count no longer what a search finds."""

    def glance(self, summary: ArticleSummary | None) -> None:
        """Show an article beside the list, without counting it as read."""

    def has_file(self, picture: Picture) -> bool:
        """Whether a picture's file is in the cache."""

    def shape_of(self, picture: Picture, width: int) -> PictureSize | None:
        """The size in cells of a picture in a text of so many columns; `None` when it cannot be shown."""

    def say_place(self) -> None:
        """Show the cursor's row, or how much of the article has been read, in percent."""

    # ── of Textual's screen ──────────────────────────────────────────────────────────────────────────────────────────

    def query(self, selector: Any) -> DOMQuery[Any]:
        """The widgets a selector or a class stands for."""

    def query_one(self, selector: Any) -> Any:
        """The one widget a selector or a class stands for."""

    def mount(self, *widgets: Widget) -> Any:
        """Put widgets on the screen."""

    def set_focus(self, widget: Widget | None) -> None:
        """Give a widget the keys."""

    def set_timer(self, delay: float, callback: Callable[[], object] | None = None) -> object:
        """Call it after so many seconds."""

    def set_class(self, add: bool, *class_names: str) -> Any:
        """Add these classes of the style sheet, or take them away."""

    def call_after_refresh(self, callback: Callable[..., Any], *args: Any) -> object:
        """Call it once what has changed is painted."""

    def get_selected_text(self) -> str | None:
        """What is selected on the screen."""

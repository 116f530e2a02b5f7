"""Actions that show the article's pictures on the whole screen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from placentin_tui.i18n import _
from placentin_tui.models.setting_enums import PictureMode
from placentin_tui.ui.screens.main import article_view
from placentin_tui.ui.screens.main.selection import target
from placentin_tui.ui.services import courier_requests

if TYPE_CHECKING:
    from placentin_tui.prose.blocks import Picture
    from placentin_tui.ui.screens.main.page_protocol import Page


def pictures(page: Page) -> None:
    """Show the picture in view, or the first one; request those that are missing."""
    if (summary := target(page)) and (page.article is None or page.article.summary.id != summary.id):
        article_view.show_article(page, summary.id)
    show(page, page.body.picture)


def show(page: Page, picture: Picture | None) -> None:
    """Show the article's pictures, beginning with `picture`; say why when there are none."""
    from placentin_tui.rendering.picture_list import figures_of

    article = page.article
    figures = figures_of(article) if article else ()
    here = [figure for figure in figures if page.has_file(figure.picture)]
    if article and len(here) < len(figures) and not page.app.offline:
        courier_requests.pictures(page.app, article, asked=True)
    if here:
        from placentin_tui.ui.screens.picture_viewer import PictureScreen

        at = next((n for n, figure in enumerate(here) if picture and figure.picture.url == picture.url), 0)
        page.app.push_screen(PictureScreen(tuple(here), at))
    elif not figures:
        page.app.say(_("This article has no pictures."))
    elif page.app.config.pictures is PictureMode.OFF:
        page.app.say(_("The settings say that no pictures are shown."))
    elif page.app.offline:
        page.app.say(_("This article’s pictures are not in the library, and you are offline."))
    else:
        page.app.say(_("The pictures are being fetched, those that can be had."))

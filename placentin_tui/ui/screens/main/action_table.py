"""The table from the id of a command to the function that does it on the main screen."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

from placentin_tui.ui.screens.main import (
    app_actions,
    article_actions,
    comment_actions,
    find_in_article,
    list_actions,
    mark_actions,
    navigation,
    picture_actions,
    sort_actions,
    tag_actions,
    typography_actions,
)

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from placentin_tui.ui.screens.main.page_protocol import Page

    Handler: TypeAlias = Callable[[Page], Awaitable[None] | None]

HANDLERS: dict[str, Handler] = {
    "down": navigation.down,
    "up": navigation.up,
    "open": navigation.open_,
    "back": navigation.back,
    "top": navigation.top,
    "bottom": navigation.bottom,
    "page-down": navigation.page_down,
    "page-up": navigation.page_up,
    "other-pane": navigation.other_pane,
    "next-unread": navigation.next_unread,
    "previous-unread": navigation.previous_unread,
    "search": list_actions.search,
    "find": find_in_article.find,
    "view": list_actions.view,
    "density": list_actions.density,
    "newest": list_actions.newest,
    **sort_actions.SORTS,
    "older-read": mark_actions.older_read,
    "read": mark_actions.read,
    "all-read": mark_actions.all_read,
    "star": mark_actions.star,
    "later": tag_actions.later,
    "tag": tag_actions.tag,
    "share": article_actions.share_,
    "export": article_actions.export,
    "copy": article_actions.copy,
    "browser": article_actions.browser,
    "links": article_actions.links,
    "pictures": picture_actions.pictures,
    "full-text": article_actions.full_text,
    "changes": article_actions.changes,
    "comments": article_actions.comments,
    "comment": article_actions.comment,
    "next-comment": article_actions.next_comment,
    "previous-comment": article_actions.previous_comment,
    "next-thread": article_actions.next_thread,
    "previous-thread": article_actions.previous_thread,
    "next-heading": article_actions.next_heading,
    "previous-heading": article_actions.previous_heading,
    "fold": comment_actions.fold,
    "outbox": comment_actions.outbox,
    "support": article_actions.support,
    "author": article_actions.author,
    "zen": article_actions.zen,
    "refresh": app_actions.refresh,
    "refresh-all": app_actions.refresh_all,
    "retry": app_actions.retry,
    "add": app_actions.add,
    "sources": app_actions.sources,
    "edition": app_actions.edition,
    "undo": mark_actions.undo,
    "wider": typography_actions.wider,
    "narrower": typography_actions.narrower,
    "spacing": typography_actions.spacing,
    "hyphens": typography_actions.hyphens,
    "justify": typography_actions.justify,
    "theme": app_actions.theme,
    "themes": app_actions.themes,
    "palette": app_actions.palette,
    "suspend": app_actions.suspend,
    "messages": app_actions.messages,
    "redraw": app_actions.redraw,
    "help": app_actions.help_,
    "quit": app_actions.quit_,
}

"""Which function does which act of `commands`."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

from placentin_tui.screens.front_page import (
    article,
    debate,
    finding,
    listing,
    marks,
    moving,
    pictures,
    program,
    typesetting,
)

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from placentin_tui.screens.front_page.screen import FrontPage

    Handler: TypeAlias = Callable[[FrontPage], Awaitable[None] | None]

HANDLERS: dict[str, Handler] = {
    "down": moving.down,
    "up": moving.up,
    "open": moving.open_,
    "back": moving.back,
    "top": moving.top,
    "bottom": moving.bottom,
    "page-down": moving.page_down,
    "page-up": moving.page_up,
    "other-pane": moving.other_pane,
    "next-unread": moving.next_unread,
    "previous-unread": moving.previous_unread,
    "search": listing.search,
    "find": finding.find,
    "view": listing.view,
    "newest": listing.newest,
    "read": marks.read,
    "all-read": marks.all_read,
    "star": marks.star,
    "share": article.share_,
    "export": article.export,
    "copy": article.copy,
    "browser": article.browser,
    "links": article.links,
    "pictures": pictures.pictures,
    "full-text": article.full_text,
    "changes": article.changes,
    "comments": article.comments,
    "comment": article.comment,
    "next-comment": article.next_comment,
    "previous-comment": article.previous_comment,
    "next-thread": article.next_thread,
    "previous-thread": article.previous_thread,
    "fold": debate.fold,
    "outbox": debate.outbox,
    "support": article.support,
    "author": article.author,
    "zen": article.zen,
    "refresh": program.refresh,
    "refresh-all": program.refresh_all,
    "retry": program.retry,
    "add": program.add,
    "sources": program.sources,
    "edition": program.edition,
    "undo": marks.undo,
    "wider": typesetting.wider,
    "narrower": typesetting.narrower,
    "spacing": typesetting.spacing,
    "hyphens": typesetting.hyphens,
    "justify": typesetting.justify,
    "theme": program.theme,
    "themes": program.themes,
    "palette": program.palette,
    "suspend": program.suspend,
    "redraw": program.redraw,
    "help": program.help_,
    "quit": program.quit_,
}

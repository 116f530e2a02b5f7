"""The order of each view's list: as it was chosen last, and how the line above the list says it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec
from msgspec.structs import replace

from placentin_tui.i18n import N_, _, number

if TYPE_CHECKING:
    from placentin_tui.models import View
    from placentin_tui.ui.article_pager import ArticlePager
    from placentin_tui.ui.screens.main.page_protocol import Page

ORDERS = {
    "": N_("newest first"),
    "old": N_("oldest first"),
    "unread": N_("unread first"),
    "long": N_("longest first"),
    "short": N_("shortest first"),
    "comments": N_("most debated first"),
    "source": N_("by source"),
}
"""The words for each order, by the name `sort:` has for it."""


def ordered(page: Page, view: View) -> View:
    """A view in the order that was chosen for it last."""
    if page.app.library is not page.app.own_library:
        return view
    if view not in page.orders:
        kept = page.app.own_library.settings.get(_key(view))
        page.orders[view] = kept if kept in ORDERS else ""
    return replace(view, order=page.orders[view])


def remember(page: Page, view: View, order: str) -> None:
    """List a view in that order from now on, where it is one of the person's own library."""
    if page.app.library is page.app.own_library:
        page.orders[view] = order
        page.app.remember(_key(view), order)


def said(pager: ArticlePager | None) -> str:
    """The order of a list, and how far it looks where it does not look at all there is; empty where it is the usual."""
    from placentin_tui.library.articles.sorted_results import SORTED  # there once a list is sorted

    if pager is None or pager.order not in ORDERS or not pager.order:
        return ""
    words = _(ORDERS[pager.order])
    if len(pager) < SORTED:
        return words
    if pager.order == "old":
        return _("the {n} oldest").format(n=number(SORTED))
    return _("the {n} newest, {order}").format(n=number(SORTED), order=words)


def _key(view: View) -> str:
    """The setting of a view: what it filters by, and nothing it does not."""
    fields = {name: value for name in view.__struct_fields__ if name != "order" and (value := getattr(view, name))}
    return f"order:{msgspec.json.encode(fields).decode()}"

"""What the links and buttons of an article's page and of its rail do."""

from __future__ import annotations

from typing import TYPE_CHECKING

from placentin_tui.ui.screens.main import article_actions, comment_actions, navigation, tag_actions

if TYPE_CHECKING:
    from placentin_tui.ui.screens.main.page_protocol import Page


def follow(page: Page, href: str) -> str:
    """Do what `act:name:key` says, or follow a link; returns the id of the command that is to be done, or nothing."""
    kind, _colon, act = href.partition(":")
    name, _colon, key = act.partition(":")
    if kind != "act":
        article_actions.follow(page, href)
        return ""
    match name:
        case "fold":
            comment_actions.fold(page, key)
        case "write":
            if page.article:
                comment_actions.write(page, page.article, key)
        case "following":
            navigation.next_article(page, 1)
        case "heading":
            article_actions.go_to_block(page, int(key))
        case "tag" if key:
            tag_actions.show(page, key)
        case "open":
            article_actions.open_other(page, int(key))
        case _:
            return act
    return ""

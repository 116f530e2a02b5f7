"""Where the comments stand on the article's page, and which one the keys are for."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from placentin_tui.rendering.comment_thread import ThreadPosition
    from placentin_tui.ui.screens.main.page_protocol import Page


def places(page: Page) -> tuple[ThreadPosition, ...]:
    """The positions of the page's comments, from its top."""
    return page.body.page.comments if page.body.page else ()


def current(page: Page) -> ThreadPosition | None:
    """The comment that actions apply to: the marked one while any of it is in view, else the first to begin there."""
    if not page.in_article:
        return None
    top, bottom = page.body.line, page.body.line + page.body.size.height
    shown = [place for place in places(page) if top <= place.line < bottom]
    marked = [each for each in places(page) if each.line == page.body.marked and each.line < bottom and top < each.end]
    return next(iter(marked or shown), None)


def current_number(page: Page) -> tuple[int, int]:
    """Which of the comments shown is the current one, counted from 1, and how many there are; 0 for none."""
    there, here = places(page), current(page)
    return (there.index(here) + 1 if here else 0), len(there)


def marked_key(page: Page) -> str:
    """The key of the marked comment; empty where none is marked."""
    composed, line = page.body.page if page.body.marked is not None else None, page.body.marked or 0
    comment = composed.comment_at(line) if composed else None
    return comment.key if comment and comment.line == line else ""


def mark_again(page: Page, key: str) -> None:
    """Mark a comment where it stands now; nothing where it is shown no more."""
    page.body.marked = next((place.line for place in places(page) if place.key == key), None)


def leave(page: Page) -> None:
    """Mark the comments as seen, when they were scrolled into view."""
    composed = page.body.page
    if not (page.article and composed and places(page)):
        return
    if page.body.line + page.body.size.height > composed.anchors.get("comments", 0):
        number = page.article.summary.id
        page.app.write(
            lambda library: library.articles.visit(number), then=lambda _done: page.headlines.repaint((number,))
        )

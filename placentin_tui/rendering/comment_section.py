"""The debate below an article: its head with the button to write, what is known of it, and the thread of comments."""

from __future__ import annotations

from typing import TYPE_CHECKING

from placentin_tui.i18n import _, ngettext, number
from placentin_tui.prose.layout import Run, text_width
from placentin_tui.rendering.buttons import put_buttons
from placentin_tui.rendering.comment_thread import ThreadPosition, new_comments, set_thread
from placentin_tui.text.urls import host_shown

if TYPE_CHECKING:
    from collections.abc import Generator

    from placentin_tui.models import Article
    from placentin_tui.rendering.page_builder import PageBuilder
    from placentin_tui.rendering.page_options import PageOptions


def put_comments(
    builder: PageBuilder, article: Article, look: PageOptions
) -> Generator[None, None, tuple[ThreadPosition, ...]]:
    """Append the debate, where the paper has one, some lines at each step; returns the position of each comment."""
    builder.gap()
    builder.anchor("comments")
    known = len(article.comments)
    count = max(known, article.summary.comments or 0)
    # An unknown count is not 0.
    counted = count if article.summary.comments is not None or known else None
    if counted is None and not (_has_words(article) or article.outgoing_comments):
        return ()
    _head(builder, article, look, counted)
    _say(builder, article, look, counted)
    places = yield from set_thread(builder, article, look.now, look.folded)
    if 0 < known < count or (known and article.comments_partial):
        builder.gap()
        builder.text(
            _("The paper's feed gives only the last comments: {n} of them are here.").format(n=number(known)), "quiet"
        )
    return places


def _has_words(article: Article) -> bool:
    """Whether the paper says anything of comments."""
    return article.comments_open is False or bool(article.comments_url or article.comments_feed)


def _may_write(article: Article) -> bool:
    """Whether comments are written from here."""
    is_open = article.comments_open is not False and article.takes_comments
    return is_open and bool(article.comments_url or article.comments_feed)


def _head(builder: PageBuilder, article: Article, look: PageOptions, counted: int | None) -> None:
    """What it is, how many comments there are and how many of them are new, and the button to write; a rule below.

    Where that is too much for one line, the counts have a line of their own.
    """
    title = Run(_("The debate"), "label")
    facts = Run(_counts(article, counted), "quiet")
    key, label = look.keys.get("comment", ""), _("Write")
    button = Run(f" {key}  {label} " if key else f" {label} ", "badge", "act:comment")
    right = (button,) if _may_write(article) else ()
    left = (title, Run("  "), facts) if facts.text else (title,)
    taken = sum(text_width(run.text) for run in (*left, *right))
    below: tuple[Run, ...] = ()
    if taken + 2 * bool(right) > builder.width:
        left, below = (title,), (facts,)
        taken = sum(text_width(run.text) for run in (*left, *right))
    builder.put(*left, Run(" " * max(1, builder.width - taken)), *right)
    if below:
        builder.put(*below)
    builder.put(Run("━" * builder.width, "bar label"))


def _counts(article: Article, counted: int | None) -> str:
    """How many comments there are, and how many of them are new."""
    new = len(new_comments(article))
    said = [ngettext("{n} comment", "{n} comments", counted).format(n=number(counted))] if counted is not None else []
    if new:
        said.append(ngettext("{n} new", "{n} new", new).format(n=number(new)))
    return " · ".join(said)


def _say(builder: PageBuilder, article: Article, look: PageOptions, counted: int | None) -> None:
    """What keeps one from writing or reading here, and what to do then; nothing on an ordinary debate."""
    if article.comments_open is False:
        builder.text(_("The paper takes no more comments here."), "quiet")
    elif not article.takes_comments and article.comments_url:
        where = _("The debate takes place on {site}.").format(site=host_shown(article.comments_url))
        builder.text(where, "label")
        put_buttons(builder, look.keys, ("comment", _("Open it in the browser")))
    if not article.comments and (counted or (counted is None and article.comments_feed)):
        builder.text(_not_here(look), "quiet")
    elif _may_write(article):
        if counted == 0 and not article.outgoing_comments:
            builder.text(_nobody(look), "quiet")
        if look.offline:
            builder.text(_("Offline: what you write goes out at the next connection."), "quiet")


def _not_here(look: PageOptions) -> str:
    """That the comments are still to be fetched, and how."""
    if look.offline:
        return _("The debate is not in the library yet; it comes with the next connection.")
    said = _("The debate is not in the library yet; press {key} to fetch it.")
    return said.format(key=look.keys.get("comments") or _("Comments"))


def _nobody(look: PageOptions) -> str:
    """That there is no comment yet, and how to write the first."""
    key = look.keys.get("comment")
    return (
        _("Nobody has commented yet: {key} opens the debate.").format(key=key)
        if key
        else _("Nobody has commented yet.")
    )

"""What follows the text of an article: sharing and support, the author's box, the next article, the debate."""

from __future__ import annotations

from typing import TYPE_CHECKING

from placentin_tui.i18n import _, ngettext, number
from placentin_tui.prose.blocks import Figure
from placentin_tui.prose.layout import Run, text_width
from placentin_tui.rendering.buttons import put_buttons
from placentin_tui.rendering.comment_thread import ThreadPosition, set_thread
from placentin_tui.rendering.page_builder import PageBuilder
from placentin_tui.text.urls import host_shown

if TYPE_CHECKING:
    from placentin_tui.models import Article, Author
    from placentin_tui.prose.blocks import Picture
    from placentin_tui.rendering.page_options import PageOptions

PORTRAIT = 16
"""The width of a portrait in cells."""


def put_end(builder: PageBuilder, article: Article, look: PageOptions) -> tuple[ThreadPosition, ...]:
    """Append everything below the text; returns the position of each comment."""
    _share(builder, article, look)
    if article.author:
        _author_box(builder, article.author, look)
    _following(builder, look)
    places = _comments(builder, article, look)
    builder.gap()
    return places


def _share(builder: PageBuilder, article: Article, look: PageOptions) -> None:
    """The buttons to share the article and to support the paper."""
    builder.anchor("share")
    builder.put(Run("─" * builder.width, "rule"))
    builder.put(Run(_("Share this article"), "label"))
    put_buttons(builder, look.keys, ("copy", _("Copy link")), ("browser", _("Browser")), ("share", _("More")))
    if article.support_url:
        builder.gap()
        builder.put(Run(_("Support {paper}").format(paper=article.summary.source_title), "label"))
        put_buttons(builder, look.keys, ("support", _("Open the support page")))


def _portrait(builder: PageBuilder, portrait: Picture) -> None:
    """The author's portrait, small and centred; nothing where it cannot be shown."""
    if builder.picture_rows(portrait, PORTRAIT):
        frame = PageBuilder(
            PORTRAIT, builder.left + (builder.width - PORTRAIT) // 2, builder.language, builder.picture_rows
        )
        frame.blocks((Figure(portrait),))
        builder.gap()
        builder.lines += frame.lines


def _author_box(builder: PageBuilder, author: Author, look: PageOptions) -> None:
    """The author's portrait, and a frame with name, role and biography."""
    if author.portrait:
        _portrait(builder, author.portrait)
    inner = PageBuilder(builder.width - 4, 0, builder.language, builder.picture_rows)
    inner.text(author.name, "author", href="act:author")
    if author.role:
        inner.text(author.role, "quiet")
    if author.bio:
        inner.gap()
        inner.text(author.bio, "")
    inner.gap()
    put_buttons(inner, look.keys, ("author", _("Other articles")))
    builder.gap()
    builder.put(Run("╭" + "─" * (builder.width - 2) + "╮", "rule"))
    for line in inner.lines:
        used = line.indent + sum(text_width(run.text) for run in line.runs)
        pad = Run(" " * max(0, inner.width - used))
        builder.put(Run("│ ", "rule"), Run(" " * line.indent), *line.runs, pad, Run(" │", "rule"))
    builder.put(Run("╰" + "─" * (builder.width - 2) + "╯", "rule"))


def _following(builder: PageBuilder, look: PageOptions) -> None:
    """The title of the next article of the list, which opens it."""
    if title := look.following():
        builder.gap()
        builder.anchor("next")
        builder.text(_("Next: {title}").format(title=title), "following", href="act:following")


def _offer(builder: PageBuilder, article: Article, look: PageOptions) -> None:
    """The way to comment that the paper offers: from here, in the browser, or none."""
    if article.comments_open is False:
        builder.text(_("The paper takes no more comments here."), "quiet")
    elif article.takes_comments and (article.comments_url or article.comments_feed):
        builder.put(Run(_("Leave a comment"), "label"))
        put_buttons(builder, look.keys, ("comment", _("Write")))
    elif article.comments_url:
        where = _("The debate takes place on {site}.").format(site=host_shown(article.comments_url))
        builder.text(where, "label")
        put_buttons(builder, look.keys, ("comment", _("Open it in the browser")))
    else:
        return
    builder.gap()


def _comments(builder: PageBuilder, article: Article, look: PageOptions) -> tuple[ThreadPosition, ...]:
    """The count and the thread of comments, with a note when they are incomplete; returns the position of each."""
    builder.gap()
    _offer(builder, article, look)
    builder.anchor("comments")
    known = len(article.comments)
    count = max(known, article.summary.comments or 0)
    if article.summary.comments is not None or known:  # an unknown count is not 0
        builder.put(Run(ngettext("{n} comment", "{n} comments", count).format(n=number(count)), "label"))
    places = set_thread(builder, article, look.now, look.folded)
    if 0 < known < count or (known and article.comments_partial):
        builder.gap()
        builder.text(
            _("The paper's feed gives only the last comments: {n} of them are here.").format(n=number(known)), "quiet"
        )
    elif not known and (count or (article.summary.comments is None and article.comments_feed)):
        said = _("The debate is not in the library yet; press {key} to fetch it.")
        builder.text(said.format(key=look.keys.get("comments") or _("Comments")), "quiet")
    return places

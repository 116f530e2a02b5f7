"""What follows the text of an article: sharing and support, the author's box, the next article, the debate."""

from __future__ import annotations

from typing import TYPE_CHECKING

from placentin_tui.i18n import _
from placentin_tui.prose.blocks import Figure
from placentin_tui.prose.layout import Run, text_width
from placentin_tui.rendering.buttons import put_buttons
from placentin_tui.rendering.comment_section import put_comments
from placentin_tui.rendering.page_builder import PageBuilder

if TYPE_CHECKING:
    from collections.abc import Generator

    from placentin_tui.models import Article, Author
    from placentin_tui.prose.blocks import Picture
    from placentin_tui.rendering.comment_thread import ThreadPosition
    from placentin_tui.rendering.page_options import PageOptions

PORTRAIT = 16
"""The width of a portrait in cells."""


def put_end(
    builder: PageBuilder, article: Article, look: PageOptions
) -> Generator[None, None, tuple[ThreadPosition, ...]]:
    """Append everything below the text, some lines at each step; returns the position of each comment."""
    _share(builder, article, look)
    if article.author:
        _author_box(builder, article.author, look)
    _following(builder, look)
    places = yield from put_comments(builder, article, look)
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

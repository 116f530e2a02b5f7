"""`show`: prints one article as text, Markdown, HTML or JSON; it stays unread."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec.structs import replace

from placentin_tui.cli import json_blocks
from placentin_tui.cli.articles import article_number, record
from placentin_tui.cli.context import declare
from placentin_tui.cli.exit_codes import DONE
from placentin_tui.cli.output import columns, iso, put, put_json
from placentin_tui.i18n import _, long_date, ngettext, number
from placentin_tui.models.setting_enums import ExportFormat
from placentin_tui.prose.blocks import Heading, Mark, Paragraph, Span

if TYPE_CHECKING:
    import argparse
    from collections.abc import Sequence

    from placentin_tui.cli.context import CommandContext, Commands
    from placentin_tui.models import Article, Author, Comment, Enclosure, Revision
    from placentin_tui.prose.blocks import Block, Blocks


def add_commands(commands: Commands, shared: argparse.ArgumentParser) -> None:
    """Declare `show`."""
    show = declare(commands, shared, "show", show_article, _("show one article"))
    show.add_argument("id", metavar=_("ID"), type=article_number, help=_("its number, as “list” shows it"))
    show.add_argument("--summary", action="store_true", help=_("the feed's own text, where a longer one was fetched"))
    show.add_argument("--changes", action="store_true", help=_("what the paper changed in it, word by word"))
    show.add_argument(
        "--format", choices=("text", "markdown", "html", "json"), default="text", help=_("how to show it (text)")
    )


def show_article(call: CommandContext) -> int:
    """Print one article in the format asked for. Raises `UnknownArticle`."""
    with call.library() as library:
        article = library.articles.get(call.options.id)
        if call.options.changes:
            return _show_changes(call, article, library.revisions.of(article.summary.id))
    if call.options.summary and article.brief:
        article = replace(article, blocks=article.brief, standfirst=())
    if call.options.format == "json":
        put_json(_record(article))
    elif call.options.format == "markdown":
        from placentin_tui.prose.markdown import to_markdown

        put(to_markdown(_page(article)).rstrip("\n"))
    elif call.options.format == "html":
        from placentin_tui.sharing.export import document, pictures_of

        with call.library() as library:
            pictures = library.pictures.find(pictures_of(article))
        put(document(article, ExportFormat.HTML, pictures).rstrip("\n"))
    else:
        from placentin_tui.prose.plain import to_text

        put(to_text(_page(article), columns()).rstrip("\n"))
    return DONE


def _show_changes(call: CommandContext, article: Article, revisions: Sequence[Revision]) -> int:
    """Print what the paper changed in the article, the latest correction first."""
    from placentin_tui.rendering.corrections import as_blocks, corrections

    found = corrections(article, revisions)
    blocks = (Heading(1, (Span(article.summary.title or _("Untitled")),)), *as_blocks(found))
    if call.options.format == "json":
        changes = [
            {
                "at": iso(each.at),
                "removed": each.removed,
                "added": each.added,
                "blocks": json_blocks.blocks(each.blocks),
            }
            for each in found
        ]
        put_json({"id": article.summary.id, "title": article.summary.title, "changes": changes})
    elif call.options.format == "markdown":
        from placentin_tui.prose.markdown import to_markdown

        put(to_markdown(blocks).rstrip("\n"))
    elif call.options.format == "html":
        from placentin_tui.sharing.html import to_html

        title = article.summary.title or _("Untitled")
        put(to_html(blocks, title=title, language=article.language, inlined=lambda _picture: "").rstrip("\n"))
    else:
        from placentin_tui.prose.plain import to_text

        put(to_text(blocks, columns()).rstrip("\n"))
    return DONE


# ── text and Markdown: the whole page as blocks ──────────────────────────────────────────────────────────────────────


def _page(article: Article) -> Blocks:
    """The article as it is shared, and the comments on it."""
    from placentin_tui.sharing.document import as_blocks

    return (*as_blocks(article), *_thread(article.comments))


def _thread(comments: tuple[Comment, ...]) -> Blocks:
    """The comments as blocks."""
    if not comments:
        return ()
    title = ngettext("{n} comment", "{n} comments", len(comments)).format(n=number(len(comments)))
    blocks: list[Block] = [Heading(2, (Span(title),))]
    names = {comment.key: comment.author for comment in comments}
    for comment in comments:
        parts = [comment.author]
        if comment.parent in names:
            parts.append(_("in reply to {name}").format(name=names[comment.parent]))
        if comment.published is not None:
            parts.append(long_date(comment.published))
        blocks += [Paragraph((Span(" · ".join(parts), Mark.STRONG),)), *comment.blocks]
    return tuple(blocks)


# ── JSON ─────────────────────────────────────────────────────────────────────────────────────────────────────────────


def _record(article: Article) -> dict[str, object]:
    """An article as JSON."""
    numbers = {comment.key: comment.id for comment in article.comments}
    return record(article.summary) | {
        "corrected": iso(article.summary.corrected),
        "words": article.summary.words,
        "language": article.language or None,
        "lead": json_blocks.picture(article.lead),
        "standfirst": json_blocks.blocks(article.standfirst),
        "blocks": json_blocks.blocks(article.blocks),
        "enclosures": [_file(file) for file in article.enclosures],
        "author_box": _author(article.author),
        "comments_url": article.comments_url or None,
        "thread": [_comment(comment, numbers) for comment in article.comments],
        "full_text": article.text.name.lower().replace("_", "-"),
        "summary": json_blocks.blocks(article.brief) or None,
    }


def _file(file: Enclosure) -> dict[str, object]:
    return {"url": file.url, "type": file.type or None, "length": file.length or None, "title": file.title or None}


def _author(author: Author | None) -> dict[str, object] | None:
    """An author as JSON."""
    if author is None:
        return None
    portrait = json_blocks.picture(author.portrait)
    return {"name": author.name, "role": author.role or None, "bio": author.bio or None, "portrait": portrait}


def _comment(comment: Comment, numbers: dict[str, int]) -> dict[str, object]:
    """A comment as JSON; `numbers`: the ids of the comments by their keys."""
    return {
        "id": comment.id,
        "parent": numbers.get(comment.parent),
        "author": comment.author,
        "published": iso(comment.published),
        "by_author": comment.by_author,
        "blocks": json_blocks.blocks(comment.blocks),
    }

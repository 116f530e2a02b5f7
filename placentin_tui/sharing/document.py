"""An article as one sequence of blocks, for export to a file or another program."""

from __future__ import annotations

from typing import TYPE_CHECKING

from placentin_tui.i18n import _, long_date
from placentin_tui.prose.blocks import Heading, Listing, Mark, Paragraph, Quote, Rule, Span, figure_of
from placentin_tui.prose.plain import to_text
from placentin_tui.sharing.links import link

if TYPE_CHECKING:
    from placentin_tui.models import Article, Author
    from placentin_tui.prose.blocks import Block, Blocks

_NOTHING = Paragraph(())


def as_blocks(article: Article) -> Blocks:
    """The article in the paper's order, without its comments and without what only works on a screen."""
    summary = article.summary
    blocks: list[Block] = [
        _line(" · ".join(summary.sections[:1]), Mark.SMALL),
        Heading(1, (Span(summary.title or _("Untitled")),)),
        _line(_byline(article)),
        _line(link(summary), href=link(summary)),
    ]
    if article.lead:
        blocks.append(figure_of(article.lead))
    blocks += [*article.standfirst, *article.blocks]
    blocks += [_line(file.title or file.url, href=file.url) for file in article.enclosures]
    blocks += _author_box(article.author)
    return tuple(block for block in blocks if block != _NOTHING)


def passage(article: Article, at: int = 0) -> str:
    """The text of the block with index `at`, else of the next paragraph, quote or list, else of the first; empty when
    there is none.
    """
    for block in (*article.blocks[at:], *article.standfirst, *article.blocks[:at]):
        inner = block.blocks if isinstance(block, Quote) else (block,)
        if isinstance(block, Paragraph | Quote | Listing) and (words := to_text(inner).strip()):
            return words
    return ""


def _line(text: str, marks: int = 0, href: str = "") -> Paragraph:
    return Paragraph((Span(text, marks, href),)) if text else _NOTHING


def _byline(article: Article) -> str:
    summary = article.summary
    when = long_date(summary.published) if summary.published is not None else ""
    return " · ".join(filter(None, (summary.author, when, summary.source_title)))


def _author_box(author: Author | None) -> Blocks:
    """The author's name, role and biography; nothing when only the name is known."""
    if author is None or not (author.role or author.bio):
        return ()
    return Rule(), _line(" · ".join(filter(None, (author.name, author.role))), Mark.STRONG), _line(author.bio)

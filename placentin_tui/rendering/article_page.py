"""Renders an article's page: the elements of the paper's own page, the headline first.

    kicker · headline · standfirst · byline · lead picture · prose with its pictures · share · support · author's box
    · the next article · the debate: count, button to write, thread

(The Flash is the pane beside the page.)
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from msgspec.structs import replace

from placentin_tui.i18n import _
from placentin_tui.models import ShownText, TextState
from placentin_tui.prose.blocks import Figure, Paragraph, Span, figure_of
from placentin_tui.rendering import footnotes
from placentin_tui.rendering.article_end import put_end
from placentin_tui.rendering.article_head import put_head
from placentin_tui.rendering.buttons import put_buttons
from placentin_tui.rendering.links import Link, number_links
from placentin_tui.rendering.page_builder import PageBuilder
from placentin_tui.rendering.page_options import PageOptions
from placentin_tui.rendering.section_colour import tint
from placentin_tui.rendering.unavailable_text import why_no_text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from placentin_tui.models import Article
    from placentin_tui.prose.blocks import Blocks
    from placentin_tui.prose.layout import Line
    from placentin_tui.rendering.comment_thread import ThreadPosition

__all__ = ["PageOptions", "RenderedPage", "begin", "compose"]

NARROWEST = 20


@dataclass(slots=True)
class RenderedPage:
    """A page rendered for one width, lazily: lines are appended when they are needed, and the rest in idle time."""

    lines: list[Line]
    """The lines rendered so far; rendering more only appends."""
    links: tuple[Link, ...]
    anchors: dict[str, int]
    """Lines to jump to by name: `share`, `comments`, and `#id` for links inside the article."""
    comments: tuple[ThreadPosition, ...] = ()
    """The position of each comment; known when the page is complete."""
    right: int = 0
    """The first column right of the text."""
    rest: Iterator[None] = field(default_factory=lambda: iter(()))
    """Appends the next lines at each step."""
    whole: bool = False
    """All lines are rendered."""

    def set_more(self) -> None:
        """Render the next lines."""
        next(self.rest, None)

    def finish(self) -> None:
        """Render all the lines that are left."""
        for _stretch in self.rest:
            pass

    def reach(self, block: int, more: int) -> None:
        """Render until there are `more` lines from the beginning of a block on."""
        while not self.whole and (self.lines[-1].block < block or len(self.lines) < self.line_of(block) + more):
            self.set_more()

    def place(self, line: int) -> int:
        """The index of the article's block at a line, or of the last one above it; 0 above the text."""
        return next(
            (self.lines[i].block for i in range(min(line, len(self.lines) - 1), -1, -1) if self.lines[i].block >= 0), 0
        )

    def chosen(self, line: int) -> range:
        """The lines marked with one: those of the comment that begins there, else that line alone."""
        comment = self.comment_at(line)
        return range(line, comment.end if comment and comment.line == line else line + 1)

    def comment_at(self, line: int) -> ThreadPosition | None:
        """The comment a line belongs to, of those laid out so far."""
        before = bisect_right(self.comments, line, key=lambda comment: comment.line)
        comment = self.comments[before - 1] if before else None
        return comment if comment and line < comment.end else None

    def headings(self) -> list[int]:
        """The first line of each heading of the text."""
        heads = {line.block: number for number, line in reversed([*enumerate(self.lines)]) if _is_heading(line)}
        return sorted(heads.values())

    def line_of(self, block: int) -> int:
        """The first line of a block of the article; 0 for the first block, so that the headline shows."""
        return next((i for i, line in enumerate(self.lines) if line.block >= block), 0) if block > 0 else 0


def _is_heading(line: Line) -> bool:
    """Whether a line of the text belongs to a heading."""
    return line.block >= 0 and bool(line.runs) and line.runs[0].style.startswith("heading")


def compose(article: Article, look: PageOptions) -> RenderedPage:
    """The complete page of an article."""
    page = begin(article, look)
    page.finish()
    return page


def begin(article: Article, look: PageOptions) -> RenderedPage:
    """The page of an article, rendered as far as its lead picture; `RenderedPage.rest` renders the rest."""
    margin = 1 if look.width < 50 else 2
    width = max(NARROWEST, min(look.typography.measure, look.width - 2 * margin))
    left = max(0, (look.width - width) // 2)
    builder = PageBuilder(width, left, article.language, look.picture_rows, look.typography.paragraph_style(width))
    builder.typesetter = look.typesetter
    if article.summary.sections:
        builder.heading_colour = builder.initial_style = tint(article.summary.sections[0])
    if look.shown_text is ShownText.CORRECTIONS:
        article = replace(article, lead=None, blocks=look.changes, standfirst=(), brief=(), text=TextState.AS_FED)
    elif look.shown_text is ShownText.FEED:
        article = replace(article, blocks=article.brief, standfirst=())
    lead, body = _lead(article)
    body, links = number_links(body)
    put_head(builder, article, lead, look)
    page = RenderedPage(builder.lines, links, builder.anchors, right=left + width)
    page.rest = _below(page, builder, article, body, look)
    return page


def _below(
    page: RenderedPage, builder: PageBuilder, article: Article, body: Blocks, look: PageOptions
) -> Iterator[None]:
    """Render all that is under the head, some lines at each step."""
    yield from _prose(builder, article, body, look)
    page.comments = yield from put_end(builder, article, look)
    page.anchors = builder.anchors | footnotes.anchors(builder.lines)
    page.whole = True


def _lead(article: Article) -> tuple[Figure | None, Blocks]:
    """The lead picture and the rest of the text: a picture the body opens with is the lead, as in the paper."""
    if article.lead:
        return figure_of(article.lead), article.blocks
    if article.blocks and isinstance(article.blocks[0], Figure):
        # An empty paragraph keeps its index, so that the positions of the other blocks do not change.
        return article.blocks[0], (Paragraph(()), *article.blocks[1:])
    return None, article.blocks


def _prose(builder: PageBuilder, article: Article, body: Blocks, look: PageOptions) -> Iterator[None]:
    """Text and enclosures, some lines at each step."""
    if body:
        yield from builder.in_turn(body)
    elif not article.standfirst and article.text is not TextState.WANTED:
        said = _("The feed has only the headline. Press {key} to read the article in the browser.")
        builder.text(said.format(key=look.keys.get("browser") or _("Browser")), "quiet")
    for enclosure in article.enclosures:
        builder.gap()
        builder.blocks((Paragraph((Span("♪ "), Span(enclosure.title or enclosure.url, 0, enclosure.url))),))
    builder.gap()
    _other_text(builder, article, look)


def _other_text(builder: PageBuilder, article: Article, look: PageOptions) -> None:
    """A note on an incomplete text, and the button to switch between the feed's text and the whole one."""
    said, button = "", ""
    if article.brief:
        button = _("The whole text") if look.shown_text is ShownText.FEED else _("The feed's text")
    elif article.text is TextState.WANTED:
        said, button = _("The feed gives only the beginning."), _("Fetch the whole text")
    if article.text is TextState.PARTIAL:
        said = why_no_text(article.text_trouble)
    if said:
        builder.text(said, "quiet")
    if button:
        put_buttons(builder, look.keys, ("full-text", button))
    if said or button:
        builder.gap()

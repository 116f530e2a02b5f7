"""Renders an article's page: the elements of the paper's own page, in its order.

    masthead · lead picture · section · headline · prose with its pictures · byline · share · support · author's box
    · the invitation to comment · the count and the thread

(The Flash is the pane beside the page.) Actions are links with an `act:` address: the sanitizing gate lets no foreign
link have that scheme.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from msgspec.structs import replace

from placentin_tui.i18n import _, day, hour, long_date, ngettext, number
from placentin_tui.models import ShownText, TextState
from placentin_tui.prose.blocks import Figure, Paragraph, Span
from placentin_tui.prose.layout import Line, Run, text_width
from placentin_tui.prose.plain import reading_minutes
from placentin_tui.rendering import footnotes
from placentin_tui.rendering.comment_thread import ThreadPosition, set_thread
from placentin_tui.rendering.corrections import moment_of
from placentin_tui.rendering.links import Link, number_links
from placentin_tui.rendering.page_builder import PageBuilder
from placentin_tui.rendering.section_colour import tint
from placentin_tui.rendering.typography import Typography
from placentin_tui.rendering.unavailable_text import why_no_text
from placentin_tui.text.urls import host_shown

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator

    from placentin_tui.models import Article, Author, Timestamp
    from placentin_tui.prose.blocks import Blocks, Picture
    from placentin_tui.rendering.drop_cap import Typesetter

NARROWEST = 20
PORTRAIT = 16
"""The width of a portrait in cells."""


@dataclass(frozen=True, slots=True)
class PageOptions:
    """What a page depends on besides the article."""

    width: int
    """The width of the pane in cells."""
    now: Timestamp
    picture_rows: Callable[[Picture, int], int]
    """How many rows a picture takes at a width; 0 when it cannot be shown."""
    typesetter: Typesetter | None = None
    """Sets the headline and the text's initial in letters."""
    typography: Typography = field(default_factory=Typography)
    """The settings for prose."""
    keys: dict[str, str] = field(default_factory=dict)
    """The key to show for an action, by its command id."""
    shown_text: ShownText = ShownText.ARTICLE
    changes: Blocks = ()
    """The corrections to show, when `shown_text` is `CORRECTIONS`."""
    folded: Collection[str] = ()
    """The comments whose replies are hidden, by their keys."""


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

    def line_of(self, block: int) -> int:
        """The first line of a block of the article; 0 for the first block, so that the headline shows."""
        return next((i for i, line in enumerate(self.lines) if line.block >= block), 0) if block > 0 else 0


def compose(article: Article, look: PageOptions) -> RenderedPage:
    """The complete page of an article."""
    page = begin(article, look)
    page.finish()
    return page


def begin(article: Article, look: PageOptions) -> RenderedPage:
    """The page of an article, rendered as far as its headline; `RenderedPage.rest` renders the rest."""
    margin = 1 if look.width < 50 else 2
    width = max(NARROWEST, min(look.typography.measure, look.width - 2 * margin))
    left = max(0, (look.width - width) // 2)
    builder = PageBuilder(width, left, article.language, look.picture_rows, look.typography.paragraph_style(width))
    builder.typesetter = look.typesetter
    if article.summary.sections:
        builder.initial_style = tint(article.summary.sections[0])
    if look.shown_text is ShownText.CORRECTIONS:
        article = replace(article, lead=None, blocks=look.changes, standfirst=(), brief=(), text=TextState.AS_FED)
    elif look.shown_text is ShownText.FEED:
        article = replace(article, blocks=article.brief, standfirst=())
    lead, body = _lead(article)
    body, links = number_links(body)
    _top(builder, article, lead, look)
    page = RenderedPage(builder.lines, links, builder.anchors)
    page.rest = _below(page, builder, article, body, look)
    return page


def _below(
    page: RenderedPage, builder: PageBuilder, article: Article, body: Blocks, look: PageOptions
) -> Iterator[None]:
    """Render all that is under the headline, some lines at each step."""
    yield from _prose(builder, article, body, look)
    _byline(builder, article)
    _share(builder, article, look)
    if article.author:
        _author_box(builder, article.author, look)
    page.comments = _comments(builder, article, look)
    builder.gap()
    page.anchors = builder.anchors | footnotes.anchors(builder.lines)
    page.whole = True


def _lead(article: Article) -> tuple[Figure | None, Blocks]:
    """The lead picture and the rest of the text: a picture the body opens with is the lead, as in the paper."""
    if article.lead:
        return Figure(article.lead), article.blocks
    if article.blocks and isinstance(article.blocks[0], Figure):
        # An empty paragraph keeps its index, so that the positions of the other blocks do not change.
        return article.blocks[0], (Paragraph(()), *article.blocks[1:])
    return None, article.blocks


def _top(builder: PageBuilder, article: Article, lead: Figure | None, look: PageOptions) -> None:
    """Masthead, lead picture, section, headline and dateline."""
    summary = article.summary
    builder.put(Run("‹ ", "button", "act:back"), Run(summary.source_title, "masthead", "act:back"))
    builder.gap()
    if lead:
        builder.blocks((lead,))
        builder.gap()
    if summary.sections:
        builder.put(Run(summary.sections[0].upper(), f"strong section {tint(summary.sections[0])}"))
    builder.lettered(summary.title or _("Untitled"), "headline")
    builder.text(_dateline(article), "quiet")
    _correction(builder, article, look)
    builder.gap()


def _dateline(article: Article) -> str:
    """The day and the reading time."""
    summary = article.summary
    parts = [day(summary.published)] if summary.published is not None else []
    if summary.words:
        minutes = reading_minutes(summary.words)
        parts.append(ngettext("{n} minute's read", "{n} minutes' read", minutes).format(n=minutes))
    return " · ".join(parts)


def _correction(builder: PageBuilder, article: Article, look: PageOptions) -> None:
    """When the paper last changed its text, and the button that shows the changes."""
    at = article.summary.corrected
    if at is not None:
        is_of_today = day(at) == day(look.now)
        said = _("Corrected at {time}").format(time=hour(at)) if is_of_today else moment_of(at)
        builder.text(said, "quiet")
        _buttons(
            builder,
            look,
            ("changes", _("The article") if look.shown_text is ShownText.CORRECTIONS else _("What changed")),
        )


def _prose(builder: PageBuilder, article: Article, body: Blocks, look: PageOptions) -> Iterator[None]:
    """Standfirst, text and enclosures, some lines at each step."""
    if article.standfirst:
        builder.blocks(article.standfirst, role="standfirst")
        builder.gap()
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
        _buttons(builder, look, ("full-text", button))
    if said or button:
        builder.gap()


def _byline(builder: PageBuilder, article: Article) -> None:
    """Author and date, below the text."""
    summary = article.summary
    by = _("By {author}").format(author=summary.author) if summary.author else ""
    when = long_date(summary.published) if summary.published is not None else ""
    if by or when:
        builder.text(" · ".join(part for part in (by, when) if part), "byline")
        builder.gap()


def _share(builder: PageBuilder, article: Article, look: PageOptions) -> None:
    """The buttons to share the article and to support the paper."""
    builder.anchor("share")
    builder.put(Run("─" * builder.width, "rule"))
    builder.put(Run(_("Share this article"), "label"))
    _buttons(builder, look, ("copy", _("Copy link")), ("browser", _("Browser")), ("share", _("More")))
    if article.support_url:
        builder.gap()
        builder.put(Run(_("Support {paper}").format(paper=article.summary.source_title), "label"))
        _buttons(builder, look, ("support", _("Open the support page")))


def _buttons(builder: PageBuilder, look: PageOptions, *buttons: tuple[str, str]) -> None:
    """Buttons (command id and label) side by side, on as many lines as they need."""
    row: list[Run] = []
    used = 0
    for act, label in buttons:
        key = look.keys.get(act, "")
        text = f" {label} {key} " if key else f" {label} "
        if row and used + text_width(text) + 2 > builder.width:
            builder.put(*row)
            row, used = [], 0
        row += [Run(text, "button", f"act:{act}"), Run("  ")]
        used += text_width(text) + 2
    builder.put(*row)


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
    _buttons(inner, look, ("author", _("Other articles")))
    builder.gap()
    builder.put(Run("╭" + "─" * (builder.width - 2) + "╮", "rule"))
    for line in inner.lines:
        used = line.indent + sum(text_width(run.text) for run in line.runs)
        pad = Run(" " * max(0, inner.width - used))
        builder.put(Run("│ ", "rule"), Run(" " * line.indent), *line.runs, pad, Run(" │", "rule"))
    builder.put(Run("╰" + "─" * (builder.width - 2) + "╯", "rule"))


def _offer(builder: PageBuilder, article: Article, look: PageOptions) -> None:
    """The way to comment that the paper offers: from here, in the browser, or none."""
    if article.comments_open is False:
        builder.text(_("The paper takes no more comments here."), "quiet")
    elif article.takes_comments and (article.comments_url or article.comments_feed):
        builder.put(Run(_("Leave a comment"), "label"))
        _buttons(builder, look, ("comment", _("Write")))
    elif article.comments_url:
        where = _("The debate takes place on {site}.").format(site=host_shown(article.comments_url))
        builder.text(where, "label")
        _buttons(builder, look, ("comment", _("Open it in the browser")))
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

"""The head of an article's page: kicker, headline, standfirst, byline and lead picture."""

from __future__ import annotations

from typing import TYPE_CHECKING

from placentin_tui.i18n import _, day, hour, ngettext, on_calendar, pgettext
from placentin_tui.models import ShownText
from placentin_tui.prose.layout import Run, text_width
from placentin_tui.prose.plain import reading_minutes
from placentin_tui.rendering.buttons import put_buttons
from placentin_tui.rendering.corrections import moment_of
from placentin_tui.rendering.section_colour import tint
from placentin_tui.rendering.tag_runs import tag_lines
from placentin_tui.rendering.truncate import cut

if TYPE_CHECKING:
    from collections.abc import Iterator

    from placentin_tui.models import Article, ArticleSummary, Timestamp
    from placentin_tui.prose.blocks import Figure
    from placentin_tui.rendering.page_builder import PageBuilder
    from placentin_tui.rendering.page_options import PageOptions

BACK = "‹"


def put_head(builder: PageBuilder, article: Article, lead: Figure | None, look: PageOptions) -> None:
    """Append the head of an article; in a short pane without kicker, and the standfirst below the picture."""
    if not look.is_short:
        _kicker(builder, article.summary)
    builder.lettered(article.summary.title or _("Untitled"), "headline")
    if look.has_back:
        _back(builder)
    if not look.is_short:
        _standfirst(builder, article)
        builder.gap()
    builder.put(*_byline(article, look.now, builder.width))
    for runs in tag_lines(article.summary, builder.width):
        builder.put(*runs)
    if muted_by := article.summary.muted_by:
        said = _("muted by “{name}”").format(name=", ".join(muted_by))
        builder.put(Run(cut(said, builder.width), "star", "act:mute"))
    _correction(builder, article, look)
    builder.gap()
    if lead:
        builder.blocks((lead,))
        builder.gap()
    if look.is_short:
        _standfirst(builder, article)
        builder.gap()


def _kicker(builder: PageBuilder, summary: ArticleSummary) -> None:
    """The section and the source."""
    runs = []
    if summary.sections:
        runs += [Run(summary.sections[0].upper(), f"strong section {tint(summary.sections[0])}"), Run("  ")]
    builder.put(*runs, Run(summary.source_title, "masthead"))


def _standfirst(builder: PageBuilder, article: Article) -> None:
    if article.standfirst:
        builder.blocks(article.standfirst, role="standfirst")


def _back(builder: PageBuilder) -> None:
    """The button that leads back, in the margin of the first line."""
    first = builder.lines[0]
    room = min(2, first.indent)
    if room:
        runs = (Run(BACK.ljust(room), "bar back", "act:back"), *first.runs)
        builder.lines[0] = first._replace(runs=runs, indent=first.indent - room)


# ── byline ───────────────────────────────────────────────────────────────────────────────────────────────────────────


def _byline(article: Article, now: Timestamp, width: int) -> tuple[Run, ...]:
    """Author, date, reading time and comments on one line: the longest wording that fits."""
    runs: tuple[Run, ...] = ()
    for runs in _bylines(article, now):
        if sum(text_width(run.text) for run in runs) <= width:
            break
    return runs


def _bylines(article: Article, now: Timestamp) -> Iterator[tuple[Run, ...]]:
    """The byline's wordings, the longest first."""
    summary = article.summary
    author, at = summary.author, summary.published
    when = "" if at is None else moment(at, now)
    minutes = reading_minutes(summary.words) if summary.words else 0
    takes = ngettext("{n} minute's read", "{n} minutes' read", minutes).format(n=minutes) if minutes else ""
    short = pgettext("age", "{n} min").format(n=minutes) if minutes else ""
    brief = "" if at is None else hour(at) if day(at) == day(now) else day(at, year=False, short=True)
    count = max(len(article.comments), summary.comments or 0)
    said = ngettext("{n} comment", "{n} comments", count).format(n=count) if count else ""
    abridged = ngettext("{n} com.", "{n} com.", count).format(n=count) if count else ""
    yield _joined(author, (when, takes), said)
    yield _joined(author, (when, short), said)
    yield _joined(author, (brief, short), said)
    yield _joined(author, (brief, short), abridged)
    yield _joined(initialled(author), (brief, short), abridged)
    yield _joined(initialled(author), (brief, short), "")


def _joined(author: str, facts: tuple[str, ...], comments: str) -> tuple[Run, ...]:
    """One wording: the author leads to their other articles, the comments to the debate."""
    runs = []
    if author:
        runs += [Run(author, "author", "act:author"), Run("  ")]
    facts = tuple(filter(None, facts))
    if facts:
        runs.append(Run(" · ".join(facts), "quiet"))
    if comments:
        runs += [Run(" · ", "quiet")] if facts else []
        runs.append(Run(comments, "link", "act:comments"))
    return tuple(runs)


def moment(at: Timestamp, now: Timestamp) -> str:
    """A day and an hour as a byline gives them: « aujourd’hui, 6 h 12 », « 3 mars, 14 h 02 »."""
    days = (on_calendar(now).date() - on_calendar(at).date()).days
    if days == 0:
        return _("today, {time}").format(time=hour(at))
    if days == 1:
        return _("yesterday, {time}").format(time=hour(at))
    is_of_this_year = on_calendar(at).year == on_calendar(now).year
    return _("{day}, {time}").format(day=day(at, year=not is_of_this_year), time=hour(at))


def initialled(author: str) -> str:
    """A name with the first names as initials: « H. Lemarchand »; several people as they are."""
    if " " not in author:
        return author
    *first, last = author.split()
    if not 1 <= len(first) <= 2 or "," in author or any(name.casefold() in ("et", "and", "&") for name in first):
        return author
    return " ".join((*("-".join(f"{part[:1]}." for part in name.split("-")) for name in first), last))


def _correction(builder: PageBuilder, article: Article, look: PageOptions) -> None:
    """When the paper last changed its text, and the button that shows the changes."""
    at = article.summary.corrected
    if at is not None:
        is_of_today = day(at) == day(look.now)
        said = _("Corrected at {time}").format(time=hour(at)) if is_of_today else moment_of(at)
        builder.text(said, "quiet")
        is_shown = look.shown_text is ShownText.CORRECTIONS
        put_buttons(builder, look.keys, ("changes", _("The article") if is_shown else _("What changed")))

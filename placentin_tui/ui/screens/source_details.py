"""What is known of the row chosen on the page of papers, and what can be done with it; a click on an act does it."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from textual.content import Content
from textual.style import Style

from placentin_tui.commands import sign
from placentin_tui.i18n import _, age, day, hour, ngettext, number, on_calendar
from placentin_tui.models import FullTextPolicy, PictureWish
from placentin_tui.prose.layout import text_width
from placentin_tui.rendering import paper_lines, source_status
from placentin_tui.rendering.paper_rows import GroupRow, PaperRow
from placentin_tui.rendering.sparkline import rhythm, sparkline
from placentin_tui.rendering.truncate import cut
from placentin_tui.text.urls import shown_url
from placentin_tui.ui.bindings import action

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from placentin_tui.commands import Command
    from placentin_tui.models import GivenAccount, Source, Timestamp
    from placentin_tui.rendering.paper_rows import Row

_GAP = 2
"""Columns between a label and its value, and between two acts on a line."""


class Situation(NamedTuple):
    """What the details depend on besides the row."""

    now: Timestamp
    commands: tuple[Command, ...]
    """The acts named in the details."""
    refresh_every: int
    """Seconds between two refreshes, 0: there are none by themselves."""


def details(row: Row, given: GivenAccount | None, situation: Situation, width: int, *, is_flat: bool) -> Content:
    """The details of a row in lines of `width` columns; `given`: the account for a paper; `is_flat`: the acts follow
    each other on a line, for a pane that is wide and low.
    """
    if isinstance(row, PaperRow):
        lines = _of_paper(row, given, situation, width, is_flat=is_flat)
    else:
        lines = _of_group(row, situation, width)
    return Content("\n").join(lines)


# ── groups ───────────────────────────────────────────────────────────────────────────────────────────────────────────


def _of_group(row: GroupRow, situation: Situation, width: int) -> Iterator[Content]:
    """How many papers and articles it has, how many of them are in trouble, and the acts that are for all of them."""
    count = len(row.sources)
    articles = sum(source.articles for source in row.sources)
    failing = sum(bool(source.error or source.gone) for source in row.sources)
    yield _title(paper_lines.name_of(row), width)
    yield _quiet(
        [
            ngettext("{n} paper", "{n} papers", count).format(n=number(count)),
            ngettext("{n} article", "{n} articles", articles).format(n=number(articles)),
            rhythm(row.days),
        ]
    )
    if failing:
        said = ngettext("{n} paper does not answer.", "{n} papers do not answer.", failing)
        yield Content.styled(said.format(n=number(failing)), "$warning")
    yield Content()
    acts = [each for each in situation.commands if each.id in ("papers-refresh", "papers-add", "papers-undo")]
    yield from _flow([_act(each) for each in acts], width)


# ── papers ───────────────────────────────────────────────────────────────────────────────────────────────────────────


def _of_paper(
    row: PaperRow, given: GivenAccount | None, situation: Situation, width: int, *, is_flat: bool
) -> Iterator[Content]:
    """What is wrong with the paper, its addresses and numbers, when it answers, its settings and the acts."""
    values = _values(row.source, given)
    if is_flat:
        yield from _flat_facts(row, situation, width)
        yield from _flow([_act(each, values.get(each.id, "")) for each in situation.commands], width)
        return
    yield _title(paper_lines.name_of(row), width)
    yield from _state(row, situation)
    yield from (Content.styled(address, "$ink-quiet") for address in _addresses(row.source))
    yield _quiet(_amounts(row.source))
    if row.days:
        yield _bars(row)
    yield Content()
    for label, value in _times(row.source, situation):
        gap = " " * max(_GAP, width - text_width(label) - text_width(value))
        yield Content.assemble((label, "$ink-quiet"), gap, value)
    yield Content()
    settings = [each for each in situation.commands if each.id in values]
    keys = max((text_width(_sign(each)) for each in settings), default=0)
    yield from (_setting(each, values[each.id], keys, width) for each in settings)
    yield Content()
    yield from _flow([_act(each) for each in situation.commands if each.id not in values], width)


def _flat_facts(row: PaperRow, situation: Situation, width: int) -> Iterator[Content]:
    """The same in few lines; the reason of a failure stands in the list above."""
    source = row.source
    name = cut(paper_lines.name_of(row), width)
    address = cut(source.feed and shown_url(source.feed), max(0, width - text_width(name) - _GAP))
    yield Content.assemble((name, "bold $ink-strong"), " " * _GAP, (address, "$ink-quiet"))
    state = list(_state(row, situation))
    if failing := bool(source_status.trouble(source, situation.now)) and not row.is_asked:
        state = state[1:]
    if state:
        yield Content(" ").join(state)
    yield _quiet([*_amounts(source), rhythm(row.days)])
    if not failing:
        yield _quiet([f"{label} {value}" for label, value in _times(source, situation)])


def _state(row: PaperRow, situation: Situation) -> Iterator[Content]:
    """What is wrong with a paper, or that it is being asked, and what else it is good to know."""
    source = row.source
    if row.is_asked:
        yield Content.styled(_("It is being asked …"), "bold")
    else:
        for at, sentence in enumerate(source_status.trouble(source, situation.now)):
            yield Content.styled(sentence, "" if at else "bold $warning")
    if source.refused:
        key = _key(situation.commands, "papers-certificate")
        yield Content(_("{key} shows its certificate.").format(key=key))
    yield from (Content.styled(note, "$ink-quiet") for note in source_status.notes(source))


def _addresses(source: Source) -> list[str]:
    """The addresses of the paper and of its feed."""
    return [shown_url(address) for address in dict.fromkeys(filter(None, (source.home, source.feed)))]


def _amounts(source: Source) -> list[str]:
    """How many articles are held, and how many of them are unread."""
    articles = ngettext("{n} article", "{n} articles", source.articles).format(n=number(source.articles))
    unread = ngettext("{n} unread", "{n} unread", source.unread).format(n=number(source.unread))
    return [articles, unread if source.unread else ""]


def _bars(row: PaperRow) -> Content:
    """The last days, and the paper's rhythm in words."""
    inks = {"rule": "$hairline"}
    runs = sparkline(row.days, f"section-{paper_lines.colour_of(row.source)}")
    bars = [(run.text, inks.get(run.style, f"${run.style}")) for run in runs]
    return Content.assemble(*bars, (f" {rhythm(row.days)}", "$ink-quiet"))


def _times(source: Source, situation: Situation) -> list[tuple[str, str]]:
    """When the paper was asked last, answered last, and is asked next."""
    now = situation.now
    return [
        (_("Last asked"), _("never") if source.last_refresh is None else age(source.last_refresh, now)),
        (_("Last answer"), _("never") if source.last_success is None else age(source.last_success, now)),
        (_("Asked next"), _next(source, situation)),
    ]


def _next(source: Source, situation: Situation) -> str:
    """When a paper is asked next."""
    if source.gone:
        return _("never")
    if not situation.refresh_every and source.next_try is None:
        return _("when you ask")
    due = (source.last_refresh or 0) + situation.refresh_every if situation.refresh_every else 0
    at = max(due, source.next_try or 0)
    if at <= situation.now:
        return _("at the next refresh")
    same_day = on_calendar(at).date() == on_calendar(situation.now).date()
    return hour(at) if same_day else f"{day(at, year=False, short=True)} {hour(at)}"


def _values(source: Source, given: GivenAccount | None) -> Mapping[str, str]:
    """How the settings of a paper are, by the ids of the acts that change them."""
    nothing = "–"
    pictures = {
        PictureWish.ALL: _("all"),
        PictureWish.LEAD: _("the first alone"),
        PictureWish.NONE: _("none of them"),
    }
    texts = {
        FullTextPolicy.AUTO: _("where the feed cuts it"),
        FullTextPolicy.ALWAYS: _("always"),
        FullTextPolicy.NEVER: _("never"),
    }
    certificate = _("refused") if source.refused else _("believed") if source.certificate else nothing
    return {
        "papers-folder": source.folder.replace("/", " / ") or nothing,
        "papers-support": shown_url(source.support_url) or nothing,
        "papers-pictures": pictures[source.pictures],
        "papers-full-text": texts[source.fulltext],
        "papers-selector": source.selector or _("automatic"),
        "papers-certificate": certificate,
        "papers-account": (given.user if given else "") or nothing,
    }


# ── lines ────────────────────────────────────────────────────────────────────────────────────────────────────────────


def _title(name: str, width: int) -> Content:
    return Content.styled(cut(name, width), "bold $ink-strong")


def _quiet(parts: Iterable[str]) -> Content:
    """The parts that say something, on one line."""
    return Content.styled(" · ".join(filter(None, parts)), "$ink-quiet")


def _sign(command: Command) -> str:
    """The key shown for a command; empty where it has none."""
    return sign(command.keys[0]) if command.keys else ""


def _key(commands: Iterable[Command], act: str) -> str:
    """The key of an act, or its label where it has none."""
    command = next(each for each in commands if each.id == act)
    return _sign(command) or _(command.label)


def _does(content: Content, command: Command) -> Content:
    """The content as a place to click, that does a command."""
    return content.stylize(Style.from_meta({"@click": f"screen.{action(command)}"}))


def _setting(command: Command, value: str, keys: int, width: int) -> Content:
    """A setting on a line: the key that changes it, in so many columns, its name, and at the right its value."""
    key, label = f"{_sign(command):<{keys}} ", _(command.label)
    value = cut(value, max(1, width - text_width(key) - text_width(label) - _GAP))
    gap = " " * max(1, width - text_width(key) - text_width(label) - text_width(value))
    return _does(Content.assemble((key, "bold $ink-strong"), (label, "$ink-quiet"), gap, value), command)


def _act(command: Command, value: str = "") -> Content:
    """An act: its key, its name, and the value it changes."""
    key = _sign(command)
    words = f" {_(command.label)}" if key else _(command.label)
    said = _does(Content.assemble((key, "bold $ink-strong"), words), command)
    return Content.assemble(said, (f" {value}", "$ink-quiet")) if value else said


def _flow(acts: Iterable[Content], width: int) -> Iterator[Content]:
    """The acts one after the other, in lines of `width` columns."""
    line: list[Content] = []
    for act in acts:
        if line and sum(each.cell_length + _GAP for each in line) + act.cell_length > width:
            yield Content(" " * _GAP).join(line)
            line = []
        line.append(act)
    yield Content(" " * _GAP).join(line)

"""The head of the front page: nameplate, what stands at its sides, and the sections."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from placentin_tui.i18n import _, full_day, hour, ngettext, number
from placentin_tui.prose.layout import Run, text_width
from placentin_tui.rendering.front_page.boxes import PictureUse
from placentin_tui.rendering.front_page.size import PageSize
from placentin_tui.rendering.truncate import cut, cut_runs

if TYPE_CHECKING:
    from placentin_tui.models import Timestamp

_NAMEPLATE = {PageSize.LARGE: 5, PageSize.MEDIUM: 3}
"""Rows of the nameplate, where the terminal shows graphics."""
SECTION = "section:"
"""What the link of a section begins with; its number follows, 1 for « À la une »."""


class HeadFacts(NamedTuple):
    """What the head says."""

    name: str
    now: Timestamp
    edition: Timestamp | None
    """The last refresh."""
    unread: int
    papers: int
    offline: bool
    sections: tuple[str, ...]
    current: str = ""
    """The section shown; empty: « À la une »."""

    @property
    def names(self) -> tuple[str, ...]:
        """« À la une » and the sections, the one shown among them."""
        more = (self.current,) if self.current and self.current not in self.sections else ()
        return (_("Front page"), *self.sections, *more)


def nameplate_rows(size: PageSize, pictures: PictureUse) -> int:
    """Rows of the name in letters; 0 where it is text on a line."""
    return _NAMEPLATE.get(size, 0) if pictures is PictureUse.GRAPHICS else 0


def head_rows(size: PageSize, pictures: PictureUse) -> int:
    """Rows of the head."""
    if size not in _NAMEPLATE:
        return 2
    return _NAMEPLATE[size] + 3 if pictures is PictureUse.GRAPHICS else 5


def head_lines(facts: HeadFacts, size: PageSize, pictures: PictureUse, columns: int) -> list[tuple[Run, ...]]:
    """The lines of the head, none wider than the columns."""
    if size not in _NAMEPLATE:
        return [_one_line(facts, columns), (Run("━" * columns, "fresh"),)]
    sections, hairline = _sections(facts, columns), (Run("─" * columns, "rule"),)
    if pictures is not PictureUse.GRAPHICS:
        heavy, double = (Run("━" * columns, "fresh"),), (Run("═" * columns, "fresh"),)
        left = [Run(f"{_date(facts)} · {said}" if (said := _edition(facts)) else _date(facts), "quiet")]
        right = [Run(_unread(facts), "dot strong"), Run(f" · {_line(facts)}", "quiet")]
        return [heavy, _around(facts, left, right, columns), double, sections, hairline]
    rows = _NAMEPLATE[size]
    top = (rows - 2) // 2
    plate: list[tuple[Run, ...]] = [()] * rows
    plate[top] = _around(facts, [Run(_date(facts), "label")], [Run(_unread(facts), "dot strong")], columns, name=False)
    papers = ngettext("{n} paper", "{n} papers", facts.papers).format(n=number(facts.papers))
    right = [Run(f"{papers} · ", "quiet"), Run("● ", "rule" if facts.offline else "quiet"), Run(_line(facts), "quiet")]
    plate[top + 1] = _around(facts, [Run(_edition(facts), "quiet em")], right, columns, name=True)
    return [*plate, (Run("━" * columns, "fresh"),), sections, hairline]


def _around(facts: HeadFacts, left: list[Run], right: list[Run], columns: int, *, name: bool = True) -> tuple[Run, ...]:
    """A line with something at its left and right, and the name in its middle; what has no room is left out."""
    said = Run(" ".join(facts.name.upper()), "dot strong") if name else Run("")
    if text_width(said.text) > columns // 3:
        said = said._replace(text=cut(facts.name, columns // 3))
    room = (columns - text_width(said.text)) // 2 - 3
    left = list(cut_runs(left, room))
    right = right if _width(right) <= room else list(cut_runs(right[:1], room))
    before = (columns - text_width(said.text)) // 2 - 1 - _width(left)
    after = columns - 2 - _width(left) - before - text_width(said.text) - _width(right)
    return (Run(" "), *left, Run(" " * before), said, Run(" " * after), *right, Run(" "))


def _one_line(facts: HeadFacts, columns: int) -> tuple[Run, ...]:
    """The head of a small window: the name, the date and the edition where there is room, the number unread."""
    right = _unread(facts)
    name = cut(facts.name, max(1, columns - text_width(right) - 3))
    room = columns - text_width(name) - text_width(right) - 6
    date, edition = full_day(facts.now, year=False), _edition(facts)
    whole = f"{date} · {edition}" if edition else date
    said = next((text for text in (whole, date) if text_width(text) <= room), "")
    gap = columns - 2 - text_width(name) - text_width(right) - (text_width(said) + 2 if said else 0)
    middle = (Run("  "), Run(said, "quiet")) if said else ()
    return (Run(" "), Run(name, "label"), *middle, Run(" " * max(1, gap)), Run(right, "dot strong"), Run(" "))


def _sections(facts: HeadFacts, columns: int) -> tuple[Run, ...]:
    """The names of the sections that fit, the one shown reversed; each is a link for the mouse."""
    runs = [Run(" ")]
    left = columns - 2
    for place, name in enumerate(facts.names, 1):
        shown = name == facts.current if facts.current else place == 1
        label = f" {cut(name, 24)} "
        if text_width(label) + 1 > left:
            break
        runs += [Run(label, "badge" if shown else "quiet", f"{SECTION}{place}"), Run(" ")]
        left -= text_width(label) + 1
    return tuple(runs)


def _date(facts: HeadFacts) -> str:
    """The day, as a line begins."""
    said = full_day(facts.now)
    return said[:1].upper() + said[1:]


def _edition(facts: HeadFacts) -> str:
    """When the papers were last asked; empty before the first time."""
    if facts.edition is None:
        return ""
    if facts.now - facts.edition < 24 * 3600:
        return _("{time} edition").format(time=hour(facts.edition))
    return _("edition of {day}").format(day=full_day(facts.edition, year=False))


def _unread(facts: HeadFacts) -> str:
    """How much there is to read."""
    return ngettext("{n} unread", "{n} unread", facts.unread).format(n=number(facts.unread))


def _line(facts: HeadFacts) -> str:
    """Whether the papers can be asked."""
    return _("offline") if facts.offline else _("online")


def _width(runs: list[Run]) -> int:
    return sum(text_width(run.text) for run in runs)

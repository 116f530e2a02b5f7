"""What the page of papers lists: all papers, then the papers under the folders they are in."""

from __future__ import annotations

from itertools import groupby
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping, Sequence

    from placentin_tui.models import Source

DAYS = 14
"""Days of which the articles are counted."""


class GroupRow(NamedTuple):
    """All papers, or those of a folder and of the folders inside it."""

    folder: str | None
    """The folder's path; empty: the papers in no folder, `None`: all papers."""
    sources: tuple[Source, ...]
    days: tuple[int, ...] = ()
    """How many articles each of the last days brought, of all papers together; empty while that is not known."""
    service: str = ""
    """The name of the server the papers come from, which has no folder here; empty: the person's own."""

    @property
    def unread(self) -> int:
        """How many articles are unread."""
        return sum(source.unread for source in self.sources)

    @property
    def is_choice(self) -> bool:
        """Whether the cursor goes there: papers in no folder, or of a server, are no list one can read."""
        return self.folder != "" and not (self.service and self.folder is None)


class PaperRow(NamedTuple):
    """One paper."""

    source: Source
    days: tuple[int, ...] = ()
    """As in `GroupRow`."""
    is_asked: bool = False
    """Its answer is waited for."""

    @property
    def is_choice(self) -> bool:
        """Whether the cursor goes there."""
        return True


Row = GroupRow | PaperRow


def rows(
    sources: Sequence[Source],
    days: Mapping[int, tuple[int, ...]],
    asked: Collection[int],
    services: Mapping[int, str] = MappingProxyType({}),
) -> list[Row]:
    """The rows of papers that are sorted by folder; `days`: the counts of each paper by its id, `asked`: the ids of
    those whose answer is waited for, `services`: the name of the server a paper comes from, by its id. Nothing without
    papers; heads of folders only where there is a folder. The papers of each server follow the person's own.
    """
    if not sources:
        return []
    total = tuple(sum(day) for day in zip(*(days[source.id] for source in sources if source.id in days), strict=True))
    own = [source for source in sources if source.id not in services]
    listed: list[Row] = [GroupRow(None, tuple(sources), total), *_by_folder(own, days, asked)]
    for service in sorted(set(services.values()), key=str.casefold):
        if papers := [source for source in sources if services.get(source.id) == service]:
            listed += [GroupRow(None, tuple(papers), service=service), *_by_folder(papers, days, asked, service)]
    return listed


def _by_folder(
    sources: Sequence[Source], days: Mapping[int, tuple[int, ...]], asked: Collection[int], service: str = ""
) -> Iterator[Row]:
    """The papers, each folder's under its head; those of a server in no folder stand under its own."""
    has_folders = any(source.folder for source in sources)
    for folder, group in groupby(sources, key=lambda source: source.folder):
        papers = tuple(group)
        if has_folders and (folder or not service):
            inside = tuple(each for each in sources if folder and each.folder.startswith(f"{folder}/"))
            yield GroupRow(folder, (*papers, *inside), service=service)
        for source in papers:
            yield PaperRow(source, days.get(source.id, ()), source.id in asked)

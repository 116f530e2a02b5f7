"""Looks up a damaged library's articles in the backup, by everything they may be recognised by."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from placentin_tui.library.recovery.records import KeptArticle

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from placentin_tui.library.recovery.records import Kept
    from placentin_tui.models import Timestamp


class BackupLookup:
    """The articles of one backup."""

    def __init__(self, kept: Iterable[Kept], sources: Mapping[str, int], *, is_of_this_library: bool) -> None:
        """`sources`: the library's source ids by the URLs in the backup.

        `is_of_this_library`: it is a backup of the damaged library, so that its ids mean the same articles.
        """
        self._named: dict[tuple[int, str], KeptArticle] = {}
        self._numbered: dict[int, tuple[int, KeptArticle]] = {}
        self._linked: defaultdict[tuple[int, str], list[KeptArticle]] = defaultdict(list)
        self._titled: defaultdict[tuple[int, str, Timestamp | None], list[KeptArticle]] = defaultdict(list)
        for record in kept:
            if not isinstance(record, KeptArticle) or record.source not in sources:
                continue
            source = sources[record.source]
            self._named[source, record.identity] = record
            if record.id and is_of_this_library:
                self._numbered[record.id] = source, record
            self._linked[source, record.url].append(record)
            self._titled[source, record.title, record.published].append(record)

    def of(self, number: int, source: int | None, identity: str | None) -> tuple[int, KeptArticle] | None:
        """A lost article and its source, by its identity, else by its id."""
        if source is not None and identity is not None and (found := self._named.get((source, identity))):
            return source, found
        known = self._numbered.get(number)
        return known if known and source in (None, known[0]) else None

    def like(self, number: int, source: int, url: str, title: str, published: Timestamp | None) -> KeptArticle | None:
        """An article whose identity is lost: by its id, else by its URL or title where only one has it."""
        known = self._numbered.get(number)
        if known and known[0] == source and (url == known[1].url or title == known[1].title):
            return known[1]
        alike = self._linked.get((source, url)) if url else self._titled.get((source, title, published))
        return alike[0] if alike and len(alike) == 1 else None

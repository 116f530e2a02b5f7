"""The sources: subscribing, editing, removing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from placentin_tui.errors import AlreadySubscribed, UnknownSource
from placentin_tui.i18n import _
from placentin_tui.library.sources.fetch_history import FetchHistory
from placentin_tui.models import Source
from placentin_tui.text.collation import natural_key

if TYPE_CHECKING:
    from collections.abc import Callable

    from placentin_tui.library.schema.connection import Connection
    from placentin_tui.models import NewSource, Timestamp

LONGEST_TITLE = 200

_SOURCE = """
SELECT id, url, iif(own_title <> '', own_title, title), folder, language, home, icon, pictures, support_url, articles,
       unread, last_refresh, last_success, error_reason, error_values, error, failures, next_try, failing_since,
       moving_to, certificate, refused, oddity, gone, fulltext, selector
FROM source WHERE removed IS NULL
"""


class Sources(FetchHistory):
    """The subscriptions; a removed one is not among them, but stays in the file for a while."""

    def __init__(self, connection: Connection, clock: Callable[[], Timestamp]) -> None:
        self._db = connection
        self._clock = clock

    def all(self) -> list[Source]:
        """All sources, by folder and title."""
        return sorted((self._db.typed(Source, row) for row in self._db.rows(_SOURCE)), key=_place)

    def count(self) -> int:
        """The number of sources."""
        return int(self._db.value("SELECT count(*) FROM source WHERE removed IS NULL"))

    def had_any(self) -> bool:
        """Whether there ever was one, though all may have been removed since."""
        return bool(self._db.value("SELECT seq FROM sqlite_sequence WHERE name = 'source'"))

    def get(self, source: int) -> Source:
        """One source. Raises `UnknownSource`."""
        row = self._db.row(_SOURCE + "AND id = ?", (source,))
        if row is None:
            raise UnknownSource(_("No source has the number {id}.").format(id=source))
        return self._db.typed(Source, row)

    def find(self, name: str) -> Source:
        """The source with this id, URL, title or beginning of a title. Raises `UnknownSource`, also
        when several match.
        """
        sources, wanted = self.all(), name.strip().casefold()
        found = [source for source in sources if wanted in (str(source.id), source.url.casefold())]
        found = found or [source for source in sources if wanted == source.feed.casefold()]
        found = found or [source for source in sources if source.title.casefold() == wanted]
        found = found or [source for source in sources if wanted and source.title.casefold().startswith(wanted)]
        if not found:
            raise UnknownSource(_("No source is called “{name}”.").format(name=name))
        if len(found) > 1:
            numbers = ", ".join(f"{source.id} {source.title}" for source in found)
            sentence = _("Several sources are called “{name}”; name one by its number: {sources}.")
            raise UnknownSource(sentence.format(name=name, sources=numbers))
        return found[0]

    def add(self, new: NewSource, *, chosen: bool = False) -> Source:
        """Subscribe; a removed source is restored with its articles. Raises `AlreadySubscribed`.

        `chosen`: the title is the person's own, and the paper's does not replace it.
        """
        with self._db.transaction():
            row = self._db.row("SELECT id, removed FROM source WHERE url = ?", (new.url,))
            if row is None:
                source = self._insert(new)
            elif row[1] is None:
                raise AlreadySubscribed(_("{url} is among the sources already.").format(url=new.url))
            else:
                source = row[0]
                self.bring_back(source)
                self._db.run("DELETE FROM act WHERE source = ?", (source,))
                self._db.run(
                    "UPDATE source SET folder = ?, gone = 0, next_try = NULL WHERE id = ?",
                    (_folder(new.folder), source),
                )
            if chosen and new.title:
                self.edit(source, title=new.title)
        return self.get(source)

    def _insert(self, new: NewSource) -> int:
        return self._db.insert(
            "INSERT INTO source (url, title, folder, language, home, icon) VALUES (?, ?, ?, ?, ?, ?)",
            (new.url, _named(new.title), _folder(new.folder), new.language, new.home, new.icon),
        )

    def edit(
        self, source: int, *, title: str | None = None, folder: str | None = None, support_url: str | None = None
    ) -> None:
        """Change what the person decides about a source; an empty title restores the paper's own. Raises
        `UnknownSource`.
        """
        changed = self._db.run(
            "UPDATE source SET own_title = coalesce(?, own_title), folder = coalesce(?, folder),"
            " support_url = coalesce(?, support_url) WHERE id = ? AND removed IS NULL",
            (
                None if title is None else _named(title),
                None if folder is None else _folder(folder),
                None if support_url is None else _address(support_url),
                source,
            ),
        )
        if not changed:
            self.get(source)

    def remove(self, source: int) -> None:
        """Hide a source and its articles; `bring_back` undoes it."""
        self._db.run("UPDATE source SET removed = ? WHERE id = ?", (self._clock(), source))
        self._db.run("UPDATE article SET hidden = hidden | 1 WHERE source = ? AND hidden & 1 = 0", (source,))

    def bring_back(self, source: int) -> int:
        """Show a removed source and its articles again; returns how many sources that were (0 or 1)."""
        self._db.run("UPDATE article SET hidden = hidden & ~1 WHERE source = ? AND hidden & 1", (source,))
        return self._db.run("UPDATE source SET removed = NULL WHERE id = ? AND removed IS NOT NULL", (source,))

    def rest_root(self, source: int) -> str | None:
        """The URL of its REST interface, empty when it has none, `None` when unknown."""
        root: str | None = self._db.value("SELECT rest_root FROM source WHERE id = ?", (source,))
        return root

    def set_rest_root(self, source: int, root: str) -> None:
        """Store the URL of its REST interface; empty: it has none."""
        self._db.run("UPDATE source SET rest_root = ? WHERE id = ? AND rest_root IS NOT ?", (root, source, root))


# What a person types or pastes is sanitized like foreign text: it is shown on the same screen.


def _named(title: str) -> str:
    """A title or folder name, sanitized."""
    from placentin_tui.text.sanitize import clean  # 6 ms the first frame does without

    return clean(title, LONGEST_TITLE)


def _folder(path: str) -> str:
    """A folder's path, its levels without surrounding blanks and none empty."""
    return "/".join(level for part in path.split("/") if (level := _named(part)))


def _address(typed: str) -> str:
    """A URL; where it is none, the sanitized text."""
    from placentin_tui.text.urls import safe_url  # 6 ms the first frame does without

    return safe_url(typed) or _named(typed)


def _place(source: Source) -> tuple[object, ...]:
    """The sort key of a source: folder, title, id."""
    folders = tuple(natural_key(level) for level in source.folder.split("/"))
    return folders if source.folder else (), natural_key(source.title or source.url), source.id

"""The library's front door: everything the program keeps, behind a few names."""

from __future__ import annotations

import time
from contextlib import AbstractContextManager, nullcontext
from typing import TYPE_CHECKING

from placentin_tui.errors import LibraryDamaged, LibraryError
from placentin_tui.i18n import _
from placentin_tui.library import files, lock
from placentin_tui.library.acts import Acts
from placentin_tui.library.articles import Articles
from placentin_tui.library.comments import Comments
from placentin_tui.library.connection import PATIENCE, Connection
from placentin_tui.library.fulltexts import FullTexts
from placentin_tui.library.outbox import Outbox
from placentin_tui.library.pictures import Pictures
from placentin_tui.library.posts import Posts
from placentin_tui.library.schema import migrate
from placentin_tui.library.search import Index
from placentin_tui.library.settings import Settings
from placentin_tui.library.sources import Sources
from placentin_tui.library.wordings import Wordings

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path
    from types import TracebackType
    from typing import Self

    from placentin_tui.models import Moment


def now() -> Moment:
    """The moment by the machine's clock."""
    return int(time.time())


class Library:
    """One library, open. Several may be open on one file, each used by one thread at a time.

    Whatever goes wrong with the file comes out of every method as a `LibraryError`.
    """

    def __init__(self, connection: Connection, path: Path | None, pictures: Path, clock: Callable[[], Moment]) -> None:
        index = Index(connection)
        self._connection = connection
        self._path = path
        self._closed = False
        self.clock = clock
        """What the library holds to be now."""
        self.settings = Settings(connection)
        self.sources = Sources(connection, clock)
        self.pictures = Pictures(connection, pictures)
        self.comments = Comments(connection, index, self.pictures, clock)
        self.outbox = Outbox(connection, self.settings, clock)
        self.articles = Articles(connection, index, self.comments, self.pictures, outbox=self.outbox, clock=clock)
        self.fulltexts = FullTexts(connection, index, self.pictures)
        self.posts = Posts(connection, self.fulltexts, clock)
        self.wordings = Wordings(connection)
        self.acts = Acts(connection, self.sources, index, clock)

    @classmethod
    def open(
        cls, path: Path, pictures: Path, *, clock: Callable[[], Moment] = now, patience: float = PATIENCE
    ) -> Library:
        """The library in a file, made when it is not there, its tables brought up to date.

        `pictures` is the folder the pictures' files are in; `patience` the seconds to wait for another process that is
        writing. Raises `LibraryTooNew`, and `LibraryDamaged` after setting the file aside: the next call begins anew.
        """
        try:
            with files.looked_at(path):
                return cls(_connect(path, patience), path, pictures, clock)
        except LibraryDamaged as error:
            aside = files.set_aside(path, clock())
            sentence = _("The library was damaged. It is kept as {file}; the next start begins a new one.")
            raise LibraryDamaged(sentence.format(file=aside)) from error

    @classmethod
    def in_memory(cls, pictures: Path, *, clock: Callable[[], Moment] = now) -> Library:
        """A library that leaves no trace, for the built-in edition and for tests."""
        return cls(_connect(None), None, pictures, clock)

    def close(self) -> None:
        """Close the file; a second time does nothing."""
        self._connection.close()
        if self._path and not self._closed:
            files.let_go(self._path)
        self._closed = True

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self.close()

    def transaction(self) -> AbstractContextManager[None]:
        """All that is done inside is kept, or nothing of it."""
        return self._connection.transaction()

    def refresh_lock(self) -> AbstractContextManager[bool]:
        """The right to refresh: `with library.refresh_lock() as ours`; `False` when another process refreshes now."""
        return lock.held(self._path.with_suffix(".lock")) if self._path else nullcontext(enter_result=True)

    def outbox_lock(self) -> AbstractContextManager[bool]:
        """The right to send what is in the outbox; `False` when another process is sending."""
        return lock.held(self._path.with_suffix(".outbox")) if self._path else nullcontext(enter_result=True)

    def check(self) -> str:
        """Read the whole file: `ok`, or what is wrong with it."""
        try:
            complaints = [str(row[0]) for row in self._connection.rows("PRAGMA integrity_check(10)")]
            strays = self._connection.rows("PRAGMA foreign_key_check")
            complaints += [f"{table} {row}: no {parent}" for table, row, parent, _key in strays[:10]]
            # The index against the texts it was made from (1: both ways).
            self._connection.run("INSERT INTO search (search, rank) VALUES ('integrity-check', 1)")
        except LibraryDamaged as error:
            return str(error)
        return "\n".join(complaints[1:] if complaints[0] == "ok" and len(complaints) > 1 else complaints)


def _connect(path: Path | None, patience: float = PATIENCE) -> Connection:
    connection = Connection(path, patience=patience)
    try:
        migrate(connection)
        connection.enforce_keys()
    except LibraryError:
        connection.close()
        raise
    return connection

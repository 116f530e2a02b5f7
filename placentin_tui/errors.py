"""What can go wrong, one class per thing a person can be told.

    PlacentinError
    ├── ConfigError          the config file cannot be used as it is
    ├── LibraryError         the library cannot be opened, read or written
    │   ├── LibraryDamaged   a part of the file cannot be read; it is repaired at the next start
    │   ├── LibraryFull      there is no room to write into it
    │   ├── LibraryReadOnly  the file or its folder can be read, not written
    │   └── LibraryTooNew    a later version of the program wrote it
    ├── UnknownSource        no source answers to that name
    ├── UnknownArticle       no article has that number
    ├── UnknownLetter        the outbox holds no letter of that number
    ├── AccountError         an application password cannot be kept, read or used
    ├── ConsentNeeded        what would be sent goes to a server the person has not agreed to
    ├── AlreadySubscribed    the address is a source already
    ├── FetchError           a server did not give what was asked (has a `reason`)
    ├── FeedError            what came is no feed, or cannot be read as one
    ├── NoFeedFound          a page names no feed, and the usual paths hold none
    ├── SeveralFeeds         a page names several feeds: the person chooses
    ├── ShareError           an article could not be saved, or handed to a program of the person's own
    └── OpmlError            the file is not OPML, or cannot be read

`str(error)` is a whole sentence in the reader's language that says what happened and, where there is something to do,
what. Low-level errors (sqlite3, aiohttp, OSError) are wrapped in one of these at the edge of the layer that met them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from placentin_tui.models import FeedChoice


class PlacentinError(Exception):
    """The base of everything this program raises on purpose."""


class ConfigError(PlacentinError):
    """The config file has a line that cannot be used; the sentence names the file and the line."""


class LibraryError(PlacentinError):
    """The library cannot be opened, read or written."""


class LibraryDamaged(LibraryError):
    """A part of the library's file cannot be read; the next start sets it aside and makes a sound one of the rest."""


class LibraryFull(LibraryError):
    """There is no room on the disk to write into the library."""


class LibraryReadOnly(LibraryError):
    """The library's file or its folder can be read and not written."""


class LibraryTooNew(LibraryError):
    """A later version of the program wrote the library; this one leaves it alone."""


class UnknownSource(PlacentinError):
    """No source answers to that number, title or address."""


class UnknownArticle(PlacentinError):
    """No article has that number."""


class UnknownLetter(PlacentinError):
    """The outbox holds no letter of that number."""


class AccountError(PlacentinError):
    """An application password cannot be kept, read or used; the sentence says why."""


class ConsentNeeded(PlacentinError):
    """What the person would send goes to a server they have not agreed to; nothing was sent.

    `server` is that one (see `destinations.server`); `root`, where it is their password that would go there, the REST
    interface that would get it.
    """

    def __init__(self, sentence: str, server: str, root: str = "") -> None:
        super().__init__(sentence)
        self.server = server
        self.root = root


class AlreadySubscribed(PlacentinError):
    """The address is among the sources already."""


class FetchError(PlacentinError):
    """A server did not give what was asked for.

    `reason` is a stable word for scripts and tests (`unknown-host`, `refused`, `timeout`, `tls`, `too-big`,
    `redirects`, `http-404` …); the sentence is for the person; `retry_after`, the seconds the server asks us to
    stay away; `host`, who refused, where somebody did; `certificate`, the one that was refused, its SHA-256.
    """

    def __init__(self, reason: str, sentence: str, retry_after: int | None = None, host: str = "") -> None:
        super().__init__(sentence)
        self.reason = reason
        self.retry_after = retry_after
        self.host = host
        self.certificate = ""


class FeedError(PlacentinError):
    """What came from the source's address is not a feed, or cannot be read as one."""


class NoFeedFound(PlacentinError):
    """The page names no feed, and none of the usual paths holds one."""


class SeveralFeeds(PlacentinError):
    """The page names several feeds; `choices` lists them in the page's order."""

    def __init__(self, sentence: str, choices: tuple[FeedChoice, ...]) -> None:
        super().__init__(sentence)
        self.choices = choices


class ShareError(PlacentinError):
    """An article could not be saved to a file, or handed to a program of the person's own."""


class OpmlError(PlacentinError):
    """The file is not OPML, or cannot be read."""

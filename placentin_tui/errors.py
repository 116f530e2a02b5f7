"""What can go wrong, one class per thing a person can be told.

    PlacentinError
    ├── ConfigError          the config file cannot be used as it is
    ├── LibraryError         the library cannot be opened, read or written
    │   ├── LibraryDamaged   a part of the file cannot be read; it is repaired at the next start
    │   ├── LibraryFull      there is no room to write into it
    │   ├── LibraryReadOnly  the file or its folder can be read, not written
    │   └── LibraryTooNew    a later version of the program wrote it
    ├── UnknownSource        no source has that number, title or address
    ├── UnknownArticle       no article has that number
    ├── UnknownTag           no article has a tag of that name
    ├── UnusableTag          what was typed is no name for a tag
    ├── UnknownOutgoingComment  the outbox holds no comment with that number
    ├── UnknownView          no saved view, section, folder or author has that name
    ├── ViewNameRefused      a view cannot be saved under that name
    ├── AlreadySubscribed    the address is a source already
    ├── ReasonedError        has a code and values that can be kept, and the sentence made of them later
    │   ├── FetchError       a server did not give what was asked
    │   ├── FeedError        what came is no feed, or cannot be read as one
    │   ├── OpmlError        the file is not OPML, or cannot be read
    │   ├── AccountError     an application password cannot be kept, read or used
    │   ├── SyncError        a server that keeps marks cannot be used, or answers what it should not
    │   └── ConsentNeeded    what would be sent goes to a server the person has not agreed to
    ├── NoFeedFound          a page names no feed, and the usual paths hold none
    ├── SeveralFeeds         a page names several feeds: the person chooses
    └── ShareError           an article could not be saved, or handed to a program of the person's own

`str(error)` is a whole sentence in the reader's language that says what happened and, where there is something to do,
what. Low-level errors (sqlite3, aiohttp, OSError) are wrapped in one of these at the edge of the layer that met them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from placentin_tui.failure_codes import Reason

if TYPE_CHECKING:
    from placentin_tui.failure_codes import Value
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
    """No source has that number, title or address."""


class UnknownArticle(PlacentinError):
    """No article has that number."""


class UnknownTag(PlacentinError):
    """No article has a tag of that name."""


class UnusableTag(PlacentinError):
    """What was typed is no name for a tag, or the built-in tag's name was to change."""


class UnknownOutgoingComment(PlacentinError):
    """The outbox holds no comment with that number."""


class UnknownRule(PlacentinError):
    """No rule has that name."""


class RuleRefused(PlacentinError):
    """There can be no such rule: it has no name of its own, finds nothing, or is to do what nothing does."""


class UnknownView(PlacentinError):
    """No saved view, section, folder or author has that name."""


class ViewNameRefused(PlacentinError):
    """A view cannot be saved under that name: it is empty, or another has it."""


class AlreadySubscribed(PlacentinError):
    """The address is among the sources already."""


class ReasonedError(PlacentinError):
    """A failure whose reason can be stored: a code of `reasons.SENTENCES` and the values for its sentence."""

    def __init__(self, code: str, **values: Value) -> None:
        super().__init__(code)
        self.code = code
        self.values = values

    def __str__(self) -> str:
        """The sentence, in the language in use."""
        return str(self.reason)

    @property
    def reason(self) -> Reason:
        """Code and values."""
        return Reason(self.code, self.values)


class FetchError(ReasonedError):
    """An HTTP request failed.

    `code`: `unknown-host`, `refused`, `timeout`, `tls-expired`, `too-big`, `redirects`, `http-404` …; `retry_after`:
    the seconds the server asks to be left alone, `None` when it does not say; `certificate`: the SHA-256 of the
    certificate that was refused.
    """

    def __init__(self, code: str, *, retry_after: int | None = None, **values: Value) -> None:
        super().__init__(code, **values)
        self.retry_after = retry_after
        self.certificate = ""

    @property
    def host(self) -> str:
        """The server that was asked, as it may be shown; empty where none was."""
        return str(self.values.get("host", ""))


class FeedError(ReasonedError):
    """What came from the source's address is not a feed, or cannot be read as one."""


class OpmlError(ReasonedError):
    """The file is not OPML, or cannot be read."""


class AccountError(ReasonedError):
    """An application password cannot be kept, read or used."""


class SyncError(ReasonedError):
    """A server that keeps subscriptions and marks cannot be used, or answers what it should not; nothing was changed
    here.
    """


class ConsentNeeded(ReasonedError):
    """Personal data would go to a server the person has not agreed to; nothing was sent.

    `server` is that one (see `destinations.server`); `root` is the REST interface that would get the password, empty
    when it is a comment without one.
    """

    def __init__(self, code: str, server: str, root: str = "", **values: Value) -> None:
        super().__init__(code, **values)
        self.server = server
        self.root = root


class NoFeedFound(PlacentinError):
    """The page names no feed, and none of the usual paths holds one."""


class SeveralFeeds(PlacentinError):
    """The page names several feeds; `choices` lists them in the page's order."""

    def __init__(self, sentence: str, choices: tuple[FeedChoice, ...]) -> None:
        super().__init__(sentence)
        self.choices = choices


class ShareError(PlacentinError):
    """An article could not be saved to a file, or passed to one of the person's own programs."""

"""Papers and feeds: subscribed to, asked, found."""

from __future__ import annotations

from enum import StrEnum

import msgspec

from placentin_tui.reasons import kept_reason
from placentin_tui.timestamp import Timestamp  # noqa: TC001 - msgspec reads these annotations


class NewSource(msgspec.Struct, frozen=True):
    """A source about to be subscribed to: what discovery or an OPML file knows of it."""

    url: str
    """The feed's own address."""
    title: str = ""
    folder: str = ""
    """The folder's path, `/` between levels; empty at the top."""
    language: str = ""
    """A language tag such as `fr` or `fr-FR`, empty when unknown."""
    home: str = ""
    """The address of the paper's front page."""
    icon: str = ""
    """The address of its icon."""


class PictureWish(StrEnum):
    """Which pictures of a source are fetched."""

    ALL = "all"
    LEAD = "lead"
    """The first picture of each article."""
    NONE = "none"


class FullTextPolicy(StrEnum):
    """When the pages of a source's articles are fetched; the values are stored."""

    AUTO = "auto"
    """Where the feed gives only a part."""
    ALWAYS = "always"
    NEVER = "never"


class Oddity(StrEnum):
    """What is odd about the last feed of a source; the values are stored."""

    NONE = ""
    RENAMED = "renamed"
    """Its articles had other names than before."""
    TOO_MANY = "too-many"
    """It holds more articles than are read."""


class RefreshOutcome(StrEnum):
    """How the refresh of one source ended; `refresh --json` prints the values."""

    NEW = "new"
    UNCHANGED = "unchanged"
    FAILED = "failed"
    GONE = "gone"
    """The server answered 410."""


class Source(msgspec.Struct, frozen=True):
    """A paper or feed the person reads."""

    id: int
    url: str
    title: str
    folder: str = ""
    language: str = ""
    home: str = ""
    icon: str = ""
    pictures: PictureWish = PictureWish.ALL
    support_url: str = ""
    """The paper's support page, empty when none is configured."""
    articles: int = 0
    unread: int = 0
    last_refresh: Timestamp | None = None
    """The last time its server was asked, whatever it answered."""
    last_success: Timestamp | None = None
    error_reason: str = ""
    """Why the last question failed: a code of `reasons`, empty after a success."""
    error_values: str = ""
    """What the sentence of that wants, as JSON."""
    error_kept: str = ""
    """The sentence itself, where an earlier version kept that."""
    failures: int = 0
    """Failures in a row."""
    next_try: Timestamp | None = None
    """Not asked again before this moment; `None`: whenever the person likes."""
    failing_since: Timestamp | None = None
    """When it first failed for the reason it has failed for ever since; `None` after a success."""
    moving_to: str = ""
    """The address it says it has moved to for good, until that has proved true."""
    certificate: str = ""
    """The certificate of its server the person chose to believe (its SHA-256, hexadecimal), empty when none."""
    refused: str = ""
    """The certificate its server showed last, when that is why it fails; the same."""
    oddity: Oddity = Oddity.NONE
    gone: bool = False
    """The server answered 410: it is not asked any more."""
    fulltext: FullTextPolicy = FullTextPolicy.AUTO
    selector: str = ""
    """A CSS selector: where on a page the article is; empty: it is found out."""

    @property
    def error(self) -> str:
        """The last failure in words, empty after a success."""
        reason = kept_reason(self.error_reason, self.error_values)
        return str(reason) if reason else self.error_kept


class GivenAccount(msgspec.Struct, frozen=True):
    """The account a person has given for one source; its password is in the system's keyring."""

    user: str = ""
    """Their name there, empty when there is none."""
    root: str = ""
    """The address of the REST interface it was given for; its server alone gets the password."""


class FetchState(msgspec.Struct, frozen=True):
    """What a conditional request needs to know of the last answer of one source."""

    source: int
    url: str
    etag: str = ""
    """Byte for byte as the server sent it."""
    last_modified: str = ""
    """Byte for byte as the server sent it."""
    body_hash: str = ""
    """SHA-256 of the last body, hexadecimal: an unchanged body is not parsed again."""
    failures: int = 0
    next_try: Timestamp | None = None
    whole_at: Timestamp | None = None
    """When the document last came whole, and not as word that it is unchanged."""
    last_success: Timestamp | None = None
    at_home: bool | None = None
    """Its server is on this computer or in its network; `None`: it has not answered yet."""


class FeedChoice(msgspec.Struct, frozen=True):
    """One of the feeds a page names."""

    url: str
    title: str


class Judgement(msgspec.Struct, frozen=True):
    """What a server's answer is, where a feed is looked for."""

    is_feed: bool
    is_page: bool = False
    is_comments: bool = False
    """What it holds are comments, as far as a feed says so."""
    is_empty: bool = False
    """It is a feed that holds nothing yet."""
    choices: tuple[FeedChoice, ...] = ()
    """The feeds of articles a page names, each once."""
    comments: tuple[FeedChoice, ...] = ()
    """The feeds of all comments it names."""
    known: tuple[str, ...] = ()
    """Addresses that are feeds where such a page is of the service or program it looks like."""
    likely: tuple[FeedChoice, ...] = ()
    """Links that may lead to feeds."""
    refresh: str = ""
    """Where a page sends one on; empty when it does not."""
    is_article: bool = False
    """A page is one article: what is beneath it are its comments."""
    homes: tuple[str, ...] = ()
    """The front pages it says it belongs to."""

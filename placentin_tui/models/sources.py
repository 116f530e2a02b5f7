"""Sources (papers and feeds): subscriptions, the state of their refreshes, and what discovery finds."""

from __future__ import annotations

from enum import StrEnum

import msgspec

from placentin_tui.failure_codes import kept_reason
from placentin_tui.timestamp import Timestamp  # noqa: TC001 - msgspec reads these annotations


class NewSource(msgspec.Struct, frozen=True):
    """A source about to be added, as discovery or an OPML file describes it."""

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
    """Why the last request failed: a code of `reasons`, empty after a success."""
    error_values: str = ""
    """The values for its sentence, as JSON."""
    error_kept: str = ""
    """The sentence itself, where an earlier version of the program stored that."""
    failures: int = 0
    """Failures in a row."""
    next_try: Timestamp | None = None
    """The earliest time of the next request; `None`: at any time."""
    failing_since: Timestamp | None = None
    """The first failure in a row with the present reason; `None` after a success."""
    moving_to: str = ""
    """The target of its permanent redirect, until it is confirmed."""
    certificate: str = ""
    """The certificate of its server that the person chose to trust (its SHA-256, hexadecimal), empty when none."""
    refused: str = ""
    """The certificate its server presented last, when that is why it fails (SHA-256, hexadecimal)."""
    oddity: Oddity = Oddity.NONE
    gone: bool = False
    """The server answered 410: it is not asked any more."""
    fulltext: FullTextPolicy = FullTextPolicy.AUTO
    selector: str = ""
    """A CSS selector for the article on its page; empty: it is detected."""

    @property
    def feed(self) -> str:
        """The address of its feed: of a source of a service without what tells it from one's own of the same feed."""
        # As `library/sync/remote_sources.py` adds it: `#`, the service's number, `:`, what its server calls the source.
        parts = self.url.split("#")
        ends = (n for n, part in enumerate(parts) if n and part.partition(":")[0].isdecimal() and ":" in part)
        return "#".join(parts[: next(ends, None)])

    @property
    def error(self) -> str:
        """The last failure in words, empty after a success."""
        reason = kept_reason(self.error_reason, self.error_values)
        return str(reason) if reason else self.error_kept


class GivenAccount(msgspec.Struct, frozen=True):
    """The account a person gave for one source; its password is in the system's keyring."""

    user: str = ""
    """Their name there, empty when there is none."""
    root: str = ""
    """The address of the REST interface it was given for; its server alone gets the password."""


class FetchState(msgspec.Struct, frozen=True):
    """The state of conditional GET for one source: the validators and hash of its last response."""

    source: int
    url: str
    etag: str = ""
    """The `Last-Modified` header, byte for byte, for `If-Modified-Since`."""
    last_modified: str = ""
    """The `Last-Modified` header, byte for byte, for `If-Modified-Since`."""
    body_hash: str = ""
    """SHA-256 of the last body, hexadecimal: an unchanged body is not parsed again."""
    failures: int = 0
    next_try: Timestamp | None = None
    whole_at: Timestamp | None = None
    """When the document was last sent in full (status 200, not 304)."""
    last_success: Timestamp | None = None
    at_home: bool | None = None
    """Whether its server is on this computer or in its private network; `None`: it has not answered yet."""


class FeedChoice(msgspec.Struct, frozen=True):
    """A feed that a page links to."""

    url: str
    title: str


class Judgement(msgspec.Struct, frozen=True):
    """What a response is, when a feed is being discovered."""

    is_feed: bool
    is_page: bool = False
    is_comments: bool = False
    """It is a feed of comments, as far as it says so."""
    is_empty: bool = False
    """It is a feed without items."""
    choices: tuple[FeedChoice, ...] = ()
    """The feeds of articles that a page links to, each once."""
    comments: tuple[FeedChoice, ...] = ()
    """The feeds of all comments that it links to."""
    known: tuple[str, ...] = ()
    """Addresses of feeds as the service or software that the page looks like has them; unverified."""
    likely: tuple[FeedChoice, ...] = ()
    """Links that may lead to feeds."""
    refresh: str = ""
    """The target of a page's `<meta http-equiv=refresh>`; empty when it has none."""
    is_article: bool = False
    """It is the page of one article, so feeds beneath its address are of comments."""
    homes: tuple[str, ...] = ()
    """The addresses of the site's front page that it links to."""

"""What the paper is made of: the frozen values every room shares. No I/O, no behaviour beyond a property.

Every text here has passed `text.clean` (or is made of blocks, which are built only through it): it may be shown as it
is. The one exception is said in its name: `html` is foreign and must become blocks before anyone sees it.
Moments are whole seconds since 1970 in UTC; `None` means the paper did not say.
"""

from __future__ import annotations

from enum import IntEnum, StrEnum
from pathlib import Path  # noqa: TC003 - msgspec reads these annotations at run time
from typing import TypeAlias

import msgspec

from placentin_tui.prose.blocks import Block, Picture  # noqa: TC001 - the same
from placentin_tui.reasons import kept_reason

Timestamp: TypeAlias = int


class TextState(IntEnum):
    """How much of an article's text the library has."""

    AS_FED = 0
    """What its feed gives, and that seems to be all of it."""
    WANTED = 1
    """Its feed gives a part, and the rest is to be fetched."""
    WHOLE = 2
    """The rest was fetched."""
    PARTIAL = 3
    """Its feed gives a part, and the paper's page no more to us."""


# ── sources ──────────────────────────────────────────────────────────────────────────────────────────────────────────


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
    oddity: str = ""
    """What is odd about its last feed: `renamed`, its articles had other names than before; `too-many`, it holds more
    articles than are read; empty when nothing is."""
    gone: bool = False
    """The server answered 410: it is not asked any more."""
    fulltext: str = "auto"
    """When the articles' pages are fetched: `auto`, where the feed gives only a part; `always`; `never`."""
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


class Author(msgspec.Struct, frozen=True):
    """Who wrote it, as the box under the article shows it."""

    name: str
    role: str = ""
    bio: str = ""
    portrait: Picture | None = None


# ── from the feed ────────────────────────────────────────────────────────────────────────────────────────────────────


class Enclosure(msgspec.Struct, frozen=True):
    """A file that goes with an article: an episode, a document, a film."""

    url: str
    type: str = ""
    """Its media type, such as `audio/mpeg`."""
    length: int = 0
    """Bytes, 0 when the feed does not say."""
    title: str = ""
    duration: int = 0
    """Seconds it plays, 0 when the feed does not say."""


class ParsedArticle(msgspec.Struct, frozen=True):
    """One item of a feed, as the feed gives it; its body is still foreign HTML."""

    identity: str
    """What makes it the same article at the next refresh: `guid:…`, else `link:…`, else `hash:…`."""
    title: str
    url: str = ""
    author: str = ""
    sections: tuple[str, ...] = ()
    published: Timestamp | None = None
    updated: Timestamp | None = None
    html: str = ""
    """The body, foreign; the summary when the feed has nothing longer."""
    summary_html: str = ""
    """The summary, foreign, when it stands beside a body; else empty."""
    only_summary: bool = False
    """The feed has no body, only a summary (which `html` is then), or not even that."""
    base: str = ""
    """What relative links in `html` are relative to."""
    lead: Picture | None = None
    """The picture the feed itself puts forward (media:content, enclosure, itunes:image)."""
    more_pictures: tuple[Picture, ...] = ()
    """Those it sets beside the text besides that one."""
    language: str = ""
    enclosures: tuple[Enclosure, ...] = ()
    comment_count: int | None = None
    comments_url: str = ""
    """The page a person comments on."""
    comments_feed: str = ""
    """`wfw:commentRss`, or Atom's `rel=replies`."""
    digest: str = ""
    """A hash of all that makes up the article's text: another digest is another wording."""


class PreparedArticle(msgspec.Struct, frozen=True):
    """A new or changed article, ready for the library: the item of the feed, its HTML turned into blocks."""

    parsed: ParsedArticle
    blocks: tuple[Block, ...]
    standfirst: tuple[Block, ...] = ()
    lead: Picture | None = None
    """The picture above the text; `None` when the body opens with it, or there is none."""
    words: int = 0
    bio: Author | None = None
    """Who wrote it, when more than the name is known."""
    partial: bool = False
    """The feed gives only a part of it, and the rest is to be fetched."""


class WholeArticle(msgspec.Struct, frozen=True):
    """An article with what its feed left out, ready for the library."""

    blocks: tuple[Block, ...]
    standfirst: tuple[Block, ...]
    lead: Picture | None
    author: Author | None
    words: int
    brief: tuple[Block, ...] = ()
    """The feed's own text, where `blocks` came from elsewhere."""
    state: TextState = TextState.AS_FED
    trouble: str = ""
    """With `PARTIAL`: why there is no more, a stable word."""
    title: str = ""
    """This and the next three are what the page says, for an article whose feed does not."""
    byline: str = ""
    published: Timestamp | None = None
    language: str = ""
    comments_open: bool | None = None
    """Whether the paper takes comments under it; `None`: it has not said."""


class Revision(msgspec.Struct, frozen=True):
    """How an article once read."""

    until: Timestamp
    """When a refresh found another wording."""
    title: str
    blocks: tuple[Block, ...]
    standfirst: tuple[Block, ...] = ()
    brief: tuple[Block, ...] = ()


class HeldArticle(msgspec.Struct, frozen=True):
    """An article as the library would recognise it in its source's feed."""

    identity: str
    title: str
    url: str
    published: Timestamp | None
    digest: str


class Renamed(msgspec.Struct, frozen=True):
    """An article the feed calls otherwise than before."""

    was: str
    """The identity the library has it under."""
    identity: str
    digest: str
    """The wording the library is to take for the one it holds."""


class Stored(msgspec.Struct, frozen=True):
    """What a refresh changed in the library: the articles' numbers."""

    new: tuple[int, ...] = ()
    changed: tuple[int, ...] = ()


class ParsedFeed(msgspec.Struct, frozen=True):
    """A whole feed, read."""

    title: str
    articles: tuple[ParsedArticle, ...]
    """In the feed's own order."""
    home: str = ""
    language: str = ""
    icon: str = ""
    format: str = ""
    """`rss20`, `atom10`, `rss10`, `json11` …, for the doctor and the tests."""
    is_cut: bool = False
    """It holds more articles than are read; these are its first."""


class ParsedComment(msgspec.Struct, frozen=True):
    """One comment of a comment feed; `parent` is the key of the comment it answers."""

    key: str
    """What the paper calls it (`8` in `…#comment-8`), unique under one article."""
    author: str
    html: str
    parent: str = ""
    published: Timestamp | None = None
    url: str = ""


# ── from the library ─────────────────────────────────────────────────────────────────────────────────────────────────


class ArticleSummary(msgspec.Struct, frozen=True):
    """The narrow row a list shows."""

    id: int
    source: int
    source_title: str
    title: str
    url: str
    author: str
    sections: tuple[str, ...]
    at: Timestamp
    """Its place in the Flash: when published, or first seen when the paper says nothing or lies about the future."""
    published: Timestamp | None = None
    first_seen: Timestamp = 0
    corrected: Timestamp | None = None
    """When a refresh last found another wording; `None` while it stands as first printed."""
    read: bool = False
    starred: bool = False
    comments: int | None = None
    """How many, as the paper counts; `None` when it does not say."""
    offline_ready: bool = False
    """Its text, pictures and comments are all in the library."""
    words: int = 0
    new_comments: int = 0
    """How many came since the person last looked at them; 0 before the first look."""


class PreparedComment(msgspec.Struct, frozen=True):
    """A comment ready for the library: its HTML turned into blocks."""

    parsed: ParsedComment
    blocks: tuple[Block, ...]


class Comment(msgspec.Struct, frozen=True):
    """One comment under an article."""

    id: int
    article: int
    key: str
    parent: str
    author: str
    published: Timestamp | None
    blocks: tuple[Block, ...]
    by_author: bool = False
    """Written by the article's own author."""
    first_seen: Timestamp = 0
    """When it came into the library; later than `Article.visited`: it is new to the person."""


class OutgoingComment(msgspec.Struct, frozen=True):
    """A comment of the person's own, from its draft to its place under the article."""

    id: int
    article: int
    parent: str = ""
    """The key of the comment it answers, empty when it answers the article."""
    name: str = ""
    email: str = ""
    text: str = ""
    """As it was typed, line ends included; it has passed `text.clean_block`."""
    state: str = "draft"
    """`draft`; `waiting` to be sent; `sending`, or nobody knows yet whether it arrived; then what the paper said:
    `published`, `held` until somebody there has read it, `refused`, or `unknown`, an answer that says none of these.
    """
    message: str = ""
    """The paper's own words of it."""
    reason: str = ""
    """Why it waits, or was not taken, where the paper said nothing: a code of `reasons`."""
    reason_values: str = ""
    """What the sentence of that wants, as JSON."""
    remote: int = 0
    """The comment's number on the paper, 0 while it is not known."""
    at: Timestamp = 0
    """When it was written; once it is to be sent, when the person said so."""
    sent: Timestamp | None = None
    """When the paper was last handed it."""
    tries: int = 0
    """How often it was."""
    next_try: Timestamp | None = None
    """It stays here until then; `None`: it goes at the next connection."""

    @property
    def said(self) -> str:
        """What there is to say of it, in words."""
        reason = kept_reason(self.reason, self.reason_values)
        return str(reason) if reason else self.message


class Article(msgspec.Struct, frozen=True):
    """The whole page."""

    summary: ArticleSummary
    blocks: tuple[Block, ...]
    lead: Picture | None = None
    standfirst: tuple[Block, ...] = ()
    """The paper's own summary, when it stands beside the body."""
    author: Author | None = None
    language: str = ""
    enclosures: tuple[Enclosure, ...] = ()
    comments_url: str = ""
    comments_feed: str = ""
    support_url: str = ""
    place: int = 0
    """The block the reader had reached."""
    comments: tuple[Comment, ...] = ()
    """In the order they were written; `parent` makes the thread."""
    comments_partial: bool = False
    """The paper gave only its latest comments; there may be older ones."""
    visited: Timestamp | None = None
    """When the person last looked at the comments, `None` before the first time."""
    brief: tuple[Block, ...] = ()
    """The feed's own text, where `blocks` was fetched from elsewhere."""
    text: TextState = TextState.AS_FED
    text_trouble: str = ""
    """Why the whole text could not be had, a stable word; empty when nothing stands in the way."""
    outgoing_comments: tuple[OutgoingComment, ...] = ()
    """The person's own comments that are not (or not yet) among `comments`, drafts included, in the order written."""
    comments_open: bool | None = None
    """Whether the paper takes comments under it; `None`: it has not said."""
    takes_comments: bool = False
    """Comments can be sent to its paper from here, as far as is known."""


class View(msgspec.Struct, frozen=True):
    """Which articles a list shows; the fields that are set must all hold."""

    unread: bool = False
    starred: bool = False
    source: int | None = None
    folder: str | None = None
    """That folder and those inside it."""
    section: str | None = None
    author: str | None = None
    query: str = ""
    """Words to search for; empty: no search."""


class Cursor(msgspec.Struct, frozen=True):
    """The place in a list after which the next page begins: the last row's `at` and `id`."""

    at: Timestamp
    id: int


class Act(msgspec.Struct, frozen=True):
    """Something the person did that can be undone, kept across restarts."""

    id: int
    kind: str
    """`read`, `opened` (read by being opened), `unread`, `star`, `unstar`, `all-read`, `remove-source`."""
    count: int
    """How many articles (or sources) it touched."""
    articles: tuple[int, ...] = ()
    """Which, when they are few enough to repaint one by one; empty means: paint the list anew."""
    title: str = ""
    """The one article's, or the source's; empty where it touched several articles."""


class StoredPicture(msgspec.Struct, frozen=True):
    """A picture the library keeps: a file in the cache folder, scaled to what a terminal can show."""

    url: str
    path: Path | None
    """The file in the pictures folder, named after its content; `None`: it was asked for and cannot be had."""
    width: int = 0
    """Pixels of the file."""
    height: int = 0


class Unpictured(msgspec.Struct, frozen=True):
    """An article whose pictures nobody has asked for."""

    article: int
    source: int
    starred: bool
    at: Timestamp

    @property
    def worth(self) -> tuple[bool, Timestamp]:
        """Its place among others: starred ones before newer ones."""
        return self.starred, self.at


class KeptFile(msgspec.Struct, frozen=True):
    """A file in the pictures folder, and what it is worth: as much as the best article that shows it."""

    name: str
    starred: bool
    at: Timestamp

    @property
    def worth(self) -> tuple[bool, Timestamp]:
        """Its place among others and among the articles that want room."""
        return self.starred, self.at

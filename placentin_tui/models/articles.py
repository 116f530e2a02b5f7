"""Articles and their comments as the library stores them."""

from __future__ import annotations

from enum import IntEnum, StrEnum

import msgspec

from placentin_tui.failure_codes import kept_reason
from placentin_tui.models.parsed import Author, Enclosure  # noqa: TC001 - msgspec reads these annotations
from placentin_tui.prose.blocks import Block, Picture  # noqa: TC001 - msgspec reads these annotations
from placentin_tui.timestamp import Timestamp  # noqa: TC001 - msgspec reads these annotations


class TextState(IntEnum):
    """How much of an article's text the library has."""

    AS_FED = 0
    """The feed's text, which seems to be complete."""
    WANTED = 1
    """The feed gives only a part; the rest is to be fetched."""
    WHOLE = 2
    """The rest was fetched from the article's page."""
    PARTIAL = 3
    """The feed gives only a part, and the article's page no more."""


# ── sources ──────────────────────────────────────────────────────────────────────────────────────────────────────────


class WholeArticle(msgspec.Struct, frozen=True):
    """An article completed with what its feed leaves out, to be stored in the library."""

    blocks: tuple[Block, ...]
    standfirst: tuple[Block, ...]
    lead: Picture | None
    author: Author | None
    words: int
    brief: tuple[Block, ...] = ()
    """The feed's own text, where `blocks` came from elsewhere."""
    state: TextState = TextState.AS_FED
    trouble: str = ""
    """With `PARTIAL`: why there is no more, a stable code."""
    title: str = ""
    """This and the next three are taken from the page, for an article whose feed does not give them."""
    byline: str = ""
    published: Timestamp | None = None
    language: str = ""
    comments_open: bool | None = None
    """Whether the paper takes comments under it; `None`: it has not said."""


class Revision(msgspec.Struct, frozen=True):
    """An earlier version of an article's text."""

    until: Timestamp
    """When a refresh found the next version."""
    title: str
    blocks: tuple[Block, ...]
    standfirst: tuple[Block, ...] = ()
    brief: tuple[Block, ...] = ()


class HeldArticle(msgspec.Struct, frozen=True):
    """What the library knows of an article to recognise it in its source's feed."""

    identity: str
    title: str
    url: str
    published: Timestamp | None
    digest: str


class Renamed(msgspec.Struct, frozen=True):
    """An article whose feed gives it another identity than before."""

    was: str
    """The identity the library has it under."""
    identity: str
    digest: str
    """The digest to store: the feed's new one when its text counts as unchanged, else the library's."""


class Stored(msgspec.Struct, frozen=True):
    """The ids of the articles a refresh added to the library or changed there."""

    new: tuple[int, ...] = ()
    changed: tuple[int, ...] = ()


class ArticleSummary(msgspec.Struct, frozen=True):
    """The columns of an article that a list shows."""

    id: int
    source: int
    source_title: str
    title: str
    url: str
    author: str
    sections: tuple[str, ...]
    at: Timestamp
    """Its sort key: when published, or first seen when the paper gives no date or one in the future."""
    published: Timestamp | None = None
    first_seen: Timestamp = 0
    corrected: Timestamp | None = None
    """When a refresh last found a changed text; `None` while it is as first published."""
    read: bool = False
    starred: bool = False
    comments: int | None = None
    """How many, as the paper counts; `None` when it does not say."""
    offline_ready: bool = False
    """Its text, pictures and comments are all in the library."""
    words: int = 0
    new_comments: int = 0
    """How many came since the person last looked at them; 0 before the first look."""
    text_missing: bool = False
    """The library has only the part of its text that the feed gives."""
    tags: tuple[str, ...] = ()
    """The person's tags on it, by name; the built-in one is told by `later`."""
    later: bool = False
    """Put off for later by the person."""
    muted_by: tuple[str, ...] = ()
    """The names of the rules that keep it out of every list but that of the muted ones, in their order."""

    @property
    def muted(self) -> bool:
        """Whether a rule mutes it."""
        return bool(self.muted_by)


class Comment(msgspec.Struct, frozen=True):
    """A published comment under an article."""

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
    """When the library first had it; new to the person when later than `Article.visited`."""


class OutgoingState(StrEnum):
    """What has become of a comment of the person's own; the values are stored. `rendering.outgoing_state` words them.

    The paper's answer makes it one of the last four.
    """

    DRAFT = "draft"
    WAITING = "waiting"
    """To be sent at the next connection."""
    SENDING = "sending"
    """It is being handed over, or nobody knows yet whether it arrived."""
    PUBLISHED = "published"
    HELD = "held"
    """The paper has it, and shows it once somebody there has read it."""
    REFUSED = "refused"
    UNKNOWN = "unknown"
    """The answer says none of these."""


class OutgoingComment(msgspec.Struct, frozen=True):
    """A comment the person wrote, from draft to publication."""

    id: int
    article: int
    parent: str = ""
    """The key of the comment it answers; empty when it answers the article."""
    name: str = ""
    email: str = ""
    text: str = ""
    """As it was typed, line ends included; it has passed `text.sanitize.clean_block`."""
    state: OutgoingState = OutgoingState.DRAFT
    message: str = ""
    """The paper's own message about it."""
    reason: str = ""
    """Why it waits or failed, where the paper gave no message: a code of `reasons`."""
    reason_values: str = ""
    """The values for its sentence, as JSON."""
    remote: int = 0
    """The comment's id at the paper, 0 while it is not known."""
    at: Timestamp = 0
    """When it was written; once it is to be sent, when the person said so."""
    sent: Timestamp | None = None
    """When it was last submitted."""
    tries: int = 0
    """How often it was submitted."""
    next_try: Timestamp | None = None
    """The earliest time of the next attempt; `None`: at the next connection."""

    @property
    def said(self) -> str:
        """The message to show for its state: the sentence of `reason`, else the paper's own."""
        reason = kept_reason(self.reason, self.reason_values)
        return str(reason) if reason else self.message


class Article(msgspec.Struct, frozen=True):
    """A whole article, with all that its page shows."""

    summary: ArticleSummary
    blocks: tuple[Block, ...]
    lead: Picture | None = None
    standfirst: tuple[Block, ...] = ()
    """The paper's own summary, when it has one beside the body."""
    author: Author | None = None
    language: str = ""
    enclosures: tuple[Enclosure, ...] = ()
    comments_url: str = ""
    comments_feed: str = ""
    support_url: str = ""
    place: int = 0
    """The index of the block the person had read to."""
    comments: tuple[Comment, ...] = ()
    """In the order they were written; `parent` defines the thread."""
    comments_partial: bool = False
    """The paper gave only its latest comments; there may be older ones."""
    visited: Timestamp | None = None
    """When the person last looked at the comments, `None` before the first time."""
    brief: tuple[Block, ...] = ()
    """The feed's own text, where `blocks` was fetched from elsewhere."""
    text: TextState = TextState.AS_FED
    text_trouble: str = ""
    """Why the whole text could not be fetched, a stable code; empty when nothing failed."""
    outgoing_comments: tuple[OutgoingComment, ...] = ()
    """The person's own comments that are not (or not yet) among `comments`, drafts included, in the order written."""
    comments_open: bool | None = None
    """Whether the paper takes comments under it; `None`: it has not said."""
    takes_comments: bool = False
    """Whether comments can be submitted to its paper from this program, as far as is known."""
    own_comments: tuple[str, ...] = ()
    """The keys of those of `comments` that the person wrote."""

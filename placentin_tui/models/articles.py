"""Articles and their comments as the library has them."""

from __future__ import annotations

from enum import IntEnum, StrEnum

import msgspec

from placentin_tui.models.parsed import Author, Enclosure  # noqa: TC001 - msgspec reads these annotations
from placentin_tui.prose.blocks import Block, Picture  # noqa: TC001 - msgspec reads these annotations
from placentin_tui.reasons import kept_reason
from placentin_tui.timestamp import Timestamp  # noqa: TC001 - msgspec reads these annotations


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
    """A comment of the person's own, from its draft to its place under the article."""

    id: int
    article: int
    parent: str = ""
    """The key of the comment it answers, empty when it answers the article."""
    name: str = ""
    email: str = ""
    text: str = ""
    """As it was typed, line ends included; it has passed `text.clean_block`."""
    state: OutgoingState = OutgoingState.DRAFT
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

"""Views of the article list, positions in it, and acts that can be undone."""

from __future__ import annotations

from enum import StrEnum

import msgspec

from placentin_tui.timestamp import Timestamp  # noqa: TC001 - msgspec reads these annotations


class View(msgspec.Struct, frozen=True):
    """A filter for a list of articles; all the fields that are set must match."""

    unread: bool = False
    starred: bool = False
    source: int | None = None
    folder: str | None = None
    """That folder and those inside it."""
    section: str | None = None
    author: str | None = None
    tag: str | None = None
    """A tag's name (`models.tags.LATER`: what is put off for later)."""
    query: str = ""
    """What to search for, in the query language; empty: no search."""
    muted: bool = False
    """Those that rules mute, which no other view has."""
    order: str = ""
    """The order of the list, as `sort:` names it, where the query wishes none; empty: newest first."""


class Facet(msgspec.Struct, frozen=True):
    """A section or an author, and how many articles there are of it."""

    name: str
    articles: int
    unread: int | None = None
    """`None`: not counted."""


class SavedView(msgspec.Struct, frozen=True):
    """A query saved under a name."""

    id: int
    name: str
    query: str
    pinned: bool = False
    """It stands among the sections of the front page."""


class ShownText(StrEnum):
    """Which text of an article its page shows."""

    ARTICLE = "article"
    """Its own: the whole text where it is there."""
    FEED = "feed"
    """The feed's text, where the whole one came from the paper's page."""
    CORRECTIONS = "corrections"
    """What the paper changed in it."""


class Cursor(msgspec.Struct, frozen=True):
    """A keyset pagination cursor: the `at` and `id` of the last row of a page."""

    at: Timestamp
    id: int


class Found(msgspec.Struct, frozen=True):
    """The first results of a search."""

    newest: int
    """The highest id of an article at that moment."""
    places: tuple[Cursor, ...]
    is_all: bool
    """There are no others."""
    is_far: bool = False
    """There may be others further back, before some of these too where they are sorted."""


class ActKind(StrEnum):
    """What an act that can be undone did; the values are stored in the library."""

    READ = "read"
    OPENED = "opened"
    """Marked as read because it was opened."""
    UNREAD = "unread"
    STAR = "star"
    UNSTAR = "unstar"
    ALL_READ = "all-read"
    REMOVE_SOURCE = "remove-source"
    TAG = "tag"
    """Gave articles tags, or took some off."""
    LATER = "later"
    NOT_LATER = "not-later"
    RENAME_TAG = "rename-tag"
    MERGE_TAGS = "merge-tags"
    """Gave the articles of one tag another in its place."""
    DELETE_TAG = "delete-tag"
    ADD_RULE = "add-rule"
    REMOVE_RULE = "remove-rule"
    RULE_ON = "rule-on"
    RULE_OFF = "rule-off"
    CHANGE_RULES = "change-rules"
    """Moved, or taken from a file."""
    UNMUTE = "unmute"
    SAVE_VIEW = "save-view"
    CHANGE_VIEW = "change-view"
    """Renamed, pinned, moved, or given another query."""
    REMOVE_VIEW = "remove-view"


class Act(msgspec.Struct, frozen=True):
    """An act of the person that can be undone, also after a restart."""

    id: int
    kind: ActKind
    count: int
    """How many articles (or sources, or rules, or saved views) it changed."""
    articles: tuple[int, ...] = ()
    """Their ids, when they are few enough to repaint one by one; empty: repaint the whole list."""
    title: str = ""
    """The title of the one article or source, or the name of the rule or saved view; empty when there are several."""
    tag: str = ""
    """The tag that was renamed, merged into another or deleted, as it was called before."""

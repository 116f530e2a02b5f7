"""The data models that all packages share: frozen structs, no I/O, no behaviour beyond properties.

Every text here has passed `text.sanitize.clean` (or is made of blocks, which are built only from such text) and may be
shown as it is. The one exception is fields named `html`: foreign HTML, which must become blocks before it is shown.
Timestamps are whole seconds since 1970 in UTC; `None` means that the paper did not say.
"""

from __future__ import annotations

from placentin_tui.models.articles import (
    Article,
    ArticleSummary,
    Comment,
    HeldArticle,
    OutgoingComment,
    OutgoingState,
    Renamed,
    Revision,
    Stored,
    TextState,
    WholeArticle,
)
from placentin_tui.models.front_page import Candidate, Extract
from placentin_tui.models.hits import Hit, HitPlace, Marks
from placentin_tui.models.parsed import (
    Author,
    Enclosure,
    ParsedArticle,
    ParsedComment,
    ParsedFeed,
    PreparedArticle,
    PreparedComment,
)
from placentin_tui.models.pictures import KeptFile, StoredPicture, Unpictured
from placentin_tui.models.rules import TAG, Preview, Rule, RuleVerb, rule_acts
from placentin_tui.models.sources import (
    FeedChoice,
    FetchState,
    FullTextPolicy,
    GivenAccount,
    Judgement,
    NewSource,
    Oddity,
    PictureWish,
    RefreshOutcome,
    Source,
)
from placentin_tui.models.sync import (
    Backlog,
    Change,
    ChangeState,
    IdSet,
    NewService,
    Pulled,
    RemoteMarks,
    RemoteSource,
    Service,
    SubscriptionChange,
    SubscriptionOp,
    SyncField,
    SyncOutcome,
)
from placentin_tui.models.tags import LATER, Tag, shown_tag, tag_changes, tag_key, tag_name, tag_trouble
from placentin_tui.models.views import Act, ActKind, Cursor, Facet, Found, SavedView, ShownText, View
from placentin_tui.timestamp import Timestamp

__all__ = [
    "LATER",
    "TAG",
    "Act",
    "ActKind",
    "Article",
    "ArticleSummary",
    "Author",
    "Backlog",
    "Candidate",
    "Change",
    "ChangeState",
    "Comment",
    "Cursor",
    "Enclosure",
    "Extract",
    "Facet",
    "FeedChoice",
    "FetchState",
    "Found",
    "FullTextPolicy",
    "GivenAccount",
    "HeldArticle",
    "Hit",
    "HitPlace",
    "IdSet",
    "Judgement",
    "KeptFile",
    "Marks",
    "NewService",
    "NewSource",
    "Oddity",
    "OutgoingComment",
    "OutgoingState",
    "ParsedArticle",
    "ParsedComment",
    "ParsedFeed",
    "PictureWish",
    "PreparedArticle",
    "PreparedComment",
    "Preview",
    "Pulled",
    "RefreshOutcome",
    "RemoteMarks",
    "RemoteSource",
    "Renamed",
    "Revision",
    "Rule",
    "RuleVerb",
    "SavedView",
    "Service",
    "ShownText",
    "Source",
    "Stored",
    "StoredPicture",
    "SubscriptionChange",
    "SubscriptionOp",
    "SyncField",
    "SyncOutcome",
    "Tag",
    "TextState",
    "Timestamp",
    "Unpictured",
    "View",
    "WholeArticle",
    "rule_acts",
    "shown_tag",
    "tag_changes",
    "tag_key",
    "tag_name",
    "tag_trouble",
]

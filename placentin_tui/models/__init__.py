"""What the paper is made of: the frozen values every room shares. No I/O, no behaviour beyond a property.

Every text here has passed `text.sanitize.clean` (or is made of blocks, which are built only through it): it may be
shown as it is. The one exception is said in its name: `html` is foreign and must become blocks before anyone sees it.
Moments are whole seconds since 1970 in UTC; `None` means the paper did not say.
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
from placentin_tui.models.views import Act, Cursor, View
from placentin_tui.timestamp import Timestamp

__all__ = [
    "Act",
    "Article",
    "ArticleSummary",
    "Author",
    "Comment",
    "Cursor",
    "Enclosure",
    "FeedChoice",
    "FetchState",
    "FullTextPolicy",
    "GivenAccount",
    "HeldArticle",
    "Judgement",
    "KeptFile",
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
    "RefreshOutcome",
    "Renamed",
    "Revision",
    "Source",
    "Stored",
    "StoredPicture",
    "TextState",
    "Timestamp",
    "Unpictured",
    "View",
    "WholeArticle",
]

"""All that a library keeps, kind by kind, on one connection."""

from __future__ import annotations

from typing import TYPE_CHECKING

from placentin_tui.library.app_state import AppState
from placentin_tui.library.articles.act_log import ActLog
from placentin_tui.library.articles.comments import Comments
from placentin_tui.library.articles.daily_counts import DailyCounts
from placentin_tui.library.articles.facets import Facets
from placentin_tui.library.articles.front_page import FrontPageQueries
from placentin_tui.library.articles.fts_index import Index
from placentin_tui.library.articles.full_text_queue import FullTextQueue
from placentin_tui.library.articles.pictures import Pictures
from placentin_tui.library.articles.queries import Articles
from placentin_tui.library.articles.revisions import Revisions
from placentin_tui.library.articles.rules import Rules
from placentin_tui.library.articles.saved_views import SavedViews
from placentin_tui.library.articles.search import SearchQuery
from placentin_tui.library.articles.tags import Tags
from placentin_tui.library.articles.undo_log import UndoLog
from placentin_tui.library.articles.wordpress_posts import WordPressPosts
from placentin_tui.library.outbox import Outbox
from placentin_tui.library.sources.accounts import Accounts
from placentin_tui.library.sources.queries import Sources
from placentin_tui.library.sync.change_queue import ChangeQueue
from placentin_tui.library.sync.remote_articles import RemoteArticles
from placentin_tui.library.sync.remote_labels import RemoteLabels
from placentin_tui.library.sync.remote_sources import RemoteSources
from placentin_tui.library.sync.services import Services

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from placentin_tui.library.schema.connection import Connection
    from placentin_tui.models import Timestamp


class Repositories:
    """The repositories of one connection; `pictures` is the folder the pictures' files are in."""

    def __init__(self, connection: Connection, pictures: Path, clock: Callable[[], Timestamp]) -> None:
        index = Index(connection)
        self.clock = clock
        """The library's clock: the present time in seconds since 1970."""
        self.settings = AppState(connection)
        self.sources = Sources(connection, clock)
        self.accounts = Accounts(connection)
        self.pictures = Pictures(connection, pictures)
        self.comments = Comments(connection, index, self.pictures, clock)
        self.outbox = Outbox(connection, self.settings, clock)
        acts = ActLog(connection, clock)
        self.saved = SavedViews(connection, acts)
        self.finder = SearchQuery(connection, index, clock, self.saved)
        self.articles = Articles(
            connection, index, self.comments, self.pictures, finder=self.finder, outbox=self.outbox, clock=clock
        )
        self.front_page = FrontPageQueries(connection, self.articles, self.pictures)
        self.facets = Facets(connection)
        self.daily_counts = DailyCounts(connection)
        self.fulltexts = FullTextQueue(connection, index, self.pictures)
        self.posts = WordPressPosts(connection, self.fulltexts, clock)
        self.revisions = Revisions(connection)
        self.tags = Tags(connection, acts)
        self.rules = Rules(connection, acts, clock, fulltexts=self.fulltexts, saved=self.saved, tags=self.tags)
        self.undo_log = UndoLog(
            connection,
            self.sources,
            index,
            finder=self.finder,
            saved=self.saved,
            tags=self.tags,
            rules=self.rules,
            acts=acts,
        )
        self.services = Services(connection, clock)
        self.changes = ChangeQueue(connection)
        self.remote_articles = RemoteArticles(connection, self.changes)
        self.remote_labels = RemoteLabels(connection, self.tags)
        self.remote_sources = RemoteSources(connection, self.sources, self.remote_articles)

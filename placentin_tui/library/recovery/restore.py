"""Restores a backup into a library: what is missing is added, and nothing present is changed."""

from __future__ import annotations

from collections import defaultdict
from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING

from placentin_tui.destination_policy import server, takes_password
from placentin_tui.errors import UnusableTag
from placentin_tui.library import payload
from placentin_tui.library.articles import recovered_identity
from placentin_tui.library.articles.row_encoding import PackedArticle
from placentin_tui.library.recovery.loss_report import add_source
from placentin_tui.library.recovery.records import (
    KeptArticle,
    KeptOutgoingComment,
    KeptRule,
    KeptService,
    KeptSetting,
    KeptSource,
    KeptSubscription,
    KeptView,
)
from placentin_tui.models import GivenAccount, NewService, OutgoingState, Rule, rule_acts

if TYPE_CHECKING:
    from collections.abc import Iterable

    from placentin_tui.library.recovery.loss_report import Loss
    from placentin_tui.library.recovery.records import Kept
    from placentin_tui.library.repositories import Repositories
    from placentin_tui.library.schema.connection import Connection, Row

_ACCOUNT = "account "
"""Prefix of the settings in which earlier versions kept accounts, by the URL of a REST interface."""


@dataclass(slots=True)
class Restored:
    """Numbers of what was restored."""

    sources: int = 0
    articles: int = 0
    outgoing_comments: int = 0


def restore(repositories: Repositories, db: Connection, kept: Iterable[Kept], loss: Loss | None = None) -> Restored:
    """Restore a backup's records, all of them or nothing.

    Without a `loss` the person has asked for it: what they removed or marked otherwise since is restored, too.
    """
    with db.transaction():
        return _Restoration(repositories, db, loss).back(kept)


class _Restoration:
    """The restoration of one backup into one library."""

    def __init__(self, repositories: Repositories, db: Connection, loss: Loss | None) -> None:
        """`loss`: as for `restore`."""
        self._repositories = repositories
        self._db = db
        self._loss = loss
        self._sources: dict[str, int] = {}
        self._again: list[str] = []
        """URLs of the sources that were added."""
        self._numbers: dict[tuple[int, str], int | None] = {}
        """Article ids by source and identity; `None`: missing."""
        self._addresses: dict[int, dict[str, list[Row]]] = {}
        self._nameless: dict[int, frozenset[int]] = {}
        self._read: list[int] = []
        self._starred: list[int] = []
        self._tagged: defaultdict[str, list[int]] = defaultdict(list)
        """Article ids by the tags they get back."""
        self._restored = Restored()

    def back(self, kept: Iterable[Kept]) -> Restored:
        """Restore the records in their order."""
        for record in kept:
            match record:
                case KeptSource():
                    self._source(record)
                case KeptArticle(source=source) if source in self._sources:
                    self._article(record)
                case KeptOutgoingComment(source=source) if source in self._sources:
                    self._outgoing(record)
                case KeptSetting(key=key, value=user) if key.startswith(_ACCOUNT):
                    self._account(GivenAccount(user, key.removeprefix(_ACCOUNT)))
                case KeptSetting(key=key, value=value) if self._is_lost(
                    "setting"
                ) and not self._repositories.settings.get(key):
                    self._repositories.settings.set(key, value)
                case KeptService() | KeptSubscription() if self._is_lost("service", "remote_source"):
                    self._of_service(record)
                case KeptRule() if self._is_lost("rule"):
                    self._rule(record)
                case KeptView() if self._is_lost("saved"):
                    self._repositories.saved.put(record.name, record.query, pinned=record.pinned)
        self._marks()
        return self._restored

    def _marks(self) -> None:
        """Set the marks that were gathered."""
        self._repositories.undo_log.mark_read(self._read, undoable=False)
        self._repositories.undo_log.star(self._starred, undoable=False)
        for tag, articles in self._tagged.items():
            with suppress(UnusableTag):  # a backup of a later version may have other names
                self._repositories.tags.edit(articles, [tag], undoable=False)

    def _is_lost(self, *tables: str) -> bool:
        """Whether rows of these tables may be missing."""
        lost = self._loss.tables if self._loss else None
        return lost is None or not lost.isdisjoint(tables)

    def _source(self, kept: KeptSource) -> None:
        """Add a missing source; undo a removal when the person asked for the backup."""
        number = self._loss.sources.get(kept.url) if self._loss else None
        row = self._db.row(
            "SELECT id, removed FROM source WHERE id = ? OR (?1 IS NULL AND url = ?2)", (number, kept.url)
        )
        if row is None:
            if self._is_lost("source"):
                self._sources[kept.url] = add_source(self._db, kept)
                self._again.append(kept.url)
                self._restored.sources += 1
        elif row[1] is None:
            self._sources[kept.url] = row[0]
        elif self._loss is None:
            self._restored.sources += self._repositories.sources.bring_back(row[0])
            self._sources[kept.url] = row[0]

    def _of_service(self, kept: KeptService | KeptSubscription) -> None:
        """Add a missing service, or say which source is which on it."""
        if isinstance(kept, KeptService):
            self._repositories.services.restore(_service(kept))
        elif source := self._sources.get(kept.source):
            self._repositories.remote_sources.restore(kept.service, kept.remote, source, kept.title, kept.folder)

    def _rule(self, kept: KeptRule) -> None:
        """Add a missing rule, without what this version cannot do."""
        verbs, tags = rule_acts(kept.does)
        self._repositories.rules.restore(Rule(kept.name, kept.query, verbs, kept.is_on, kept.expires, tags=tags))

    def _account(self, account: GivenAccount) -> None:
        """Restore an account as earlier versions kept it: for the added sources on whose own server it is."""
        for url in self._again:
            if takes_password(account.root, server(url)):
                self._repositories.accounts.give(self._sources[url], account)

    def _article(self, kept: KeptArticle) -> None:
        """Add a missing article; of one that is there restore text and marks as far as they may be lost."""
        source = self._sources[kept.source]
        number = self._number(source, kept)
        if number is None:
            if not self._is_lost("article", "seen", "source"):
                return
            (number,) = self._repositories.articles.store_packed(source, [_packed(kept)]).new
            self._numbers[source, kept.identity] = number
            self._repositories.articles.save_place(number, kept.place)
            self._restored.articles += 1
        elif self._loss:
            if kept.page and payload.is_sound(kept.page):  # its text may be what was lost
                self._db.run("INSERT OR IGNORE INTO body (article, page) VALUES (?, ?)", (number, kept.page))
            if kept.read and source in self._loss.replaced:
                self._read.append(number)
            if self._is_lost("tag", "article_tag"):
                self._tag(number, kept)
            if self._is_lost("muted", "rule"):
                self._repositories.rules.restore_muted(number, kept.muted_by)
            return
        self._tag(number, kept)
        self._repositories.rules.restore_muted(number, kept.muted_by)
        if kept.read:
            self._read.append(number)
        if kept.starred:
            self._starred.append(number)

    def _tag(self, article: int, kept: KeptArticle) -> None:
        for tag in kept.tags:
            self._tagged[tag].append(article)

    def _number(self, source: int, kept: KeptArticle) -> int | None:
        """The article's id by its identity; else that of the one at its URL, if that has no identity or the same title
        and date.
        """
        number: int | None = self._db.value(
            "SELECT article FROM seen JOIN article ON article.id = seen.article WHERE seen.source = ? AND identity = ?",
            (source, kept.identity),
        )
        alike = self._at_addresses(source).get(kept.url, []) if number is None and kept.url else []
        if len(alike) == 1:
            other, title, published = alike[0]
            if other in self._nameless[source] or (title, published) == (kept.title, kept.published):
                number = other
                sql = "INSERT OR IGNORE INTO seen VALUES (?, ?, ?, ?)"
                self._db.run(sql, (source, kept.identity, kept.digest, number))
        self._numbers[source, kept.identity] = number
        return number

    def _at_addresses(self, source: int) -> dict[str, list[Row]]:
        """A source's articles before the restoration, by URL: id, title, date."""
        if source not in self._addresses:
            found: defaultdict[str, list[Row]] = defaultdict(list)
            sql = "SELECT url, id, title, published FROM article WHERE source = ?"
            for url, *row in self._db.rows(sql, (source,)):
                found[url].append(tuple(row))
            self._addresses[source] = found
            self._nameless[source] = recovered_identity.numbers(self._db, source)
        return self._addresses[source]

    def _outgoing(self, kept: KeptOutgoingComment) -> None:
        """Add a missing comment of the person's own."""
        article = self._numbers.get((self._sources[kept.source], kept.identity))
        if article is None or (self._loss and self._is_known(self._loss, kept, article)):
            return
        # A backup of a later version may hold states this one does not know.
        state = OutgoingState(kept.state) if kept.state in set(OutgoingState) else OutgoingState.UNKNOWN
        self._restored.outgoing_comments += self._repositories.outbox.bring_back(
            article, kept.parent, kept.name, kept.email, kept.text,
            state=state, message=kept.message, reason=kept.reason, remote=kept.remote, at=kept.at, sent=kept.sent,
        )  # fmt: skip

    def _is_known(self, loss: Loss, kept: KeptOutgoingComment, article: int) -> bool:
        """Whether a comment is there, perhaps edited since, or was deleted since."""
        if kept.id in loss.outgoing_comments or not self._is_lost("letter"):
            return True
        here = self._repositories.outbox.of(article)
        drafts = [one for one in here if one.state is OutgoingState.DRAFT]
        return kept.state == OutgoingState.DRAFT and any(one.parent == kept.parent for one in drafts)


def _service(kept: KeptService) -> NewService:
    return NewService(kept.name, kept.dialect, kept.address, kept.user, kept.command, kept.agreed, kept.labels)


def _packed(kept: KeptArticle) -> PackedArticle:
    """The article as if a feed had brought it; without its text it has no digest, so that the
    feed's text replaces it.
    """
    page = kept.page if kept.page and payload.is_sound(kept.page) else payload.lost()
    return PackedArticle(
        identity=kept.identity,
        digest=kept.digest if page is kept.page else "",
        title=kept.title,
        url=kept.url,
        author=kept.author,
        sections=kept.sections,
        published=kept.published if kept.published is not None else kept.at,
        comments=kept.comments,
        length=kept.words,
        page=page,
        words=payload.page_words(page),
        pictures=tuple(payload.picture_urls(payload.page(page))),
    )

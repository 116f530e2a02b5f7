"""A backup put back into a library: what is missing there comes again, and nothing that is there is undone."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import msgspec

from placentin_tui.destinations import server, takes_password
from placentin_tui.library import texts
from placentin_tui.library.backup import KeptArticle, KeptLetter, KeptSetting, KeptSource
from placentin_tui.library.packing import PackedArticle
from placentin_tui.models import GivenAccount

if TYPE_CHECKING:
    from collections.abc import Iterable

    from placentin_tui.library.backup import Kept
    from placentin_tui.library.connection import Connection
    from placentin_tui.library.library import Library

_ACCOUNT = "account "
"""The beginning of the settings earlier versions kept accounts in, by the address of a REST interface."""


@dataclass(slots=True)
class Restored:
    """How much came again."""

    sources: int = 0
    articles: int = 0
    letters: int = 0


def restore(library: Library, db: Connection, kept: Iterable[Kept], *, again: bool) -> Restored:
    """Put what a backup holds back, all of it or nothing.

    `again`: also what the person removed or marked otherwise since; else only what the library knows nothing of.
    """
    with db.transaction():
        return _Putting(library, db, again=again).back(kept)


class _Putting:
    """One backup on its way into one library."""

    def __init__(self, library: Library, db: Connection, *, again: bool) -> None:
        self._library = library
        self._db = db
        self._again = again
        self._sources: dict[str, int] = {}
        self._lost: set[str] = set()
        """The sources that were not there: of their articles the backup's marks are the last there are."""
        self._read: list[int] = []
        self._starred: list[int] = []
        self._restored = Restored()

    def back(self, kept: Iterable[Kept]) -> Restored:
        """Put everything back, in the order it was kept."""
        for record in kept:
            match record:
                case KeptSource():
                    self._source(record)
                case KeptArticle(source=source) if source in self._sources:
                    self._article(record)
                case KeptLetter(source=source) if source in self._sources:
                    self._letter(record)
                case KeptSetting(key=key, value=user) if key.startswith(_ACCOUNT):
                    self._account(GivenAccount(user, key.removeprefix(_ACCOUNT)))
                case KeptSetting(key=key, value=value) if not self._library.settings.get(key):
                    self._library.settings.set(key, value)
        self._library.acts.mark_read(self._read, undoable=False)
        self._library.acts.star(self._starred, undoable=False)
        return self._restored

    def _source(self, kept: KeptSource) -> None:
        row = self._db.row("SELECT id, removed FROM source WHERE url = ?", (kept.url,))
        if row is None:
            self._sources[kept.url] = add_source(self._db, kept)
            self._lost.add(kept.url)
            self._restored.sources += 1
        elif row[1] is None:
            self._sources[kept.url] = row[0]
        elif self._again:
            self._restored.sources += self._library.sources.bring_back(row[0])
            self._sources[kept.url] = row[0]

    def _account(self, account: GivenAccount) -> None:
        """An account as earlier versions kept it: for the sources that came again on whose own server it is."""
        for url in self._lost:
            if takes_password(account.root, server(url)):
                self._library.accounts.give(self._sources[url], account)

    def _article(self, kept: KeptArticle) -> None:
        number = self._number(kept.source, kept.identity)
        if number is None:
            (number,) = self._library.articles.store_packed(self._sources[kept.source], [_packed(kept)]).new
            self._library.articles.save_place(number, kept.place)
            self._restored.articles += 1
        elif not self._again and kept.source not in self._lost:
            if kept.page:  # its text may be what was lost
                self._db.run("INSERT OR IGNORE INTO body (article, page) VALUES (?, ?)", (number, kept.page))
            return
        if kept.read:
            self._read.append(number)
        if kept.starred:
            self._starred.append(number)

    def _number(self, source: str, identity: str) -> int | None:
        number: int | None = self._db.value(
            "SELECT article FROM seen JOIN article ON article.id = seen.article WHERE seen.source = ? AND identity = ?",
            (self._sources[source], identity),
        )
        return number

    def _letter(self, kept: KeptLetter) -> None:
        article = self._number(kept.source, kept.identity)
        if article is not None:
            self._restored.letters += self._library.outbox.bring_back(
                article, kept.parent, kept.name, kept.email, kept.text,
                state=kept.state, message=kept.message, reason=kept.reason, remote=kept.remote, at=kept.at,
                sent=kept.sent,
            )  # fmt: skip


def add_source(db: Connection, kept: KeptSource) -> int:
    """Subscribe again, if it is free with the number it had: articles may have been saved that know it by that."""
    # The tables may be older than this program: a repaired library is only brought up to date at the end.
    there = {row[1] for row in db.rows("PRAGMA table_info(source)")}
    values = {name: value for name, value in msgspec.structs.asdict(kept).items() if name in there}
    if db.row("SELECT 1 FROM source WHERE id = ?", (kept.id,)):
        del values["id"]
    places = ", ".join(f":{name}" for name in values)
    db.run(f"INSERT OR IGNORE INTO source ({', '.join(values)}) VALUES ({places})", values)
    return int(db.value("SELECT id FROM source WHERE url = ?", (kept.url,)))


def _packed(kept: KeptArticle) -> PackedArticle:
    """The article as if a feed had brought it; without its text, one whose text every feed knows better."""
    page = kept.page or texts.lost()
    return PackedArticle(
        identity=kept.identity,
        digest=kept.digest if kept.page else "",
        title=kept.title,
        url=kept.url,
        author=kept.author,
        sections=kept.sections,
        published=kept.published if kept.published is not None else kept.at,
        comments=kept.comments,
        length=kept.words,
        page=page,
        words=texts.page_words(page),
        pictures=tuple(texts.picture_urls(texts.page(page))),
    )

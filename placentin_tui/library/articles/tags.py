"""The person's tags: which there are, giving and taking them, renaming, merging, deleting; all of it can be undone."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from placentin_tui.errors import UnknownTag, UnusableTag
from placentin_tui.i18n import _
from placentin_tui.models import LATER, Act, ActKind, Tag, tag_key, tag_name, tag_trouble
from placentin_tui.text.collation import natural_key

if TYPE_CHECKING:
    from collections.abc import Iterable

    from placentin_tui.library.articles.act_log import ActLog
    from placentin_tui.library.schema.connection import Connection, Row

FEW = 200
"""Articles up to which an act lists their ids."""

_CHANGED = "FROM act_tag JOIN article ON article.id = act_tag.article WHERE act_tag.act = :act"
_HAS = "EXISTS (SELECT 1 FROM article_tag WHERE article_tag.tag = {tag} AND article_tag.slot = article.slot)"
_REMEMBER = f"""
INSERT INTO act_tag (act, tag, article, was)
SELECT :act, :tag, article.id, :was FROM article
WHERE article.id IN (SELECT value FROM json_each(:ids)) AND article.hidden = 0
      AND {_HAS.format(tag=":tag")} = :was
"""
_REMEMBER_ALL_OF = """
INSERT INTO act_tag (act, tag, article, was)
SELECT :act, :tag, article.id, 1 FROM article_tag JOIN article USING (slot) WHERE article_tag.tag = :tag
"""
_REMEMBER_INSTEAD = f"""
INSERT INTO act_tag (act, tag, article, was)
SELECT :act, :into, article.id, 0 FROM article_tag JOIN article USING (slot)
WHERE article_tag.tag = :tag AND NOT {_HAS.format(tag=":into")}
"""
_TAKE = f"DELETE FROM article_tag WHERE (tag, slot) IN (SELECT act_tag.tag, article.slot {_CHANGED} AND was = :was)"
_GIVE = f"INSERT OR IGNORE INTO article_tag (tag, slot) SELECT act_tag.tag, article.slot {_CHANGED} AND was = :was"
_LEFT_SO = f"SELECT DISTINCT article.id {_CHANGED} AND was <> {_HAS.format(tag='act_tag.tag')} ORDER BY article.id"
"""The articles that are still as an act left them, in one of the tags it changed."""


class Tags:
    """The tags of all articles. A tag is there as long as an article has it; the built-in one always is.

    Each change is one transaction, and returns `None` when it changed nothing.
    """

    def __init__(self, connection: Connection, acts: ActLog) -> None:
        """`acts`: where changes are logged, so that they can be undone."""
        self._db = connection
        self._acts = acts

    def all(self) -> list[Tag]:
        """The tags that articles have, by name, without the built-in one."""
        rows = self._db.rows("SELECT name, articles FROM tag WHERE articles > 0 AND key <> ?", (LATER,))
        return [self._db.typed(Tag, row) for row in sorted(rows, key=lambda row: natural_key(row[0]))]

    def later(self) -> Tag:
        """The built-in tag: what is put off for later."""
        return Tag(LATER, int(self._db.value("SELECT articles FROM tag WHERE key = ?", (LATER,)) or 0))

    # ── on articles ──────────────────────────────────────────────────────────────────────────────────────────────────

    def edit(
        self, articles: Iterable[int], add: Iterable[str] = (), remove: Iterable[str] = (), *, undoable: bool = True
    ) -> Act | None:
        """Give articles some tags, and take others off. Raises `UnusableTag`."""
        added, removed = list(map(_usable, add)), {tag_key(_usable(name)) for name in remove}
        ids = msgspec.json.encode(list(articles)).decode()
        with self._db.transaction():
            act = self._acts.remember(ActKind.TAG)
            for name in added:
                if tag_key(name) not in removed:
                    self._db.run(_REMEMBER, {"act": act, "tag": self._entered(name), "ids": ids, "was": 0})
            for key in removed:
                if (tag := self._number(key)) is not None:
                    self._db.run(_REMEMBER, {"act": act, "tag": tag, "ids": ids, "was": 1})
            return self._carried_out(act, ActKind.TAG, undoable=undoable)

    def put_off(self, articles: Iterable[int], later: bool = True) -> Act | None:
        """Put articles off for later, or no longer."""
        kind = ActKind.LATER if later else ActKind.NOT_LATER
        ids = msgspec.json.encode(list(articles)).decode()
        with self._db.transaction():
            act = self._acts.remember(kind)
            tag = self._entered(LATER)
            self._db.run(_REMEMBER, {"act": act, "tag": tag, "ids": ids, "was": int(not later)})
            return self._carried_out(act, kind)

    # ── on tags ──────────────────────────────────────────────────────────────────────────────────────────────────────

    def rename(self, old: str, new: str) -> Act | None:
        """Give a tag another name; where a tag is called so already, its articles get that one.

        Raises `UnknownTag` and `UnusableTag`.
        """
        name = _usable(new)
        key = tag_key(name)
        with self._db.transaction():
            tag, was, articles = self._known(old)
            if tag_key(was) == LATER:
                raise UnusableTag(_("“{name}” is the program's own tag and keeps its name.").format(name=old))
            if self._number(key) not in (None, tag):
                return self.merge(old, new)
            if name == was:
                return None
            act = self._acts.remember(ActKind.RENAME_TAG, tag=tag, tag_name=was)
            self._db.run("UPDATE tag SET name = ?, key = ? WHERE id = ?", (name, key, tag))
        return Act(act, ActKind.RENAME_TAG, articles, tag=was)

    def merge(self, tag: str, into: str) -> Act | None:
        """Give all articles of a tag another one in its place. Raises `UnknownTag` and `UnusableTag`."""
        name = _usable(into)
        with self._db.transaction():
            number, was, _articles = self._known(tag)
            if tag_key(was) == tag_key(name):
                return None
            act = self._acts.remember(ActKind.MERGE_TAGS, tag=number, tag_name=was)
            values = {"act": act, "tag": number, "into": self._entered(name)}
            self._db.run(_REMEMBER_INSTEAD, values)
            self._db.run(_REMEMBER_ALL_OF, values)
            return self._carried_out(act, ActKind.MERGE_TAGS, was)

    def delete(self, tag: str) -> Act | None:
        """Take a tag off all articles. Raises `UnknownTag`."""
        with self._db.transaction():
            number, was, _articles = self._known(tag)
            act = self._acts.remember(ActKind.DELETE_TAG, tag=number, tag_name=was)
            self._db.run(_REMEMBER_ALL_OF, {"act": act, "tag": number})
            return self._carried_out(act, ActKind.DELETE_TAG, was)

    def undo(self, act: int, kind: ActKind) -> Act:
        """Undo an act on tags; its `count` is 0 when nothing was left to undo."""
        row = self._db.row("SELECT tag, tag_name FROM act WHERE id = ?", (act,)) or (None, "")
        tag, name = row
        if kind is ActKind.RENAME_TAG:
            return Act(act, kind, self._named_back(tag, name), tag=name)
        articles = [row[0] for row in self._db.rows(_LEFT_SO, {"act": act})]
        self._db.run(_TAKE, {"act": act, "was": 0})
        self._db.run(_GIVE, {"act": act, "was": 1})
        return self._act(act, kind, articles, name)

    def _named_back(self, tag: int, name: str) -> int:
        """Give a tag its former name again, unless articles have another tag of that name by now; returns of how many
        articles it is.
        """
        key = tag_key(name)
        taken = self._number(key)
        if taken not in (None, tag):
            if self._db.row("SELECT 1 FROM article_tag WHERE tag = ?", (taken,)):
                return 0
            self._db.run("DELETE FROM tag WHERE id = ?", (taken,))
        self._db.run("UPDATE tag SET name = ?, key = ? WHERE id = ?", (name, key, tag))
        return max(1, int(self._db.value("SELECT articles FROM tag WHERE id = ?", (tag,)) or 0))

    # ── rows ─────────────────────────────────────────────────────────────────────────────────────────────────────────

    def _number(self, key: str) -> int | None:
        """The id of a tag, whether any article has it or not."""
        number: int | None = self._db.value("SELECT id FROM tag WHERE key = ?", (key,))
        return number

    def _known(self, name: str) -> tuple[int, str, int]:
        """Id, name and number of articles of a tag that articles have. Raises `UnknownTag`."""
        key = tag_key(tag_name(name))
        row: Row | None = self._db.row("SELECT id, name, articles FROM tag WHERE key = ? AND articles > 0", (key,))
        if row is None:
            raise UnknownTag(_("No article has a tag called “{name}”.").format(name=name))
        return row[0], row[1], row[2]

    def _entered(self, name: str) -> int:
        """The id of a tag, which may be new; one that no article has is written as it is now."""
        self._db.run(
            "INSERT INTO tag (name, key, articles) VALUES (?, ?, 0)"
            " ON CONFLICT (key) DO UPDATE SET name = excluded.name WHERE articles = 0",
            (name, tag_key(name)),
        )
        return self._number(tag_key(name)) or 0

    def _carried_out(self, act: int, kind: ActKind, tag: str = "", *, undoable: bool = True) -> Act | None:
        """Change the articles as was remembered; forget an act that changes nothing, or that cannot be undone."""
        articles = [row[0] for row in self._db.rows(f"SELECT DISTINCT article.id {_CHANGED}", {"act": act})]
        self._db.run(_TAKE, {"act": act, "was": 1})
        self._db.run(_GIVE, {"act": act, "was": 0})
        if not articles or not undoable:
            self._acts.forget(act)
        return self._act(act, kind, articles, tag) if articles else None

    def _act(self, act: int, kind: ActKind, articles: list[int], tag: str) -> Act:
        """The act as it is returned; one article is named by its title."""
        title = ""
        if len(articles) == 1:
            title = self._db.value("SELECT title FROM article WHERE id = ?", (articles[0],))
        return Act(act, kind, len(articles), tuple(articles) if len(articles) <= FEW else (), title, tag)


def _usable(typed: str) -> str:
    """The name of a tag that was typed. Raises `UnusableTag`."""
    name = tag_name(typed)
    if trouble := tag_trouble(name):
        raise UnusableTag(trouble)
    return name

"""The labels a server has on its articles, and the person's tags: what of the one is not in the other."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

import msgspec

from placentin_tui.models import LATER, LabelChange, tag_key, tag_name, tag_trouble

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping

    from placentin_tui.library.articles.tags import Tags
    from placentin_tui.library.schema.connection import Connection

_OURS = "remote_article JOIN article ON article.id = remote_article.article"
_GIVEN = f"""
FROM {_OURS} JOIN article_tag ON article_tag.slot = article.slot JOIN tag ON tag.id = article_tag.tag
WHERE remote_article.service = {{service}} AND tag.key <> '{LATER}'
      AND NOT EXISTS (SELECT 1 FROM remote_label WHERE remote = remote_article.id AND remote_label.key = tag.key)
"""
_TAKEN = f"""
FROM {_OURS} JOIN remote_label ON remote_label.remote = remote_article.id
WHERE remote_article.service = {{service}}
      AND NOT EXISTS (SELECT 1 FROM article_tag JOIN tag ON tag.id = article_tag.tag
                      WHERE article_tag.slot = article.slot AND tag.key = remote_label.key)
"""
WAITING = f"((SELECT count(*) {_GIVEN}) + (SELECT count(*) {_TAKEN}))"
"""How many labels a server is to be told of, as SQL; `{service}` is what stands for the service."""
# The server's way of writing a label, where it has one of that name on any article.
_SPELLED = "coalesce((SELECT name FROM remote_label AS known WHERE known.key = tag.key LIMIT 1), tag.name)"
_WAITING = f"""
SELECT {_SPELLED}, 1, remote_article.remote {_GIVEN.format(service=":service")}
UNION ALL SELECT remote_label.name, 0, remote_article.remote {_TAKEN.format(service=":service")}
"""
_NAMED = "remote_article WHERE service = :service AND remote IN (SELECT value FROM json_each(:remotes))"


class RemoteLabels:
    """The labels of the servers that have them."""

    def __init__(self, connection: Connection, tags: Tags) -> None:
        self._db = connection
        self._tags = tags

    def waiting(self, service: int) -> list[LabelChange]:
        """What the server is to be told, a change for each label given or taken; empty for one without labels."""
        if not self._db.value("SELECT labels FROM service WHERE id = ?", (service,)):
            return []
        found: defaultdict[tuple[str, bool], list[str]] = defaultdict(list)
        for name, value, remote in self._db.rows(_WAITING, {"service": service}):
            found[name, bool(value)].append(remote)
        return [LabelChange(name, value, tuple(remotes)) for (name, value), remotes in sorted(found.items())]

    def sent(self, service: int, change: LabelChange) -> None:
        """Record that the server did it."""
        values = {"service": service, "remotes": _json(change.remotes), "key": tag_key(change.name)}
        if change.value:
            self._db.run(
                f"INSERT OR REPLACE INTO remote_label SELECT id, :key, :name FROM {_NAMED}",
                values | {"name": change.name},
            )
        else:
            self._db.run(f"DELETE FROM remote_label WHERE key = :key AND remote IN (SELECT id FROM {_NAMED})", values)

    def has_none(self, service: int) -> None:
        """Record that the server has no labels on articles: tags stay here."""
        self._db.run("UPDATE service SET labels = 0 WHERE id = ?", (service,))

    def pull(self, service: int, listed: Mapping[str, Collection[str]]) -> int:
        """Give articles the tags that are new among their labels, and take off those that are labels no more; returns
        how many changed. What was changed here, and waits, is left alone. `listed`: all labels of each article. Inside
        a transaction.
        """
        changed = 0
        for remote, labels in listed.items():
            row = self._db.row(
                "SELECT id, article FROM remote_article WHERE service = ? AND remote = ?", (service, remote)
            )
            if row and row[1] is not None:
                changed += self._follow(row[0], row[1], _usable(labels))
        return changed

    def _follow(self, remote: int, article: int, labels: dict[str, str]) -> bool:
        """Follow the labels of one article, by their keys."""
        known: dict[str, str] = dict(self._db.rows("SELECT key, name FROM remote_label WHERE remote = ?", (remote,)))
        given = [tag_name(name) for key, name in labels.items() if key not in known]
        taken = [tag_name(name) for key, name in known.items() if key not in labels]
        if not (given or taken):
            return False
        self._db.run("DELETE FROM remote_label WHERE remote = ?", (remote,))
        self._db.run_many(
            "INSERT OR REPLACE INTO remote_label VALUES (?, ?, ?)",
            [(remote, key, name) for key, name in labels.items()],
        )
        return self._tags.edit((article,), given, taken, undoable=False) is not None


def _usable(labels: Iterable[str]) -> dict[str, str]:
    """The labels that can be tags, by key; the others are neither taken over nor touched."""
    named = {tag_key(tag_name(label)): label for label in labels if not tag_trouble(label)}
    return {key: name for key, name in named.items() if key != LATER}


def _json(values: Iterable[str]) -> str:
    return msgspec.json.encode(list(values)).decode()

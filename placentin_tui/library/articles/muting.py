"""Which articles are muted: a row of `muted` for each rule that mutes one, from which `article.hidden` follows."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from placentin_tui.library.schema.connection import Connection

IS_MUTED = (
    "EXISTS (SELECT 1 FROM muted CROSS JOIN rule ON rule.id = muted.rule"
    " WHERE muted.article = article.id AND lifted = 0 AND is_on = 1 AND rule.removed IS NULL)"
)
"""SQL condition: a rule that is on mutes the article. Bit 2 of `article.hidden` says the same."""
MUTED_BY = """(
    SELECT group_concat(name, char(10)) FROM (
        SELECT name FROM muted CROSS JOIN rule ON rule.id = muted.rule
        WHERE muted.article = article.id AND lifted = 0 AND is_on = 1 AND rule.removed IS NULL
        ORDER BY position, rule.id
    )
)"""
"""SQL: the names of the rules that mute the article, one a line."""
COUNT_WORDS = """
SELECT count(*) FROM search WHERE search MATCH ? AND rowid NOT IN (
    SELECT slot FROM muted JOIN article ON article.id = muted.article WHERE article.hidden <> 0
)
"""
"""How many articles an FTS5 query finds, where no source is removed."""

_AMONG = "(SELECT value FROM json_each(:ids))"
_SETTLE = f"UPDATE article SET hidden = (hidden & 1) | 2 * {IS_MUTED} WHERE (hidden & 2 <> 0) <> {IS_MUTED} AND id IN "

# Those that another rule mutes too stay muted.
_SHOW_OF_ONE = """
UPDATE article SET hidden = hidden & 1 WHERE id IN (
    SELECT article.id FROM muted CROSS JOIN article ON article.id = muted.article
    WHERE muted.rule = :rule AND hidden & 2 <> 0 AND NOT EXISTS (
        SELECT 1 FROM muted AS other CROSS JOIN rule ON rule.id = other.rule
        WHERE other.article = article.id AND other.rule <> :rule AND lifted = 0 AND is_on = 1 AND rule.removed IS NULL
    )
    LIMIT :most
)
"""


class Muting:
    """Mutes articles, and shows them again."""

    def __init__(self, connection: Connection) -> None:
        self._db = connection

    def mute(self, rule: int, articles: Collection[int]) -> None:
        """Mute articles by a rule."""
        sql = "INSERT OR IGNORE INTO muted (article, rule) SELECT id, ? FROM article WHERE id = ?"
        self._db.run_many(sql, [(rule, article) for article in articles])
        self._settle(articles)

    def inherit(self, before: int, rule: int, articles: Collection[int]) -> None:
        """Let a rule mute some of the articles that another one mutes; what was shown again stays so."""
        self._db.run(
            "INSERT OR IGNORE INTO muted (article, rule, lifted)"
            f" SELECT article, :rule, lifted FROM muted WHERE rule = :before AND article IN {_AMONG}",
            {"rule": rule, "before": before, "ids": _json(articles)},
        )

    def settle_rules(self, rules: Collection[int]) -> None:
        """Mute what these rules mute, as far as they are on, and show the rest."""
        self._db.run(f"{_SETTLE}(SELECT article FROM muted WHERE rule IN {_AMONG})", {"ids": _json(rules)})

    def show_of(self, rule: int, most: int) -> int:
        """Show articles that this rule alone mutes, at most so many; returns how many. It is to be turned off then."""
        return self._db.run(_SHOW_OF_ONE, {"rule": rule, "most": most})

    def _settle(self, articles: Collection[int]) -> None:
        self._db.run(f"{_SETTLE}{_AMONG}", {"ids": _json(articles)})

    def lift(self, articles: Collection[int], *, lifted: bool) -> None:
        """Show articles whatever rules mute them; with `lifted=False` no longer."""
        sql = f"UPDATE muted SET lifted = :lifted WHERE article IN {_AMONG}"
        self._db.run(sql, {"lifted": lifted, "ids": _json(articles)})
        self._settle(articles)

    def count(self) -> int:
        """How many articles are muted, without those of removed sources."""
        sql = "SELECT count(DISTINCT article) FROM muted CROSS JOIN article ON article.id = article WHERE hidden = 2"
        return int(self._db.value(sql))

    def is_any(self) -> bool:
        """Whether any article is muted, without those of removed sources."""
        sql = (
            "SELECT 1 FROM rule CROSS JOIN muted ON muted.rule = rule.id CROSS JOIN article ON article.id = article"
            " WHERE is_on = 1 AND rule.removed IS NULL AND hidden = 2 LIMIT 1"
        )
        return self._db.row(sql) is not None

    def lifted_by(self, act: int) -> list[int]:
        """The articles an act has shown that still show for that."""
        sql = "SELECT DISTINCT article FROM act_article JOIN muted USING (article) WHERE act = ? AND lifted = 1"
        return [row[0] for row in self._db.rows(sql, (act,))]

    def rules_of(self, articles: Iterable[int]) -> dict[int, tuple[str, ...]]:
        """The names of the rules that mute these articles, in the rules' order; without those that none does."""
        rows = self._db.rows(
            "SELECT article, name FROM muted JOIN rule ON rule.id = muted.rule"
            f" WHERE article IN {_AMONG} AND lifted = 0 AND is_on = 1 AND removed IS NULL ORDER BY position, rule.id",
            {"ids": _json(articles)},
        )
        found: dict[int, tuple[str, ...]] = {}
        for article, name in rows:
            found[article] = (*found.get(article, ()), name)
        return found


def _json(ids: Iterable[int]) -> str:
    return msgspec.json.encode(list(ids)).decode()

"""Counts the articles of each source day by day."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

import msgspec

from placentin_tui.library.articles.sort_key import first

if TYPE_CHECKING:
    from collections.abc import Sequence

    from placentin_tui.library.schema.connection import Connection
    from placentin_tui.models import Timestamp

# A range of the index for each source and day, so that no other article is looked at: with 200 sources 14 days take
# 25 ms among a million articles.
_COUNTS = """
WITH day AS MATERIALIZED (
    SELECT key AS place, json_extract(value, '$[0]') AS opening, json_extract(value, '$[1]') AS closing
    FROM json_each(:days)
)
SELECT source.id, (
    SELECT count(*) FROM article INDEXED BY article_source
    WHERE article.source = source.id AND article.hidden = 0 AND article.slot >= day.opening
    AND article.slot < day.closing
)
FROM source CROSS JOIN day WHERE source.removed IS NULL ORDER BY source.id, day.place
"""


class DailyCounts:
    """How many articles each source published on each of some days."""

    def __init__(self, connection: Connection) -> None:
        self._db = connection

    def by_source(self, bounds: Sequence[Timestamp]) -> dict[int, tuple[int, ...]]:
        """The counts by the sources' ids; `bounds`: the moments at which the days begin, and last the one at which the
        last day ends. An article without a date counts when it came, and so does one dated in the future.
        """
        slots = [first(at) for at in bounds]
        days = msgspec.json.encode(list(pairwise(slots))).decode()
        counts: dict[int, list[int]] = {}
        for source, count in self._db.rows(_COUNTS, {"days": days}):
            counts.setdefault(source, []).append(count)
        return {source: tuple(found) for source, found in counts.items()}

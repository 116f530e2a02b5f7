"""Whether an article can be read completely without a network."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from placentin_tui.library.schema.connection import Connection


def settle(connection: Connection, missing_pictures: Callable[[int], Sequence[str]], articles: Iterable[int]) -> None:
    """Update `offline_ready` of these articles: their text is complete, every picture was fetched (or cannot be), and
    their comments were fetched since the paper last counted more.
    """
    with connection.transaction():
        for article in articles:
            connection.run(
                "UPDATE article SET offline_ready = :pictures AND text IN (0, 2)"
                " AND EXISTS (SELECT 1 FROM body WHERE article = :id)"
                " AND coalesce(comments, 0) <= coalesce(comments_known, 0) WHERE id = :id",
                {"pictures": not missing_pictures(article), "id": article},
            )

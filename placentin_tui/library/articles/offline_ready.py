"""Whether an article can be read whole without a network."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from placentin_tui.library.schema.connection import Connection


def settle(connection: Connection, missing_pictures: Callable[[int], Sequence[str]], articles: Iterable[int]) -> None:
    """Write down which of these articles are offline-ready: the text is there and no part of it is missing, every
    picture was asked for, and the comments were fetched since the paper last counted more of them.

    `missing_pictures`: the addresses of an article's pictures that are still to be fetched.
    """
    with connection.transaction():
        for article in articles:
            connection.run(
                "UPDATE article SET offline_ready = :pictures AND text IN (0, 2)"
                " AND EXISTS (SELECT 1 FROM body WHERE article = :id)"
                " AND coalesce(comments, 0) <= coalesce(comments_known, 0) WHERE id = :id",
                {"pictures": not missing_pictures(article), "id": article},
            )

"""The function that parses a server's articles; run in a process of its own like `parser_tasks`."""

from __future__ import annotations

import msgspec

from placentin_tui.library.articles.row_encoding import PackedArticle, pack
from placentin_tui.sync.dialects import Language


class PackedRemote(msgspec.Struct, frozen=True):
    """An article of a server, packed for the library."""

    id: str
    """What the server calls it (see `sync/item_ids.py`)."""
    stream: str
    """What the server calls its source."""
    article: PackedArticle
    labels: tuple[str, ...] = ()
    """Its labels, and the folder its source is in."""


def articles(body: bytes, host: str, language: Language) -> tuple[PackedRemote, ...]:
    """Parse a server's answer with articles, and pack them. Raises `SyncError`."""
    from placentin_tui.feeds.fulltext.truncated import looks_partial
    from placentin_tui.feeds.prepare import prepare
    from placentin_tui.sync import articles as google_reader
    from placentin_tui.sync import fever_answers

    parse = fever_answers.articles if language is Language.FEVER else google_reader.parse
    found = ((each, prepare(each.article)) for each in parse(body, host))
    return tuple(
        PackedRemote(
            each.id, each.stream, pack(msgspec.structs.replace(ready, partial=looks_partial(ready))), each.labels
        )
        for each, ready in found
    )

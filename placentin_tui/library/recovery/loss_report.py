"""What a damaged library has lost, and how a source of it comes again."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import msgspec

from placentin_tui.models import FullTextPolicy, PictureWish

if TYPE_CHECKING:
    from collections.abc import Mapping
    from collections.abc import Set as AbstractSet

    from placentin_tui.library.recovery.records import KeptSource
    from placentin_tui.library.schema.connection import Connection


@dataclass(frozen=True, slots=True)
class Loss:
    """What a damaged library has lost: only that is taken from the backup, for the rest the library is more recent."""

    tables: AbstractSet[str] | None
    """Tables of which something could not be read; `None`: the backup is another library's, and all of it is wanted."""
    sources: Mapping[str, int]
    """The ids of the sources that are there, by the URLs the backup has for them."""
    replaced: AbstractSet[int]
    """Sources whose own row is lost, and with it their read watermark."""
    outgoing_comments: AbstractSet[int]
    """Ids of the person's own comments that are there."""


def add_source(db: Connection, kept: KeptSource) -> int:
    """Subscribe again, under its former id if that is free: articles may have been salvaged that refer to it. Returns
    the id.
    """
    values = msgspec.structs.asdict(kept)
    if kept.pictures not in set(PictureWish):  # as may be in a backup of a later version
        del values["pictures"]
    if kept.fulltext not in set(FullTextPolicy):
        del values["fulltext"]
    if db.row("SELECT 1 FROM source WHERE id = ?", (kept.id,)):
        del values["id"]
    places = ", ".join(f":{name}" for name in values)
    db.run(f"INSERT OR IGNORE INTO source ({', '.join(values)}) VALUES ({places})", values)
    return int(db.value("SELECT id FROM source WHERE url = ?", (kept.url,)))

"""Rebuilds a damaged library's sources: each once, under the id its articles refer to."""

from __future__ import annotations

from collections import Counter
from itertools import chain, count
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from placentin_tui.i18n import _
from placentin_tui.library.recovery.loss_report import add_source
from placentin_tui.library.recovery.records import KeptSource
from placentin_tui.text.urls import safe_url

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from placentin_tui.library.recovery.btree import Value
    from placentin_tui.library.recovery.records import Kept
    from placentin_tui.library.schema.connection import Connection

MOST_DIFFERENCES = 3
"""Letters of a URL that damage may have changed; where more differ, the source has moved."""
ADDRESS_LOST = "address-lost"
"""The code of why a source of which only the id is left is not refreshed any more."""

# The last line is for texts and own comments of which nothing else is left.
_REFERENCED = """
SELECT source FROM article UNION SELECT source FROM seen
UNION SELECT 1 WHERE NOT EXISTS (SELECT 1 FROM source) AND EXISTS (SELECT 1 FROM body UNION SELECT 1 FROM letter)
"""

# Where an article and its identity refer to two sources, the one that exists is meant.
_BY_ITS_NAME = """
UPDATE article SET source = seen.source FROM seen
WHERE seen.article = article.id AND article.source NOT IN (SELECT id FROM source)
      AND seen.source IN (SELECT id FROM source)
"""
_BY_ITS_ARTICLE = """
UPDATE OR IGNORE seen SET source = article.source FROM article
WHERE seen.article = article.id AND seen.source NOT IN (SELECT id FROM source)
      AND article.source IN (SELECT id FROM source)
"""


class SalvagedSources:
    """The sources, by the damaged table, its index of URLs and the backup.

    Each of the three may be wrong or incomplete; what two of them say is taken.
    """

    def __init__(
        self, db: Connection, rows: Iterable[dict[str, Value]], indexed: Iterable[Sequence[Value]], kept: Iterable[Kept]
    ) -> None:
        """`rows`: those of the table; `indexed`: pairs of URL and id."""
        self._db = db
        self._kept = [record for record in kept if isinstance(record, KeptSource)]
        self._indexed = {
            number: address
            for address, number in (pair for pair in indexed if len(pair) == 2)
            if isinstance(number, int) and isinstance(address, str)
        }
        self._rows = dict(self._numbered(rows))
        self.replaced: set[int] = set()
        """Ids of the sources whose own row is lost."""
        self.is_backup_of_this = not self._rows or any(
            record.url in self._possible_addresses(record.id, with_backup=False) for record in self._kept
        )
        """Whether the backup was made of this library, so that its ids mean the same."""

    def _numbered(self, rows: Iterable[dict[str, Value]]) -> Iterator[tuple[int, dict[str, Value]]]:
        """The rows by id; one that the index has under another id, which no row has, gets that one."""
        by_number: dict[int, dict[str, Value]] = {}
        for row in rows:
            by_number.setdefault(int(row["id"]), row)  # type: ignore[arg-type] # every row passed its shape
        of_address = {address: number for number, address in self._indexed.items()}
        for number, row in by_number.items():
            other = of_address.get(str(row["url"]), number)
            is_moved = number not in self._indexed and other not in by_number
            yield (other, row | {"id": other}) if is_moved else (number, row)

    def _possible_addresses(self, number: int, *, with_backup: bool = True) -> list[str]:
        """The possible URLs of a source, the likeliest first: what most say, then what is a valid one."""
        said = [str(self._rows[number]["url"])] if number in self._rows else []
        said += [self._indexed[number]] if number in self._indexed else []
        if with_backup and self.is_backup_of_this:
            said += [record.url for record in self._kept if record.id == number]
        times = Counter(said)
        return sorted(times, key=lambda address: (-times[address], not safe_url(address, keep_user=True)))

    def put(self) -> None:
        """Insert the sources, and substitutes for those that only their articles refer to."""
        taken: dict[str, int] = {}
        for number, row in sorted(self._rows.items()):
            free = [address for address in self._possible_addresses(number) if address not in taken]
            if not free:
                self._merge_into(number, taken[str(row["url"])])
                continue
            taken[free[0]] = number
            self._insert(row | {"url": free[0]})
        self._db.run(_BY_ITS_NAME)
        self._db.run(_BY_ITS_ARTICLE)
        self.replaced = {row[0] for row in self._db.rows(f"{_REFERENCED} EXCEPT SELECT id FROM source")}
        for number in sorted(self.replaced):
            self._replace(number)

    def _merge_into(self, number: int, other: int) -> None:
        """Move one source's articles to another: both are the same."""
        self._db.run("UPDATE article SET source = ? WHERE source = ?", (other, number))
        self._db.run("UPDATE OR IGNORE seen SET source = ? WHERE source = ?", (other, number))
        self._db.run("DELETE FROM seen WHERE source = ?", (number,))

    def _replace(self, number: int) -> None:
        """Insert what is known of a source whose row is lost; at least its id."""
        for record in self._kept if self.is_backup_of_this else ():
            if record.id == number and self._is_free(record.url):
                add_source(self._db, record)
                return
        values: dict[str, Value] = {"id": number, "title": "", "folder": "", "language": "", "home": "", "icon": ""}
        address = self._indexed.get(number, "")
        if not address or not self._is_free(address):
            address = self._placeholder_address(number)
            error = _("Its address was lost when the library was damaged. Subscribe to it again; its articles stay.")
            values |= {"title": urlsplit(address).hostname, "gone": 1, "error_reason": ADDRESS_LOST, "error": error}
        self._insert(values | {"url": address})

    def _placeholder_address(self, number: int) -> str:
        """A URL for a source that has lost its own: the site of most of its articles."""
        rows = self._db.rows("SELECT url FROM article WHERE source = ? AND url <> '' LIMIT 1000", (number,))
        hosts = Counter(urlsplit(url)[:2] for (url,) in rows if safe_url(url) == url)
        sites = [f"{scheme}://{host}/" for (scheme, host), _times in hosts.most_common(1) if host]
        others = (f"https://source-{number}{f'-{n}' if n else ''}.invalid/" for n in count())
        return next(address for address in chain(sites, others) if self._is_free(address))

    def _is_free(self, address: str) -> bool:
        return not self._db.row("SELECT 1 FROM source WHERE url = ?", (address,))

    def _insert(self, values: Mapping[str, Value]) -> None:
        places = ", ".join(f":{name}" for name in values)
        self._db.run(f"INSERT INTO source ({', '.join(values)}) VALUES ({places})", values)

    def numbers(self) -> dict[str, int]:
        """The ids of the backup's sources that are there, by the URLs in the backup."""
        rows = {row[0]: row[1:] for row in self._db.rows("SELECT id, url, title, home FROM source")}
        by_address = {row[0]: number for number, row in rows.items()}
        found: dict[str, int] = {}
        for record in self._kept:
            if record.url in by_address:
                found[record.url] = by_address[record.url]
            elif self.is_backup_of_this and record.id in rows and self._is_same(record, *rows[record.id]):
                found[record.url] = record.id
        return found

    def _is_same(self, record: KeptSource, url: str, title: str, home: str) -> bool:
        """Whether a source with the same id is the same one: it may have moved since, or its URL be damaged."""
        if record.url in self._possible_addresses(record.id) or (
            title and (record.title, record.home) == (title, home)
        ):
            return True
        slips = sum(one != other for one, other in zip(record.url, url, strict=False))
        return len(record.url) == len(url) and slips <= MOST_DIFFERENCES

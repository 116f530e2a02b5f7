"""How rules were before each act, from which undo puts them back."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from placentin_tui.text.collation import folded
from placentin_tui.timestamp import Timestamp  # noqa: TC001 - msgspec reads these annotations

if TYPE_CHECKING:
    from collections.abc import Sequence

    from placentin_tui.library.schema.connection import Connection


class _Before(msgspec.Struct, frozen=True):
    """A rule as it was before an act; the fields are columns of `rule`."""

    name: str
    query: str
    verbs: str
    position: int
    is_on: int
    expires: Timestamp | None
    removed: Timestamp | None


_FIELDS = _Before.__struct_fields__


class RuleHistory:
    """Keeps rules as they are before they change."""

    def __init__(self, connection: Connection) -> None:
        self._db = connection

    def keep(self, act: int, rules: Sequence[int]) -> None:
        """Keep rules as they are, unless the act has kept them before."""
        pairs = ", ".join(f"'{name}', {name}" for name in _FIELDS)
        self._db.run_many(
            f"INSERT OR IGNORE INTO act_rule SELECT ?, id, json_object({pairs}) FROM rule WHERE id = ?",
            [(act, number) for number in rules],
        )

    def put_back(self, act: int) -> tuple[list[int], list[str]]:
        """Make the rules of an act as they were before; returns the ids of all of them, and the names of those that
        had changed. One whose name is taken by now stays as it is.
        """
        kept = self._db.rows("SELECT rule, was FROM act_rule WHERE act = ? ORDER BY rule", (act,))
        before = [(number, self._before(was)) for number, was in kept]
        # Those that go first: another one may have their name again.
        before.sort(key=lambda each: each[1].removed is None)
        titles: list[str] = []
        for number, was in before:
            if was.removed is None and self._is_taken(was.name, number):
                continue
            names = ", ".join(f"{name} = :{name}" for name in _FIELDS)
            same = " AND ".join(f"{name} IS :{name}" for name in _FIELDS)
            values = msgspec.structs.asdict(was) | {"id": number}
            if self._db.run(f"UPDATE rule SET {names} WHERE id = :id AND NOT ({same})", values):
                titles.append(was.name)
        return [number for number, _was in before], titles

    def _is_taken(self, name: str, number: int) -> bool:
        """Whether another rule is called so."""
        rows = self._db.rows("SELECT name FROM rule WHERE removed IS NULL AND id <> ?", (number,))
        return folded(name) in {folded(row[0]) for row in rows}

    def _before(self, was: str) -> _Before:
        """A rule as it was kept. Raises `LibraryDamaged`."""
        try:
            return msgspec.json.decode(was, type=_Before)
        except msgspec.DecodeError as error:
            raise self._db.damaged(str(error)) from error

"""Lists of ids as servers give them: when one is too short to be believed, and what two readings of it agree on."""

from __future__ import annotations

from placentin_tui.models import IdSet

FEW = 20
"""Articles below which nothing is said of a list that shrank."""


def agreed(one: IdSet, other: IdSet) -> IdSet:
    """Two readings of a list: what is in one of them alone is in doubt."""
    found, again = frozenset(one.ids), frozenset(other.ids)
    doubtful = (found ^ again) | one.doubtful | other.doubtful
    return IdSet(tuple(dict.fromkeys((*one.ids, *other.ids))), doubtful, one.is_whole and other.is_whole)


def shrank(ids: IdSet, before: int) -> bool:
    """Whether a list has less than half of what it had, or nothing of what were a few."""
    return len(ids.ids) < before / 2 if before > FEW else before > 0 and not ids.ids

"""Which box an arrow leads to: the nearest one in its direction."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Sequence


class Direction(StrEnum):
    """Where an arrow points."""

    UP = "up"
    DOWN = "down"
    LEFT = "left"
    RIGHT = "right"


class Place(NamedTuple):
    """The cells of a box."""

    x: int
    y: int
    width: int
    height: int


def nearest(places: Sequence[Place], start: Place, direction: Direction) -> int | None:
    """The index of the place an arrow leads to from another one; `None` where there is none that way.

    Of those that lie that way the one beside it with the least gap; where none is beside it, the nearest one askew.
    """
    sideways = direction in (Direction.LEFT, Direction.RIGHT)
    found: list[tuple[int, int, int, int]] = []
    for index, place in enumerate(places):
        gap = _gap(start, place, direction)
        if gap is None:
            continue
        near, far = (start.y, start.height), (place.y, place.height)
        if not sideways:
            near, far = (start.x, start.width), (place.x, place.width)
        apart = max(near[0] - (far[0] + far[1]) + 1, far[0] - (near[0] + near[1]) + 1, 0)
        # Of several beside it the one that begins most nearly where it begins.
        found.append((min(apart, 1), gap + 2 * apart, abs(far[0] - near[0]), index))
    return min(found)[3] if found else None


def _gap(start: Place, place: Place, direction: Direction) -> int | None:
    """Columns or rows between two places in a direction; `None` where the other does not lie that way."""
    match direction:
        case Direction.UP:
            gap = start.y - (place.y + place.height)
        case Direction.DOWN:
            gap = place.y - (start.y + start.height)
        case Direction.LEFT:
            gap = start.x - (place.x + place.width)
        case Direction.RIGHT:
            gap = place.x - (start.x + start.width)
    return gap if gap >= 0 else None

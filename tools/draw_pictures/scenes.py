"""The pictures, by name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tools.draw_pictures.crafts import braille, letters, linocut, proof
from tools.draw_pictures.indoors import newspaper, press
from tools.draw_pictures.outdoors import lighthouse, tower, train
from tools.draw_pictures.people import cafe, hands
from tools.draw_pictures.places import bench, cable, clock, gate
from tools.draw_pictures.signs import keyboard, panes, signals

if TYPE_CHECKING:
    from collections.abc import Callable

    from tools.draw_pictures.canvas import Canvas

SCENES: dict[str, Callable[[], Canvas]] = {
    "newspaper": newspaper,
    "lighthouse": lighthouse,
    "train": train,
    "cafe": cafe,
    "hands": hands,
    "press": press,
    "keyboard": keyboard,
    "tower": tower,
    "panes": panes,
    "signals": signals,
    "letters": letters,
    "linocut": linocut,
    "braille": braille,
    "cable": cable,
    "gate": gate,
    "bench": bench,
    "clock": clock,
    "proof": proof,
}

"""The process that draws letters and measures fonts, for the reader: no network, no library."""

from __future__ import annotations

from pathlib import Path

import msgspec

from placentin_tui.courier.workers import worker_loop
from placentin_tui.rendering.lettering.metrics import FaceMetrics  # noqa: TC001 - msgspec reads the annotations
from placentin_tui.ui.lettering import cache
from placentin_tui.ui.lettering.drawing import Drawing  # noqa: TC001 - as above
from placentin_tui.ui.lettering.face import Face, named_face

SECONDS = 10.0
"""Processor time for one question."""
MEMORY = 500_000_000
"""Bytes of address space."""


class Draw(msgspec.Struct, frozen=True, tag=True):
    """A question: a drawing's data; it is kept in the folder."""

    drawing: Drawing
    folder: str


class Measure(msgspec.Struct, frozen=True, tag=True):
    """A question: the font a person has named, measured."""

    name: str


class Shrink(msgspec.Struct, frozen=True, tag=True):
    """A question without an answer: bring the folder to its size."""

    folder: str
    budget: int


class Measured(msgspec.Struct, frozen=True):
    """The answer to `Measure`, and the file it is kept in."""

    name: str
    face: Face
    metrics: FaceMetrics


def answer(question: bytes) -> bytes:
    """The answer to an encoded question; empty when the font is not there, or unreadable."""
    worker_loop.bound_time(SECONDS)
    asked = msgspec.json.decode(question, type=Draw | Measure | Shrink)
    try:
        match asked:
            case Draw(drawing, folder):
                from placentin_tui.ui.lettering.encode import encoded

                data = encoded(drawing)
                cache.keep(Path(folder), drawing.name, data)
                return msgspec.json.encode(data)
            case Measure(name):
                return _measured(name)
            case Shrink(folder, budget):
                cache.shrink(Path(folder), budget)
    except (OSError, ValueError):
        pass
    return b""


def _measured(name: str) -> bytes:
    """The measures of a named font. Raises `OSError` when it cannot be read."""
    from placentin_tui.ui.lettering.measure import measured

    face = named_face(name)
    return msgspec.json.encode(Measured(name, face, measured(face))) if face else b""


def main() -> None:
    """Answer the requests on stdin."""
    worker_loop.bound_memory(MEMORY)
    worker_loop.answer_all(answer)


if __name__ == "__main__":
    main()

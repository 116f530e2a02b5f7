"""Output of the commands: lines and tables for people, JSON for programs on stdout; errors and hints on stderr."""

from __future__ import annotations

import io
import os
import shutil
import sys
from datetime import UTC
from typing import TYPE_CHECKING

import msgspec

from placentin_tui.i18n import on_calendar
from placentin_tui.text import resanitize
from placentin_tui.text.sanitize import clean

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from placentin_tui.models import Timestamp

_to_json = msgspec.json.Encoder().encode


def replace_missing_streams() -> None:
    """Open /dev/null for stdout or stderr where the shell closed it (`placentin-tui list >&-`), and Python has none."""
    nowhere = os.fdopen(os.open(os.devnull, os.O_WRONLY), "w")
    sys.stdout = sys.stdout or nowhere
    sys.stderr = sys.stderr or nowhere


def prepare_streams() -> None:
    """Write `?` for characters that the locale's encoding lacks, instead of failing."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")


def put(text: str) -> None:
    """Print text for a person, with a line end, without control characters."""
    sys.stdout.write(resanitize.printable(text) + "\n")


def paint(row: str) -> None:
    """Print a row with escape sequences of our own, unchanged."""
    sys.stdout.write(row + "\n")


def put_json(record: Mapping[str, object]) -> None:
    """Print a JSON object on a line of its own, in UTF-8 whatever the locale.

    Its texts hold no control characters, not even as escapes: decoders would restore them.
    """
    sys.stdout.flush()
    sys.stdout.buffer.write(_to_json(resanitize.every(record)) + b"\n")


def say(sentence: str) -> None:
    """Print a sentence on stderr, sanitized: it may quote what was typed or what a server said."""
    hint(f"placentin-tui: {sentence}")


def hint(text: str) -> None:
    """Print a line on stderr that explains a sentence, sanitized."""
    sys.stdout.flush()
    sys.stderr.write(clean(text, 2000) + "\n")
    sys.stderr.flush()


def close_quietly() -> None:
    """Drop what is still buffered for stdout: nobody reads it any more."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def columns() -> int:
    """The terminal's width, or `COLUMNS`; 80 when both are unknown."""
    return shutil.get_terminal_size().columns


def line_width() -> int | None:
    """The width lines must fit in; `None` when stdout is no terminal, and lines are not cut."""
    return columns() if sys.stdout.isatty() else None


def iso(at: Timestamp | None) -> str | None:
    """A time as ISO 8601 in UTC: `2026-03-03T13:02:00Z`."""
    return None if at is None else on_calendar(at, UTC).isoformat().replace("+00:00", "Z")


# ── lines and tables ─────────────────────────────────────────────────────────────────────────────────────────────────


def table(
    rows: Sequence[Sequence[str]], *, width: int | None, right: Sequence[int] = (), soft: Sequence[int] = ()
) -> list[str]:
    """Rows as lines with aligned columns; to fit `width`, the `soft` columns shrink, the widest first."""
    from placentin_tui.prose.layout import text_width  # 40 ms with what it needs, and most commands say no table
    from placentin_tui.rendering.truncate import cut

    widths = [max(map(text_width, column)) for column in zip(*rows, strict=True)]
    if width is not None:
        spare = sum(widths) + 2 * (len(widths) - 1) - width
        while spare > 0 and max((widths[column] for column in soft), default=0) > 4:
            widest = max(soft, key=lambda column: widths[column])
            widths[widest] -= 1
            spare -= 1
    lines = ["  ".join(_set(text, widths[at], to_right=at in right) for at, text in enumerate(row)) for row in rows]
    return [line.rstrip() if width is None else cut(line.rstrip(), width) for line in lines]


def _set(text: str, width: int, *, to_right: bool) -> str:
    """A cell's text, truncated or padded to `width` columns."""
    from placentin_tui.prose.layout import text_width  # as `table`
    from placentin_tui.rendering.truncate import cut

    text = cut(text, width)
    room = " " * (width - text_width(text))
    return room + text if to_right else text + room

"""The table, as text for the terminal and as Markdown for RESULTS.md."""

from __future__ import annotations

import os
import platform
import sqlite3
import time
from importlib.metadata import version
from pathlib import Path

from bench import newsboat
from bench.figures import By, Row, Sample

RESULTS = Path(__file__).with_name("RESULTS.md")
REASONS = Path(__file__).with_name("why.md")
_INTRODUCTION = """\
# What a person waits for

Written by `make bench`: through a real terminal where there is a screen, several times, ours and the peer's in turn.
A time runs from the key, or the command, to the moment the repaint reaches the terminal; median / p95. Below the
table stands why some rows are not met, and what was tried.
"""


def line(row: Row) -> str:
    """One row for the terminal."""
    peer = f" against {_sample(row.peer, row.unit)} for {row.against}" if row.peer else ""
    return f"{row.what}: {_sample(row.ours, row.unit)}{peer} → {_verdict(row)}{f' ({row.note})' if row.note else ''}"


def write(rows: list[Row]) -> None:
    """Write RESULTS.md, the reasons in `why.md` below the table."""
    head = "| what | ours | peer | reached | budget | met |\n|---|---|---|---|---|---|\n"
    table = "".join(_markdown(row) for row in rows)
    notes = "".join(f"- {row.what}: {row.note}.\n" for row in rows if row.note)
    parts = [_INTRODUCTION, f"Measured on {time.strftime('%Y-%m-%d')}: {machine()}.\n", head + table]
    parts += [*([notes] if notes else []), REASONS.read_text(encoding="utf-8")]
    RESULTS.write_text("\n".join(parts), encoding="utf-8")


def machine() -> str:
    """What it was measured on."""
    boat = newsboat.version()
    said = [
        f"{os.cpu_count()} cores ({platform.machine()})",
        f"{platform.system()}",
        f"Python {platform.python_version()}",
        f"Textual {version('textual')}",
        f"SQLite {sqlite3.sqlite_version}",
        f"newsboat {boat}" if boat else "no newsboat",
    ]
    return ", ".join(said)


def _markdown(row: Row) -> str:
    peer = f"{_sample(row.peer, row.unit)} ({row.against})" if row.peer else "–"
    budget = f"{row.by.value} ≤ {row.budget:g}" if row.budget is not None else "–"
    met = {True: "yes", False: "**no**", None: "–"}[row.met]
    return f"| {row.what} | {_sample(row.ours, row.unit)} | {peer} | {_reached(row)} | {budget} | {met} |\n"


def _verdict(row: Row) -> str:
    budget = f", budget {row.budget:g}" if row.budget is not None else ""
    return f"{_reached(row)}{budget}{'' if row.met is None else ', met' if row.met else ', NOT met'}"


def _reached(row: Row) -> str:
    if row.reached is None:
        return "–"
    if row.by is By.HIGHEST:
        return f"{row.reached:.1f} {row.unit}"
    return f"{row.reached:.1f} ms" if row.by is By.P95 else f"{row.reached:.2f} ×"


def _sample(sample: Sample, unit: str) -> str:
    scale = 1000 if unit == "ms" else 1
    digits = 2 if unit == "s" else 1
    return f"{sample.median * scale:.{digits}f} / {sample.p95 * scale:.{digits}f} {unit}"

"""Disk for 100,000 articles: our library with its index of all words, against newsboat's cache, which has none."""

from __future__ import annotations

from pathlib import Path

from bench.figures import Row, Sample
from bench.home import Street
from bench.newsboat import ARTICLES, filled, version

BUDGET = 0.7
MB = 1_000_000


def measure(street: Street, _times: int) -> list[Row]:
    """One row: it comes to the same every time."""
    ours = _size(street.home(ARTICLES).library)
    peer = Sample.of([_size(filled(street).folder / "cache.db")]) if version() else None
    what = f"disk for {ARTICLES:,} articles, every word of them indexed"
    return [Row(what, Sample.of([ours]), peer, "newsboat's cache, no index", BUDGET, unit="MB")]


def _size(file: Path) -> float:
    """MB of a database and what has not yet been moved into it."""
    files = (file, file.with_name(f"{file.name}-wal"))
    return sum(each.stat().st_size for each in files if each.exists()) / MB

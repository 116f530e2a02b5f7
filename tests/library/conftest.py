"""A library in a file, and a clock."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from placentin_tui import i18n
from placentin_tui.library import Library
from tests.library.factories import Clock


@pytest.fixture(autouse=True)
def _english() -> None:
    i18n.use("en")


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def library(tmp_path: Path, clock: Clock) -> Iterator[Library]:
    """Open, and checked from cover to cover when the test is done."""
    with Library.open(tmp_path / "data" / "library.db", tmp_path / "pictures", clock=clock) as library:
        yield library
        assert library.check() == "ok"

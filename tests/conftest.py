"""What every test can count on, whatever machine it runs on and whatever ran before it."""

from __future__ import annotations

import time
from collections.abc import Iterator

import pytest

from placentin_tui import i18n


@pytest.fixture(autouse=True, scope="session")
def greenwich() -> Iterator[None]:
    """One time zone, in this process and in those it starts."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("TZ", "UTC")
        time.tzset()
        yield
    time.tzset()


@pytest.fixture(autouse=True)
def english() -> None:
    """The program's own language, until a test or an app says otherwise."""
    i18n.use("en")

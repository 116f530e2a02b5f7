"""What every test can count on, whatever machine it runs on and whatever ran before it."""

from __future__ import annotations

import time
from collections.abc import Generator, Iterator

import pytest
from hypothesis import HealthCheck, settings

from placentin_tui import i18n
from tests.harness.measured import is_measured, unmeasured

# A machine under load is slow, and that is no fault of what is tested.
settings.register_profile("patient", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("patient")


@pytest.hookimpl(wrapper=True)
def pytest_runtest_protocol(item: pytest.Item) -> Generator[None, bool | None, bool | None]:
    """Measure coverage only where it counts: it doubles what a test of the terminal costs."""
    if is_measured(item.path):
        return (yield)
    with unmeasured():
        return (yield)


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


@pytest.fixture(autouse=True)
def a_terminal_of_all_colours(monkeypatch: pytest.MonkeyPatch) -> None:
    """What apps find, wherever the tests run; whoever tests another terminal says so."""
    for name, value in (("TERM", "xterm-256color"), ("COLORTERM", "truecolor")):
        monkeypatch.setenv(name, value)
    for name in ("NO_COLOR", "BRLTTY", "ACCESSIBILITY_ENABLED", "TMUX", "BROWSER"):
        monkeypatch.delenv(name, raising=False)

"""A server, the web and a library, all fresh."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest

from placentin_tui import i18n
from placentin_tui.courier.refresh import refresh
from placentin_tui.courier.workers import parser_pool, worker_process
from placentin_tui.library import Library
from placentin_tui.web import Web
from tests.web.server import Server, running

NOW = 1_772_539_200
"""3 March 2026, 12:00 UTC."""


@pytest.fixture(autouse=True)
def _english_and_no_proxy(monkeypatch: pytest.MonkeyPatch) -> None:
    i18n.use("en")
    for name in ("http_proxy", "https_proxy", "all_proxy", "no_proxy"):
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.upper(), raising=False)


@pytest.fixture
async def server() -> AsyncIterator[Server]:
    async with running() as served:
        yield served


@pytest.fixture
async def web() -> AsyncIterator[Web]:
    async with Web(timeout=20, clock=lambda: NOW) as entered:
        yield entered


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    with Library.open(tmp_path / "data" / "library.db", tmp_path / "pictures", clock=lambda: NOW) as opened:
        yield opened
        assert opened.check() == "ok"


@pytest.fixture
def bad_workers(monkeypatch: pytest.MonkeyPatch) -> None:
    """Processes that some documents undo, with little of the processor for any, however long a busy machine takes."""
    monkeypatch.setattr(parser_pool, "WORKER", "tests.courier.bad_worker")
    monkeypatch.setattr(parser_pool, "QUICK", 0.5)
    monkeypatch.setattr(parser_pool, "PATIENT", 2.0)
    monkeypatch.setattr(parser_pool, "SECONDS", 0.5)
    monkeypatch.setattr(refresh, "SECONDS", 0.5)
    monkeypatch.setattr(worker_process, "WALL_CLOCK_FACTOR", 60)
    monkeypatch.setenv("PYTHONPATH", str(Path(__file__).parents[2]))

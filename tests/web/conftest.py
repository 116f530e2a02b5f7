"""A server and the web, both fresh."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest

from placentin_tui import i18n
from placentin_tui.web import Web
from tests.web.server import Server, running


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
    async with Web(timeout=20, clock=lambda: 1_800_000_000) as entered:
        yield entered

"""Refreshing, for tests: what it says, and what comes of it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TypeVar

from placentin_tui.courier.process.protocol import Event
from placentin_tui.courier.refresh.refresh import refresh
from placentin_tui.library import Library
from placentin_tui.models import NewSource, View
from placentin_tui.web import Web
from tests.courier.conftest import NOW

E = TypeVar("E")


async def refreshed(
    library: Library, web: Web, sources: Iterable[int] = (), *, now: int = NOW, force: bool = False, helpers: int = 1
) -> list[Event]:
    events = refresh(library, web, sources, now=now, force=force, helpers=helpers, chance=lambda: 0.5)
    return [event async for event in events]


def of(events: Iterable[Event], kind: type[E]) -> list[E]:
    return [event for event in events if isinstance(event, kind)]


def subscribe(library: Library, *urls: str) -> list[int]:
    return [library.sources.add(NewSource(url, title=f"Journal {number}")).id for number, url in enumerate(urls)]


def titles(library: Library) -> list[str]:
    return [row.title for row in library.articles.page(View())]

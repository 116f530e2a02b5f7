"""One refresh with everything that can go wrong at once, and healthy sources in between."""

from __future__ import annotations

import re

import pytest

from placentin_tui import i18n
from placentin_tui.courier.process.protocol import RefreshFinished, SourceRefreshed
from placentin_tui.library import Library
from placentin_tui.models import NewSource
from placentin_tui.web import Web
from tests.courier.conftest import NOW
from tests.courier.papers import feed, item
from tests.courier.refreshing import of, refreshed, titles
from tests.faults.faults import FAULTS, authority, servers
from tests.web.server import Server, data, running

HEALTHY = 4


@pytest.mark.parametrize("language", ["en", "fr"])
async def test_every_fault_at_once_harms_no_other_source(library: Library, server: Server, language: str) -> None:
    i18n.use(language)
    async with servers() as faulty, Web(timeout=1.5, trust=authority(), clock=lambda: NOW) as web:
        numbers: dict[str, int] = {}
        for name, up in faulty.items():
            good = data(feed([item(f"before-{len(numbers)}")]))
            up.answers["/feed"] = good
            numbers[name] = library.sources.add(NewSource(FAULTS[name].address or up.url("/feed"), title=name)).id
        for number in range(HEALTHY):
            server.answers[f"/{number}"] = data(feed([item(f"healthy-{number}")]))
            library.sources.add(NewSource(server.url(f"/{number}")))
        await refreshed(library, web)
        before = titles(library)
        for name, up in faulty.items():
            up.answers["/feed"] = FAULTS[name].answer
        for number in range(HEALTHY):
            server.answers[f"/{number}"] = data(feed([item(f"news-{number}"), item(f"healthy-{number}")]))
        events = await refreshed(library, web, force=True)

    assert events[-1] == RefreshFinished(total=len(FAULTS) + HEALTHY, new=HEALTHY, changed=0, failed=len(FAULTS)), (
        "the healthy ones brought their news, and nothing else did"
    )
    assert set(titles(library)) == {*before, *(f"Titre news-{number}" for number in range(HEALTHY))}
    ends = {event.source: event for event in of(events, SourceRefreshed)}
    for name, number in numbers.items():
        fault, end = FAULTS[name], ends[number]
        said = end.error.replace("\N{NO-BREAK SPACE}", " ").replace("\N{NARROW NO-BREAK SPACE}", " ")
        # It depends on how the bytes arrive whether bad chunks are an answer already.
        assert end.reason == (fault.reason or end.reason), name
        assert (fault.french if language == "fr" else fault.english) in said, name
        assert re.fullmatch(r"[^\n]+\.", said), name
        kept = library.sources.get(number)
        assert kept.error == end.error, name
        assert kept.gone == (name == "410"), name
        assert kept.next_try is None if kept.gone else NOW < (kept.next_try or 0) <= NOW + 86_400, name


async def test_nothing_is_left_running_after_every_fault(library: Library) -> None:
    """A refresh of nothing but faults ends, within its time, with every source answered for."""
    async with servers() as faulty, Web(timeout=1.0, trust=authority(), clock=lambda: NOW) as web:
        for name, up in faulty.items():
            up.answers["/feed"] = FAULTS[name].answer
            library.sources.add(NewSource(FAULTS[name].address or up.url("/feed")))
        events = await refreshed(library, web)
    assert len(of(events, SourceRefreshed)) == len(FAULTS)
    assert titles(library) == []


async def test_over_ipv6_alone(library: Library, web: Web) -> None:
    async with running("::1") as server:
        server.base = server.base.replace("::1", "[::1]")
        server.answers["/feed"] = data(feed([item("six")]))
        library.sources.add(NewSource(server.url("/feed")))
        await refreshed(library, web)
    assert titles(library) == ["Titre six"]

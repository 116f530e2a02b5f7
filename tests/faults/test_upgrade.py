"""A library of before articles' identities changed, at its first refreshes with the program that changed them.

`tests/data/upgrade/library.db.gz` was written by the program as it was then, from the papers beside it: first those
called `…-1.xml` where there are any, then the others. The latest article of each paper was left unread (of the notice
board the only one was read), the oldest starred. `…-moved.xml` is what some of the papers said afterwards.
"""

from __future__ import annotations

import gzip
from collections.abc import Iterator
from pathlib import Path

import pytest

from placentin_tui.courier.process.protocol import RefreshFinished, SourceRefreshed
from placentin_tui.library import Library, open_or_repair
from placentin_tui.models import ArticleSummary, View
from placentin_tui.web import Web
from tests.courier.refreshing import of, refreshed
from tests.web.server import Server, data

PAPERS = Path(__file__).parent.parent / "data" / "upgrade"
NOW = 1_772_539_200 + 4 * 24 * 60 * 60
BASE = "https://upgrade.example"
SWALLOWED = {"La digue ferme ce soir", "La digue rouvrira mardi"}
"""What was never seen, for it has one link with another article."""


@pytest.fixture
def library(tmp_path: Path, server: Server) -> Iterator[Library]:
    file = tmp_path / "library.db"
    file.write_bytes(gzip.decompress((PAPERS / "library.db.gz").read_bytes()))
    with open_or_repair(file, tmp_path / "pictures", clock=lambda: NOW) as opened:
        opened._connection.run("UPDATE source SET url = replace(url, ?, ?)", (BASE, server.base))
        yield opened
        assert opened.check() == "ok"


def serve(server: Server, moved: str = "") -> None:
    """The papers as they were, or as they had moved on."""
    for paper in PAPERS.glob("*.xml"):
        if not paper.stem.endswith(("-1", "-moved")):
            file = paper.with_stem(f"{paper.stem}{moved}")
            server.answers[f"/{paper.name}"] = data((file if file.exists() else paper).read_bytes() + b"\n")


def rows(library: Library) -> dict[int, ArticleSummary]:
    return {row.id: row for row in library.articles.page(View(), limit=100)}


def marks(library: Library, articles: dict[int, ArticleSummary]) -> dict[int, tuple[bool, bool]]:
    return {row.id: (row.read, row.starred) for row in rows(library).values() if row.id in articles}


def titles_of(library: Library, paper: str) -> list[str]:
    (source,) = [each.id for each in library.sources.all() if each.url.endswith(f"/{paper}.xml")]
    return [row.title for row in library.articles.page(View(source=source))]


async def brings(library: Library, web: Web) -> tuple[int, int]:
    (last,) = of(await refreshed(library, web, now=NOW, force=True), RefreshFinished)
    assert last.failed == 0
    return last.new, last.changed


async def test_the_first_refresh_after_an_upgrade_doubles_nothing(library: Library, web: Web, server: Server) -> None:
    before = rows(library)
    held = marks(library, before)
    assert len(before) == 34
    assert {(True, True), (True, False), (False, False)} == set(held.values())
    serve(server)
    new, _changed = await brings(library, web)
    assert {row.title for row in rows(library).values() if row.id not in before} == SWALLOWED
    assert new == len(SWALLOWED)
    assert marks(library, before) == held
    server.answers.clear()
    serve(server)
    for paper in PAPERS.glob("*.xml"):  # other bytes, so that they are read again
        server.answers[f"/{paper.name}"] = data(paper.read_bytes() + b"\n\n")
    assert await brings(library, web) == (0, 0), "and then all is quiet"
    assert marks(library, before) == held


async def test_a_guid_that_is_no_address_loses_its_link_and_letters_nobody_could_read_are_mended(
    library: Library, web: Web, server: Server
) -> None:
    before = rows(library)
    serve(server)
    events = of(await refreshed(library, web, now=NOW, force=True), SourceRefreshed)
    assert {event.title for event in events if event.changed} == {"Ãàâàíü"}
    after = rows(library)
    assert [after[row.id].url for row in before.values() if row.title == "Sans lien"] == [""]
    assert titles_of(library, "letters") == ["Паром ушёл на рассвете", "Маяк снова горит"]
    changed = {number for number in before if before[number] != after[number]}
    assert {before[number].title for number in changed} == {"Sans lien", "Ïàðîì óø¸ë íà ðàññâåòå", "Ìàÿê ñíîâà ãîðèò"}


async def test_what_a_paper_did_meanwhile_is_seen(library: Library, web: Web, server: Server) -> None:
    before = rows(library)
    held = marks(library, before)
    serve(server, "-moved")
    new, _changed = await brings(library, web)
    came = {row.title for row in rows(library).values() if row.id not in before}
    assert came == SWALLOWED | {"Le phare change de lampe", "Les loups sont revenus"}
    assert new == 4
    assert marks(library, before) == held
    assert titles_of(library, "guids")[1] == "Le tram franchit enfin le fleuve"
    assert titles_of(library, "counters") == [
        "Les loups sont revenus", "Le bac échoué : quarante passagers saufs", "Le bac s’échoue", "Le budget passe",
        "La foire déménage",
    ], "the later of its two copies is the article"  # fmt: skip
    assert titles_of(library, "tokens") == [f"Étude {number}" for number in (4, 4, 3, 3, 2, 2, 1, 1)]
    for paper in PAPERS.glob("*-moved.xml"):
        server.answers[f"/{paper.name.replace('-moved', '')}"] = data(paper.read_bytes() + b"\n\n")
    assert await brings(library, web) == (0, 0)

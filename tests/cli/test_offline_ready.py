"""`refresh --offline-ready`: works until the newest articles are whole, and says which cannot be."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from placentin_tui.__main__ import main
from tests.courier.papers import picture

if TYPE_CHECKING:
    from tests.cli.conftest import Paper

pytestmark = pytest.mark.usefixtures("home")
Said = pytest.CaptureFixture[str]
WHOLE = "".join(f"<p>La passerelle, paragraphe {n}, relie enfin les deux rives du fleuve.</p>" for n in range(20))
CUT = "<p>La passerelle relie les deux rives […]</p>"


def page(paper: Paper, name: str, html: str = WHOLE) -> None:
    paper.pages[f"/{name}/?utm_source=rss"] = (200, "text/html; charset=utf-8", f"<article>{html}</article>".encode())


def ready(capsys: Said) -> dict[str, bool]:
    capsys.readouterr()
    main(["list", "--json"])
    rows = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    return {row["title"]: row["offline_ready"] for row in rows}


def test_until_all_are_ready(paper: Paper, capsys: Said) -> None:
    main(["add", paper.print(paper.item("un", html=CUT), paper.item("deux"))])
    assert ready(capsys) == {"Titre de un": False, "Titre de deux": True}
    page(paper, "un", f'{WHOLE}<img src="/vue.png" width="40" height="30">')
    paper.pages["/vue.png"] = (200, "image/png", picture())
    capsys.readouterr()
    assert main(["refresh", "--offline-ready"]) == 0
    said = capsys.readouterr()
    assert said.out.splitlines()[-1] == "2 articles are offline-ready."
    assert said.err == ""
    assert ready(capsys) == {"Titre de un": True, "Titre de deux": True}


def test_what_cannot_be_is_named_with_the_reason(paper: Paper, capsys: Said) -> None:
    wall = "<div class='paywall'>La suite est réservée à nos abonnés.</div>"
    page(paper, "un", wall)
    page(paper, "deux")
    items = paper.item("un", html=CUT), paper.item("deux", html=CUT), paper.item("trois", comments="3")
    main(["add", paper.print(*items)])
    capsys.readouterr()
    assert main(["refresh", "--offline-ready", "10"]) == 1
    said = capsys.readouterr()
    assert said.out.splitlines()[-1] == "1 article is offline-ready."
    assert "Titre de un: The paper shows the whole text to its subscribers only." in said.err
    assert "Titre de trois: The comments could not be had." in said.err
    assert "Titre de deux" not in said.err
    assert ready(capsys) == {"Titre de un": False, "Titre de deux": True, "Titre de trois": False}


def test_only_the_newest(paper: Paper, capsys: Said) -> None:
    days = (paper.item(str(n), html=CUT, date=f"Tue, 0{n} Mar 2026 13:02:00 GMT") for n in range(1, 4))
    main(["add", paper.print(*days)])
    capsys.readouterr()
    assert main(["refresh", "--offline-ready=2"]) == 1
    err = capsys.readouterr().err
    assert "Titre de 3: The article's page is no longer there." in err
    assert "Titre de 1:" not in err
    assert main(["refresh", "--offline-ready", "0"]) == 2


def test_without_pictures_it_says_so(paper: Paper, capsys: Said, settings) -> None:  # type: ignore[no-untyped-def]
    settings('pictures = "off"\n')
    main(["add", paper.print(paper.item("un", html='<p>Un texte.</p><img src="/vue.png" width="40" height="30">'))])
    capsys.readouterr()
    assert main(["refresh", "--offline-ready"]) == 1
    assert "No pictures are fetched" in capsys.readouterr().err

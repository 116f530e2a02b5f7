"""The rail beside an article: what it holds, and what it leaves out where there is no room."""

from __future__ import annotations

from msgspec.structs import replace

from placentin_tui.models import ArticleSummary
from placentin_tui.prose.html import to_blocks
from placentin_tui.prose.layout import Line, plain, text_width
from placentin_tui.rendering.article_rail import RailContent, rail
from placentin_tui.rendering.links import Link
from tests.rendering.test_article_page import NOW, an_article, english, utc

__all__ = ["english", "utc"]

BODY = to_blocks("<p>Un.</p><h2>Un chantier de dix semaines</h2><p>Deux.</p><h3>Qui paiera</h3><h4>Petit</h4>")
KEYS = {"comment": "C", "share": "S", "copy": "y", "star": "s", "browser": "o", "links": "u"}
LINKS = tuple(Link(n, f"lien {n}", f"https://www.example.org/{n}") for n in range(1, 7))
OTHER = ArticleSummary(
    7, 1, "La Gazette", "En Islande, le volcan se réveille une septième fois", "", "", (), NOW - 7200
)


def content(**changes: object) -> RailContent:
    values: dict[str, object] = {
        "article": an_article(blocks=BODY), "now": NOW, "links": LINKS, "keys": KEYS, "others": (OTHER,),
    }  # fmt: skip
    return RailContent(**(values | changes))  # type: ignore[arg-type]  # a test's own values


def lines_of(lines: list[Line]) -> list[str]:
    return [plain(line).rstrip() for line in lines]


def test_its_parts_in_their_order() -> None:
    assert lines_of(rail(content(), 28, 40)) == [
        "",
        "In this article ────────────", "· Un chantier de dix", "  semaines", "· Qui paiera", "",
        "Actions ────────────────────", "C  write a comment", "S  share", "y  copy the link", "s  keep",
        "o  in the browser", "",
        "Links ──────────────────────", "1  lien 1", "   example.org", "2  lien 2", "   example.org", "3  lien 3",
        "   example.org", "4  lien 4", "   example.org", "u  all links", "",
        "Also worth reading ─────────", "En Islande, le volcan se", "réveille une septième fois", "La Gazette · 2 h",
        "", "",
    ]  # fmt: skip


def test_each_line_leads_somewhere() -> None:
    found = {run.href: run.text for line in rail(content(), 28, 40) for run in line.runs if run.href}
    assert found["act:heading:3"] == "Qui paiera"
    assert found["act:copy"] == "copy the link"
    assert found["https://www.example.org/2"] == "example.org"
    assert found["act:open:7"] == "La Gazette · 2 h"
    assert found["act:links"] == "all links"


def test_what_has_no_room_is_left_out_and_nothing_is_too_wide() -> None:
    for height in range(60):
        lines = rail(content(), 28, height)
        assert len(lines) <= height
        assert all(sum(text_width(run.text) for run in line.runs) <= 28 for line in lines)
    assert "Also worth reading" not in " ".join(lines_of(rail(content(), 28, 26)))
    assert "C  write a comment" in lines_of(rail(content(), 28, 14)), "acts before headings"


def test_an_articles_source_is_cut_and_its_age_never() -> None:
    other = replace(OTHER, source_title="Le Courrier de l’Estuaire et des Rives")
    about = next(line for line in lines_of(rail(content(others=(other,)), 28, 60)) if "Courrier" in line)
    assert about.endswith(" h")
    assert "… · " in about


def test_only_what_can_be_done_is_offered() -> None:
    article = an_article(blocks=BODY, comments_open=False)
    article = replace(article, summary=replace(article.summary, starred=True))
    lines = lines_of(rail(content(article=article, keys={"comment": "C", "star": "s"}, links=(), others=()), 28, 40))
    assert lines[6:] == ["Actions ────────────────────", "s  let go again", ""]
    other_text = lines_of(rail(content(has_headings=False), 28, 40))
    assert "In this article ────────────" not in other_text

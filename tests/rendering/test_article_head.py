"""The head of an article: its order, one line of author, date and debate, and what a short pane leaves out."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from placentin_tui import i18n
from placentin_tui.models import Article
from placentin_tui.prose.blocks import Picture
from placentin_tui.prose.layout import Line, plain
from placentin_tui.rendering.article_head import initialled, moment
from tests.rendering.test_article_page import NOW, a_page, an_article, english, text_of, utc

__all__ = ["english", "utc"]

DAY = 86_400


def lines_of(article: Article, width: int = 80, **look: object) -> list[str]:
    return [plain(line).strip() for line in a_page(article, width, **look).lines]


def without_correction(**changes: object) -> Article:
    article = an_article(**changes)
    return replace(article, summary=replace(article.summary, corrected=None))


def byline(width: int, **summary: object) -> Line:
    """The line of an article's page that names the author."""
    article = without_correction()
    article = replace(article, summary=replace(article.summary, **summary))
    return next(line for line in a_page(article, width).lines if "Haddad" in plain(line))


def test_the_headline_stands_above_the_picture() -> None:
    page = a_page(without_correction(), picture_rows=lambda _picture, _width: 3)
    head = [("picture" if line.picture else plain(line).strip()) for line in page.lines[:9]]
    assert head == [
        "‹ DIPLOMATIE  Le Courrier du Levant", "Sommet de Genève", "Le chapô.", "",
        "Nadia Haddad  today, 9:06 · 2 minutes' read · 2 comments", "", "picture", "picture", "picture",
    ]  # fmt: skip


def test_a_short_pane_has_headline_byline_and_picture_before_the_text() -> None:
    page = a_page(without_correction(), 40, rows=9, picture_rows=lambda _picture, _width: 4)
    head = [("picture" if line.picture else plain(line)) for line in page.lines[:9]]
    assert head == [
        "‹Sommet de Genève", " Nadia Haddad  9:06 · 2 min · 2 com.", "", *["picture"] * 4, "", " Le chapô.",
    ]  # fmt: skip


def test_the_way_back_stands_in_the_margin_and_only_where_there_is_one() -> None:
    first = a_page(an_article()).lines[0]
    assert (first.runs[0].href, first.indent + len(first.runs[0].text)) == ("act:back", 4)
    assert "‹" not in text_of(a_page(an_article(), has_back=False))


def test_the_byline_leads_to_the_authors_articles_and_to_the_debate() -> None:
    assert {run.href: run.text for run in byline(80).runs if run.href} == {
        "act:author": "Nadia Haddad",
        "act:comments": "2 comments",
    }


@pytest.mark.parametrize(
    ("width", "said"),
    [
        (80, "Nadia Haddad  today, 9:06 · 2 minutes' read · 2 comments"),
        (54, "Nadia Haddad  today, 9:06 · 2 min · 2 comments"),
        (44, "Nadia Haddad  9:06 · 2 min · 2 comments"),
        (40, "Nadia Haddad  9:06 · 2 min · 2 com."),
        (36, "N. Haddad  9:06 · 2 min · 2 com."),
        (28, "N. Haddad  9:06 · 2 min"),
        (22, "N. Haddad  9:06 · 2…"),
    ],
)
def test_the_byline_takes_one_line_at_any_width(width: int, said: str) -> None:
    assert plain(byline(width)).strip() == said


def test_what_is_not_known_is_left_out_of_the_byline() -> None:
    article = without_correction(comments=(), author=None)
    summary = replace(article.summary, comments=None, words=0, author="", published=NOW - 7200)
    assert "today, 9:06" in lines_of(replace(article, summary=summary))
    nothing = lines_of(replace(article, summary=replace(summary, published=None)))
    assert nothing[:4] == ["‹ DIPLOMATIE  Le Courrier du Levant", "Sommet de Genève", "Le chapô.", ""]


@pytest.mark.parametrize(
    ("before", "english_words", "french"),
    [
        (7200, "today, 9:06", "aujourd’hui, 9 h 06"),
        (DAY, "yesterday, 11:06", "hier, 11 h 06"),
        (3 * DAY, "15 November, 11:06", "15 novembre, 11 h 06"),
        (400 * DAY, "14 October 2025, 11:06", "14 octobre 2025, 11 h 06"),
    ],
)
def test_moments(before: int, english_words: str, french: str) -> None:
    assert moment(NOW - before, NOW).replace("\xa0", " ") == english_words
    i18n.use("fr")
    assert moment(NOW - before, NOW).replace("\xa0", " ") == french


@pytest.mark.parametrize(
    ("name", "short"),
    [
        ("Hugo Lemarchand", "H. Lemarchand"),
        ("Jean-Luc Martin", "J.-L. Martin"),
        ("Ann M. Lee", "A. M. Lee"),
        ("La rédaction du journal de 20 heures", "La rédaction du journal de 20 heures"),
        ("Ana et Bob", "Ana et Bob"),
        ("Reuters", "Reuters"),
        ("", ""),
    ],
)
def test_initials(name: str, short: str) -> None:
    assert initialled(name) == short


def test_a_caption_given_with_the_picture_is_one_and_no_alt_text() -> None:
    lead = Picture("https://example.org/une.jpg", alt="Bateaux", caption="Le port, lundi.", credit="Photo : L. Morvan")
    shown = lines_of(without_correction(lead=lead), picture_rows=lambda _picture, _width: 2)
    assert "Le port, lundi.  Photo : L. Morvan" in shown
    assert "[Bateaux]" not in shown
    missing = lines_of(without_correction(lead=lead))
    assert missing[missing.index("[Bateaux]") + 1] == "Le port, lundi.  Photo : L. Morvan"

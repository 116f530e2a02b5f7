"""What publishing systems write under a text is no part of it."""

from __future__ import annotations

import pytest

from placentin_tui.feeds.boilerplate import without_boilerplate
from placentin_tui.feeds.fulltext.truncated import looks_partial
from placentin_tui.feeds.prepare import prepare
from placentin_tui.models import ParsedArticle
from placentin_tui.prose.html import to_blocks
from placentin_tui.prose.plain import to_text

TITLE = "L’été, « au port »"
URL = "https://paper.example/2026/ete-au-port/"
OWN = f'<a rel="nofollow" href="{URL}?utm_source=rss">{TITLE}</a>'
HOME = '<a rel="nofollow" href="https://paper.example">Le Quai</a>'

CREDITS = """
The post {} appeared first on {}.
The post {} first appeared on {}.
L’article {} est apparu en premier sur {}.
L'article {} est apparu en premier sur {}.
Cet article {} est apparu en premier sur {}.
Der Beitrag {} erschien zuerst auf {}.
La entrada {} se publicó primero en {}.
La entrada {} aparece primero en {}.
L'articolo {} proviene da {}.
O post {} apareceu primeiro em {}.
O conteúdo {} aparece primeiro em {}.
Het bericht {} verscheen eerst op {}.
Artykuł {} pochodzi z serwisu {}.
Сообщение {} появились сначала на {}.
Запись {} впервые появилась {}.
Запис {} спершу з'явився на {}.
Inlägget {} dök först upp på {}.
Indlægget {} blev først udgivet på {}.
Innlegget {} dukket først opp på {}.
Artikkeli {} julkaistiin ensimmäisen kerran {}.
Příspěvek {} pochází z {}
Príspevok {} zobrazený najskôr {}.
A {} bejegyzés először {}-én jelent meg.
Articolul {} apare prima dată în {}.
{} yazısı ilk önce {} üzerinde ortaya çıktı.
投稿 {} は {} に最初に表示されました。
{}最先出现在{}。
這篇文章 {} 最早出現於 {}。
{} 게시물은 {}에 처음 등장했습니다.
L'entrada {} ha aparegut primer a {}.
Το άρθρο {} εμφανίστηκε πρώτα στο {}.
Публикацията {} се появи първо на {}.
Objava {} pojavila se prvi puta na {}.
ظهرت المقالة {} أولاً على {}.
הפוסט {} הופיע לראשונה ב-{}.
Bài viết {} đã xuất hiện đầu tiên vào ngày {}.
Artikel {} pertama kali tampil pada {}.
""".strip().splitlines()


def left(html: str) -> str:
    """The text that is left of an article's HTML."""
    return to_text(without_boilerplate(to_blocks(html, URL), TITLE, URL))


@pytest.mark.parametrize("credit", CREDITS)
@pytest.mark.parametrize("names", [(OWN, HOME), (TITLE, "Le Quai"), (OWN, "Le Quai")], ids=["links", "words", "a link"])
def test_the_line_that_credits_the_paper_goes(credit: str, names: tuple[str, str]) -> None:
    line = credit.format(*names)
    assert left(f"<p>Fin du texte.</p><p>{line}</p>") == "Fin du texte."
    assert left(f"<p>Un début […]</p><p><em>{line}</em></p>") == "Un début […]"
    assert left(f"<p>Un début [&#8230;] {line}</p>") == "Un début […]"
    assert left(f"<p>Fin du texte.<br />{line}</p>") == "Fin du texte."
    assert left(f"<p>Fin du texte.</p><hr><p>{line}</p><h3>Related</h3>") == "Fin du texte."
    assert left(f"<p>{line}</p>") == ""


@pytest.mark.parametrize("credit", ["{} – sur {}", "Пост {} на сайте {}", "Ymddangosodd {} gyntaf ar {}."])
def test_between_links_to_the_article_and_the_paper_any_language_will_do(credit: str) -> None:
    assert left(f"<p>Fin du texte.</p><p>{credit.format(OWN, HOME)}</p>") == "Fin du texte."


@pytest.mark.parametrize(
    "last",
    [
        "The post office appeared first on a map of 1841, and the lamp on one of 1854.",
        "Der Beitrag erschien zuerst auf einer Karte.",
        f"Nous avions annoncé {TITLE} dès lundi, sur la première page du journal et dans le port.",
        'Voir <a href="https://paper.example/autre/">ici</a> et <a href="https://paper.example/">Le Quai</a>.',
        f'Voir {OWN} et <a href="https://other.example/">ailleurs</a>.',
        f"{OWN}, {OWN}",
        f"{HOME} a publié {OWN}.",
    ],
)
def test_a_sentence_of_the_articles_own_stays(last: str) -> None:
    html = f"<p>Le texte.</p><p>{last}</p>"
    assert left(html) == to_text(to_blocks(html, URL))


def test_what_stands_far_from_the_end_stays() -> None:
    html = f"<p>The post {OWN} appeared first on {HOME}.</p>" + "<p>Et la suite.</p>" * 5
    assert left(html) == to_text(to_blocks(html, URL))


@pytest.mark.parametrize(
    "heading",
    [
        "<h3>Related</h3>",
        '<h3 class="jp-relatedposts-headline"><em>Related:</em></h3>',
        "<h2>Articles similaires</h2>",
        "<p><strong>À lire aussi :</strong></p>",
        "<h3>Ähnliche Beiträge</h3>",
        "<h3>J'aime ça :</h3>",
        "<h4>関連</h4>",
        "<h3>Partager :</h3><h3>J’aime ça :</h3>",
        "<hr><h3>Relacionado</h3>",
        "<h3>Похожее</h3>",
    ],
)
def test_a_heading_under_which_nothing_stands_goes(heading: str) -> None:
    assert left(f"<p>Le texte.</p>{heading}") == "Le texte."


@pytest.mark.parametrize(
    "html",
    [
        "<p>Un.</p><h3>Related</h3><ul><li>Un autre</li></ul>",
        "<p>Un.</p><h3>Merci !</h3>",
        "<p>Un.</p><p>Similaire</p>",
        "<p>Un.</p><h3>Related</h3><h4>Un autre</h4><p>Deux.</p>",
        "<p>Un.</p><hr>",
    ],
)
def test_any_other_heading_stays(html: str) -> None:
    assert left(html) == to_text(to_blocks(html, URL))


def test_headings_between_two_parts_go_only_when_they_announce_nothing() -> None:
    assert left("<h2>Related</h2><h2>Suite</h2><p>Deux.</p>") == "Suite\n\nDeux."


def test_a_cut_text_is_not_taken_for_whole() -> None:
    words = "mot " * 150
    html = f"<p>{words}[&#8230;]</p><p>La entrada {OWN} se publicó primero en {HOME}.</p>"
    article = prepare(ParsedArticle(identity="1", title=TITLE, url=URL, base=URL, html=html))
    assert to_text(article.blocks) == f"{words}[…]"
    assert looks_partial(article)

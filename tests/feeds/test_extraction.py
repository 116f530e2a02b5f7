"""What of a page is its article's: nothing cut out of it, nothing from beside it."""

from __future__ import annotations

import time
import unicodedata

import pytest

from placentin_tui.feeds.fulltext.read_page import read
from placentin_tui.prose.blocks import Blocks, Figure, Gallery, Heading, Paragraph
from placentin_tui.prose.html import pictures
from placentin_tui.prose.plain import text_of, to_text
from placentin_tui.prose.walk import every, every_figure

URL = "https://paper.example/2026/03/chaine.html"
FRENCH = (
    "Le bac quitta le quai à l’aube, et personne à bord ne parla plus de la journée, car le vent montait toujours.",
    "Sur la jetée, les cordiers rangeaient leurs bobines en comptant les jours qui restaient avant la grande marée.",
    "La gardienne du feu nota la hauteur de l’eau dans son cahier, comme chaque matin depuis vingt-deux ans.",
    "On attendait le charbon depuis une semaine, et les poêles de l’école ne chauffaient plus que le matin.",
    "Vers midi, la brume se leva d’un coup et l’on vit que la balise du large avait disparu.",
    "Il fallut trois heures pour retrouver la chaîne, couchée dans la vase à deux brasses de son ancre.",
)
ENGLISH = (
    "The ferry left the quay at dawn, and nobody on board spoke for the rest of the day, for the wind kept rising.",
    "On the jetty the ropemakers put away their reels, counting the days left before the great tide of the year.",
    "The keeper of the light wrote the height of the water in her book, as she had for twenty-two years.",
    "The coal had been due for a week, and the stoves at the school were lit only in the morning.",
    "Towards noon the fog lifted all at once, and it was seen that the outer buoy had gone.",
    "It took three hours to find the chain, lying in the mud two fathoms from its anchor.",
)
BEFORE, AFTER = (
    "".join(f"<p>{sentence}</p>" for sentence in (*FRENCH[at], *ENGLISH[at])) for at in (slice(3), slice(3, None))
)


def blocks_of(inside: str = "", *, above: str = "<h1>La chaîne</h1>", below: str = "", head: str = "") -> Blocks:
    """The blocks of a page whose article has this between its paragraphs."""
    article = f"<article>{above}{BEFORE}{inside}{AFTER}{below}</article>"
    markup = f"<html><head><title>La chaîne</title>{head}</head><body><main>{article}</main></body></html>"
    return read(markup.encode(), asked=URL, url=URL, content_type="text/html; charset=utf-8").blocks


def text(inside: str = "", **more: str) -> str:
    found = to_text(blocks_of(inside, **more))
    assert all(sentence in found for sentence in (*FRENCH, *ENGLISH))
    return found


# ── nothing is cut out ───────────────────────────────────────────────────────────────────────────────────────────────

NAMES = (
    "tag", "meta-lieu", "popup", "modal", "share", "ad", "related", "comment", "author", "byline", "date", "time",
    "nav", "menu", "newsletter", "promo", "tooltip", "banner", "sidebar", "cookie", "print", "social-link",
    "paywall", "timestamp", "bio", "hide-mobile", "button", "embed", "widget", "footer-note", "sponsor", "subscribe",
    "toolbar", "player", "error",
)  # fmt: skip


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("tag", ["a href='/t/brume'", "span", "em", "strong", "time", "abbr", "b", "font", "x-note"])
def test_nothing_is_cut_out_of_a_sentence(name: str, tag: str) -> None:
    closing = tag.split()[0]
    one = (
        f"<p>Quand la <{tag} class='{name}'>brume</{closing}> tomba <{tag} id='{name}-2'>sur le "
        f"bassin</{closing}>, on rentra.</p>"
    )
    assert "Quand la brume tomba sur le bassin, on rentra." in text(one)
    assert "Le maire et la foule" in text(
        f"<div class='texte'><p>Le <{tag} class='{name}'>maire</{closing}> et la foule.</p></div>"
    )


@pytest.mark.parametrize("name", ["tag", "meta", "promo", "share", "modal"])
def test_nothing_is_cut_out_of_items_headings_cells_and_quotes(name: str) -> None:
    link = f"<a class='{name}' href='https://x.example/'>du nord</a>"
    found = text(
        f"<h2>Les pilotes {link} rentrent</h2><ul><li>Le bassin {link} est plein</li><li>Celui du sud est "
        "vide</li></ul>"
        f"<blockquote><p>Nous, gens {link}, resterons ici jusqu’au dernier.</p></blockquote>"
        f"<table><tr><th>Bassin</th><th>Bateaux</th></tr><tr><td>Celui {link}</td><td>12</td></tr></table>"
    )
    for words in (
        "Les pilotes du nord rentrent",
        "Le bassin du nord est plein",
        "gens du nord, resterons",
        "Celui du nord",
    ):
        assert words in found


@pytest.mark.parametrize(
    ("paragraph", "words"),
    [
        ("<div class='bloc'><p><a href='https://x.example/1'>Le sommeil dans les îles est étudié</a>, <a "
         "href='https://x.example/2'>selon plusieurs équipes</a>.</p></div>",
         "Le sommeil dans les îles est étudié, selon plusieurs équipes."),
        ("<div class='bloc'><p><a href='https://x.example/3'>Voir l’étude du nord, longue de cent pages et "
         "traduite l’an dernier</a></p></div>", "longue de cent pages et traduite"),
        ("<p><a href='https://x.example/1'>The northern survey</a> and <a href='https://y.example/'>the southern "
         "one</a>.</p>", "The northern survey and the southern one."),
        ("<p><a href='/2025/vase.html'>La vase monte</a>, écrivait <a href='/odile'>notre correspondante</a> l’an "
         "dernier.</p>", "La vase monte, écrivait notre correspondante l’an dernier."),
    ],
)  # fmt: skip
def test_a_paragraph_of_links_is_a_paragraph(paragraph: str, words: str) -> None:
    assert words in text(paragraph)


def test_what_the_judge_leaves_out_of_lists_tables_and_definitions_stays() -> None:
    found = text(
        "<dl><dt>Bac</dt><dd>Bateau plat.</dd><dt>Brasse</dt><dd>1,62 m.</dd></dl>"
        "<table><caption>Les marées</caption><tr><th>Jour</th><th>Hauteur</th></tr><tr><td>Lundi</td><td>6,20</td>"
        "</tr></table>"
        "<pre>bac = quai - vent</pre><ol><li>Un</li><li>Deux</li></ol>"
    )
    for words in ("Bateau plat.", "1,62 m.", "Les marées", "6,20", "bac = quai - vent", "Deux"):
        assert words in found


def test_slides_that_wait_for_their_turn_are_there() -> None:
    slides = "".join(
        f"<div class='slide' {'' if n == 0 else 'style=display:none'}><img src='/s{n}.jpg'><p>Vue numéro {n} de "
        "la passe.</p></div>"
        for n in range(4)
    )
    blocks = blocks_of(f"<div class='carrousel'>{slides}</div>")
    assert {picture.url for picture in pictures(blocks)} == {f"https://paper.example/s{n}.jpg" for n in range(4)}
    assert all(f"Vue numéro {n}" in to_text(blocks) for n in range(4))


def test_what_comes_up_as_one_scrolls_is_there() -> None:
    later = "".join(f"<div class='etape' style='visibility: hidden'><p>{sentence}</p></div>" for sentence in FRENCH)
    page = f"<html><body><article><h1>Titre</h1><p>{ENGLISH[0]}</p><p>{ENGLISH[1]}</p>{later}</article></body></html>"
    found = read(page.encode(), asked=URL, url=URL).blocks
    assert ENGLISH[0] in to_text(found)


@pytest.mark.parametrize("box", ["<aside class='encadre'>{}</aside>", "<div class='box'>{}</div>"])
def test_a_box_with_a_text_of_its_own_is_there(box: str) -> None:
    inside = (
        "<h3>La brasse</h3><p>C’est la longueur des deux bras étendus, dont on mesurait jadis les fonds et "
        "les cordages.</p>"
    )
    assert "la longueur des deux bras étendus" in text(box.format(inside))


def test_pictures_between_the_paragraphs_are_there_with_their_captions() -> None:
    blocks = blocks_of(
        "<figure><img src='/a.jpg'><figcaption>La passe, hier.</figcaption></figure>"
        "<div class='visuel'><img src='/b.jpg' alt=''><div class='texte'>La vase à marée basse.</div></div>"
        "<p><img src='/c.jpg' alt='Le phare'></p><a href='/d-large.jpg'><img src='/d.jpg'></a>"
    )
    figures = {figure.picture.url.rpartition("/")[2]: text_of(figure.caption) for figure in every_figure(blocks)}
    assert figures == {"a.jpg": "La passe, hier.", "b.jpg": "La vase à marée basse.", "c.jpg": "", "d.jpg": ""}


def test_a_gallery_is_there_whole() -> None:
    items = "".join(
        f"<figure><img src='/g{n}.jpg'><figcaption>Vue {n} du port.</figcaption></figure>" for n in range(9)
    )
    blocks = blocks_of(f"<div class='gallery'>{items}</div>")
    gallery = next(block for block in every(blocks) if isinstance(block, Gallery))
    assert [text_of(figure.caption) for figure in gallery.figures] == [f"Vue {n} du port." for n in range(9)]


def test_a_heading_over_a_picture_or_a_list_stays() -> None:
    blocks = blocks_of(
        "<h2>En images</h2><figure><img src='/a.jpg'></figure><h2>Les bateaux</h2><ul><li>Un "
        "bac</li><li>Un baliseur</li></ul>"
    )
    assert {text_of(block.spans) for block in blocks if isinstance(block, Heading)} >= {"En images", "Les bateaux"}


@pytest.mark.parametrize("label", ["Voici ce que l’on sait :", "Le règlement est clair :"])
def test_a_label_over_a_list_stays(label: str) -> None:
    assert label in text(f"<p>{label}</p><ul><li>Le bac part à l’aube</li><li>Le feu est allumé</li></ul>")


def test_a_refrain_is_sung_twice() -> None:
    refrain = "<p>Et vogue le bac, et vogue la nuit, et vogue le vent sur la passe.</p>"
    found = text(
        f"<div class='chant'>{refrain}<p>Premier couplet, que tout le monde connaît au port du nord.</p>{refrain}</div>"
    )
    assert found.count("Et vogue le bac") == 2


# ── where it is ──────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("tag", ["p", "div", "h2"])
@pytest.mark.parametrize("place", ["in", "out"])
def test_the_standfirst_is_there_wherever_it_stands(tag: str, place: str) -> None:
    words = "La chaîne de la balise du large, perdue depuis février, a été retrouvée lundi par les gens du port."
    first = f"<{tag} class='chapo'>{words}</{tag}>"
    inner, outer = (first, "") if place == "in" else ("", first)
    page = (
        f"<html><body><div class='tete'><h1>La chaîne</h1>{outer}</div>"
        f"<div class='corps'>{inner}<div class='t'>{BEFORE}{AFTER}</div></div></body></html>"
    )
    blocks = read(page.encode(), asked=URL, url=URL).blocks
    assert to_text(blocks).startswith(words)
    assert to_text(blocks).count(words) == 1


def test_the_picture_over_the_text_is_there() -> None:
    figure = "<figure><img src='/une.jpg'><figcaption>Au pied de la jetée.</figcaption></figure>"
    page = f"<html><body><h1>La chaîne</h1>{figure}<div class='corps'>{BEFORE}{AFTER}</div></body></html>"
    blocks = read(page.encode(), asked=URL, url=URL).blocks
    assert isinstance(blocks[0], Figure)
    assert text_of(blocks[0].caption) == "Au pied de la jetée."


def test_a_heading_of_the_text_that_is_like_the_title_takes_nothing_with_it() -> None:
    page = (
        "<html><head><title>La chaîne de la balise du large</title></head><body><article><h1>La chaîne de la "
        f"balise du large</h1><p>{FRENCH[0]}</p><h2>La chaîne</h2>{AFTER}</article></body></html>"
    )
    blocks = read(page.encode(), asked=URL, url=URL).blocks
    assert FRENCH[0] in to_text(blocks)
    assert isinstance(blocks[0], Paragraph)


def test_the_text_the_judge_overlooks_is_found_where_the_page_says_it_is() -> None:
    prose = "".join(f"<p class='legal-notice'>{sentence}</p>" for sentence in (*FRENCH, *ENGLISH))
    wrapped = "<div id='nav_menu-6'><div id='nav_menu-7'>" * 4
    page = f"<html><body><p>Votre rendez-vous de la mer.</p>{wrapped}<article>{prose}</article></body></html>"
    found = to_text(read(page.encode(), asked=URL, url=URL).blocks)
    assert all(sentence in found for sentence in (*FRENCH, *ENGLISH))


def test_a_piece_of_a_page_is_a_page() -> None:
    found = read(f"<article>{BEFORE}</article>".encode(), asked=URL, url=URL, content_type="text/html; charset=utf-8")
    assert FRENCH[1] in to_text(found.blocks)


def test_two_ways_to_write_a_letter_are_one() -> None:
    sentence = unicodedata.normalize("NFD", "Les écoles ferment à midi, et les élèves rentrent. ")
    body = f"<article><p>{sentence * 8}</p></article>"
    found = read(body.encode(), asked=URL, url=URL, content_type="text/html; charset=utf-8")
    assert "Les écoles ferment à midi" in to_text(found.blocks)


@pytest.mark.parametrize(
    "body",
    [
        "<p>" + "<span class='tag'>a</span> " * 9_000, "<div><p>word word word word word word word word</p>" * 9_000,
        "<ul>" + "<li><a href='/x'>A headline of some length</a><p>and more words</p></li>" * 5_000 + "</ul>",
        "<p>by " + "published " * 60_000, "<figure><img alt='" + "a-1_" * 40_000 + "'>",
        "<p>" + "lire la suite " * 40_000,
        "<p>la suite est " * 2_500, "<table><tr><td>" + "<table><tr><td>x" * 120, "<h2>a title:</h2>" * 2_500,
    ],
    ids=("spans", "open", "teasers", "names", "alt", "wall", "walls", "tables", "labels"),
)  # fmt: skip
def test_pages_made_to_cost_are_read_in_time(body: str) -> None:
    page = f"<html><body><article>{BEFORE}{AFTER}</article>{body}</body></html>"
    began = time.process_time()
    read(page.encode(), asked=URL, url=URL)
    assert time.process_time() - began < 30

"""What of a page is its article's: nothing cut out of it, nothing from beside it."""

from __future__ import annotations

import time
import unicodedata

import pytest

from placentin_tui.feeds.fulltext.read import read
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


# ── nothing comes from beside ────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    "junk",
    [
        "<div class='share-bar'><span>Partager zz</span><a href='https://facebook.com/s'>Facebook zz</a></div>",
        "<aside><h3>Le bulletin zz</h3><p>Chaque samedi zz, <a href='/b'>le meilleur de la semaine zz</a> dans "
        "votre boîte.</p></aside>",
        "<div class='newsletter'><p>Recevez notre lettre zz chaque matin, avec l’essentiel de ce qu’il faut "
        "savoir.</p></div>",
        "<div role='complementary'><p>Le saviez-vous zz ? Notre magazine paraît tous les jeudis en kiosque et en "
        "ligne.</p></div>",
        "<div itemscope itemtype='https://schema.org/WPSideBar'><p>Une colonne zz à côté du texte, avec assez de "
        "mots pour un paragraphe.</p></div>",
        "<p>Lire aussi : <a href='/2026/digue'>La digue zz rouvre après la tempête</a></p>",
        "<p><strong>À lire &gt;</strong> <a href='/2026/digue'>La digue zz rouvre après la tempête</a></p>",
        "<p><a href='/2026/digue'>La digue zz rouvre après la tempête</a></p>",
        "<p>Read more: <a href='https://www.paper.example/dyke'>The dyke zz reopens after the storm</a></p>",
        "<div class='c'><p>Vous aimerez zz aussi :</p><ul><li><a href='/1'>Un article zz du jour</a></li><li><a "
        "href='/2'>Un autre zz</a></li></ul></div>",
        "<form class='don'><p>Faites un don zz et soutenez la rédaction.</p><button>Je donne zz</button></form>",
        "<div class='player-error'><p>Une erreur zz est survenue pendant le chargement de la vidéo.</p></div>",
        "<div style='display:none'><p>Un texte zz que la page ne montre à personne, assez long pour passer pour "
        "un paragraphe.</p></div>",
        "<a href='/2026/digue' class='carte'><h4>La digue zz rouvre</h4><p>Après la tempête zz de février, les "
        "travaux sont finis.</p></a>",
        "<div class='author-box'><p>Odile Ferran zz est correspondante au port depuis 2011.</p></div>",
        "<ul class='tags'><li><a href='/t/mer'>Mer zz</a></li><li><a href='/t/port'>Port zz</a></li></ul>",
        "<button>Copier zz le lien</button>",
        "<div><a href='/a'>Un titre zz</a><a href='/b'>Un autre titre zz</a><a href='/c'>Un troisième zz</a></div>",
    ],
)  # fmt: skip
def test_what_stands_between_the_paragraphs_and_is_not_of_them_goes(junk: str) -> None:
    assert "zz" not in text(junk)
    assert "zz" not in text("", below=junk)


@pytest.mark.parametrize(
    "farewell",
    [
        "<p>Abonnez-vous zz à notre infolettre.</p>", "<p>Sign up for our newsletter zz.</p>",
        "<p>Jetzt abonnieren zz!</p>",
        "<p>Suivez-nous zz sur <a href='https://www.instagram.com/gazette'>Instagram</a>.</p>", "<p>zz/AFP</p>",
        "<p>Photo : B. Oriol zz</p>", "<p>© 2026 La Gazette zz</p>", "<h2>Sur le même sujet zz</h2>",
        "<p>À lire zz aussi :</p>",
        "<p><a href='/auteurs/odile'>Odile Ferran zz</a> couvre la mer et ceux qui en vivent.</p>",
        "<p>Follow us zz!</p><p>Follow <a href='https://x.com/paper'>@paper zz</a> for the latest news.</p>",
        "<p class='copyright'>All rights reserved zz.</p>",
    ],
)  # fmt: skip
def test_what_is_said_after_the_last_paragraph_goes(farewell: str) -> None:
    assert "zz" not in text("", below=farewell)


@pytest.mark.parametrize(
    ("ending", "words"),
    [
        ("<p>Le réseau a perdu 200 000 abonnés en un an, et Facebook davantage encore, selon le rapport publié "
         "lundi.</p>", "davantage encore"),
        ("<p>« Abonnés ou non, tous ont pris le bac ce jour-là », dit-elle en riant, et elle ferma son cahier.</p>",
        "dit-elle en riant"),
        ("<p>Fin.</p>", "Fin."), ("<p>Il pleuvait.</p>", "Il pleuvait."),
        ("<ul><li>Un bac</li><li>Une balise</li></ul>", "Une balise"),
        ("<p>The photo is hers: it hangs over the desk.</p>", "it hangs over the desk"),
    ],
)  # fmt: skip
def test_a_last_paragraph_is_a_paragraph(ending: str, words: str) -> None:
    assert words in text("", below=ending)


@pytest.mark.parametrize(
    "opening",
    [
        "<p class='signature'>Par Odile Ferran zz</p>", "<p>Publié le 12 mars 2026 à 7 h 30 zz</p>",
        "<div class='meta'>12/03 zz</div>",
        "<p>By Ada Quill zz</p><p>March 3, 2026 zz</p>", "<p>Temps de lecture zz : 4 min</p>",
        "<div class='tools'>A- A+ zz</div>",
    ],
)  # fmt: skip
def test_dates_and_names_before_the_first_paragraph_go(opening: str) -> None:
    assert "zz" not in text("", above=f"<h1>La chaîne</h1>{opening}")


def test_a_caption_stands_there_once() -> None:
    caption = "Le baliseur au mouillage, hier, devant la passe du nord."
    figure = f"<figure><img src='/a.jpg' alt='{caption}'><figcaption>{caption}</figcaption></figure>"
    assert (
        text(f"{figure}<p class='legende'>{caption}</p><div><div class='mobile'>{caption}</div></div>").count(caption)
        == 1
    )


@pytest.mark.parametrize(
    ("alt", "stays"),
    [("IMG_2041", False), ("getty-images-0412", False), ("chaine.jpg", False), ("La chaîne", True),
    ("Sous-marin", True), ("1789", True)],
)  # fmt: skip
def test_the_name_of_a_file_describes_no_picture(alt: str, stays: bool) -> None:
    blocks = blocks_of(
        f"<p><img src='/a.jpg' alt='{alt}'></p>", above="<h1>Un titre</h1>", head="<title>Un titre</title>"
    )
    assert [picture.alt for picture in pictures(blocks)] == [alt if stays else ""]


@pytest.mark.parametrize(
    ("alt", "stays"),
    [
        ("Le baliseur, vu de la jetée du nord, au mouillage devant la passe, hier matin", False),
        ("Le baliseur au mouillage", False),
        ("Une coque noire, deux grues et trois marins en ciré", True),
        ("Le baliseur", True),
    ],
)
def test_a_description_in_the_words_of_the_caption_is_not_read_twice(alt: str, stays: bool) -> None:
    caption = "Le baliseur au mouillage, hier, devant la passe du nord."
    blocks = blocks_of(f"<figure><img src='/a.jpg' alt='{alt}'><figcaption>{caption}</figcaption></figure>")
    assert [picture.alt for picture in pictures(blocks)] == [alt if stays else ""]
    assert to_text(blocks).count(caption) == 1


def test_a_row_of_teasers_goes_and_its_pictures_with_it() -> None:
    card = (
        "<li><a href='/{n}'><img src='/t{n}.jpg'></a><h3><a href='/{n}'>Un titre zz assez long {n}</a></h3><p>"
        "Quelques mots zz sur cet autre article du jour, numéro {n}, par un autre.</p></li>"
    )
    blocks = blocks_of("", below=f"<ul>{''.join(card.format(n=n) for n in range(6))}</ul>")
    assert "zz" not in to_text(blocks)
    assert list(pictures(blocks)) == []


def test_a_row_of_headings_with_labels_goes() -> None:
    box = (
        "<div class='bloc'><h4>Humeur zz <a href='/{n}'>Un titre assez long {n}</a></h4><p>Quelques mots zz de "
        "lui, {n}.</p></div>"
    )
    row = "".join(box.format(n=n) for n in range(5))
    assert "zz" not in text("", below=f"<div class='groupe'><h2>Autres billets zz</h2><div>{row}</div></div>")


def test_what_stands_on_the_buttons_of_a_gallery_goes() -> None:
    buttons = "".join(
        f"<div class='b{n}'>{label} zz</div>"
        for n, label in enumerate(("Plein écran", "Lecture", "Fermer", "Passer", "1 sur 12"))
    )
    blocks = blocks_of(
        f"<div class='galerie'><div>{buttons}</div><img src='/g.jpg'><div class='mots'>La passe du "
        "nord, hier.</div></div>"
    )
    assert "zz" not in to_text(blocks)
    assert "La passe du nord, hier." in to_text(blocks)
    assert [picture.url for picture in pictures(blocks)] == ["https://paper.example/g.jpg"]


@pytest.mark.parametrize(
    "caption", ["<div>Le phare</div><div>Hier</div>", ("<div>La vase</div><span>B. Oriol</span><div>12 mars</div>")]
)
def test_a_short_caption_in_boxes_is_no_row_of_buttons(caption: str) -> None:
    found = text(f"<div class='visuel'><img src='/a.jpg'>{caption}</div>")
    assert "Le phare" in found or "La vase" in found


def test_a_text_that_is_there_for_two_screens_is_shown_once() -> None:
    both = f"<div class='grand'>{BEFORE}</div><div class='petit'>{BEFORE}</div>"
    page = f"<html><body><article><h1>La chaîne</h1>{both}</article></body></html>"
    found = to_text(read(page.encode(), asked=URL, url=URL).blocks)
    assert all(found.count(sentence) == 1 for sentence in FRENCH[:3])


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
        "<p>la suite est " * 9_000, "<table><tr><td>" + "<table><tr><td>x" * 120, "<h2>a title:</h2>" * 9_000,
    ],
    ids=("spans", "open", "teasers", "names", "alt", "wall", "walls", "tables", "labels"),
)  # fmt: skip
def test_pages_made_to_cost_are_read_in_time(body: str) -> None:
    page = f"<html><body><article>{BEFORE}{AFTER}</article>{body}</body></html>"
    began = time.process_time()
    read(page.encode(), asked=URL, url=URL)
    assert time.process_time() - began < 30

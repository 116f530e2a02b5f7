"""What stands around and between an article's paragraphs and is not of it: none of it comes with the text."""

from __future__ import annotations

import re

import pytest

from placentin_tui.feeds.fulltext.read_page import read
from placentin_tui.prose.html import pictures
from placentin_tui.prose.plain import to_text
from tests.feeds.test_extraction import BEFORE, FRENCH, URL, blocks_of, text


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


@pytest.mark.parametrize(
    "label", ["<p>À lire zz aussi :</p>", "<h3>Sur le même sujet zz</h3>", ("<h4>More on this zz</h4>")]
)
@pytest.mark.parametrize("place", ["inside", "below"])
def test_a_list_of_links_to_other_articles_goes_with_its_label(label: str, place: str) -> None:
    items = "".join(f"<li><a href='/2026/{n}.html'>La digue zz rouvre, épisode {n}</a></li>" for n in range(3))
    junk = f"{label}<ul>{items}</ul>"
    assert "zz" not in (text(junk) if place == "inside" else text("", below=junk))


@pytest.mark.parametrize(
    "items",
    [
        "<li><a href='https://x.example/1'>Le rapport de la mission du nord</a></li><li><a "
        "href='https://y.example/2'>La carte des hauts-fonds de la passe</a></li>",
        "<li><a href='#un'>Où l’on cherche la chaîne</a></li><li><a href='#deux'>Où l’on trouve la chaîne</a></li>",
        "<li>Le bac, dont <a href='/bac'>nous parlions hier</a>, est au port</li><li>La balise manque toujours au "
        "large</li>",
    ],
)
def test_a_list_of_sources_or_of_the_articles_own_parts_stays(items: str) -> None:
    found = text(f"<p>À savoir :</p><ul>{items}</ul>")
    assert all(words in found for words in re.findall(r"<li>(?:<a [^>]*>)?([^<]+)", items))


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


def test_lists_of_links_that_are_much_of_the_text_are_the_text() -> None:
    item = "<li>12 mars 2025 : <a href='/{n}'>Ce qui se passa au port le jour numéro {n}, heure après heure</a></li>"
    items = [item.format(n=n) for n in range(8)]
    sections = "".join(f"<h2>Mois {month}</h2><ul>{''.join(items[4 * month :][:4])}</ul>" for month in range(2))
    assert text(sections).count("Ce qui se passa au port") == 8

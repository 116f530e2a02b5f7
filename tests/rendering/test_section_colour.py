"""Sections: their colour says what they mean, in French and English, and is the same in every paper."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from placentin_tui.rendering.section_colour import meaning, tint
from placentin_tui.theme_definitions import SECTIONS

MEANT = {
    "politics": "Politique · Politics · Diplomatie · Élections 2027 · Actualités politiques · US politics · Sénat",
    "world": "Monde · World news · Afrique · UK · U.S. · États-Unis · Proche-Orient · Guerre en Ukraine",
    "economy": "Économie · Economy · Business · Entreprises · Argent · Jobs · Pouvoir d’achat · Marchés · Start-up",
    "society": "Société · Technologie · Tech · Éducation · Justice · Faits divers · Programming · Jeux vidéo · AI",
    "culture": "Culture · Arts · Livres · Books · Cinéma · Musique · Art de vivre · Télévision",
    "nature": "Sport · Sports · Football · Environnement · Climate · Planète · Formule 1 · Météo",
    "science": "Sciences · Science & Environment · Santé · Health · Espace · HISTOIRE · Archéologie",
    "ideas": "Idées · Opinion · Débats · Comment · Éditorial · Tribunes · Points de vue",
    "local": "Local · Régions · Paris · Île-de-France · New York · Près de chez vous",
    "other": "À la une · Front page · Non classé · Uncategorized · Vidéos · Photo · Actualités · News · Carnet"
    " · Pratique · Guide",
}


@pytest.mark.parametrize(("what", "name"), [(what, name) for what in MEANT for name in MEANT[what].split(" · ")])
def test_what_usual_sections_mean(what: str, name: str) -> None:
    assert meaning(name) == meaning(name.upper()) == what


def test_every_meaning_is_tried() -> None:
    assert tuple(MEANT) == SECTIONS


@pytest.mark.parametrize(
    ("name", "inside"), [("Machine", "world"), ("Asile", "world"), ("Artisanat", "culture"), ("Mercredi", "nature")]
)
def test_no_word_is_found_inside_another_one(name: str, inside: str) -> None:
    assert meaning(name) != inside


def test_unknown_names_are_spread_over_the_colours() -> None:
    assert len({meaning(f"Xyzzy {number}") for number in range(200)}) == len(SECTIONS)


@given(st.text(max_size=400))
def test_every_name_has_one(name: str) -> None:
    assert meaning(name) in SECTIONS
    assert tint(name) == f"section-{meaning(name)}"

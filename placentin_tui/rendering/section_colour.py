"""The colour of a section, the same everywhere and for every paper, by what its name means in French or English."""

from __future__ import annotations

import re
from functools import lru_cache
from zlib import crc32

from placentin_tui.text.collation import folded
from placentin_tui.theme_definitions import SECTIONS

# Beginnings of words, without accents; `$` ends a whole word, a blank stands for any sign between two words. Of several
# in a name the first word decides, and of two that fit it the longer one.
_BEGINNINGS = {
    "politics": """politi gouvernement government parlement parliament assemblee senat election president elysee
        congress white_house westminster scrutin municipales legislatives diploma partis$ brexit""",
    "world": """mond world international etranger foreign global europe afri ameri asie asia asiat proche_orient
        middle_east moyen_orient ukrain russi chin inde$ india israel palestin gaza iran guerre war$ wars$
        conflit conflict geopoliti defense$ defence$ etats_unis u_s$ us_news united_states uk$
        united_kingdom latin oceani maghreb royaume_uni union_europeenne liban lebanon syri turquie turkey""",
    "economy": """econom business entrepris compan marche market bourse financ argent money emploi job travail work$
        industr commerce trade$ conso consum immobilier real_estate energ transport auto$ automobile
        agricultur banque bank budget retraite pouvoir_d_achat social$ startup start_up pme$ b2b marketing""",
    "society": """societ justice police education ecole school campus universit$ universite etudiant media medias$
        tech numeri digital internet web$ informati comput logiciel software hardware programm developp
        develop dev$ code$ coding linux open_source securite security cyber intelligence_artificielle
        artificial ai$ ia$ data$ gadget mobile$ smartphone android apple$ jeux_video gaming game religi
        famille family femmes women sexualit genre$ faits_divers crime law$ droit immigration migra
        logement housing vie_quotidienne style lifestyle mode$ fashion cuisine food gastronom recette
        recipe voyage travel tourisme m_le_mag""",
    "culture": """cultur art$ arts$ artist livre book litter liter lectur cinema film movie serie tv$ tele$ televis
        musiqu music theatre theater danse dance exposition exhibition museum musee photograph peinture
        painting bande_dessinee bd$ comics$ manga patrimoine heritage architect design spectacl scene$
        festival entertainment divertissement people$ celebrit poesie poetry radio$ opera$ concert""",
    "nature": """sport foot$ football soccer rugby tennis basket cycl velo olympi jo$ athlet ski$ golf$ formule_1
        formula_1 f1$ cricket nba$ nfl$ boxe voile$ sailing nature environ climat climate ecolog planet
        animal animaux biodivers meteo weather ocean mer$ foret forest jardin garden pollution
        rechauffement outdoor randonnee hiking""",
    "science": """scien sante health medecin medic medical espace space astronom physi chimi chemis biolog mathem
        recherche research archeolog archaeolog paleontolog neuro geolog histoire history covid genetic
        genetique vaccin psycholog technoscience""",
    "ideas": """idee idea opinion debat debate tribune editorial edito$ editos$ chronique column analys commentary
        commentaire$ essai essay philosoph point_de_vue points_de_vue perspective reflexion libres_propos
        blog letters$ forum$ humeur billet comment$ voices$ viewpoint entretien interview portrait
        grand_format longread enquete reportage decryptage explainer""",
    "local": """local region regional ville$ villes$ city$ cities$ metro$ commune departement quartier agglo
        metropole paris$ ile_de_france lyon$ marseille$ toulouse$ bordeaux$ lille$ nantes$ rennes$
        strasbourg$ nice$ bretagne normandie occitanie provence alsace corse aquitaine auvergne bourgogne
        picardie vendee new_york london$ scotland wales northern_ireland state$ neighbourhood neighborhood
        proximite pres_de_chez france$ national$ nation$ pays$ belgique$ suisse$ quebec$ canada$""",
    "other": """non_classe uncategor divers$ actu$ actus$ actualit news$ breves$ brief flash$ une$ a_la_une top$
        featured latest home$ accueil general photo photos$ portfolio image video podcast audio carnet
        agenda jeux$ quiz mots_croises crossword horoscope misc annonce announcement release newsletter
        autre other$ live$ direct$ front_page pratiqu practical guide$ guides$ how_to""",
}  # fmt: skip
_WORDS = re.compile(r"[a-z0-9]+")


@lru_cache(1)
def _table() -> dict[str, str]:
    """Each beginning and what it means; made at the first section that is shown."""
    return {word: meaning for meaning, words in _BEGINNINGS.items() for word in words.split()}


@lru_cache(2048)
def meaning(section: str) -> str:
    """What a section's name means, one of `SECTIONS`; for a name that says nothing to us, by a hash of it. Cached."""
    words = _WORDS.findall(folded(section[:200]))
    found = [known for start in range(len(words)) if (known := _known("_".join(words[start:])))]
    # « Actualités politiques » is politics: what means nothing in particular counts where nothing else is said.
    telling = [known for known in found if known != "other"]
    if found:
        return (telling or found)[0]
    return SECTIONS[crc32(section.casefold().encode(errors="surrogatepass")) % len(SECTIONS)]


def _known(name: str) -> str | None:
    """The meaning of the longest known beginning of a name, its words joined by `_`; `None` where there is none."""
    table = _table()
    for end in range(min(len(name), 30), 1, -1):
        at_end_of_word = end == len(name) or name[end] == "_"
        if (at_end_of_word and (known := table.get(f"{name[:end]}$"))) or (known := table.get(name[:end])):
            return known
    return None


def tint(section: str) -> str:
    """The style role of a section: `section-politics`, `section-world` …"""
    return f"section-{meaning(section)}"

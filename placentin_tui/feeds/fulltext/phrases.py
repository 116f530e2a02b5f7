"""Set phrases at the edges of texts, in the languages of papers: credits, prompts, labels."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from placentin_tui.feeds.fulltext.passages import Passage

_ENDS = re.compile(r"[.!?,;…»”\"')\]。！？]\W{0,3}$")
_ENDS_SENTENCE = re.compile(r"\.[»”\"')\]]{0,3}\s*$")
_CREDIT = re.compile(
    r"\(?(?:fotos?|photos?|(?:titel|beitrags|symbol)?bild(?:er)?|image|imagen|kuva|fot\.?|cr[ée]dits?(?: photos?)?"
    r"|quelle|source|fuente|fonte)\s?(?::|by\b|via\b)|©|\(c\)",
    re.IGNORECASE,
)
_PROMPT = re.compile(
    r"\b(?:abonne(?:z-vous|-toi)|inscrivez-vous|soutenez[- ](?:nous|notre)|fai(?:tes|re) un don"
    r"|(?:suivez|rejoignez|retrouvez)[- ]nous"
    r"|subscribe (?:to|now|today|here|for)|sign up (?:to|for|now|here|below)|follow us|join us on"
    r"|support (?:us|our (?:work|journalism))|donate (?:now|today|here)|download (?:our|the \w{1,20}) apps?"
    r"|jetzt abonnieren|newsletter (?:abonnieren|anmelden|bestellen)|abonnieren sie|folgen sie uns|folg(?:e|t) uns"
    r"|unterst[üu]tzen? (?:sie )?(?:uns|unsere)|suscr[ií]b(?:ete|ase)|s[ií]g(?:ue|a)nos|[úu]nete|nos siga|siga[- ]nos"
    r"|assine (?:j[áa]|agora)|iscriviti|seguici|abonneer je|volg ons|zapisz si[ęe]|obserwuj nas"
    r"|all rights reserved|tous droits r[ée]serv|alle rechte vorbehalten|todos los derechos|affiliate[- ]links?)",
    re.IGNORECASE,
)
_GOES_ON_FOR_SUBSCRIBERS = re.compile(
    r"il (?:vous )?reste (?:encore )?\d{1,3} ?% (?:de cet article|à (?:lire|découvrir))"
    r"|(?:suite|reste|intégralité|article|contenu|texte|enquête) (?:vous )?(?:est )?réservée? (?:à nos|aux) abonn"
    r"|pour lire la suite|(?:lire|lisez) la suite .{0,30}abonn|for subscribers only|subscribers[- ]only"
    r"|subscribe (?:now )?to (?:read|continue|unlock|keep reading)|(?:log|sign) in to (?:read|continue)"
    r"|(?:read|view|reading) the (?:full|whole|rest of the) (?:story|article).{0,40}subscri"
    r"|artikel (?:weiter)?lesen.{0,40}abo|para seguir leyendo|per continuare a leggere",
    re.IGNORECASE,
)
_SELLS = re.compile(
    r"réservée?s? (?:à nos|aux) abonn|déjà abonnée?|abonnez-vous pour|already a subscriber|bereits abonnent"
    r"|ya (?:es|eres) suscriptor",
    re.IGNORECASE,
)
LONGEST_CREDIT = 120
LONGEST_PROMPT = 300
LONGEST_INITIALS = 10
"""The most letters of an agency or initials: « (AFP) », « dpa/jk »."""


def ends(passage: Passage) -> bool:
    """Whether it ends like a sentence or clause, not like a label."""
    return bool(_ENDS.search(passage.text[-8:]))


def ends_sentence(passage: Passage) -> bool:
    """Whether it ends with a full stop, which headlines do not."""
    return bool(_ENDS_SENTENCE.search(passage.text[-8:]))


def leads_on(passage: Passage) -> bool:
    """Whether it begins with a label before a link: « À lire : »."""
    return passage.texts[0].rstrip()[-1:] in (":", ">", "»", "→")


def is_credit(passage: Passage) -> bool:
    """Whether it is a credit: « Photo : … », « Quelle: … », « © … »."""
    return len(passage.letters) <= LONGEST_CREDIT and bool(_CREDIT.match(passage.text))


def is_prompt(passage: Passage) -> bool:
    """Whether it is a call to action: « Abonnez-vous à notre lettre », « Follow us », « All rights reserved »."""
    return len(passage.letters) <= LONGEST_PROMPT and bool(_PROMPT.search(passage.text))


def is_initials(passage: Passage) -> bool:
    """Whether it is an agency or initials: « (dpa) », « jk »."""
    return len(passage.letters) <= LONGEST_INITIALS and not ends(passage)


def goes_on_for_subscribers(words: str) -> bool:
    """Whether the end of a text says that it continues for subscribers."""
    return bool(_GOES_ON_FOR_SUBSCRIBERS.search(words))


def sells_subscriptions(words: str) -> bool:
    """Whether the text below an article addresses subscribers, which it may below a complete one too."""
    return bool(_SELLS.search(words))


def is_wall(passage: Passage) -> bool:
    """Whether it is a paywall's message: « La suite est réservée à nos abonnés », « Already a subscriber? »."""
    is_short = len(passage.letters) <= LONGEST_PROMPT
    return is_short and (goes_on_for_subscribers(passage.text) or sells_subscriptions(passage.text))

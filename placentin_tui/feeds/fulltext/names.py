"""Extracts people's names from bylines."""

from __future__ import annotations

import re

from placentin_tui.feeds.fields import plain
from placentin_tui.feeds.fulltext.passages import letters_of

LONGEST_LINE = 150
"""The most characters of a byline."""
MOST_WORDS = 12
_ADDRESS = re.compile(r"\(?\bhttps?://[^\s)]*\)?")
_BY = re.compile(
    r"^(?:(?:written|posted|published|story|article|words|text|texte|propos recueillis|publié|écrit|escrito|publicado"
    r"|texto|geschrieben|veröffentlicht|scritto|pubblicato)\s+)?(?:by|par|von|por|di|door|av|af|przez)\b\s*:?\s*"
    r"|^(?:auteur|author|autor|autore|text|texte|texto|testo)\s*:\s*",
    re.IGNORECASE,
)
_AFTER = re.compile(
    r",?(?: (?:on|le|am|el|at|il|op))? ?(?:\d|\b(?:mon|tues|wednes|thurs|fri|satur|sun)day\b"
    r"|\b(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]{0,6}\.? \d)"
    r"|[|•·]| [–—-] |\b(?:published|(?:last )?updated|publié|mis à jour|follow|suivre)\b| @",
    re.IGNORECASE,
)
_CREDIT = re.compile(r"\s*(?:fotos?|photos?|bild(?:er)?|image|illustration)\b", re.IGNORECASE)
_NOBODY = frozenset(
    ("admin", "administrator", "administrateur", "noauthor", "author", "unknown", "webmaster", "editor", "wordpress")
)
"""Default names of publishing systems, by their letters."""
_PARTICLES = frozenset((
    "and", "und", "et", "y", "e", "en", "de", "du", "des", "d", "del", "della", "di", "da", "do", "dos", "van", "von",
    "vom", "zu", "der", "den", "ten", "ter", "la", "le", "las", "los", "el", "al", "bin", "ibn", "af", "av", "avec",
    "with", "mit", "of", "the",
))  # fmt: skip
"""Particles in names and conjunctions between them."""
_NO_END = _PARTICLES | {"author", "authors", "auteur", "auteurs", "autor", "autorin", "autore"}


def name_in(line: str) -> str:
    """The name in a byline: `By Jane Doe | 3 March` is `Jane Doe`; empty when there is none."""
    line = plain(line, LONGEST_LINE)
    name = _BY.sub("", _ADDRESS.sub("", line))
    if end := _AFTER.search(name):
        name = name[: end.start()]
    name = name.strip(" ,;:–—-")
    letters = letters_of(name)
    is_name = len(name.split()) <= MOST_WORDS and len(letters) >= (3 if name.isascii() else 2)
    return name if is_name and letters.removeprefix("wordpress") not in _NOBODY and not name.startswith("@") else ""


def says_who(line: str) -> bool:
    """Whether a line begins with « by », or is only names: two capitalized words or more."""
    if _BY.match(plain(line, LONGEST_LINE)):
        return bool(name_in(line))
    words = re.findall(r"[^\W\d_][\w.'’-]*", name_in(line))
    # « The editors », « Artikel von »: no name begins or ends with a particle.
    if not words or words[0].lower() in _PARTICLES or words[-1].lower() in _NO_END or _CREDIT.match(line):
        return False
    is_capital = all(word[0].upper() == word[0] or word.lower() in _PARTICLES for word in words)
    return is_capital and (len(words) > 1 or not words[0].isascii())

"""What of an article can be muted: queries that find others like it."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from placentin_tui.i18n import _
from placentin_tui.models import View
from placentin_tui.query.of_view import query_of, term
from placentin_tui.query.vocabulary import Field

if TYPE_CHECKING:
    from placentin_tui.models import ArticleSummary

SHORTEST = 5
"""Letters a word of the title has at least to be offered: shorter ones are seldom what an article is about."""
MOST_WORDS = 4


class MuteOffer(NamedTuple):
    """Something that can be muted."""

    label: str
    name: str
    """What the rule is called."""
    query: str


def offers(article: ArticleSummary, address: str, *, several_sources: bool) -> list[MuteOffer]:
    """The article's author, its sections, its source and the longest words of its title; a section of this source
    alone only where there are others. `address`: the source's, by which it is found under any title.
    """
    found = []
    if article.author:
        label = _("The author {name}").format(name=article.author)
        found.append(MuteOffer(label, article.author, query_of(View(author=article.author))))
    for section in article.sections:
        found.append(MuteOffer(_("The section {name}").format(name=section), section, query_of(View(section=section))))
        if several_sources:
            names = {"section": section, "paper": article.source_title}
            query = query_of(View(section=section, source=article.source), address)
            found.append(
                MuteOffer(_("The section {section} of {paper}").format(**names), f"{section}, {names['paper']}", query)
            )
    source = query_of(View(source=article.source), address)
    found.append(MuteOffer(_("All of {paper}").format(paper=article.source_title), article.source_title, source))
    for word in _words(article.title):
        label = _("Titles with “{word}”").format(word=word)
        found.append(MuteOffer(label, word, term(Field.TITLE, word)))
    return found


def typed_offer(typed: str) -> MuteOffer:
    """What was typed, as a query."""
    query = " ".join(typed.split())
    return MuteOffer(_("Whatever has “{words}”").format(words=query), query, query)


def _words(title: str) -> list[str]:
    """The longest words of a title, in its order."""
    plain = "".join(sign if sign.isalnum() or sign == "-" else " " for sign in title)
    words = [word for word in dict.fromkeys(plain.split()) if len(word.strip("-")) >= SHORTEST]
    kept = set(sorted(words, key=len, reverse=True)[:MOST_WORDS])
    return [word.strip("-") for word in words if word in kept]
